import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '#domain/directory/directory.js';
import type { Directory } from '#domain/directory/directory.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import { reason } from '#domain/reason.js';
import type { AdmissionInput, AdmissionReport } from './admit-message.js';
import { ConfigurationHolder } from './configuration-holder.js';
import { Clock, QuarantineStore, StorageUnavailable } from './ports.js';
import type { QuarantineItem } from './ports.js';
import { ReplayMany, ReplayQuarantine } from './replay-quarantine.js';
import type { ReplayOutcome } from './replay-quarantine.js';

const WARD = 'SE2321000016-AVD12';
const NOW = new Date('2026-11-23T09:00:00Z');
const ANSWER = {
  ...{ id: 'm-1', messageId: 'MSG-1', episode: { id: 'e-1', state: 'inskriven' } },
  ...{ deliveries: [], deadlines: [], warnings: [] },
};

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(NOW);
}

/** One entry, and what was noted about it. */
class OneEntry extends QuarantineStore {
  readonly noted: string[] = [];

  constructor(readonly item: QuarantineItem | undefined) {
    super();
  }

  override load = () => Promise.resolve(this.item && { item: this.item, bytes: Buffer.from('MSH|') });
  override markReplayed = (id: string, message: string, actor: string) => {
    this.noted.push(`replayed ${id} ${message} ${actor}`);
    return Promise.resolve(true);
  };
  override markRefused = (id: string, refusal: { outcome: string }) => {
    this.noted.push(`refused ${id} ${refusal.outcome}`);
    return Promise.resolve();
  };
  override hold = () => Promise.reject(new Error('held again'));
  override list = () => Promise.resolve([]);
  override find = () => Promise.resolve(this.item);
  override show = () => this.load();
}

function entry(item: Partial<QuarantineItem> = {}): OneEntry {
  return new OneEntry({
    ...{ id: 'q-1', source: 'mllp:local-mllp', sender: WARD, messageId: 'MSG-1', contentType: 'application/hl7-v2' },
    ...{
      receivedAt: NOW,
      outcome: 'against-rule',
      reasons: [],
      state: 'held',
      replayedAt: undefined,
      message: undefined,
    },
    ...item,
  });
}

function directory(mapping: Mapping): Directory {
  return directoryOf({
    ...{ organisations: [], units: [], mappings: [mapping], operationsUnits: new Map() },
    clients: [{ id: 'ward', name: 'Ward', roles: ['party'], units: [WARD], secretHashes: [], keys: [], mapping }],
    sources: [{ id: 'local-mllp', units: [WARD], mapping }],
  });
}

const mended: Mapping = { ...PLAIN_MAPPING, id: 'journal', facilities: { AVD12: WARD } };

/** Replays under a directory whose mapping was mended since the input was refused. */
async function replay(store: OneEntry, report: AdmissionReport) {
  const admitted: AdmissionInput[] = [];
  const admit = (input: AdmissionInput) => {
    admitted.push(input);
    return Promise.resolve(report);
  };
  const holder = new ConfigurationHolder({ profiles: new Map(), directory: directory(PLAIN_MAPPING) });
  const replays = new ReplayQuarantine(store, { admit }, holder, new StillClock());
  holder.offer({ ok: true, configuration: { profiles: new Map(), directory: directory(mended) } });
  const outcome = await replays.replay('q-1', 'client:ops');
  return { outcome, admitted, noted: store.noted };
}

const accepted: AdmissionReport = { kind: 'accepted', answer: ANSWER, isRepeat: false, head: undefined };
const refused = (code: 'unroutable' | 'unavailable', outcome: 'against-rule' | 'unavailable'): AdmissionReport => ({
  ...{ kind: 'refused', outcome, reasons: [reason(code, '')], head: undefined },
});

