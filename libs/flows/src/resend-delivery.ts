import type { Caller } from '#domain/access.js';
import type { Both } from '#domain/both.js';
import type { Delivery } from '#domain/delivery.js';
import type { MessageFormat } from '#domain/message.js';
import { decideResend, resendRemark } from '#domain/admission/resend.js';
import type { ResendDecision } from '#domain/admission/resend.js';
import type { PlanFacts } from '#domain/plan/plan.js';
import { stillVisible } from '#domain/visible.js';
import { fieldsOf } from '#formats/masking/fields.js';
import type { Field } from '#formats/masking/fields.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { Resending, ResendStore } from './content-ports.js';
import { actorOf, isHubId } from './hub-id.js';
import type { InboxSignals } from './inbox-ports.js';
import type { Clock } from './ports.js';

/** What sending a delivery again would do. */
export interface ResendPreview {
  delivery: Delivery;
  decision: ResendDecision;
  remark: Both | undefined;
  /** Other units that have the message: they get nothing. */
  others: string[];
  format: MessageFormat;
  /** What the unit will see, masked. */
  fields: Field[];
}

export type Resent = Resending & { at: Date };

/** Puts a delivery into its unit's inbox once more, for a recipient that has lost it. */
export class ResendDelivery {
  constructor(
    private readonly store: ResendStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly signals: InboxSignals,
  ) {}

  /** The same decision as of `resend`, carried out nowhere. */
  async preview(id: string): Promise<ResendPreview | undefined> {
    const found = isHubId(id) ? await this.store.look(id, await this.clock.now()) : undefined;
    if (found === undefined) return undefined;
    const { delivery, isExpired, facts, body, others } = found;
    const unit = this.configuration.current.directory.units.get(delivery.unit);
    return {
      delivery,
      decision: this.decide(delivery, isExpired, facts),
      remark: resendRemark(delivery),
      others,
      format: unit?.format ?? 'json',
      fields: fieldsOf(stillVisible(body, delivery.state, isExpired), false),
    };
  }

  async resend(caller: Caller, id: string, reason: string): Promise<Resent | undefined> {
    if (!isHubId(id)) return undefined;
    const now = await this.clock.now();
    const why = { reason, actor: actorOf(caller) };
    const resending = await this.store.resend(id, (...found) => this.decide(...found), why, now);
    if (resending?.kind === 'resent') this.signals.changed([resending.unit]);
    return resending && { ...resending, at: now };
  }

  private decide(delivery: Delivery, isExpired: boolean, facts: PlanFacts | undefined): ResendDecision {
    const { directory, profiles } = this.configuration.current;
    return decideResend(delivery, { directory, profile: profiles.get(delivery.profile), isExpired, facts });
  }
}
