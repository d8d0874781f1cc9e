import { parseInstant } from '../calendar.js';
import type { EpisodeStep } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import { REASON_CODES } from '../reason.js';
import { dueMoment } from './moments.js';
import { kindName, listed, plain, stateName } from './names.js';
import type { Explained, Ground, StayDeadline, StayDelivery, StayFiring, StayMessage } from './explanation.js';
import { explained } from './say.js';
import { contactOf, unitName } from './units.js';
import { isSeen, whatOf } from './what.js';

/** What has happened in the stay, as far as the reader may know it, oldest first. */
export function happenedIn(ground: Ground): Explained[] {
  const { stay, viewer } = ground;
  const seen = stay.messages.filter((message) => isSeen(message, stay.deliveries, viewer.sees));
  const ids = new Set(seen.map(({ id }) => id));
  const receipts = stay.deliveries.filter(({ message, receiptAt }) => receiptAt !== null && ids.has(message));
  const items = [
    ...seen.map((message) => messageItem(message, ground)),
    ...receipts.map((delivery) => receiptItem(delivery, ground)),
    ...stay.firings.flatMap((firing) => firingItem(firing, ground)),
  ];
  // Sorting keeps the order of equals: what was sent comes before its receipt.
  return items.sort((one, other) => timeOf(one) - timeOf(other));
}

function timeOf({ at }: Explained): number {
  return at?.getTime() ?? 0;
}

const NOTICES = {
  'changed-date': 'message-changed-date',
  'changed-responsibility': 'message-changed-responsibility',
  update: 'message-update',
} as const;

function messageItem(message: StayMessage, ground: Ground): Explained {
  const { directory, stay } = ground;
  const { sender, kind, notice, receivedAt, withdrawn } = message;
  const who = { unit: unitName(sender, directory), kind: kindName(kind) };
  const variant = Object.entries(NOTICES).find(([name]) => name === notice)?.[1];
  const step = standingSteps(stay.episode).find((one) => one.message === message.id);
  const code = withdrawn ? 'message-withdrawn' : isEarly(message, ground) ? 'message-early' : variant;
  return explained(code ?? 'message', who, {
    at: receivedAt,
    unit: contactOf(sender, directory),
    then: [
      ...(step === undefined ? [] : stateItems(step, ground)),
      ...deliveryItems(message, ground),
      ...dutyItems(message, ground),
      ...remarkItems(message, ground),
    ],
  });
}

/** It came before the message that opened the stay. */
function isEarly(message: StayMessage, { stay }: Ground): boolean {
  const [opener] = standingSteps(stay.episode).filter(({ before }) => before === undefined);
  const opened = opener && parseInstant(opener.at);
  return opened !== undefined && opener?.message !== message.id && message.receivedAt < opened;
}

function stateItems(step: EpisodeStep, { stay }: Ground): Explained[] {
  const standing = standingSteps(stay.episode);
  const after = standing[standing.indexOf(step) + 1]?.before?.state ?? stay.episode.facts.state;
  const from = step.before?.state;
  if (from === undefined) return [explained('state-began', { state: stateName(after) })];
  return from === after ? [] : [explained('state-changed', { from: stateName(from), to: stateName(after) })];
}

/** To whom it went: all of them for its sender, for others only to themselves. */
function deliveryItems({ id, sender }: StayMessage, { stay, viewer, directory }: Ground): Explained[] {
  const all = stay.deliveries.filter(({ message }) => message === id);
  const shown = viewer.sees(sender) ? all : all.filter(({ unit }) => viewer.sees(unit));
  const handedOn = new Set(all.flatMap(({ forwardedTo }) => forwardedTo ?? []));
  const first = shown.filter((delivery) => !handedOn.has(delivery.id));
  if (first.length === 0 && shown.length === 0) return all.length === 0 ? [explained('delivered-to-nobody', {})] : [];
  const units = listed(first.map(({ unit }) => unitName(unit, directory)));
  return [
    ...(first.length === 0 ? [] : [explained('delivered', { units })]),
    ...shown.flatMap((delivery) => fateOf(delivery, all, directory)),
  ];
}

