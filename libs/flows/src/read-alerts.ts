import { testMessage } from '#domain/operations/alert-message.js';
import type { AlertConfiguration, AlertRule } from '#domain/operations/alert-rules.js';
import { addressOf } from './alert-address.js';
import { ALERT_STATES } from './alert-ports.js';
import type { AlertAddress, AlertCourier, AlertState, AlertStore, AlertView, SendingOutcome } from './alert-ports.js';

/** Alerts that one answer holds at most, of each state. */
const LIMIT = 200;

/** A channel of a rule, and what keeps it from being sent to. */
export interface RuleChannel extends AlertAddress {
  /** The setting that is missing. */
  readonly missing: string | undefined;
}

/** A rule, where it sends, and whether there is an alert of it now. */
export interface RuleView {
  readonly rule: AlertRule;
  readonly channels: readonly RuleChannel[];
  readonly isActive: boolean;
}

/** What operations see of alerts, and the test of a rule's channels. */
export class ReadAlerts {
  constructor(
    private readonly store: AlertStore,
    private readonly courier: AlertCourier,
    private readonly alerts: AlertConfiguration,
    private readonly newId: () => string,
    private readonly link: string | undefined,
  ) {}

  /** Those that last first, the longest first; then those that have ended, the latest first. @throws StorageUnavailable */
  async list(state: AlertState | undefined): Promise<AlertView[]> {
    const states = state === undefined ? ALERT_STATES : [state];
    const lists = await Promise.all(states.map((one) => this.store.list(one, LIMIT)));
    return lists.flat();
  }

  async rules(): Promise<RuleView[]> {
    const active = new Set((await this.store.list('active', LIMIT)).map(({ rule }) => rule));
    return this.alerts.rules.map((rule) => ({
      rule,
      channels: this.addresses(rule).map((address) => ({
        ...address,
        missing: this.courier.missingFor(address.channel),
      })),
      isActive: active.has(rule.id),
    }));
  }

  /** Sends a test to each channel of the rule, once and without being kept; undefined when there is no such rule. */
  async test(ruleId: string): Promise<{ address: AlertAddress; outcome: SendingOutcome }[] | undefined> {
    const rule = this.alerts.rules.find(({ id }) => id === ruleId);
    if (rule === undefined) return undefined;
    const message = testMessage(rule, this.link);
    return Promise.all(
      this.addresses(rule).map(async (address) => {
        const outcome = await this.courier.send({ ...address, id: this.newId(), message });
        return { address, outcome };
      }),
    );
  }

  private addresses({ channels }: AlertRule): AlertAddress[] {
    return channels.flatMap((id) => {
      const channel = this.alerts.channels.get(id);
      return channel === undefined ? [] : [addressOf(channel)];
    });
  }
}
