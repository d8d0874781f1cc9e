import type { MessageKind } from '#domain/message.js';
import { clientOfUnit, readDemoClients } from '../api/demo-clients.js';
import type { KnownClient } from '../api/demo-clients.js';
import { HubClient } from '../api/hub-client.js';
import { owesReceipt } from '../api/inbox.js';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Texts } from '../i18n/sv.js';
import { MllpClient } from '../send/mllp-client.js';
import type { Outcome } from '../send/outcome.js';
import { outcomesOfAcks } from '../send/outcome-hl7.js';
import { outcomesOfResponse } from '../send/read-answer.js';
import { isoInSweden } from '../stockholm-time.js';
import type { RunningHub } from './hub-process.js';
import type { KnownOfStay, WrittenMessage } from './record-system.js';
import { writeMessage, writeToParties } from './record-system.js';
import type { ReceiptStep, Scenario, SendStep, Stay, Turn, WriteStep } from './scenario.js';
import { instantAt, turnsOf } from './scenario.js';
import { Witness } from './witness.js';

/** A message that was sent, and what the hub answered at once. */
export interface SentMessage {
  readonly at: Date;
  readonly kind: MessageKind;
  readonly messageId: string;
  readonly sender: string;
  readonly episode: string;
  readonly category: string;
  readonly as: SendStep['as'];
  readonly outcome: Outcome;
  /** The hub took it, or refused it by the very rules by which the routine wants it refused. */
  readonly isAsTold: boolean;
}

/** A receipt that the hub took, at the time that it names. */
export interface GivenReceipt {
  readonly at: Date;
  readonly unit: string;
  readonly deliveryId: string;
}

/** All that happened, as the hub answered it. */
export interface Played {
  readonly sent: readonly SentMessage[];
  readonly receipts: readonly GivenReceipt[];
  readonly witness: Witness;
  /** State of each care episode in the end, by the hospital's number; none of a stay that nobody was told of. */
  readonly episodes: ReadonlyMap<string, string>;
  readonly openEscalations: number;
}

/** Milliseconds that an answer may take. */
const PATIENCE = 30_000;

/** Told of each step when it is done. */
export type Told = (at: Date, line: string) => void;

/** Plays a scenario on a running hub: moves its clock from step to step, sends, looks into the inboxes, receipts. */
export async function play(scenario: Scenario, hub: RunningHub, stopped: AbortSignal, tell: Told): Promise<Played> {
  const clients = await readDemoClients(hub.dataDir);
  const mllp = await MllpClient.open(hub.mllp.host, hub.mllp.port);
  try {
    return await new Player(scenario, hub.url, clients, mllp).play(stopped, tell);
  } finally {
    mllp.close();
  }
}

class Player {
  private readonly witness: Witness;
  private readonly operations: HubClient;
  private readonly sent: SentMessage[] = [];
  private readonly receipts: GivenReceipt[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly url: string,
    private readonly clients: readonly KnownClient[],
    private readonly mllp: MllpClient,
  ) {
    const operations = clients.find(({ roles }) => roles.includes('operations'));
    if (operations === undefined) throw new Failure(both((texts) => texts.demoNoUnit('operations')));
    this.witness = new Witness(url, clients, scenario.profile, scenario.operations);
    this.operations = new HubClient(url, operations);
  }

  async play(stopped: AbortSignal, tell: Told): Promise<Played> {
    for (const turn of turnsOf(this.scenario)) {
      stopped.throwIfAborted();
      await this.moveTo(instantAt(turn.step.at));
      tell(instantAt(turn.step.at), await this.take(turn));
    }
    stopped.throwIfAborted();
    await this.moveTo(instantAt(this.scenario.ends));
    await this.witness.lookAgain();
    return {
      sent: this.sent,
      receipts: this.receipts,
      witness: this.witness,
      episodes: await this.episodes(),
      openEscalations: await this.openEscalations(),
    };
  }

  private take({ step, stay }: Turn): Promise<string> {
    if ('send' in step) return this.send(step, stay);
    return 'write' in step ? this.write(step, stay) : this.receipt(step, stay);
  }

  private async moveTo(instant: Date): Promise<void> {
    await this.operations.json('POST', '/v1/simulation/clock', { now: isoInSweden(instant) });
    await this.witness.look();
  }

  private async send(step: SendStep, stay: Stay): Promise<string> {
    const message = writeMessage(step, stay, this.nextMessageId());
    const outcome =
      message.contentType === 'application/json' ? await this.post(message) : await this.transmit(message);
    return this.noteSent({ ...step, kind: step.send }, stay, message, outcome);
  }

  private async write(step: WriteStep, stay: Stay): Promise<string> {
    const message = writeToParties(step, stay, this.nextMessageId(), this.knownFor(step, stay));
    return this.noteSent({ ...step, kind: step.write, as: 'json' }, stay, message, await this.post(message));
  }

