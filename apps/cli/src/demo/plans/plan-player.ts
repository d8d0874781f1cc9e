import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Both } from '#domain/both.js';
import { Answer } from '../../api/answer.js';
import { readDemoClients } from '../../api/demo-clients.js';
import type { KnownClient } from '../../api/demo-clients.js';
import { HubClient, jsonOf } from '../../api/hub-client.js';
import { owesReceipt } from '../../api/inbox.js';
import type { InboxEntry } from '../../api/inbox.js';
import { Failure } from '../../failure.js';
import { both } from '../../i18n/both.js';
import { acceptedOutcome, refusedOutcome } from '../../send/outcome-json.js';
import type { Outcome } from '../../send/outcome.js';
import { isoInSweden } from '../../stockholm-time.js';
import type { RunningHub } from '../hub-process.js';
import { isRefusedBy } from '../player.js';
import { instantAt } from '../scenario.js';
import type { CivilTime } from '../scenario.js';
import { Witness } from '../witness.js';
import { headOf, withIds } from './plan-story.js';
import type { PlanStep, PlanStory, PostStep, ReceiptStep, RegisterStep, TellStep } from './plan-story.js';
import type { PlanRegion } from './regions.js';
import { lookAt, Portal } from './views.js';
import type { PlanLook } from './views.js';

interface Happened {
  readonly at: Date;
}

/** What happened around a plan, in the order in which it did. */
export type PlanEvent =
  | (Happened & {
      readonly type: 'told';
      /** HSA-id. */
      readonly unit: string;
      readonly kind: string;
      readonly outcome: Outcome;
      /** The hub took it, or refused it by the very rules by which the routine wants it refused. */
      readonly isAsTold: boolean;
      /** State of the plan after it. */
      readonly state: string | undefined;
    })
  | (Happened & { readonly type: 'receipted'; readonly unit: string; readonly deliveries: number })
  | (Happened & { readonly type: 'posted'; readonly unit: string; readonly letters: number })
  | (Happened & { readonly type: 'register' })
  | (Happened & { readonly type: 'portal'; readonly state: 'shown' | 'withdrawn' })
  | (Happened & { readonly type: 'look'; readonly about: Both; readonly look: PlanLook })
  | (Happened & Alarm & { readonly type: 'alarm' });

/** A reminder or an escalation of the hub: somebody owes something around the plan. */
export interface Alarm {
  readonly step: string;
  readonly duty: string;
  /** HSA-id of who hears of it. */
  readonly unit: string;
  readonly responsible: string;
  readonly due: Date;
  readonly rule: string;
  /** How often the same was said to the same unit. */
  readonly times: number;
}

/** A story as it was played. */
export interface PlayedStory {
  readonly story: PlanStory;
  /** The hub's id; undefined when no step began a plan. */
  readonly plan: string | undefined;
  readonly events: readonly PlanEvent[];
  /** Letters of the plan, as the print queues have them in the end. */
  readonly letters: readonly Letter[];
}

export interface Letter {
  /** HSA-id of who sends it. */
  readonly unit: string;
  readonly kind: string;
  readonly state: string;
  readonly createdAt: Date;
}

/** Milliseconds that the hub may take to look at the register, and between two looks at what came of it. */
const REGISTER_PATIENCE = 30_000;
const REGISTER_PAUSE = 100;

interface Turn {
  readonly played: Playing;
  readonly step: PlanStep;
}

/** What is known of a story while it is played. */
class Playing {
  plan: string | undefined;
  episode: string | undefined;
  readonly ids = new Map<string, string>();
  readonly events: PlanEvent[] = [];

  constructor(readonly story: PlanStory) {}
}

/** Plays stories of a region on a running hub, step by step in the order of time. */
export async function playPlans(
  region: PlanRegion,
  stories: readonly PlanStory[],
  hub: RunningHub,
  stopped: AbortSignal,
): Promise<{ readonly stories: PlayedStory[]; readonly nameOf: (hsaId: string) => string }> {
  const clients = await readDemoClients(hub.dataDir);
  const player = new PlanPlayer(region, hub, clients);
  return { stories: await player.play(stories, stopped), nameOf: (hsaId) => player.nameOf(hsaId) };
}

class PlanPlayer {
  private readonly witness: Witness;
  private readonly operations: HubClient;
  private readonly portal: Portal | undefined;
  private readonly receipted = new Set<string>();
  private count = 0;

