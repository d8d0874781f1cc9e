import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Course } from '../../parts/course.js';
import { Fold } from '../../parts/fold.js';
import { Table } from '../../parts/table.js';
import type { Column } from '../../parts/table.js';
import type { Profile } from './wire.js';

type Transition = Profile['transitions'][number];
type State = Profile['states'][number];

/** Messages by which a stay ends otherwise than it is meant to. */
const EXITS: readonly string[] = ['avliden', 'avbryt-vardtillfalle', 'planerad-inskrivning-installd'];

/** The states of a stay, drawn as the usual course, and what leads from one to another. */
export function States({ of }: { of: Profile }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  const { course, aside } = courseOf(of);
  const moves = of.transitions.filter((transition) => !isStay(transition));
  const stays = of.transitions.filter(isStay);
  return (
    <>
      <p className="quiet">{t('states.about')}</p>
      <Course
        label={t('states.course')}
        steps={course.map(({ state, by }) => ({ id: state.id, name: both(state.name), by: by.map(both) }))}
      />
      {aside.length > 0 && (
        <p>
          {t('states.ends')}: {aside.map(({ name }) => both(name)).join(', ')}.
        </p>
      )}
      <Moves of={of} rows={moves} />
      {stays.length > 0 && (
        <Fold text={t('states.without', { count: new Set(stays.map(({ on }) => on)).size })}>
          <Stays of={of} rows={stays} />
        </Fold>
      )}
    </>
  );
}

function isStay({ from, to }: Transition): boolean {
  return to === 'same' || to === from;
}

/** The states that messages lead through one after the other, with these messages, and those that lie beside. */
function courseOf({ states, transitions }: Profile) {
  const course: { state: State; by: Transition['onName'][] }[] = [];
  const aside: State[] = [];
  for (const state of [...states].sort((a, b) => a.order - b.order)) {
    const before = course.at(-1)?.state.id;
    const by = transitions.filter(({ on, from, to }) => from === before && to === state.id && !EXITS.includes(on));
    const names = [...new Map(by.map(({ on, onName }) => [on, onName])).values()];
    if (before === undefined || names.length > 0) course.push({ state, by: names });
    else aside.push(state);
  }
  return { course, aside };
}

function useStateName({ states }: Profile): (id: string) => string {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  return (id) => {
    const state = states.find((one) => one.id === id);
    if (state !== undefined) return both(state.name);
    return id === 'same' || id === 'previous' || id === 'none' ? t(`states.${id}`) : id;
  };
}

function Moves({ of, rows }: { of: Profile; rows: readonly Transition[] }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  const nameOf = useStateName(of);
  const columns: Column<Transition>[] = [
    { id: 'from', head: t('states.from'), cell: ({ from }) => nameOf(from) },
    { id: 'on', head: t('states.on'), cell: ({ onName }) => both(onName) },
    { id: 'to', head: t('states.to'), cell: ({ to }) => <strong>{nameOf(to)}</strong> },
    ...(rows.some(({ when }) => when !== null)
      ? [
          {
            id: 'when',
            head: t('states.when'),
            cell: ({ when }: Transition) => (when === null ? t('states.always') : both(when)),
          },
        ]
      : []),
    { id: 'rule', head: t('rule'), cell: ({ rule }) => <Rule id={rule} /> },
  ];
  return (
    <Table
      caption={t('states.moves')}
      columns={columns}
      rows={rows}
      // Several rows may be alike but for their condition; they stand in their order.
      keyOf={(row) => String(rows.indexOf(row))}
    />
  );
}

/** One row for each message, with all the states in which it is taken. */
function Stays({ of, rows }: { of: Profile; rows: readonly Transition[] }) {
  const { t } = useTranslation('profiles');
  const { both } = useLanguage();
  const nameOf = useStateName(of);
  const kinds = [...new Map(rows.map(({ on, onName }) => [on, onName]))];
  const inStates = (kind: string) => [...new Set(rows.flatMap(({ on, from }) => (on === kind ? nameOf(from) : [])))];
  return (
    <Table
      caption={t('states.stays')}
      rows={kinds}
      keyOf={([kind]) => kind}
      columns={[
        { id: 'on', head: t('states.on'), cell: ([, name]) => both(name) },
        { id: 'states', head: t('states.inStates'), cell: ([kind]) => inStates(kind).join(', ') },
      ]}
    />
  );
}

/** Id of a rule, by which it is found in the list of rules. */
export function Rule({ id }: { id: string | null }) {
  return id === null ? <span className="quiet">–</span> : <code className="nowrap">{id}</code>;
}
