import { MEDIA_TYPES } from '#formats/format.js';
import { clientOfUnit } from '../api/demo-clients.js';
import type { KnownClient } from '../api/demo-clients.js';
import { HubClient } from '../api/hub-client.js';
import { HttpConnections } from '../api/http.js';
import type { TlsIdentity } from '../api/tls.js';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { MllpClient } from './mllp-client.js';
import { outcomesOfAcks } from './outcome-hl7.js';
import { answerWanted, unanswered } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { OutgoingMessage } from './outgoing.js';
import { outcomesOfResponse } from './read-answer.js';

export interface LineOptions {
  /** Also for HL7 v2; everything else always goes over HTTP. */
  readonly http?: boolean;
  readonly host: string;
  readonly port: number;
  /** MLLP over TLS; HTTP by `url`. */
  readonly tls?: boolean;
  readonly url: string;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly dataDir: string;
  /** Seconds. */
  readonly timeout: number;
}

/** A sender that wants some answers only may get none. */
const SHORT_PATIENCE = 2_000;

/** The ways to the hub, each opened when the first message goes there. */
export class HubLines {
  private mllp: Promise<MllpClient> | undefined;
  private readonly connections: HttpConnections;
  private readonly hubs = new Map<string, HubClient>();

  constructor(
    private readonly options: LineOptions,
    private readonly identity: TlsIdentity,
    private readonly clients: readonly KnownClient[],
  ) {
    this.connections = new HttpConnections(identity);
  }

  /**
   * Sends one message, or one batch, and gives what the hub said: to each message of a batch.
   * @throws Failure when there is no answer, or none that can be read.
   */
  async send(message: OutgoingMessage, file: string): Promise<readonly Outcome[]> {
    const isMllp = message.format === 'hl7v2' && this.options.http !== true;
    const outcomes = isMllp ? await this.overMllp(message) : await this.overHttp(message, file);
    if (outcomes === undefined) throw new Failure(both((texts) => texts.unreadableAnswer));
    return outcomes;
  }

  close(): void {
    this.connections.close();
    this.mllp?.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  private async overMllp(message: OutgoingMessage): Promise<readonly Outcome[] | undefined> {
    const { host, port, tls, timeout } = this.options;
    this.mllp ??= MllpClient.open(host, port, tls === true ? this.identity : undefined);
    const client = await this.mllp;
    const wanted = answerWanted(message);
    if (wanted === 'never') {
      await client.post(message.bytes);
      return [unanswered(message)];
    }
    const answer = await client.send(message.bytes, wanted === 'always' ? timeout * 1000 : SHORT_PATIENCE);
    if (answer !== undefined) return outcomesOfAcks(answer);
    if (wanted === 'sometimes') return [unanswered(message)];
    throw new Failure(both((texts) => texts.noAnswer(timeout)));
  }

  private async overHttp(message: OutgoingMessage, file: string): Promise<readonly Outcome[] | undefined> {
    const contentType = MEDIA_TYPES[message.format];
    const request = { method: 'POST' as const, path: '/v1/messages', contentType, body: message.bytes };
    const signal = AbortSignal.timeout(this.options.timeout * 1000);
    try {
      return outcomesOfResponse(message, await this.hubFor(message, file).send({ ...request, signal }));
    } catch (error) {
      if (signal.aborted) throw new Failure(both((texts) => texts.noAnswer(this.options.timeout)));
      throw error;
    }
  }

  private hubFor({ sender }: OutgoingMessage, file: string): HubClient {
    const { clientId, clientSecret, url, dataDir } = this.options;
    const named = clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined;
    if (named === undefined && sender === undefined) throw new Failure(both((texts) => texts.noSender(file)));
    const credentials = named ?? clientOfUnit(this.clients, sender ?? '');
    if (credentials === undefined)
      throw new Failure(both((texts) => texts.noClient(sender ?? '', `${dataDir}/demo-clients.json`)));
    const known = this.hubs.get(credentials.clientId) ?? new HubClient(url, credentials, this.connections);
    this.hubs.set(credentials.clientId, known);
    return known;
  }
}
