import type { Both } from '../../both.js';
import type { PlanCodes } from '../plan-rule.js';
import type {
  Closed,
  Evaluation,
  FollowUpComment,
  Intervention,
  MainGoal,
  Plan,
  PlanStep,
  SubGoal,
  Told,
} from '../plan.js';
import { coordinatorOf } from '../plan.js';
import type { Profile } from '../../profile/profile.js';
import type {
  AreaView,
  ClosedView,
  CommentView,
  EvaluationView,
  GoalView,
  InterventionView,
  PlanView,
  SubGoalView,
} from './view.js';

/** Whether closed sub-goals and interventions are in the view. */
export const CLOSED_FILTERS = ['include', 'exclude'] as const;
export type ClosedFilter = (typeof CLOSED_FILTERS)[number];

interface TreeGround {
  readonly plan: Plan;
  readonly profile: Profile;
  readonly closed?: ClosedFilter;
}

interface TreeViewer {
  readonly units: readonly string[];
  readonly isMasked: boolean;
  /** Whether the viewer may know of what a unit told. */
  readonly sees: (told: Pick<Told, 'unit'>) => boolean;
}

/** The kartläggning, and the goals with what hangs on them, as one viewer sees them. */
export class Tree {
  private readonly withClosed: boolean;

  constructor(
    private readonly ground: TreeGround,
    private readonly viewer: TreeViewer,
  ) {
    this.withClosed = ground.closed !== 'exclude';
  }

  areas(): AreaView[] {
    const { facts } = this.ground.plan;
    const coordinator = coordinatorOf(facts)?.unit;
    const isWritable = coordinator !== undefined && this.viewer.units.includes(coordinator);
    return facts.areas
      .filter((area) => this.viewer.sees(area))
      .map(({ needs, resources, obstacles, abilities, ...area }) => ({
        ...area,
        ...this.unlessMasked({ needs, resources, obstacles, abilities }),
        ...this.heading(area.heading),
        isWritable,
      }));
  }

  goals(): Pick<PlanView, 'goals' | 'looseSubgoals'> {
    const { facts } = this.ground.plan;
    const goals = facts.goals.filter((goal) => this.viewer.sees(goal));
    const parentOf = ({ goal }: SubGoal) => (goal === undefined ? goals[0]?.id : goal);
    const subgoals = facts.subgoals
      .filter((subgoal) => this.seesOwned(subgoal) && (this.withClosed || subgoal.state !== 'avslutad'))
      .map((subgoal) => ({ parent: parentOf(subgoal), view: this.subgoal(subgoal) }));
    return {
      goals: goals.map((goal) =>
        this.goal(
          goal,
          subgoals.filter(({ parent }) => parent === goal.id).map(({ view }) => view),
        ),
      ),
      looseSubgoals: subgoals.filter(({ parent }) => !goals.some(({ id }) => id === parent)).map(({ view }) => view),
    };
  }

  closing({ comment, ...closed }: Closed): ClosedView {
    const { message, unit, at, reason } = closed;
    const reasonName = nameOf(this.codes.closing, reason);
    return { message, unit, at, reason, reasonName, ...this.unlessMasked({ comment }) };
  }

  /** Whether the viewer may know that this message was sent: of an intervention that is not shared, only its owner may. */
  mayKnow(step: PlanStep): boolean {
    if (this.viewer.units.includes(step.unit)) return true;
    if (step.kind === 'sip-insats' && step.content['shared'] !== true) return false;
    return !this.isAboutHidden(step);
  }

  /** Whether a message is about an intervention that the viewer does not see, or did not before it was withdrawn. */
  isAboutHidden(step: PlanStep): boolean {
    const about = this.interventionOf(step);
    if (about !== undefined) return !this.seesIntervention(about);
    const named = step.content['intervention'];
    return typeof named === 'string' && !this.wasShared(step, named);
  }

  /** Whether an intervention that is gone was ever shared with the viewer, or was the viewer's own. */
  private wasShared({ unit }: PlanStep, named: string): boolean {
    const { steps } = this.ground.plan;
    const isNamed = (one: PlanStep, reference: unknown, by: string) =>
      one.message === reference || (one.messageId === reference && one.unit === by);
    const told = steps.filter((one) => one.kind === 'sip-insats');
    const meant = told.find((one) => isNamed(one, named, unit));
    const root =
      told.find((one) => meant !== undefined && isNamed(one, meant.content['intervention'], meant.unit)) ?? meant;
    const all = told.filter(
      (one) => one === root || (root !== undefined && isNamed(root, one.content['intervention'], one.unit)),
    );
    return all.some((one) => one.content['shared'] === true || this.viewer.units.includes(one.unit));
  }

