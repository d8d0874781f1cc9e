import { downtimeRefusal, spansOf } from '#domain/downtime.js';
import type { DowntimeRefusal, SetDowntime } from '#domain/downtime.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { FollowDowntime } from './follow-downtime.js';
import type { DowntimeEnd, DowntimeStore } from './downtime-ports.js';
import type { Clock } from './ports.js';

/** Downtime as operations ask for it. */
export type DowntimeWish = Pick<SetDowntime, 'unit' | 'from' | 'to' | 'reason' | 'by'>;

export type DowntimeResult =
  | { readonly kind: 'set'; readonly downtime: SetDowntime }
  | { readonly kind: 'refused'; readonly refusal: DowntimeRefusal };

/** Lets operations pause a unit: it gets no reminders meanwhile, and its deadlines run on. */
export class PlanDowntime {
  constructor(
    private readonly store: DowntimeStore,
    private readonly holder: ConfigurationHolder,
    private readonly follow: FollowDowntime,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {}

  /** Undefined when the directory has no such unit. When it returns it is in force here, and within seconds elsewhere. */
  async set(wish: DowntimeWish): Promise<DowntimeResult | undefined> {
    const unit = this.holder.asRead.directory.units.get(wish.unit);
    if (unit === undefined) return undefined;
    const now = await this.clock.now();
    const downtime = { id: this.newId(), ...wish };
    const refusal = await this.store.add(
      downtime,
      (other) => downtimeRefusal(downtime, [...spansOf(unit), ...other], now),
      now,
    );
    if (refusal !== undefined) return { kind: 'refused', refusal };
    await this.follow.refresh();
    return { kind: 'set', downtime };
  }

  /** Ends it now, or takes it back before it begins; undefined when the unit has no such downtime. */
  async end(id: string, unit: string, actor: string): Promise<DowntimeEnd | undefined> {
    const end = await this.store.end(id, unit, actor, await this.clock.now());
    await this.follow.refresh();
    return end;
  }
}
