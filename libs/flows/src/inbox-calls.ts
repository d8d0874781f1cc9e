import { Gathering } from './gathering.js';
import type { UnitSeenStore } from './overview-ports.js';
import type { HubLog } from './ports.js';

interface Calls {
  readonly calls: number;
  readonly lastAt: Date;
}

/** Calls of units for their inboxes: polls, long polls and streams. */
export class InboxCalls extends Gathering<Calls> {
  constructor(
    private readonly store: UnitSeenStore,
    log: HubLog,
  ) {
    super(log, 'inbox-calls');
  }

  /** A unit asks for its inbox; `now` is domain time. */
  note(unit: string, now: Date): void {
    this.gather(unit, { calls: 1, lastAt: now });
  }

  protected override merged(earlier: Calls, { calls, lastAt }: Calls): Calls {
    return { calls: earlier.calls + calls, lastAt };
  }

  protected override keep(notes: readonly (readonly [string, Calls])[]): Promise<void> {
    return this.store.note(notes.map(([unit, calls]) => ({ unit, ...calls })));
  }
}
