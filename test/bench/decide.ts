import { resolve } from 'node:path';
import type { Deadline } from '#domain/deadline/deadline.js';
import type { Delivery } from '#domain/delivery.js';
import type { Directory } from '#domain/directory/directory.js';
import { decideFiring } from '#domain/deadline/firing.js';
import { decideReceipt } from '#domain/handling.js';
import type { Profile } from '#domain/profile/profile.js';
import { startAfterReceipts } from '#domain/admission/receipt-effects.js';
import { loadConfiguration } from '#flows/load-configuration.js';
import { readConfigurationFiles } from '#settings/configuration-files.js';
import { COMMON, SCENES } from './decide-scenes.js';
import type { Scene } from './decide-scenes.js';
import { DecideStay } from './decide-stay.js';
import { percentile } from './figures.js';

/**
 * Each case is run this often before it counts, and then in rounds of so many milliseconds: processor time is told in steps of
 * some milliseconds.
 */
const WARM_UP = 2_000;
const ROUNDS = 15;
const ROUND_MILLISECONDS = 80;

/** Messages that a stay has had, at the least. */
const EARLIER = [5, 100];

/** One decision with a whole profile loaded; `reference` is what reading and copying the same message costs. */
export interface DecideCell {
  readonly profile: string;
  readonly name: string;
  /** Messages that the stay has had. */
  readonly earlier: number;
  /** Microseconds of processor time a decision: the median round, and the 95th percentile. */
  readonly median: number;
  readonly p95: number;
  /** Microseconds for `JSON.parse` and `structuredClone` of the message, in the same minute. */
  readonly reference: number;
}

interface Case {
  readonly name: string;
  readonly earlier: number;
  /** What is parsed and copied beside it. */
  readonly text: string;
  readonly call: () => unknown;
}

/** What deciding costs, region by region: no storage, no reading, only the rules. */
export async function measureDecide(progress: (line: string) => void): Promise<DecideCell[]> {
  const { profiles, directory } = await configuration();
  return [...profiles.values()].flatMap((profile) => {
    const cases = EARLIER.flatMap((earlier) => casesOf(profile, directory, earlier));
    for (const { name, call } of cases) {
      progress(`decide: warm-up, ${profile.id}: ${name}`);
      for (let i = 0; i < WARM_UP; i += 1) call();
    }
    return cases.map((one) => {
      progress(`decide: ${profile.id}: ${one.name}`);
      return cellOf(profile, one);
    });
  });
}

