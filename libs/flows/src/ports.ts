import type { AdmissionAnswer, AdmissionPlan, KnownState } from '#domain/admission/admission-plan.js';
import type { DeadlineSubject, FiringPlan } from '#domain/deadline/firing.js';
import type { Deadline } from '#domain/deadline/deadline.js';
import type { Episode } from '#domain/episode/episode.js';
import type { KnownStay, StayMessage } from '#domain/explain/explanation.js';
import type { PartyRole } from '#domain/message.js';
import type { OutcomeClass, Reason } from '#domain/reason.js';

// What the flows need from the world: abstract classes, so that a container can inject them by their class. Every method of
// a store is one transaction; a store that cannot be reached throws `StorageUnavailable`.

/** The storage cannot be reached; nothing has been promised to anybody. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** The hub's clock: domain time. Simulated time stands still between moves and is kept in the database. */
export abstract class Clock {
  abstract readonly isSimulated: boolean;
  abstract now(): Promise<Date>;
}

/** Keyed hashes: nobody who reads the table can tell a message id from its key. */
export abstract class Keys {
  /** Key of a message for ever: source application, sending unit and the sender's message id. */
  abstract idempotencyKey(application: string, sender: string, messageId: string): Buffer;
  /** Hash of the parsed message without its sending time. */
  abstract contentHash(canonical: string): Buffer;
}

/** Where the hub's keys lie: random, made at the first time of asking, shared by all processes. */
export abstract class HubKeyStore {
  abstract secret(name: string): Promise<Buffer>;
}

/** Client assertions that have been used, until they expire. */
export abstract class UsedAssertionStore {
  /** True for the first use of this hash, false for every later one. Times are the machine's, not the hub's. */
  abstract use(hash: Buffer, expiresAt: Date, now: Date): Promise<boolean>;
}

/** The bytes as they came, and how. */
export interface RawMessage {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** `http:<client id>` or `mllp:<source id>`. */
  readonly source: string;
  /** Domain time. */
  readonly receivedAt: Date;
}

/** A care episode as its hospital knows it. */
export interface EpisodeNumber {
  organisation: string;
  number: string;
}

/** How a care episode is named: by the hub's id, or by its hospital's number. */
export type EpisodeName = { id: string } | EpisodeNumber;

/** A person at one organisation, by every identity that a message gives: two for a change of identity. */
export interface PersonName {
  readonly organisation: string;
  readonly ids: readonly string[];
}

/**
 * How plans are named: by the hub's id; or by their person, in one region or, for a death, in all. The person is also the one of the
 * stay that the message names, whatever identity it gives itself. Of a person the open plans are meant; for a message about a person
 * (`AdmissionAttempt.person`) the closed ones too. A makulering finds the plans of the message that it names by itself.
 */
export type PlanName =
  { readonly id: string } | { readonly patientIds: readonly string[]; readonly profile: string | undefined };

/** The open stay of a patient that a unit takes part in. */
export interface SoughtStay {
  readonly patientId: string;
  /** HSA-id. */
  readonly unit: string;
  readonly organisation: string;
}

/** Under which locks and with what knowledge one message is decided. */
export interface AdmissionAttempt {
  readonly raw: RawMessage;
  readonly idempotencyKey: Buffer;
  readonly contentHash: Buffer;
  /** The sending unit, the role in which it sends, and its own id of the message. */
  readonly own: { sender: string; role: PartyRole; messageId: string };
  readonly episode: EpisodeName | undefined;
  readonly patientId: string | undefined;
  /** Which plans (SIP) are to be known; absent for messages that change none. */
  readonly plan?: PlanName | undefined;
  /** Whether its kind may open a stay: then what waits for one of the patient is to be known. */
  readonly mayOpen: boolean;
  /**
   * For a message that names no stay and may come before it: whose patient's open stay it belongs to, if there is one that the
   * unit is a party of or that its organisation has.
   */
  readonly seeks?: SoughtStay | undefined;
  /** For a message about a person rather than a stay: whose care episodes it may change. */
  readonly person?: PersonName | undefined;
  /** For a makulering: the message of this sender that it names. */
  readonly target: { sender: string; messageId: string } | undefined;
}

export type AdmissionVerdict = { kind: 'accepted'; plan: AdmissionPlan } | { kind: 'refused'; reasons: Reason[] };

export type AdmissionOutcome =
  | { kind: 'accepted'; answer: AdmissionAnswer; units: readonly string[] }
  /** The same message again: the answer of the first time. */
  | { kind: 'duplicate'; answer: AdmissionAnswer }
  | { kind: 'refused'; reasons: Reason[] };

export abstract class AdmissionStore {
  /**
   * Decides and commits one message under the lock of its episode and its idempotency key. `decide` may be called more than
   * once, each time with fresh knowledge. A used id with the same content is a duplicate, with other content refused.
   */
  abstract admit(attempt: AdmissionAttempt, decide: (known: KnownState) => AdmissionVerdict): Promise<AdmissionOutcome>;
}

export interface QuarantineEntry {
  readonly raw: RawMessage;
  readonly outcome: string;
  readonly reasons: readonly Reason[];
  /** HSA-id of the sending unit as far as it is known. */
  readonly sender: string | undefined;
  readonly messageId: string | undefined;
}

