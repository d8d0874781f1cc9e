import type { FiredStep } from '#domain/deadline/deadline.js';
import { isLate } from '#domain/deadline/deadline.js';
import { explain } from '#domain/explain/explain.js';
import { OPERATIONS, partyViewer } from '#domain/explain/explanation.js';
import type {
  EarlyMessage,
  Explained,
  Explanation,
  KnownStay,
  StayFiring,
  Viewer,
} from '#domain/explain/explanation.js';
import { toldStay } from '#domain/explain/told-stay.js';
import { decideFiring } from '#domain/deadline/firing.js';

import type { DomainWorld } from './domain.js';

/** A stay of a `DomainWorld` with what that leaves out: when receipts came, and what its ladders told whom. */
export class ExplainedStay {
  private readonly receiptTimes = new Map<string, Date>();
  private readonly late = new Set<string>();
  private readonly fired = new Map<string, FiredStep[]>();
  private readonly firings: StayFiring[] = [];

  constructor(
    readonly world: DomainWorld,
    readonly number: string,
  ) {}

  /** Whatever is receipted by what is done here is receipted at that time. */
  receipted(at: string, act: () => void): void {
    const before = new Set(this.receiptedNow());
    act();
    const made = new Date(at);
    for (const id of this.receiptedNow().filter((one) => !before.has(one))) {
      this.receiptTimes.set(id, made);
      const owed = this.world.deadlines.find((one) => one.delivery === id && one.scope === 'delivery');
      const rule = owed && this.world.profile.deadlines[owed.kind];
      if (owed !== undefined && rule !== undefined && isLate(rule, owed.due, made)) this.late.add(owed.id);
    }
  }

  private receiptedNow(): string[] {
    return this.world.deliveries.filter(({ state }) => state === 'receipted').map(({ id }) => id);
  }

  /** The ladders of what is open at that time are looked at. */
  passes(at: string): void {
    const now = new Date(at);
    const { world } = this;
    const { facts } = this.episode();
    const parties = [...facts.parties, { role: 'slutenvard' as const, unit: facts.ward }];
    for (const deadline of world.deadlines.filter(({ episode }) => episode === this.episode().id)) {
      const fired = this.fired.get(deadline.id) ?? [];
      const subject = { episodeNumber: this.number, messageId: deadline.message, messageKind: '', parties };
      const known = { ...deadline, profile: world.profile.id, episode: this.episode().id, fired };
      const plan = decideFiring(known, subject, { ...world, newId: world.newId }, now);
      this.fired.set(deadline.id, plan.fired);
      for (const { step, at: instant, to } of plan.firings) {
        this.firings.push({
          deadline: deadline.id,
          kind: step.send,
          step: step.step,
          rule: step.rule,
          at: instant,
          to,
        });
      }
    }
  }

  private episode() {
    return this.world.episode(this.number);
  }

  /** What a store would load. */
  known(): KnownStay {
    const { world } = this;
    const episode = this.episode();
    const messages = world.messages.filter((one) => one.episode === episode.id);
    const ids = new Set(messages.map(({ id }) => id));
    return {
      episode,
      messages: messages.map(({ id, kind, visible, sender, receivedAt, withdrawn, remarks }) => ({
        ...{ id, kind, sender, receivedAt, withdrawn, remarks },
        notice: visible.notice,
      })),
      deliveries: world.deliveries
        .filter(({ message }) => ids.has(message))
        .map((delivery) => ({
          ...delivery,
          receiptAt: this.receiptTimes.get(delivery.id) ?? null,
          forwardedTo: null,
        })),
      deadlines: world.deadlines
        .filter((deadline) => deadline.episode === episode.id)
        .map(({ endedBy, delivery, late, ...deadline }) => ({
          ...deadline,
          late: late || this.late.has(deadline.id),
          endedBy: endedBy ?? null,
          delivery: delivery ?? null,
          fired: this.fired.get(deadline.id) ?? [],
        })),
      firings: this.firings,
      early: world.messages.flatMap(({ waits, id, kind, sender, receivedAt }): EarlyMessage[] => {
        if (waits === undefined || waits.patient !== episode.patient.id) return [];
        const units = world.deliveries.filter(({ message }) => message === id).map(({ unit }) => unit);
        return [{ id, kind, sender, receivedAt, until: waits.until, units }];
      }),
    };
  }

  /** What operations may know of it, or a party with these units. */
  knownTo(...units: string[]): KnownStay {
    return toldStay(this.known(), this.world.profile, this.viewer(units));
  }

  /** As operations read it, or a party with these units. */
  explain(at: string, ...units: string[]): Explanation {
    const { profile, directory } = this.world;
    const stay = this.knownTo(...units);
    return explain({ stay, profile, directory, viewer: this.viewer(units), now: new Date(at) });
  }

  private viewer(units: string[]): Viewer {
    const caller = { clientId: 'test', roles: ['party' as const], units };
    return units.length === 0 ? OPERATIONS : partyViewer(caller, this.episode(), this.world.directory);
  }
}

/** The Swedish, or the English, of items, with what hangs on them below and the rule behind. */
export function read(items: readonly Explained[], language: 'sv' | 'en' = 'sv', indent = ''): string[] {
  return items.flatMap(({ text, rule, then = [] }) => [
    `${indent}${text[language]}${rule === undefined ? '' : ` [${rule}]`}`,
    ...read(then, language, `${indent}  `),
  ]);
}
