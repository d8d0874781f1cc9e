import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { GroupCommit } from './group-commit.js';

interface Item {
  readonly name: string;
  readonly keys: readonly string[];
  readonly sharedKeys?: readonly string[];
}

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const item = (name: string, ...keys: string[]): Item => ({ name, keys: keys.length === 0 ? [name] : keys });

/** A commit that waits until the test lets it through, and tells what it was given. */
class Stage {
  readonly batches: string[][] = [];
  readonly sizes: number[] = [];
  private readonly gates: (() => void)[] = [];
  readonly group: GroupCommit<Item, string>;

  constructor(
    options: { batchSize?: number; inFlight?: number } = {},
    private readonly outcomeOf: (item: Item) => string | Error = ({ name }) => `done ${name}`,
  ) {
    this.group = new GroupCommit<Item, string>({
      batchSize: options.batchSize ?? 128,
      inFlight: options.inFlight ?? 1,
      keysOf: ({ keys }) => keys,
      sharedKeysOf: ({ sharedKeys }) => sharedKeys ?? [],
      onBatch: (size) => this.sizes.push(size),
      commit: async (batch) => {
        this.batches.push(batch.map(({ name }) => name));
        await new Promise<void>((resolve) => this.gates.push(resolve));
        return batch.map(this.outcomeOf);
      },
    });
  }

  /** Lets the longest-running commit end. */
  async release(): Promise<void> {
    this.gates.shift()?.();
    await turn();
    // What the end of a commit lets through starts one turn later.
    await turn();
  }

  async releaseAll(): Promise<void> {
    while (this.gates.length > 0) await this.release();
  }
}