/** `erased`: it was never replayed, and its bytes have been kept for their days (L-KEEP-01). */
export const QUARANTINE_STATES = ['held', 'replayed', 'erased'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

export interface QuarantineItem {
  id: string;
  source: string;
  sender: string | undefined;
  /** The sender's own id for it, as far as it could be read. */
  messageId: string | undefined;
  contentType: string;
  receivedAt: Date;
  outcome: string;
  reasons: Reason[];
  state: QuarantineState;
  replayedAt: Date | undefined;
  /** The hub's id of the message that a replay became. */
  message: string | undefined;
}

export abstract class QuarantineStore {
  /** Keeps refused input with its bytes and reasons; gives its id. */
  abstract hold(entry: QuarantineEntry): Promise<string>;
  /** Newest first, keyset pages; `before` is the id of the last one of the page before. */
  abstract list(page: {
    state: QuarantineState | undefined;
    sender: string | undefined;
    source?: string | undefined;
    /** That of the first reason. */
    code?: string | undefined;
    before: string | undefined;
    limit: number;
  }): Promise<QuarantineItem[]>;
  /** One entry; undefined when there is none. */
  abstract find(id: string): Promise<QuarantineItem | undefined>;
  /** The bytes of an entry, for the hub's own use; undefined when there is none or they were erased. */
  abstract load(id: string): Promise<{ item: QuarantineItem; bytes: Buffer } | undefined>;
  /** The same for a person's eyes: with a line in the audit. */
  abstract show(id: string, actor: string, now: Date): Promise<{ item: QuarantineItem; bytes: Buffer } | undefined>;
  /** Notes that a replay was refused again, with the reasons of now. */
  abstract markRefused(
    id: string,
    refusal: { outcome: string; reasons: readonly Reason[] },
    actor: string,
    now: Date,
  ): Promise<void>;
  /** Notes that a replay was accepted. False when another caller was first. */
  abstract markReplayed(id: string, message: string, actor: string, now: Date): Promise<boolean>;
}

/** A care episode with what hangs on it. */
export interface EpisodeRecord extends KnownStay {
  /** What units have sent in it, oldest first, each with its sender's own id. */
  messages: (StayMessage & { messageId: string })[];
}

/** Who looks at a stay, and as which unit; undefined for operations. */
export interface Reader {
  readonly actor: string;
  readonly unitIn: (episode: Episode) => string | undefined;
}

export abstract class EpisodeStore {
  /** Gives it when `mayRead` says so, and then notes the access (L-LOG-01) in one transaction with reading it. */
  abstract read(
    name: EpisodeName,
    mayRead: (episode: Episode) => boolean,
    reader: Reader,
    now: Date,
  ): Promise<EpisodeRecord | undefined>;
}

/** Messages that came before their stay. */
export abstract class EarlyMessageStore {
  /**
   * Ends the waiting of messages whose time has gone by, at most `limit` at a time: from then on only the audit knows of them.
   * Gives how many there were.
   */
  abstract expire(now: Date, limit: number): Promise<number>;
}

/** The ladders of open deadlines. */
export abstract class DeadlineStore {
  /** The earliest instant at which a ladder has to be looked at, over all open deadlines. */
  abstract nextInstant(): Promise<Date | undefined>;
  /** The different instants up to `until` at which something fires, earliest first, at most `limit`. */
  abstract instantsUntil(until: Date, limit: number): Promise<Date[]>;
  /**
   * Fires what is due at `now`, at most `limit` deadlines in one transaction, skipping those that another worker holds. Gives
   * how many deadlines it took and which units got something.
   */
  abstract fireDue(
    now: Date,
    limit: number,
    decide: (deadline: Deadline, subject: DeadlineSubject) => FiringPlan,
  ): Promise<{ fired: number; units: string[] }>;
}

/** Kept counters: appended as differences with each transaction, folded now and then. */
export abstract class CounterStore {
  /** Folds what has been appended; gives how many rows went. */
  abstract fold(limit: number): Promise<number>;
  /** Forgets the course of the counts before an instant; gives how many rows went. */
  abstract forget(before: Date, limit: number): Promise<number>;
}

export abstract class SimulatedTime {
  /** The kept time. */
  abstract read(): Promise<Date>;
  /** Moves forward; false when `to` lies before the kept time. */
  abstract advance(to: Date): Promise<boolean>;
}

/** The alarm clock: wakes a worker at an instant. May lose, double or delay an alarm without harm: a sweep finds it again. */
export abstract class AlarmQueue {
  /** Arms one alarm per instant; arming the same instant again changes nothing. */
  abstract arm(instants: readonly Date[], now: Date): Promise<void>;
  /** Calls the handler for each alarm that goes off. */
  abstract listen(handler: (instant: Date) => Promise<void>): void;
  abstract isHealthy(): Promise<boolean>;
  abstract close(): Promise<void>;
}

/** What the hub measures of itself. Labels are kinds, outcomes and transports: never a person, never an id. */
export abstract class HubMetrics {
  /** One message was answered; `kind` is undefined when it could not be read, `seconds` from its last byte to the answer. */
  abstract admitted(
    transport: 'http' | 'mllp',
    kind: string | undefined,
    outcome: 'accepted' | 'duplicate' | 'ignored' | OutcomeClass,
    seconds: number,
  ): void;
  /** One transaction of admissions was committed. */
  abstract committed(messages: number): void;
  /** Steps that fired. */
  abstract fired(kind: 'paminnelse' | 'eskalering', steps: number): void;
  /** The search for due rows went through to its end. */
  abstract swept(): void;
  /** Connections that are open now. */
  abstract connections(transport: 'mllp' | 'stream', change: 1 | -1): void;
}

/** Gives new identifiers: UUIDs that sort by the time they were made. */
export abstract class Ids {
  abstract next(): string;
}

/** The operational log. Fields hold ids, codes and numbers; nothing personal, no message content. */
export abstract class HubLog {
  abstract info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  abstract warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  abstract error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}
