import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DirectoryWorld, HEALTH_CENTRE, notice, WARD } from './directory-world.js';

const NOWHERE = '00000000-0000-7000-8000-000000000000';
const PERSONAL = /191212121212|Tolvan/;
const REASON = { reason: 'Avdelningen ringer och frågar' };

let world: DirectoryWorld;

beforeAll(async () => {
  world = await DirectoryWorld.open();
}, 60_000);

afterAll(() => world.close());

function judged() {
  const { content, ...message } = notice('2180');
  return { ...message, planningCategory: 'B', content: { ...content, physicianAssessed: true } };
}

/** A notice that goes to the health centre alone, by a physician's judgement. */
async function sent(extra: object = {}) {
  const message = { ...judged(), recipients: [HEALTH_CENTRE], ...extra };
  const answer = await world.post('/v1/messages', message, 'gavle-sjukhus');
  expect(answer.status).toBe(201);
  const [delivery] = answer.body.deliveries;
  return { id: String(answer.body.id), delivery: String(delivery.id), message };
}

const inbox = async (query: string) =>
  (await world.get(`/v1/inboxes/${HEALTH_CENTRE}?${query}`, 'halsocentraler')).body;

const actions = async (subject: string) => {
  const { rows } = await world.sql.query(
    'SELECT action, actor, detail FROM audit_entry WHERE subject_id = $1 ORDER BY id',
    [subject],
  );
  return rows;
};

describe('what a message says', () => {
  it('is shown masked to operations and to the auditor, as it came and as it was understood, and nothing is noted', async () => {
    const { id, message } = await sent();
    const before = await actions(id);
    for (const client of ['operations', 'auditor', 'admin'] as const) {
      const { status, body, text } = await world.get(`/v1/ops/messages/${id}/content`, client);
      expect(status).toBe(200);
      expect(text).not.toMatch(PERSONAL);
      expect(body).toMatchObject({ id, isRevealed: false, format: 'json' });
      expect(body.raw.text).toContain(`"messageId":"${message.messageId}"`);
      expect(body.raw.text).toContain('"familyName":"•••"');
      const patient = body.parsed.find((field: { path: string }) => field.path === 'patient');
      expect(patient.children).toContainEqual({
        path: 'patient.familyName',
        label: { sv: 'efternamn', en: 'family name' },
        value: null,
        isMasked: true,
      });
      expect(patient.children).toContainEqual(expect.objectContaining({ path: 'patient.municipality', value: '2180' }));
    }
    expect(await actions(id)).toEqual(before);
  });

  it('[L-LOG-01] is shown whole to who gives a reason, which stands in the audit with who it was', async () => {
    const { id } = await sent();
    const { status, body } = await world.post(`/v1/ops/messages/${id}/reveal`, REASON);
    expect(status).toBe(200);
    expect(body).toMatchObject({ isRevealed: true, raw: { marks: [] } });
    expect(body.raw.text).toContain('Tolvansson');
    expect(JSON.stringify(body.parsed)).toContain('191212121212');
    expect((await actions(id)).at(-1)).toEqual({ action: 'revealed', actor: 'client:operations', detail: REASON });
    const accesses = { patientId: '191212121212', reason: 'Loggutdrag' };
    const extract = await world.post('/v1/audit/accesses', accesses, 'auditor');
    expect(extract.body.items[0]).toMatchObject({ action: 'revealed', isReading: true });
  });

  it('is not shown whole without a reason, nor to the auditor, nor at all to a party', async () => {
    const { id } = await sent();
    const path = `/v1/ops/messages/${id}/reveal`;
    expect((await world.post(path, {})).status).toBe(422);
    expect((await world.post(path, { reason: 'x' })).status).toBe(422);
    expect((await world.post(path, REASON, 'auditor')).status).toBe(403);
    expect((await world.post(path, REASON, 'gavle-sjukhus')).status).toBe(403);
    expect((await world.get(`/v1/ops/messages/${id}/content`, 'gavle-sjukhus')).status).toBe(403);
    expect((await actions(id)).map(({ action }) => action)).not.toContain('revealed');
    expect((await world.get(`/v1/ops/messages/${NOWHERE}/content`)).status).toBe(404);
    expect((await world.post(`/v1/ops/messages/${NOWHERE}/reveal`, REASON)).status).toBe(404);
  });

  it('[L-PROT-01] of a person with protected identity is masked but for the head', async () => {
    const message = judged();
    const { id } = await sent({ ...message, patient: { ...message.patient, protected: true } });
    const { body, text } = await world.get(`/v1/ops/messages/${id}/content`);
    expect(text).not.toMatch(/"2180\\?"/);
    expect(body.raw.text).toContain('"kind":"inskrivningsmeddelande"');
  });

  it("of the hub's own messages has no bytes", async () => {
    await world.post(`/v1/ops/units/${HEALTH_CENTRE}/test-message`, { text: 'Prov' });
    const [own] = (await world.get('/v1/ops/messages?kind=testmeddelande')).body.items;
    const { body } = await world.get(`/v1/ops/messages/${own.id}/content`);
    expect(body).toMatchObject({ format: null, raw: null });
    expect(body.parsed.length).toBeGreaterThan(3);
  });
});

