import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Panel } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import { nameOfPerson, Phone, PlanUnit, useCodes, When, Written } from './words.js';
import type { Plan } from './wire.js';

type Participant = Omit<Plan['participants'][number], 'at' | 'message' | 'unit' | 'relation'> & {
  /** Undefined where nobody has said it. */
  readonly relation?: Plan['participants'][number]['relation'] | undefined;
};

/** Whoever coordinates takes part too, and owes the most. */
function participantsOf({ participants, coordinator }: Plan): readonly Participant[] {
  if (coordinator === null || participants.some(({ participantUnit }) => participantUnit === coordinator.unit)) {
    return participants;
  }
  const { unit, name } = coordinator;
  return [{ participantUnit: unit, ...(name === undefined ? {} : { name }), channel: 'system' }, ...participants];
}

/** Who takes part and how they are reached, with what each is waited for. */
export function Participants({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const codeOf = useCodes();
  const rows = participantsOf(plan);
  const columns: Column<Participant>[] = [
    { id: 'who', head: t('participants.who'), cell: (one) => <Who one={one} plan={plan} /> },
    {
      id: 'relation',
      head: t('participants.relation'),
      cell: ({ relation }) => relation !== undefined && codeOf('relation', relation),
    },
    { id: 'channel', head: t('participants.channel'), cell: ({ channel }) => codeOf('channel', channel) },
    { id: 'owes', head: t('participants.owes'), cell: (one) => <Owes one={one} plan={plan} /> },
  ];
  return (
    <Panel title={t('participants.title')}>
      {rows.length === 0 ? (
        <p className="quiet">{t('participants.none')}</p>
      ) : (
        <Table
          caption={t('participants.caption', { count: rows.length })}
          isCaptionHidden
          rows={rows}
          keyOf={(one) => String(rows.indexOf(one))}
          columns={columns}
        />
      )}
    </Panel>
  );
}

function Who({ one, plan }: { one: Participant; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { participantUnit, name, organisation, removedAt } = one;
  return (
    <div className="stack-tight plan-reach">
      {participantUnit === undefined ? (
        <Written
          of={[name, organisation].filter(Boolean).join(', ') || nameOfPerson(plan, one.relation)}
          isMasked={plan.isMasked}
        />
      ) : (
        <>
          <PlanUnit plan={plan} hsaId={participantUnit} />
          <Phone plan={plan} hsaId={participantUnit} />
        </>
      )}
      {participantUnit !== undefined && name !== undefined && <span className="small">{name}</span>}
      {plan.coordinator?.unit === participantUnit && participantUnit !== undefined && (
        <Badge tone="notice">{t('participants.coordinates')}</Badge>
      )}
      {participantUnit !== undefined && plan.leftOut.includes(participantUnit) && (
        <Badge tone="warning">{t('participants.leftOut')}</Badge>
      )}
      {removedAt !== undefined && (
        <span className="small quiet">
          {t('participants.removed')} <When at={removedAt} />
        </span>
      )}
    </div>
  );
}

function Owes({ one: { participantUnit }, plan }: { one: Participant; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const owed = plan.waitedFor.filter(({ unit }) => unit === participantUnit);
  if (owed.length === 0) return <span className="quiet">{t('owesNothing')}</span>;
  return (
    <ul className="plain-list">
      {owed.map(({ deadline, name, due, isOverdue }) => (
        <li key={deadline}>
          {isOverdue && <Badge tone="critical">{t('waited.overdue')}</Badge>} {both(name)},{' '}
          <span className="small">
            {t('waited.by')} <When at={due} />
          </span>
        </li>
      ))}
    </ul>
  );
}
