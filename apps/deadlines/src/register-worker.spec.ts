import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { StorageUnavailable } from '#flows/ports.js';
import type { HubLog } from '#flows/ports.js';
import { RegisterUnavailable } from '#flows/register-ports.js';
import type { TakeDeaths } from '#flows/take-deaths.js';
import type { RegisterSettings } from '#settings/register-settings.js';
import { RegisterWorker } from './register-worker.js';

let taken: number;
let logged: string[];
let run: () => Promise<number>;
let worker: RegisterWorker;

function workerOn(register: RegisterSettings): RegisterWorker {
  const deaths: Pick<TakeDeaths, 'run'> = {
    run: () => {
      taken += 1;
      return run();
    },
  };
  const note = (event: string) => void logged.push(event);
  const log: HubLog = { info: note, warn: note, error: note };
  return new RegisterWorker(deaths as TakeDeaths, log, { register });
}

beforeEach(() => {
  jest.useFakeTimers();
  [taken, logged] = [0, []];
  run = () => Promise.resolve(0);
});
afterEach(async () => {
  await worker.beforeApplicationShutdown();
  jest.useRealTimers();
});

describe('the worker of the population register', () => {
  it('looks as soon as it has started and then as often as the settings say, and logs how many it took, if any', async () => {
    worker = workerOn({ kind: 'files', folder: '/drop', seconds: 60 });
    run = () => Promise.resolve(taken === 1 ? 2 : 0);
    worker.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(0);
    expect(taken).toBe(1);
    await jest.advanceTimersByTimeAsync(120_000);
    expect([taken, logged]).toEqual([3, ['register-taken']]);
  });

  it('goes on when the register or the storage is away, or something is wrong, and tells these apart', async () => {
    worker = workerOn({ kind: 'files', folder: '/drop', seconds: 1 });
    const failures = [new RegisterUnavailable('time-out'), new StorageUnavailable('away'), new Error('wrong')];
    run = () => Promise.reject(failures[taken - 1] ?? new Error('more'));
    worker.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(2_500);
    expect(logged).toEqual(['register-unavailable', 'register-without-storage', 'register-failed']);
  });

  it('does nothing where there is no register, and nothing after it was stopped', async () => {
    worker = workerOn({ kind: 'none', seconds: 1 });
    worker.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(taken).toBe(0);
    worker = workerOn({ kind: 'files', folder: '/drop', seconds: 1 });
    worker.onApplicationBootstrap();
    await worker.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(taken).toBe(0);
  });
});
