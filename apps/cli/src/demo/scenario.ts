import type { Both } from '#domain/both.js';
import { instantOf } from '#domain/calendar.js';
import type { Consent, MessageKind, PlanningCategory } from '#domain/message.js';

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
  /** HSA-id of the mailbox that hears of what is a day late. */
  readonly operations: string;
  readonly courses: readonly Course[];
}

/** What happens around one person's stay. */
export interface Course {
  /** What it is played for, in Swedish and English. */
  readonly about: Both;
  readonly stay: Stay;
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
  /** Who judged the patient; told in notices. */
  readonly physician?: { readonly name: string; readonly title: string };
  /** The person consents to information being passed on. */
  readonly consents: boolean;
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
export interface SendStep extends Sending {
  readonly send: MessageKind;
  /** `A08` and the like go over MLLP as HL7 v2, `json` goes over HTTP. */
  readonly as: AdtEvent | 'json';
  readonly facts: Facts;
}

interface Sending {
  readonly at: CivilTime;
  /** HSA-ids of units that the sender names. */
  readonly recipients?: readonly string[];
  /** Rules by which the hub refuses it, since the routine wants it so; none where there is no stay. Absent: it is taken. */
  readonly refused?: readonly string[];
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
  /** A physician judged that the notice is needed. */
  readonly physicianAssessed?: boolean;
  /** The patient's own number; only as JSON. */
  readonly mobile?: string;
}

/** A party of the stay writes to the others; JSON over HTTP. */
export interface WriteStep extends Sending {
  readonly write: MessageKind;
  /** HSA-id of the unit that writes: the ward, one of those that got its notice, or who knows the person before it. */
  readonly unit: string;
  /** As the kind asks for it. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Before there is a stay it is about the person alone. */
  readonly about?: 'person';
  /** It answers the newest message of this kind in the unit's inbox. */
  readonly answers?: MessageKind;
  /** What the person has said to it. */
  readonly consent?: Consent;
}

/** A unit receipts the newest message of a kind that lies in its inbox for a stay, or all that waits there for it. */
export interface ReceiptStep {
  readonly at: CivilTime;
  readonly receipt: MessageKind | 'all';
  /** HSA-id of the unit. */
  readonly unit: string;
  readonly by: { readonly name: string; readonly title: string };
}

/** The instant that a civil time means. */
export function instantAt(time: CivilTime): Date {
  const [date = '', wall = ''] = time.split(' ');
  return instantOf(date, wall);
}

/** A step with the stay that it belongs to. */
export interface Turn {
  readonly step: Step;
  readonly stay: Stay;
}

/** All steps of a scenario in the order of time; at the same time in the order of its courses. */
export function turnsOf({ courses }: Scenario): Turn[] {
  return courses
    .flatMap(({ stay, steps }) => steps.map((step) => ({ step, stay })))
    .toSorted((a, b) => instantAt(a.step.at).getTime() - instantAt(b.step.at).getTime());
}
