import { alertMessage } from '#domain/operations/alert-message.js';
import type { AlertChannel, AlertConfiguration } from '#domain/operations/alert-rules.js';
import { decideAlerts } from '#domain/operations/alerts.js';
import type { AlertChange, AlertFacts, HeldAlert } from '#domain/operations/alerts.js';
import type { ProblemFacts } from '#domain/operations/problems.js';
import { SILENCE } from '#domain/operations/silence.js';
import type { SilenceRule } from '#domain/operations/silence.js';
import { addressOf } from './alert-address.js';
import type { AlertDecision, AlertStore } from './alert-ports.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { Clock } from './ports.js';

/** How long alerts that have ended are kept; ms. */
const KEPT_FOR = 90 * 86_400_000;

/** Whoever knows how the region and the hub stand. */
export interface AlertFactSource {
  facts(now: Date, rule: SilenceRule): Promise<ProblemFacts>;
}

/** Decides which alerts start and end, and what is to be sent because of it. Sends nothing itself. */
export class EvaluateAlerts {
  constructor(
    private readonly store: AlertStore,
    private readonly source: AlertFactSource,
    private readonly alerts: AlertConfiguration,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly newId: () => string,
    /** Where people find the console; undefined when the hub is not told under which address it is reached. */
    private readonly link: string | undefined,
  ) {}

  /**
   * Any number of processes may do this at once: one does, by the facts of that moment.
   * @param machineNow the machine's time
   * @throws StorageUnavailable
   */
  async run(machineNow: Date): Promise<void> {
    await this.store.evaluate((held) => this.decide(held, machineNow), machineNow);
    await this.store.forget(new Date(machineNow.getTime() - KEPT_FOR));
  }

  private async decide(held: readonly HeldAlert[], machine: Date): Promise<AlertDecision> {
    const { rules } = this.alerts;
    const hub = await this.clock.now();
    const changes = decideAlerts(await this.facts(hub), rules, held, { hub, machine }, this.newId);
    return { changes, sendings: changes.flatMap((change) => this.sendingsOf(change)) };
  }

  private async facts(now: Date): Promise<AlertFacts> {
    const hours = new Set([SILENCE.hours, ...this.alerts.rules.map(({ silentHours }) => silentHours)]);
    const read = new Map<number, ProblemFacts>();
    for (const one of hours) read.set(one, await this.source.facts(now, { ...SILENCE, hours: one }));
    const common = read.get(SILENCE.hours);
    if (common === undefined) throw new Error('The facts were not read');
    const { directory } = this.configuration.current;
    return {
      refused: common.refused,
      hub: common.hub,
      unitsBy: (silentHours) => read.get(silentHours)?.units ?? [],
      profileOf: (unit) => directory.units.get(unit)?.profile,
    };
  }

  private sendingsOf(change: AlertChange): AlertDecision['sendings'] {
    if (change.kind !== 'started' && change.kind !== 'ended') return [];
    const endedAt = change.kind === 'ended' ? change.endedAt : undefined;
    const message = alertMessage(change.alert, endedAt, this.configuration.current.directory, this.link);
    // The end goes to whom the start went, whatever the rule says by then: the store leaves out the others.
    const channels = change.kind === 'ended' ? [...this.alerts.channels.values()] : this.channelsOf(change.alert.rule);
    return channels.map((channel) => ({
      ...addressOf(channel),
      id: this.newId(),
      alert: change.alert.id,
      message,
    }));
  }

  private channelsOf(rule: string): AlertChannel[] {
    const ids = this.alerts.rules.find(({ id }) => id === rule)?.channels ?? [];
    return ids.flatMap((id) => this.alerts.channels.get(id) ?? []);
  }
}
