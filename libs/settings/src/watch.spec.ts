import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FileWatch } from './watch.js';

describe('a watched file', () => {
  let folder: string;
  let file: string;
  let calls: number;
  let watch: FileWatch;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watch-'));
    file = join(folder, 'directory.yaml');
    await write('a: 1', 1);
    calls = 0;
    watch = new FileWatch(file, () => {
      calls += 1;
    });
    // The looks are made by hand below.
    await watch.start(3_600_000);
  });
  afterEach(async () => {
    watch.stop();
    await rm(folder, { recursive: true });
  });

  async function write(text: string, second: number): Promise<void> {
    await writeFile(file, text);
    await utimes(file, second, second);
  }

  async function looks(times: number): Promise<void> {
    for (let i = 0; i < times; i += 1) await watch.check();
  }

  it('that does not change is told of never', async () => {
    await looks(3);
    expect(calls).toBe(0);
  });

  it('that changes is told of once', async () => {
    await write('a: 2', 2);
    await looks(5);
    expect(calls).toBe(1);
    await write('a: 3', 3);
    await looks(5);
    expect(calls).toBe(2);
  });

  it('is not told of while it is still being written', async () => {
    for (const second of [2, 3, 4]) {
      await write('a: [', second);
      await looks(1);
    }
    expect(calls).toBe(0);
    await looks(1);
    expect(calls).toBe(1);
  });

  it('is told of when another file takes its place, and not while it is gone', async () => {
    await rm(file);
    await looks(3);
    expect(calls).toBe(0);
    await writeFile(`${file}.new`, 'a: 1');
    await utimes(`${file}.new`, 2, 2);
    await rename(`${file}.new`, file);
    await looks(2);
    expect(calls).toBe(1);
  });

  it('is not looked at a second time while the first change is being dealt with', async () => {
    let finish: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => (finish = resolve));
    const started: number[] = [];
    const slow = new FileWatch(file, async () => {
      started.push(started.length);
      await busy;
    });
    await slow.start(3_600_000);
    await write('a: 2', 2);
    await slow.check();
    const first = slow.check();
    while (started.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await write('a: 3', 3);
    await slow.check();
    await slow.check();
    expect(started).toHaveLength(1);
    finish();
    await first;
    await slow.check();
    await slow.check();
    expect(started).toHaveLength(2);
    slow.stop();
  });
});
