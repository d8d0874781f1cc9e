import { decideAdmission } from '#domain/admission/admission.js';
import type {
  AdmissionDecision,
  AdmissionPlan,
  KnownState,
  PlannedDeadline,
  VisibleMessage,
  WaitingMessage,
  WithdrawalTarget,
} from '#domain/admission/admission-plan.js';
import type { DeadlineState } from '#domain/deadline/deadline.js';
import type { DeliveryState } from '#domain/delivery.js';
import type { Directory, Unit } from '#domain/directory/directory.js';
import { CLOSED_STATES, isOpen } from '#domain/episode/episode.js';
import type { Episode } from '#domain/episode/episode.js';
import { standingSteps } from '#domain/episode/steps.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import { isOpenPlan } from '#domain/plan/plan.js';
import type { Plan } from '#domain/plan/plan.js';
import type { Content, Message, MessageKind, Origin, PartyRole } from '#domain/message.js';
import { personsIn } from '#domain/person.js';
import type { Profile } from '#domain/profile/profile.js';
import type { Reason } from '#domain/reason.js';

import { TOLVAN, UNITS } from './demo-units.js';
import { demoDirectory, profileOf } from './profiles.js';
import { CONTENTS } from './usual-contents.js';

export { demoDirectory, TOLVAN, UNITS };

/** Builders for specs of the domain: the demo region, its messages, and a hub of which everything but the rules is left out. */

/** The profile of the repository; with changes (see `changed`) for specs about profiles that say something else. */
export const gavleborg = (changes: Readonly<Record<string, unknown>> = {}): Profile => profileOf('gavleborg', changes);

const DEMO = { profile: gavleborg(), directory: demoDirectory() };

export const JSON_ORIGIN: Origin = { format: 'json', application: '' };
export const hl7 = (event: string): Origin => ({ format: 'hl7v2', event, application: 'JOURNAL' });

let messages = 0;

/** What a party tells about the stay that is known as V1, by the id of the hub. */
export function from(sender: string, kind: MessageKind, world: DomainWorld, changes: Partial<Message> = {}): Message {
  return message(kind, { sender, episodeId: undefined, episode: world.episode().id, ...changes });
}

/** A message of the ward about Tolvan; the notice has category BC unless it is said otherwise. */
export function message(kind: MessageKind, changes: Partial<Message> = {}): Message {
  messages += 1;
  const isNotice = kind === 'inskrivningsmeddelande';
  return {
    messageId: `m-${String(messages)}`,
    kind,
    sender: UNITS.ward,
    sentAt: '2026-11-23T08:00:00+01:00',
    episodeId: 'V1',
    ...(isNotice ? { patient: TOLVAN } : {}),
    ...(isNotice && changes.needs === undefined ? { planningCategory: 'BC' as const } : {}),
    content: CONTENTS[kind],
    ...changes,
  };
}

export const notice = (changes: Partial<Message> = {}): Message => message('inskrivningsmeddelande', changes);

/** A notice whose content is the usual one with these fields; `undefined` takes a field away. */
export function noticeWith(content: Content, changes: Partial<Message> = {}): Message {
  const merged = { ...CONTENTS.inskrivningsmeddelande, ...content };
  return notice({
    content: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)),
    ...changes,
  });
}

interface HeldDelivery {
  id: string;
  message: string;
  kind: MessageKind;
  episode: string | undefined;
  plan: string | undefined;
  unit: string;
  role: PartyRole;
  state: DeliveryState;
}

interface HeldDeadline extends Omit<PlannedDeadline, 'state' | 'late' | 'message'> {
  episode: string | undefined;
  message: string;
  state: DeadlineState;
  late: boolean;
  endedBy: string | undefined;
}

interface HeldMessage {
  id: string;
  messageId: string;
  sender: string;
  kind: MessageKind;
  episode: string | undefined;
  plan: string | undefined;
  withdrawn: boolean;
  visible: VisibleMessage;
  /** What its sender was told beside the answer. */
  remarks: readonly Reason[];
  receivedAt: Date;
  /** Whose stay it waits for, and until when. */
  waits: { patient: string; until: Date | null } | undefined;
}

