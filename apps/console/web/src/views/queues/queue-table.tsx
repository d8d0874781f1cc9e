import { useTranslation } from 'react-i18next';
import { useHubNow, useLive } from '../../api/live.js';
import { useLanguage } from '../../i18n/texts.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import type { Queues } from './wire.js';

type Queue = Queues['queues'][number];

const COUNTS = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

/** Each queue with its counts, its age, and how fast it is worked off. */
export function QueueTable({ queues }: { queues: readonly Queue[] }) {
  const { t, i18n } = useTranslation('queues');
  const { language } = useLanguage();
  const { now: machineNow } = useLive();
  const now = useHubNow();
  const number = (value: number) =>
    value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 1 });
  const columns: Column<Queue>[] = [
    {
      id: 'name',
      head: t('queue.name'),
      cell: ({ name }) => (i18n.exists(`queue.names.${name}`, { ns: 'queues' }) ? t(`queue.names.${name}`) : name),
    },
    ...COUNTS.map((count): Column<Queue> => ({
      id: count,
      head: t(`queue.${count}`),
      isNumber: true,
      cell: (queue) =>
        count === 'failed' && queue.failed > 0 ? (
          <Badge tone="warning">{number(queue.failed)}</Badge>
        ) : (
          <span className="live-figure">{number(queue[count])}</span>
        ),
    })),
    {
      id: 'oldest',
      head: t('queue.oldest'),
      cell: ({ oldestWaitingAt }) => <Moment at={oldestWaitingAt} now={machineNow} />,
    },
    { id: 'next', head: t('queue.next'), cell: ({ nextAt }) => <Moment at={nextAt} now={now} /> },
    {
      id: 'rate',
      head: t('queue.perMinute'),
      isNumber: true,
      cell: ({ perMinute }) =>
        perMinute === null ? <span className="quiet">{t('queue.notYet')}</span> : number(perMinute),
    },
    {
      id: 'workers',
      head: t('queue.workers'),
      isNumber: true,
      cell: ({ workers }) => (workers === 0 ? <Badge tone="critical">0</Badge> : number(workers)),
    },
  ];
  return (
    <Table
      caption={t('queue.caption')}
      columns={columns}
      rows={queues}
      keyOf={({ name }) => name}
      toneOf={({ workers }) => (workers === 0 ? 'critical' : 'plain')}
    />
  );
}
