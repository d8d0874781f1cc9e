import type { PatientIdType } from '#domain/message.js';
import type { PopulationNotice } from '#domain/plan/deciding/register-notice.js';

/** The register cannot be reached, or what it answers cannot be understood; it is asked again later. */
export class RegisterUnavailable extends Error {
  override readonly name = 'RegisterUnavailable';

  /** @param code short, for the log; nothing of what was asked or answered. */
  constructor(readonly code: string) {
    super(`The population register: ${code}`);
  }
}

/** Some of what the register has told since. */
export interface RegisterBatch {
  readonly notices: readonly PopulationNotice[];
  /** Where to go on; undefined where the register keeps no place. */
  readonly next: string | undefined;
  /** Whether there may be more at once. */
  readonly hasMore: boolean;
  /** Called when all consequences are committed; until then the same comes again. */
  readonly settle: () => Promise<void>;
}

/** What the register says of one person: that it cannot be asked of one, that it knows of no death, or when the person died. */
export type RegisterAnswer =
  { readonly kind: 'not-asked' } | { readonly kind: 'no-death' } | { readonly kind: 'died'; readonly diedOn: string };

/** The population register (folkbokföringen), as far as it tells who has died. */
export abstract class PopulationRegister {
  /** Name under which the place in its notices is kept; one for each kind of adapter. */
  abstract readonly name: string;
  /** What has been told after a place, from the beginning without one. @throws RegisterUnavailable */
  abstract deathsSince(place: string | undefined, now: Date): Promise<RegisterBatch>;
  /** Asks about one person now. @throws RegisterUnavailable */
  abstract lookup(person: { readonly id: string; readonly idType: PatientIdType }, now: Date): Promise<RegisterAnswer>;
}

/** What a person has open in one region: the hub's ids. */
export interface ConcernedRegion {
  readonly profile: string;
  readonly plans: readonly string[];
  readonly stays: readonly string[];
}

/** What the register's notices concern, and how far they have been taken. */
export abstract class RegisterStore {
  /**
   * Open plans and stays of a person under the identity of now, by region; nothing for somebody of whom the hub knows none. Plans to
   * which the register's notice of a death on that civil day has come already are left out.
   */
  abstract concerned(patientId: string, diedOn: string): Promise<ConcernedRegion[]>;
  abstract place(register: string): Promise<string | undefined>;
  abstract moveTo(register: string, place: string, now: Date): Promise<void>;
}
