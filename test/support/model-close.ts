import { contentFieldsOf } from '#domain/content.js';
import type { Content, MessageKind } from '#domain/message.js';

import type { Course } from './model-course.js';
import { Dice } from './model-dice.js';
import type { Plot } from './model-messages.js';
import { promise } from './model-promises.js';
import { CLOSED, fits } from './model-region.js';

/** How everything comes to its end: whoever owes something does it, stays are closed, and then nothing is open. */

const HOUR = 3_600_000;

/** Brings a course to its end; whatever it has come to, that is possible. */
export function close(course: Course, seed: number): void {
  const { hub, region } = course;
  const dice = new Dice(seed);
  doAll(course, dice);
  for (const { id, profile } of hub.episodes.values()) if (profile === region.name) closeStay(course, id, dice);
  doAll(course, dice);
  course.settle();
  const left = hub.openDeadlines().map(({ kind, episode = '', responsible }) => {
    return `${kind} of ${responsible}, ${hub.episodes.get(episode)?.facts.state ?? 'no stay'}`;
  });
  promise(left.length === 0, 'when all is done nothing is owed', left);
}

function closeStay(course: Course, id: string, dice: Dice): void {
  const stateNow = () => course.hub.episodes.get(id)!.facts.state;
  const closing = course.region.rows.filter(({ to }) => CLOSED.some((state) => state === to)).map(({ on }) => on);
  for (const kind of new Set(closing)) {
    const stay = course.hub.episodes.get(id)!;
    if (CLOSED.includes(stateNow())) return;
    sendReaching(course, { kind, sender: course.hub.unit(stay.facts.ward), stay, recipients: [] }, dice);
  }
  promise(CLOSED.includes(stateNow()), 'every stay can be closed', stateNow());
}

function doAll(course: Course, dice: Dice): void {
  for (let round = 0; round < 4; round += 1) {
    receiptAll(course);
    for (const { id } of course.hub.openDeadlines()) meet(course, id, dice);
  }
  for (const { id } of course.hub.openDeadlines()) giveUp(course, id, dice);
  receiptAll(course);
}

function receiptAll(course: Course): void {
  for (const delivery of course.waiting()) if (delivery.receiptDue !== null) course.receipt(delivery);
}

/** Whoever owes it does it, as well as it can. */
export function meet(course: Course, id: string, dice: Dice): void {
  const { hub, region } = course;
  const deadline = hub.deadlines.get(id)!;
  const { metBy = [], metByField, metWhen, scope } = region.file.deadlines[deadline.kind] ?? {};
  for (const kind of scope === 'delivery' ? [] : metBy) {
    const stay = hub.episodes.get(deadline.episode ?? '');
    if (deadline.state !== 'open' || stay === undefined) return;
    const { recipients, consent = [] } = region.file.kinds[kind] ?? {};
    const all = [...stay.facts.parties.map(({ unit }) => unit), stay.facts.ward];
    const others = [...new Set(all)].filter((unit) => unit !== deadline.responsible);
    const named = recipients === 'named' ? { recipients: scope === 'answer' ? [deadline.informs] : others } : {};
    const content = { ...told(kind, metByField, hub.now), ...wanted(kind, metWhen) };
    const plot = { kind, sender: hub.unit(deadline.responsible), stay, ...named, content };
    sendReaching(course, { ...plot, consentTo: consent.map((rule) => rule.scope) }, dice);
  }
}

/** Something happens by which nobody owes it any more: the person says no, or what the file names. */
function giveUp(course: Course, id: string, dice: Dice): void {
  const { hub, region } = course;
  const deadline = hub.deadlines.get(id)!;
  const { cancelledBy = [], scope } = region.file.deadlines[deadline.kind] ?? {};
  for (const kind of scope === 'delivery' ? [] : (['samtycke-aterkallat', ...cancelledBy] as const)) {
    const stay = hub.episodes.get(deadline.episode ?? '');
    if (deadline.state !== 'open' || stay === undefined) return;
    if (!fits(region, kind, stay.facts.state)) continue;
    const content = kind === 'samtycke-aterkallat' ? { scope: undefined } : {};
    sendReaching(course, { kind, sender: hub.unit(stay.facts.ward), stay, content, consentTo: [] }, dice);
  }
}

/** Where nobody takes part any more because a unit has sent something back, the sender names another. */
function sendReaching(course: Course, plot: Omit<Plot, 'messageId' | 'care' | 'person'>, dice: Dice): void {
  const whole = { ...plot, care: 'careful', person: 0 } as const;
  const admitted = course.send({ ...whole, messageId: course.nextId() }, dice);
  const isStranded = admitted.kind === 'refused' && admitted.reasons.some(({ code }) => code === 'unroutable');
  const { category } = typeof plot.stay === 'object' ? plot.stay.facts : {};
  if (!isStranded || category === undefined) return;
  const [role] = course.region.file.categories[category].recipients;
  const another = course.region.units.find((unit) => unit.role === role);
  const recipients = another === undefined ? [] : [another.hsaId];
  course.send({ ...whole, messageId: course.nextId(), recipients }, dice);
}

function told(kind: MessageKind, field: string | undefined, now: Date): Content {
  if (field === undefined) return {};
  const day = new Date(now.getTime() + 48 * HOUR).toISOString().slice(0, 10);
  return { [field]: field.startsWith('expected') ? day : `sagt i ${kind}` };
}

/** What a message has to say so that the condition of a deadline holds, as far as it is about one field. */
function wanted(kind: MessageKind, condition: unknown): Content {
  if (typeof condition !== 'object' || condition === null) return {};
  if ('is' in condition) {
    const { path, value } = condition.is as { path: string; value: unknown };
    return { [path.replace('content.', '')]: value };
  }
  if (!('not' in condition)) return {};
  const unwanted = Object.entries(wanted(kind, condition.not));
  return Object.fromEntries(unwanted.map(([field, value]) => [field, otherThan(kind, field, value)]));
}

function otherThan(kind: MessageKind, field: string, value: unknown): unknown {
  const form = contentFieldsOf(kind)[field];
  return form?.type === 'code' ? form.values.find((one) => one !== value) : undefined;
}
