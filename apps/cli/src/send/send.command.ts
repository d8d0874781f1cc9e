import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MessageFormat } from '#domain/message.js';
import { readDemoClients, unitNames } from '../api/demo-clients.js';
import { tlsIdentity } from '../api/tls.js';
import type { TlsOptions } from '../api/tls.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { guessFormat } from '../messages/guess-format.js';
import { messagesOf } from '../messages/message-file.js';
import { filesNamed, readNamed } from '../messages/read-files.js';
import type { Surroundings } from '../surroundings.js';
import { HubLines } from './hub-lines.js';
import type { LineOptions } from './hub-lines.js';
import type { Outcome } from './outcome.js';
import { outcomeLines } from './outcome-text.js';
import { outgoing } from './outgoing.js';
import type { OutgoingMessage } from './outgoing.js';
import { renamed, renaming } from './renamed.js';

export interface SendOptions extends LineOptions, TlsOptions {
  readonly format: MessageFormat | undefined;
  readonly repeat: number;
  /** Each round under ids of its own. */
  readonly newIds?: boolean;
  /** Messages a second. */
  readonly rate: number | undefined;
  readonly quiet?: boolean;
}

interface Sending {
  readonly file: string;
  readonly message: OutgoingMessage;
}

/** Up to so many answers are printed one by one; of more, those that are not positive, and how far it has come. */
const MOST_PRINTED = 50;

/** Sends files to a running hub, one message after the other, and prints what it answers. */
export async function send(names: readonly string[], options: SendOptions, at: Surroundings): Promise<ExitCode> {
  const files = await filesNamed(names, at);
  const sendings = (await Promise.all(files.map((file) => readSendings(file, options, at)))).flat();
  const identity = await tlsIdentity(options, [options.host, new URL(options.url).hostname], at.folder);
  const clients = await readDemoClients(options.dataDir);
  const lines = new HubLines(options, identity, clients);
  try {
    return await new Sender(lines, options, at, unitNames(clients)).sendAll(sendings);
  } finally {
    lines.close();
  }
}

async function readSendings(file: string, { format: named }: SendOptions, at: Surroundings): Promise<Sending[]> {
  const content = await readNamed(file, at);
  const format = named ?? guessFormat(content, file);
  const messages = format === undefined ? [] : messagesOf(content, format);
  if (messages.length === 0) throw new Failure(both((texts) => texts.notAMessage(file)));
  return messages.map((message) => ({ file, message: outgoing(message) }));
}

class Sender {
  private readonly counts = { sent: 0, accepted: 0, refused: 0 };
  private readonly began = performance.now();

  constructor(
    private readonly lines: HubLines,
    private readonly options: SendOptions,
    private readonly at: Surroundings,
    private readonly nameOf: (hsaId: string) => string,
  ) {}

  async sendAll(sendings: readonly Sending[]): Promise<ExitCode> {
    const { repeat, rate, newIds } = this.options;
    const total = sendings.length * repeat;
    const run = randomBytes(4).toString('hex');
    let turn = 0;
    try {
      for (let round = 1; round <= repeat; round += 1) {
        for (const sending of sendings) {
          await this.keepRate(rate, turn);
          await this.sendOne(newIds === true ? underNewIds(sending, `${run}-${String(round)}`) : sending, total);
          turn += 1;
          if (this.isMany(total)) this.at.err.progress(`${String(turn)} / ${String(total)}`);
        }
      }
    } finally {
      // Also of a connection that was lost: so many answers had come.
      this.sumUp(total);
    }
    return this.counts.refused > 0 ? EXIT.someRefused : EXIT.allWell;
  }

  private async sendOne({ message, file }: Sending, total: number): Promise<void> {
    const outcomes = await this.lines.send(message, file);
    for (const outcome of outcomes) {
      this.counts.sent += 1;
      if (outcome.kind === 'refused') this.counts.refused += 1;
      else this.counts.accepted += 1;
    }
    const shown = outcomes.filter((outcome) => this.isShown(outcome, total));
    const lines = shown.flatMap((outcome) => outcomeLines(outcome, basename(file), this.nameOf));
    this.at.out.write(lines.map((line) => `${line}\n`).join(''));
  }

  private isShown({ kind }: Outcome, total: number): boolean {
    return kind === 'refused' || (this.options.quiet !== true && total <= MOST_PRINTED);
  }

  private isMany(total: number): boolean {
    return this.options.quiet !== true && total > MOST_PRINTED;
  }

  private sumUp(total: number): void {
    const { sent, accepted, refused } = this.counts;
    if (this.options.quiet === true || (total <= 1 && sent <= 1)) return;
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1);
    this.at.out.write(`${both((texts) => texts.sendSummary(sent, accepted, refused, seconds))}\n`);
  }

  private async keepRate(rate: number | undefined, turn: number): Promise<void> {
    if (rate === undefined) return;
    const wait = this.began + (turn * 1000) / rate - performance.now();
    if (wait > 0) await pause(wait);
  }
}

function underNewIds({ file, message }: Sending, mark: string): Sending {
  const bytes = message.isBatch ? undefined : renamed(message.format, message.bytes, renaming(mark));
  if (bytes === undefined) throw new Failure(both((texts) => texts.noNewIds(file)));
  return { file, message: outgoing({ format: message.format, bytes }) };
}
