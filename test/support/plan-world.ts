import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Directory } from '#domain/directory/directory.js';
import type { Content, Message, MessageKind, Patient } from '#domain/message.js';
import { coordinatorOf } from '#domain/plan/plan.js';
import type { Plan, PlanFacts } from '#domain/plan/plan.js';
import type { Profile } from '#domain/profile/profile.js';
import type { Reason } from '#domain/reason.js';

import { demoDirectory, DomainWorld, message, MONDAY, TOLVAN, UNITS } from './domain.js';
import { fixtureProfile } from './plan-rules.js';

/** Where somebody sits who corrects for others in the region. */
const ADMINISTRATOR = UNITS.otherHospital;

/** The units of a plan in specs: who coordinates, who takes part, who does not. */
export const PARTY = {
  coordinator: UNITS.openCare,
  social: UNITS.social,
  homeCare: UNITS.homeCare,
  outside: UNITS.openCare2,
  administrator: ADMINISTRATOR,
} as const;

export const COORDINATOR = { name: 'Frida Vik', title: 'distriktssköterska' };

/** Yes to everything that a plan is built on. */
export const YES = (['kallelse', 'mote', 'plan', 'informationsoverforing'] as const).map((about) => ({
  about,
  answer: 'ja',
}));

const FIXTURE = fixtureProfile();
const DIRECTORY = demoDirectory({ [`units.${ADMINISTRATOR}.type`]: 'forvaltning' });

interface Setting {
  readonly profile?: Profile;
  readonly directory?: Directory;
  readonly patient?: Patient;
}

/**
 * A hub in which plans are told: every message at the hub's clock, which goes a minute forward with each. What is said of no plan
 * is about the last one that the world has; `plan: undefined` leaves it out.
 */
export class PlanWorld extends DomainWorld {
  now = Date.parse(MONDAY);
  readonly patient: Patient;

  constructor({ profile = FIXTURE, directory = DIRECTORY, patient = TOLVAN }: Setting = {}) {
    super(profile, directory);
    this.patient = patient;
  }

  /** Tells a message and keeps it; throws when it is refused. Answers with everything that it brings about. */
  say(sender: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): AdmissionPlan {
    return this.tell(this.message(sender, kind, content, changes), this.tick());
  }

  /** Why the message is refused; throws when it is not. Nothing is kept. */
  refusal(sender: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): Reason[] {
    return this.refuse(this.message(sender, kind, content, changes), this.tick());
  }

  /** Whether the message would be accepted. Nothing is kept. */
  allows(sender: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): boolean {
    return this.decide(this.message(sender, kind, content, changes), this.tick()).kind === 'accepted';
  }

  private tick(): string {
    this.now += 60_000;
    return new Date(this.now).toISOString();
  }

  message(sender: string, kind: MessageKind, content: Content, changes: Partial<Message> = {}): Message {
    const last = [...this.plans.values()].at(-1);
    const about = last === undefined ? { patient: this.patient } : { plan: last.id };
    const sentAt = new Date(this.now).toISOString();
    return message(kind, { sender, episodeId: undefined, sentAt, content, ...about, ...changes });
  }

  get plan(): Plan {
    const last = [...this.plans.values()].at(-1);
    if (last === undefined) throw new Error('there is no plan');
    return last;
  }

  get facts(): PlanFacts {
    return this.plan.facts;
  }

  get coordinator(): string | undefined {
    return coordinatorOf(this.facts)?.unit;
  }

  /** The hub's id of what was said last. */
  get last(): string {
    return this.messages.at(-1)?.id ?? '';
  }
}

/** The open-care process up to a state, as the coordinator and the called units tell it. */
const WAY: readonly (readonly [state: string, tell: (world: PlanWorld) => void])[] = [
  ['behov', (world) => world.say(PARTY.coordinator, 'sip-initiativ', { raisedBy: 'patient' })],
  [
    'underlag',
    (world) => world.say(PARTY.coordinator, 'sip-underlag', { coordinator: COORDINATOR, raisedBy: 'personal' }),
  ],
  ['samtycke', (world) => world.say(PARTY.coordinator, 'sip-underlag', { consents: YES })],
  ['kartlagd', (world) => world.say(PARTY.coordinator, 'sip-kartlaggning', { heading: 'boende', needs: 'Trappor' })],
  [
    'kallad',
    (world) =>
      world.say(
        PARTY.coordinator,
        'sip-kallelse',
        { purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-12-08T13:00:00+01:00', agenda: ['Hemma'] },
        { recipients: [PARTY.social, PARTY.homeCare] },
      ),
  ],
  ['mote-genomfort', (world) => world.say(PARTY.coordinator, 'sip-mote', { event: 'genomfort', note: 'Alla var där' })],
  ['plan-skapad', (world) => world.say(PARTY.coordinator, 'sip-mote', { event: 'plan-skapad' })],
  [
    'huvudmal-klart',
    (world) =>
      world.say(PARTY.coordinator, 'sip-huvudmal', { text: 'Jag vill bo kvar hemma', followUpOn: '2027-02-01' }),
  ],
  [
    'pagaende',
    (world) => {
      world.say(PARTY.social, 'sip-delmal', { heading: 'boende', text: 'Jag går i trappan' });
      world.say(PARTY.social, 'sip-insats', { subgoal: world.last, text: 'Du får hjälp med att handla', shared: true });
    },
  ],
  [
    'uppfoljning-kallad',
    (world) =>
      world.say(PARTY.coordinator, 'sip-kallelse', {
        purpose: 'uppfoljning',
        setting: 'utan-vardtillfalle',
        meetingAt: '2027-02-01T13:00:00+01:00',
        agenda: ['Trappan'],
      }),
  ],
  ['uppfoljning-genomford', (world) => world.say(PARTY.coordinator, 'sip-mote', { event: 'genomfort' })],
];

export const STATES_ON_THE_WAY = WAY.map(([state]) => state);

/** A world in which a plan of the fixture has come so far. */
export function planAt(state: string, setting: Setting = {}): PlanWorld {
  const world = new PlanWorld(setting);
  for (const [reached, tell] of WAY) {
    tell(world);
    if (world.facts.state !== reached) throw new Error(`the plan is ${world.facts.state} and not ${reached}`);
    if (reached === state) return world;
  }
  throw new Error(`no way leads to ${state}`);
}