function fateOf(
  { state, unit, forwardedTo }: StayDelivery,
  all: readonly StayDelivery[],
  directory: Ground['directory'],
): Explained[] {
  const who = { unit: unitName(unit, directory) };
  if (state === 'misdirected') return [explained('delivery-misdirected', who)];
  if (state === 'withdrawn') return [explained('delivery-withdrawn', who)];
  const to = all.find(({ id }) => id === forwardedTo);
  if (state !== 'forwarded' || to === undefined) return [];
  return [explained('delivery-forwarded', { ...who, to: unitName(to.unit, directory) })];
}

/** The duties that it began, met and called off; those that several units owe by the same time are told together. */
function dutyItems({ id }: StayMessage, ground: Ground): Explained[] {
  const { stay, directory, profile, now } = ground;
  const began = stay.deadlines.filter(({ message, endedBy }) => message === id && endedBy !== id);
  const groups = new Map<string, StayDeadline[]>();
  for (const one of began) {
    const key = `${one.kind} ${one.due.toISOString()}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const begun = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, due, rule } = first;
    const units = listed(group.map(({ responsible }) => unitName(responsible, directory)));
    const said = { what: whatOf(first, ground), units, due: dueMoment(due, profile.deadlines[kind], now) };
    return [explained('duty-began', said, { due, rule })];
  });
  const ended = stay.deadlines.filter(({ endedBy }) => endedBy === id).map((deadline) => endItem(deadline, ground));
  return [...begun, ...ended];
}

function endItem(deadline: StayDeadline, ground: Ground): Explained {
  const { kind, due, late, state, responsible, rule } = deadline;
  const said = { what: whatOf(deadline, ground), unit: unitName(responsible, ground.directory) };
  if (state === 'cancelled') return explained('duty-called-off', said, { rule });
  if (!late) return explained('duty-done', said, { due, rule });
  const lateRule = ground.profile.deadlines[kind]?.lateRule ?? rule;
  const by = dueMoment(due, ground.profile.deadlines[kind], ground.now);
  return explained('duty-done-late', { ...said, due: by }, { due, rule: lateRule });
}

/** What its sender was told beside the answer is its sender's. */
function remarkItems({ sender, remarks }: StayMessage, { viewer }: Ground): Explained[] {
  if (!viewer.sees(sender)) return [];
  return remarks.map(({ code, rule, message, sv }) => {
    const entry = Object.entries(REASON_CODES).find(([name]) => name === code)?.[1] ?? plain(code);
    const remark = { sv: sv ?? entry.sv, en: message ?? entry.en };
    return explained('remark', { remark }, rule === undefined ? {} : { rule });
  });
}

function receiptItem({ id, unit, kind, receiptAt }: StayDelivery, ground: Ground): Explained {
  const { stay, directory, profile, now } = ground;
  const who = { unit: unitName(unit, directory), kind: kindName(kind) };
  const known = { at: receiptAt ?? now, unit: contactOf(unit, directory) };
  const owed = stay.deadlines.find(({ delivery, scope }) => delivery === id && scope === 'delivery');
  if (owed?.late !== true) return explained('receipt', who, known);
  const rule = profile.deadlines[owed.kind];
  return explained(
    'receipt-late',
    { ...who, due: dueMoment(owed.due, rule, now) },
    { ...known, due: owed.due, rule: rule?.lateRule ?? owed.rule },
  );
}

/** A rung is told of to those whose duty it was, who waited for it, and who heard of it. */
function firingItem(firing: StayFiring, ground: Ground): Explained[] {
  const { stay, viewer, directory } = ground;
  const deadline = stay.deadlines.find(({ id }) => id === firing.deadline);
  if (deadline === undefined) return [];
  const concerned = [deadline.responsible, deadline.informs, firing.to ?? deadline.responsible];
  if (!concerned.some(viewer.sees)) return [];
  const { at, rule, to } = firing;
  const said = { unit: unitName(deadline.responsible, directory), what: whatOf(deadline, ground) };
  const known = { at, rule };
  if (to === undefined) return [explained('escalation-to-nobody', { ...said, step: plain(firing.step) }, known)];
  const unit = contactOf(to, directory);
  if (firing.kind === 'paminnelse') return [explained('reminder', said, { ...known, unit })];
  return [explained('escalation', { ...said, to: unitName(to, directory) }, { ...known, unit })];
}
