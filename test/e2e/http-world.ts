import { Client } from 'pg';
import { nextControlId } from '../support/adt.js';
import { createTestDatabase } from '../support/database.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { readAck } from '../support/mllp-client.js';
import type { Ack } from '../support/mllp-client.js';
import { postMessage } from '../support/posting.js';
import type { Post, Posted } from '../support/posting.js';

export const WARD = 'SE2321000016-AVD12';
export const HL7 = 'application/hl7-v2';
/** What one message may hold in these specs. */
export const MOST_BYTES = 64 * 1024;

interface Wire {
  [name: string]: unknown;
}

export const PATIENT = {
  ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  ...{ address: { line: ['Storgatan 77'], postalCode: '80310', city: 'Gävle' } },
  ...{ municipality: '2180', healthCentre: 'SE2321000016-HC01' },
};

/** A notice of category BC that has everything, with changes; `undefined` takes a field away. */
export function notice(changes: Wire = {}): Wire {
  const messageId = nextControlId();
  return {
    ...{ messageId, kind: 'inskrivningsmeddelande', sender: WARD, sentAt: '2026-11-23T07:15:00+01:00' },
    ...{ episodeId: `V-${messageId}`, patient: PATIENT, planningCategory: 'BC' },
    content: { admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
    ...changes,
  };
}

/** Errors of a problem as `path code rule`. */
export const told = ({ body }: Posted): string[] =>
  body.errors.map(({ path, code, rule }: { path: string; code: string; rule?: string }) =>
    [path, code, rule].filter((part) => part !== undefined).join(' '),
  );

interface Held {
  bytes: Buffer;
  outcome: string;
  sender: string | null;
  message_id: string | null;
  content_type: string;
  reasons: { code: string; rule?: string }[];
}

/** A hub, its database, and a sender who may send as the ward over HTTP. */
export class HttpWorld {
  /** Every answer of the run. */
  readonly answers: Posted[] = [];

  private constructor(
    readonly hub: RunningHub,
    readonly databaseName: string,
    readonly token: string,
    private readonly sql: Client,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<HttpWorld> {
    const database = await createTestDatabase();
    const env = { HEMGANG_MAX_MESSAGE_BYTES: String(MOST_BYTES), HEMGANG_LOG_LEVEL: 'debug' };
    const hub = await startHub({ databaseUrl: database.url, env });
    const sql = new Client({ connectionString: database.url });
    await sql.connect();
    const name = new URL(database.url).pathname.slice(1);
    return new HttpWorld(hub, name, await hub.tokenFor(WARD), sql, async () => {
      await hub.stop();
      await sql.end();
      await database.drop();
    });
  }

  async send(post: Post): Promise<Posted> {
    const answer = await postMessage(this.hub, { token: this.token, ...post });
    this.answers.push(answer);
    return answer;
  }

  sendJson(message: unknown, post: Partial<Post> = {}): Promise<Posted> {
    return this.send({ body: JSON.stringify(message), ...post });
  }

  /** The answer is HL7 too, whatever the outcome. */
  async sendHl7(message: string | Uint8Array, post: Partial<Post> = {}): Promise<Posted & { ack: Ack }> {
    const answer = await this.send({ body: message, contentType: HL7, ...post });
    if (answer.headers.get('content-type') !== HL7) throw new Error(`The answer is no HL7: ${answer.text}`);
    return { ...answer, ack: readAck(Buffer.from(answer.text)) };
  }

  async rows<Row extends object>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.sql.query<Row>(text, parameters)).rows;
  }

  /** How many messages were accepted under an id. */
  async accepted(messageId: unknown): Promise<number> {
    return (await this.rows('SELECT 1 FROM message WHERE message_id = $1', [messageId])).length;
  }

  /** What was quarantined last. */
  async lastHeld(): Promise<Held | undefined> {
    return (await this.newestHeld(1))[0];
  }

  /** What lies in quarantine, the newest first. */
  newestHeld(count: number): Promise<Held[]> {
    return this.rows<Held>(
      `SELECT p.bytes, q.outcome, q.sender, q.message_id, p.content_type, q.reasons FROM quarantine q JOIN payload p ON p.id = q.payload_id
       WHERE q.state = 'held' ORDER BY q.id DESC LIMIT $1`,
      [count],
    );
  }
}
