import { civilDateOf } from '#domain/calendar.js';
import { decideFiring } from '#domain/deadline/firing.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import type { Message, Origin } from '#domain/message.js';
import type { FiredStep } from '#domain/deadline/deadline.js';
import type { Reason } from '#domain/reason.js';
import { readEr7Message } from '#formats/hl7v2/read.js';

import type { WrittenMessage } from '../../apps/cli/src/demo/record-system.js';
import { writeMessage, writeToParties } from '../../apps/cli/src/demo/record-system.js';
import type { Course, ReceiptStep, SendStep, Stay, Step, WriteStep } from '../../apps/cli/src/demo/scenario.js';
import { instantAt } from '../../apps/cli/src/demo/scenario.js';
import { demoDirectory, DomainWorld, JSON_ORIGIN, told } from './domain.js';
import { beginAfterReceipt } from './receipted.js';
import { profileOf } from './profiles.js';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short' });

/** `thu 09:30` in the week that is played; the date in place of the weekday outside it. */
function moment(instant: Date): string {
  const date = civilDateOf(instant);
  const isOfWeek = date >= '2026-11-23' && date <= '2026-11-29';
  const day = isOfWeek ? DAYS[new Date(`${date}T12:00:00Z`).getUTCDay()] : date;
  return `${day ?? date} ${CLOCK.format(instant)}`;
}

/** The last part of a unit's HSA-id. */
const short = (hsaId: string): string => hsaId.slice(hsaId.indexOf('-') + 1);
const units = (hsaIds: readonly string[]): string => [...new Set(hsaIds.map(short))].sort().join(' ');

type Held = DomainWorld['deadlines'][number];

/**
 * Plays a course of the demo on a hub in memory, with the bytes that the demo sends, and tells line by line what comes of
 * it: who gets what, what is due from whom by when, what is refused by which rule, whom a deadline that passes is told to,
 * where the stay stands in the end. Of what is repeated the first time is told.
 */
export class CourseHub extends DomainWorld {
  private readonly lines: string[] = [];
  private readonly receiptTimes = new Map<string, Date>();
  private readonly fired = new Map<string, FiredStep[]>();
  private readonly looks = new Map<string, Date | null>();
  private readonly heard: { head: string; unit: string }[] = [];
  private readonly receipted: string[] = [];
  private receiptedBy = new Date(0);

  private constructor(
    profile: DomainWorld['profile'],
    private readonly stay: Stay,
  ) {
    super(profile, demoDirectory());
  }

  /** The course in a region by its profile, told until the Monday after at 14:00. */
  static play(profileId: string, { stay, steps }: Course): string[] {
    const hub = new CourseHub(profileOf(profileId), stay);
    for (const step of steps) hub.take(step);
    hub.passTo(instantAt('2026-11-30 14:00'));
    hub.tellReceipts();
    hub.lines.push(`in the end: ${hub.ending()}`);
    return hub.lines;
  }

  private take(step: Step): void {
    const now = instantAt(step.at);
    this.passTo(now);
    if ('receipt' in step) this.receipts(step, now);
    else this.sends(step, now);
  }

  private sends(step: SendStep | WriteStep, now: Date): void {
    const id = `C-${String(this.messages.length + this.lines.length)}`;
    const written =
      'send' in step ? writeMessage(step, this.stay, id) : writeToParties(step, this.stay, id, this.knownFor(step));
    const { message, origin } = readBack(written);
    const head = `${moment(now)} ${short(message.sender)} ${message.kind}`;
    this.tellReceipts();
    const decision = this.decide(message, now.toISOString(), origin);
    if (decision.kind === 'refused') {
      const rules = [...new Set(decision.reasons.flatMap(({ rule }) => rule ?? []))];
      expectRules(head, step.refused, rules);
      this.lines.push(`${head} refused: ${once(decision.reasons)}`);
      return;
    }
    expectRules(head, step.refused, undefined);
    const { plan } = decision;
    this.apply(message, plan);
    const to = units(plan.deliveries.filter((one) => one.message === undefined).map(({ unit }) => unit));
    const shown = Object.keys(plan.message.content).join(', ');
    const state = plan.episode?.facts.state;
    this.lines.push(`${head} -> ${to === '' ? 'nobody' : to}${state === undefined ? '' : `, ${state}`}`);
    if (!this.stay.consents && to !== '') this.lines.push(`  tells ${shown === '' ? 'nothing' : shown}`);
    const brought = plan.deliveries.filter((one) => one.message !== undefined);
    if (brought.length > 0) this.lines.push(`  brings what waited to ${units(brought.map(({ unit }) => unit))}`);
    if (plan.answer.warnings.length > 0) this.lines.push(`  remarks: ${once(plan.answer.warnings)}`);
    this.tellDue(plan.deadlines);
    this.tellEnded(plan.endedDeadlines);
  }

