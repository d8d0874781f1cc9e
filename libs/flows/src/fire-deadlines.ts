import type { Deadline } from '#domain/deadline/deadline.js';
import { decideFiring, postponeFiring } from '#domain/deadline/firing.js';
import type { DeadlineSubject, FiringPlan } from '#domain/deadline/firing.js';
import type { Configuration, ConfigurationHolder } from './configuration-holder.js';
import type { InboxSignals } from './inbox-ports.js';
import type { DeadlineStore, HubLog, HubMetrics } from './ports.js';

/** Deadlines in one transaction: many enough to be quick, few enough that senders hardly wait for the inbox positions. */
const BATCH = 500;
/** Batches under way at once when there are many: one is decided here while the database writes the other. */
const LANES = 2;

/** Fires the ladders of open deadlines. Any number of processes may do so at once: each rung fires once. */
export class FireDeadlines {
  constructor(
    private readonly deadlines: DeadlineStore,
    private readonly configuration: ConfigurationHolder,
    private readonly signals: InboxSignals,
    private readonly newId: () => string,
    private readonly metrics: HubMetrics,
    private readonly log: HubLog,
  ) {}

  /**
   * Fires everything that is due at `now` and that nobody else is firing; gives the number of deadlines. When it returns,
   * all of that is committed and those who wait for the inboxes have been woken.
   * @throws StorageUnavailable when the storage is away; what had been committed before stays so.
   */
  async run(now: Date): Promise<number> {
    const first = await this.fireBatch(now);
    if (first < BATCH) return first;
    const totals = await Promise.all(Array.from({ length: LANES }, () => this.fireBatches(now)));
    return totals.reduce((sum, fired) => sum + fired, first);
  }

  private async fireBatches(now: Date): Promise<number> {
    let total = 0;
    let fired: number;
    do {
      fired = await this.fireBatch(now);
      total += fired;
    } while (fired === BATCH);
    return total;
  }

  private async fireBatch(now: Date): Promise<number> {
    const batch = new FiringBatch(this.configuration.current, this.newId, now);
    const { fired, units } = await this.deadlines.fireDue(now, BATCH, (deadline, subject) =>
      batch.decide(deadline, subject),
    );
    this.tell(batch, units);
    return fired;
  }

  private tell(batch: FiringBatch, units: readonly string[]): void {
    if (units.length > 0) this.signals.changed(units);
    if (batch.steps.paminnelse > 0) this.metrics.fired('paminnelse', batch.steps.paminnelse);
    if (batch.steps.eskalering > 0) this.metrics.fired('eskalering', batch.steps.eskalering);
    if (batch.unruled.size > 0) this.log.warn('deadline-without-profile', { profiles: [...batch.unruled] });
  }
}

/** Decides with one and the same configuration, and keeps what is to be told once it is committed. */
class FiringBatch {
  readonly steps = { paminnelse: 0, eskalering: 0 };
  /** Profiles that deadlines name and that are not there. */
  readonly unruled = new Set<string>();

  constructor(
    private readonly configuration: Configuration,
    private readonly newId: () => string,
    private readonly now: Date,
  ) {}

  decide(deadline: Deadline, subject: DeadlineSubject): FiringPlan {
    const { profiles, directory } = this.configuration;
    const profile = profiles.get(deadline.profile);
    if (profile === undefined) {
      this.unruled.add(deadline.profile);
      return postponeFiring(deadline, this.now);
    }
    const plan = decideFiring(deadline, subject, { profile, directory, newId: this.newId }, this.now);
    for (const { step } of plan.firings) this.steps[step.send] += 1;
    return plan;
  }
}
