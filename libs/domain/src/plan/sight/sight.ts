import type { KnownDeadline } from '../../admission/admission-plan.js';
import type { Directory } from '../../directory/directory.js';
import { KIND_NAMES } from '../../names.js';
import type { Profile } from '../../profile/profile.js';
import { withoutPlacesIn } from '../../protection.js';
import { visiblePatient } from '../../visible.js';
import { mayDoOf } from '../deciding/may-do.js';
import { isInForce, latestConsent, leftOutOf } from '../folding/consents.js';
import { CONSENT_NAMES, PLAN_DUTY_NAMES, PLAN_STATE_NAMES } from '../names.js';
import { isUnderFormerIdentity } from '../person-plans.js';
import { PLAN_DUTIES } from '../plan-rule.js';
import type { PlanDuty } from '../plan-rule.js';
import { coordinatorOf, isOpenPlan } from '../plan.js';
import type { CalledParticipant, Plan, PlanConsent, PlanMeeting, PlanStep, Told } from '../plan.js';
import { isMeetingOf, isToldOf } from './readers.js';
import { Tree } from './sight-tree.js';
import type { ClosedFilter } from './sight-tree.js';
import type { ConsentView, DoneStep, NamedUnit, PlanView, WaitedFor } from './view.js';

/** Who looks at a plan. */
export interface PlanViewer {
  /** HSA-ids; none for operations. */
  readonly units: readonly string[];
  /** Operations see states, units, duties and times. */
  readonly isOperations: boolean;
  /** Operations that have said why they read what was written. */
  readonly isRevealed?: boolean;
  /** A unit of these corrects for others (förvaltningsledare). */
  readonly isAdministrator: boolean;
}

/** What a view is made from. */
export interface SeenPlan {
  readonly plan: Plan;
  /** Those that hang on it, in any state. */
  readonly deadlines: readonly (KnownDeadline & { readonly rule: string })[];
  readonly directory: Directory;
  readonly profile: Profile;
  readonly now: Date;
  /** `exclude` leaves out closed sub-goals and interventions (N-PRINT-02). */
  readonly closed?: ClosedFilter;
}

/**
 * What a viewer sees of a plan that it may look at. An intervention that was not shared is seen by its owner alone, and others are
 * not told that there is one (N-INT-03); what the consent does not cover is seen by the unit that wrote it and by the coordinator.
 */
export function planViewFor(seen: SeenPlan, viewer: PlanViewer): PlanView {
  const sight = new Sight({ ...seen, plan: withoutPlacesIn(seen.plan) }, viewer);
  return sight.view();
}

class Sight {
  private readonly isMasked: boolean;
  private readonly isTold: boolean;
  private readonly tree: Tree;

  constructor(
    private readonly seen: SeenPlan,
    private readonly viewer: PlanViewer,
  ) {
    const { facts } = seen.plan;
    this.isMasked = viewer.isOperations && viewer.isRevealed !== true;
    this.isTold = viewer.isOperations || viewer.units.some((unit) => isToldOf(unit, facts));
    this.tree = new Tree(seen, { ...viewer, isMasked: this.isMasked, sees: (told) => this.sees(told) });
  }

  view(): PlanView {
    const { plan, profile } = this.seen;
    const { facts } = plan;
    const view = {
      id: plan.id,
      profile: plan.profile,
      episode: plan.episode,
      state: facts.state,
      stateName: PLAN_STATE_NAMES[facts.state],
      isOpen: isOpenPlan(plan),
      isMasked: this.isMasked,
      patient: this.isMasked ? undefined : visiblePatient(plan.patient, profile).patient,
      coordinatorName: profile.plan?.coordinator.name,
      coordinator: coordinatorOf(facts) ?? null,
      coordinators: facts.coordinators,
      leftOut: leftOutOf(facts),
      isUnderFormerIdentity: isUnderFormerIdentity(plan),
      careContact: facts.careContact ?? null,
      ...this.basis(),
      ...this.consentsSeen(),
      areas: this.tree.areas(),
      participants: facts.participants.map((one) => this.participant(one)),
      meetings: this.meetings(),
      madeAt: facts.madeAt,
      ...this.tree.goals(),
      reopenable: this.reopenable(),
      followUpOn: facts.followUpOn,
      remindOn: facts.remindOn,
      deliveryWish: facts.deliveryWish,
      handovers: this.told(facts.handovers).map((one) => this.masked(one, 'signatures', 'to')),
      deviations: this.told(facts.deviations).map((one) => this.masked(one, 'comment')),
      revisedAt: facts.revisedAt,
      death: facts.death,
      closed: facts.closed && { ...this.tree.closing(facts.closed), how: facts.closed.how },
      waitedFor: this.waitedFor(),
      done: this.done(),
      mayDo: mayDoOf({ plan, profile, directory: this.seen.directory, units: this.viewer.units }),
    };
    return { ...view, units: this.named(view) };
  }