  /** What the sender knows of the stay: the ward its own number, the others the hub's id and what they answer. */
  private knownFor({ unit, answers }: WriteStep): { episode?: string; answered?: string | undefined } {
    const answered = this.messages.findLast(({ kind }) => kind === answers)?.messageId;
    const [episode] = this.episodes.keys();
    return unit === this.stay.ward || episode === undefined ? { answered } : { episode, answered };
  }

  private receipts({ receipt: kind, unit }: ReceiptStep, now: Date): void {
    const owed = this.deliveries.filter((one) => one.unit === unit && one.state === 'waiting' && this.duty(one.id));
    const chosen = kind === 'all' ? owed : owed.filter((one) => one.kind === kind).slice(-1);
    if (chosen.length === 0) throw new Error(`${moment(now)} ${short(unit)} has nothing to receipt`);
    const before = this.deadlines.length;
    for (const delivery of chosen) {
      delivery.state = 'receipted';
      const duty = this.duty(delivery.id);
      if (duty !== undefined) duty.state = 'met';
      this.receiptTimes.set(delivery.id, now);
      beginAfterReceipt(this, delivery.message, this.receiptTimes);
    }
    this.receipted.push(unit);
    this.receiptedBy = now;
    if (this.deadlines.length === before) return;
    this.tellReceipts();
    this.tellDue(this.deadlines.slice(before));
  }

  /** Receipts that nothing comes of are told together, before the next thing that happens. */
  private tellReceipts(): void {
    if (this.receipted.length === 0) return;
    this.lines.push(`${moment(this.receiptedBy)} receipted: ${units(this.receipted.splice(0))}`);
  }

  private duty(delivery: string): Held | undefined {
    return this.deadlines.find((one) => one.delivery === delivery && one.scope === 'delivery' && one.state === 'open');
  }

  /** New deadlines, those of one kind and time together. */
  private tellDue(started: readonly Pick<Held, 'kind' | 'due' | 'responsible' | 'state'>[]): void {
    const open = started.filter(({ state }) => state === 'open');
    const heads = open.map(({ kind, due }) => `  ${kind} by ${moment(due)}:`);
    for (const head of new Set(heads)) {
      this.lines.push(`${head} ${units(open.filter((_, i) => heads[i] === head).map((one) => one.responsible))}`);
    }
  }

  /** Deadlines that are met, and those that nobody owes any more. */
  private tellEnded(ended: readonly { id: string; state: Held['state'] }[]): void {
    for (const state of ['met', 'cancelled'] as const) {
      const ids = ended.filter((one) => one.state === state).map(({ id }) => id);
      const found = this.deadlines.filter(({ id }) => ids.includes(id));
      const names = [...new Set(found.map(({ kind }) => kind))].map(
        (kind) => `${kind} ${units(found.filter((one) => one.kind === kind).map(({ responsible }) => responsible))}`,
      );
      if (names.length > 0) this.lines.push(`  ${state}: ${names.join(', ')}`);
    }
  }