/** The plan for a message about a stay. */
export type StayPlan = AdmissionPlan & { episode: Episode; answer: { episode: { id: string; state: string } } };

export function isOfStay(plan: AdmissionPlan): plan is StayPlan {
  return plan.episode !== undefined && plan.answer.episode !== null;
}

/** Monday in the week that specs play in. */
export const MONDAY = '2026-11-23T08:15:00+01:00';

/** What a hub keeps, in memory: applies each accepted plan and knows for the next message what a store would load. */
export class DomainWorld {
  readonly episodes = new Map<string, Episode>();
  /** Plans (SIP), by the hub's ids. */
  readonly plans = new Map<string, Plan>();
  readonly deliveries: HeldDelivery[] = [];
  readonly deadlines: HeldDeadline[] = [];
  readonly messages: HeldMessage[] = [];
  /** Rules of the regions that it knows, by their ids. */
  readonly profiles = new Map<string, Profile>();
  private ids = 0;

  constructor(
    readonly profile: Profile = DEMO.profile,
    public directory: Directory = DEMO.directory,
  ) {
    this.profiles.set(profile.id, profile);
  }

  readonly newId = (): string => {
    this.ids += 1;
    return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
  };

  unit(hsaId: string): Unit {
    const unit = this.directory.units.get(hsaId);
    if (unit === undefined) throw new Error('the directory has no such unit');
    return unit;
  }

  /** The knowledge on which a message is decided. */
  known(message: Message): KnownState {
    const target = this.target(message);
    const organisation = this.unit(message.sender).organisation;
    const episode =
      this.sought(message) ??
      (message.episode === undefined
        ? ([...this.episodes.values()].find(
            (found) => found.organisation === organisation && found.number === message.episodeId,
          ) ?? this.episodes.get(message.episodeId === undefined ? (target?.episode ?? '') : ''))
        : this.episodes.get(message.episode));
    const isOut = ({ state }: HeldDelivery) => ['waiting', 'received'].includes(state);
    const outstanding = this.deliveries.filter((delivery) => delivery.episode === episode?.id && isOut(delivery));
    const plans = this.plansFor(message, episode, target);
    const persons = [message.patient?.id, episode?.patient.id];
    const isOfPlan = ({ plan }: { plan?: string | undefined }) => plans.some(({ id }) => id === plan);
    return {
      episode,
      hasOtherOpenEpisode: [...this.episodes.values()].some(
        ({ id, patient, facts }) =>
          id !== episode?.id &&
          patient.id === message.patient?.id &&
          facts.state !== 'planerad' &&
          !CLOSED_STATES.includes(facts.state),
      ),
      ofPerson: this.ofPerson(message, organisation),
      outstanding,
      waiting: this.waiting(message),
      receipted: MESSAGE_KINDS.filter((kind) => {
        const first = standingSteps(episode).find((step) => step.kind === kind);
        return first !== undefined && !outstanding.some((delivery) => delivery.message === first.message);
      }),
      deadlines: this.deadlines
        .filter((deadline) => deadline.episode === episode?.id)
        .map((deadline) => ({ ...deadline, metBy: deadline.endedBy }))
        .filter(({ state, metBy }) => state !== 'cancelled' || (target !== undefined && metBy === target.id)),
      target,
      plans,
      hasOtherOpenPlan: plans.some(({ id, patient, profile }) =>
        [...this.plans.values()].some(
          (other) =>
            other.id !== id && isOpenPlan(other) && other.patient.id === patient.id && other.profile === profile,
        ),
      ),
      planConsentEndedAt: [...this.plans.values()]
        .flatMap(({ patient, profile, facts: { closed } }) =>
          closed?.how === 'samtycke' && persons.includes(patient.id) && profile === this.unit(message.sender).profile
            ? [closed.at]
            : [],
        )
        .sort()
        .at(-1),
      planDeadlines: this.deadlines
        .filter((deadline) => isOfPlan(deadline))
        .map((deadline) => ({ ...deadline, metBy: deadline.endedBy })),
      planDeliveries: this.deliveries
        .filter((delivery) => isOfPlan(delivery) && isOut(delivery))
        .map((delivery) => ({
          ...{ ...delivery, plan: delivery.plan ?? '' },
          receipts: this.deadlines
            .filter((deadline) => deadline.delivery === delivery.id && deadline.state === 'open')
            .map(({ id }) => id),
        })),
    };
  }

