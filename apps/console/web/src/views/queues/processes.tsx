import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/live.js';
import { Moment } from '../../parts/moment.js';
import { Nothing } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import type { Tone } from '../../parts/words.js';
import type { Queues } from './wire.js';

type Process = Queues['processes'][number];

const TONES: Readonly<Record<'alive' | 'gone' | 'stopped', Tone>> = {
  alive: 'well',
  gone: 'critical',
  stopped: 'plain',
};

/** Processes of the hub within the last day: those that went without a word first. */
export function Processes({ of }: { of: readonly Process[] }) {
  const { t } = useTranslation('queues');
  const { now } = useLive();
  const rows = [...of].sort((a, b) => weight(a) - weight(b) || a.host.localeCompare(b.host));
  const columns: Column<Process>[] = [
    {
      id: 'state',
      head: t('process.state'),
      cell: (process) => <Badge tone={TONES[stateOf(process)]}>{t(`process.${stateOf(process)}`)}</Badge>,
    },
    { id: 'host', head: t('process.host'), cell: ({ host }) => <span className="mono">{host}</span> },
    { id: 'apps', head: t('process.apps'), cell: ({ apps }) => apps.join(', ') },
    { id: 'version', head: t('process.version'), cell: ({ version }) => version },
    { id: 'started', head: t('process.started'), cell: ({ startedAt }) => <Moment at={startedAt} now={now} /> },
    {
      id: 'seen',
      head: t('process.seen'),
      cell: ({ stoppedAt, lastSeenAt }) => <Moment at={stoppedAt ?? lastSeenAt} now={now} />,
    },
  ];
  if (rows.length === 0) return <Nothing>{t('process.none')}</Nothing>;
  return (
    <Table
      caption={t('process.caption')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      toneOf={(process) => (stateOf(process) === 'gone' ? 'critical' : 'plain')}
    />
  );
}

function stateOf({ isAlive, stoppedAt }: Process): 'alive' | 'gone' | 'stopped' {
  if (stoppedAt !== null) return 'stopped';
  return isAlive ? 'alive' : 'gone';
}

function weight(process: Process): number {
  return ['gone', 'alive', 'stopped'].indexOf(stateOf(process));
}