  /** Lets the clock go on: each deadline that passes is told to those whom its ladder names. */
  private passTo(now: Date): void {
    for (;;) {
      const [next] = this.deadlines
        .flatMap((deadline) => ({ deadline, at: this.lookAt(deadline) }))
        .filter(({ at }) => at <= now)
        .toSorted((one, other) => one.at.getTime() - other.at.getTime());
      if (next === undefined) return this.tellHeard();
      this.fire(next.deadline, next.at);
    }
  }

  /** When the ladder of a deadline is to be looked at; never when it has ended. */
  private lookAt({ id, state, nextFireAt }: Held): Date {
    const at = this.looks.has(id) ? this.looks.get(id) : nextFireAt;
    return (state === 'open' ? at : undefined) ?? new Date('9999-12-31');
  }

  private fire(deadline: Held, at: Date): void {
    const held = this.messages.find(({ id }) => id === deadline.message);
    const subject = {
      episodeNumber: this.stay.episode,
      messageId: deadline.message,
      messageKind: held?.kind ?? '',
      parties: [...this.episodes.values()].flatMap(({ facts }) => [
        ...facts.parties,
        { role: 'slutenvard' as const, unit: facts.ward },
      ]),
    };
    const known = { ...deadline, profile: this.profile.id, fired: this.fired.get(deadline.id) ?? [] };
    const plan = decideFiring(known, subject, this, at);
    this.fired.set(deadline.id, plan.fired);
    this.looks.set(deadline.id, plan.nextFireAt);
    for (const { step, to = '-nobody' } of plan.firings.filter(({ count }) => count === 1)) {
      const late = deadline.responsible;
      const about = `${deadline.kind} for ${held?.kind ?? ''}, ${step.rule}`;
      this.tellReceipts();
      this.heard.push(
        step.send === 'paminnelse'
          ? { head: `${moment(at)} paminnelse, ${about}:`, unit: late }
          : { head: `${moment(at)} eskalering to ${short(to)}, ${about}:`, unit: late },
      );
    }
  }

  /** What is told of several units at the same time is told in one line. */
  private tellHeard(): void {
    const heard = this.heard.splice(0);
    for (const head of new Set(heard.map((one) => one.head))) {
      this.lines.push(`${head} ${units(heard.filter((one) => one.head === head).map(({ unit }) => unit))}`);
    }
  }

  private ending(): string {
    const [episode] = this.episodes.values();
    const open = this.deadlines.filter(({ state }) => state === 'open');
    const owed = open.map(({ kind, responsible }) => `${kind} ${short(responsible)}`);
    return `${episode?.facts.state ?? 'no stay'}${owed.length === 0 ? '' : `, still owed ${owed.sort().join(', ')}`}`;
  }
}

const once = (reasons: readonly Reason[]): string => [...new Set(told(reasons))].join(', ');

/** A course says by which rules a message is refused; the demo on a running hub holds it to that too. */
function expectRules(
  head: string,
  expected: readonly string[] | undefined,
  rules: readonly string[] | undefined,
): void {
  const [one, other] = [expected, rules].map((list) => list && [...list].sort().join(' '));
  if (one !== other) throw new Error(`${head}: refused by ${other ?? 'nothing'}, and not by ${one ?? 'nothing'}`);
}

/** The bytes as the hub reads them. */
function readBack({ bytes, contentType }: WrittenMessage): { message: Message; origin: Origin } {
  if (contentType === 'application/json') {
    const check = checkMessage(JSON.parse(new TextDecoder().decode(bytes)));
    if (!check.ok) throw new Error(JSON.stringify(check.reasons));
    return { message: check.message, origin: JSON_ORIGIN };
  }
  const reading = readEr7Message({ bytes, contentType }, { mapping: PLAIN_MAPPING, processingIds: ['P'] });
  if (!reading.ok) throw new Error('the hub cannot read its own demo');
  const check = checkMessage(reading.model);
  if (!check.ok || reading.reasons.length > 0)
    throw new Error(JSON.stringify(check.ok ? reading.reasons : check.reasons));
  return { message: check.message, origin: reading.origin };
}

/** The lines of an indented text, as `CourseHub.play` tells them. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').slice(1, -1);
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent));
}
