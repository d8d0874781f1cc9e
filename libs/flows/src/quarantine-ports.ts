import type { KnownState } from '#domain/admission/admission-plan.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict, QuarantineItem } from './ports.js';

/** Refused input that is held for the same reason at the same place out of the same source; the first reason of each counts. */
export interface QuarantineGroup {
  source: string;
  /** HSA-id of the sending unit; null when there are several, or none is known. */
  sender: string | null;
  code: string;
  path: string;
  /** Rule and message of the reason, of the latest entry. */
  rule: string | null;
  message: string;
  count: number;
  oldestAt: Date;
  latestAt: Date;
  /** The first ones, in the order in which they came. */
  ids: string[];
}

/** What operations need to work quarantine off. */
export abstract class QuarantineWork {
  /** What is held, in groups, the largest first. @param ids how many entries of each are named at most. */
  abstract groups(limit: number, ids: number): Promise<QuarantineGroup[]>;
  /** The entries of these ids that there are, in the order in which they came. */
  abstract inOrder(ids: readonly string[]): Promise<string[]>;
  /** An entry for a person's eyes, with a line in the audit that says why; undefined when there is none or its bytes were erased. */
  abstract reveal(
    id: string,
    reason: string,
    actor: string,
    now: Date,
  ): Promise<{ item: QuarantineItem; bytes: Buffer } | undefined>;
}

/** Decides as admission does, and leaves nothing behind. */
export abstract class AdmissionTrial {
  /** On what is known at this moment; nothing is written, no id is taken, nothing is counted. */
  abstract decide(
    attempt: AdmissionAttempt,
    decide: (known: KnownState) => AdmissionVerdict,
  ): Promise<AdmissionOutcome>;
}
