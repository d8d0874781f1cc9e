import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Consent, Content, Message } from '#domain/message.js';

import { AT, blekinge, TREAN } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { PlanWorld } from '../support/plan-world.js';

/** A plan (SIP) in Blekinge for somebody who is at home, from the need to the end. */

export const { centre, clinic, social, homeCare, housing, ward, careStaff } = AT;

/** The person agrees to a SIP with these units. */
export const AGREED: Consent = { given: true, scope: ['sip'], actors: [centre, social, homeCare] };
export const REFUSED: Consent = { given: false, scope: ['sip'] };

export const remarked = ({ answer }: AdmissionPlan): string[] => told(answer.warnings);
export const reached = ({ deliveries }: AdmissionPlan): string[] => deliveries.map(({ unit }) => unit).sort();

export const CALL: Content = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  meetingAt: '2026-12-08T13:00:00+01:00',
  form: 'fysiskt',
  place: 'I hemmet',
  consulted: ['patient'],
  aim: 'Vem som gör vad hemma',
};

export const COORDINATOR = { name: 'Siv Sund', title: 'distriktssköterska', phone: '0455-70 00 01', unit: centre };

/** A first meeting with everything that the routine asks for. */
export const HELD: Content = {
  event: 'genomfort',
  heldAt: '2026-12-08T13:00:00+01:00',
  attendance: [
    { relation: 'den-enskilde', name: 'Trean Treansson', attended: true },
    { relation: 'socialtjanst', unit: social, name: 'Bo Handläggarsson', attended: true },
  ],
  documentedIn: 'modul',
  followUpOn: '2027-03-08',
  followUpForm: 'I hemmet, samma som nu',
  coordinator: COORDINATOR,
};

export const SIGNED: Content = {
  event: 'undertecknad',
  signatures: [{ name: 'Siv Sund', unit: centre, relation: 'vard', signedOn: '2026-12-08' }],
};
export const ORIGINAL: Content = { event: 'delgiven', way: 'utskrift', original: true };
export const SUBGOAL: Content = { heading: 'hemmet', text: 'Jag lagar min egen frukost' };
export const MEASURE = (unit: string): Content => ({
  text: 'Du får hjälp att handla på torsdagar',
  shared: true,
  responsible: { party: 'enhet', unit },
});

/** A content without these fields. */
export function without(content: Content, ...fields: string[]): Content {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !fields.includes(name)));
}

const WAY = ['behov', 'samtycke', 'kallad', 'kartlagd', 'mote-genomfort', 'upprattad'] as const;
export type Reached = (typeof WAY)[number];

/** A plan that the health centre has led so far; social services and home care are called. */
export function planIn(state: Reached): BlekingePlan {
  const world = new BlekingePlan();
  const steps: Record<Reached, () => void> = {
    behov: () => world.say(centre, 'sip-underlag', { raisedBy: 'patient', otherPlans: ['Rehabiliteringsplan'] }),
    samtycke: () =>
      world.say(
        centre,
        'sip-initiativ',
        { raisedBy: 'patient', participants: [{ unit: social, relation: 'socialtjanst' }] },
        { consent: AGREED, recipients: [social] },
      ),
    kallad: () => world.calls(centre),
    kartlagd: () => {
      for (const unit of [social, homeCare]) {
        world.say(unit, 'sip-kartlaggning', { heading: 'hemmet', needs: 'Orkar inte laga mat' });
      }
    },
    'mote-genomfort': () => world.meets(),
    upprattad: () => world.say(centre, 'sip-delgivning', SIGNED),
  };
  for (const step of WAY) {
    steps[step]();
    if (world.facts.state !== step) throw new Error(`the plan is ${world.facts.state} and not ${step}`);
    if (step === state) return world;
  }
  return world;
}

/** A hub in Blekinge in which plans are told without a stay. */
export class BlekingePlan extends PlanWorld {
  constructor() {
    super({ profile: blekinge(), patient: TREAN });
  }

  /** Moves the clock. */
  at(instant: string): this {
    this.now = Date.parse(instant);
    return this;
  }

  calls(sender: string, content: Content = {}, changes: Partial<Message> = {}): AdmissionPlan {
    const recipients = [social, homeCare, centre].filter((unit) => unit !== sender);
    return this.say(sender, 'sip-kallelse', { ...CALL, ...content }, { recipients, ...changes });
  }

  /** The usual meeting, on its day. */
  meets(content: Content = {}): AdmissionPlan {
    return this.at('2026-12-08T15:00:00+01:00').say(centre, 'sip-mote', { ...HELD, ...content });
  }

  /** What is owed around the plan, as `kind unit due`. */
  owed(kind?: string): string[] {
    return this.deadlines
      .filter((one) => one.scope === 'plan' && one.state === 'open' && (kind === undefined || one.kind === kind))
      .map((one) => `${one.kind} ${one.responsible} ${one.due.toISOString()}`);
  }

  /** Codes and rules of what is refused. */
  refuses(...said: Parameters<PlanWorld['refusal']>): string[] {
    return told(this.refusal(...said));
  }
}
