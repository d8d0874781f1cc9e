import { isConsented } from '#domain/episode/consents.js';
import type { Episode, EpisodeState } from '#domain/episode/episode.js';
import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Message, Origin } from '#domain/message.js';

import { after, foldStay, reached, standing } from './model-ledger.js';
import type { Entry, Known, Told } from './model-ledger.js';
import type { Admitted, HeldMessage, ModelHub } from './model-hub.js';
import { CLOSED, fits } from './model-region.js';
import type { Region } from './model-region.js';
import { coloursIn, consented, shownBy } from './model-said.js';

/** A promise of the hub that was not kept. */
class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export function promise(isKept: boolean, what: string, ...seen: unknown[]): void {
  if (isKept) return;
  throw new BrokenPromise(`${what}: ${seen.map((one) => JSON.stringify(one)).join(' | ')}`);
}

function same(what: string, found: unknown, expected: unknown): void {
  promise(found === expected || JSON.stringify(found) === JSON.stringify(expected), what, { found, expected });
}

type Accepted = Extract<Admitted, { kind: 'accepted' }>;

/** What the model knows beside the hub: the messages of each stay, in their order. */
export class Ledger {
  private readonly stays = new Map<string, Entry[]>();
  private readonly seen = new Map<string, Episode>();
  /** For whom messages wait that came before their stay, by the hub's id. */
  readonly waitsFor = new Map<string, string>();

  entries(episode: string): Entry[] {
    const known = this.stays.get(episode) ?? [];
    this.stays.set(episode, known);
    return known;
  }

  /** Whether the stay has changed since it was asked for last. */
  isNew(episode: Episode): boolean {
    const isSeen = this.seen.get(episode.id) === episode;
    this.seen.set(episode.id, episode);
    return !isSeen;
  }

  told(episode: string): Told[] {
    return standing(this.entries(episode));
  }

  /** A makulering takes one message out; with the one that opened the stay falls all of it. */
  withdraw(episode: string, message: string): void {
    const told = this.told(episode);
    const isOpener = told.find(({ isEarly }) => !isEarly)?.id === message;
    for (const one of told) if (isOpener || one.id === message) one.withdrawn = true;
  }
}

/** What an accepted message did is what the region's file says, and nothing else. */
export function checkAccepted(
  hub: ModelHub,
  ledger: Ledger,
  accepted: Accepted,
  message: Message,
  origin: Origin,
  earlier: { readonly waiting: readonly HeldMessage[]; readonly reached: readonly string[] },
): void {
  const { plan, before, region } = accepted;
  const sender = hub.unit(message.sender);
  const rule = region.file.kinds[message.kind];
  promise(
    rule?.senders.includes(sender.role) === true,
    'only roles that may send a kind do',
    message.kind,
    sender.role,
  );
  promise(
    rule?.notSenderTypes?.includes(sender.type ?? '') !== true,
    'a type that may not send it does not',
    message.kind,
  );
  checkUnits(hub, region, plan);
  if (message.kind === 'makulering') return checkWithdrawal(ledger, plan, region, earlier.reached);
  if (rule?.about === 'person') return checkPerson(hub, ledger, plan, before, message);
  if (plan.episode === undefined) return checkUnplaced(ledger, message, plan, region);
  const entries = ledger.entries(plan.episode.id);
  const told = standing(entries);
  const was = foldStay(entries, region);
  promise(fits(region, message.kind, was.state), 'a message that the table has no row for', message.kind, was.state);
  const entry = { message, origin, sender, led: plan.episode.facts.state };
  const now = after(was, entry, region);
  const taken = checkJoins(hub, ledger, plan, earlier.waiting, message, now, region);
  const shown = shownBy(region, message, told);
  promise(!shown.isRefused, 'what needs consent is refused without it', message.kind);
  same('only what may be passed on is shown', Object.keys(plan.message.content).sort(), [...shown.fields].sort());
  const own = plan.deliveries.filter((delivery) => delivery.message === undefined).map(({ unit }) => unit);
  const expected = shown.isWithheld ? [] : reached(was, now, entry, region);
  same(`${message.kind} goes to whom the routine names`, [...own].sort(), [...expected].sort());
  const its = { shown: shown.isWithheld ? {} : plan.message.content, at: hub.now };
  entries.push({ id: plan.message.id, ...entry, ...its, isEarly: false, withdrawn: false });
  for (const held of taken) {
    if (held.sent === undefined) continue;
    const early = {
      message: held.sent,
      shown: held.visible.content,
      origin,
      at: held.receivedAt,
      led: now.state as EpisodeState,
    };
    entries.push({ id: held.id, ...early, sender: hub.unit(held.sender), isEarly: true, withdrawn: false });
  }
}

/** Nobody gets anything twice, nobody who has no access gets anything, and no address of a protected person leaves. */
function checkUnits(hub: ModelHub, region: Region, plan: AdmissionPlan): void {
  const units = plan.deliveries.map(({ unit, message = '' }) => `${message} ${unit}`);
  promise(new Set(units).size === units.length, 'nobody gets a message twice', units);
  for (const { unit } of plan.deliveries) checkAccess(hub, region, unit);
  const isProtected = plan.episode?.patient.protected === true || plan.message.patient?.protected === true;
  promise(!isProtected || plan.message.patient?.address === undefined, 'a protected address stays here');
}

