import { decideAdmission, regionOf } from '#domain/admission/admission.js';
import type {
  AdmissionAnswer,
  AdmissionPlan,
  KnownDeadline,
  KnownState,
  PlannedDeadline,
  VisibleMessage,
  WaitingMessage,
} from '#domain/admission/admission-plan.js';
import type { FiredStep } from '#domain/deadline/deadline.js';
import type { DeadlineState } from '#domain/deadline/deadline.js';
import type { DeliveryState } from '#domain/delivery.js';
import type { Unit } from '#domain/directory/directory.js';
import type { Episode } from '#domain/episode/episode.js';
import { standingSteps } from '#domain/episode/steps.js';
import type { AnyMessageKind, Message, MessageKind, Origin, PartyRole } from '#domain/message.js';
import { personsIn } from '#domain/person.js';
import type { Reason } from '#domain/reason.js';

import { CLOSED } from './model-region.js';
import type { Region } from './model-region.js';

/** Everything that a store keeps, in memory, as bare as it goes. What is kept is frozen: nobody changes it in place. */

export interface HeldMessage {
  readonly id: string;
  readonly messageId: string;
  readonly sender: string;
  readonly role: PartyRole;
  readonly kind: AnyMessageKind;
  /** As it was sent; absent for those of the hub. */
  readonly sent: Message | undefined;
  readonly visible: VisibleMessage;
  readonly receivedAt: Date;
  episode: string | undefined;
  withdrawn: boolean;
  waits: { patient: string; until: Date | null } | undefined;
}

export interface HeldDelivery {
  readonly id: string;
  readonly message: string;
  readonly kind: AnyMessageKind;
  readonly unit: string;
  readonly role: PartyRole;
  readonly receiptDue: Date | null;
  readonly acceptedAt: Date;
  episode: string | undefined;
  state: DeliveryState;
  receiptAt: Date | undefined;
}

export interface HeldDeadline {
  readonly id: string;
  readonly kind: string;
  readonly rule: string;
  readonly profile: string;
  readonly scope: PlannedDeadline['scope'];
  readonly startedAt: Date;
  readonly due: Date;
  readonly informs: string;
  readonly message: string;
  responsible: string;
  episode: string | undefined;
  delivery: string | undefined;
  state: DeadlineState;
  endedBy: string | undefined;
  fired: FiredStep[];
  nextFireAt: Date | null;
}

export type Admitted =
  | {
      readonly kind: 'accepted';
      readonly plan: AdmissionPlan;
      readonly before: Episode | undefined;
      readonly region: Region;
    }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'repeated'; readonly answer: AdmissionAnswer };

export class ModelHub {
  readonly episodes = new Map<string, Episode>();
  readonly messages = new Map<string, HeldMessage>();
  readonly deliveries = new Map<string, HeldDelivery>();
  readonly deadlines = new Map<string, HeldDeadline>();
  private readonly answers = new Map<string, { content: string; answer: AdmissionAnswer }>();
  private ids = 0;

  constructor(
    readonly regions: ReadonlyMap<string, Region>,
    public now: Date,
    private readonly stored: (episode: Episode) => Episode = (episode) => episode,
  ) {}

  readonly newId = (): string => {
    this.ids += 1;
    return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
  };

  unit(hsaId: string): Unit {
    for (const { directory } of this.regions.values()) {
      const unit = directory.units.get(hsaId);
      if (unit !== undefined) return unit;
    }
    throw new Error(`the directory has no ${hsaId}`);
  }

  region(name: string): Region {
    const region = this.regions.get(name);
    if (region === undefined) throw new Error('a region without a profile');
    return region;
  }

  /** What a message has been accepted as, in what is sent now or was sent before. */
  own(sender: string, messageId: string): HeldMessage | undefined {
    for (const held of this.messages.values()) if (held.messageId === messageId && held.sender === sender) return held;
    return undefined;
  }

  deliveriesOf(message: string): HeldDelivery[] {
    return [...this.deliveries.values()].filter((delivery) => delivery.message === message);
  }

  /** The deadlines of a stay that are open or met. */
  deadlinesOf(episode: string): KnownDeadline[] {
    return [...this.deadlines.values()]
      .filter((one) => one.episode === episode && one.state !== 'cancelled')
      .map((one) => ({ ...one, metBy: one.endedBy }));
  }

  openDeadlines(): HeldDeadline[] {
    return [...this.deadlines.values()].filter(({ state }) => state === 'open');
  }