  /** What stands in the basis of the plan, and is of the person rather than of one of those who take part. */
  private basis(): Pick<
    PlanView,
    'representative' | 'initiator' | 'need' | 'preparation' | 'offeredOn' | 'talkedOverOn' | 'relativesObjected'
  > {
    const { facts } = this.seen.plan;
    const { offeredOn, talkedOverOn, relativesObjected, need } = facts;
    const days = { offeredOn, talkedOverOn, relativesObjected };
    if (this.isMasked || !this.isTold) {
      return { ...days, representative: undefined, need: need && { ...need, text: undefined } };
    }
    const { representative, initiator, preparation } = facts;
    return { ...days, representative, initiator, need, preparation };
  }

  private consentsSeen(): Pick<PlanView, 'consent' | 'consents'> {
    const { consents } = this.seen.plan.facts;
    const all = consents.map((consent) => this.consent(consent));
    const abouts = [...new Set(consents.map(({ about }) => about))];
    return { consent: abouts.flatMap((about) => this.latest(consents, about)), consents: all };
  }

  private latest(consents: readonly PlanConsent[], about: PlanConsent['about']): ConsentView[] {
    const consent = latestConsent({ consents }, about);
    return consent === undefined ? [] : [this.consent(consent)];
  }

  private consent(consent: PlanConsent): ConsentView {
    const known = { ...this.masked(consent, 'topics'), name: CONSENT_NAMES[consent.about] };
    return { ...known, isInForce: isInForce(consent) };
  }

  /** Names of persons, and where they live, are for whom the consent covers; a unit is not a person. */
  private participant(one: Plan['facts']['participants'][number]) {
    const isOpen = one.participantUnit !== undefined || (this.isTold && !this.isMasked);
    return isOpen ? one : withoutFields(one, ['name', 'address', 'phone', 'organisation', 'professions']);
  }

  /** When, where and who was called; what was said there is for whom the consent covers. */
  private meetings(): PlanMeeting[] {
    const mine = this.seen.plan.facts.meetings.filter(
      (meeting) => this.viewer.isOperations || isMeetingOf(this.viewer.units, meeting),
    );
    return mine.map((meeting) => (this.isMasked || !this.isTold ? withoutTexts(meeting, this.isMasked) : meeting));
  }

  private reopenable(): PlanView['reopenable'] {
    const { interventions } = this.seen.plan.facts;
    const hidden = interventions.filter(({ state, shared }) => state === 'avslutad' && !shared);
    return this.viewer.isAdministrator ? hidden.map(({ id, state }) => ({ id, state })) : [];
  }

  private waitedFor(): WaitedFor[] {
    const { deadlines, now } = this.seen;
    return deadlines
      .flatMap((deadline): WaitedFor[] => {
        const kind = PLAN_DUTIES.find((duty) => duty === deadline.kind);
        if (kind === undefined || !this.isOwed(deadline) || !this.seesDuty(kind, deadline.responsible)) return [];
        const { id, rule, responsible, due, about } = deadline;
        const name = PLAN_DUTY_NAMES[kind];
        return [{ deadline: id, kind, name, rule, unit: responsible, due, isOverdue: due <= now, about }];
      })
      .sort((one, other) => one.due.getTime() - other.due.getTime());
  }

