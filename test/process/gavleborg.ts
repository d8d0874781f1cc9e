import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import { civilDateOf } from '#domain/calendar.js';
import { dueOf } from '#domain/deadline/deadline.js';
import type { Directory } from '#domain/directory/directory.js';
import { decideFiring } from '#domain/deadline/firing.js';
import type { Consent, Message, MessageKind } from '#domain/message.js';

import {
  demoDirectory,
  DomainWorld,
  from,
  gavleborg,
  message,
  told,
  TOLVAN,
  UNITS,
  type StayPlan,
} from '../support/domain.js';
import { beginAfterReceipt } from '../support/receipted.js';

/** A week in Gävleborg, told in the words of those who live it: who sends what when, who gets it, who owes what by when. */

export const { ward, ward14, openCare, openCare2, social, homeCare, housing, housing2 } = UNITS;

export const CONSENT: Consent = { given: true, scope: ['informationsoverforing'] };
export const NO_CONSENT: Consent = { given: false };

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MONDAY = 23;

/** A time in the week of Monday 23 November 2026, such as `thu 09:30` or `thu 08:59:59`; other times as ISO. */
export function at(moment: string): string {
  const [name, time = ''] = moment.split(' ');
  const index = DAYS.findIndex((day) => day === name);
  if (index < 0) return moment;
  return `2026-11-${String(MONDAY + index)}T${time.length === 5 ? `${time}:00` : time}+01:00`;
}

const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short' });

/** An instant as `at` takes it; the date in place of the weekday outside that week. */
function moment(instant: Date): string {
  const date = civilDateOf(instant);
  const day = date.startsWith('2026-11-') ? DAYS[Number(date.slice(8)) - MONDAY] : undefined;
  return `${day ?? date} ${CLOCK.format(instant)}`;
}

const NAMES = new Map<string, string>(Object.entries(UNITS).map(([name, hsaId]) => [hsaId, name]));
const named = (hsaId: string) => NAMES.get(hsaId) ?? hsaId;

/** Who gets a message: the short names of `UNITS`, in order. */
export const reached = ({ deliveries }: AdmissionPlan): string[] => deliveries.map(({ unit }) => named(unit)).sort();

/** What the sender is told beside the answer, as `code rule`. */
export const remarked = ({ answer }: AdmissionPlan): string[] => told(answer.warnings);

/** A hub in Gävleborg, in memory. */
export class Gavleborg extends DomainWorld {
  private readonly receiptTimes = new Map<string, Date>();

  constructor(directory: Directory = demoDirectory()) {
    super(gavleborg(), directory);
  }

  /** The ward sends its first notice: Monday 08:15, with consent, unless it is said otherwise. */
  notice(changes: Partial<Message> = {}, when = 'mon 08:15'): StayPlan {
    return this.sends(ward, 'inskrivningsmeddelande', when, { consent: CONSENT, ...changes });
  }

  /** A unit sends something that is accepted: the ward under its own number, the others by the hub's id of the stay. */
  sends(unit: string, kind: MessageKind, when: string, changes: Partial<Message> = {}): StayPlan {
    return this.admit(this.written(unit, kind, when, changes), at(when));
  }

  /** A unit sends something and is refused, as `code rule`. */
  refuses(unit: string, kind: MessageKind, when: string, changes: Partial<Message> = {}): string[] {
    return told(this.refuse(this.written(unit, kind, when, changes), at(when)));
  }

  /** A message as the unit writes it. */
  written(unit: string, kind: MessageKind, when: string, changes: Partial<Message>): Message {
    const its = { sender: unit, sentAt: at(when), ...changes };
    const hasStay = this.episodes.size > 0 && this.unit(unit).role !== 'slutenvard';
    return hasStay ? from(unit, kind, this, its) : message(kind, its);
  }

  /** Units receipt all that they have; what the last receipt starts begins. */
  receipts(when: string, ...units: string[]): void {
    for (const unit of units) {
      const waiting = this.deliveries.filter((delivery) => delivery.unit === unit && delivery.state === 'waiting');
      this.receipt(unit);
      for (const delivery of waiting) {
        this.receiptTimes.set(delivery.id, new Date(at(when)));
        beginAfterReceipt(this, delivery.message, this.receiptTimes);
      }
    }
  }

  /** What is owed beside receipts, as `kind unit day time`. */
  owed(): string[] {
    return this.deadlines
      .filter(({ state, scope }) => state === 'open' && scope !== 'delivery')
      .map(({ kind, responsible, due }) => `${kind} ${named(responsible)} ${moment(due)}`);
  }

  /** Receipts that are missing, as `unit day time`. */
  unreceipted(): string[] {
    return this.deadlines
      .filter(({ state, scope }) => state === 'open' && scope === 'delivery')
      .map(({ responsible, due }) => `${named(responsible)} ${moment(due)}`)
      .sort();
  }

  /** Who hears what of an open deadline when its ladder is looked at for the first time at that time, as `kind unit rule`. */
  heard(name: string, when: string): string[] {
    const found = this.deadlines.find(({ kind, state }) => kind === name && state === 'open');
    if (found === undefined) return [];
    const deadline = { ...found, profile: this.profile.id, fired: [] };
    const subject = {
      episodeNumber: 'V1',
      messageId: found.message,
      messageKind: 'utskrivningsklar',
      parties: this.episode().facts.parties,
    };
    const { firings } = decideFiring(deadline, subject, this, new Date(at(when)));
    return firings.map(({ step, to = 'nobody' }) => `${step.send} ${named(to)} ${step.rule}`);
  }

  /** The state of the stay. */
  get state(): string {
    return this.episode().facts.state;
  }
}

/** When a deadline of the profile that starts then is due, as ISO in UTC. */
export function due(name: string, start: string): string | undefined {
  const { deadlines, windows } = gavleborg();
  const rule = deadlines[name];
  return rule && dueOf(rule, windows, new Date(start))?.toISOString();
}

/** The patient of these tests, with changes. */
export const patient = (changes: object = {}): Message['patient'] => ({ ...TOLVAN, ...changes });

export const ready = (when: string) => ({ content: { readyAt: at(when), assessedBy: { name: 'Disa Doktor' } } });
export const leaves = (when: string, content: object = {}) => ({ content: { dischargedAt: at(when), ...content } });
export const colour = (track: 'bla' | 'gron' | 'gul' | 'rod') => ({
  content: { answers: [{ question: 'Insatser?', answer: 'Som förut' }], colour: track },
});
export const contact = (name: string, content: object = {}) => ({ content: { name, ...content } });
