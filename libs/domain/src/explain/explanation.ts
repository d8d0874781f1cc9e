import type { Caller } from '../access.js';
import type { Both } from '../both.js';
import type { Deadline } from '../deadline/deadline.js';
import type { DeliveryState } from '../delivery.js';
import type { Directory } from '../directory/directory.js';
import type { Episode } from '../episode/episode.js';
import { sightOf } from '../episode/readers.js';
import type { AnyMessageKind, PartyRole } from '../message.js';
import type { Profile } from '../profile/profile.js';

/** Whom to call. */
export interface ContactedUnit {
  readonly hsaId: string;
  /** Absent when the directory no longer has the unit. */
  readonly name?: string;
  readonly phone?: string;
}

/** One thing that is said of a stay: whole sentences, and what stands in them as data. Instants are UTC. */
export interface Explained {
  /** What is said, stable for programs. */
  readonly code: string;
  readonly text: Both;
  /** When it happened, since when it holds, or when it will happen. */
  readonly at?: Date;
  readonly due?: Date;
  readonly rule?: string;
  readonly unit?: ContactedUnit;
  /** Message kinds that may be sent, and the roles that may. */
  readonly kinds?: readonly string[];
  readonly roles?: readonly PartyRole[];
  /** What it led to, what follows if it does not come, or what stands in its way. */
  readonly then?: readonly Explained[];
}

/** One open deadline. */
export interface Awaited extends Explained {
  readonly deadline: string;
  /** Its name in the profile. */
  readonly kind: string;
  readonly due: Date;
  readonly overdue: boolean;
}

/** How far a step of the region's way of working has come; `unseen` is done outside the hub. */
export type StepState = 'done' | 'open' | 'unseen';

export interface ExplainedStep {
  /** The step's number among the role's own; absent for steps of others. */
  readonly number?: number;
  readonly text: Both;
  readonly state: StepState;
  /** Whose step it is. */
  readonly roles: readonly PartyRole[];
  readonly whose: Both;
  readonly rule: string;
  /** Where the region keeps its checklist for the step. */
  readonly checklist?: { readonly rule: string; readonly link: string };
}

/** The way through the stay as one role sees it: its own steps numbered, those of others as theirs. */
export interface RoleView {
  readonly role: PartyRole;
  readonly steps: readonly ExplainedStep[];
}

/** A stay in plain words, as one reader may know it; nothing in it says who the patient is. */
export interface Explanation {
  readonly at: Date;
  readonly standing: readonly Explained[];
  readonly happened: readonly Explained[];
  readonly waitedFor: readonly Awaited[];
  readonly next: readonly Explained[];
  /** What is missing or withheld, and what that stops. */
  readonly missing: readonly Explained[];
  readonly steps: readonly RoleView[];
}

/** A remark as its sender was told it: the English, and the Swedish where that says more than the code. */
export interface ToldRemark {
  readonly code: string;
  readonly rule?: string;
  readonly message?: string;
  readonly sv?: string;
}

/** A message that units have sent in a stay. */
export interface StayMessage {
  /** The hub's id. */
  readonly id: string;
  readonly kind: string;
  /** Which of the admission notices it is. */
  readonly notice: string | undefined;
  readonly sender: string;
  readonly receivedAt: Date;
  readonly withdrawn: boolean;
  /** What its sender was told beside the answer. */
  readonly remarks: readonly ToldRemark[];
}

export interface StayDelivery {
  readonly id: string;
  readonly message: string;
  readonly kind: string;
  readonly unit: string;
  readonly role: string;
  readonly state: DeliveryState;
  readonly receiptAt: Date | null;
  readonly forwardedTo: string | null;
}

/** A deadline of the stay in any state. */
export interface StayDeadline extends Omit<Deadline, 'episode' | 'profile' | 'delivery'> {
  readonly scope: string;
  readonly late: boolean;
  readonly endedBy: string | null;
  readonly delivery: string | null;
}

/** A rung that fired. */
export interface StayFiring {
  readonly deadline: string;
  readonly kind: 'paminnelse' | 'eskalering';
  readonly step: string;
  readonly rule: string;
  readonly at: Date;
  /** Undefined when nobody was there to be told. */
  readonly to: string | undefined;
}

/** A message about the patient that waits for a stay to begin. */
export interface EarlyMessage {
  readonly id: string;
  readonly kind: AnyMessageKind;
  readonly sender: string;
  readonly receivedAt: Date;
  /** Null: for ever. */
  readonly until: Date | null;
  /** Units that have it already. */
  readonly units: readonly string[];
}

/** A stay with all that hangs on it; messages oldest first, deadlines by due time. */
export interface KnownStay {
  readonly episode: Episode;
  readonly messages: readonly StayMessage[];
  readonly deliveries: readonly StayDelivery[];
  readonly deadlines: readonly StayDeadline[];
  readonly firings: readonly StayFiring[];
  readonly early: readonly EarlyMessage[];
}

/** Who reads: units whose messages are shown, and the roles whose steps are its own. */
export interface Viewer {
  readonly sees: (unit: string) => boolean;
  /** Undefined: every role is shown its view. */
  readonly roles: readonly PartyRole[] | undefined;
}

/** Operations see what was sent to whom in every stay, though no content. */
export const OPERATIONS: Viewer = { sees: () => true, roles: undefined };

/** A party of the stay, or a unit of the hospital whose stay it is. */
export function partyViewer(caller: Caller, episode: Episode, directory: Directory): Viewer {
  const sees = sightOf(caller, episode, directory);
  const own = episode.facts.parties.filter(({ unit }) => caller.units.includes(unit)).map(({ role }) => role);
  const isOfHospital = caller.units.some((unit) => directory.units.get(unit)?.organisation === episode.organisation);
  return { sees, roles: [...new Set<PartyRole>([...(isOfHospital ? (['slutenvard'] as const) : []), ...own])] };
}

/** All that an explanation is made from. */
export interface Ground {
  readonly stay: KnownStay;
  readonly profile: Profile;
  readonly directory: Directory;
  readonly viewer: Viewer;
  readonly now: Date;
}