  /** What the unit has in its inbox of the stay; the ward has a number of its own for it. */
  private knownFor({ unit, write: kind, about, answers }: WriteStep, { ward, episode }: Stay): KnownOfStay {
    if (about === 'person') return {};
    const entries = this.witness.inboxOf(unit).filter((entry) => entry.episode === episode);
    const answered = entries.findLast((entry) => entry.kind === answers)?.messageId;
    if (unit === ward) return { answered };
    const known = entries[0]?.hubEpisode;
    if (known !== undefined) return { episode: known, answered };
    const name = this.nameOf(unit);
    throw new Failure(both((texts) => texts.demoUnknownStay(name, texts.kinds[kind] ?? kind, episode)));
  }

  private nextMessageId(): string {
    return `DEMO-${String(this.sent.length + 1).padStart(3, '0')}`;
  }

  private noteSent(
    { at, kind, as, refused }: Pick<SendStep, 'at' | 'as' | 'refused'> & { readonly kind: MessageKind },
    { episode, category }: Stay,
    { messageId, sender }: WrittenMessage,
    outcome: Outcome,
  ): string {
    const isAsTold = isRefusedBy(outcome, refused);
    this.sent.push({ at: instantAt(at), kind, messageId, sender, episode, category, as, outcome, isAsTold });
    const name = this.nameOf(sender);
    return both((texts) => texts.demoSent(name, texts.kinds[kind] ?? kind, outcome.code));
  }

  private async transmit({ bytes }: WrittenMessage): Promise<Outcome> {
    const answer = await this.mllp.send(bytes, PATIENCE);
    if (answer === undefined) throw new Failure(both((texts) => texts.noAnswer(PATIENCE / 1000)));
    return understood(outcomesOfAcks(answer));
  }

  private async post({ messageId, sender, contentType, bytes }: WrittenMessage): Promise<Outcome> {
    const response = await this.clientOf(sender).send({
      method: 'POST',
      path: '/v1/messages',
      contentType,
      body: bytes,
      signal: AbortSignal.timeout(PATIENCE),
    });
    return understood(outcomesOfResponse({ messageId }, response));
  }

  private async receipt({ at, receipt: kind, unit, by }: ReceiptStep, { episode }: Stay): Promise<string> {
    const given = new Set(this.receipts.map(({ deliveryId }) => deliveryId));
    const owed = this.witness
      .inboxOf(unit)
      .filter((entry) => entry.episode === episode && owesReceipt(entry) && !given.has(entry.deliveryId));
    const chosen = kind === 'all' ? owed : owed.filter((entry) => entry.kind === kind).slice(-1);
    const name = this.nameOf(unit);
    const what = (texts: Texts): string => texts.kinds[kind] ?? kind;
    if (chosen.length === 0) throw new Failure(both((texts) => texts.demoNothingToReceipt(name, what(texts), episode)));
    for (const { deliveryId } of chosen) {
      const answer = await this.clientOf(unit).json('POST', `/v1/deliveries/${deliveryId}/receipt`, { by });
      this.receipts.push({ at: answer.optionalInstant('at') ?? instantAt(at), unit, deliveryId });
    }
    const receipted = (texts: Texts): string => chosen.map((entry) => texts.kinds[entry.kind] ?? entry.kind).join(', ');
    return both((texts) => texts.demoReceipted(name, receipted(texts)));
  }

  private async episodes(): Promise<ReadonlyMap<string, string>> {
    const begun = new Set(this.sent.filter(({ outcome }) => outcome.kind === 'accepted').map(({ episode }) => episode));
    const states = this.scenario.courses
      .filter(({ stay }) => begun.has(stay.episode))
      .map(async ({ stay: { ward, episode } }) => {
        const organisation = this.witness.mailboxes.get(ward)?.unit.organisation ?? '';
        const query = new URLSearchParams({ organisation, episodeId: episode });
        const answer = await this.clientOf(ward).json('GET', `/v1/episodes?${query.toString()}`);
        return [episode, answer.text('state')] as const;
      });
    return new Map(await Promise.all(states));
  }

  private async openEscalations(): Promise<number> {
    const summary = await this.operations.json('GET', '/v1/ops/summary');
    return summary.child('total').child('counts').number('openEscalations');
  }

  private clientOf(unit: string): HubClient {
    const mailbox = this.witness.mailboxes.get(unit);
    if (mailbox === undefined || clientOfUnit(this.clients, unit) === undefined)
      throw new Failure(both((texts) => texts.demoNoUnit(unit)));
    return mailbox.hub;
  }

  private nameOf(unit: string): string {
    return this.witness.mailboxes.get(unit)?.unit.name ?? unit;
  }
}

function understood(outcomes: readonly Outcome[] | undefined): Outcome {
  const [outcome] = outcomes ?? [];
  if (outcome === undefined) throw new Failure(both((texts) => texts.unreadableAnswer));
  return outcome;
}

/** Whether an outcome is the one that a course tells of: taken, or refused by these rules and no others. */
export function isRefusedBy({ kind, remarks }: Outcome, rules: readonly string[] | undefined): boolean {
  if (rules === undefined) return kind === 'accepted';
  const found = new Set(remarks.flatMap(({ severity, rule }) => (severity === 'error' ? (rule ?? []) : [])));
  return kind === 'refused' && [...found].toSorted().join() === [...rules].toSorted().join();
}