async function configuration(): Promise<{ profiles: ReadonlyMap<string, Profile>; directory: Directory }> {
  const read = await readConfigurationFiles({
    profileDir: resolve(process.env['HEMGANG_PROFILE_DIR'] ?? 'config/profiles'),
    directory: resolve(process.env['HEMGANG_DIRECTORY'] ?? 'config/directory/demo.yaml'),
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const loaded = loadConfiguration(read.files);
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.configuration;
}

function casesOf(profile: Profile, directory: Directory, earlier: number): Case[] {
  const scene = SCENES[profile.id] ?? COMMON;
  const stay = played(new DecideStay(profile, directory), scene, earlier, []);
  const dated = { ...stay.opening(), content: { ...stay.opening().content, expectedDischarge: '2026-11-30' } };
  const leaving = played(new DecideStay(profile, directory), scene, earlier, scene.before);
  const first = new DecideStay(profile, directory);
  const messages = [
    ...(earlier === EARLIER[0]
      ? [{ name: 'inskrivningsmeddelande, the first', stay: first, message: first.opening() }]
      : []),
    { name: 'inskrivningsmeddelande, a new date', stay, message: dated },
    { name: `${scene.asked.kind}, with its checks`, stay: leaving, message: leaving.message(scene.asked) },
    { name: scene.discharge.kind, stay: leaving, message: leaving.message(scene.discharge) },
  ];
  return [
    ...messages.map(({ name, stay: of, message }): Case => {
      const known = of.known();
      return { name, earlier: of.messages, text: JSON.stringify(message), call: () => of.decide(message, known) };
    }),
    receiptCase(leaving),
    firingCase(leaving),
  ];
}

/** A stay with its notice, these messages, and talk until there are as many as there are to be. */
function played(stay: DecideStay, scene: Scene, earlier: number, before: Scene['before']): DecideStay {
  stay.tell(stay.opening());
  for (let more = earlier - before.length - 1; more > 0; more -= 1) stay.tell(stay.message(scene.dialogue));
  for (const said of before) stay.tell(stay.message(said));
  return stay;
}

/** The last kvittens of the notice, with what begins when all have receipted. */
function receiptCase(stay: DecideStay): Case {
  const { profile, now, newId, stay: episode } = stay;
  const { message, deliveries } = stay.notice ?? {};
  const [last] = deliveries ?? [];
  if (message === undefined || last === undefined) throw new Error('Nobody has the notice');
  const { id: delivered, unit, role, receiptDue } = last;
  const { id, kind, messageId, sender } = message;
  const delivery: Delivery = {
    ...{ id: delivered, message: id, kind, sender, messageId, unit, role, profile: profile.id, receiptDue },
    ...{
      episode: episode.id,
      episodeNumber: episode.number,
      state: 'waiting',
      acceptedAt: new Date(message.receivedAt),
    },
    ...{ fetchedAt: undefined, receipt: undefined, forwardedTo: undefined },
  };
  const receipted = (deliveries ?? []).map(() => ({ state: 'receipted', receiptAt: now }) as const);
  const { deadlines } = stay.known();
  const by = { name: 'Siv Svarsson', title: 'sjuksköterska' };
  return {
    name: 'kvittens',
    earlier: stay.messages,
    text: JSON.stringify({ by }),
    call: () => [
      decideReceipt(delivery, by, undefined, now, profile),
      startAfterReceipts({ id, kind, sender, episode, deadlines, deliveries: receipted }, { profile, newId }),
    ],
  };
}

/** The last rung of a ladder, a day late; every rung of it is fired at once. */
function firingCase(stay: DecideStay): Case {
  const { profile, directory, newId, stay: episode, now } = stay;
  const [kind, rule] = Object.entries(profile.deadlines).find(([, { ladder }]) => ladder !== undefined) ?? [];
  if (kind === undefined || rule === undefined) throw new Error(`${profile.id} has no ladder`);
  const deadline: Deadline = {
    ...{ id: newId(), kind, rule: rule.rule, profile: profile.id, startedAt: now, due: now, state: 'open' },
    ...{ responsible: stay.unit('oppenvard').hsaId, informs: episode.facts.ward, episode: episode.id },
    ...{ message: newId(), delivery: undefined, fired: [] },
  };
  const subject = {
    ...{ episodeNumber: episode.number, messageId: 'b-0', messageKind: 'inskrivningsmeddelande' },
    parties: episode.facts.parties,
  };
  const dayAfter = new Date(now.getTime() + 25 * 3_600_000);
  return {
    name: `a whole ladder fires: ${kind}`,
    earlier: stay.messages,
    text: JSON.stringify(deadline),
    call: () => decideFiring(deadline, subject, { profile, directory, newId }, dayAfter),
  };
}

function cellOf(profile: Profile, { name, earlier, text, call }: Case): DecideCell {
  const rounds = roundsOf(call);
  const reference = roundsOf(() => structuredClone(JSON.parse(text) as unknown));
  const [median, p95] = [percentile(rounds, 0.5), percentile(rounds, 0.95)];
  return { profile: profile.id, name, earlier, median, p95, reference: percentile(reference, 0.5) };
}

/** Processor time, not what the clock shows: what else the machine does is not counted. */
function roundsOf(call: () => unknown): number[] {
  const calls = callsFor(call);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = process.threadCpuUsage();
    for (let i = 0; i < calls; i += 1) call();
    const { user, system } = process.threadCpuUsage(began);
    rounds.push((user + system) / calls);
  }
  return rounds;
}

/** How many calls fill a round, by the quickest of some. */
function callsFor(call: () => unknown): number {
  let quickest = Infinity;
  for (let i = 0; i < 200; i += 1) {
    const began = performance.now();
    call();
    quickest = Math.min(quickest, performance.now() - began);
  }
  return Math.ceil(ROUND_MILLISECONDS / Math.max(quickest, 0.000_5));
}
