import { v7 as uuidV7 } from 'uuid';
import type { Directory } from '#domain/directory/directory.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { HubVitals } from '#flows/overview-ports.js';
import type { Vitals } from '#flows/overview-ports.js';
import { ReadOverview } from '#flows/read-overview.js';
import type { Clock } from '#flows/ports.js';
import type { Database } from '#persistence/data-source.js';
import { PgOverviewStore } from '#persistence/overview.store.js';
import { demoDirectory, gavleborg, notice } from '../support/domain.js';

/** A hub that is well, or as the test says. */
export class ToldVitals extends HubVitals {
  told: Partial<Vitals> = {};

  override read(): Promise<Vitals> {
    const at = new Date('2026-11-28T08:05:00Z');
    return Promise.resolve({
      at,
      queue: { isHealthy: true, oldestWaitingAt: null },
      lastSweepAt: at,
      isSweepLate: false,
      processes: [],
      disk: null,
      undelivered: null,
      ...this.told,
    });
  }
}

export function holderOf(directory: Directory = demoDirectory()): ConfigurationHolder {
  return new ConfigurationHolder({ profiles: new Map([['gavleborg', gavleborg()]]), directory });
}

/** The overview as a process reads it that has just started: nothing is remembered of the past. */
export function overviewOn(dataSource: Database, clock: Clock, holder = holderOf(), vitals = new ToldVitals()) {
  const store = new PgOverviewStore(dataSource);
  return { store, vitals, overview: new ReadOverview(store, holder, clock, vitals) };
}

/** A notice of a stay of its own. */
export const newNotice = () => notice({ episodeId: `V-${uuidV7()}` });