  constructor(
    region: PlanRegion,
    private readonly hub: RunningHub,
    clients: readonly KnownClient[],
  ) {
    const operations = clients.find(({ roles }) => roles.includes('operations'));
    if (operations === undefined) throw new Failure(both((texts) => texts.demoNoUnit('operations')));
    const portal = clients.find(({ clientId }) => clientId === `portal-${region.profile}`);
    this.witness = new Witness(hub.url, clients, region.profile, region.operations);
    this.operations = new HubClient(hub.url, operations);
    this.portal = portal && new Portal(new HubClient(hub.url, portal));
  }

  nameOf(hsaId: string): string {
    return this.witness.mailboxes.get(hsaId)?.unit.name ?? hsaId;
  }

  async play(stories: readonly PlanStory[], stopped: AbortSignal): Promise<PlayedStory[]> {
    const all = stories.map((story) => new Playing(story));
    const turns = all
      .flatMap((played) => [...played.story.steps, lastLook(played.story)].map((step): Turn => ({ played, step })))
      .toSorted((a, b) => instantAt(a.step.at).getTime() - instantAt(b.step.at).getTime());
    for (const turn of turns) {
      stopped.throwIfAborted();
      await this.moveTo(turn.step.at);
      await this.take(turn);
      await this.notePortal(turn.step.at, all);
    }
    await this.witness.lookAgain();
    return Promise.all(all.map((played) => this.ended(played)));
  }

  private async moveTo(at: CivilTime): Promise<void> {
    await this.operations.json('POST', '/v1/simulation/clock', { now: isoInSweden(instantAt(at)) });
  }

  private async take({ played, step }: Turn): Promise<void> {
    if ('tell' in step) await this.tell(step, played);
    else if ('receipt' in step) await this.receipt(step, played);
    else if ('post' in step) await this.post(step, played);
    else if ('register' in step) await this.register(step, played);
    else if (played.plan !== undefined) {
      const look = await lookAt(played.plan, this.witness, this.portal);
      played.events.push({ type: 'look', at: instantAt(step.at), about: step.look, look });
    }
  }

  private async tell(step: TellStep, played: Playing): Promise<void> {
    const { at, unit, tell: kind, content, recipients, consent } = step;
    this.count += 1;
    const messageId = `SIP-${String(this.count).padStart(3, '0')}`;
    const head = { messageId, kind, sender: unit, sentAt: isoInSweden(instantAt(at)) };
    const about = headOf(played.story, step, played);
    const body = JSON.stringify({ ...head, ...about, recipients, consent, content: withIds(content, played.ids) });
    const path = '/v1/messages';
    const response = await this.hubOf(unit).send({ method: 'POST', path, contentType: 'application/json', body });
    const answer = Answer.of(jsonOf(response), path);
    const isTaken = response.status < 300;
    const outcome = isTaken
      ? acceptedOutcome(response.status, answer)
      : refusedOutcome(messageId, response.status, answer);
    const plan = isTaken ? answer.optionalChild('plan') : undefined;
    played.plan ??= plan?.text('id');
    if (isTaken) played.episode ??= answer.optionalChild('episode')?.text('id');
    if (isTaken && step.label !== undefined) played.ids.set(step.label, answer.text('id'));
    const isAsTold = isRefusedBy(outcome, step.refused);
    played.events.push({ type: 'told', at: instantAt(at), unit, kind, outcome, isAsTold, state: plan?.text('state') });
  }

  private async receipt({ at, receipt: unit, by }: ReceiptStep, { plan, events }: Playing): Promise<void> {
    await this.witness.look(unit);
    const given = this.receipted;
    const owed = this.witness
      .inboxOf(unit)
      .filter((entry) => owesReceipt(entry) && planOf(entry) === plan && !given.has(entry.deliveryId));
    for (const { deliveryId } of owed) {
      await this.hubOf(unit).json('POST', `/v1/deliveries/${deliveryId}/receipt`, { by });
      given.add(deliveryId);
    }
    events.push({ type: 'receipted', at: instantAt(at), unit, deliveries: owed.length });
  }

  private async post({ at, post: unit, by }: PostStep, { plan, events }: Playing): Promise<void> {
    if (plan === undefined) return;
    const hub = this.hubOf(unit);
    const waiting = (await this.queueOf(unit, plan)).filter((job) => job.text('state') === 'queued');
    for (const job of waiting) {
      for (const done of ['printed', 'posted']) {
        await hub.json('POST', `/v1/print-queue/${job.text('id')}/${done}`, { by });
      }
    }
    events.push({ type: 'posted', at: instantAt(at), unit, letters: waiting.length });
  }