  /** The plans that a message may change: the one it names, those of the message it withdraws, else the open ones of its person. */
  private plansFor(message: Message, episode: Episode | undefined, target: WithdrawalTarget | undefined): Plan[] {
    const all = [...this.plans.values()];
    if (message.plan !== undefined) return all.filter(({ id }) => id === message.plan);
    if (target !== undefined) return all.filter(({ steps }) => steps.some((step) => step.message === target.id));
    const persons = [message.patient?.id, episode?.patient.id, ...personsIn(message)];
    const isPerson = personsIn(message).length > 0;
    const { profile: region } = this.unit(message.sender);
    return all.filter(
      (plan) =>
        persons.includes(plan.patient.id) &&
        (isPerson || isOpenPlan(plan)) &&
        (message.kind === 'avliden' || plan.profile === region),
    );
  }

  /** The open stay of the patient that a message which names none and may come early belongs to. */
  private sought({ kind, episode, episodeId, patient, sender }: Message): Episode | undefined {
    const isNamed = episode !== undefined || episodeId !== undefined;
    if (this.profile.kinds[kind]?.early === undefined || isNamed || patient === undefined) return undefined;
    const { organisation } = this.unit(sender);
    return [...this.episodes.values()].findLast(
      (one) =>
        one.patient.id === patient.id &&
        isOpen(one) &&
        (one.organisation === organisation || one.facts.parties.some(({ unit }) => unit === sender)),
    );
  }

  private waiting({ kind, patient }: Message): WaitingMessage[] | undefined {
    if (!this.profile.transitions.some(({ on, from }) => on === kind && from === 'none')) return undefined;
    return this.messages.flatMap(({ waits, withdrawn, id, kind: early, sender, receivedAt, visible }) => {
      if (waits === undefined || withdrawn || waits.patient !== patient?.id) return [];
      const deliveredTo = this.deliveries.filter((delivery) => delivery.message === id).map(({ unit }) => unit);
      const { role } = this.unit(sender);
      const { content, consent } = visible;
      return [{ id, kind: early, sender, role, receivedAt, until: waits.until, content, consent, deliveredTo }];
    });
  }

  private ofPerson(message: Message, organisation: string): Episode[] | undefined {
    const persons = personsIn(message);
    if (persons.length === 0) return undefined;
    return [...this.episodes.values()].filter(
      (episode) => episode.organisation === organisation && persons.includes(episode.patient.id),
    );
  }

  private target({ kind, content, sender }: Message): WithdrawalTarget | undefined {
    if (kind !== 'makulering') return undefined;
    const found = this.messages.find((held) => held.messageId === content['messageId'] && held.sender === sender);
    if (found === undefined) return undefined;
    return { ...found, deliveries: this.deliveries.filter((delivery) => delivery.message === found.id) };
  }

  decide(message: Message, at = MONDAY, origin = JSON_ORIGIN): AdmissionDecision {
    const request = { message, origin, sender: this.unit(message.sender), receivedAt: new Date(at) };
    return decideAdmission(request, this.known(message), {
      profile: this.profile,
      directory: this.directory,
      newId: this.newId,
      profiles: this.profiles,
    });
  }

  /** Decides and keeps a message about a stay; throws when it is refused. */
  admit(message: Message, at = MONDAY, origin = JSON_ORIGIN): StayPlan {
    const plan = this.tell(message, at, origin);
    if (!isOfStay(plan)) throw new Error('the plan has no care episode');
    return plan;
  }

