import type { Caller } from '#domain/access.js';
import { shownPlan } from '#domain/plan/sight/portal.js';
import type { ShownPlan } from '#domain/plan/sight/portal.js';
import type { Plan } from '#domain/plan/plan.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { ChangedPlan, PlanStore } from './plan-ports.js';
import type { PortalStore } from './portal-ports.js';
import type { Clock } from './ports.js';

/** Type of the unit (`Unit.type`) of what shows the person their plans, such as 1177. */
export const PORTAL_UNIT_TYPE = 'medborgartjanst';

/** Milliseconds of the machine's clock between two looks while somebody waits. */
const LOOK_EVERY = 500;

/** That a plan is shown from now on, or in another version, or is to be taken away. It says nothing of whose it is. */
export interface PortalChange {
  /** The hub's id of the plan. */
  readonly plan: string;
  /** What is shown now; undefined: take it away. */
  readonly shown: ShownPlan | undefined;
}

export interface PortalChanges {
  readonly items: readonly PortalChange[];
  /** Place to go on from. */
  readonly next: string;
}

export interface PortalQuery {
  /** Place after which to read; 0 from the beginning. */
  readonly after: bigint;
  readonly limit: number;
  /** Milliseconds of the machine's clock to wait for something to change. */
  readonly wait: number;
}

/**
 * What the person is shown of their plans, for the portal of the region (1177): a caller with a unit of that type in a region that
 * shows plans. Each plan that is handed out is noted as read (L-LOG-01).
 */
export class ReadPortal {
  constructor(
    private readonly plans: PlanStore,
    private readonly portal: PortalStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  /** Whether the caller shows persons their plans in any region. */
  isPortal(caller: Caller): boolean {
    return this.regionsOf(caller).length > 0;
  }

  /** The plans of a person that are shown now; at most one of each region. */
  async ofPerson(caller: Caller, patientId: string): Promise<ShownPlan[]> {
    const regions = this.regionsOf(caller);
    const open = await Promise.all(regions.map((profile) => this.plans.openOf(patientId, profile)));
    const shown = open.flat().flatMap((plan) => this.shown(plan) ?? []);
    const ids = shown.map(({ id }) => id);
    const now = await this.clock.now();
    if (ids.length > 0) {
      await this.portal.markShown(ids, now);
      await this.plans.noteShown(ids, 'plan-shown', actorOf(caller), now);
    }
    return shown;
  }

  /** One plan as it is shown now; undefined when it is not, or not any more. */
  async read(caller: Caller, id: string): Promise<ShownPlan | undefined> {
    if (!isHubId(id)) return undefined;
    const regions = this.regionsOf(caller);
    const mayRead = (plan: Plan) => regions.includes(plan.profile) && this.shown(plan) !== undefined;
    const now = await this.clock.now();
    const reader = { actor: actorOf(caller), unitIn: (plan: Plan) => this.unitIn(caller, plan.profile) };
    const record = await this.plans.read(id, mayRead, reader, now);
    if (record === undefined) return undefined;
    await this.portal.markShown([id], now);
    return this.shown(record.plan);
  }

  /**
   * What has changed after a place, in the order of the commits, nothing skipped; each plan once, as it is now. One that was never
   * shown is not told of. Waits until there is something, or `wait` has gone by, or `stop` is given.
   */
  async changes(caller: Caller, query: PortalQuery, stop: AbortSignal): Promise<PortalChanges> {
    const until = performance.now() + query.wait;
    let { after } = query;
    for (;;) {
      const changed = await this.changedAfter(this.regionsOf(caller), after, query.limit);
      const items = await this.told(changed);
      const isFull = changed.length === query.limit;
      after = changed.at(-1)?.place ?? after;
      const isOver = stop.aborted || performance.now() >= until;
      if (items.length > 0 || (isOver && !isFull)) return { items, next: String(after) };
      if (!isFull) await pause(Math.min(LOOK_EVERY, Math.max(until - performance.now(), 0)), stop);
    }
  }

  /** By place over all regions of the caller, the earliest first. */
  private async changedAfter(regions: readonly string[], after: bigint, limit: number): Promise<ChangedPlan[]> {
    const found = await Promise.all(regions.map((profile) => this.plans.changedAfter(after, profile, limit)));
    return found
      .flat()
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .slice(0, limit);
  }

  private async told(changed: readonly ChangedPlan[]): Promise<PortalChange[]> {
    const changes = changed.map(({ plan }) => ({ plan: plan.id, shown: this.shown(plan) }));
    const idsOf = (areShown: boolean) =>
      changes.filter(({ shown }) => (shown !== undefined) === areShown).map(({ plan }) => plan);
    const [shown, hidden] = [idsOf(true), idsOf(false)];
    if (shown.length > 0) await this.portal.markShown(shown, await this.clock.now());
    const known = hidden.length === 0 ? new Set<string>() : await this.portal.everShown(hidden);
    return changes.filter((change) => change.shown !== undefined || known.has(change.plan));
  }

  private shown(plan: Plan): ShownPlan | undefined {
    const { profiles, directory } = this.configuration.current;
    return shownPlan(plan, profiles.get(plan.profile), directory);
  }

  /** Regions in which the caller has a unit that shows persons their plans, and that let it. */
  private regionsOf(caller: Caller): string[] {
    const { profiles } = this.configuration.current;
    const regions = new Set(this.portalUnits(caller).map(({ profile }) => profile));
    return [...regions].filter((region) => profiles.get(region)?.plan?.patientPortal !== undefined);
  }

  private unitIn(caller: Caller, profile: string): string | undefined {
    return this.portalUnits(caller).find((unit) => unit.profile === profile)?.hsaId;
  }

  private portalUnits({ units }: Caller) {
    const { directory } = this.configuration.current;
    return units.flatMap((id) => directory.units.get(id) ?? []).filter(({ type }) => type === PORTAL_UNIT_TYPE);
  }
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stop.addEventListener('abort', end);
  });
}
