import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/live.js';
import type { Overview as Told } from '../../api/live.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Trouble, Waiting } from '../../parts/states.js';
import { ActNow } from './act-now.js';
import { Flow } from './flow.js';
import { Plans } from './plans.js';
import { Problems } from './problems.js';
import { WorstParties } from './worst-parties.js';
import './overview.css';

/** Everything in one look: what has to be done, what is wrong, who is worst off, and whether messages flow as they use to. */
export default function Overview() {
  const { t } = useTranslation('overview');
  const { overview, way } = useLive();
  return (
    <>
      <PageHead title={t('title')}>{overview !== undefined && <HubState hub={overview.hub} />}</PageHead>
      {overview === undefined ? (
        way === 'none' ? (
          <Trouble error={undefined} />
        ) : (
          <Waiting />
        )
      ) : (
        <>
          <ActNow act={overview.act} />
          <Plans plans={overview.plans} />
          <Problems problems={overview.problems} problemCount={overview.problemCount} />
          <Flow flow={overview.flow} />
        </>
      )}
      <WorstParties />
    </>
  );
}

function HubState({ hub }: { hub: Told['hub'] }) {
  const { t } = useTranslation('overview');
  const broken = [hub.database ? [] : ['database'], hub.queue === false ? ['queue'] : []].flat();
  return (
    <span className="live-figure">
      {hub.state === 'well' ? t('hub.well') : t('hub.degraded')}
      {broken.map((part) => ` ${t(`hub.${part}`)}`)} · {t('hub.processes', { count: hub.processes })} · {t('hub.sweep')}{' '}
      <Moment at={hub.lastSweepAt} withSeconds />
    </span>
  );
}
