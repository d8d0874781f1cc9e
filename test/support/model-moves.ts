import type { Episode } from '#domain/episode/episode.js';
import type { MessageKind } from '#domain/message.js';
import { MESSAGE_KINDS } from '#domain/message.js';

import { nextInstant } from './model-actions.js';
import { meet } from './model-close.js';
import type { Care } from './model-contents.js';
import type { Course } from './model-course.js';
import { Dice } from './model-dice.js';
import { PERSONS } from './model-messages.js';
import type { Plot } from './model-messages.js';
import { CLOSED } from './model-region.js';

/** What can happen next, and how it is chosen: mostly what makes sense where the stay stands, now and then anything. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const MOVES = {
  sensible: { weight: 38, make: sendSensible },
  duty: { weight: 14, make: doDuty },
  round: { weight: 5, make: sayInTurn },
  anything: { weight: 6, make: sendAnything },
  receipts: { weight: 12, make: receipts },
  time: { weight: 12, make: passTime },
  repeat: { weight: 4, make: repeat },
  resend: { weight: 3, make: resend },
  makulering: { weight: 6, make: withdraw },
  forward: { weight: 3, make: handOn },
  misdirect: { weight: 2, make: sendBack },
  person: { weight: 3, make: tellOfPerson },
  early: { weight: 4, make: tellEarly },
} as const;
const WEIGHTS = Object.fromEntries(Object.entries(MOVES).map(([name, { weight }]) => [name, weight])) as Record<
  keyof typeof MOVES,
  number
>;

/** Numbers under which stays are told; the first one most often. */
const NUMBERS = ['V1', 'V1', 'V1', 'V1', 'V2'];

/** One step of a course, with a while before it. */
export function step(course: Course, seed: number): void {
  const dice = new Dice(seed);
  const while_ = dice.chance(70) ? dice.whole(1, 50) * MINUTE : dice.whole(1, 8) * HOUR;
  course.pass(while_, dice.chance(15));
  MOVES[dice.weighted(WEIGHTS)].make(course, dice);
  course.settle();
}

function stayOf({ hub }: Course, dice: Dice): Episode | string {
  const number = dice.one(NUMBERS);
  return dice.maybe([...hub.episodes.values()].filter((one) => one.number === number)) ?? number;
}

/** A message that fits the state, by somebody whose place it is. */
function sendSensible(course: Course, dice: Dice): void {
  const { region, ledger } = course;
  const stay = stayOf(course, dice);
  const state = typeof stay === 'string' || ledger.told(stay.id).length === 0 ? 'none' : stay.facts.state;
  const rows = region.rows.filter(({ from }) => from === state);
  const leading = rows.filter(({ on, to }) => to !== 'same' && (dice.chance(25) || !leadsBack(course, on, to)));
  const isNotice = state === 'none' && dice.chance(70);
  const kind = isNotice ? undefined : dice.maybe(dice.chance(35) ? leading : rows)?.on;
  const care = dice.chance(75) ? 'careful' : 'careless';
  sendAbout(course, kind ?? 'inskrivningsmeddelande', stay, care, dice);
}

/** Most courses are to get somewhere before they are called off, taken back or over. */
function leadsBack({ region }: Course, kind: MessageKind, to: string): boolean {
  return CLOSED.some((state) => state === to) || region.file.kinds[kind]?.retracts !== undefined;
}

function sendAbout(course: Course, kind: MessageKind, stay: Episode | string, care: Care, dice: Dice): void {
  const sender = typeof stay === 'string' ? opener(course, dice) : senderOf(course, kind, stay, dice);
  const person = dice.chance(85) ? 0 : dice.whole(1, 2);
  course.send({ messageId: course.nextId(), kind, sender, care, stay, person }, dice);
}

function opener({ region }: Course, dice: Dice) {
  const wards = region.units.filter(({ role }) => role === 'slutenvard');
  return dice.chance(70) ? wards[0]! : dice.one(wards);
}

function senderOf({ region, hub }: Course, kind: MessageKind, { facts, organisation }: Episode, dice: Dice) {
  const { senders = [] } = region.file.kinds[kind] ?? {};
  const parties = facts.parties.filter(({ role }) => senders.includes(role)).map(({ unit }) => hub.unit(unit));
  const wards = region.units.filter((unit) => unit.organisation === organisation && unit.role === 'slutenvard');
  const ward = dice.chance(85) ? hub.unit(facts.ward) : dice.one(wards.length === 0 ? region.units : wards);
  return dice.maybe(senders.includes('slutenvard') ? [...parties, ward] : parties) ?? ward;
}

/** Somebody does what is waited for. */
function doDuty(course: Course, dice: Dice): void {
  const duty = dice.maybe(course.hub.openDeadlines().filter(({ scope }) => scope !== 'delivery'));
  if (duty === undefined) sendSensible(course, dice);
  else meet(course, duty.id, dice);
}

/** All have receipted what they got, and each party says the same kind of thing. */
function sayInTurn(course: Course, dice: Dice): void {
  const { region, hub } = course;
  const stay = stayOf(course, dice);
  if (typeof stay === 'string') return sendSensible(course, dice);
  const { state, parties } = stay.facts;
  const speakers = (kind: MessageKind) => parties.filter(({ role }) => region.file.kinds[kind]?.senders.includes(role));
  const kinds = region.rows.flatMap(({ on, from, to }) => {
    return from === state && speakers(on).length > 1 && !leadsBack(course, on, to) ? [on] : [];
  });
  const kind = dice.maybe(kinds);
  if (kind === undefined) return;
  for (const delivery of course.waiting()) if (delivery.receiptDue !== null) course.receipt(delivery);
  for (const { unit } of speakers(kind)) {
    const now = hub.episodes.get(stay.id) ?? stay;
    const plot = { messageId: course.nextId(), kind, sender: hub.unit(unit), care: 'careful', person: 0 } as const;
    course.send({ ...plot, stay: now, consentTo: dice.chance(60) ? ['informationsoverforing'] : [] }, dice);
  }
}

