import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import { civilDateOf } from '#domain/calendar.js';
import { decideFiring } from '#domain/deadline/firing.js';
import type { Consent, Content, Message, MessageKind, Patient } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';

import { demoDirectory, DomainWorld, told, type StayPlan } from '../support/domain.js';
import { profileOf } from '../support/profiles.js';

/** A week in Stockholm: who sends what when, who gets it, who owes what by when. */

export const stockholm = (): Profile => profileOf('stockholm');

/** The units of Stockholm that specs speak of. */
const UNITS = {
  ward: 'SE2321009991-AVD3',
  otherWard: 'SE2321009991-AVD5',
  centre: 'SE2321009991-HLM01',
  otherCentre: 'SE2321009991-HLM02',
  homeCareTeam: 'SE2321009991-HSV01',
  asih: 'SE2321009991-ASIH01',
  city: 'SE2120000142-SOC01',
  district: 'SE2120000142-SOC02',
  housing: 'SE2120000142-SABO01',
} as const;

export const { ward, centre, otherCentre, homeCareTeam, asih, city, district, housing } = UNITS;

/** Of other regions too, for what nobody here may send: a municipality with home health care. */
export const HOME_HEALTH_CARE = 'SE2120000829-HSV01';

export const TOLVAN: Patient = {
  id: '191212121212',
  idType: 'personnummer',
  givenName: 'Tolvan',
  familyName: 'Tolvansson',
  address: { line: ['Ringvägen 1'], postalCode: '11860', city: 'Stockholm' },
  municipality: '0180',
  healthCentre: UNITS.centre,
};

export const YES: Consent = { given: true, scope: ['informationsoverforing'] };
export const NO: Consent = { given: false, scope: ['informationsoverforing'] };

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
const named = (hsaId: string) => NAMES.get(hsaId) ?? hsaId.slice(hsaId.indexOf('-') + 1);

/** Who gets a message: the short names of `UNITS`, in order. */
export const reached = ({ deliveries }: AdmissionPlan): string[] => deliveries.map(({ unit }) => named(unit)).sort();

/** What is owed, as `kind unit day time`. */
export function owedIn({ deadlines }: DomainWorld): string[] {
  return deadlines
    .filter(({ state }) => state === 'open')
    .map(({ kind, responsible, due }) => `${kind} ${named(responsible)} ${moment(due)}`);
}

/** Who hears what of an open deadline, as `kind unit day time`, and by which rules, until it is looked at no more. */
export function ladderIn(world: DomainWorld, name: string): { rules: string[]; heard: string[] } {
  const found = world.deadlines.find(({ kind, state }) => kind === name && state === 'open');
  if (found === undefined) throw new Error(`nobody owes ${name}`);
  const rules = new Set<string>();
  const heard: string[] = [];
  const subject = { episodeNumber: 'S1', messageId: found.message, messageKind: '', parties: [] };
  let deadline = { ...found, profile: world.profile.id, fired: [] as { step: string; count: number; last: string }[] };
  for (let next = found.nextFireAt; next !== null && heard.length < 9;) {
    const plan = decideFiring(deadline, subject, world, next);
    for (const { step, to = 'nobody', at: when } of plan.firings) {
      rules.add(step.rule);
      heard.push(`${step.send} ${named(to)} ${moment(when)}`);
    }
    deadline = { ...deadline, fired: plan.fired };
    next = plan.nextFireAt;
  }
  return { rules: [...rules], heard };
}

/** What the sender is told beside the answer, as `code rule`. */
export const remarked = ({ answer }: AdmissionPlan): string[] => told(answer.warnings);

const CONTENTS: Readonly<Partial<Record<MessageKind, Content>>> = {
  inskrivningsmeddelande: {
    admittedAt: at('mon 07:00'),
    expectedDischarge: '2026-11-27',
    mobile: '070-174 06 05',
  },
  utskrivningsklar: { readyAt: at('thu 10:00'), assessedBy: { name: 'Mira Sandell', title: 'specialistläkare' } },
  utskrivningsmeddelande: { dischargedAt: at('fri 11:00'), summary: 'Till hemmet' },
  'fast-vardkontakt': { name: 'Nora Falk', title: 'distriktssköterska' },
  'generellt-meddelande': { text: 'Vem följer med hem?' },
  slutanteckningar: {
    medicationList: 'Alvedon 500 mg',
    medicalSummary: 'Läkt',
    nursingSummary: 'Uppegående',
    physicianResponsibility: { who: 'oppenvard' },
  },
  samtycke: { scope: ['sip'] },
  'samtycke-aterkallat': { scope: ['sip'] },
  avliden: { diedOn: '2026-11-25', source: 'manuell' },
  makulering: { messageId: 's-1', reason: 'fel patient' },
  avdelningsbyte: { ward: 'SE2321009991-AVD5' },
  'planerad-inskrivning': { plannedAdmission: '2026-12-07' },
  identitetsbyte: { previousId: '191212121212', previousIdType: 'personnummer' },
  'sip-initiativ': { when: 'efter-utskrivning', raisedBy: 'personal' },
  'sip-kallelse': {
    purpose: 'sip',
    setting: 'efter-utskrivning',
    existingPlan: false,
    consulted: ['patient'],
    meetingAt: '2026-12-04T13:00:00+01:00',
    minutes: 45,
    form: 'fysiskt',
    place: 'I hemmet',
    roomBooked: true,
    aim: 'Vem gör vad',
    agenda: ['Vem gör vad', 'Uppföljning'],
  },
};

