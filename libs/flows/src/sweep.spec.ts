import { describe, expect, it } from '@jest/globals';
import { RetentionStore } from './audit-ports.js';
import type { Retention } from './audit-ports.js';
import { ConfigurationHolder } from './configuration-holder.js';
import { EraseExpired } from './erase-expired.js';
import { FireDeadlines } from './fire-deadlines.js';
import { InboxSignals } from './inbox-ports.js';
import { AlarmQueue, Clock, CounterStore, DeadlineStore, EarlyMessageStore, HubLog, HubMetrics } from './ports.js';
import { Sweep } from './sweep.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

/**
 * What a sweep did, in order; the deadlines of `dues` are due, `folds` are the rows that each folding finds,
 * `expired` the early messages that each look finds, `old` what each erasing finds.
 */
function sweepOn(settings: {
  isSimulated?: boolean;
  dues?: Date[];
  folds?: number[];
  expired?: number[];
  old?: number[];
  alarmsAway?: boolean;
  sweepSeconds?: number;
  keep?: Retention;
}) {
  const done: string[] = [];
  const forgotten: string[] = [];
  const {
    isSimulated = false,
    dues = [],
    folds = [0],
    expired = [0],
    old = [],
    alarmsAway = false,
    sweepSeconds = 10,
    keep = { bytes: undefined, refused: undefined, contents: undefined, stays: undefined, audit: undefined },
  } = settings;
  class StillClock extends Clock {
    readonly isSimulated = isSimulated;
    override now = () => Promise.resolve(NOW);
  }
  class Deadlines extends DeadlineStore {
    override nextInstant = () => Promise.resolve(dues[0]);
    override instantsUntil = (until: Date) => Promise.resolve(dues.filter((due) => due <= until));
    override fireDue = (now: Date) => {
      done.push(`fire ${now.toISOString()}`);
      return Promise.resolve({ fired: 0, units: [] });
    };
  }
  class Counters extends CounterStore {
    override fold = () => {
      done.push('fold');
      return Promise.resolve(folds.shift() ?? 0);
    };
    override forget = (before: Date) => {
      forgotten.push(before.toISOString());
      return Promise.resolve(0);
    };
  }
  class Early extends EarlyMessageStore {
    override expire = (now: Date) => {
      done.push(`expire ${now.toISOString()}`);
      return Promise.resolve(expired.shift() ?? 0);
    };
  }
  class Old extends RetentionStore {
    private take = (what: string, before: Date) => {
      done.push(`erase ${what} before ${before.toISOString()}`);
      return Promise.resolve(old.shift() ?? 0);
    };
    override eraseBytes = (before: Date) => this.take('bytes', before);
    override eraseRefused = (before: Date) => this.take('refused', before);
    override eraseContents = (before: Date) => this.take('contents', before);
    override eraseStays = (before: Date) => this.take('stays', before);
    override erasePlans = (before: Date) => this.take('plans', before);
    override eraseAudit = (before: Date) => this.take('audit', before);
  }
  class Alarms extends AlarmQueue {
    override arm = (instants: readonly Date[]) => {
      if (alarmsAway) return Promise.reject(new Error('the alarms are away'));
      done.push(...instants.map((instant) => `arm ${instant.toISOString()}`));
      return Promise.resolve();
    };
    override listen(): void {}
    override isHealthy = () => Promise.resolve(true);
    override close = () => Promise.resolve();
  }
  class Signals extends InboxSignals {
    override changed(): void {}
  }
  class Metrics extends HubMetrics {
    override admitted(): void {}
    override committed(): void {}
    override fired(): void {}
    override connections(): void {}
    override swept(): void {
      done.push('swept');
    }
  }
  class Log extends HubLog {
    override info(): void {}
    override warn(): void {}
    override error(): void {}
  }
  const [deadlines, metrics, configuration] = [new Deadlines(), new Metrics(), new ConfigurationHolder(NOTHING)];
  const fire = new FireDeadlines(deadlines, configuration, new Signals(), () => 'id', metrics, new Log());
  const [counters, early, alarms] = [new Counters(), new Early(), new Alarms()];
  const erase = new EraseExpired(new Old(), keep);
  const sweep = new Sweep(new StillClock(), deadlines, fire, counters, early, erase, alarms, metrics, sweepSeconds);
  return { sweep, done, forgotten };
}