/** Any kind by anybody, also of another region. */
function sendAnything(course: Course, dice: Dice): void {
  const { region, hub } = course;
  const units = dice.chance(85) ? region.units : [...hub.regions.values()].flatMap((one) => one.units);
  const kind = dice.one(MESSAGE_KINDS);
  const stay = dice.chance(15) ? undefined : stayOf(course, dice);
  const who = { sender: dice.one(units), person: dice.whole(0, 2) };
  course.send({ messageId: course.nextId(), kind, care: 'careless', ...who, stay, ...aimed(kind, course, dice) }, dice);
}

/** What a message is about beside a stay: an earlier message, an identity. */
function aimed(kind: MessageKind, { sent }: Course, dice: Dice): Pick<Plot, 'content'> {
  if (kind === 'makulering') return { content: { messageId: `m-${String(dice.whole(1, sent.length + 1))}` } };
  if (kind !== 'identitetsbyte') return {};
  const { id, idType } = dice.one(PERSONS);
  return { content: { previousId: id, previousIdType: idType } };
}

function tellOfPerson(course: Course, dice: Dice): void {
  const kind = dice.one(['identitetsbyte', 'personuppgifter'] as const);
  const stay = dice.chance(50) ? undefined : stayOf(course, dice);
  const who = { sender: opener(course, dice), person: dice.whole(0, 2) };
  course.send({ messageId: course.nextId(), kind, care: 'careful', ...who, stay, ...aimed(kind, course, dice) }, dice);
}

/** What needs no stay: messages that may come before it, and free ones. */
function tellEarly(course: Course, dice: Dice): void {
  const { region } = course;
  const kinds = MESSAGE_KINDS.filter((kind) => {
    const rule = region.file.kinds[kind];
    return rule?.early !== undefined || rule?.about === 'free';
  });
  const kind = dice.maybe(kinds);
  const { senders = [], about } = (kind && region.file.kinds[kind]) ?? {};
  const sender = dice.maybe(region.units.filter(({ role }) => senders.includes(role)));
  if (kind === undefined || sender === undefined) return sendSensible(course, dice);
  const wards = dice.chance(50) ? [opener(course, dice).hsaId] : [];
  const plot = { messageId: course.nextId(), kind, sender, stay: undefined, person: dice.chance(85) ? 0 : 1 };
  const care = dice.chance(80) ? 'careful' : 'careless';
  course.send({ ...plot, care, ...(about === 'free' ? {} : { recipients: wards }) }, dice);
}

function withdraw(course: Course, dice: Dice): void {
  const { hub, region } = course;
  const sent = [...hub.messages.values()].filter((held) => held.sent !== undefined);
  const target = dice.chance(60) ? sent.at(-1) : dice.maybe(sent);
  if (target === undefined) return;
  const sender = dice.chance(90) ? hub.unit(target.sender) : dice.one(region.units);
  const plot = { messageId: course.nextId(), kind: 'makulering', sender, care: 'careful', person: 0 } as const;
  course.send({ ...plot, stay: undefined, content: { messageId: target.messageId }, recipients: [] }, dice);
}

/** The very same message again. */
function repeat(course: Course, dice: Dice): void {
  const earlier = dice.maybe(course.sent);
  if (earlier !== undefined) course.admit(earlier);
}

/** The same words under a new id, as when somebody presses the button again. */
function resend(course: Course, dice: Dice): void {
  const earlier = dice.maybe(course.sent);
  if (earlier === undefined) return;
  course.admit({ ...earlier, message: { ...earlier.message, messageId: course.nextId() } });
}

function receipts(course: Course, dice: Dice): void {
  const asked = course.waiting().filter(({ receiptDue }) => receiptDue !== null);
  const one = dice.maybe(asked);
  if (one === undefined) return;
  const all = dice.chance(40) ? asked : dice.chance(50) ? asked.filter(({ unit }) => unit === one.unit) : [one];
  for (const delivery of all) course.receipt(delivery);
}

function handOn(course: Course, dice: Dice): void {
  const { hub, region } = course;
  const delivery = dice.maybe(course.waiting());
  if (delivery === undefined) return;
  const { organisation, hsaId } = hub.unit(delivery.unit);
  const own = region.units.filter((unit) => unit.organisation === organisation && unit.hsaId !== hsaId);
  const target = dice.maybe(dice.chance(90) ? own : region.units);
  if (target !== undefined) course.handOn(delivery, target.hsaId);
}

function sendBack(course: Course, dice: Dice): void {
  const delivery = dice.maybe(course.waiting());
  if (delivery !== undefined) course.sendBack(delivery);
}

/** To the next instant at which something is due, to the second before and after it, or by a good while. */
function passTime(course: Course, dice: Dice): void {
  const next = nextInstant(course.hub);
  const untilNext = next === undefined ? HOUR : next.getTime() - course.hub.now.getTime();
  const jumps = {
    next: untilNext,
    before: untilNext - 1000,
    after: untilNext + 1000,
    night: 12 * HOUR,
    days: dice.whole(1, 6) * 24 * HOUR,
  };
  const jump = dice.weighted({ next: 3, before: 1, after: 1, night: 2, days: 1 });
  course.says(`time passes: ${jump}`);
  course.pass(Math.max(0, jumps[jump]), dice.chance(30));
}
