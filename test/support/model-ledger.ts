import type { Unit } from '#domain/directory/directory.js';
import type { EpisodeState, Party } from '#domain/episode/episode.js';
import type { Content, Message, MessageKind, Origin, PartyRole, PlanningCategory } from '#domain/message.js';

import { categoryIn, fits, rowsFor } from './model-region.js';
import type { Region } from './model-region.js';

/**
 * What is to be known of a stay, worked out a second time: from nothing but the messages that stand, in the order in which they
 * came, and from what the region's file says. Nothing in here asks the engine.
 */

/** A message that was accepted for the stay, or a party whose place another unit took. */
export type Entry =
  | {
      readonly id: string;
      readonly message: Message;
      /** What others may see of its content; nothing of a message that is withheld. */
      readonly shown: Content;
      readonly origin: Origin;
      readonly sender: Unit;
      readonly at: Date;
      /** The state to which it led. */
      readonly led: EpisodeState;
      /** It had come before the stay, and was taken up by it. */
      readonly isEarly: boolean;
      withdrawn: boolean;
    }
  | { readonly role: PartyRole; readonly unit: string; readonly next: string | undefined };

export type Told = Extract<Entry, { id: string }>;

export interface Known {
  readonly state: EpisodeState | 'none';
  /** The state before the last transition. */
  readonly previous: EpisodeState | undefined;
  readonly ward: string;
  readonly category: PlanningCategory | undefined;
  readonly parties: readonly Party[];
  readonly healthCentre: string | undefined;
  readonly municipality: string | undefined;
  readonly noticeSent: boolean;
  readonly expectedDischarge: string | undefined;
}

const NOTHING: Known = {
  state: 'none',
  previous: undefined,
  ward: '',
  category: undefined,
  parties: [],
  healthCentre: undefined,
  municipality: undefined,
  noticeSent: false,
  expectedDischarge: undefined,
};

export function standing(entries: readonly Entry[]): Told[] {
  return entries.filter((entry): entry is Told => 'id' in entry && !entry.withdrawn);
}

/** What is known when these entries stand. */
export function foldStay(entries: readonly Entry[], region: Region): Known {
  return entries.reduce((known, entry) => {
    if (!('id' in entry)) return known.state === 'none' ? known : { ...known, parties: swapped(known.parties, entry) };
    // What a party said of a stay that is only planned again, since its notice was withdrawn, stands and leads nowhere.
    const isOutOfPlace = !entry.isEarly && !fits(region, entry.message.kind, known.state);
    return entry.withdrawn || entry.isEarly || isOutOfPlace ? known : after(known, entry, region);
  }, NOTHING);
}

function swapped(parties: readonly Party[], { role, unit, next }: Extract<Entry, { next: unknown }>): Party[] {
  const isThere = (one: string) => parties.some((party) => party.role === role && party.unit === one);
  return parties.flatMap((party) => {
    if (party.role !== role || party.unit !== unit) return [party];
    return next === undefined || isThere(next) ? [] : [{ role, unit: next }];
  });
}

/** What is known after one more message; of several rows with conditions the one is taken that led where it has led. */
export function after(known: Known, told: Pick<Told, 'message' | 'origin' | 'sender' | 'led'>, region: Region): Known {
  const { message, origin, sender } = told;
  const { kind, content } = message;
  const led = rowsFor(region, kind, known.state).map(({ to }) =>
    to === 'same' ? known.state : to === 'previous' ? (known.previous ?? known.state) : to,
  );
  const state = led.find((one) => one === told.led) ?? led[0];
  if (state === undefined) throw new Error(`the table has no row for ${kind} in ${known.state}`);
  const before = known.state === 'none' ? undefined : known.state;
  const moved = { ...known, state, previous: state === known.state ? known.previous : before };
  if (!isKeeper(known, sender, region)) return moved;
  const expected = content['expectedDischarge'];
  const isCleared = origin.cleared?.includes('content.expectedDischarge') === true;
  return {
    ...moved,
    ...concern(known, told, region),
    ward: typeof content['ward'] === 'string' ? content['ward'] : sender.hsaId,
    noticeSent: known.noticeSent || kind === 'inskrivningsmeddelande',
    expectedDischarge: typeof expected === 'string' ? expected : isCleared ? undefined : known.expectedDischarge,
  };
}

/** Those who have the patient say where and for whom; others add what they know. */
function isKeeper({ state, ward }: Known, sender: Unit, { directory }: Region): boolean {
  if (state === 'none') return true;
  const keeper = directory.units.get(ward);
  return keeper?.organisation === sender.organisation && keeper.role === sender.role;
}

type Concern = Pick<Known, 'category' | 'parties' | 'healthCentre' | 'municipality'>;

