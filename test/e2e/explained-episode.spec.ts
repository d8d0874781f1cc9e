import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningHub } from '../support/hub.js';
import { startHub } from '../support/hub.js';

const WARD = 'SE2321000016-AVD12';
const CENTRE = 'SE2321000016-HC02';
const SOCIAL = 'SE2120002338-SOC01';
const HOME_CARE = 'SE2120002338-HSV01';
const NOWHERE = '00000000-0000-7000-8000-000000000000';

/** A stay that is read in plain words while time goes by, on the simulated clock. */
describe('a care episode in plain words', () => {
  let hub: RunningHub;
  let operations: string;
  let id: string;

  beforeAll(async () => {
    hub = await startHub();
    operations = await hub.token('operations');
    const notice: Record<string, unknown> = JSON.parse(readFileSync('docs/examples/notice.json', 'utf8'));
    const sent = await hub.call(await hub.tokenFor(WARD), 'POST', '/v1/messages', notice);
    expect(sent.status).toBe(201);
    id = sent.body.episode.id;
  }, 90_000);
  afterAll(() => hub.stop());

  const moveTo = (now: string) => hub.call(operations, 'POST', '/v1/simulation/clock', { now });
  const read = async (token: string, path = `/v1/ops/episodes/${id}`) => (await hub.call(token, 'GET', path)).body;
  const codes = (items: { code: string }[]) => items.map(({ code }) => code);

  it('[G-ACK-03] [G-ACK-12] waits for kvittens, then tells of the reminder, of who heard of it, and of what comes next', async () => {
    const before = await read(operations);
    const owed = before.openDeadlines.filter(({ kind }: { kind: string }) => kind === 'kvittens');
    expect(before.explanation.waitedFor).toHaveLength(before.openDeadlines.length);
    expect(before.explanation.waitedFor[0]).toMatchObject({ code: 'awaits-receipt', overdue: false, rule: 'G-ACK-03' });
    expect(codes(before.explanation.happened)).toEqual(['message']);

    await moveTo('2026-11-23T09:00:00+01:00');
    const { explanation } = await read(operations);
    expect(explanation.at).toBe('2026-11-23T08:00:00.000Z');
    expect(codes(explanation.happened)).toEqual([
      'message',
      ...Array.from({ length: owed.length }, () => ['reminder', 'escalation']).flat(),
    ]);
    const [late] = explanation.waitedFor;
    expect(late).toMatchObject({ code: 'awaits-receipt-overdue', overdue: true });
    expect(late.unit.phone).toMatch(/^\d/);
    expect(codes(late.then)).toEqual(['will-tell', 'will-remind', 'will-tell']);
    expect(late.then[0].at).toBe('2026-11-23T10:00:00.000Z');
  });

  it('[G-ACK-05] tells of a receipt that came too late', async () => {
    await moveTo('2026-11-23T09:20:00+01:00');
    const party = await hub.tokenFor(CENTRE);
    const inbox = await hub.call(party, 'GET', `/v1/inboxes/${CENTRE}?state=waiting`);
    const notice = inbox.body.items.find(({ receiptDue }: { receiptDue: string | null }) => receiptDue !== null);
    await hub.call(party, 'POST', `/v1/deliveries/${notice.deliveryId}/receipt`, { by: { name: 'Anna Ek' } });
    const { explanation } = await read(party, `/v1/episodes/${id}`);
    expect(explanation.happened.at(-1)).toMatchObject({
      code: 'receipt-late',
      rule: 'G-ACK-12',
      unit: { hsaId: CENTRE },
      text: { en: expect.stringContaining('too late. It should have been done by Monday 23 November at 09:00.') },
    });
    expect(explanation.steps.map(({ role }: { role: string }) => role)).toEqual(['oppenvard']);
  });

  it('shows a party only what its units sent, got and heard', async () => {
    const { explanation } = await read(await hub.tokenFor(SOCIAL), `/v1/episodes/${id}`);
    const told = explanation.happened.filter(({ code }: { code: string }) => code === 'reminder');
    // The municipality's system acts for home health care, too.
    expect(told.map(({ unit }: { unit: { hsaId: string } }) => unit.hsaId).sort()).toEqual([HOME_CARE, SOCIAL]);
    // Who heard of its own delay, and of nobody else's.
    const heard = explanation.happened.filter(({ code }: { code: string }) => code === 'escalation');
    expect(heard).toHaveLength(told.length);
    expect(JSON.stringify(heard)).not.toContain('hälsocentral');
    expect(JSON.stringify(explanation)).not.toMatch(/Tolvan|191212121212/);
  });

  it('is there for operations and auditors by id and number, for nobody else under that address', async () => {
    const byNumber = `/v1/ops/episodes?organisation=gavle-sjukhus&episodeId=`;
    const { episodeId } = await read(operations);
    expect((await read(operations, byNumber + episodeId)).id).toBe(id);
    const status = async (client: string, path: string) =>
      (await hub.call(await hub.token(client), 'GET', path)).status;
    expect(await status('auditor', `/v1/ops/episodes/${id}`)).toBe(200);
    expect(await status('gavle-sjukhus', `/v1/ops/episodes/${id}`)).toBe(403);
    expect(await status('operations', `/v1/ops/episodes/${NOWHERE}`)).toBe(404);
    expect(await status('operations', `${byNumber}V0`)).toBe(404);
    expect(await status('operations', '/v1/ops/episodes?organisation=gavle-sjukhus')).toBe(422);
  });
});
