import { useTranslation } from 'react-i18next';
import { useOne } from '../../api/lists.js';
import { useMay } from '../../api/session.js';
import { PageHead } from '../../parts/page.js';
import { Answer, Nothing } from '../../parts/states.js';
import { Capacity } from './capacity.js';
import { Processes } from './processes.js';
import { QueueTable } from './queue-table.js';
import type { Queues } from './wire.js';

/** What waits in the hub's queues, whether somebody works it off, and whether there is room. */
export default function QueuesView() {
  const { t } = useTranslation('queues');
  const queues = useOne<Queues>('/v1/ops/queues');
  const hasBoard = useMay('operations', 'admin');
  return (
    <>
      <PageHead title={t('title')} actions={hasBoard && <BoardLink />}>
        {t('about')}
      </PageHead>
      <Answer of={queues}>
        {(data) => (
          <>
            {!data.isHealthy && (
              <div className="notice-box" data-tone="critical" role="alert">
                <strong>{t('unhealthy.title')}</strong>
                <span>{t('unhealthy.text')}</span>
              </div>
            )}
            <Capacity of={data} />
            {data.queues.length > 0 ? <QueueTable queues={data.queues} /> : <Nothing>{t('noQueues')}</Nothing>}
            <Processes of={data.processes} />
          </>
        )}
      </Answer>
    </>
  );
}

/** Single jobs are looked at in Bull Board, which is a page of its own. */
function BoardLink() {
  const { t } = useTranslation('queues');
  return (
    <a className="button" href="/console/queues/board/" target="_blank" rel="noreferrer">
      {t('board')}
    </a>
  );
}
