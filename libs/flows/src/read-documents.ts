import type { Caller } from '#domain/access.js';
import type { Plan, PlanFacts, PlanMeeting } from '#domain/plan/plan.js';
import type { PlanPaper } from '#domain/plan/paper/print-jobs.js';
import { isMeetingOf, isToldOf, planReadingUnit } from '#domain/plan/sight/readers.js';
import type { Paper, PaperLanguage } from '#formats/documents/paper.js';
import { paperOf } from '#formats/documents/plan/papers.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { PlanReader, PlanRecord, PlanStore } from './plan-ports.js';
import type { Clock } from './ports.js';

export interface DocumentWish {
  readonly kind: PlanPaper;
  readonly language: PaperLanguage;
  /** The hub's id of the meeting that a call is to; the latest without it. */
  readonly meeting?: string | undefined;
  /** Whether what is closed is on it too (N-PRINT-02). */
  readonly closed?: boolean | undefined;
}

/** Documents of a plan, for those who take part in it. */
export class ReadDocuments {
  constructor(
    private readonly plans: Pick<PlanStore, 'read'>,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  /**
   * The document as the plan stands now; undefined when there is no such plan that the caller takes part in, nothing of the kind in
   * it, or when the person has not let the unit know what is in it. The access is noted (L-LOG-01).
   */
  async read(caller: Caller, id: string, wish: DocumentWish): Promise<Paper | undefined> {
    const unitIn = ({ facts }: Plan) => planReadingUnit(caller.units, facts);
    const mayRead = (plan: Plan) => maySee(plan, wish, unitIn(plan), caller.units);
    const record = await this.record(id, mayRead, { actor: actorOf(caller), unitIn });
    return record && this.paper(shownIn(record.plan, caller.units), wish);
  }

  /** The same for operations, of any plan; that it was made stands in the audit. */
  async readForOperations(caller: Caller, id: string, wish: DocumentWish): Promise<Paper | undefined> {
    const noted = { action: 'document-made', detail: { kind: wish.kind } };
    const reader = { actor: actorOf(caller), unitIn: () => undefined, noted };
    const record = await this.record(id, () => true, reader);
    return record && this.paper(record.plan, wish);
  }

  private async record(
    id: string,
    mayRead: (plan: Plan) => boolean,
    reader: PlanReader,
  ): Promise<PlanRecord | undefined> {
    return isHubId(id) ? this.plans.read(id, mayRead, reader, await this.clock.now()) : undefined;
  }

  private async paper(plan: Plan, wish: DocumentWish): Promise<Paper | undefined> {
    const { directory, profiles } = this.configuration.current;
    const rules = profiles.get(plan.profile)?.plan;
    return paperOf({ plan, rules, directory, language: wish.language, now: await this.clock.now() }, wish);
  }
}

function maySee({ facts }: Plan, { kind }: DocumentWish, unit: string | undefined, units: readonly string[]): boolean {
  if (unit === undefined) return false;
  const tells = kind === 'plan' || kind === 'uppfoljning';
  return !tells || isToldHere(units, facts);
}

/** Whether one of the units that take part may be told what is in the plan. */
function isToldHere(units: readonly string[], facts: PlanFacts): boolean {
  return units.some((unit) => planReadingUnit([unit], facts) !== undefined && isToldOf(unit, facts));
}

/** What the parties settle among themselves is for those who were called to it; what was mapped for those who may be told. */
function shownIn(plan: Plan, units: readonly string[]): Plan {
  const { facts } = plan;
  const isTold = isToldHere(units, facts);
  const areas = isTold ? facts.areas : [];
  const meetings = facts.meetings.filter(
    (meeting) => isMeetingOf(units, meeting) && (isTold || isOneOf(units, meeting)),
  );
  return { ...plan, facts: { ...facts, areas, meetings } };
}

/** Whether one of the units called to the meeting, or was called. */
function isOneOf(units: readonly string[], { unit, called }: PlanMeeting): boolean {
  return [unit, ...called.map((one) => one.unit)].some((one) => one !== undefined && units.includes(one));
}