/** Types of units to which a free-standing message may never go have no access at all. */
export function checkAccess(hub: ModelHub, region: Region, unit: string): void {
  promise(!region.withoutAccess.has(hub.unit(unit).type ?? ''), 'units without access get nothing', unit);
}

function checkWithdrawal(ledger: Ledger, plan: AdmissionPlan, region: Region, reachedBefore: readonly string[]): void {
  const got = plan.deliveries.map(({ unit }) => unit).sort();
  same('a makulering goes to those who have the message', got, [...new Set(reachedBefore)].sort());
  if (plan.episode === undefined || plan.withdraws === undefined) return;
  ledger.withdraw(plan.episode.id, plan.withdraws);
  if (ledger.told(plan.episode.id).length === 0) {
    promise(CLOSED.includes(plan.episode.facts.state), 'a stay that never began is over', plan.episode.facts.state);
  } else foldStay(ledger.entries(plan.episode.id), region);
}

function checkPerson(
  hub: ModelHub,
  ledger: Ledger,
  plan: AdmissionPlan,
  before: Episode | undefined,
  { content, patient, sender }: Message,
): void {
  const { profile } = hub.unit(sender);
  for (const [id, waitsFor] of ledger.waitsFor) {
    const isOfRegion = hub.unit(hub.messages.get(id)!.sender).profile === profile;
    if (waitsFor === content['previousId'] && isOfRegion && patient !== undefined) ledger.waitsFor.set(id, patient.id);
  }
  promise(plan.deadlines.length + plan.endedDeadlines.length === 0, 'what is told of a person changes no duty');
  const { episode } = plan;
  if (before !== undefined && episode?.id === before.id) {
    same('what is told of a person leaves the stay as it is', episode.facts, before.facts);
  }
}

function checkUnplaced(ledger: Ledger, message: Message, plan: AdmissionPlan, region: Region): void {
  if (plan.waits !== undefined && message.patient !== undefined)
    ledger.waitsFor.set(plan.message.id, message.patient.id);
  const shown = shownBy(region, message, []);
  promise(!shown.isRefused, 'what needs consent is refused without it', message.kind);
  const expected = shown.isWithheld ? [] : [...new Set(message.recipients ?? [])].sort();
  same(`${message.kind} goes to those whom it names`, plan.deliveries.map(({ unit }) => unit).sort(), expected);
  promise(
    expected.every((unit) => region.directory.units.get(unit)?.profile !== undefined),
    'units of the directory',
  );
}

/** A stay that has begun takes up what waited for its patient, and brings it to the ward unless that has it. */
function checkJoins(
  hub: ModelHub,
  ledger: Ledger,
  plan: AdmissionPlan,
  waiting: readonly HeldMessage[],
  message: Message,
  { state }: Known,
  region: Region,
): readonly HeldMessage[] {
  const hasBegun = state !== 'planerad' && state !== 'none' && !CLOSED.includes(state);
  const mayOpen = region.rows.some(({ on, from }) => on === message.kind && from === 'none');
  const taken = waiting.filter(({ id, sender, waits }) => {
    const isTheirs = ledger.waitsFor.get(id) === message.patient?.id && hub.unit(sender).profile === region.name;
    return hasBegun && mayOpen && isTheirs && ((waits?.until ?? null) === null || waits!.until! > hub.now);
  });
  same('what waited for the patient is taken up', [...(plan.joins ?? [])].sort(), taken.map(({ id }) => id).sort());
  for (const { message: early, unit } of plan.deliveries) {
    if (early === undefined) continue;
    promise(
      taken.some(({ id }) => id === early),
      'an early message is brought with its stay',
      early,
    );
    same('what came early is brought to the ward', unit, message.sender);
  }
  return taken;
}

/** What the hub knows of each stay is what the standing messages say. */
export function checkStays(hub: ModelHub, ledger: Ledger): void {
  for (const episode of hub.episodes.values()) {
    if (!ledger.isNew(episode)) continue;
    const region = hub.regions.get(episode.profile)!;
    const entries = ledger.entries(episode.id);
    const told = standing(entries);
    const { facts } = episode;
    same(
      'the messages that stand',
      episode.steps.filter(({ withdrawn }) => withdrawn !== true).map(({ message }) => message),
      told.map(({ id }) => id),
    );
    if (told.length === 0) continue;
    const known = foldStay(entries, region);
    same('the state follows from the messages that stand', facts.state, known.state);
    same('the ward follows from them', facts.ward, known.ward);
    same('the category follows from them', facts.category, known.category);
    same('the parties follow from them', facts.parties, known.parties);
    for (const scope of ['informationsoverforing', 'sip', 'akutbesok']) {
      same(
        `consent to ${scope} is as last said`,
        isConsented(scope, undefined, facts.consents),
        consented(scope, told),
      );
    }
    const { '*': colour, ...colours } = coloursIn(told, facts.parties);
    same('the colours are as last said', Object.entries(facts.colours ?? {}).sort(), Object.entries(colours).sort());
    same('the colour of all is the most urgent one', facts.colour, colour);
  }
}
