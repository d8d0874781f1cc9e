import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adt, nextControlId } from '../support/adt.js';
import type { AdtChanges } from '../support/adt.js';
import { HL7, HttpWorld, MOST_BYTES } from './http-world.js';

let world: HttpWorld;

beforeAll(async () => {
  world = await HttpWorld.open();
}, 90_000);
afterAll(() => world.close());

describe('an HL7 message over HTTP', () => {
  it('[L-HL7-01] [L-HL7-03] is answered 201 and AA once committed, 200 and AA to a repeat', async () => {
    const controlId = nextControlId();
    const message = adt('A01', { controlId });
    const first = await world.sendHl7(message);
    expect(await world.accepted(controlId)).toBe(1);
    expect([first.status, first.ack.code, first.ack.controlId]).toEqual([201, 'AA', controlId]);
    const again = await world.sendHl7(message);
    expect([again.status, again.ack.code, again.ack.controlId]).toEqual([200, 'AA', controlId]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const later = await world.sendHl7(message.replace('20261123071500+0100', '20261123072500+0100'));
    expect([later.status, later.ack.code]).toEqual([200, 'AA']);
    expect(await world.accepted(controlId)).toBe(1);
  });

  it.each([
    ['AE', {}],
    ['CE', { accept: 'AL' }],
  ])('[L-DUP-01] [L-HL7-02] with other content under a used control id is 409 %s', async (code, mode: AdtChanges) => {
    const controlId = nextControlId();
    expect((await world.sendHl7(adt('A01', { controlId, ...mode }))).status).toBe(201);
    const { status, ack } = await world.sendHl7(adt('A01', { controlId, ...mode, expectedDischarge: '20261201' }));
    expect([status, ack.code, ack.controlId]).toEqual([409, code, controlId]);
    expect(ack.errors[0]?.[3]).toContain('205');
  });

  it('[L-HL7-01] in enhanced mode is answered CA, CE and CR by the conditions, and not at all when none is wanted', async () => {
    const enhanced = { accept: 'AL', applicationAck: 'NE' };
    expect((await world.sendHl7(adt('A01', enhanced))).ack.code).toBe('CA');
    expect((await world.sendHl7(adt('A01', { ...enhanced, category: 'A' }))).ack.code).toBe('CE');
    expect((await world.sendHl7(adt('A01', { ...enhanced, processingId: 'T' }))).ack.code).toBe('CR');
    const silent = await world.sendHl7(adt('A01', { accept: 'NE' }));
    expect([silent.status, silent.text]).toEqual([201, '']);
    const onlyErrors = await world.sendHl7(adt('A01', { accept: 'ER' }));
    expect([onlyErrors.status, onlyErrors.text]).toEqual([201, '']);
    expect((await world.sendHl7(adt('A01', { accept: 'ER', category: 'A' }))).ack.code).toBe('CE');
  });

  it('[L-HL7-02] with bytes that do not fit its character set is 400 AE', async () => {
    const message = Buffer.from(adt('A01', { city: 'G\u00e4vle', controlId: 'latin-in-utf8' }), 'latin1');
    const { status, ack } = await world.sendHl7(message);
    expect([status, ack.code, ack.controlId]).toEqual([400, 'AE', 'latin-in-utf8']);
    expect((await world.lastHeld())?.bytes).toEqual(message);
  });

  it.each([
    ['with no MSH', 'PID|1||191212121212\r'],
    ['that is empty', ''],
    ['that is not HL7', 'GET / HTTP/1.1\r\n\r\n'],
    ['of one byte', '\u0001'],
  ])('[L-HL7-02] %s is 400 AR, since no message can be named', async (_title, message) => {
    const { status, ack } = await world.sendHl7(message);
    expect([status, ack.code, ack.controlId]).toEqual([400, 'AR', '']);
    expect((await world.lastHeld())?.bytes.toString()).toBe(message);
  });

  it.each([
    ['another event', adt('A04', { controlId: 'not-ours' }), '201'],
    ['another processing id', adt('A01', { controlId: 'not-ours', processingId: 'T' }), '202'],
    ['another version', adt('A01', { controlId: 'not-ours', version: '3.0' }), '203'],
  ])('[L-HL7-02] of %s is 422 AR', async (_title, message, condition) => {
    const { status, ack } = await world.sendHl7(message);
    expect([status, ack.code, ack.controlId]).toEqual([422, 'AR', 'not-ours']);
    expect(ack.errors.some((err) => err[3]?.startsWith(condition))).toBe(true);
    expect((await world.lastHeld())?.outcome).toBe('not-our-event');
  });

  it('[L-HL7-02] without a token is 401 AR and of a foreign unit 403 AR, by its control id', async () => {
    const unauthenticated = await world.sendHl7(adt('A01', { controlId: 'no-token' }), { token: undefined });
    expect([unauthenticated.status, unauthenticated.ack.code, unauthenticated.ack.controlId]).toEqual([
      401,
      'AR',
      'no-token',
    ]);
    for (const facility of ['SE2321000016-AVD32', 'AVD12', 'NOWHERE']) {
      const foreign = await world.sendHl7(adt('A01', { controlId: 'foreign', facility }));
      expect([foreign.status, foreign.ack.code, foreign.ack.controlId]).toEqual([403, 'AR', 'foreign']);
    }
  });

  it('[L-HL7-02] against rules is 422 AE with an ERR for each, saying where and by which rule', async () => {
    const { status, ack } = await world.sendHl7(
      adt('A01', { patientId: '191212121213', category: 'X', expectedDischarge: '20261399' }),
    );
    expect([status, ack.code]).toEqual([422, 'AE']);
    const where = ack.errors.map((err) => `${err[2] ?? ''} ${/G-[A-Z]+-\d+/.exec(err[5] ?? '')?.[0] ?? ''}`.trim());
    expect(where.sort()).toEqual(['OBX^2^5 G-CAT-01', 'PID^1^3^1^1 G-ADM-29', 'PV2^1^9'].sort());
  });

  it('[L-HL7-02] over the limit is 413 AR by its control id, with its beginning kept', async () => {
    const controlId = nextControlId();
    const large = adt('A01', { controlId, more: [`OBX|9|TX|ovrigt||${'x'.repeat(MOST_BYTES)}`] });
    const { status, ack } = await world.sendHl7(large);
    expect([status, ack.code, ack.controlId]).toEqual([413, 'AR', controlId]);
    const held = await world.lastHeld();
    expect(held?.outcome).toBe('too-large');
    expect(large.startsWith(held?.bytes.toString() ?? '?')).toBe(true);
  });

  it('with a charset parameter is read by MSH-18 all the same', async () => {
    const latin1 = readFileSync('test/fixtures/messages/hl7v2/a01-latin1.hl7');
    const { status } = await world.sendHl7(latin1, { contentType: `${HL7}; charset=utf-8` });
    expect(status).toBe(201);
    const [row] = await world.rows<{ bytes: Buffer; body: { patient: { address: { city: string } } } }>(
      `SELECT p.bytes, m.body FROM message m JOIN payload p ON p.id = m.payload_id WHERE m.message_id = 'MSG00003'`,
    );
    expect(row?.bytes).toEqual(latin1);
    expect(row?.body.patient.address.city).toBe('Gävle');
  });
});
