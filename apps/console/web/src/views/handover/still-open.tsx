import { useTranslation } from 'react-i18next';
import { deadlineName, stepName } from '#domain/deadline/deadline-names.js';
import { useHubNow } from '../../api/live.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { useActors } from '../../parts/actor.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge, UnitName } from '../../parts/words.js';
import type { Handover } from './wire.js';

type Handed = Handover['stillOpen'][number];

/** Escalations that the next shift takes over. */
export function StillOpen({ items }: { items: readonly Handed[] }) {
  const { t } = useTranslation('handover');
  const { both } = useLanguage();
  const { nameOf } = useActors();
  const now = useHubNow();
  const columns: Column<Handed>[] = [
    { id: 'due', head: t('column.due'), cell: ({ due }) => <Moment at={due} now={now} /> },
    {
      id: 'what',
      head: t('column.what'),
      cell: ({ kind, rule }) => (
        <>
          <strong>{capital(both(deadlineName(kind)))}</strong> <span className="small quiet mono nowrap">{rule}</span>
        </>
      ),
    },
    {
      id: 'whose',
      head: t('column.whose'),
      cell: ({ responsible }) => <UnitName unit={responsible} withPhone isLink />,
    },
    { id: 'step', head: t('column.step'), cell: ({ step }) => capital(both(stepName(step))) },
    {
      id: 'owner',
      head: t('column.owner'),
      cell: ({ takenBy }) =>
        takenBy === null ? (
          <Badge tone="critical">{t('nobody')}</Badge>
        ) : (
          <Badge tone="notice">{nameOf(takenBy)}</Badge>
        ),
    },
  ];
  return (
    <Table
      caption={t('stillOpen', { count: items.length })}
      isCaptionHidden
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
