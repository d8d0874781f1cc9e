import { readFile } from 'node:fs/promises';
import { civilDateOf } from '#domain/calendar.js';
import type { PopulationNotice } from '#domain/plan/deciding/register-notice.js';
import { PopulationRegister } from '#flows/register-ports.js';
import type { RegisterAnswer, RegisterBatch } from '#flows/register-ports.js';
import { readJsonNotices } from '#formats/register/notices.js';

/**
 * The register of the demo: a small file with persons of the test series, each with a day; it knows of a death when that day has come by
 * the hub's clock, and tells of it when it is asked. It tells nothing by itself, so that nobody who tries the hub is surprised.
 */
export class DemoRegister extends PopulationRegister {
  override readonly name = 'demo';

  private constructor(private readonly deaths: readonly PopulationNotice[]) {
    super();
  }

  /** @throws Error when the file is not there or not right: it comes with the hub. */
  static async open(path: string): Promise<DemoRegister> {
    const read = readJsonNotices(await readFile(path));
    if (!read.ok) throw new Error(`The demo register cannot be read: ${read.problems.join('; ')}`);
    return new DemoRegister(read.notices);
  }

  override deathsSince(): Promise<RegisterBatch> {
    return Promise.resolve({ notices: [], next: undefined, hasMore: false, settle: () => Promise.resolve() });
  }

  override lookup({ id }: { readonly id: string }, now: Date): Promise<RegisterAnswer> {
    const death = this.deaths.find(({ patientId }) => patientId === id);
    const isKnown = death !== undefined && death.diedOn <= civilDateOf(now);
    return Promise.resolve(isKnown ? { kind: 'died', diedOn: death.diedOn } : { kind: 'no-death' });
  }
}

/** No register: nobody is told of, and nobody can be asked of. */
export class NoRegister extends PopulationRegister {
  override readonly name = 'none';

  override deathsSince(): Promise<RegisterBatch> {
    return Promise.resolve({ notices: [], next: undefined, hasMore: false, settle: () => Promise.resolve() });
  }

  override lookup(): Promise<RegisterAnswer> {
    return Promise.resolve({ kind: 'not-asked' });
  }
}