  /** What a step is about, where that is an intervention. */
  private interventionOf(step: PlanStep): Intervention | undefined {
    const { interventions } = this.ground.plan.facts;
    const named = step.content['intervention'];
    if (typeof named !== 'string') return interventions.find(({ id }) => id === step.message);
    return interventions.find(({ id }) => id === named) ?? this.interventionBehind(step, named);
  }

  /** By a later message of it, or by the sender's own id. */
  private interventionBehind({ message, unit }: PlanStep, named: string): Intervention | undefined {
    const step = this.ground.plan.steps.find(
      (one) =>
        one.kind === 'sip-insats' &&
        one.message !== message &&
        (one.message === named || (one.messageId === named && one.unit === unit)),
    );
    return step === undefined || step.message === message ? undefined : this.interventionOf(step);
  }

  private goal({ evaluations, ...goal }: MainGoal, subgoals: readonly SubGoalView[]): GoalView {
    const { text, ownPart, helpPart, contacts, ...rest } = goal;
    return {
      ...rest,
      ...this.unlessMasked({ text, ownPart, helpPart, contacts }),
      evaluations: this.evaluations(evaluations),
      subgoals,
    };
  }

  private subgoal({ evaluations, closed, ...subgoal }: SubGoal): SubGoalView {
    const { text, onBehalfOf, ...rest } = subgoal;
    const interventions = this.ground.plan.facts.interventions.filter((one) => one.subgoal === subgoal.id);
    return {
      ...rest,
      ...this.unlessMasked({ text, onBehalfOf }),
      ...this.heading(subgoal.heading),
      evaluations: this.evaluations(evaluations),
      closed: closed && this.closing(closed),
      interventions: interventions
        .filter((one) => this.seesIntervention(one) && (this.withClosed || one.state !== 'avslutad'))
        .map((one) => this.intervention(one)),
    };
  }

  private intervention({ comments, closed, ...intervention }: Intervention): InterventionView {
    const { text, responsible, frequency, onBehalfOf, replaces, ...rest } = intervention;
    const replaced = this.ground.plan.facts.interventions.find(({ id }) => id === replaces);
    return {
      ...rest,
      ...(replaced !== undefined && this.seesIntervention(replaced) ? { replaces: replaced.id } : {}),
      ...this.unlessMasked({ text, responsible, frequency, onBehalfOf }),
      comments: comments.filter((one) => this.viewer.sees(one)).map((one) => this.comment(one)),
      closed: closed && this.closing(closed),
      isShared: isShared(intervention),
    };
  }

  private comment({ comment, ...rest }: FollowUpComment): CommentView {
    return { ...rest, ...this.unlessMasked({ comment }) };
  }

  private evaluations(all: readonly Evaluation[]): EvaluationView[] {
    return all
      .filter((one) => this.viewer.sees(one))
      .map(({ comment, evaluator, ...rest }) => ({
        ...rest,
        ...this.unlessMasked({ comment, evaluator }),
        ...this.score(rest.score),
      }));
  }

  private score(code: string): { score: string; scoreName: Both | undefined } {
    const scoreName = nameOf(this.codes.scale, code);
    return { score: this.viewer.isMasked && scoreName === undefined ? '' : code, scoreName };
  }

  /** Of a region's list, or written by somebody: what was written is masked. */
  private heading(code: string): { heading: string; headingName: Both | undefined } {
    const headingName = nameOf(this.codes.headings, code);
    return { heading: this.viewer.isMasked && headingName === undefined ? '' : code, headingName };
  }

  private seesIntervention(intervention: Intervention): boolean {
    if (this.viewer.units.includes(intervention.owner)) return true;
    return isShared(intervention) && this.viewer.sees(intervention);
  }

  private seesOwned({ owner, unit }: SubGoal): boolean {
    return this.viewer.sees({ unit: owner }) || this.viewer.sees({ unit });
  }

  private unlessMasked<Fields extends object>(fields: Fields): Partial<Fields> {
    return this.viewer.isMasked ? {} : fields;
  }

  private get codes() {
    const { headings, scale, closing } = this.ground.profile.plan ?? {};
    return { headings, scale, closing };
  }
}

/** Seen by the person and by all that take part: shared, or closed after it was. */
function isShared({ state, shared }: Pick<Intervention, 'state' | 'shared'>): boolean {
  return state === 'utdelad' || (state === 'avslutad' && shared);
}

function nameOf(codes: PlanCodes | undefined, code: string | undefined): Both | undefined {
  return codes?.codes.find((one) => one.code === code)?.name;
}
