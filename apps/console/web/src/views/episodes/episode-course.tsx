import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ProfileDto } from '../../../../src/dto/profile.dto.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { Course } from '../../parts/course.js';
import type { CourseStep } from '../../parts/course.js';
import { Panel } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import type { Stay } from './wire.js';

type Profile = Json<ProfileDto>;

/** States that are no part of the usual course: they are drawn when the stay is there. */
const ASIDE: readonly string[] = ['none', 'avbruten', 'avslutad'];
const PLANNED = 'planerad';

/** The region's chain with today's position, and what leads on from here. */
export function EpisodeCourse({ stay }: { stay: Stay }) {
  const { t } = useTranslation('episodes');
  const profile = useOne<Profile>(`/v1/ops/profiles/${encodeURIComponent(stay.profile)}`, undefined, {
    isSteady: true,
  });
  return (
    <Panel
      title={t('course.title')}
      actions={<Link href={`/profiles/${stay.profile}`}>{profile.data?.name ?? stay.profile}</Link>}
    >
      <Answer of={profile}>{(rules) => <Drawn stay={stay} profile={rules} />}</Answer>
    </Panel>
  );
}

function Drawn({ stay, profile }: { stay: Stay; profile: Profile }) {
  const { t } = useTranslation('episodes');
  return (
    <>
      <Course label={t('course.label')} steps={useSteps(stay, profile)} />
      <LeadingOn stay={stay} profile={profile} />
    </>
  );
}

function useSteps(stay: Stay, { states }: Profile): CourseStep[] {
  const { both } = useLanguage();
  const wasPlanned = stay.plannedAdmission !== undefined;
  const shown = [...states]
    .sort((one, other) => one.order - other.order)
    .filter(({ id }) => id === stay.state || !(ASIDE.includes(id) || (id === PLANNED && !wasPlanned)));
  const here = shown.findIndex(({ id }) => id === stay.state);
  return shown.map(({ id, name }, at) => ({
    id,
    name: both(name),
    place: at === here ? ('here' as const) : at < here ? ('behind' as const) : ('ahead' as const),
  }));
}

/** Messages that move the stay on from where it is. */
function LeadingOn({ stay, profile }: { stay: Stay; profile: Profile }) {
  const { t } = useTranslation('episodes');
  const { both } = useLanguage();
  const from = profile.transitions.filter(
    (row) => row.from === stay.state && row.to !== 'same' && row.to !== stay.state,
  );
  if (from.length === 0) return <p className="quiet">{t('course.end')}</p>;
  const nameOf = (state: string) => {
    if (state === 'previous') return t('course.previous');
    return both(profile.states.find(({ id }) => id === state)?.name) || state;
  };
  const ruleOf = (kind: string) => profile.kinds.find((one) => one.kind === kind)?.rule;
  return (
    <Table
      caption={t('course.onward')}
      rows={from}
      keyOf={({ on, to, when }) => `${on} ${to} ${when?.en ?? ''}`}
      columns={[
        { id: 'by', head: t('course.by'), cell: ({ onName }) => <strong>{both(onName)}</strong> },
        { id: 'to', head: t('course.to'), cell: ({ to }) => nameOf(to) },
        { id: 'when', head: t('course.when'), cell: ({ when }) => (when === null ? t('course.always') : both(when)) },
        {
          id: 'rule',
          head: t('course.rule'),
          cell: ({ on, rule }) => <span className="mono small">{rule ?? ruleOf(on)}</span>,
        },
      ]}
    />
  );
}
