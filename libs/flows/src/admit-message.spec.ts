import { describe, expect, it } from '@jest/globals';

import { checkDirectory } from '#domain/directory/directory-check.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkProfile } from '#domain/profile/profile-check.js';
import { reason } from '#domain/reason.js';
import { readYaml } from '../../../test/support/repository-files.js';
import { AdmitMessage } from './admit-message.js';
import type { AdmissionInput } from './admit-message.js';
import { DirectReader, MessageReader } from './message-reader.js';
import type { ReadMessage } from './read-message.js';
import { ConfigurationHolder } from './configuration-holder.js';
import { InboxSignals } from './inbox-ports.js';
import { AdmissionStore, Clock, HubLog, Keys, QuarantineStore, StorageUnavailable } from './ports.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict, QuarantineEntry } from './ports.js';

const WARD = 'SE2321000016-AVD12';
const NOW = new Date('2026-11-23T07:30:00Z');
const NOTHING_KNOWN = {
  ...{ episode: undefined, hasOtherOpenEpisode: false, outstanding: [], deadlines: [], target: undefined },
};

function configuration(): ConfigurationHolder {
  const profile = checkProfile(readYaml('config/profiles/gavleborg.yaml'));
  const directory = checkDirectory(
    readYaml('config/directory/demo.yaml'),
    new Set(['gavleborg', 'blekinge', 'stockholm', 'norrbotten']),
  );
  if (!profile.ok || !directory.ok) throw new Error('the demo region is wrong');
  return new ConfigurationHolder({
    profiles: new Map([['gavleborg', profile.profile]]),
    directory: directory.directory,
  });
}

const CONFIGURATION = configuration();

class Admissions extends AdmissionStore {
  attempts: AdmissionAttempt[] = [];
  /** What happens instead of deciding. */
  instead: (() => Promise<AdmissionOutcome>) | undefined;

  override async admit(
    attempt: AdmissionAttempt,
    decide: (known: typeof NOTHING_KNOWN) => AdmissionVerdict,
  ): Promise<AdmissionOutcome> {
    this.attempts.push(attempt);
    if (this.instead !== undefined) return this.instead();
    const verdict = decide(NOTHING_KNOWN);
    if (verdict.kind === 'refused') return verdict;
    const units = verdict.plan.deliveries.map(({ unit }) => unit);
    return { kind: 'accepted', answer: verdict.plan.answer, units };
  }
}

class Quarantine extends QuarantineStore {
  held: QuarantineEntry[] = [];
  failure: Error | undefined;

  override hold = (entry: QuarantineEntry) => {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.held.push(entry);
    return Promise.resolve('q-1');
  };
  override list = () => Promise.resolve([]);
  override find = () => Promise.resolve(undefined);
  override load = () => Promise.resolve(undefined);
  override show = () => Promise.resolve(undefined);
  override markRefused = () => Promise.resolve();
  override markReplayed = () => Promise.resolve(true);
}

class SetClock extends Clock {
  readonly isSimulated = true;
  failure: Error | undefined;
  override now = () => (this.failure === undefined ? Promise.resolve(NOW) : Promise.reject(this.failure));
}

class PlainKeys extends Keys {
  override idempotencyKey = (...parts: string[]) => Buffer.from(parts.join(' '));
  override contentHash = (canonical: string) => Buffer.from(canonical);
}

class Signals extends InboxSignals {
  units: string[] = [];
  failure: Error | undefined;
  override changed = (units: readonly string[]) => {
    if (this.failure !== undefined) throw this.failure;
    this.units.push(...units);
  };
}

class Log extends HubLog {
  lines: unknown[] = [];
  override info = (...line: unknown[]) => void this.lines.push(line);
  override warn = (...line: unknown[]) => void this.lines.push(line);
  override error = (...line: unknown[]) => void this.lines.push(line);
}

