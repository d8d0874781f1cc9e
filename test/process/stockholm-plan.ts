import type { Content, Message, MessageKind, Patient } from '#domain/message.js';

import { demoDirectory, told } from '../support/domain.js';
import { PlanWorld } from '../support/plan-world.js';
import { centre, city, housing, ladderIn, owedIn, reached, stockholm, TOLVAN } from './stockholm.js';

/** A plan (SIP) in Stockholm beside no stay: what the care contact and those who are called tell of it, message by message. */

/** What the person answers, about one thing. */
export const says = (answer: 'ja' | 'nej' | 'kan-inte', about = 'kallelse', more: Content = {}): Content => ({
  consents: [{ about, answer, ...more }],
});

/** The person agrees to this meeting, to those who come, and to what is taken up. */
export const AT_THE_MEETING = says('ja', 'mote', { actors: [centre, city], topics: ['Vem gör vad'] });

export const CALL: Content = {
  purpose: 'sip',
  setting: 'utan-vardtillfalle',
  existingPlan: false,
  consulted: ['patient'],
  meetingAt: '2026-12-04T13:00:00+01:00',
  minutes: 45,
  form: 'fysiskt',
  place: 'I hemmet',
  roomBooked: true,
  agenda: ['Vem gör vad', 'Uppföljning'],
  leader: { name: 'Nora Falk' },
  documentedBy: { name: 'Nora Falk' },
};

export const THERE = [
  { unit: centre, name: 'Nora Falk', relation: 'vard', attended: true, mandate: true },
  { unit: city, name: 'Bella Ström', relation: 'socialtjanst', attended: true, mandate: true },
  { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
];

/** A meeting as the guidance wants it told. */
export const HELD: Content = {
  event: 'genomfort',
  explained: true,
  ...AT_THE_MEETING,
  attendance: THERE,
  agreements: ['Hemtjänst varje dag'],
  followUpOn: '2027-01-15',
  followUpForm: 'Hos Tolvan, klockan 13',
  sipkollenOffered: true,
};

export const SIGNED: Content = {
  event: 'undertecknad',
  signatures: THERE.map(({ unit, name, relation }) => ({ name, relation, ...(unit === undefined ? {} : { unit }) })),
};

type Step = readonly [state: string, tell: (plan: StockholmPlan) => unknown];

/** From the need to the follow-up, as it should go. */
const WAY: readonly Step[] = [
  ['behov', (plan) => plan.basis({ preparation: { whatMatters: 'Att kunna gå ut' }, offeredOn: '2026-11-23' })],
  ['samtycke', (plan) => plan.basis(says('ja'))],
  ['kallad', (plan) => plan.calls()],
  ['mote-pagar', (plan) => plan.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING })],
  ['plan-ej-klar', (plan) => plan.meets(HELD)],
  ['upprattad', (plan) => plan.say(centre, 'sip-delgivning', SIGNED)],
  ['uppfoljning-kallad', (plan) => plan.calls({ purpose: 'uppfoljning', meetingAt: '2027-01-15T13:00:00+01:00' }, {})],
];

export class StockholmPlan extends PlanWorld {
  constructor(patient: Patient = TOLVAN) {
    super({ profile: stockholm(), directory: demoDirectory(), patient });
  }

  /** A plan that has come so far, everything told as the guidance wants it. */
  static at(state: string, patient: Patient = TOLVAN): StockholmPlan {
    const plan = new StockholmPlan(patient);
    for (const [reachedState, tell] of WAY) {
      tell(plan);
      if (plan.state !== reachedState) throw new Error(`the plan is ${plan.state} and not ${reachedState}`);
      if (reachedState === state) return plan;
    }
    throw new Error(`no way leads to ${state}`);
  }

  get state(): string {
    return this.facts.state;
  }

  basis(content: Content): string[] {
    return this.remarks(centre, 'sip-underlag', content);
  }

  /** The care contact calls the city, unless it is said otherwise; what the sender is told beside the answer. */
  calls(content: Content = {}, changes: Partial<Message> = { recipients: [city] }): string[] {
    return this.remarks(centre, 'sip-kallelse', without({ ...CALL, ...content }), changes);
  }

  callRefused(content: Content = {}, changes: Partial<Message> = { recipients: [city] }): string[] {
    return this.refused(centre, 'sip-kallelse', without({ ...CALL, ...content }), changes);
  }

  meets(content: Content): string[] {
    return this.remarks(centre, 'sip-mote', content);
  }

  /** What is remarked of a message that is taken in, as `code rule`. */
  remarks(unit: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): string[] {
    return told(this.say(unit, kind, content, changes).answer.warnings);
  }

  /** Why a message is refused, as `code rule`. */
  refused(unit: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): string[] {
    return [...new Set(told(this.refusal(unit, kind, content, changes)))];
  }

  /** Whom a message reaches. */
  reaches(unit: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): string[] {
    return reached(this.say(unit, kind, content, changes));
  }

  /** The hub's clock, moved forward. */
  wait(until: string): void {
    this.now = Date.parse(until);
  }

  owed(kind?: string): string[] {
    return owedIn(this).filter((duty) => kind === undefined || duty.startsWith(`${kind} `));
  }

  ladderOf(kind: string): { rules: string[]; heard: string[] } {
    return ladderIn(this, kind);
  }
}

/** A content in which `undefined` takes a field away. */
export function without(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

export { centre, city, housing };
