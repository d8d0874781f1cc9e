import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Consent, Content, Message } from '#domain/message.js';

import { demoDirectory, gavleborg, told, UNITS } from '../support/domain.js';
import { PlanWorld } from '../support/plan-world.js';

/** A plan (SIP) in Gävleborg for somebody who is at home: who sees the need, who calls, what the meeting comes to. */

export const { openCare, openCare2, social, homeCare, housing, ward } = UNITS;
/** A unit outside the stays; in these specs it is a school. */
export const SCHOOL = UNITS.otherHospital;

/** The person agrees to being called, to the meeting and to the plan. */
export const AGREED: Consent = { given: true, scope: ['sip'] };
export const REFUSED: Consent = { given: false, scope: ['sip'] };

export const remarked = ({ answer }: AdmissionPlan): string[] => told(answer.warnings);
export const reached = ({ deliveries }: AdmissionPlan): string[] => deliveries.map(({ unit }) => unit).sort();

/** What the health centre is told of somebody for whom several units work. */
export const NEED: Content = {
  raisedBy: 'personal',
  initiator: { name: 'Siv Sund', title: 'distriktssköterska' },
  needReasons: ['flera-enheter'],
};
export const PREPARED: Content = { preparation: { whatMatters: 'Att kunna gå ut själv' } };

export const CALL: Content = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  meetingAt: '2026-12-08T13:00:00+01:00',
  form: 'fysiskt',
  place: 'Hemma hos personen',
  consulted: ['patient'],
  aim: 'Vem som gör vad hemma',
};

/** A meeting that was held with everything that the routine asks for. */
export const HELD: Content = {
  event: 'genomfort',
  heldAt: '2026-12-08T13:00:00+01:00',
  explained: true,
  attendance: [
    { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
    { relation: 'vard', unit: homeCare, name: 'Hanna Hem', attended: true, mandate: true },
  ],
  followUpOn: '2027-03-08',
  followUpForm: 'I hemmet kl. 13, samma som nu',
  followUpSubjects: ['Promenaderna'],
  coordinator: { name: 'Frida Vik', phone: '026-15 40 00' },
};

export const GOAL: Content = {
  text: 'Jag vill gå till sjön varje dag till midsommar',
  accepted: true,
  evaluateOn: '2027-03-08',
};
export const SUBGOAL: Content = {
  heading: 'aktivitet-delaktighet',
  text: 'Jag går själv till brevlådan före jul',
  accepted: true,
};
export const SERVICE = (unit: string): Content => ({
  text: 'Du får träna trappan med oss på måndagar',
  shared: true,
  responsible: { party: 'enhet', unit },
});

/** A content without these fields. */
export function without(content: Content, ...fields: string[]): Content {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !fields.includes(name)));
}

const WAY = [
  'underlag',
  'samtycke',
  'kallad',
  'mote-genomfort',
  'huvudmal-klart',
  'pagaende',
  'uppfoljning-kallad',
  'uppfoljning-genomford',
] as const;
export type Reached = (typeof WAY)[number];

/** A plan of the health centre that has come so far; social services and home care are called. */
export function planIn(state: Reached): GavleborgPlan {
  const world = new GavleborgPlan();
  const steps: Record<Reached, () => void> = {
    underlag: () => world.say(openCare, 'sip-underlag', { ...NEED, ...PREPARED }),
    samtycke: () => world.say(openCare, 'samtycke', { scope: ['sip'] }),
    kallad: () => world.calls(openCare),
    'mote-genomfort': () => world.meets(),
    'huvudmal-klart': () => world.say(openCare, 'sip-huvudmal', GOAL),
    pagaende: () => {
      world.say(homeCare, 'sip-delmal', SUBGOAL);
      world.say(homeCare, 'sip-insats', { ...SERVICE(homeCare), subgoal: world.last });
    },
    'uppfoljning-kallad': () => {
      world.at('2027-02-20T09:00:00+01:00');
      world.calls(openCare, { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    },
    'uppfoljning-genomford': () => {
      world.at('2027-03-08T15:00:00+01:00');
      world.say(openCare, 'sip-mote', { ...HELD, heldAt: '2027-03-08T13:00:00+01:00', followUpOn: '2027-08-30' });
    },
  };
  for (const step of WAY) {
    steps[step]();
    if (world.facts.state !== step) throw new Error(`the plan is ${world.facts.state} and not ${step}`);
    if (step === state) return world;
  }
  return world;
}

/** A hub in Gävleborg in which plans are told without a stay. */
export class GavleborgPlan extends PlanWorld {
  constructor() {
    const school = { [`units.${SCHOOL}.type`]: 'skola', [`units.${SCHOOL}.role`]: 'extern' };
    super({ profile: gavleborg(), directory: demoDirectory(school) });
  }

  /** Moves the clock. */
  at(instant: string): this {
    this.now = Date.parse(instant);
    return this;
  }

  calls(sender: string, content: Content = {}, changes: Partial<Message> = {}): AdmissionPlan {
    const recipients = [social, homeCare, openCare].filter((unit) => unit !== sender);
    return this.say(sender, 'sip-kallelse', { ...CALL, ...content }, { recipients, ...changes });
  }

  /** The usual meeting, on its day. */
  meets(content: Content = {}): AdmissionPlan {
    return this.at('2026-12-08T15:00:00+01:00').say(openCare, 'sip-mote', { ...HELD, ...content });
  }

  /** What is owed around the plan, as `kind unit due`. */
  owed(kind?: string): string[] {
    return this.deadlines
      .filter((one) => one.plan !== undefined && one.state === 'open' && (kind === undefined || one.kind === kind))
      .map((one) => `${one.kind} ${one.responsible} ${one.due.toISOString()}`);
  }

  /** Codes and rules of what is refused. */
  refuses(...said: Parameters<PlanWorld['refusal']>): string[] {
    return told(this.refusal(...said));
  }
}
