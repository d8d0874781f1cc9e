import { en } from '../i18n/en.js';
import type { Texts } from '../i18n/sv.js';
import { sv } from '../i18n/sv.js';
import { swedishOf } from '../send/outcome-text.js';
import { dayAndTime, seenFrom } from '../stockholm-time.js';
import type { PartyStory, StoryEvent } from './story.js';

/** How lines are painted on a terminal; elsewhere every one of these gives its text back. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** One line of a timeline in both languages, with a mark and a colour for how things stand. */
export interface TimelineLine {
  /** Undefined: belongs to the line before. */
  readonly at: Date | undefined;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly mark: string;
  readonly say: (texts: Texts) => string;
}

/** Reminders of one duty up to this one stand alone, the later ones together. */
const REMINDERS_SHOWN = 2;

/** A party's story as lines, as it stands at its end; later reminders of one duty are told together, at the first of them. */
export function timelineOf({ events }: PartyStory, nameOf: (hsaId: string) => string, end: Date): TimelineLine[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'sent':
        return sentLines(event, nameOf, end);
      case 'received':
        return [receivedLine(event)];
      case 'receipt':
        return [receiptLine(event)];
      case 'reminder':
        return reminderLines(event, events);
      case 'escalation':
        return [escalationLine(event)];
    }
  });
}

type EventOf<Type extends StoryEvent['type']> = Extract<StoryEvent, { type: Type }>;

function kindIn(texts: Texts, kind: string): string {
  return texts.kinds[kind] ?? kind;
}

function sentLines(event: EventOf<'sent'>, nameOf: (hsaId: string) => string, end: Date): TimelineLine[] {
  const { at, kind, episode, as, code, isAccepted, isAsTold, recipients, remarks } = event;
  const how = as === 'json' ? 'JSON, HTTP' : `${as}, MLLP`;
  const head: TimelineLine = {
    at,
    tone: isAsTold ? 'plain' : 'bad',
    mark: '→',
    say: (texts) =>
      `${texts.lineSent(kindIn(texts, kind), episode, how, code)}${!isAccepted && isAsTold ? texts.lineAsRoutine : ''}`,
  };
  return [
    head,
    ...remarks.map((remark) => remarkLine(remark, isAsTold)),
    ...recipients.flatMap((recipient) => recipientLine(recipient, nameOf(recipient.unit), at, end)),
  ];
}

function remarkLine(remark: EventOf<'sent'>['remarks'][number], isAsTold: boolean): TimelineLine {
  const { severity, code, rule, text } = remark;
  const source = rule === undefined ? code : `${code} ${rule}`;
  return {
    at: undefined,
    tone: severity === 'error' && !isAsTold ? 'bad' : 'plain',
    mark: '!',
    say: (texts) => {
      const words = texts.locale === sv.locale ? (swedishOf(remark) ?? text) : text;
      return `${severity === 'error' ? texts.refused : texts.warning}: ${words} [${source}]`;
    },
  };
}

function recipientLine(
  { state, receiptDue, receiptedAt }: EventOf<'sent'>['recipients'][number],
  name: string,
  sentAt: Date,
  end: Date,
): TimelineLine[] {
  if (receiptDue === undefined) return [];
  const line = { at: undefined };
  if (receiptedAt !== undefined) {
    const isLate = receiptedAt > receiptDue;
    const when = (texts: Texts): string => seenFrom(receiptedAt, sentAt, texts.locale);
    const late = (texts: Texts): string => (isLate ? texts.lineLate(seenFrom(receiptDue, sentAt, texts.locale)) : '');
    const say = (texts: Texts): string => `${texts.recipientReceipted(name, when(texts))}${late(texts)}`;
    return [{ ...line, tone: isLate ? 'bad' : 'good', mark: '✓', say }];
  }
  if (state === 'withdrawn')
    return [{ ...line, tone: 'plain', mark: '-', say: (texts) => texts.recipientWithdrawn(name) }];
  const due = (texts: Texts): string => seenFrom(receiptDue, sentAt, texts.locale);
  if (receiptDue > end)
    return [{ ...line, tone: 'plain', mark: '-', say: (texts) => texts.recipientAwaited(name, due(texts)) }];
  return [{ ...line, tone: 'bad', mark: '✗', say: (texts) => texts.recipientSilent(name, due(texts)) }];
}

