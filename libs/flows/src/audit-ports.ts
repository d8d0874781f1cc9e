import type { AuditView, Page, PageQuery } from './operations-ports.js';

/** What is asked of the audit; each filter that is given has to fit. */
export interface AuditQuery extends PageQuery {
  /** Instants: at or after, and before. */
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  readonly unit: string | undefined;
  readonly actor: string | undefined;
  readonly action: string | undefined;
}

/** One line of the audit with its number, by which lines are named in spot checks. */
export interface AuditEntry extends AuditView {
  id: string;
}

/** Whose data it is about, why somebody asks, and when it happened. */
export interface AccessQuery extends PageQuery {
  readonly patientId: string;
  readonly reason: string;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** One thing that was done with a person's data. */
export interface AccessEntry extends AuditEntry {
  /** Whether data was read, and not only sent, delivered or receipted. */
  isReading: boolean;
  /** The person's messages that it was about, a whole page perhaps; none where it was about the stay as such. */
  messages: AccessedMessage[];
}

/** The hub's id of a message, its kind, and the hub's id of the care episode that it belongs to. */
export interface AccessedMessage {
  id: string;
  kind: string;
  episode: string | null;
}

/** Which part of the audit a spot check draws from, and how many lines. */
export interface SpotCheckDraw {
  readonly from: Date;
  readonly to: Date;
  readonly unit: string | undefined;
  readonly size: number;
}

/** A spot check: lines drawn by chance, and what whoever looked at them found. */
export interface SpotCheck {
  id: string;
  drawnAt: Date;
  drawnBy: string;
  from: Date;
  to: Date;
  unit: string | null;
  entries: AuditEntry[];
  closedAt: Date | null;
  closedBy: string | null;
  findings: string | null;
  /** How many of the lines were not in order. */
  deviations: number | null;
}

/** What became of closing a spot check; `conflict`: it had been closed. */
export type SpotCheckChange = { kind: 'closed'; check: SpotCheck } | { kind: 'conflict' };

/** The audit as those see it who watch over it (L-LOG-01, L-LOG-02). Looking at it leaves lines in it too. */
export abstract class AuditStore {
  /** Lines, latest first. */
  abstract entries(query: AuditQuery): Promise<Page<AuditEntry>>;
  /**
   * Everything that was done with a person's data under any identity that the person has had, latest first. The question is
   * noted, with its reason, at each of the person's stays and messages without a stay.
   */
  abstract accesses(query: AccessQuery, actor: string, now: Date): Promise<Page<AccessEntry>>;
  /** Draws lines in which data was read; fewer than asked for when there are not so many. */
  abstract drawSpotCheck(draw: SpotCheckDraw, actor: string, now: Date): Promise<SpotCheck>;
  /** Latest first. */
  abstract spotChecks(query: PageQuery): Promise<Page<SpotCheck>>;
  /** Documents what was found; undefined when there is no such spot check. */
  abstract closeSpotCheck(
    id: string,
    found: { readonly findings: string; readonly deviations: number },
    actor: string,
    now: Date,
  ): Promise<SpotCheckChange | undefined>;
}

/** How long each kind of data is kept, days; undefined: for ever (L-KEEP-01). */
export interface Retention {
  /** Bytes of accepted messages as they came. */
  readonly bytes: number | undefined;
  /** Refused input. */
  readonly refused: number | undefined;
  /** Contents of messages, and the person in them. */
  readonly contents: number | undefined;
  /** Names, addresses and what was said in stays and plans (SIP) that are over, counted from their end. */
  readonly stays: number | undefined;
  /** Lines of the audit. */
  readonly audit: number | undefined;
}

/** Erases what has been kept long enough; what was erased, by whom and when stays in the audit. */
export abstract class RetentionStore {
  /** Each erases up to `limit` things received before an instant, the oldest first, and says how many it took. */
  abstract eraseBytes(before: Date, limit: number, now: Date): Promise<number>;
  abstract eraseRefused(before: Date, limit: number, now: Date): Promise<number>;
  abstract eraseContents(before: Date, limit: number, now: Date): Promise<number>;
  /** Of stays that were over before an instant. */
  abstract eraseStays(before: Date, limit: number, now: Date): Promise<number>;
  /** Of plans (SIP) that were closed before an instant; what is open is never touched. */
  abstract erasePlans(before: Date, limit: number, now: Date): Promise<number>;
  abstract eraseAudit(before: Date, limit: number): Promise<number>;
}