describe('sending a delivery again', () => {
  it('is tried first: who gets it, who does not, and what it says, masked; nothing has happened', async () => {
    const { id, delivery, message } = await sent();
    const before = await world.counts();
    const { status, body, text } = await world.get(`/v1/ops/deliveries/${delivery}/resend`);
    expect(status).toBe(200);
    expect(text).not.toMatch(PERSONAL);
    expect(body).toMatchObject({
      ...{ deliveryId: delivery, allowed: true, reason: null, remark: null, state: 'waiting', alsoHave: [] },
      ...{ message: { id, messageId: message.messageId, kind: 'inskrivningsmeddelande' }, format: 'json' },
      unit: { hsaId: HEALTH_CENTRE, phone: expect.any(String) },
    });
    expect(await world.counts()).toEqual(before);
  });

  it('puts the same delivery behind all others in the inbox: same id, same state, same due time, no new duty', async () => {
    const first = await sent();
    await sent();
    const read = await inbox('state=all&limit=1000');
    const known = read.items.find((item: { deliveryId: string }) => item.deliveryId === first.delivery);
    const duties = await world.sql.query('SELECT count(*)::int AS n FROM deadline');
    const { status, body } = await world.post(`/v1/ops/deliveries/${first.delivery}/resend`, REASON);
    expect(status).toBe(200);
    expect(body).toMatchObject({ deliveryId: first.delivery, at: expect.any(String) });
    const again = await inbox(`state=all&after=${read.next}`);
    expect(again.items).toMatchObject([
      { deliveryId: first.delivery, cursor: body.cursor, state: 'received', receiptDue: known.receiptDue },
    ]);
    expect(BigInt(body.cursor) > BigInt(read.next)).toBe(true);
    expect((await world.sql.query('SELECT count(*)::int AS n FROM deadline')).rows).toEqual(duties.rows);
    expect(await actions(first.delivery)).toContainEqual({
      action: 'resent',
      actor: 'client:operations',
      detail: REASON,
    });
  });

  it('wakes who waits for the inbox', async () => {
    const { delivery } = await sent();
    const { next } = await inbox('state=all&limit=1000');
    const waiting = inbox(`state=all&after=${next}&wait=20`);
    await world.post(`/v1/ops/deliveries/${delivery}/resend`, REASON);
    expect((await waiting).items).toMatchObject([{ deliveryId: delivery }]);
  });

  it('is refused for what is withdrawn or sent back, with what was met; the preview says the same', async () => {
    const { id, delivery, message } = await sent();
    const away = await sent();
    await world.post(`/v1/deliveries/${away.delivery}/misdirected`, { reason: 'Inte vår' }, 'halsocentraler');
    const withdrawal = {
      ...{ messageId: `${message.messageId}-M`, kind: 'makulering', sender: WARD, sentAt: '2026-11-23T07:20:00+01:00' },
      ...{ episodeId: message.episodeId, content: { messageId: message.messageId, reason: 'Fel' } },
    };
    expect((await world.post('/v1/messages', withdrawal, 'gavle-sjukhus')).status).toBe(201);
    for (const [of, state] of [
      [delivery, 'withdrawn'],
      [away.delivery, 'misdirected'],
    ] as const) {
      const preview = await world.get(`/v1/ops/deliveries/${of}/resend`);
      expect(preview.body).toMatchObject({ allowed: false, reason: { sv: expect.any(String) } });
      const refused = await world.post(`/v1/ops/deliveries/${of}/resend`, REASON);
      expect(refused).toMatchObject({ status: 409, body: { code: 'wrong-state', state } });
      expect((await actions(of)).map(({ action }) => action)).not.toContain('resent');
    }
    expect((await world.get(`/v1/ops/messages/${id}/trace`)).body.message.withdrawnBy).not.toBeNull();
  });

  it('is for operators only, and only of what is there', async () => {
    const { delivery } = await sent();
    expect((await world.get(`/v1/ops/deliveries/${delivery}/resend`, 'auditor')).status).toBe(200);
    expect((await world.post(`/v1/ops/deliveries/${delivery}/resend`, REASON, 'auditor')).status).toBe(403);
    expect((await world.post(`/v1/ops/deliveries/${delivery}/resend`, {})).status).toBe(422);
    expect((await world.post(`/v1/ops/deliveries/${NOWHERE}/resend`, REASON)).status).toBe(404);
    expect((await world.get('/v1/ops/deliveries/x/resend')).status).toBe(404);
  });

  it('is safe beside a withdrawal: whoever is first, nothing that is withdrawn is moved', async () => {
    const { delivery, message } = await sent();
    const withdrawal = {
      ...{ messageId: `${message.messageId}-M`, kind: 'makulering', sender: WARD, sentAt: '2026-11-23T07:20:00+01:00' },
      ...{ episodeId: message.episodeId, content: { messageId: message.messageId, reason: 'Fel' } },
    };
    const [resent] = await Promise.all([
      world.post(`/v1/ops/deliveries/${delivery}/resend`, REASON),
      world.post('/v1/messages', withdrawal, 'gavle-sjukhus'),
    ]);
    expect([200, 409]).toContain(resent.status);
    const { rows } = await world.sql.query('SELECT state FROM delivery WHERE id = $1', [delivery]);
    expect(rows).toEqual([{ state: 'withdrawn' }]);
  });
});

