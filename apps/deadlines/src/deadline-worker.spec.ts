import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FireDeadlines } from '#flows/fire-deadlines.js';
import { StorageUnavailable } from '#flows/ports.js';
import type { AlarmQueue, Clock, HubLog } from '#flows/ports.js';
import type { Sweep } from '#flows/sweep.js';
import { DeadlineWorker } from './deadline-worker.js';

const NOW = new Date('2026-11-23T08:00:00Z');
let fired: Date[];
let logged: string[];
let sweeps: number;
let sweep: () => Promise<void>;
let goOff: (instant: Date) => Promise<void>;
let isClosed: boolean;
let worker: DeadlineWorker;

beforeEach(() => {
  jest.useFakeTimers();
  [fired, logged, sweeps, isClosed] = [[], [], 0, false];
  sweep = () => Promise.resolve();
  const clock = { now: () => Promise.resolve(NOW) } as Clock;
  const fire: Pick<FireDeadlines, 'run'> = { run: (now) => Promise.resolve(fired.push(now)) };
  const sweeper: Pick<Sweep, 'run'> = {
    run: () => {
      sweeps += 1;
      return sweep();
    },
  };
  const alarms: Pick<AlarmQueue, 'listen' | 'close'> = {
    listen: (handler) => {
      goOff = handler;
    },
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
  const log: HubLog = { info: () => {}, warn: (event) => logged.push(event), error: (event) => logged.push(event) };
  worker = new DeadlineWorker(clock, fire as FireDeadlines, sweeper as Sweep, alarms as AlarmQueue, log, {
    sweepSeconds: 10,
  });
});
afterEach(async () => {
  await worker.beforeApplicationShutdown();
  jest.useRealTimers();
});

describe('the worker of the deadlines', () => {
  it('sweeps as soon as it has started, and then every ten seconds, give or take one', async () => {
    worker.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    expect(sweeps).toBe(1);
    await jest.advanceTimersByTimeAsync(8_999);
    expect(sweeps).toBe(1);
    await jest.advanceTimersByTimeAsync(2_001);
    expect(sweeps).toBe(2);
  });

  it('fires what is due by its own clock when an alarm goes off', async () => {
    worker.onApplicationBootstrap();
    await goOff(new Date('2026-11-23T07:59:59Z'));
    expect(fired).toEqual([NOW]);
  });

  it('goes on sweeping when a sweep fails, and tells a storage that is away from an error', async () => {
    sweep = () => Promise.reject(new StorageUnavailable('away'));
    worker.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    sweep = () => Promise.reject(new Error('wrong'));
    await jest.advanceTimersByTimeAsync(11_000);
    await jest.advanceTimersByTimeAsync(11_000);
    expect(sweeps).toBe(3);
    expect(logged).toEqual(['sweep-without-storage', 'sweep-failed', 'sweep-failed']);
  });

  it('stops when the sweep under way has ended, closes the alarms, and sweeps no more', async () => {
    let finish: () => void = () => undefined;
    sweep = () => new Promise((resolve) => (finish = resolve));
    worker.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    let isStopped = false;
    const stopped = worker.beforeApplicationShutdown().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(0);
    expect([isStopped, isClosed]).toEqual([false, true]);
    finish();
    await stopped;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sweeps).toBe(1);
  });
});