  admit(message: Message, origin: Origin): Admitted {
    const key = `${origin.application} ${message.sender} ${message.messageId}`;
    const content = JSON.stringify({ ...message, sentAt: undefined });
    const earlier = this.answers.get(key);
    if (earlier !== undefined) {
      return earlier.content === content
        ? { kind: 'repeated', answer: earlier.answer }
        : { kind: 'refused', reasons: [] };
    }
    const sender = this.unit(message.sender);
    const sending = this.region(sender.profile);
    const known = this.known(message, sender, sending);
    const region = this.region(regionOf(known, sender));
    const request = { message, origin, sender, receivedAt: this.now };
    const { profile, directory } = region;
    const decision = decideAdmission(request, known, { profile, directory, newId: this.newId });
    if (decision.kind === 'refused') return decision;
    this.apply(message, sender, decision.plan);
    this.answers.set(key, { content, answer: decision.plan.answer });
    return { kind: 'accepted', plan: decision.plan, before: known.episode, region };
  }

  /** What a store loads for it. */
  private known(message: Message, sender: Unit, { profile }: Region): KnownState {
    const held =
      message.kind === 'makulering' ? this.own(sender.hsaId, String(message.content['messageId'])) : undefined;
    const target = held && { ...held, deliveries: this.deliveriesOf(held.id) };
    const episode = this.episodeOf(message, sender, profile.kinds[message.kind]?.early !== undefined, held);
    const outstanding = [...this.deliveries.values()].filter(
      ({ episode: of, state }) =>
        of !== undefined && of === episode?.id && (state === 'waiting' || state === 'received'),
    );
    const mayOpen = profile.transitions.some(({ on, from }) => on === message.kind && from === 'none');
    const waitsFor = new Set(outstanding.map((delivery) => delivery.message));
    const firsts = new Map<MessageKind, string>();
    for (const step of standingSteps(episode)) if (!firsts.has(step.kind)) firsts.set(step.kind, step.message);
    return {
      episode,
      hasOtherOpenEpisode: [...this.episodes.values()].some(
        ({ id, patient, facts: { state } }) =>
          patient.id === message.patient?.id && id !== episode?.id && state !== 'planerad' && !CLOSED.includes(state),
      ),
      ofPerson: this.ofPerson(message, sender),
      outstanding,
      deadlines: this.deadlinesFor(episode, held),
      target,
      waiting: mayOpen ? this.waitingFor(message.patient?.id) : undefined,
      receipted: [...firsts].flatMap(([kind, first]) => (waitsFor.has(first) ? [] : [kind])),
    };
  }

  private episodeOf(
    { episode, episodeId, patient }: Message,
    { organisation, hsaId }: Unit,
    mayBeEarly: boolean,
    target: HeldMessage | undefined,
  ): Episode | undefined {
    const all = [...this.episodes.values()];
    if (target !== undefined) return target.episode === undefined ? undefined : this.episodes.get(target.episode);
    if (episode !== undefined) return this.episodes.get(episode);
    if (episodeId !== undefined)
      return all.find((one) => one.organisation === organisation && one.number === episodeId);
    if (!mayBeEarly || patient === undefined) return undefined;
    return all.findLast(
      (one) =>
        one.patient.id === patient.id &&
        !CLOSED.includes(one.facts.state) &&
        (one.organisation === organisation || one.facts.parties.some(({ unit }) => unit === hsaId)),
    );
  }

  private ofPerson(message: Message, { organisation }: Unit): Episode[] | undefined {
    const persons = personsIn(message);
    if (persons.length === 0) return undefined;
    return [...this.episodes.values()].filter(
      (episode) => episode.organisation === organisation && persons.includes(episode.patient.id),
    );
  }

  private deadlinesFor(episode: Episode | undefined, target: HeldMessage | undefined): KnownState['deadlines'] {
    return [...this.deadlines.values()]
      .filter((one) => (episode === undefined ? one.message === target?.id : one.episode === episode.id))
      .filter(({ state, endedBy }) => state !== 'cancelled' || (target !== undefined && endedBy === target.id))
      .map((one) => ({ ...one, metBy: one.endedBy }));
  }