/** What a reader says whose thread died over a message: nothing of it is known. */
class ExhaustedReader extends MessageReader {
  override read(): Promise<ReadMessage> {
    return Promise.resolve({ ok: false, ignored: false, reasons: [reason('too-complex', '')] });
  }
}

function hub(maxPending = 100, reader: MessageReader = new DirectReader()) {
  let ids = 0;
  const [admissions, quarantine, clock, signals, log] = [
    new Admissions(),
    new Quarantine(),
    new SetClock(),
    new Signals(),
    new Log(),
  ];
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const settings = { processingIds: ['P'], maxPending };
  const flow = new AdmitMessage(
    {
      ...{ reader, admissions, quarantine, clock, signals, newId, log },
      ...{ configuration: CONFIGURATION, keys: new PlainKeys() },
    },
    settings,
  );
  return { admissions, quarantine, clock, signals, log, flow };
}

const party = {
  name: 'http:gavle-sjukhus',
  units: [WARD],
  mapping: PLAIN_MAPPING,
} as const;

function input(changes: Record<string, unknown> = {}, more: Partial<AdmissionInput> = {}): AdmissionInput {
  const message = {
    ...{
      messageId: 'm-1',
      kind: 'inskrivningsmeddelande',
      sender: WARD,
      sentAt: '2026-11-23T08:15:00+01:00',
      episodeId: 'V1',
    },
    patient: {
      ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
      ...{ municipality: '2180', healthCentre: 'SE2321000016-HC01' },
    },
    ...{
      planningCategory: 'BC',
      content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
    },
    ...changes,
  };
  return {
    bytes: Buffer.from(JSON.stringify(message)),
    contentType: 'application/json',
    format: 'json',
    party,
    ...more,
  };
}

const away = () => new StorageUnavailable('away');

