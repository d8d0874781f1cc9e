import type { ConfigurationHolder } from './configuration-holder.js';
import type { DowntimeStore } from './downtime-ports.js';
import type { Clock, HubLog } from './ports.js';

/** Milliseconds between two looks at whether another process has changed anything. */
const LOOK_EVERY = 2_000;

/** Keeps the downtime that operations set in force in this process, whichever process they set it in. */
export class FollowDowntime {
  private known: bigint | undefined;
  /** Units whose downtime was ended early since the look before. */
  private backEarly: readonly string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private refreshing: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly store: DowntimeStore,
    private readonly holder: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly log: HubLog,
    private readonly lookEvery = LOOK_EVERY,
  ) {}

  /** Puts in force what there is, and looks for changes from then on. @throws StorageUnavailable */
  async start(): Promise<void> {
    await this.refresh();
    this.lookLater();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.refreshing.catch(() => undefined);
  }

  /** Puts in force what there is now; when it returns, this process decides by it. @throws StorageUnavailable */
  refresh(): Promise<void> {
    this.refreshing = this.refreshing.catch(() => undefined).then(() => this.look());
    return this.refreshing;
  }

  private async look(): Promise<void> {
    const version = await this.store.version();
    // Once more: what was under way with the old downtime when it was ended has come to its end by now.
    const again = this.backEarly;
    this.backEarly = [];
    if (version !== this.known) await this.load();
    for (const unit of new Set([...again, ...this.backEarly])) await this.store.lookAgain(unit, await this.clock.now());
  }

  private async load(): Promise<void> {
    const before = this.known;
    const { version, set } = await this.store.load(await this.clock.now());
    this.holder.layOver(set);
    this.known = version;
    if (before !== undefined) this.backEarly = await this.store.endedSince(before);
  }

  private lookLater(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.lookAndGoOn(), this.lookEvery);
    this.timer.unref();
  }

  private async lookAndGoOn(): Promise<void> {
    try {
      await this.refresh();
    } catch (error) {
      // What is in force stays so; the next look tells.
      this.log.error('downtime-not-read', error);
    }
    this.lookLater();
  }
}
