import { mayActAs } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import { dutiesAfterHandling } from '#domain/deadline/deadline-handover.js';
import { decideForward, decideMisdirected, decideReceipt } from '#domain/handling.js';
import type { ForwardDecision, MisdirectedDecision, ReceiptDecision } from '#domain/handling.js';
import type { StaffMember } from '#domain/message.js';
import { planAfterHandling } from '#domain/plan/deciding/handled.js';
import { kindsWithReceiptEffects, startAfterReceipts } from '#domain/admission/receipt-effects.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { DutiesMoved, HandlingStore, InboxSignals, InboxStore, PlanMoved, ReceiptEffects } from './inbox-ports.js';
import type { Clock } from './ports.js';

/** What is another unit's is not there. */
export interface NotThere {
  kind: 'not-found';
}

const NOT_THERE: NotThere = { kind: 'not-found' };

/** Who has receipted, and when; `at` as it was sent, without it the receipt is made now. */
export interface ReceiptMade {
  readonly by: StaffMember;
  readonly at: string | undefined;
}

export interface ReceiptOutcome {
  readonly deliveryId: string;
  readonly outcome: ReceiptDecision | NotThere;
}

/** What recipients do with what they got. Whoever loses a race gets the state it met. */
export class HandleDelivery {
  constructor(
    private readonly inbox: Pick<InboxStore, 'unitsOf'>,
    private readonly handling: HandlingStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly signals: InboxSignals,
    private readonly newId: () => string,
  ) {}

  /** The kvittens for one delivery: once and for all. */
  async receipt(caller: Caller, id: string, made: ReceiptMade): Promise<ReceiptDecision | NotThere> {
    const unit = await this.unitOf(caller, id);
    if (unit === undefined) return NOT_THERE;
    const key = id.toLowerCase();
    const outcomes = await this.receiptAll(caller, unit, [key], made);
    return outcomes.get(key) ?? NOT_THERE;
  }

  /** The kvittens for many deliveries of one inbox, with an outcome for each, in the order given; undefined: not the caller's inbox. */
  async receiptMany(
    caller: Caller,
    unit: string,
    ids: readonly string[],
    made: ReceiptMade,
  ): Promise<ReceiptOutcome[] | undefined> {
    if (!mayActAs(caller, unit)) return undefined;
    const asked = [...new Set(ids)];
    const units = await this.inbox.unitsOf(asked.filter(isHubId).map((id) => id.toLowerCase()));
    const own = [...units].filter(([, owner]) => owner === unit).map(([id]) => id);
    const outcomes = await this.receiptAll(caller, unit, own, made);
    return asked.map((deliveryId) => ({ deliveryId, outcome: outcomes.get(deliveryId.toLowerCase()) ?? NOT_THERE }));
  }

  /** Hands a delivery on to another unit of the same organisation, with its due time. */
  async forward(caller: Caller, id: string, target: string): Promise<ForwardDecision | NotThere> {
    const unit = await this.unitOf(caller, id);
    if (unit === undefined) return NOT_THERE;
    const { directory, profiles } = this.configuration.current;
    const decision = await this.handling.forward(
      id,
      (delivery, facts) =>
        decideForward(delivery, target, directory, this.newId, profiles.get(delivery.profile), facts),
      actorOf(caller),
      await this.clock.now(),
      this.duties(),
      this.plans(),
    );
    if (decision?.kind === 'forwarded') this.signals.changed([unit, decision.to.hsaId]);
    return decision ?? NOT_THERE;
  }

  /** Felsänt: the duty ends, the unit is no party any more and the sender is told why. */
  async misdirected(caller: Caller, id: string, reason: string): Promise<MisdirectedDecision | NotThere> {
    const unit = await this.unitOf(caller, id);
    if (unit === undefined) return NOT_THERE;
    const { directory } = this.configuration.current;
    const now = await this.clock.now();
    const decision = await this.handling.misdirect(
      id,
      (delivery) => decideMisdirected(delivery, reason, directory, this.newId, now),
      actorOf(caller),
      now,
      this.effects(),
      this.duties(),
      this.plans(),
    );
    if (decision?.kind === 'misdirected') {
      const told = decision.notice?.delivery.unit;
      this.signals.changed(told === undefined ? [unit] : [unit, told]);
    }
    return decision ?? NOT_THERE;
  }

  /** The unit of a delivery, if the caller may act as it. */
  private async unitOf(caller: Caller, id: string): Promise<string | undefined> {
    const [unit] = isHubId(id) ? (await this.inbox.unitsOf([id])).values() : [];
    return unit !== undefined && mayActAs(caller, unit) ? unit : undefined;
  }

  private async receiptAll(
    caller: Caller,
    unit: string,
    ids: readonly string[],
    { by, at }: ReceiptMade,
  ): Promise<Map<string, ReceiptDecision>> {
    if (ids.length === 0) return new Map();
    const now = await this.clock.now();
    const { profiles } = this.configuration.current;
    const outcomes = await this.handling.receipt(
      ids,
      (delivery) => decideReceipt(delivery, by, at, now, profiles.get(delivery.profile)),
      actorOf(caller),
      now,
      this.effects(),
    );
    if ([...outcomes.values()].some((outcome) => outcome.kind === 'receipted')) this.signals.changed([unit]);
    return outcomes;
  }

  /** What was owed by a unit that is no party any more, by each stay's own region. */
  private duties(): DutiesMoved {
    const { profiles, directory } = this.configuration.current;
    return ({ before, after, deadlines, by, at }) => {
      const profile = profiles.get(before.profile);
      if (profile === undefined) return { started: [], ended: [] };
      const known = { episode: before, hasOtherOpenEpisode: false, outstanding: [], deadlines, target: undefined };
      const ground = { profile, directory, newId: this.newId };
      return dutiesAfterHandling({ known, facts: after.facts, ground, by, at });
    };
  }

  /** Who takes part in a plan then, by the plan's own region. */
  private plans(): PlanMoved {
    const { profiles } = this.configuration.current;
    return (handled) => {
      const profile = profiles.get(handled.plan.profile);
      return profile === undefined ? undefined : planAfterHandling(handled, { profile, newId: this.newId });
    };
  }

  /** What begins when the last who got a message has receipted it, by each stay's own region. */
  private effects(): ReceiptEffects {
    const { profiles } = this.configuration.current;
    return {
      kinds: new Set([...profiles.values()].flatMap((profile) => [...kindsWithReceiptEffects(profile)])),
      decide: (message) => {
        const profile = profiles.get(message.episode.profile);
        return profile === undefined ? [] : startAfterReceipts(message, { profile, newId: this.newId });
      },
    };
  }
}
