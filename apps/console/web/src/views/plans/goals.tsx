import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/texts.js';
import { Facts, Panel } from '../../parts/page.js';
import { Badge } from '../../parts/words.js';
import { Attainment } from './attainment.js';
import { PlanUnit, useCodes, When, Written } from './words.js';
import type { Plan } from './wire.js';

type Goal = Plan['goals'][number];
type SubGoal = Plan['looseSubgoals'][number];
type Intervention = SubGoal['interventions'][number];
type Closed = NonNullable<SubGoal['closed']>;

/** Main goals, their sub-goals and the interventions under each, as a tree; what is closed stays in its place, greyed. */
export function Goals({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const isEmpty = plan.goals.length === 0 && plan.looseSubgoals.length === 0;
  return (
    <Panel title={t('goals.title')}>
      {isEmpty && <p className="quiet">{t('goals.none')}</p>}
      {plan.goals.map((goal) => (
        <OneGoal key={goal.id} goal={goal} plan={plan} />
      ))}
      {plan.looseSubgoals.length > 0 && <SubGoals of={plan.looseSubgoals} plan={plan} />}
    </Panel>
  );
}

function OneGoal({ goal, plan }: { goal: Goal; plan: Plan }) {
  const { t } = useTranslation('plans');
  const days = [
    ['reachBy', goal.reachBy],
    ['evaluateOn', goal.evaluateOn],
  ] as const;
  const facts = [
    ...days.flatMap(([name, on]) =>
      on === undefined ? [] : [[t(`goals.${name}`), <When key={name} at={on} />] as const],
    ),
    ...(goal.ownPart === undefined ? [] : [[t('goals.ownPart'), goal.ownPart] as const]),
    ...(goal.helpPart === undefined ? [] : [[t('goals.helpPart'), goal.helpPart] as const]),
  ];
  return (
    <section className="stack plan-goal" aria-label={t('goals.main')}>
      <div className="stack-tight">
        <span className="small quiet">{t('goals.main')}</span>
        <h3>
          <Written of={goal.text} isMasked={plan.isMasked} />
        </h3>
        <span className="small quiet">
          <PlanUnit plan={plan} hsaId={goal.unit} />, <When at={goal.at} />
        </span>
      </div>
      {facts.length > 0 && <Facts of={facts} />}
      <Attainment of={goal.evaluations} plan={plan} />
      {goal.subgoals.length === 0 ? (
        <p className="quiet">{t('goals.noSubgoals')}</p>
      ) : (
        <SubGoals of={goal.subgoals} plan={plan} />
      )}
    </section>
  );
}

function SubGoals({ of, plan }: { of: readonly SubGoal[]; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  return (
    <ul className="plan-branch" aria-label={t('goals.subgoals')}>
      {of.map((one) => (
        <li key={one.id} className="stack" data-closed={one.state === 'avslutad' || undefined}>
          <div className="stack-tight">
            <span className="row">
              <span className="small quiet">
                {t('goals.subgoal')}
                {both(one.headingName) !== '' && `, ${both(one.headingName)}`}
              </span>
              {one.state === 'avslutad' && <Badge>{t('goals.closed')}</Badge>}
            </span>
            <strong>
              <Written of={one.text} isMasked={plan.isMasked} />
            </strong>
            <Whose of={one} plan={plan} />
            {one.closed !== undefined && <ClosedBy of={one.closed} list="subgoalEnd" plan={plan} />}
          </div>
          <Attainment of={one.evaluations} plan={plan} />
          <Interventions of={one.interventions} plan={plan} />
        </li>
      ))}
    </ul>
  );
}

function Interventions({ of, plan }: { of: readonly Intervention[]; plan: Plan }) {
  const { t } = useTranslation('plans');
  if (of.length === 0) return <p className="quiet small">{t('goals.noInterventions')}</p>;
  return (
    <ul className="plan-branch" aria-label={t('goals.interventions')}>
      {of.map((one) => (
        <li key={one.id} className="stack-tight" data-closed={one.state === 'avslutad' || undefined}>
          <span className="row">
            <span className="small quiet">{t('goals.intervention')}</span>
            {one.state === 'avslutad' ? (
              <Badge>{t('goals.closed')}</Badge>
            ) : (
              <Badge tone="well">{t('goals.shared')}</Badge>
            )}
          </span>
          <Written of={one.text} isMasked={plan.isMasked} />
          <Whose of={one} plan={plan} />
          <Period of={one} />
          {one.closed !== undefined && <ClosedBy of={one.closed} list="interventionEnd" plan={plan} />}
          <Comments of={one.comments} plan={plan} />
        </li>
      ))}
    </ul>
  );
}

function Whose({ of: { owner, at }, plan }: { of: Pick<SubGoal, 'owner' | 'at'>; plan: Plan }) {
  return (
    <span className="small quiet">
      <PlanUnit plan={plan} hsaId={owner} />, <When at={at} />
    </span>
  );
}

function Period({ of: { startsOn, endsOn } }: { of: Intervention }) {
  const { t } = useTranslation('plans');
  if (startsOn === undefined && endsOn === undefined) return null;
  return (
    <span className="small">
      {startsOn !== undefined && t('goals.from', { on: startsOn })}{' '}
      {endsOn !== undefined && t('goals.to', { on: endsOn })}
    </span>
  );
}

/** Who closed it, when and why (N-CLOSE-04, N-CLOSE-05). */
function ClosedBy({ of, list, plan }: { of: Closed; list: string; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const codeOf = useCodes();
  const { unit, at, reason, reasonName, comment } = of;
  const why = both(reasonName) || (reason === undefined ? '' : codeOf(list, reason));
  return (
    <span className="small">
      {t('goals.closedBy')} <PlanUnit plan={plan} hsaId={unit} />, <When at={at} />
      {why !== '' && `: ${why}`} {comment !== undefined && <Written of={comment} isMasked={plan.isMasked} />}
    </span>
  );
}

function Comments({ of, plan }: { of: Intervention['comments']; plan: Plan }) {
  const { t } = useTranslation('plans');
  const codeOf = useCodes();
  if (of.length === 0) return null;
  return (
    <ul className="plan-comments small" aria-label={t('goals.comments')}>
      {of.map((one) => (
        <li key={one.message}>
          <When at={one.at} />, <PlanUnit plan={plan} hsaId={one.unit} />
          {one.outcome !== undefined && `: ${codeOf('outcome', one.outcome)}`}{' '}
          <Written of={one.comment} isMasked={plan.isMasked} />
        </li>
      ))}
    </ul>
  );
}