  /** What was met by something that the viewer may not know of still is waited for, as far as the viewer knows. */
  private isOwed({ state, metBy }: SeenPlan['deadlines'][number]): boolean {
    if (state === 'open' || state === 'cancelled' || this.viewer.isOperations) return state === 'open';
    const step = this.seen.plan.steps.find(({ message }) => message === metBy);
    return step !== undefined && this.tree.isAboutHidden(step);
  }

  /** That somebody has yet to share what they saved would tell that there is something. */
  private seesDuty(kind: PlanDuty, responsible: string): boolean {
    return kind !== 'sip-utdelning' || this.viewer.isOperations || this.viewer.units.includes(responsible);
  }

  private done(): DoneStep[] {
    return this.seen.plan.steps
      .filter((step) => this.tree.mayKnow(step))
      .map((step) => ({
        message: step.message,
        kind: step.kind,
        name: KIND_NAMES[step.kind],
        event: eventOf(step),
        unit: step.unit,
        at: step.at,
        state: step.state,
        withdrawn: step.withdrawn === true,
      }));
  }

  private sees({ unit }: Pick<Told, 'unit'>): boolean {
    return this.isTold || this.viewer.units.includes(unit);
  }

  private told<One extends Told>(all: readonly One[]): One[] {
    return all.filter((one) => this.sees(one));
  }

  private masked<Whole extends object, Field extends keyof Whole>(whole: Whole, ...fields: Field[]) {
    return this.isMasked ? withoutFields(whole, fields) : whole;
  }

  /** The units that the view names, as the directory has them. */
  private named(
    view: Pick<PlanView, 'coordinators' | 'participants' | 'meetings' | 'waitedFor' | 'done'>,
  ): NamedUnit[] {
    const ids = new Set([
      ...view.coordinators.map(({ unit }) => unit),
      ...view.participants.flatMap(({ unit, participantUnit }) => [unit, ...(participantUnit ?? [])]),
      ...view.participants.flatMap(({ participantUnit }) => participantUnit ?? []),
      ...view.meetings.flatMap(({ unit, called }) => [unit, ...called.flatMap((one) => one.unit ?? [])]),
      ...view.waitedFor.map(({ unit }) => unit),
      ...view.done.map(({ unit }) => unit),
    ]);
    return [...ids].flatMap((id) => {
      const known = this.seen.directory.units.get(id);
      return known === undefined ? [] : [{ hsaId: id, name: known.name, role: known.role, phone: known.phone }];
    });
  }
}

function withoutFields<Whole extends object, Field extends keyof Whole>(
  whole: Whole,
  fields: readonly Field[],
): Omit<Whole, Field> {
  const shown: Whole = { ...whole };
  for (const field of fields) delete shown[field];
  return shown;
}

function withoutTexts(meeting: PlanMeeting, isMasked: boolean): PlanMeeting {
  const untold = { agenda: undefined, leader: undefined, documentedBy: undefined };
  const rest: PlanMeeting = { ...meeting, ...untold, place: isMasked ? undefined : meeting.place };
  const called = isMasked ? rest.called.map(withoutNames) : rest.called;
  if (rest.held === undefined) return { ...rest, called };
  const { message, unit, at, heldAt, attendance, planReady, followUpOn, sipkollenOffered } = rest.held;
  const there = isMasked ? attendance.map((one) => ({ ...one, name: undefined, profession: undefined })) : attendance;
  return {
    ...rest,
    called,
    held: { message, unit, at, heldAt, attendance: there, planReady, followUpOn, sipkollenOffered },
  };
}

/** A unit may say whom it sends; what people are called and do otherwise is theirs. */
function withoutNames(one: CalledParticipant): CalledParticipant {
  return { ...one, professions: undefined, ...(one.unit === undefined ? { name: undefined } : {}) };
}

function eventOf({ kind, content }: PlanStep): string | undefined {
  const event = content[kind === 'sip-kallelse' ? 'purpose' : 'event'];
  return typeof event === 'string' ? event : undefined;
}
