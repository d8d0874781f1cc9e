import { hasRole, mayActAs } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import type { Directory, Unit } from '#domain/directory/directory.js';
import { followUpDraftOf } from '#domain/plan/sight/follow-up-draft.js';
import type { FollowUpDraft } from '#domain/plan/sight/follow-up-draft.js';
import { mayAct } from '#domain/plan/deciding/permissions.js';
import { coordinatorOf, isOpenPlan } from '#domain/plan/plan.js';
import type { Plan, PlanState } from '#domain/plan/plan.js';
import { isToldOf, planReadingUnit } from '#domain/plan/sight/readers.js';
import { withReceipts } from '#domain/plan/sight/receipted.js';
import type { ClosedFilter } from '#domain/plan/sight/sight-tree.js';
import { planViewFor } from '#domain/plan/sight/sight.js';
import type { PlanViewer } from '#domain/plan/sight/sight.js';
import { rowsFor } from '#domain/plan/deciding/transition.js';
import type { PlanView } from '#domain/plan/sight/view.js';
import type { Profile } from '#domain/profile/profile.js';
import { withoutPlacesIn } from '#domain/protection.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { Page } from './operations-ports.js';
import type { PlanFilter, PlanStore, PlanSummary } from './plan-ports.js';
import type { Clock } from './ports.js';

/** What leads to a follow-up, as the rows of permissions and transitions name it. */
const CALL = ['sip-kallelse', 'uppfoljning'] as const;

/** The open plan of a person that one of the caller's units takes part in. */
export interface FoundPlan {
  readonly id: string;
  readonly profile: string;
  readonly state: PlanState;
  /** HSA-id of the unit of the one who coordinates. */
  readonly coordinator: string | undefined;
  /** HSA-id of the caller's unit that takes part. */
  readonly unit: string;
}

