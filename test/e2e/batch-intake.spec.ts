import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adt, nextControlId } from '../support/adt.js';
import { MllpClient } from '../support/mllp-client.js';
import { HL7, HttpWorld } from './http-world.js';

let world: HttpWorld;

beforeAll(async () => {
  world = await HttpWorld.open();
}, 90_000);
afterAll(() => world.close());

const FHS = 'FHS|^~\\&|JOURNAL|SE2321000016-AVD12|HEMGANG|HUB|20261123071500+0100||fil1||F-1\r';
const BHS = 'BHS|^~\\&|JOURNAL|SE2321000016-AVD12|HEMGANG|HUB|20261123071500+0100||sats1||B-1\r';

function batch(messages: readonly string[], count = messages.length): string {
  return `${FHS}${BHS}${messages.join('')}BTS|${String(count)}\rFTS|1\r`;
}

/** MSA-1 and MSA-2 of every acknowledgement in an answer. */
function msas(answer: string): string[] {
  return answer
    .split('\r')
    .filter((segment) => segment.startsWith('MSA'))
    .map((segment) => segment.split('|').slice(1, 3).join(' '));
}

describe('an HL7 batch', () => {
  it('[L-HL7-03] gets an acknowledgement for each message, in their order, in a batch of its own', async () => {
    const ids = [nextControlId(), nextControlId(), nextControlId()];
    const messages = ids.map((controlId) => adt('A01', { controlId }));
    const answer = await world.send({ body: batch(messages), contentType: HL7 });
    expect([answer.status, msas(answer.text)]).toEqual([201, ids.map((id) => `AA ${id}`)]);
    expect(answer.text.startsWith('FHS|')).toBe(true);
    expect(answer.text).toContain('\rBTS|3');
    for (const id of ids) expect(await world.accepted(id)).toBe(1);
    const again = await world.send({ body: batch(messages), contentType: HL7 });
    expect([again.status, msas(again.text)]).toEqual([200, ids.map((id) => `AA ${id}`)]);
  });

  it('[L-HL7-02] one bad message does not hold up its neighbours: each has its own outcome', async () => {
    const ids = [nextControlId(), nextControlId(), nextControlId()];
    const [first = '', second = '', third = ''] = ids;
    const messages = [
      adt('A01', { controlId: first }),
      adt('A01', { controlId: second, category: 'A' }),
      adt('A01', { controlId: third, processingId: 'T' }),
    ];
    const answer = await world.send({ body: batch(messages), contentType: HL7 });
    expect([answer.status, msas(answer.text)]).toEqual([207, [`AA ${first}`, `AE ${second}`, `AR ${third}`]]);
    const held = await world.newestHeld(2);
    expect(held.map(({ bytes }) => bytes.toString()).toSorted()).toEqual(messages.slice(1).toSorted());
  });

  it('with a wrong count is refused as a whole, before anything of it is accepted', async () => {
    const controlId = nextControlId();
    const bytes = batch([adt('A01', { controlId })], 2);
    const answer = await world.send({ body: bytes, contentType: HL7 });
    expect(answer.status).toBe(400);
    expect(await world.accepted(controlId)).toBe(0);
    expect((await world.lastHeld())?.bytes.toString()).toBe(bytes);
  });

  it('comes over MLLP too, one frame answered with one frame', async () => {
    const ids = [nextControlId(), nextControlId()];
    const client = await MllpClient.connect(world.hub.mllpPort);
    const { raw } = await client.ask(batch(ids.map((controlId) => adt('A01', { controlId }))));
    expect(msas(raw)).toEqual(ids.map((id) => `AA ${id}`));
    client.close();
  });

  it('[L-HL7-01] leaves out the acknowledgements that nobody wants', async () => {
    const [first, second] = [nextControlId(), nextControlId()];
    const messages = [adt('A01', { controlId: first, accept: 'NE' }), adt('A01', { controlId: second })];
    const answer = await world.send({ body: batch(messages), contentType: HL7 });
    expect(msas(answer.text)).toEqual([`AA ${second}`]);
    expect(await world.accepted(first)).toBe(1);
  });
});