/** What is prepared with the person before anybody is called. */
const PREPARED = { preparation: { whatMatters: 'Att kunna gå ut' } };

/** Agreed to in the call itself. */
export const AGREED: Consent = { given: true, scope: ['sip'] };

/** What is said with a consent alone: yes or no to a plan. */
export const answers = (given: boolean): Partial<Message> => ({ consent: { given, scope: ['sip'] } });

let count = 0;

/** A hub in Stockholm, in memory. */
export class Stockholm extends DomainWorld {
  constructor() {
    super(stockholm(), demoDirectory());
  }

  /** The ward sends its first notice: Monday 08:15, category BC, with consent, unless it is said otherwise. */
  notice(changes: Partial<Message> = {}, when = 'mon 08:15'): StayPlan {
    return this.sends(ward, 'inskrivningsmeddelande', when, { planningCategory: 'BC', consent: YES, ...changes });
  }

  /** The centre prepares a meeting with the person: the plan begins, or is told more of. */
  prepares(when: string, content: Content = PREPARED, changes: Partial<Message> = {}): AdmissionPlan {
    const about = { episode: undefined, episodeId: undefined, patient: TOLVAN };
    return this.tell(this.written(centre, 'sip-underlag', when, { content, ...about, ...changes }), at(when));
  }

  /** The centre names the care contact and prepares the meeting; the ward finds the patient ready on Thursday. */
  ready(when = 'thu 10:15'): StayPlan {
    this.sends(centre, 'fast-vardkontakt', 'wed 11:00');
    this.prepares('wed 12:00');
    return this.sends(ward, 'utskrivningsklar', when, { content: { readyAt: at(when) } });
  }

  /** The centre calls the city to a plan, which the person agrees to. */
  call(when: string, content: Content = {}, changes: Partial<Message> = {}): StayPlan {
    return this.sends(centre, 'sip-kallelse', when, { recipients: [city], consent: AGREED, content, ...changes });
  }

  /** Why the hub does not let the centre call, as `code rule`. */
  callRefused(when: string, content: Content = {}, changes: Partial<Message> = {}): string[] {
    return this.refuses(centre, 'sip-kallelse', when, { recipients: [city], consent: AGREED, content, ...changes });
  }

  /** A unit sends something that is accepted: the ward under its own number, the others by the hub's id of the stay. */
  sends(unit: string, kind: MessageKind, when: string, changes: Partial<Message> = {}): StayPlan {
    return this.admit(this.written(unit, kind, when, changes), at(when));
  }

  /** A unit sends something and is refused, as `code rule`. */
  refuses(unit: string, kind: MessageKind, when: string, changes: Partial<Message> = {}): string[] {
    return [...new Set(told(this.refuse(this.written(unit, kind, when, changes), at(when))))];
  }

  /** A message with the usual content of its kind, in which `undefined` takes a field away. */
  written(unit: string, kind: MessageKind, when: string, { content = {}, ...changes }: Partial<Message>): Message {
    count += 1;
    const [stay] = this.episodes.values();
    const isOfWard = this.unit(unit).role === 'slutenvard';
    const fields = Object.entries({ ...CONTENTS[kind], ...content }).filter(([, value]) => value !== undefined);
    return {
      messageId: `s-${String(count)}`,
      kind,
      sender: unit,
      sentAt: at(when),
      ...(isOfWard || stay === undefined ? { episodeId: 'S1' } : { episode: stay.id }),
      ...(kind === 'inskrivningsmeddelande' || stay === undefined ? { patient: TOLVAN } : {}),
      ...changes,
      content: Object.fromEntries(fields),
    };
  }

  owed(): string[] {
    return owedIn(this);
  }

  /** Who hears what of an open deadline, and by which rules. */
  ladderOf(name: string): { rules: string[]; heard: string[] } {
    return ladderIn(this, name);
  }

  /** The state of the stay. */
  get state(): string {
    return this.episode('S1').facts.state;
  }
}
