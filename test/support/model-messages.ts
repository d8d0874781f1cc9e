import type { Unit } from '#domain/directory/directory.js';
import type { Episode } from '#domain/episode/episode.js';
import { checkMessage } from '#domain/message-check.js';
import { NEEDS, PLANNING_CATEGORIES } from '#domain/message.js';
import type { Content, Message, MessageKind, Origin, Patient } from '#domain/message.js';

import { contentOf } from './model-contents.js';
import type { Care } from './model-contents.js';
import type { Dice } from './model-dice.js';
import type { ModelHub } from './model-hub.js';
import type { Region } from './model-region.js';

/** The persons of the model, by the numbers of the Tax Agency's series. */
export const PERSONS = [
  { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  { id: '201212121212', idType: 'personnummer', givenName: 'Tolvina', familyName: 'Tolvansson' },
  { id: '193702249842', idType: 'personnummer', givenName: 'Trean', familyName: 'Treansson' },
] as const;

const HOUR = 3_600_000;

/** What a message is to be, as far as that has been chosen. */
export interface Plot {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly sender: Unit;
  readonly care: Care;
  /** The stay that it is about: one that is there, or the number of one that is not. */
  readonly stay: Episode | string | undefined;
  readonly person: number;
  /** Fields of the content that are as they are, whatever the dice say; undefined takes one away. */
  readonly content?: Content;
  /** Scopes to which the person says yes with this message; the dice choose without. */
  readonly consentTo?: readonly string[];
  /** Units that it names; the dice choose without. */
  readonly recipients?: readonly string[];
}

export interface Written {
  readonly message: Message;
  readonly origin: Origin;
}

const WARDS = new WeakMap<Region, Map<string, string[]>>();

/** HSA-ids of the wards of an organisation. */
function wardsOf(region: Region, organisation: string): string[] {
  const known = WARDS.get(region) ?? new Map<string, string[]>();
  WARDS.set(region, known);
  const its = known.get(organisation);
  if (its !== undefined) return its;
  const units = region.units.filter((unit) => unit.organisation === organisation && unit.role === 'slutenvard');
  const wards = units.map(({ hsaId }) => hsaId);
  known.set(organisation, wards);
  return wards;
}

/** Writes a message as a sender would, well or badly, but always one that can be read. */
export function write(hub: ModelHub, region: Region, plot: Plot, dice: Dice): Written {
  const { kind, sender, care, stay } = plot;
  const episode = typeof stay === 'object' ? stay : undefined;
  const isCareful = care === 'careful';
  const wards = wardsOf(region, sender.organisation);
  const around = episode === undefined ? [] : [...episode.facts.parties.map(({ unit }) => unit), episode.facts.ward];
  const scene = { now: hub.now, sender: sender.hsaId, wards, around };
  const isOpening = stay === undefined || typeof stay === 'string';
  const mayOpen = region.rows.some(({ on, from }) => on === kind && from === 'none');
  const rule = region.file.kinds[kind];
  const isAboutPerson = rule?.about === 'person' || rule?.about === 'free' || (isOpening && rule?.early !== undefined);
  const hasPatient =
    isAboutPerson || (isOpening ? dice.chance(mayOpen && isCareful ? 98 : 60) : dice.chance(mayOpen ? 50 : 12));
  const hasCategory = mayOpen && (isOpening ? dice.chance(96) : dice.chance(25));
  const recipients = plot.recipients ?? named(hub, region, plot, around, dice);
  const written = {
    messageId: plot.messageId,
    kind,
    sender: sender.hsaId,
    sentAt: new Date(hub.now.getTime() - sentBefore(dice) * HOUR).toISOString(),
    ...nameOf(stay, sender, isAboutPerson, dice),
    ...(hasPatient ? { patient: personOf(region, plot, episode, dice) } : {}),
    ...(hasCategory ? categoryOf(isCareful, dice) : {}),
    ...(recipients.length === 0 ? {} : { recipients }),
    ...(dice.chance(25) ? { inReplyTo: `m-${String(dice.whole(0, 20))}` } : {}),
    ...(plot.consentTo === undefined ? consentOf(plot, isOpening, hub, dice) : yesTo(plot.consentTo)),
    content: { ...contentOf(kind, dice, scene, care), ...plot.content },
  };
  const checked = checkMessage(JSON.parse(JSON.stringify(written)));
  if (!checked.ok)
    throw new Error(`the model wrote what cannot be read: ${JSON.stringify([checked.reasons, written])}`);
  return { message: checked.message, origin: originOf(sender, dice) };
}

/** Hours; now and then long ago, and sometimes by a clock that runs ahead. */
function sentBefore(dice: Dice): number {
  if (dice.chance(80)) return dice.whole(0, 10) / 60;
  return dice.chance(85) ? dice.whole(1, 50) : -dice.whole(1, 20) / 60;
}

function nameOf(
  stay: Episode | string | undefined,
  { organisation }: Unit,
  isAboutPerson: boolean,
  dice: Dice,
): Pick<Message, 'episode' | 'episodeId'> {
  if (stay === undefined || (isAboutPerson && dice.chance(60))) return {};
  if (typeof stay === 'string') return { episodeId: stay };
  return stay.organisation === organisation && dice.chance(70) ? { episodeId: stay.number } : { episode: stay.id };
}

function personOf(region: Region, { person, care }: Plot, episode: Episode | undefined, dice: Dice): Patient {
  const { id, idType, givenName, familyName } = PERSONS[person % PERSONS.length]!;
  const isOwn = episode !== undefined && (care === 'careful' || dice.chance(80));
  const identity = isOwn ? { id: episode.patient.id, idType: episode.patient.idType } : { id, idType };
  const municipalities = [...new Set(region.units.flatMap(({ municipality }) => municipality ?? []))];
  const centres = region.units.filter(({ role }) => role === 'oppenvard').map(({ hsaId }) => hsaId);
  const isRight = care === 'careful' || dice.chance(70);
  const [home, centre] = [municipalities[dice.chance(85) ? 0 : 1], centres[dice.chance(85) ? 0 : 1]];
  const healthCentre = isRight ? centre : dice.one([centre, undefined, region.units[0]?.hsaId]);
  const municipality = isRight ? home : dice.one([home, undefined, '0180']);
  return {
    ...identity,
    givenName,
    familyName,
    ...(dice.chance(50) ? { address: { line: ['Storgatan 1'], postalCode: '80310', city: 'Orten' } } : {}),
    ...(municipality === undefined ? {} : { municipality }),
    ...(healthCentre === undefined ? {} : { healthCentre }),
    ...(dice.chance(6) ? { protected: dice.chance(70) } : {}),
  };
}

function categoryOf(isCareful: boolean, dice: Dice): Pick<Message, 'planningCategory' | 'needs'> {
  if (dice.chance(15)) return { needs: NEEDS.filter(() => dice.chance(50)) };
  if (isCareful) return { planningCategory: dice.one(['BC', 'CD', 'CD', 'E', 'D', 'C', 'B']) };
  return { planningCategory: dice.one(PLANNING_CATEGORIES) };
}

function consentOf({ kind, care }: Plot, isOpening: boolean, { now }: ModelHub, dice: Dice): Pick<Message, 'consent'> {
  if (isOpening && care === 'careful' && dice.chance(60)) return { consent: { given: true } };
  const isTold =
    kind === 'samtycke' || kind === 'samtycke-aterkallat' ? dice.chance(10) : dice.chance(isOpening ? 88 : 15);
  if (!isTold) return {};
  const scope = dice.one([['informationsoverforing'], undefined, ['akutbesok', 'planerad-inskrivning'], ['sip']]);
  const recordedAt = new Date(now.getTime() - dice.whole(0, 40) * HOUR).toISOString();
  return {
    consent: {
      given: dice.chance(82),
      ...(scope === undefined || dice.chance(40) ? {} : { scope }),
      ...(dice.chance(60) ? { recordedAt } : {}),
    },
  };
}

function yesTo(scope: readonly string[]): Pick<Message, 'consent'> {
  return scope.length === 0 ? {} : { consent: { given: true, scope: [...scope] } };
}

/** Whom the sender names: mostly those that may be named, now and then anybody. */
function named(
  hub: ModelHub,
  region: Region,
  { kind, sender, care }: Plot,
  around: readonly string[],
  dice: Dice,
): string[] {
  const rule = region.file.kinds[kind];
  const anybody = region.units.map(({ hsaId }) => hsaId);
  if (rule?.recipients === 'named') {
    const roles = rule.named?.roles ?? [];
    const near = (rule.about === 'free' ? anybody : around).filter(
      (unit) => unit !== sender.hsaId && roles.includes(hub.unit(unit).role),
    );
    const from = care === 'careful' || dice.chance(60) ? near : anybody;
    const most = Math.min(rule.named?.most ?? 1, 2);
    return some(from, dice.whole(rule.named?.least ?? 1, most), dice);
  }
  if (!dice.chance(care === 'careful' ? 6 : 20)) return [];
  const foreign = [...hub.regions.values()].flatMap(({ units }) => units.map(({ hsaId }) => hsaId));
  return some(dice.chance(85) ? anybody : foreign, dice.whole(1, 2), dice);
}

function some<T>(items: readonly T[], count: number, dice: Dice): T[] {
  return [...new Set(Array.from({ length: count }, () => dice.maybe(items)).flatMap((item) => item ?? []))] as T[];
}

function originOf({ role }: Unit, dice: Dice): Origin {
  if (role !== 'slutenvard' || !dice.chance(15)) return { format: 'json', application: '' };
  const cleared = dice.chance(20) ? { cleared: ['content.expectedDischarge'] } : {};
  return { format: 'hl7v2', event: dice.one(['A01', 'A08']), application: 'JOURNAL', ...cleared };
}
