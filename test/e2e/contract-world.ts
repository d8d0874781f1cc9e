import { Client } from 'pg';
import { makeDataFolder } from '../support/database-folder.js';
import { createTestDatabase } from '../support/database.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { nextControlId } from '../support/adt.js';

export const WARD = 'SE2321000016-AVD12';
export const HEALTH_CENTRE = 'SE2321000016-HC01';
export const OTHER_CENTRE = 'SE2321000016-HC02';
export const SOCIAL = 'SE2120002338-SOC01';
export const HOME_CARE = 'SE2120002338-HSV01';
export const OPERATIONS_UNIT = 'SE2321000016-DRIFT';
export const BY = { by: { name: 'Anna Ek', title: 'sjuksköterska' } };

export interface Fields {
  [name: string]: unknown;
}

/** Official test persons; what is said of them must turn up nowhere but in messages. */
const TOLVAN = {
  ...{ id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  ...{ address: { line: ['Provvägen 12'], postalCode: '80310', city: 'Gävle' } },
  ...{ municipality: '2180', healthCentre: HEALTH_CENTRE },
};
export const PERSONAL = /191212121212|Tolvan|Provvägen|lungröntgen|070-1740605/;

/** A notice of category BC with consent, of an episode of its own. */
export function notice(changes: Fields = {}): Fields {
  const messageId = nextControlId();
  return {
    ...{ messageId, kind: 'inskrivningsmeddelande', sender: WARD, sentAt: '2026-11-23T07:15:00+01:00' },
    ...{ episodeId: `V-${messageId}`, patient: TOLVAN, planningCategory: 'BC', consent: { given: true } },
    content: {
      ...{ admittedAt: '2026-11-23T02:40:00+01:00', expectedDischarge: '2026-11-27' },
      ...{ reason: 'lungröntgen', mobile: '070-1740605' },
    },
    ...changes,
  };
}

/** A later message of the episode that a notice opened. */
export function later(kind: string, first: Fields, content: Fields = {}): Fields {
  const { sentAt, episodeId } = first;
  return { messageId: nextControlId(), kind, sender: WARD, sentAt, episodeId, content };
}

export function makulering(target: Fields): Fields {
  const content = { messageId: target['messageId'], reason: 'fel patient' };
  return { messageId: nextControlId(), kind: 'makulering', sender: WARD, sentAt: target['sentAt'], content };
}

export interface Accepted {
  id: string;
  episode: { id: string; state: string };
  deliveries: { id: string; unit: string; role: string; receiptDue: string | null }[];
  deadlines: { kind: string; due: string; responsible: string }[];
  warnings: { code: string; path: string }[];
}

export interface Item {
  deliveryId: string;
  cursor: string;
  receivedAt: string;
  state: string;
  message: { kind: string; notice?: string; messageId: string; content: Record<string, string> };
}

/** A hub on a database and a data folder that outlive it, and what its parties do. */
export class ContractWorld {
  private constructor(
    public hub: RunningHub,
    readonly databaseUrl: string,
    private readonly env: Record<string, string>,
    private readonly remove: () => Promise<void>,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<ContractWorld> {
    const database = await createTestDatabase();
    const folder = makeDataFolder();
    const hub = await startHub({ databaseUrl: database.url, dataDir: folder.path, env });
    return new ContractWorld(hub, database.url, env, async () => {
      await database.drop();
      folder.remove();
    });
  }

  async close(): Promise<void> {
    await this.hub.stop();
    await this.remove();
  }

  /** Another process on the same database, after the first was killed. */
  async restart(): Promise<void> {
    const { dataDir } = this.hub;
    await this.hub.kill9();
    this.hub = await startHub({ databaseUrl: this.databaseUrl, dataDir, env: this.env });
  }

  async send(message: Fields) {
    return this.hub.call(await this.hub.tokenFor(String(message['sender'])), 'POST', '/v1/messages', message);
  }

  async accept(message: Fields): Promise<Accepted> {
    const answer = await this.send(message);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  /** A call as the client of a unit. */
  async as(unit: string, method: string, path: string, body?: unknown) {
    return this.hub.call(await this.hub.tokenFor(unit), method, path, body);
  }

  /** A call as a client of the demo region. */
  async by(client: string, method: string, path: string, body?: unknown) {
    return this.hub.call(await this.hub.token(client), method, path, body);
  }

  async inbox(unit: string, after = '0'): Promise<Item[]> {
    return (await this.as(unit, 'GET', `/v1/inboxes/${unit}?state=all&limit=1000&after=${after}`)).body.items;
  }

  /** What a unit has got of one message: kind and state of each delivery whose message names it. */
  async got(unit: string, answer: Accepted): Promise<string[]> {
    const items = (await this.inbox(unit)).filter(
      ({ message }) => Reflect.get(message, 'episode') === answer.episode.id,
    );
    return items.map(({ message, state }) => `${message.kind}${message.notice ? `/${message.notice}` : ''} ${state}`);
  }

  async moveTo(now: string): Promise<void> {
    const moved = await this.by('operations', 'POST', '/v1/simulation/clock', { now });
    if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
  }

  async rows<Row extends object>(text: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }
}

/** The delivery that went to a unit. */
export function deliveryTo(answer: Accepted, unit: string): string {
  const found = answer.deliveries.find((delivery) => delivery.unit === unit);
  if (found === undefined) throw new Error('the message did not go there');
  return found.id;
}
