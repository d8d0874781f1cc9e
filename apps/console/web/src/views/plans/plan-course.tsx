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
import type { Plan } from './wire.js';

type Profile = Json<ProfileDto>;

/** States beside the usual course and its ends: they are drawn when the plan is there or has been. */
const ASIDE: readonly string[] = [
  ...['none', 'dialog', 'menprovning', 'plan-ej-klar', 'avliden-aviserad'],
  ...['avbojd', 'stoppad', 'avslutad'],
];

/** The states of the region's routine, where this plan has been, and where it is now. */
export function PlanCourse({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const profile = useOne<Profile>(`/v1/ops/profiles/${encodeURIComponent(plan.profile)}`, undefined, {
    isSteady: true,
  });
  return (
    <Panel
      title={t('course.title')}
      actions={<Link href={`/profiles/${plan.profile}`}>{profile.data?.name ?? plan.profile}</Link>}
    >
      <Answer of={profile}>{(rules) => <Drawn plan={plan} profile={rules} />}</Answer>
    </Panel>
  );
}

function Drawn({ plan, profile }: { plan: Plan; profile: Profile }) {
  const { t } = useTranslation('plans');
  return <Course label={t('course.label')} steps={useSteps(plan, profile)} />;
}

/** What was passed over is left out; what came before and comes again lies ahead. */
function useSteps({ state, stateName, done }: Plan, { plan }: Profile): CourseStep[] {
  const { both } = useLanguage();
  const visited = new Set<string>(done.filter(({ withdrawn }) => !withdrawn).map((step) => step.state));
  const states = [...(plan?.states ?? [])].sort((one, other) => one.order - other.order);
  const known = states.some(({ id }) => id === state) ? states : [...states, { id: state, name: stateName }];
  const here = known.findIndex(({ id }) => id === state);
  const isEnd = plan === null || ['avbojd', 'stoppad', 'avslutad'].includes(state);
  return known.flatMap(({ id, name }, at): CourseStep[] => {
    const step = { id, name: both(name) };
    if (id === state) return [{ ...step, place: 'here' }];
    if (at < here) return visited.has(id) ? [{ ...step, place: 'behind' }] : [];
    return isEnd || ASIDE.includes(id) ? [] : [{ ...step, place: 'ahead' }];
  });
}
