import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { momentText } from '../../parts/moment.js';
import { Panel } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import { Badge } from '../../parts/words.js';
import { nameOfPerson, PlanUnit, useCodes, When, Written } from './words.js';
import type { Plan } from './wire.js';

type Meeting = Plan['meetings'][number];

/** Somebody who was called, or came without being called, and what became of it. */
interface Seat {
  readonly key: string;
  readonly unit: string | undefined;
  readonly name: string | undefined;
  readonly relation: string;
  readonly channel: string | undefined;
  readonly answered: { readonly how: 'acknowledged' | 'declined'; readonly at: string } | undefined;
  readonly attended: boolean | undefined;
}

/** Every meeting with who was called, who has acknowledged, and who came; the latest first. */
export function Meetings({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  return (
    <Panel title={t('meetings.title')}>
      {plan.meetings.length === 0 && <p className="quiet">{t('meetings.none')}</p>}
      {plan.meetings.toReversed().map((meeting) => (
        <OneMeeting key={meeting.id} meeting={meeting} plan={plan} />
      ))}
    </Panel>
  );
}

function OneMeeting({ meeting, plan }: { meeting: Meeting; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { language } = useLanguage();
  const codeOf = useCodes();
  const { purpose, meetingAt, form, held, calledOffAt, unit, agenda, place } = meeting;
  const state = held !== undefined ? 'held' : calledOffAt !== undefined ? 'calledOff' : 'called';
  const at = held?.heldAt ?? meetingAt;
  const name =
    at === undefined ? codeOf('purpose', purpose) : `${codeOf('purpose', purpose)} ${momentText(at, language)}`;
  const tone = { held: 'well', calledOff: 'plain', called: 'notice' } as const;
  return (
    <section className="stack plan-meeting" aria-label={name}>
      <div className="row">
        <h3>{codeOf('purpose', purpose)}</h3>
        <Badge tone={tone[state]}>{t(`meetings.${state}`)}</Badge>
        <When at={at} />
        {form !== undefined && <span className="quiet">{codeOf('form', form)}</span>}
        <span className="quiet">
          {t('meetings.by')} <PlanUnit plan={plan} hsaId={unit} />
        </span>
      </div>
      {agenda !== undefined && agenda.length > 0 && (
        <ul className="plan-texts">
          {agenda.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      {place !== undefined && <p>{t('meetings.place', { place })}</p>}
      <Seats of={name} seats={seatsOf(meeting)} plan={plan} isHeld={held !== undefined} />
      {held !== undefined && (plan.isMasked || held.note !== undefined) && (
        <p>
          {t('meetings.note')}: <Written of={held.note} isMasked={plan.isMasked} />
        </p>
      )}
    </section>
  );
}

function Seats({ of, seats, plan, isHeld }: { of: string; seats: readonly Seat[]; plan: Plan; isHeld: boolean }) {
  const { t } = useTranslation('plans');
  const codeOf = useCodes();
  const columns: Column<Seat>[] = [
    {
      id: 'who',
      head: t('participants.who'),
      cell: ({ unit, name, relation }) => (
        <div className="stack-tight">
          {unit === undefined ? (
            <Written of={name ?? nameOfPerson(plan, relation)} isMasked={plan.isMasked} />
          ) : (
            <span>
              <PlanUnit plan={plan} hsaId={unit} />
              {name !== undefined && `, ${name}`}
            </span>
          )}
        </div>
      ),
    },
    { id: 'relation', head: t('participants.relation'), cell: ({ relation }) => codeOf('relation', relation) },
    {
      id: 'answer',
      head: t('meetings.answer'),
      cell: ({ answered, channel }) => {
        if (answered !== undefined) {
          return (
            <span>
              <Badge tone={answered.how === 'declined' ? 'warning' : 'well'}>{t(`meetings.${answered.how}`)}</Badge>{' '}
              <When at={answered.at} />
            </span>
          );
        }
        if (channel === undefined) return <span className="quiet">{t('meetings.notCalled')}</span>;
        if (channel !== 'system') return t('meetings.onPaper');
        return isHeld ? <span className="quiet">{t('meetings.noAnswer')}</span> : t('meetings.unanswered');
      },
    },
  ];
  const came: Column<Seat> = {
    id: 'came',
    head: t('meetings.attendance'),
    cell: ({ attended }) =>
      attended === undefined ? (
        <span className="quiet">{t('meetings.unknown')}</span>
      ) : (
        <Badge tone={attended ? 'well' : 'warning'}>{t(attended ? 'meetings.came' : 'meetings.absent')}</Badge>
      ),
  };
  if (seats.length === 0) return <p className="quiet">{t('meetings.nobody')}</p>;
  return (
    <Table
      caption={t('meetings.caption', { meeting: of })}
      isCaptionHidden
      rows={seats}
      keyOf={({ key }) => key}
      columns={isHeld ? [...columns, came] : columns}
    />
  );
}

type Called = Meeting['called'][number];
type Came = NonNullable<Meeting['held']>['attendance'][number];

/** Units are known again by their id; who has none by the name, else by how they stand. */
function placeOf({ unit, name, relation }: Called, there: readonly Came[]): number {
  if (unit !== undefined) return there.findIndex((other) => other.unit === unit);
  const byName = there.findIndex((other) => name !== undefined && other.name === name);
  return byName >= 0 ? byName : there.findIndex((other) => other.unit === undefined && other.relation === relation);
}

/** Those who were called in their order, then those who came besides. */
function seatsOf({ called, held }: Meeting): Seat[] {
  const left = [...(held?.attendance ?? [])];
  const seats = called.map((one, at): Seat => {
    const { unit, relation, channel, acknowledgedAt, declinedAt } = one;
    const place = placeOf(one, left);
    const [there] = place < 0 ? [] : left.splice(place, 1);
    const answered =
      declinedAt !== undefined
        ? ({ how: 'declined', at: declinedAt } as const)
        : acknowledgedAt !== undefined
          ? ({ how: 'acknowledged', at: acknowledgedAt } as const)
          : undefined;
    const name = [...new Set([one.name, there?.name])].filter((part) => part !== undefined).join(', ') || undefined;
    return { key: `called ${String(at)}`, unit, name, relation, channel, answered, attended: there?.attended };
  });
  const others = left.map(({ unit, name, relation, attended }, at): Seat => {
    return { key: `other ${String(at)}`, unit, name, relation, channel: undefined, answered: undefined, attended };
  });
  return [...seats, ...others];
}
