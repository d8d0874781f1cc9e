import type { Both } from '#domain/both.js';
import type { RefusedGroup, Backlog } from '#domain/operations/problems.js';
import type { Summary, SummaryPart } from './summary-ports.js';

/** A process of the hub, as it last told of itself. All instants are machine time. */
export interface HubProcess {
  readonly id: string;
  readonly host: string;
  readonly apps: readonly string[];
  readonly version: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly isAlive: boolean;
}

/** How the hub itself is. All instants are machine time, `at` that of the reading. */
export interface Vitals {
  readonly at: Date;
  /** Null where no process has a queue. */
  readonly queue: { readonly isHealthy: boolean; readonly oldestWaitingAt: Date | null } | null;
  /** When a process last looked through what is due; null when none ever did. */
  readonly lastSweepAt: Date | null;
  /** Whether the last sweep is longer ago than it may be. */
  readonly isSweepLate: boolean;
  readonly processes: readonly HubProcess[];
  /** Null where the hub does not know the disk that its database is on. */
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number; readonly isLow: boolean } | null;
  /** Messages of alerts that could not be delivered and have been given up. */
  readonly undelivered: { readonly count: number; readonly since: Date } | null;
}

/** How the hub itself is: kept rows and a look at the queue, cheap enough for a look every other second. */
export abstract class HubVitals {
  /** @throws StorageUnavailable */
  abstract read(): Promise<Vitals>;
}

/** What went through the hub, or a unit, in some time. */
export interface FlowCounts {
  /** Messages that parties sent and the hub accepted. */
  received: number;
  /** Deliveries laid into inboxes. */
  routed: number;
  /** Deliveries fetched for the first time. */
  fetched: number;
  /** Deliveries receipted. */
  acknowledged: number;
  /** Input refused. */
  refused: number;
}

/** A step of the course of the flow. */
export interface FlowPoint extends FlowCounts {
  /** Where it begins. */
  at: Date;
}

/** From one instant to another that is no longer part of it; both whole minutes. */
export interface FlowSpan {
  readonly from: Date;
  readonly to: Date;
}

/** A unit as it stands now. */
export interface UnitFigures extends SummaryPart {
  /** Due time of the oldest receipt, and of the oldest other duty, whose time has passed. */
  overdueReceiptsSince: Date | undefined;
  overdueDutiesSince: Date | undefined;
  /** Duties due within the time asked for, at most `SOON_CAP`, and when the first is due. */
  dueSoon: number;
  dueSoonFirst: Date | undefined;
  /** When it last sent a message, and last asked for its inbox or handled something in it. */
  lastReceivedAt: Date | undefined;
  lastPolledAt: Date | undefined;
}

/** How many duties that are due soon are counted for a unit. */
export const SOON_CAP = 200;
/** How many escalations that nobody has taken are counted. */
export const UNOWNED_CAP = 1_000;

/** How many open plans, and how many late duties or letters of plans, are counted. */
export const OPEN_PLANS_CAP = 10_000;
export const LATE_OF_PLANS_CAP = 1_000;

/** How plans (SIP) stand, in figures; at most the caps above. */
export interface PlanFigures {
  readonly open: number;
  /** Duties around plans whose time has passed, by due time. */
  readonly lateDuties: Backlog | undefined;
  /** Letters that should be on their way and are not, by the time they should have been. */
  readonly lateLetters: Backlog | undefined;
}

/** What is counted, in all and of each unit. */
export interface Figures extends Summary {
  units: ReadonlyMap<string, UnitFigures>;
}

/** What is looked at: what is due until `soon`, and what went through the whole hub in the spans. */
export interface LookQuery {
  readonly units: readonly string[];
  readonly now: Date;
  readonly soon: Date;
  readonly spans: readonly FlowSpan[];
}

/** How things stand, all of one reading. */
export interface Look {
  /** `units` and every other unit that has been counted. */
  figures: Figures;
  /** Escalations that nobody has taken nor put aside until later, at most `UNOWNED_CAP`. */
  unownedEscalations: Backlog | undefined;
  /** Refused input that is held, by source and code of the first reason; the largest groups first. */
  refused: RefusedGroup[];
  plans: PlanFigures;
  /** Of each span. */
  flow: FlowCounts[];
}

/** Times from delivery to receipt, counted by bucket of `#domain/operations/histogram.js`. */
export type AcknowledgementCounts = ReadonlyMap<number, number>;

/** An escalation that is not resolved yet, in short. */
export interface OpenEscalation {
  id: string;
  deadline: string;
  state: 'open' | 'taken';
  step: string;
  openedAt: Date;
  takenBy: string | null;
  kind: string;
  rule: string;
  due: Date;
  /** HSA-id. */
  responsible: string;
}

/** An alert that lasted during a shift. */
export interface ShiftAlert {
  id: string;
  name: Both;
  startedAt: Date;
  endedAt: Date | null;
  text: Both;
}

/** A note that somebody wrote on an escalation. */
export interface ShiftNote {
  at: Date;
  by: string;
  text: string;
  deadline: string;
}

/** What was done between two instants, and what of it is left. */
export interface ShiftRecord {
  /** Escalations opened and resolved in that time. */
  opened: number;
  resolved: number;
  /** All that are not resolved, oldest first, and notes of that time, oldest first; as many as were asked for. */
  stillOpen: OpenEscalation[];
  notes: ShiftNote[];
  /** Input refused in that time and still held, and replayed in that time. */
  quarantine: { held: number; replayed: number };
}

/** Which hub this is, for those who have several open. */
export abstract class HubEnvironment {
  abstract readonly name: string;
  abstract readonly clock: 'system' | 'simulated';
  abstract readonly version: string;
}

/** What the overview is made of. Every reading is a kept count or a look into an index; each throws StorageUnavailable. */
export abstract class OverviewStore {
  abstract look(query: LookQuery): Promise<Look>;
  /** `units` and every other unit that has been counted. */
  abstract figures(units: readonly string[], now: Date, soon: Date): Promise<Figures>;
  /** What went through the whole hub in each span. */
  abstract flow(spans: readonly FlowSpan[]): Promise<FlowCounts[]>;
  /** The course of the whole hub, in steps of so many minutes from `from` on; steps in which nothing went through too. */
  abstract course(span: FlowSpan, stepMinutes: number): Promise<FlowPoint[]>;
  /** The course of a unit, hour by hour. */
  abstract unitCourse(unit: string, span: FlowSpan): Promise<FlowPoint[]>;
  /** Since when anything has been counted; undefined when nothing was. */
  abstract countedSince(): Promise<Date | undefined>;
  /** How often each unit was heard of in each of the hours that begin then, by HSA-id and the hour's milliseconds. */
  abstract heardIn(hours: readonly Date[]): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>>;
  /** Of each unit that receipted something since `from`. */
  abstract acknowledgements(units: readonly string[], from: Date): Promise<ReadonlyMap<string, AcknowledgementCounts>>;
  /** What each unit sent and got in each hour from `from` on; `hours` of them. */
  abstract sparklines(
    units: readonly string[],
    from: Date,
    hours: number,
  ): Promise<ReadonlyMap<string, readonly number[]>>;
  abstract shift(span: FlowSpan, limit: number): Promise<ShiftRecord>;
}

/** Calls of a unit for its inbox that have not been written yet. */
export interface UnitCalls {
  readonly unit: string;
  readonly calls: number;
  readonly lastAt: Date;
}

/** How often units ask for their inboxes, and when they last did. */
export abstract class UnitSeenStore {
  /** Counts calls, and notes when the latest was. */
  abstract note(calls: readonly UnitCalls[]): Promise<void>;
}