  private waitingFor(patient: string | undefined): WaitingMessage[] {
    return [...this.messages.values()].flatMap(({ id, kind, sender, role, receivedAt, visible, waits, withdrawn }) => {
      if (waits === undefined || withdrawn || waits.patient !== patient) return [];
      const deliveredTo = this.deliveriesOf(id)
        .filter(({ state }) => state !== 'forwarded' && state !== 'misdirected')
        .map(({ unit }) => unit);
      const { content, consent } = visible;
      return [
        { id, kind: kind as MessageKind, sender, role, receivedAt, until: waits.until, content, consent, deliveredTo },
      ];
    });
  }

  private apply(message: Message, { hsaId, role }: Unit, plan: AdmissionPlan): void {
    const { episode, message: visible } = plan;
    this.keep(...(episode === undefined ? [] : [episode]), ...plan.alsoEpisodes);
    const waits =
      plan.waits === undefined || message.patient === undefined
        ? undefined
        : { patient: message.patient.id, until: plan.waits.until };
    const { id, messageId } = visible;
    const held = {
      id,
      messageId,
      sender: hsaId,
      role,
      kind: message.kind,
      sent: message,
      visible,
      receivedAt: this.now,
    };
    this.messages.set(id, { ...held, episode: episode?.id, withdrawn: false, waits });
    for (const joined of plan.joins ?? []) this.join(joined, episode?.id);
    if (plan.renames !== undefined) this.rename(plan.renames, plan.profile);
    for (const { id: delivery, unit, role: as, receiptDue, message: earlier = id, episode: of } of plan.deliveries) {
      const { kind } = this.messages.get(earlier)!;
      const its = { message: earlier, kind, unit, role: as, receiptDue, acceptedAt: this.now, receiptAt: undefined };
      this.deliveries.set(delivery, { id: delivery, ...its, episode: of ?? episode?.id, state: 'waiting' });
    }
    for (const deadline of plan.deadlines) {
      const earlier = deadline.message ?? this.deliveries.get(deadline.delivery ?? '')?.message ?? id;
      this.begin(deadline, earlier, episode?.id, plan.profile, deadline.state === 'met' ? id : undefined);
    }
    for (const end of plan.endedDeadlines)
      this.end(end.id, end.state, end.state === 'open' ? undefined : id, end.nextFireAt);
    for (const end of plan.endedDeliveries) {
      const delivery = this.deliveries.get(end.id);
      if (delivery === undefined) throw new Error('a delivery is taken back that was never there');
      if (['waiting', 'received', 'receipted'].includes(delivery.state)) delivery.state = 'withdrawn';
    }
    const withdrawn = this.messages.get(plan.withdraws ?? '');
    if (withdrawn !== undefined) Object.assign(withdrawn, { withdrawn: true, waits: undefined });
  }

  keep(...episodes: readonly Episode[]): void {
    for (const episode of episodes) this.episodes.set(episode.id, frozen(this.stored(episode)));
  }

  private rename({ from, to }: { from: string; to: string }, profile: string): void {
    for (const { waits, sender } of this.messages.values()) {
      if (waits?.patient === from && this.unit(sender).profile === profile) waits.patient = to;
    }
  }

  private join(id: string, episode: string | undefined): void {
    const joined = this.messages.get(id);
    if (joined === undefined) throw new Error('a message is taken up that was never there');
    Object.assign(joined, { episode, waits: undefined });
    for (const delivery of this.deliveriesOf(id)) {
      delivery.episode = episode;
      for (const deadline of this.deadlines.values()) if (deadline.delivery === delivery.id) deadline.episode = episode;
    }
  }

  begin(
    { state, late: _late, startedFrom: _from, ...deadline }: PlannedDeadline,
    message: string,
    episode: string | undefined,
    profile: string,
    endedBy: string | undefined,
  ): void {
    this.deadlines.set(deadline.id, { ...deadline, message, episode, profile, state, endedBy, fired: [] });
  }

  /** One that has ended stays as it is, but what a message had met is cancelled with that message. */
  end(id: string, state: DeadlineState, by: string | undefined, nextFireAt: Date | null): void {
    const deadline = this.deadlines.get(id);
    if (deadline === undefined) throw new Error('a deadline ends that was never there');
    const isChanged = (deadline.state === 'open') !== (state === 'open');
    if (!isChanged && !(deadline.state === 'met' && state === 'cancelled' && deadline.endedBy !== undefined)) return;
    Object.assign(deadline, { state, endedBy: by, nextFireAt });
  }
}

/** Frozen through and through; what is frozen already is not looked into again. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}