describe('admission', () => {
  it('[L-HL7-01] names the HL7 message that it refuses, also when nothing but its header could be read', async () => {
    const { flow, quarantine } = hub(100, new ExhaustedReader());
    const bytes = Buffer.from('MSH|^~\\&|JOURNAL|AVD12|||20261123||ADT^A01|4711|P|2.5\r');
    const report = await flow.admit(input({}, { bytes, contentType: 'application/hl7-v2', format: 'hl7v2' }));
    expect(report).toMatchObject({ kind: 'refused', outcome: 'unreadable', head: { kind: 'hl7v2' } });
    expect(JSON.stringify(report.head)).toContain('4711');
    expect(quarantine.held).toHaveLength(1);
  });

  it('tells of the commit, and wakes those who got something', async () => {
    const { flow, signals, quarantine } = hub();
    expect(await flow.admit(input())).toMatchObject({
      kind: 'accepted',
      isRepeat: false,
      messageKind: 'inskrivningsmeddelande',
    });
    expect(signals.units.sort()).toEqual(['SE2120002338-SOC01', 'SE2321000016-HC01']);
    expect(quarantine.held).toEqual([]);
  });

  it('[L-HL7-03] what is committed stays accepted when waking fails', async () => {
    const { flow, signals, quarantine, log } = hub();
    signals.failure = new Error('nobody listens');
    expect(await flow.admit(input())).toMatchObject({ kind: 'accepted' });
    expect(quarantine.held).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });

  it('[L-DUP-01] the key is of sender and id alone, and the content is hashed without the sending time', async () => {
    const { flow, admissions } = hub();
    await flow.admit(input());
    await flow.admit(input({ sentAt: '2026-11-23T09:00:00+01:00' }));
    await flow.admit(input({ planningCategory: 'CD' }));
    const [first, later, other] = admissions.attempts;
    expect(later?.idempotencyKey).toEqual(first?.idempotencyKey);
    expect(later?.contentHash).toEqual(first?.contentHash);
    expect(other?.idempotencyKey).toEqual(first?.idempotencyKey);
    expect(other?.contentHash).not.toEqual(first?.contentHash);
  });

  it('what is refused is kept with its bytes, sender and id; a replay of it is not kept again', async () => {
    const { flow, quarantine } = hub();
    const refused = input({ planningCategory: 'A' });
    expect(await flow.admit(refused)).toMatchObject({ kind: 'refused', outcome: 'against-rule' });
    expect(quarantine.held).toMatchObject([
      { raw: { bytes: refused.bytes, source: party.name, receivedAt: NOW }, sender: WARD, messageId: 'm-1' },
    ]);
    expect(await flow.admit({ ...refused, isReplay: true })).toMatchObject({
      kind: 'refused',
      outcome: 'against-rule',
    });
    expect(quarantine.held).toHaveLength(1);
  });

  it('a sender that may not send is told where it stands, also when the rest is wrong', async () => {
    const { flow } = hub();
    const line = 'MSH|^~\\&|J|SE2321000016-AVD99|H|H|20261123081500||ADT^A01|m-1|P|2.5\rPV1|1|I\r';
    const hl7 = { format: 'hl7v2', contentType: 'application/hl7-v2', bytes: Buffer.from(line) } as const;
    expect(await flow.admit(input({}, hl7))).toMatchObject({
      outcome: 'not-allowed',
      reasons: [{ code: 'sender-not-allowed', path: 'MSH^1^4', line: 1 }],
    });
  });

  it('more than may wait is turned away at once, kept nowhere, and taken when there is room again', async () => {
    const { flow, admissions, quarantine } = hub(1);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    admissions.instead = async () => {
      await held;
      return { kind: 'refused', reasons: [reason('unroutable', '')] };
    };
    const first = flow.admit(input());
    expect(await flow.admit(input())).toMatchObject({ kind: 'refused', outcome: 'too-many' });
    expect(quarantine.held).toEqual([]);
    release();
    await first;
    admissions.instead = undefined;
    expect(await flow.admit(input())).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    ['the message', (parts: ReturnType<typeof hub>) => (parts.admissions.instead = () => Promise.reject(away())), {}],
    ['the time', (parts: ReturnType<typeof hub>) => (parts.clock.failure = away()), {}],
    [
      'what was refused',
      (parts: ReturnType<typeof hub>) => (parts.quarantine.failure = away()),
      { planningCategory: 'A' },
    ],
  ])('when the storage of %s is away nothing is promised: send again', async (_what, breakIt, changes) => {
    const parts = hub();
    breakIt(parts);
    expect(await parts.flow.admit(input(changes))).toMatchObject({ kind: 'refused', outcome: 'unavailable' });
  });

  it('what nobody foresaw is answered as internal, logged without content, and kept to be sent through again', async () => {
    const { flow, admissions, quarantine, log } = hub();
    admissions.instead = () => Promise.reject(new RangeError('Tolvansson'));
    expect(await flow.admit(input())).toMatchObject({ kind: 'refused', outcome: 'internal' });
    expect(quarantine.held).toMatchObject([{ outcome: 'internal' }]);
    expect(log.lines).toEqual([['admission-failed', expect.any(RangeError), { source: party.name }]]);
    await flow.admit(input({}, { isReplay: true }));
    expect(quarantine.held).toHaveLength(1);
  });

  it.each([
    ['away', away(), 'unavailable'],
    ['broken', new Error('broken'), 'unreadable'],
  ])('turning away never throws, also when the quarantine is %s', async (_title, failure, outcome) => {
    const { flow, quarantine } = hub();
    quarantine.failure = failure;
    expect(await flow.turnAway(input(), reason('not-readable', ''))).toMatchObject({ kind: 'refused', outcome });
  });

  it('turning away never throws when the time cannot be told', async () => {
    const { flow, clock } = hub();
    clock.failure = away();
    expect(await flow.turnAway(input(), reason('too-large', ''))).toMatchObject({
      kind: 'refused',
      outcome: 'unavailable',
    });
  });
});