  private async queueOf(unit: string, plan: string): Promise<Answer[]> {
    const path = `/v1/units/${encodeURIComponent(unit)}/print-queue?plan=${plan}&limit=200`;
    return (await this.hubOf(unit).json('GET', path)).list('items');
  }

  /** The file is put there under another name first: the hub takes whole files only. */
  private async register({ at, register: diedOn }: RegisterStep, { plan, events, story }: Playing): Promise<void> {
    const folder = registerFolder(this.hub.dataDir);
    await mkdir(folder, { recursive: true });
    const [hidden, name] = [join(folder, '.deaths.json'), join(folder, 'deaths.json')];
    await writeFile(hidden, JSON.stringify([{ id: story.patient.id, diedOn }]));
    await rename(hidden, name);
    events.push({ type: 'register', at: instantAt(at) });
    if (plan !== undefined) await this.untilDeceased(plan);
  }

  private async untilDeceased(plan: string): Promise<void> {
    const patience = AbortSignal.timeout(REGISTER_PATIENCE);
    while (!patience.aborted) {
      const { state } = await lookAt(plan, this.witness, undefined);
      if (state === 'avliden-aviserad' || state === 'avslutad') return;
      await wait(REGISTER_PAUSE);
    }
    throw new Failure(both((texts) => texts.plans.registerSilent));
  }

  private async notePortal(at: CivilTime, all: readonly Playing[]): Promise<void> {
    for (const { plan, state } of (await this.portal?.changes()) ?? []) {
      const of = all.find((played) => played.plan === plan);
      of?.events.push({ type: 'portal', at: instantAt(at), state });
    }
  }

  private async ended({ story, plan, events }: Playing): Promise<PlayedStory> {
    if (plan === undefined) return { story, plan, events, letters: [] };
    const end = instantAt(story.ends);
    const alarms = this.alarmsOf(plan).filter(({ at }) => at <= end);
    const units = [...new Set(story.steps.flatMap((step) => ('unit' in step ? step.unit : [])))];
    const jobs = (await Promise.all(units.map((unit) => this.queueOf(unit, plan)))).flat();
    const letters = jobs.map((job) => ({
      unit: job.text('unit'),
      kind: job.text('kind'),
      state: job.text('state'),
      createdAt: job.instant('createdAt'),
    }));
    const inOrder = [...alarms, ...events].toSorted((a, b) => a.at.getTime() - b.at.getTime());
    return { story, plan, events: inOrder, letters };
  }

  /** What the hub said of the plan by itself; the same said again to the same unit counts once. */
  private alarmsOf(plan: string): PlanEvent[] {
    const found = new Map<string, Happened & Alarm & { readonly type: 'alarm' }>();
    for (const unit of this.witness.mailboxes.keys()) {
      for (const entry of this.witness.inboxOf(unit)) {
        const { kind, content, receivedAt: at } = entry;
        if ((kind !== 'paminnelse' && kind !== 'eskalering') || planOf(entry) !== plan) continue;
        // What it said has gone back with the consent
        const step = content.optionalText('step');
        if (step === undefined) continue;
        const [duty, due] = [content.text('kind'), content.instant('due')];
        const key = [step, duty, unit, due.toISOString()].join(' ');
        const before = found.get(key);
        const { times, ...first } = before ?? {
          ...{ type: 'alarm' as const, at, step, duty, unit, due, times: 0 },
          ...{ responsible: content.text('responsible'), rule: content.text('rule') },
        };
        found.set(key, { ...first, times: times + 1 });
      }
    }
    return [...found.values()];
  }

  private hubOf(unit: string): HubClient {
    const hub = this.witness.mailboxes.get(unit)?.hub;
    if (hub === undefined) throw new Failure(both((texts) => texts.demoNoUnit(unit)));
    return hub;
  }
}

/** The hub's id of the plan that a message belongs to. */
function planOf({ raw }: InboxEntry): string | undefined {
  return Answer.of(raw, 'inbox').child('message').optionalText('plan');
}

/** Where the hub of a demo looks for what the population register delivers. */
export function registerFolder(dataDir: string): string {
  return join(dataDir, 'register');
}

function lastLook({ ends }: PlanStory): PlanStep {
  return { at: ends, look: { sv: 'Till slut', en: 'In the end' } };
}
