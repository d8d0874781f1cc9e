import { instantOf } from '#domain/calendar.js';
import type { MessageKind, PlanningCategory } from '#domain/message.js';

/** A day and time as clocks in Sweden show it: `2026-11-23 08:15`. */
export type CivilTime = `${number}-${number}-${number} ${number}:${number}`;

/**
 * What happens in a region's week, as data: who sends what when, and who receipts. What comes of it (who gets it, what is
 * due when, who is reminded) stands nowhere in here: the hub decides that.
 */
export interface Scenario {
  readonly profile: string;
  readonly title: string;
  readonly starts: CivilTime;
  readonly ends: CivilTime;
  readonly stays: Readonly<Record<string, Stay>>;
  /** In the order of time. */
  readonly steps: readonly Step[];
}

/** One person's stay at a ward. Persons are those of Skatteverket's test series. */
export interface Stay {
  /** HSA-id of the ward. */
  readonly ward: string;
  /** The hospital's number of the care episode. */
  readonly episode: string;
  readonly category: PlanningCategory;
  readonly admittedAt: CivilTime;
  readonly physician: { readonly name: string; readonly title: string };
  readonly patient: {
    /** Twelve digits. */
    readonly id: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly municipality: string;
    /** HSA-id. */
    readonly healthCentre: string;
  };
}

export type Step = SendStep | WriteStep | ReceiptStep;

/** The ward's record system sends. */
export interface SendStep {
  readonly at: CivilTime;
  readonly send: MessageKind;
  /** Name of the stay. */
  readonly of: string;
  /** `A08` and the like go over MLLP as HL7 v2, `json` goes over HTTP. */
  readonly as: AdtEvent | 'json';
  readonly facts: Facts;
}

export type AdtEvent = 'A01' | 'A03' | 'A08' | 'A11' | 'A13' | 'A16' | 'A25';

export interface Facts {
  /** Civil day, `2026-11-27`. */
  readonly expectedDischarge?: string;
  readonly readyAt?: CivilTime;
  readonly dischargedAt?: CivilTime;
  readonly reason?: string;
  readonly summary?: string;
  /** When the ward held the arrival talk; only in the first notice. */
  readonly arrivalTalkAt?: CivilTime;
}

/** A party of the stay writes to the others; JSON over HTTP. */
export interface WriteStep {
  readonly at: CivilTime;
  readonly write: MessageKind;
  /** Name of the stay. */
  readonly of: string;
  /** HSA-id of the unit that writes: the ward or one of those that got its notice. */
  readonly unit: string;
  /** As the kind asks for it. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** A unit receipts the newest message of a kind that lies in its inbox for a stay. */
export interface ReceiptStep {
  readonly at: CivilTime;
  readonly receipt: MessageKind;
  readonly of: string;
  /** HSA-id of the unit. */
  readonly unit: string;
  readonly by: { readonly name: string; readonly title: string };
}

/** The instant that a civil time means. */
export function instantAt(time: CivilTime): Date {
  const [date = '', wall = ''] = time.split(' ');
  return instantOf(date, wall);
}
