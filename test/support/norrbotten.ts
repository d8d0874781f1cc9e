import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Content, Patient } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';

import { demoDirectory, TOLVAN } from './domain.js';
import { PlanWorld } from './plan-world.js';
import { profileOf } from './profiles.js';

/** A plan (SIP) in Norrbotten as specs tell it: its units, the way to each of its states, and a hub in which it plays. */

/** The profile of the repository; with changes (see `changed`) for specs about profiles that say something else. */
export const norrbotten = (changes: Readonly<Record<string, unknown>> = {}): Profile =>
  profileOf('norrbotten', changes);

const AS_IT_IS = norrbotten();
const DIRECTORY = demoDirectory();

/** The units of Norrbotten that specs speak of. */
export const IN = {
  ward: 'SE2321000222-AVD41',
  psychiatry: 'SE2321000222-AVD52',
  centre: 'SE2321000222-HC01',
  otherCentre: 'SE2321000222-HC02',
  outpatient: 'SE2321000222-NP01',
  social: 'SE2120002742-SOC01',
  homeCare: 'SE2120002742-HSV01',
  housing: 'SE2120002742-SABO01',
  administrator: 'SE2321000222-FORV01',
  operations: 'SE2321000222-DRIFT',
} as const;

export const LULEAN: Patient = { ...TOLVAN, municipality: '2580', healthCentre: IN.centre };

/** Biståndshandläggare at social services, who sees the need and coordinates. */
export const BRITA = { name: 'Brita Berg', title: 'biståndshandläggare' };

/** The two answers that the basis has: to the plan, and to the telling of what is known. */
export const BOTH = [
  { about: 'plan', answer: 'ja' },
  { about: 'informationsoverforing', answer: 'ja' },
];

export const BASIS: Content = {
  raisedBy: 'personal',
  initiator: BRITA,
  coordinator: BRITA,
  noRepresentative: true,
  needReasons: ['flera-kontakter'],
};

export const CALL: Content = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  meetingAt: '2026-12-08T13:00:00+01:00',
  minutes: 60,
  form: 'fysiskt',
  place: 'Björkskatan',
  agenda: ['Vad som är viktigt för dig', 'Hemma'],
};

export const MEETING: Content = {
  event: 'genomfort',
  heldAt: '2026-12-08T13:00:00+01:00',
  note: 'Tolvan berättade vad som är viktigt.',
  attendance: [
    { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
    { relation: 'vard', unit: IN.centre, name: 'Hanna Häll', attended: true },
    { relation: 'vard', unit: IN.homeCare, attended: false },
  ],
  careContact: 'utsedd',
  followUpOn: '2027-02-08',
};

export const GOAL: Content = {
  text: 'Jag vill vara hemma hos mig själv till midsommar',
  reachBy: '2027-06-19',
  followUpOn: '2027-02-08',
  ownPart: 'Jag lagar frukost',
  helpPart: 'Jag behöver hjälp i trappan',
  contacts: [{ unit: IN.social, name: 'Brita Berg', phone: '0980-319 220' }],
  deliveryWish: 'bada',
};

export const SUBGOAL: Content = { heading: 'forflyttning', text: 'Jag går i trappan med någon bredvid' };

export const intervention = (subgoal: string, more: Content = {}): Content => ({
  subgoal,
  text: 'Du får sällskap i trappan varje dag av hemsjukvården',
  responsible: { party: 'enhet', unit: IN.homeCare },
  shared: true,
  startsOn: '2026-12-14',
  ...more,
});

/** The way of a plan that social services coordinate, each step with the time at which it is told. */
const WAY: readonly (readonly [state: string, at: string, tell: (world: NorrbottenWorld) => unknown])[] = [
  ['behov', '2026-11-23T08:00', (world) => world.say(IN.social, 'sip-initiativ', { raisedBy: 'patient' })],
  ['underlag', '2026-11-23T09:00', (world) => world.say(IN.social, 'sip-underlag', BASIS)],
  ['samtycke', '2026-11-23T10:00', (world) => world.say(IN.social, 'sip-underlag', { consents: BOTH })],
  [
    'kartlagd',
    '2026-11-23T11:00',
    (world) =>
      world.say(IN.social, 'sip-kartlaggning', { heading: 'forflyttning', needs: 'Trappan', resources: 'Går' }),
  ],
  [
    'kallad',
    '2026-11-24T09:00',
    (world) => world.say(IN.social, 'sip-kallelse', CALL, { recipients: [IN.centre, IN.homeCare] }),
  ],
  ['mote-genomfort', '2026-12-08T14:00', (world) => world.say(IN.social, 'sip-mote', MEETING)],
  ['plan-skapad', '2026-12-08T14:10', (world) => world.say(IN.social, 'sip-mote', { event: 'plan-skapad' })],
  ['huvudmal-klart', '2026-12-08T15:00', (world) => world.say(IN.social, 'sip-huvudmal', GOAL)],
  [
    'pagaende',
    '2026-12-09T09:00',
    (world) => {
      world.say(IN.homeCare, 'sip-delmal', SUBGOAL);
      world.say(IN.homeCare, 'sip-insats', intervention(world.last));
    },
  ],
  [
    'uppfoljning-kallad',
    '2027-01-18T09:00',
    (world) =>
      world.say(IN.social, 'sip-kallelse', { ...CALL, purpose: 'uppfoljning', meetingAt: '2027-02-08T13:00:00+01:00' }),
  ],
  [
    'uppfoljning-genomford',
    '2027-02-08T14:00',
    (world) =>
      world.say(IN.social, 'sip-mote', { ...MEETING, heldAt: '2027-02-08T13:00:00+01:00', followUpOn: '2027-05-10' }),
  ],
];

export const STATES = WAY.map(([state]) => state);

/** A hub in which plans of Norrbotten are told. */
export class NorrbottenWorld extends PlanWorld {
  constructor(changes: Readonly<Record<string, unknown>> = {}) {
    const profile = Object.keys(changes).length === 0 ? AS_IT_IS : norrbotten(changes);
    super({ profile, directory: DIRECTORY, patient: LULEAN });
  }

  /** Sets the clock to a time of day in Sweden in winter, such as `2026-12-08T14:00`. */
  at(time: string): this {
    this.now = Date.parse(`${time}:00+01:00`);
    return this;
  }

  /** What is owed now: kind, unit and due. */
  owed(kind: string): { responsible: string; due: string }[] {
    return this.deadlines
      .filter((deadline) => deadline.kind === kind && deadline.state === 'open')
      .map(({ responsible, due }) => ({ responsible, due: due.toISOString() }));
  }
}

/** A world in which a plan has come so far. */
export function planIn(state: string, changes: Readonly<Record<string, unknown>> = {}): NorrbottenWorld {
  const world = new NorrbottenWorld(changes);
  for (const [reached, at, tell] of WAY) {
    tell(world.at(at));
    if (world.facts.state !== reached) throw new Error(`the plan is ${world.facts.state} and not ${reached}`);
    if (reached === state) return world;
  }
  throw new Error(`no way leads to ${state}`);
}

/** Remarks of an answer as `code rule`. */
export function remarks({ answer }: AdmissionPlan): string[] {
  return answer.warnings.map(({ code, rule }) => `${code} ${rule ?? ''}`.trim());
}