const NOTHING = {
  profiles: new Map(),
  directory: {
    organisations: new Map(),
    units: new Map(),
    clients: new Map(),
    sources: new Map(),
    mappings: new Map(),
    operationsUnits: new Map(),
    defaultUnits: new Map(),
  },
};

describe('a sweep', () => {
  it('fires what is overdue, folds counters, and arms the instants of the next five minutes', async () => {
    const { sweep, done } = sweepOn({ dues: [later(30), later(300), later(301)] });
    await sweep.run();
    expect(done).toEqual([
      'fire 2026-11-23T08:00:00.000Z',
      'expire 2026-11-23T08:00:00.000Z',
      'fold',
      'swept',
      'arm 2026-11-23T08:00:30.000Z',
      'arm 2026-11-23T08:05:00.000Z',
    ]);
  });

  it('arms as far ahead as three sweeps when they are rare', async () => {
    const { sweep, done } = sweepOn({ dues: [later(1800), later(1801)], sweepSeconds: 600 });
    await sweep.run();
    expect(done.filter((step) => step.startsWith('arm'))).toEqual(['arm 2026-11-23T08:30:00.000Z']);
  });

  it('arms nothing that is due already: another process holds it, and the next sweep looks again', async () => {
    const { sweep, done } = sweepOn({ dues: [later(-60), NOW] });
    await sweep.run();
    expect(done).not.toContainEqual(expect.stringContaining('arm'));
  });

  it('arms nothing under the simulated clock, whose moves fire by themselves', async () => {
    const { sweep, done } = sweepOn({ isSimulated: true, dues: [later(30)] });
    await sweep.run();
    expect(done).toEqual(['fire 2026-11-23T08:00:00.000Z', 'expire 2026-11-23T08:00:00.000Z', 'fold', 'swept']);
  });

  it('forgets the course of the counts of more than nine days ago', async () => {
    const { sweep, forgotten } = sweepOn({});
    await sweep.run();
    expect(forgotten).toEqual(['2026-11-14T08:00:00.000Z']);
  });

  it('folds until little is left', async () => {
    const { sweep, done } = sweepOn({ folds: [5_000, 5_000, 12] });
    await sweep.run();
    expect(done.filter((step) => step === 'fold')).toHaveLength(3);
  });

  it('[G-REQ-06] ends the waiting of all that came too early', async () => {
    const { sweep, done } = sweepOn({ expired: [500, 500, 3] });
    await sweep.run();
    expect(done.filter((step) => step.startsWith('expire'))).toHaveLength(3);
  });

  it('[L-KEEP-01] erases once a day what has been kept for its whole days in Sweden, and never what is kept for ever', async () => {
    const { sweep, done } = sweepOn({
      keep: { bytes: 30, refused: undefined, contents: 365, stays: 730, audit: 1_827 },
    });
    await sweep.run();
    await sweep.run();
    expect(done.filter((step) => step.startsWith('erase'))).toEqual([
      'erase bytes before 2026-10-23T22:00:00.000Z',
      'erase contents before 2025-11-22T23:00:00.000Z',
      'erase stays before 2024-11-22T23:00:00.000Z',
      'erase plans before 2024-11-22T23:00:00.000Z',
      'erase audit before 2021-11-21T23:00:00.000Z',
    ]);
  });

  it('[L-KEEP-01] erases so much in one sweep, that what falls due is not kept waiting, and goes on in the next', async () => {
    const { sweep, done } = sweepOn({
      keep: { bytes: 30, refused: undefined, contents: 365, stays: undefined, audit: undefined },
      old: Array.from({ length: 25 }, () => 500),
    });
    const erasedBy = async () => {
      const before = done.length;
      await sweep.run();
      return done.slice(before).flatMap((step) => (step.startsWith('erase') ? [step.split(' ')[1]] : []));
    };
    await expect(erasedBy()).resolves.toEqual(Array.from({ length: 20 }, () => 'bytes'));
    await expect(erasedBy()).resolves.toEqual([...Array.from({ length: 6 }, () => 'bytes'), 'contents']);
    await expect(erasedBy()).resolves.toEqual([]);
  });

  it('[G-ACK-12] has fired all that is due before it finds that no alarm can be armed', async () => {
    const { sweep, done } = sweepOn({ alarmsAway: true, dues: [later(30)] });
    await expect(sweep.run()).rejects.toThrow('the alarms are away');
    expect(done).toEqual(['fire 2026-11-23T08:00:00.000Z', 'expire 2026-11-23T08:00:00.000Z', 'fold', 'swept']);
  });
});