describe('ReplayQuarantine', () => {
  it('sends the bytes through admission as the same party with the mapping of now, and notes the message it became', async () => {
    const { outcome, admitted, noted } = await replay(entry(), accepted);
    expect(admitted).toMatchObject([
      {
        format: 'hl7v2',
        isReplay: true,
        party: { name: 'mllp:local-mllp', units: [WARD], mapping: mended },
      },
    ]);
    expect(outcome).toEqual({ kind: 'accepted', answer: ANSWER });
    expect(noted).toEqual(['replayed q-1 m-1 client:ops']);
  });

  it('[L-DUP-01] what was accepted since is a duplicate, and replayed with that', async () => {
    const { outcome, noted } = await replay(entry(), {
      kind: 'accepted',
      answer: ANSWER,
      isRepeat: true,
      head: undefined,
    });
    expect(outcome).toMatchObject({ kind: 'duplicate' });
    expect(noted).toHaveLength(1);
  });

  it('what is refused again stays held with the reasons of now, unless the hub itself was not able to take it', async () => {
    expect(await replay(entry(), refused('unroutable', 'against-rule'))).toMatchObject({
      outcome: { kind: 'refused', outcome: 'against-rule' },
      noted: ['refused q-1 against-rule'],
    });
    expect((await replay(entry(), refused('unavailable', 'unavailable'))).noted).toEqual([]);
  });

  it('refuses without admission when the source is gone from the directory or the form is none of ours', async () => {
    for (const item of [{ source: 'mllp:gone' }, { source: 'http:gone' }, { contentType: 'image/png' }]) {
      const { outcome, admitted } = await replay(entry(item), accepted);
      expect(outcome).toMatchObject({ kind: 'refused' });
      expect(admitted).toEqual([]);
    }
  });

  it('a client of the directory replays with the units and the mapping it has now', async () => {
    const { admitted } = await replay(entry({ source: 'http:ward', contentType: 'application/json' }), accepted);
    expect(admitted).toMatchObject([{ format: 'json', party: { name: 'http:ward', units: [WARD], mapping: mended } }]);
  });

  it('what has been replayed is not sent again', async () => {
    const { outcome, admitted } = await replay(entry({ state: 'replayed', message: 'm-0' }), accepted);
    expect(outcome).toEqual({ kind: 'conflict', message: 'm-0' });
    expect(admitted).toEqual([]);
    expect((await replay(new OneEntry(undefined), accepted)).outcome).toBeUndefined();
  });
});

describe('ReplayMany', () => {
  const work = { inOrder: (ids: readonly string[]) => Promise.resolve([...ids].filter((id) => id !== 'gone').sort()) };

  async function replayMany(ids: readonly string[], outcomes: Readonly<Record<string, ReplayOutcome | Error>>) {
    const tried: string[] = [];
    const one = {
      replay: (id: string): Promise<ReplayOutcome | undefined> => {
        tried.push(id);
        const outcome = outcomes[id];
        return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
      },
    };
    const told = await new ReplayMany(work, one).replay(ids, 'client:ops');
    return { tried, told: told.map(({ id, kind }) => `${id} ${kind}`) };
  }

  it('goes in the order in which they came, and no refusal keeps the others from theirs', async () => {
    const outcomes = {
      a: { kind: 'refused', outcome: 'against-rule', reasons: [] },
      b: { kind: 'accepted', answer: ANSWER },
      c: { kind: 'conflict', message: 'm-0' },
    } as const;
    expect(await replayMany(['c', 'gone', 'b', 'a', 'd'], outcomes)).toEqual({
      tried: ['a', 'b', 'c', 'd'],
      told: ['a refused', 'b accepted', 'c conflict', 'd gone', 'gone gone'],
    });
  });

  it('does not try the rest when the storage is away, and says so of each', async () => {
    const away = { a: new StorageUnavailable('away'), b: { kind: 'accepted', answer: ANSWER } } as const;
    expect(await replayMany(['a', 'b'], away)).toEqual({ tried: ['a'], told: ['a unavailable', 'b unavailable'] });
    const busy = { a: { kind: 'refused', outcome: 'too-many', reasons: [] } } as const;
    expect((await replayMany(['a', 'b'], busy)).told).toEqual(['a unavailable', 'b unavailable']);
  });
});
