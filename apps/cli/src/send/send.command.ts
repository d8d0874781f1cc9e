import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { KnownClient } from '../api/demo-clients.js';
import { clientOfUnit, readDemoClients, unitNames } from '../api/demo-clients.js';
import { HubClient } from '../api/hub-client.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Surroundings } from '../surroundings.js';
import type { OutgoingMessage } from './message-file.js';
import { readMessages } from './message-file.js';
import { MllpClient } from './mllp-client.js';
import type { Outcome } from './outcome.js';
import { answerWanted, outcomeOfAck, outcomeOfResponse, unanswered } from './outcome.js';
import { outcomeLines } from './outcome-text.js';

export interface SendOptions {
  /** Also for HL7 v2; JSON always goes over HTTP. */
  readonly http?: boolean;
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly dataDir: string;
  readonly repeat: number;
  /** Messages a second. */
  readonly rate: number | undefined;
  /** Seconds. */
  readonly timeout: number;
  readonly quiet?: boolean;
}

interface Sending {
  readonly file: string;
  readonly message: OutgoingMessage;
}

/** Up to so many answers are printed one by one; of more, those that are not positive, and how far it has come. */
const MOST_PRINTED = 50;
/** A sender that wants some answers only may get none. */
const SHORT_PATIENCE = 2_000;

/** Sends files to a running hub, one message after the other, and prints what it answers. */
export async function send(files: readonly string[], options: SendOptions, at: Surroundings): Promise<ExitCode> {
  const sendings = (await Promise.all(files.map((file) => readSendings(file, at)))).flat();
  const clients = await readDemoClients(options.dataDir);
  const lines = new Lines(options, clients);
  try {
    return await sendAll(sendings, lines, options, at);
  } finally {
    lines.close();
  }
}

async function readSendings(file: string, { folder }: Surroundings): Promise<Sending[]> {
  let content: Uint8Array;
  try {
    content = await readFile(resolve(folder, file));
  } catch {
    throw new Failure(both((texts) => texts.cannotReadFile(file)));
  }
  const messages = readMessages(content);
  if (messages === undefined) throw new Failure(both((texts) => texts.notAMessage(file)));
  return messages.map((message) => ({ file, message }));
}

async function sendAll(
  sendings: readonly Sending[],
  lines: Lines,
  options: SendOptions,
  { out, err }: Surroundings,
): Promise<ExitCode> {
  const total = sendings.length * options.repeat;
  const began = performance.now();
  const counts = { sent: 0, accepted: 0, refused: 0 };
  const nameOf = unitNames(lines.clients);
  for (let round = 0; round < options.repeat; round += 1) {
    for (const { file, message } of sendings) {
      await keepRate(options.rate, counts.sent, began);
      const outcome = await lines.send(message, file);
      counts.sent += 1;
      if (outcome.kind === 'refused') counts.refused += 1;
      else counts.accepted += 1;
      const isShown = outcome.kind === 'refused' || (options.quiet !== true && total <= MOST_PRINTED);
      if (isShown) out.write(`${outcomeLines(outcome, basename(file), nameOf).join('\n')}\n`);
      if (options.quiet !== true && total > MOST_PRINTED) err.progress(`${String(counts.sent)} / ${String(total)}`);
    }
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { sent, accepted, refused } = counts;
  if (options.quiet !== true && total > 1)
    out.write(`${both((texts) => texts.sendSummary(sent, accepted, refused, seconds))}\n`);
  return refused > 0 ? EXIT.someRefused : EXIT.allWell;
}

async function keepRate(rate: number | undefined, sent: number, began: number): Promise<void> {
  if (rate === undefined) return;
  const wait = began + (sent * 1000) / rate - performance.now();
  if (wait > 0) await pause(wait);
}

/** The ways to the hub, each opened when the first message goes there. */
class Lines {
  private mllp: Promise<MllpClient> | undefined;
  private readonly https = new Map<string, HubClient>();

  constructor(
    private readonly options: SendOptions,
    readonly clients: readonly KnownClient[],
  ) {}

  async send(message: OutgoingMessage, file: string): Promise<Outcome> {
    const outcome =
      message.format === 'hl7v2' && this.options.http !== true
        ? await this.overMllp(message)
        : await this.overHttp(message, file);
    if (outcome === undefined) throw new Failure(both((texts) => texts.unreadableAnswer));
    return outcome;
  }

  close(): void {
    this.mllp?.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  private async overMllp(message: OutgoingMessage): Promise<Outcome | undefined> {
    this.mllp ??= MllpClient.open(this.options.host, this.options.port);
    const client = await this.mllp;
    const wanted = answerWanted(message);
    if (wanted === 'never') {
      await client.post(message.bytes);
      return unanswered(message);
    }
    const answer = await client.send(message.bytes, wanted === 'always' ? this.options.timeout * 1000 : SHORT_PATIENCE);
    if (answer !== undefined) return outcomeOfAck(answer);
    if (wanted === 'sometimes') return unanswered(message);
    throw new Failure(both((texts) => texts.noAnswer(this.options.timeout)));
  }

  private async overHttp(message: OutgoingMessage, file: string): Promise<Outcome | undefined> {
    const { sender } = message;
    if (sender === undefined) throw new Failure(both((texts) => texts.noSender(file)));
    const contentType = message.format === 'json' ? 'application/json' : 'application/hl7-v2';
    const request = { method: 'POST' as const, path: '/v1/messages', contentType, body: message.bytes };
    const signal = AbortSignal.timeout(this.options.timeout * 1000);
    try {
      return outcomeOfResponse(message, await this.clientFor(sender).send({ ...request, signal }));
    } catch (error) {
      if (signal.aborted) throw new Failure(both((texts) => texts.noAnswer(this.options.timeout)));
      throw error;
    }
  }

  private clientFor(sender: string): HubClient {
    const { clientId, clientSecret, url, dataDir } = this.options;
    const credentials =
      clientId !== undefined && clientSecret !== undefined
        ? { clientId, clientSecret }
        : clientOfUnit(this.clients, sender);
    if (credentials === undefined)
      throw new Failure(both((texts) => texts.noClient(sender, `${dataDir}/demo-clients.json`)));
    const known = this.https.get(credentials.clientId) ?? new HubClient(url, credentials);
    this.https.set(credentials.clientId, known);
    return known;
  }
}