describe('group commit', () => {
  it('items that share a key go together, but neither with one that has it alone nor past it', async () => {
    const stage = new Stage({ inFlight: 3 });
    const sharing = (name: string): Item => ({ name, keys: [name], sharedKeys: ['person'] });
    const all = ['a', 'b'].map((name) => stage.group.submit(sharing(name)));
    all.push(
      stage.group.submit(item('alone', 'person')),
      stage.group.submit(sharing('c')),
      stage.group.submit(item('d')),
    );
    await turn();
    expect(stage.batches.flat().sort()).toEqual(['a', 'b', 'd']);
    await stage.releaseAll();
    expect(stage.batches.flat().slice(3)).toEqual(['alone', 'c']);
    expect(await Promise.all(all)).toEqual(['done a', 'done b', 'done alone', 'done c', 'done d']);
    const again = stage.group.submit(item('later', 'person'));
    await turn();
    await stage.releaseAll();
    expect(await again).toBe('done later');
  });

  it('a lone item goes at once', async () => {
    const stage = new Stage();
    void stage.group.submit(item('a'));
    await turn();
    expect(stage.batches).toEqual([['a']]);
  });

  it('what arrives together goes together, and what waits while others commit goes together into the next transaction', async () => {
    const stage = new Stage();
    const all = ['a', 'b'].map((name) => stage.group.submit(item(name)));
    await turn();
    all.push(...['c', 'd', 'e'].map((name) => stage.group.submit(item(name))));
    await turn();
    expect(stage.batches).toEqual([['a', 'b']]);
    expect(stage.group.pending).toBe(5);
    await stage.releaseAll();
    expect(stage.batches).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    expect(stage.sizes).toEqual([2, 3]);
    expect(await Promise.all(all)).toEqual(['done a', 'done b', 'done c', 'done d', 'done e']);
    expect(stage.group.pending).toBe(0);
  });

  it('the batches in flight share what is pending, and a straggler waits instead of taking a transaction of its own', async () => {
    const stage = new Stage({ inFlight: 2 });
    for (const name of 'abcd') void stage.group.submit(item(name));
    await turn();
    const halves = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    expect(stage.batches).toEqual(halves);
    await stage.release();
    void stage.group.submit(item('e'));
    await turn();
    expect(stage.batches).toEqual(halves);
    void stage.group.submit(item('f'));
    await turn();
    expect(stage.batches).toEqual([...halves, ['e', 'f']]);
    await stage.releaseAll();
  });

  it('a transaction that hangs does not keep a lone item waiting while another may run', async () => {
    const stage = new Stage({ inFlight: 2 });
    void stage.group.submit(item('hangs'));
    await turn();
    void stage.group.submit(item('b'));
    await turn();
    expect(stage.batches).toEqual([['hangs'], ['b']]);
  });

  it('no batch is larger than the limit and no more run at a time than allowed', async () => {
    const stage = new Stage({ batchSize: 2, inFlight: 2 });
    for (const name of 'abcdefg') void stage.group.submit(item(name));
    await turn();
    const first = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    expect(stage.batches).toEqual(first);
    await stage.release();
    expect(stage.batches).toEqual([...first, ['e', 'f']]);
    await stage.releaseAll();
    expect(stage.batches).toEqual([...first, ['e', 'f'], ['g']]);
  });

  it('items that share a key are never in flight together and keep their order', async () => {
    const stage = new Stage({ inFlight: 3 });
    void stage.group.submit(item('a1', 'a'));
    void stage.group.submit(item('a2', 'a'));
    void stage.group.submit(item('b1', 'b'));
    void stage.group.submit(item('a3', 'a'));
    await turn();
    expect(stage.batches).toEqual([['a1', 'b1']]);
    await stage.releaseAll();
    expect(stage.batches).toEqual([['a1', 'b1'], ['a2'], ['a3']]);
  });

  it('an item with two keys waits for both, and what shares one with it waits behind it', async () => {
    const stage = new Stage({ inFlight: 3 });
    void stage.group.submit(item('a1', 'a'));
    void stage.group.submit(item('ab', 'a', 'b'));
    void stage.group.submit(item('b1', 'b'));
    await turn();
    expect(stage.batches).toEqual([['a1']]);
    await stage.releaseAll();
    expect(stage.batches).toEqual([['a1'], ['ab'], ['b1']]);
  });

  it('one failure does not fail its neighbours', async () => {
    const stage = new Stage({}, ({ name }) => (name === 'bad' ? new Error('no') : name));
    const all = ['first', 'good', 'bad', 'fine'].map((name) => stage.group.submit(item(name)));
    const settled = Promise.allSettled(all);
    await turn();
    await stage.releaseAll();
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('a commit that throws rejects the whole batch and frees its keys', async () => {
    let calls = 0;
    const group = new GroupCommit<Item, string>({
      batchSize: 10,
      inFlight: 1,
      keysOf: ({ keys }) => keys,
      commit: (batch) => {
        calls += 1;
        if (calls === 1) throw new Error('storage is away');
        return Promise.resolve(batch.map(({ name }) => name));
      },
    });
    const both = [group.submit(item('a1', 'a')), group.submit(item('a2', 'a'))];
    await expect(both[0]).rejects.toThrow('storage is away');
    await expect(both[1]).resolves.toBe('a2');
    expect(group.pending).toBe(0);
  });

  it('a batch that gives too few outcomes rejects the rest instead of leaving them without an answer', async () => {
    const group = new GroupCommit<Item, string>({
      batchSize: 10,
      inFlight: 1,
      keysOf: ({ keys }) => keys,
      commit: async (batch) => {
        await turn();
        return batch.slice(0, 1).map(({ name }) => name);
      },
    });
    const settled = await Promise.allSettled(['a', 'b', 'c'].map((name) => group.submit(item(name))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(group.submit(item('d'))).resolves.toBe('d');
  });

  it('a listener that throws fails its batch, not the group', async () => {
    let calls = 0;
    const group = new GroupCommit<Item, string>({
      batchSize: 10,
      inFlight: 1,
      keysOf: ({ keys }) => keys,
      onBatch: () => {
        calls += 1;
        if (calls === 1) throw new Error('metrics are broken');
      },
      commit: (batch) => Promise.resolve(batch.map(({ name }) => name)),
    });
    await expect(group.submit(item('a'))).rejects.toThrow('metrics are broken');
    await expect(group.submit(item('a'))).resolves.toBe('a');
  });

  it('whatever comes in whatever order: each item is committed once, in order per key, and never beside its like', async () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
    const shape = {
      limits: fc.record({ batchSize: fc.integer({ min: 1, max: 5 }), inFlight: fc.integer({ min: 1, max: 3 }) }),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(keys, { maxLength: 30 }),
        shape.limits,
        fc.infiniteStream(fc.nat(2)),
        async (all, limits, pauses) => {
          const running = new Set<string>();
          const committed: number[] = [];
          const group = new GroupCommit<{ index: number; keys: string[] }, number>({
            ...limits,
            keysOf: (one) => one.keys,
            commit: async (batch) => {
              const held = batch.flatMap((one) => one.keys);
              expect(batch.length).toBeLessThanOrEqual(limits.batchSize);
              expect(new Set(held).size).toBe(held.length);
              for (const key of held) {
                expect(running.has(key)).toBe(false);
                running.add(key);
              }
              for (let i = pauses.next().value ?? 0; i > 0; i -= 1) await turn();
              committed.push(...batch.map(({ index }) => index));
              for (const key of held) running.delete(key);
              return batch.map(({ index }) => index);
            },
          });
          const outcomes = await Promise.all(all.map((own, index) => group.submit({ index, keys: own })));
          expect(outcomes).toEqual(all.map((_, index) => index));
          expect([...committed].sort((a, b) => a - b)).toEqual(outcomes);
          for (const key of ['a', 'b', 'c', 'd'] as const) {
            const order = committed.filter((index) => all[index]?.includes(key));
            expect(order).toEqual([...order].sort((a, b) => a - b));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
