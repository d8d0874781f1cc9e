import type { Caller } from '#domain/access.js';
import type { Plan } from '#domain/plan/plan.js';
import { planReadingUnit } from '#domain/plan/sight/readers.js';
import type { PopulationNotice } from '#domain/plan/deciding/register-notice.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { AdmissionInput, AdmissionReport } from './admit-message.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { PlanStore } from './plan-ports.js';
import type { Clock, HubLog, Keys } from './ports.js';
import { RegisterUnavailable } from './register-ports.js';
import type { ConcernedRegion, PopulationRegister, RegisterAnswer, RegisterStore } from './register-ports.js';

/** Where notices of the register come from, as it stands on their messages. */
const REGISTER_SOURCE = 'register:folkbokforing';

/** What taking notices in works with. */
export interface DeathParts {
  readonly register: PopulationRegister;
  readonly store: RegisterStore;
  readonly plans: PlanStore;
  readonly admissions: { admit(input: AdmissionInput): Promise<AdmissionReport> };
  readonly configuration: ConfigurationHolder;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: HubLog;
}

/** What a look-up found; `unavailable`: the register did not answer, nothing is known. */
export type LookupOutcome = RegisterAnswer | { readonly kind: 'unavailable' } | { readonly kind: 'not-found' };

/**
 * Takes in what the population register tells of deaths: for each region where the person has an open plan or stay an `avliden` goes
 * through the ordinary admission, sent by the region's operations (N-CLOSE-13). Its id is a keyed hash, so that the same notice is
 * the same message however often it is told. Of a person of whom the hub knows nothing open, nothing is kept.
 */
export class TakeDeaths {
  constructor(private readonly parts: DeathParts) {}

  /** Takes what there is, in order; the place moves on when all of a batch is committed. @throws RegisterUnavailable, StorageUnavailable */
  async run(): Promise<number> {
    const { register, store, clock } = this.parts;
    let taken = 0;
    for (;;) {
      const now = await clock.now();
      const batch = await register.deathsSince(await store.place(register.name), now);
      for (const notice of batch.notices) {
        await this.tell(notice);
        taken += 1;
      }
      if (batch.next !== undefined) await store.moveTo(register.name, batch.next, now);
      await batch.settle();
      if (!batch.hasMore) return taken;
    }
  }

  /** The arrow (N-CLOSE-12): asks the register about the person of a plan now, for who takes part; a death is taken in at once. */
  async lookUp(caller: Caller, id: string): Promise<LookupOutcome> {
    const { register, plans, clock, log } = this.parts;
    if (!isHubId(id)) return { kind: 'not-found' };
    const now = await clock.now();
    const unitIn = ({ facts }: Plan) => planReadingUnit(caller.units, facts);
    const record = await plans.read(id, (plan) => unitIn(plan) !== undefined, { actor: actorOf(caller), unitIn }, now);
    if (record === undefined) return { kind: 'not-found' };
    const { patient } = record.plan;
    try {
      const answer = await register.lookup({ id: patient.id, idType: patient.idType }, now);
      await plans.noteShown([id], 'register-asked', actorOf(caller), now);
      if (answer.kind === 'died')
        await this.tell({ patientId: patient.id, idType: patient.idType, diedOn: answer.diedOn });
      return answer;
    } catch (error) {
      if (!(error instanceof RegisterUnavailable)) throw error;
      log.warn('register-not-asked', { code: error.code });
      return { kind: 'unavailable' };
    }
  }

  private async tell(notice: PopulationNotice): Promise<void> {
    const { patientId, diedOn } = notice;
    for (const region of await this.parts.store.concerned(patientId, diedOn)) await this.tellRegion(notice, region);
  }

  /** Each open stay is told, and the plan with it; a plan without a stay is told by itself. */
  private async tellRegion(notice: PopulationNotice, { profile, plans, stays }: ConcernedRegion): Promise<void> {
    const unit = this.parts.configuration.current.directory.operationsUnits.get(profile);
    if (unit === undefined) {
      this.parts.log.warn('register-without-operations', { profile });
      return;
    }
    for (const episode of stays) await this.admit(unit, notice, { episode });
    for (const plan of stays.length === 0 ? plans : []) await this.admit(unit, notice, { plan });
  }

  private async admit(
    unit: string,
    { patientId, diedOn }: PopulationNotice,
    about: { readonly episode: string } | { readonly plan: string },
  ): Promise<void> {
    const { admissions, clock, keys, log } = this.parts;
    const [subject = ''] = Object.values(about);
    const messageId = keys.idempotencyKey(REGISTER_SOURCE, subject, `${patientId} ${diedOn}`).toString('hex');
    const message = {
      ...{ messageId, kind: 'avliden', sender: unit, sentAt: (await clock.now()).toISOString(), ...about },
      content: { diedOn, source: 'folkbokforing' },
    };
    const report = await admissions.admit({
      bytes: Buffer.from(JSON.stringify(message)),
      contentType: 'application/json',
      format: 'json',
      party: { name: REGISTER_SOURCE, units: [unit], mapping: PLAIN_MAPPING },
    });
    if (report.kind !== 'refused') return;
    // What may succeed later is told again; what breaks a rule lies in quarantine, where operations see it.
    if (['unavailable', 'too-many'].includes(report.outcome)) throw new RegisterUnavailable('not-taken');
    log.warn('register-notice-refused', { codes: report.reasons.map(({ code }) => code) });
  }
}