describe('the timeline of a message', () => {
  it('tells in order what came, why it went where, who did what, in both languages', async () => {
    const { id, delivery } = await sent();
    await inbox('state=all&limit=1000');
    await world.post(`/v1/ops/messages/${id}/reveal`, REASON);
    await world.post(`/v1/ops/deliveries/${delivery}/resend`, REASON);
    const by = { name: 'Asta Sköterska', title: 'Sjuksköterska' };
    await world.post(`/v1/deliveries/${delivery}/receipt`, { by }, 'halsocentraler');
    const { body, text } = await world.get(`/v1/ops/messages/${id}/trace`);
    expect(text).not.toMatch(PERSONAL);
    const told = body.timeline.map(({ what }: { what: string }) => what);
    expect(told).toEqual(['received', 'decided', 'delivered', 'fetched', 'receipted', 'revealed', 'resent']);
    expect(body.timeline[2]).toMatchObject({
      unit: { hsaId: HEALTH_CENTRE },
      text: { sv: expect.stringContaining('kategori B berör öppenvården'), en: expect.stringContaining('category B') },
    });
    expect(body.timeline[1]).toMatchObject({ rule: expect.stringMatching(/^G-/) });
    expect(body.timeline[4]).toMatchObject({ by: 'client:halsocentraler' });
    expect(body.timeline[5]).toMatchObject({
      by: 'client:operations',
      text: { en: expect.stringContaining('operations') },
    });
  });
});

describe('a search', () => {
  const find = async (q: string) => world.get(`/v1/ops/search?q=${encodeURIComponent(q)}`);

  it('finds messages by id, stays by number, refused input by id, units by name', async () => {
    const { id, delivery, message } = await sent();
    for (const q of [id, delivery, message.messageId]) {
      expect((await find(q)).body.items).toContainEqual(
        expect.objectContaining({ kind: 'message', id, title: message.messageId }),
      );
    }
    expect((await find(message.episodeId)).body.items).toMatchObject([{ kind: 'episode', title: message.episodeId }]);
    const refused = { ...notice('9999'), messageId: 'FEL-1' };
    await world.post('/v1/messages', refused, 'gavle-sjukhus');
    expect((await find('FEL-1')).body.items).toMatchObject([{ kind: 'quarantine', title: 'FEL-1' }]);
    expect((await find('avdelning 12')).body.items).toMatchObject([{ kind: 'unit', id: WARD }]);
    expect((await find('ingenting')).body.items).toEqual([]);
  });

  it('refuses what looks like the number of a person, and repeats nothing of it', async () => {
    for (const q of ['191212121212', '19121212-1212', '121212-1212']) {
      const { status, body, text } = await find(q);
      expect([status, body.code]).toEqual([422, 'personal-number']);
      expect(text).not.toContain('121212');
    }
  });
});