  /** Decides and keeps a message that may be about a person; throws when it is refused. */
  tell(message: Message, at = MONDAY, origin = JSON_ORIGIN): AdmissionPlan {
    const decision = this.decide(message, at, origin);
    if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.reasons));
    this.apply(message, decision.plan);
    return decision.plan;
  }

  /** Why the message is refused; throws when it is not. */
  refuse(message: Message, at = MONDAY, origin = JSON_ORIGIN): Reason[] {
    const decision = this.decide(message, at, origin);
    if (decision.kind === 'accepted') throw new Error('the message was accepted');
    return decision.reasons;
  }

  apply(message: Message, plan: AdmissionPlan): void {
    const { episode } = plan;
    for (const changedPlan of plan.plans ?? []) this.plans.set(changedPlan.id, changedPlan);
    const ofPlan = plan.plans?.[0]?.id;
    for (const changedOne of [...(episode === undefined ? [] : [episode]), ...plan.alsoEpisodes]) {
      this.episodes.set(changedOne.id, changedOne);
    }
    const own = { id: plan.message.id, messageId: message.messageId, sender: message.sender, kind: message.kind };
    const waits = plan.waits && message.patient && { patient: message.patient.id, until: plan.waits.until };
    const receivedAt = new Date(plan.message.receivedAt);
    const said = { visible: plan.message, remarks: plan.answer.warnings, receivedAt, waits };
    this.messages.push({ ...own, episode: episode?.id, plan: ofPlan, withdrawn: false, ...said });
    for (const joined of this.messages.filter(({ id }) => plan.joins?.includes(id))) {
      Object.assign(joined, { episode: episode?.id, waits: undefined });
    }
    const held = { message: plan.message.id, episode: episode?.id };
    for (const { id, unit, role, ...its } of plan.deliveries) {
      const brought = this.messages.find((one) => one.id === (its.message ?? plan.message.id));
      const kind = brought?.kind ?? message.kind;
      const about = { message: its.message ?? plan.message.id, episode: its.episode ?? episode?.id, plan: ofPlan };
      this.deliveries.push({ id, unit, role, ...about, kind, state: 'waiting' });
    }
    for (const { message: earlier, ...deadline } of plan.deadlines) {
      const endedBy = deadline.state === 'met' ? plan.message.id : undefined;
      this.deadlines.push({ ...deadline, ...held, message: earlier ?? held.message, endedBy });
    }
    for (const end of plan.endedDeadlines) {
      const deadline = this.deadlines.find(({ id }) => id === end.id);
      if (deadline === undefined) throw new Error('a deadline ends that was never there');
      Object.assign(deadline, end, { endedBy: end.state === 'open' ? undefined : plan.message.id });
    }
    for (const end of plan.endedDeliveries) {
      const delivery = this.deliveries.find(({ id }) => id === end.id);
      if (delivery === undefined) throw new Error('a delivery ends that was never there');
      delivery.state = 'withdrawn';
    }
    for (const withdrawn of this.messages) if (withdrawn.id === plan.withdraws) withdrawn.withdrawn = true;
    for (const { waits } of this.messages) {
      if (plan.renames !== undefined && waits?.patient === plan.renames.from) waits.patient = plan.renames.to;
    }
  }

  /** The unit receipts all that it has. */
  receipt(unit: string): void {
    for (const delivery of this.deliveries) {
      if (delivery.unit !== unit || delivery.state !== 'waiting') continue;
      delivery.state = 'receipted';
      for (const deadline of this.deadlines) {
        const isOwed = deadline.delivery === delivery.id && deadline.scope === 'delivery';
        if (isOwed && deadline.state === 'open') deadline.state = 'met';
      }
    }
  }

  episode(number = 'V1'): Episode {
    const episode = [...this.episodes.values()].find((found) => found.number === number);
    if (episode === undefined) throw new Error('no such episode');
    return episode;
  }

  /** Names of the deadlines that are open, without the receipts. */
  openDuties(): string[] {
    return this.deadlines.filter(({ state, delivery }) => state === 'open' && !delivery).map(({ kind }) => kind);
  }
}

/** The world after these messages, each at its own time. */
export function replayEpisode(
  steps: readonly (readonly [Message, string?, Origin?])[],
  world = new DomainWorld(),
): DomainWorld {
  for (const [step, at, origin] of steps) world.admit(step, at, origin);
  return world;
}

/** Units that a plan delivers to, in order. */
export const unitsOf = (plan: AdmissionPlan): string[] => plan.deliveries.map(({ unit }) => unit).sort();

/** Codes and rules of warnings or reasons, such as `late G-ADM-02`. */
export const told = (reasons: readonly Reason[]): string[] =>
  reasons.map(({ code, rule }) => (rule === undefined ? code : `${code} ${rule}`));