function concern(known: Known, { message }: Pick<Told, 'message'>, region: Region): Concern {
  const { category, parties, healthCentre, municipality } = known;
  const recipients = region.file.kinds[message.kind]?.recipients ?? 'none';
  const isFree = known.state === 'none' || known.state === 'planerad';
  const mayMove = recipients === 'category' || isFree;
  const moved = mayMove
    ? {
        healthCentre: message.patient?.healthCentre ?? healthCentre,
        municipality: message.patient?.municipality ?? municipality,
      }
    : { healthCentre, municipality };
  const isSaid = message.planningCategory !== undefined || message.needs !== undefined;
  const said = isSaid ? categoryIn(region, message) : category;
  if (recipients === 'none') return { ...moved, category: isFree ? said : category, parties };
  if (recipients !== 'category' && recipients !== 'parties') return { category, parties, healthCentre, municipality };
  return { ...moved, category: said, parties: chosen(known, { ...moved, category: said }, message, region) };
}

/** For each role: whom the message names, or who had it for the same home, or the directory's own. */
function chosen(
  known: Known,
  now: Pick<Known, 'category' | 'healthCentre' | 'municipality'>,
  { recipients = [] }: Message,
  { file, directory, name }: Region,
): Party[] {
  const roles = now.category === undefined ? [] : file.categories[now.category].recipients;
  const wereChosen = known.state !== 'none' && known.state !== 'planerad' && known.category !== undefined;
  return roles.flatMap((role) => {
    const key = role === 'oppenvard' ? 'healthCentre' : 'municipality';
    const named = [...new Set(recipients)].filter((unit) => directory.units.get(unit)?.role === role);
    if (named.length > 0) return named.map((unit) => ({ role, unit }));
    const had = known.parties.filter((party) => party.role === role);
    const isSameHome = wereChosen && known[key] === now[key];
    if (isSameHome && (had.length > 0 || known.category === now.category)) return had;
    const own = [...directory.units.values()].find((unit) =>
      role === 'oppenvard'
        ? unit.hsaId === now.healthCentre
        : unit.role === role && unit.municipality === now.municipality && unit.isDefault && unit.profile === name,
    );
    return own === undefined ? [] : [{ role, unit: own.hsaId }];
  });
}

/** Units that get a message of a stay when it leads from one to the other; the sender is never one of them. */
export function reached(
  before: Known,
  now: Known,
  { message, origin, sender }: Pick<Told, 'message' | 'origin' | 'sender'>,
  region: Region,
): string[] {
  const rule = region.file.kinds[message.kind];
  const units = (parties: readonly Party[]) => parties.map(({ unit }) => unit);
  const all = [...units(now.parties), now.ward];
  const found = (() => {
    switch (rule?.recipients) {
      case 'category':
      case 'parties':
        return told(before, now, message.kind, origin, region);
      case 'others':
        return all;
      case 'ward':
        return [now.ward];
      case 'named': {
        const named = message.recipients ?? [];
        const roles = rule.named?.roles ?? [];
        const roleOf = (unit: string) =>
          now.parties.find((party) => party.unit === unit)?.role ?? region.directory.units.get(unit)?.role;
        return all.filter((unit) =>
          named.length > 0 ? named.includes(unit) : roles.some((role) => role === roleOf(unit)),
        );
      }
      default:
        return [];
    }
  })();
  return [...new Set(found)].filter((unit) => unit !== sender.hsaId);
}

/** The parties and those who were; of a notice that only moved a responsibility, those whom it moved. */
function told(before: Known, now: Known, kind: MessageKind, origin: Origin, region: Region): string[] {
  const key = ({ role, unit }: Party) => `${role} ${unit}`;
  const had = new Set(before.parties.map(key));
  const has = new Set(now.parties.map(key));
  const left = before.parties.filter((party) => !has.has(key(party)));
  const joined = now.parties.filter((party) => !had.has(key(party)));
  const isFurther = kind === 'inskrivningsmeddelande' && before.noticeSent;
  const isNewDate = !isSameTime(before.expectedDischarge, now.expectedDischarge);
  const isMoved = left.length + joined.length > 0;
  if (isFurther && !isNewDate && isMoved && before.category === now.category)
    return [...joined, ...left].map(({ unit }) => unit);
  const isNothing = isFurther && !isNewDate && !isMoved && before.category === now.category;
  if (isNothing && origin.event !== undefined && region.file.deliverUnchangedUpdates !== true) return [];
  return [...now.parties, ...left].map(({ unit }) => unit);
}

function isSameTime(one: string | undefined, other: string | undefined): boolean {
  if (one === other || one === undefined || other === undefined) return one === other;
  return one.length > 10 && other.length > 10 && Date.parse(one) === Date.parse(other);
}
