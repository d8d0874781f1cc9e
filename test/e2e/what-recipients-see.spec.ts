import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MESSAGE_FORMATS } from '#domain/message.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { SECRET, SECRET_NOTICES, SYSTEM } from '../support/secret-notices.js';
import { HttpWorld, WARD } from './http-world.js';

const RECIPIENTS = ['SE2321000016-HC02', 'SE2120002338-SOC01'];
/** Names of what is there to route by, in the words of each format. */
const ROUTING =
  /"(?:needs|recipients|origin)"|<(?:needs|recipients)>|\|(?:behov|mottagare)\||>(?:behov|mottagare)<|CodeSystem:behov/;

let world: HttpWorld;

beforeAll(async () => {
  world = await HttpWorld.open();
}, 90_000);
afterAll(() => world.close());

async function get(unit: string, path: string, accept: string): Promise<string> {
  const authorization = `Bearer ${await world.hub.tokenFor(unit)}`;
  const answer = await fetch(world.hub.url + path, { headers: { authorization, accept } });
  if (answer.status !== 200) throw new Error(`${path} as ${accept}: ${String(answer.status)}`);
  return answer.text();
}

async function deliveriesOf(unit: string): Promise<string[]> {
  const page: { items: { deliveryId: string }[] } = JSON.parse(
    await get(unit, `/v1/inboxes/${unit}?state=all`, 'application/json'),
  );
  return page.items.map(({ deliveryId }) => deliveryId);
}

/** Whatever a recipient can ask for about what was sent to it. */
async function* seenBy(unit: string): AsyncGenerator<{ where: string; text: string; isMessage: boolean }> {
  const deliveries = await deliveriesOf(unit);
  for (const form of Object.values(MEDIA_TYPES)) {
    for (const path of [
      `/v1/inboxes/${unit}?state=all`,
      ...deliveries.map((id) => `/v1/deliveries/${id}/message`),
      ...(form.includes('fhir') ? [`/fhir/Bundle?inbox=${unit}&state=all`] : []),
    ]) {
      yield { where: `${path} as ${form}`, text: await get(unit, path, form), isMessage: true };
    }
  }
  const others = [`/fhir/Task?owner=${unit}`, ...deliveries.map((id) => `/v1/deliveries/${id}`)];
  for (const path of others) yield { where: path, text: await get(unit, path, '*/*'), isMessage: false };
}

describe('a notice about a protected person without consent', () => {
  it('[L-PROT-01] [L-ADM-02] is taken in every format, and its bytes are kept as they came', async () => {
    const operations = await world.hub.token('operations');
    for (const { format, bytes } of SECRET_NOTICES) {
      const answer = await world.send({ body: bytes, contentType: MEDIA_TYPES[format] });
      expect([format, answer.status, answer.text]).toEqual([format, 201, expect.not.stringContaining(SECRET)]);
      const page = await world.hub.call(operations, 'GET', `/v1/ops/messages?messageId=dold-${format}`);
      const kept = await fetch(`${world.hub.url}/v1/ops/messages/${page.body.items[0].id}/bytes`, {
        headers: { authorization: `Bearer ${operations}` },
      });
      expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  it.each(RECIPIENTS)('[L-PROT-01] [L-ADM-02] shows %s nothing that it may not see, in any form', async (unit) => {
    let seen = 0;
    for await (const { where, text, isMessage } of seenBy(unit)) {
      if (new RegExp(`${SECRET}|${SYSTEM}`, 'i').test(text)) throw new Error(`${where} tells a secret`);
      if (ROUTING.test(text)) throw new Error(`${where} tells by what the message was routed`);
      if (isMessage) expect([where, text.includes('Tolvansson')]).toEqual([where, true]);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(MESSAGE_FORMATS.length ** 2);
  });

  it('leaves no trace of the person in the log, in the figures or in what its sender is told', async () => {
    const outbox = await get(WARD, `/v1/outboxes/${WARD}?limit=200`, 'application/json');
    const figures = await (await fetch(`${world.hub.url}/metrics`)).text();
    expect(outbox).toContain('dold-json');
    for (const text of [outbox, figures, world.hub.log()]) {
      expect(text).not.toMatch(new RegExp(`${SECRET}|Tolvan|19121212`, 'i'));
    }
  });
});
