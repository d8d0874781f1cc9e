import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adt, nextControlId } from '../support/adt.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { startHub } from '../support/hub.js';
import type { RunningHub } from '../support/hub.js';
import { MllpClient } from '../support/mllp-client.js';
import { postMessage } from '../support/posting.js';
import { XML_ATTACKS } from '../support/xml-attacks.js';
import { HL7, WARD } from './http-world.js';

let database: TestDatabase;
let hub: RunningHub;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  hub = await startHub({ databaseUrl: database.url });
  token = await hub.tokenFor(WARD);
}, 90_000);
afterAll(async () => {
  await hub.stop();
  await database.drop();
});

/** About so many bytes of segments that are somebody else's. */
function foreign(bytes: number): string[] {
  const line = `ZXX|${'uppgift för någon annan '.repeat(100)}`;
  return Array.from({ length: Math.floor(bytes / Buffer.byteLength(line)) }, () => line);
}

describe('a large message', () => {
  it('is accepted, whatever its size, up to the last byte that the hub takes', async () => {
    const controlId = nextControlId();
    const message = adt('A01', { controlId, more: foreign(5_000_000) });
    const answer = await postMessage(hub, { token, contentType: HL7, body: message });
    expect([answer.status, answer.text.includes(`MSA|AA|${controlId}`)]).toEqual([201, true]);
    const operations = await hub.token('operations');
    const page = await hub.call(operations, 'GET', `/v1/ops/messages?messageId=${controlId}`);
    const bytes = await fetch(`${hub.url}/v1/ops/messages/${page.body.items[0].id}/bytes`, {
      headers: { authorization: `Bearer ${operations}` },
    });
    expect(Buffer.from(await bytes.arrayBuffer()).equals(Buffer.from(message))).toBe(true);
  });

  it('keeps its place before the smaller ones that its sender sent after it', async () => {
    const episodeId = nextControlId();
    const client = await MllpClient.connect(hub.mllpPort);
    client.send(
      adt('A01', { episodeId, more: foreign(2_000_000) }),
      adt('A16', { episodeId, occurredAt: '20261123072000+0100' }),
    );
    const [first, second] = await client.all(2);
    expect([first?.code, second?.code]).toEqual(['AA', 'AA']);
    expect(second?.raw).not.toContain('out-of-order');
    client.close();
  });

  it('that is nothing but an attack is answered 4xx, and the hub goes on', async () => {
    for (const { name, bytes } of XML_ATTACKS) {
      const answer = await postMessage(hub, { token, contentType: 'application/xml', body: bytes });
      expect([name, Math.floor(answer.status / 100)]).toEqual([name, 4]);
      expect(answer.text).not.toMatch(/root:|at .*\.js/);
    }
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
  }, 60_000);
});