function receivedLine(event: EventOf<'received'>): TimelineLine {
  const { at, kind, episode, receiptDue, state, newDate, told } = event;
  return {
    at,
    tone: 'plain',
    mark: '←',
    say: (texts) =>
      [
        texts.lineReceived(kindIn(texts, kind), episode),
        newDate === undefined ? '' : texts.lineChangedDate(newDate),
        told === undefined ? '' : texts.lineWithoutConsent(told.join(', ')),
        receiptDue === undefined ? '' : texts.lineDue(seenFrom(receiptDue, at, texts.locale)),
        state === 'withdrawn' ? texts.lineWithdrawn : '',
      ].join(''),
  };
}

function receiptLine({ at, kind, episode, due, isLate }: EventOf<'receipt'>): TimelineLine {
  const verdict = (texts: Texts): string =>
    isLate && due !== undefined ? texts.lineLate(seenFrom(due, at, texts.locale)) : texts.lineInTime;
  return {
    at,
    tone: isLate ? 'bad' : 'good',
    mark: '✓',
    say: (texts) => `${texts.lineReceipt(kindIn(texts, kind), episode)}${verdict(texts)}`,
  };
}

function dutyIn(texts: Texts, duty: string): string {
  return texts.duties[duty] ?? duty;
}

function reminderLines(event: EventOf<'reminder'>, events: readonly StoryEvent[]): TimelineLine[] {
  const { at, kind, episode, duty, due, occurrence, messageId } = event;
  const line = { at, tone: 'bad' as const, mark: '!' };
  const later = events
    .filter((other) => other.type === 'reminder')
    .filter((other) => other.messageId === messageId && other.duty === duty && other.occurrence > REMINDERS_SHOWN);
  const last = later.at(-1);
  if (occurrence <= REMINDERS_SHOWN || last === undefined || later.length === 1) {
    const say = (texts: Texts): string => {
      const when = (due > at ? texts.lineIsDue : texts.lineWasDue)(seenFrom(due, at, texts.locale));
      return texts.lineReminder(String(occurrence), dutyIn(texts, duty), kindIn(texts, kind), episode, when);
    };
    return [{ ...line, say }];
  }
  if (event !== later[0]) return [];
  const say = (texts: Texts): string => {
    const [from, to] = [String(occurrence), String(last.occurrence)];
    const until = dayAndTime(last.at, texts.locale);
    return texts.lineReminders(from, to, dutyIn(texts, duty), kindIn(texts, kind), episode, until);
  };
  return [{ ...line, say }];
}

function escalationLine(event: EventOf<'escalation'>): TimelineLine {
  const { at, step, responsibleName, duty, kind, episode, phone } = event;
  return {
    at,
    tone: 'bad',
    mark: '!',
    say: (texts) => {
      const name = texts.steps[step] ?? step;
      const text = texts.lineEscalation(name, responsibleName, dutyIn(texts, duty), kindIn(texts, kind), episode);
      return `${text}${phone === undefined ? '' : texts.linePhone(phone)}`;
    },
  };
}

const INDENT = 2;
/** Between the Swedish text and the English one. */
const GAP = 3;
/** Where nobody knows how wide the page is. */
const USUAL_WIDTH = 160;

/**
 * Lines as they are printed: day and time once, the Swedish text, the English one beside it in its own column, or below it
 * where a line has no room for both.
 */
export function printTimeline(lines: readonly TimelineLine[], paint: Paint, width = USUAL_WIDTH): string[] {
  const texts = lines.map((line) => `${line.at === undefined ? '  ' : ''}${line.mark} ${line.say(sv)}`);
  const head = INDENT + dayAndTime(new Date(0)).length + 2;
  const column = Math.min(Math.max(0, ...texts.map((text) => text.length)) + GAP, Math.ceil((width - head) / 2));
  let shown = '';
  return lines.flatMap(({ at, tone, say }, index) => {
    const text = texts[index] ?? '';
    const english = say(en);
    const time = at === undefined ? '' : dayAndTime(at);
    const isNew = time !== '' && time !== shown;
    if (isNew) shown = time;
    const start = `${' '.repeat(INDENT)}${isNew ? time : ''}`.padEnd(head);
    const painted = `${start}${tone === 'plain' ? text : paint[tone](text)}`;
    const fits = text.length + GAP <= column && head + column + english.length <= width;
    if (fits) return [`${painted}${' '.repeat(column - text.length)}${paint.faint(english)}`];
    const below = text.length - text.trimStart().length + 2;
    return [painted, `${' '.repeat(head + below)}${paint.faint(english)}`];
  });
}