/** A page of a unit's plans. */
export interface UnitPlansQuery {
  readonly unit: string;
  readonly state: PlanFilter;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Plans (SIP), for those who take part in them and for operations; for others they are not there. */
export class ReadPlan {
  constructor(
    private readonly plans: PlanStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  /** As the caller may see it; undefined when there is none that it may read. The access is noted (L-LOG-01). */
  async read(caller: Caller, id: string, closed: ClosedFilter = 'include'): Promise<PlanView | undefined> {
    if (!isHubId(id)) return undefined;
    const { directory, profiles } = this.configuration.current;
    const now = await this.clock.now();
    const viewerOf = (plan: Plan) => viewerIn(plan, caller, directory, profiles.get(plan.profile));
    const reader = {
      actor: actorOf(caller),
      unitIn: ({ facts }: Plan) => planReadingUnit(caller.units, facts),
    };
    const record = await this.plans.read(id, (plan) => viewerOf(plan) !== undefined, reader, now);
    if (record === undefined) return undefined;
    const { deadlines, deliveries } = record;
    const plan = { ...record.plan, facts: withReceipts(record.plan.facts, deliveries) };
    const profile = profiles.get(plan.profile);
    const viewer = viewerOf(plan);
    if (profile === undefined || viewer === undefined) return undefined;
    return planViewFor({ plan, deadlines, directory, profile, now, closed }, viewer);
  }

  /**
   * Any region's, as operations see it: how it stands, who takes part and what is awaited. With a reason also what was written and who
   * the person is; what nobody has shared stays with who wrote it. Both are noted (L-LOG-01).
   */
  async readForOperations(caller: Caller, id: string, reason?: string): Promise<PlanView | undefined> {
    if (!isHubId(id)) return undefined;
    const { directory, profiles } = this.configuration.current;
    const now = await this.clock.now();
    const noted = reason === undefined ? {} : { noted: { action: 'revealed', detail: { reason } } };
    const reader = { actor: actorOf(caller), unitIn: () => undefined, ...noted };
    const record = await this.plans.read(id, ({ profile }) => profiles.has(profile), reader, now);
    const profile = record && profiles.get(record.plan.profile);
    if (record === undefined || profile === undefined) return undefined;
    const viewer = { units: [], isOperations: true, isRevealed: reason !== undefined, isAdministrator: false };
    const plan = { ...record.plan, facts: withReceipts(record.plan.facts, record.deliveries) };
    return planViewFor({ plan, deadlines: record.deadlines, directory, profile, now }, viewer);
  }

  /**
   * The call to the follow-up as a unit of the caller could send it; undefined where none of them may call to it now. The access is
   * noted, as the agenda holds what the person has asked.
   */
  async followUpDraft(caller: Caller, id: string): Promise<FollowUpDraft | undefined> {
    if (!isHubId(id)) return undefined;
    const { directory, profiles } = this.configuration.current;
    const callerIn = (plan: Plan) => callingUnit(plan, caller, directory, profiles.get(plan.profile));
    const reader = { actor: actorOf(caller), unitIn: (plan: Plan) => callerIn(plan)?.hsaId };
    const now = await this.clock.now();
    const record = await this.plans.read(id, (plan) => callerIn(plan) !== undefined, reader, now);
    if (record === undefined) return undefined;
    const unit = callerIn(record.plan);
    return unit === undefined ? undefined : followUpDraftOf(withoutPlacesIn(record.plan), unit);
  }

  /** Plans of a unit of the caller, the latest begun first; undefined for another's unit. @throws InvalidCursor */
  async ofUnit(caller: Caller, query: UnitPlansQuery): Promise<Page<PlanSummary> | undefined> {
    return mayActAs(caller, query.unit) ? this.plans.list(query) : undefined;
  }

  /** Plans that began beside a care episode and that the caller's units have a part in. */
  async ofEpisode(caller: Caller, episode: string): Promise<PlanSummary[]> {
    if (!isHubId(episode)) return [];
    const plans = await this.plans.ofEpisode(episode);
    const isOperations = hasRole(caller, 'operations');
    return plans.filter(({ units }) => isOperations || units.some((unit) => mayActAs(caller, unit)));
  }

  /** The open plans of a person that the caller's units take part in: one in a region. The access is noted. */
  async find(caller: Caller, patientId: string): Promise<FoundPlan[]> {
    const open = await this.plans.openOf(patientId);
    const found = open.flatMap(({ id, profile, facts }): FoundPlan[] => {
      const unit = planReadingUnit(caller.units, facts);
      const coordinator = coordinatorOf(facts)?.unit;
      return unit === undefined ? [] : [{ id, profile, state: facts.state, coordinator, unit }];
    });
    const now = await this.clock.now();
    if (found.length > 0)
      await this.plans.noteShown(
        found.map(({ id }) => id),
        'plan-found',
        actorOf(caller),
        now,
      );
    return found;
  }
}

/** The unit of the caller that may call to the follow-up of the plan as it stands. */
function callingUnit(
  plan: Plan,
  { units }: Caller,
  directory: Directory,
  profile: Profile | undefined,
): Unit | undefined {
  const rules = profile?.plan;
  if (rules === undefined || !isOpenPlan(plan) || rowsFor(rules, ...CALL, plan.facts.state).length === 0)
    return undefined;
  return units
    .flatMap((hsaId) => directory.units.get(hsaId) ?? [])
    .find((unit) => isToldOf(unit.hsaId, plan.facts) && mayAct(plan, unit, ...CALL, rules) === undefined);
}

/** As whom the caller looks at the plan; undefined: it does not. Who corrects for others sees what there is, not what was written. */
function viewerIn(
  { facts, profile: region }: Plan,
  caller: Caller,
  { units }: Directory,
  profile: Profile | undefined,
): PlanViewer | undefined {
  const types = profile?.plan?.administrators?.types ?? [];
  const isAdministrator = caller.units.some((id) => {
    const unit = units.get(id);
    return unit?.profile === region && unit.type !== undefined && types.includes(unit.type);
  });
  const takesPart = planReadingUnit(caller.units, facts) !== undefined;
  if (takesPart) return { units: caller.units, isOperations: false, isAdministrator };
  if (isAdministrator) return { units: caller.units, isOperations: true, isAdministrator };
  return hasRole(caller, 'operations') ? { units: [], isOperations: true, isAdministrator } : undefined;
}
