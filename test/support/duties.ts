import { expect } from '@jest/globals';
import { changeDeadlines } from '#domain/admission/admission-deadlines.js';
import type {
  KnownDeadline,
  PlannedDeadline,
  PlannedDelivery,
  WaitingMessage,
} from '#domain/admission/admission-plan.js';
import type { Subject } from '#domain/condition.js';
import { deadlinesAfterWithdrawal } from '#domain/deadline/deadline-end.js';
import type { Episode, EpisodeFacts, Party } from '#domain/episode/episode.js';
import type { Content, MessageKind } from '#domain/message.js';
import type { DeadlineRule, Profile } from '#domain/profile/profile.js';

import { demoDirectory, gavleborg, JSON_ORIGIN, TOLVAN, UNITS } from './domain.js';

/** Deadlines by themselves: what messages start and end, everything else of a decision left out. */

const base = gavleborg();
const directory = demoDirectory();

/** A deadline of which only what a test is about is said. */
export function deadlineRule(changes: Partial<DeadlineRule>): DeadlineRule {
  return {
    rule: 'B-ANS-01',
    lateRule: 'B-ANS-14',
    lateCode: 'late',
    scope: 'episode',
    responsible: 'sender',
    informs: 'sender',
    roles: [],
    due: { hours: 24 },
    strict: false,
    from: [],
    startedBy: ['inskrivningsmeddelande'],
    metBy: [],
    cancelledBy: [],
    ...changes,
  };
}

export const MONDAY = '2026-11-23T10:00:00+01:00';
export const TUESDAY = '2026-11-24T10:00:00+01:00';

/** What is said beside the kind; the ward on Monday without it. */
export interface Told {
  readonly by?: string;
  readonly at?: string;
  readonly content?: Content;
  readonly parties?: Party[];
  readonly ward?: string;
  readonly to?: readonly Party[];
  readonly takenBack?: readonly string[];
  readonly receiptDue?: Date;
  /** The hub's id of an earlier message that is delivered instead, with what is known of it. */
  readonly earlier?: WaitingMessage;
  readonly values?: Subject['values'];
}

/** A stay whose deadlines alone are kept: what each message starts and ends. */
export class DutyStay {
  readonly deadlines: KnownDeadline[] = [];
  private readonly planned = new Map<string, PlannedDeadline>();
  private episode: Episode;
  private ids = 0;
  readonly profile: Profile;

  constructor(
    deadlines: Profile['deadlines'],
    parties: Party[],
    public outstanding: readonly string[] = [],
    kinds: Profile['kinds'] = withoutReceipts(base.kinds),
  ) {
    this.profile = { ...base, deadlines, kinds };
    const facts: EpisodeFacts = { state: 'inskriven', ward: UNITS.ward, parties, noticeSent: true };
    const { id: organisation } = directory.organisations.get('gavle-sjukhus')!;
    const known = { organisation, number: 'V1', profile: 'gavleborg', patient: TOLVAN };
    this.episode = { id: 'stay', ...known, version: 0, facts, steps: [] };
  }

  private readonly newId = () => `id-${String((this.ids += 1))}`;

  private get ground() {
    return { profile: this.profile, directory, newId: this.newId };
  }

  private get known() {
    const outstanding = this.outstanding.map((id) => ({ id, message: '', kind: 'inskrivningsmeddelande' as const }));
    return {
      episode: this.episode,
      hasOtherOpenEpisode: false,
      outstanding,
      deadlines: this.deadlines.filter(({ state }) => state !== 'cancelled'),
      target: undefined,
    };
  }

  tell(kind: MessageKind, told: Told = {}) {
    const {
      by = UNITS.ward,
      at = MONDAY,
      content = {},
      to = [],
      takenBack = [],
      values = {},
      receiptDue,
      earlier,
    } = told;
    const before = this.episode;
    const { ward = before.facts.ward, parties = before.facts.parties } = told;
    const facts = { ...before.facts, ward, parties };
    const message = { messageId: this.newId(), kind, sender: by, sentAt: at, content };
    const id = message.messageId;
    const deliveries = to.map(({ role, unit }): PlannedDelivery => ({
      id: `${id} to ${unit}`,
      unit,
      role,
      receiptDue: receiptDue ?? null,
      message: earlier?.id,
    }));
    const subject: Subject = {
      values: { content, planningCategory: 'BC', ...values },
      said: [],
      parties,
      isReceipted: () => false,
      hasConsent: () => true,
      consentTo: () => undefined,
    };
    const changes = changeDeadlines({
      request: { message, origin: JSON_ORIGIN, sender: directory.units.get(by)!, receivedAt: new Date(at) },
      known: { ...this.known, waiting: earlier && [earlier] },
      ground: this.ground,
      deliveries,
      takenBack: takenBack.map((delivery) => ({ id: delivery, state: 'withdrawn' as const })),
      facts,
      subject,
    });
    const steps = [
      ...before.steps,
      { message: id, kind, at, before: before.steps.length === 0 ? undefined : before.facts },
    ];
    this.episode = { ...before, facts, steps };
    for (const started of changes.started) {
      this.planned.set(started.id, started);
      this.deadlines.push({ ...started, message: id, metBy: started.state === 'met' ? id : undefined });
    }
    this.end(changes.ended, id);
    return { ...changes, id };
  }

  private end(ends: readonly { id: string; state: KnownDeadline['state'] }[], by: string): void {
    expect(new Set(ends.map(({ id }) => id)).size).toBe(ends.length);
    for (const { id, state } of ends) {
      const index = this.deadlines.findIndex((deadline) => deadline.id === id);
      this.deadlines[index] = { ...this.deadlines[index]!, state, metBy: state === 'open' ? undefined : by };
    }
  }

  withdraw(id: string, kind: MessageKind, at = TUESDAY): void {
    const target = { id, kind, episode: 'stay', withdrawn: false, deliveries: [] };
    const known = {
      ...this.known,
      deadlines: this.deadlines.filter(({ state, metBy }) => state !== 'cancelled' || metBy === id),
    };
    const ends = deadlinesAfterWithdrawal(known, target, this.profile, new Date(at));
    this.end(ends, 'makulering');
    const steps = this.episode.steps.map((step) => (step.message === id ? { ...step, withdrawn: true } : step));
    this.episode = { ...this.episode, steps };
  }

  /** Who owes what, as `kind unit`. */
  owed(): string[] {
    return this.deadlines.flatMap(({ kind, state, responsible }) =>
      state === 'open' ? [`${kind} ${responsible}`] : [],
    );
  }

  plannedOf(kind: string): PlannedDeadline[] {
    return [...this.planned.values()].filter((deadline) => deadline.kind === kind);
  }
}

function withoutReceipts(kinds: Profile['kinds']): Profile['kinds'] {
  return Object.fromEntries(Object.entries(kinds).map(([kind, { receipt: _receipt, ...rest }]) => [kind, rest]));
}
