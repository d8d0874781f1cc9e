import { statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { DirectoryWorld, HEALTH_CENTRE, notice, WARD, withOckelbo } from './directory-world.js';

const NEW_UNIT = 'SE2120002353-SOC01';
const SCRYPT = /scrypt\$/;

let world: DirectoryWorld;

beforeAll(async () => {
  world = await DirectoryWorld.open({ HEMGANG_DIRECTORY_EDITABLE: 'true' });
}, 60_000);
afterAll(() => world.close());

const directory = async () => (await world.get('/v1/ops/directory', 'admin')).body;

/** A notice that nobody can get there, and its entry in quarantine. */
async function refusedNotice(municipality = '2101'): Promise<string> {
  const message = notice(municipality);
  expect((await world.post('/v1/messages', message, 'gavle-sjukhus')).status).toBe(422);
  const { body } = await world.get('/v1/ops/quarantine?state=held');
  return body.items.find((item: { messageId: string }) => item.messageId === message.messageId).id;
}

describe('an unroutable message', () => {
  it('[G-ADM-28] is mended by an edited directory: checked, tested, saved, and replayed without a restart', async () => {
    const [first, second] = [await refusedNotice(), await refusedNotice()];
    const groups = (await world.get('/v1/ops/quarantine/groups')).body.items;
    expect(groups).toMatchObject([
      { code: 'unroutable', rule: 'G-ADM-28', count: 2, sender: { hsaId: WARD }, ids: [first, second] },
    ]);

    const { file } = await directory();
    const text = withOckelbo(file.text);
    const checked = (await world.post('/v1/ops/directory/check', { text })).body;
    expect(checked.problems).toEqual([]);
    expect(checked.changes).toEqual([
      {
        sv: 'Ny organisation: Ockelbo kommun (ockelbo-kommun)',
        en: 'New organisation: Ockelbo kommun (ockelbo-kommun)',
      },
      {
        sv: `Ny enhet: Biståndsenheten Ockelbo (${NEW_UNIT})`,
        en: `New unit: Biståndsenheten Ockelbo (${NEW_UNIT})`,
      },
    ]);

    const before = await world.counts();
    const now = (await world.post(`/v1/ops/quarantine/${first}/test`)).body;
    expect(now).toMatchObject({ result: 'refused', reasons: [{ code: 'unroutable', rule: 'G-ADM-28' }] });
    const then = (await world.post(`/v1/ops/quarantine/${first}/test`, { directory: text })).body;
    expect(then).toMatchObject({
      ...{ result: 'accepted', reasons: [], problems: [] },
      deliveries: [{ unit: { hsaId: NEW_UNIT, name: 'Biståndsenheten Ockelbo' }, role: 'socialtjanst' }],
    });
    const wrong = (await world.post(`/v1/ops/quarantine/${first}/test`, { directory: 'units: [' })).body;
    expect(wrong).toMatchObject({ result: 'refused', problems: [expect.stringMatching(/^directory\.yaml:1: /)] });
    expect(await world.counts()).toEqual(before);

    const saved = await world.call('admin', 'PUT', '/v1/ops/directory', { text, etag: file.etag });
    expect([saved.status, saved.body.changes]).toEqual([200, checked.changes]);
    const replayed = await world.post('/v1/ops/quarantine/replay', { ids: [second, first] });
    expect(replayed.body.items).toMatchObject([
      { id: first, result: 'accepted' },
      { id: second, result: 'accepted' },
    ]);
    const again = await world.post('/v1/ops/quarantine/replay', { ids: [first] });
    expect(again.body.items).toEqual([{ id: first, result: 'conflict', message: replayed.body.items[0].message }]);
    const tested = (await world.post(`/v1/ops/quarantine/${first}/test`)).body;
    expect(tested.result).toBe('duplicate');
    const { rows } = await world.sql.query(
      `SELECT actor, subject, detail FROM audit_entry WHERE action = 'directory-saved'`,
    );
    expect(rows).toEqual([
      {
        actor: 'client:admin',
        subject: 'directory',
        detail: { changes: expect.arrayContaining([expect.any(String)]) },
      },
    ]);
  });

  it('is shown with every value masked and the reason marked; revealing it needs a reason, which the audit keeps', async () => {
    const id = await refusedNotice('9999');
    const masked = await world.get(`/v1/ops/quarantine/${id}/content`, 'auditor');
    expect(masked.body).toMatchObject({ isRevealed: false, format: 'json', reasons: [{ code: 'unroutable' }] });
    expect(masked.text).not.toMatch(/191212121212|Tolvan/);
    expect(masked.body.raw.marks).toContainEqual(expect.objectContaining({ kind: 'error', code: 'unroutable' }));
    const path = `/v1/ops/quarantine/${id}/reveal`;
    expect((await world.post(path, { reason: 'Vården frågar' }, 'auditor')).status).toBe(403);
    expect((await world.post(path, { reason: 'x' })).status).toBe(422);
    const revealed = await world.post(path, { reason: 'Vården frågar' });
    expect(revealed.body.isRevealed).toBe(true);
    expect(revealed.body.raw.text).toContain('Tolvansson');
    const { rows } = await world.sql.query(
      'SELECT actor, action, detail FROM audit_entry WHERE subject_id = $1 ORDER BY id DESC LIMIT 1',
      [id],
    );
    expect(rows).toEqual([
      { actor: 'client:operations', action: 'quarantine-revealed', detail: { reason: 'Vården frågar' } },
    ]);
  });

  it('replays of many tell each outcome, also of what is not there', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const answer = await world.post('/v1/ops/quarantine/replay', { ids: [nowhere] });
    expect(answer.body).toEqual({ items: [{ id: nowhere, result: 'gone' }] });
    expect((await world.post('/v1/ops/quarantine/replay', { ids: [] })).status).toBe(422);
    expect((await world.post(`/v1/ops/quarantine/${nowhere}/test`)).status).toBe(404);
  });
});

describe('the directory', () => {
  it('shows its text without a hash, to operations and admin; auditors see the lists alone', async () => {
    const forAdmin = await world.get('/v1/ops/directory', 'admin');
    expect(forAdmin.body.file).toMatchObject({ path: 'directory.yaml', isEditable: true, problems: [] });
    expect(forAdmin.body.file.text).toMatch(/^# kept by hand\n/);
    expect(forAdmin.body.file.text).toMatch(/hidden-[0-9a-f]{16}/);
    expect(forAdmin.text).not.toMatch(SCRYPT);
    const forAuditor = await world.get('/v1/ops/directory', 'auditor');
    expect(forAuditor.body.file.text).toBeNull();
    const unit = forAuditor.body.units.find((one: { hsaId: string }) => one.hsaId === HEALTH_CENTRE);
    expect(unit).toMatchObject({ role: 'oppenvard', profile: 'gavleborg', manager: { phone: expect.any(String) } });
    const client = forAuditor.body.clients.find((one: { id: string }) => one.id === 'gavle-sjukhus');
    expect(client).toMatchObject({ secrets: 1, keys: [], certificates: [], roles: ['party'] });
    expect((await world.get('/v1/ops/directory', 'gavle-sjukhus')).status).toBe(403);
  });

  it('is saved by an admin alone, keeps its hashes, comments and mode, and refuses what has been overtaken', async () => {
    const { file } = await directory();
    const text = file.text.replace('Gävle Strand hälsocentral', 'Gävle Strands hälsocentral');
    const before = world.file;
    const mode = statSync(world.path).mode;
    expect((await world.call('operations', 'PUT', '/v1/ops/directory', { text, etag: file.etag })).status).toBe(403);
    const saved = await world.call('admin', 'PUT', '/v1/ops/directory', { text, etag: file.etag });
    expect(saved.body.changes).toEqual([
      {
        sv: expect.stringMatching(/^Enhet ändrad: Gävle Strands hälsocentral \(.*\) \(namn\)$/),
        en: expect.stringMatching(/^Unit changed: .* \(name\)$/),
      },
    ]);
    expect(world.file).toBe(before.replace('Gävle Strand hälsocentral', 'Gävle Strands hälsocentral'));
    expect(statSync(world.path).mode).toBe(mode);
    const overtaken = await world.call('admin', 'PUT', '/v1/ops/directory', { text: file.text, etag: file.etag });
    expect([overtaken.status, overtaken.body.code]).toEqual([409, 'wrong-state']);
    const { units } = await directory();
    expect(units.map((unit: { name: string }) => unit.name)).toContain('Gävle Strands hälsocentral');
  });

  it('a wrong text is told with file and line, is not saved, and cannot be made to tell a hash', async () => {
    const { file } = await directory();
    const [placeholder] = /hidden-[0-9a-f]{16}/.exec(file.text) ?? [''];
    const text = file.text
      .replace('Ockelbo kommun', placeholder)
      .replace(/profile: gavleborg/, `profile: ${placeholder}`);
    const checked = await world.post('/v1/ops/directory/check', { text });
    expect(checked.body.problems).toContainEqual(
      expect.stringMatching(/^directory\.yaml:\d+: organisations\.0\.profile: /),
    );
    expect(checked.text).not.toMatch(SCRYPT);
    const named = file.text.replace('Biståndsenheten Ockelbo', placeholder);
    const { rows } = await world.sql.query(`SELECT id FROM quarantine WHERE state = 'replayed' LIMIT 1`);
    const tried = await world.post(`/v1/ops/quarantine/${rows[0].id}/test`, { directory: named });
    expect(tried.body.deliveries).toMatchObject([{ unit: { hsaId: NEW_UNIT, name: placeholder } }]);
    expect(tried.text).not.toMatch(SCRYPT);
    const saved = await world.call('admin', 'PUT', '/v1/ops/directory', { text, etag: file.etag });
    expect([saved.status, saved.body.code]).toEqual([422, 'invalid-request']);
    expect(saved.text).not.toMatch(SCRYPT);
    expect((await directory()).file.etag).toBe(file.etag);
  });

  it('a file that was spoilt by hand is told with what is wrong in it, and what was in force stays so', async () => {
    const good = world.file;
    const [hash] = /scrypt\S+/.exec(good) ?? [''];
    writeFileSync(
      world.path,
      good.replace('\nunits:\n', '\nunitz:\n').replace('profile: gavleborg', `profile: ${hash}`),
    );
    const { file, units } = await directory();
    expect(JSON.stringify(file)).not.toMatch(SCRYPT);
    expect(file.problems).toContainEqual(expect.stringMatching(/^directory\.yaml:\d+: unitz: unknown key/));
    expect(units.length).toBeGreaterThan(10);
    writeFileSync(world.path, good);
  });
});

describe('a client', () => {
  it('is drafted with a secret that is shown once, saved, signs in, and no longer after its last day', async () => {
    const wish = { id: 'nya-vardcentralen', name: 'Nya vårdcentralen', roles: ['party'], units: [HEALTH_CENTRE] };
    expect((await world.post('/v1/ops/clients/draft', wish, 'auditor')).status).toBe(403);
    const { body } = await world.post('/v1/ops/clients/draft', { ...wish, expires: '2999-12-31' });
    expect(body.problems).toEqual([]);
    expect(body.yaml).toMatch(/^- id: nya-vardcentralen\n/);
    expect(await world.signsIn(wish.id, body.secret)).toBe(false);
    const { file } = await directory();
    await world.call('admin', 'PUT', '/v1/ops/directory', { text: body.text, etag: file.etag });
    expect(await world.signsIn(wish.id, body.secret)).toBe(true);
    const listed = (await directory()).clients.find((one: { id: string }) => one.id === wish.id);
    expect(listed).toMatchObject({ secrets: 1, secretEnds: [{ expiresAt: '2999-12-31' }] });
    expect(world.file).toContain('# the end');

    const after = await directory();
    const ended = after.file.text.replace('2999-12-31', '2020-01-01');
    const saved = await world.call('admin', 'PUT', '/v1/ops/directory', { text: ended, etag: after.file.etag });
    expect(saved.body.changes).toMatchObject([
      { en: 'Client changed: Nya vårdcentralen (nya-vardcentralen) (end of secrets)' },
    ]);
    expect(await world.signsIn(wish.id, body.secret)).toBe(false);
  });

  it('of a unit that is not there is drafted with what is wrong', async () => {
    const wish = { id: 'fel', name: 'Fel', roles: ['party'], units: ['SE2321000016-FINNSEJ'] };
    const { body } = await world.post('/v1/ops/clients/draft', wish);
    expect(body.problems).toEqual([expect.stringContaining('no such unit: SE2321000016-FINNSEJ')]);
    expect((await world.post('/v1/ops/clients/draft', { ...wish, id: 'Inte ett id' })).status).toBe(422);
  });
});

describe('a test message', () => {
  it('comes into the inbox of one unit in its form, asks for no kvittens, is traced, and counts as no traffic', async () => {
    const before = (await world.get('/v1/ops/summary')).body.total.counts;
    const sent = await world.post(`/v1/ops/units/${HEALTH_CENTRE}/test-message`, { text: 'Prov från driften' });
    expect(sent.status).toBe(201);
    const inbox = await world.get(`/v1/inboxes/${HEALTH_CENTRE}?state=all`, 'halsocentraler');
    const item = inbox.body.items.find((one: { deliveryId: string }) => one.deliveryId === sent.body.deliveryId);
    expect(item).toMatchObject({
      receiptDue: null,
      message: { kind: 'testmeddelande', sender: 'hemgang', content: { text: 'Prov från driften' } },
    });
    expect(item.message.patient).toBeUndefined();
    const { body } = await world.get(`/v1/ops/messages/${String(sent.body.id)}/trace`);
    expect(body).toMatchObject({
      message: { kind: 'testmeddelande' },
      deliveries: [{ id: sent.body.deliveryId, state: 'received' }],
      audit: expect.arrayContaining([
        expect.objectContaining({ action: 'test-message-sent', actor: 'client:operations' }),
      ]),
    });
    expect((await world.get('/v1/ops/summary')).body.total.counts).toMatchObject({
      ...{ received: before.received, delivered: before.delivered, waiting: before.waiting },
    });
    expect((await world.post('/v1/ops/units/SE2321000016-FINNSEJ/test-message', { text: 'x' })).status).toBe(404);
  });

  it.each([
    ...['application/json', 'application/xml', 'application/hl7-v2', 'application/hl7-v2+xml'],
    ...['application/fhir+json', 'application/fhir+xml'],
  ])('goes out as %s', async (accept) => {
    const sent = await world.post(`/v1/ops/units/${HEALTH_CENTRE}/test-message`, { text: 'Prov från driften' });
    const message = await world.inForm(
      'halsocentraler',
      `/v1/deliveries/${String(sent.body.deliveryId)}/message`,
      accept,
    );
    expect([message.status, message.contentType.split(';')[0]]).toEqual([200, accept]);
    expect(message.text).toContain('Prov från driften');
  });
});

describe('the profiles', () => {
  it('are listed and explained in both languages', async () => {
    const { body } = await world.get('/v1/ops/profiles', 'auditor');
    const gavleborg = body.find((one: { id: string }) => one.id === 'gavleborg');
    expect(gavleborg.rules).toBeGreaterThan(50);
    const one = (await world.get('/v1/ops/profiles/gavleborg')).body;
    expect(one.states[0]).toEqual({ id: 'none', name: { sv: 'inget vårdtillfälle', en: 'no care episode' }, order: 0 });
    expect(one.kinds).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'utskrivningsklar', receipt: 'kvittens' },
        senders: { sv: 'slutenvården', en: 'inpatient care' },
      }),
    );
    const receipt = one.deadlines.find((deadline: { kind: string }) => deadline.kind === 'kvittens');
    expect(receipt).toMatchObject({
      ...{ name: { sv: 'kvittens', en: 'receipt' }, rule: 'G-ACK-03', ends: { sv: 'kvittensen', en: 'the receipt' } },
      responsible: { sv: 'varje mottagare', en: 'each recipient' },
    });
    expect(receipt.ladder[0]).toMatchObject({ send: expect.any(String), to: { sv: expect.any(String) } });
    expect((await world.get('/v1/ops/profiles/nowhere')).status).toBe(404);
  });
});

describe('where the file rules', () => {
  it('nothing is saved, and the answer says what to do', async () => {
    const ruled = await DirectoryWorld.open({}, world);
    try {
      const { file } = (await ruled.get('/v1/ops/directory', 'admin')).body;
      expect(file.isEditable).toBe(false);
      const { text, etag } = file;
      expect((await ruled.post('/v1/ops/directory/check', { text })).body).toEqual({ problems: [], changes: [] });
      const saved = await ruled.call('admin', 'PUT', '/v1/ops/directory', { text, etag });
      expect([saved.status, saved.body.code]).toEqual([403, 'file-rules']);
      expect(saved.body.title).toContain('HEMGANG_DIRECTORY_EDITABLE=true');
    } finally {
      await ruled.close();
    }
  }, 60_000);
});

describe('a paused unit', () => {
  const downtimeOf = async (from: DirectoryWorld) => {
    const { units } = (await from.get('/v1/ops/directory')).body;
    return units.find((unit: { hsaId: string }) => unit.hsaId === HEALTH_CENTRE).downtime;
  };
  const path = `/v1/ops/units/${HEALTH_CENTRE}/downtime`;
  const reminders = async () => (await world.get(`/v1/ops/reminders?unit=${HEALTH_CENTRE}`)).body.items;

  it('is not reminded while its deadline goes overdue; ended early, the reminder comes', async () => {
    const message = { ...notice('2180'), planningCategory: 'B' };
    const sent = await world.post(
      '/v1/messages',
      {
        ...message,
        patient: { ...message.patient, healthCentre: HEALTH_CENTRE },
        content: { ...message.content, physicianAssessed: true },
      },
      'gavle-sjukhus',
    );
    expect(sent.body.deliveries).toMatchObject([{ unit: HEALTH_CENTRE, receiptDue: '2026-11-23T08:00:00.000Z' }]);

    const other = await DirectoryWorld.open({}, world);
    try {
      const span = {
        from: '2026-11-23T08:00:00+01:00',
        to: '2026-11-23T16:00:00+01:00',
        reason: 'Byte av journalsystem',
      };
      const set = await world.post(path, span);
      expect([set.status, set.body.origin, set.body.by]).toEqual([201, 'console', 'client:operations']);
      expect(await downtimeOf(world)).toEqual([set.body]);
      await eventually('the other process knows', async () => (await downtimeOf(other)).length === 1, 5_000);
      const overlap = await world.post(path, {
        ...span,
        from: '2026-11-23T15:00:00+01:00',
        to: '2026-11-23T17:00:00+01:00',
      });
      expect([overlap.status, overlap.body.code]).toEqual([409, 'wrong-state']);
      expect((await world.post(path, { ...span, to: '2027-03-01T00:00:00+01:00' })).status).toBe(422);
      expect((await world.post(path, span, 'auditor')).status).toBe(403);

      await world.moveClock('2026-11-23T10:30:00+01:00');
      const overdue = await world.get(`/v1/ops/deadlines?state=overdue&unit=${HEALTH_CENTRE}`);
      expect(overdue.body.items).toMatchObject([{ kind: 'kvittens', overdue: true }]);
      expect(await reminders()).toEqual([]);

      expect((await world.call('operations', 'DELETE', `${path}/${String(set.body.id)}`)).status).toBe(204);
      expect(await downtimeOf(world)).toEqual([]);
      await world.moveClock('2026-11-23T10:31:00+01:00');
      expect(await reminders()).toMatchObject([{ kind: 'paminnelse', dueAt: '2026-11-23T08:00:00.000Z' }]);
      const again = await world.call('operations', 'DELETE', `${path}/${String(set.body.id)}`);
      expect([again.status, again.body.code]).toEqual([409, 'wrong-state']);
      await eventually('the other process knows', async () => (await downtimeOf(other)).length === 0, 5_000);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('is not paused after all when the pause is taken back before it begins; the audit keeps both', async () => {
    const span = { from: '2026-12-24T08:00:00+01:00', to: '2026-12-24T12:00:00+01:00', reason: 'Underhåll' };
    const set = await world.post(path, span);
    expect((await world.call('operations', 'DELETE', `${path}/${String(set.body.id)}`)).status).toBe(204);
    expect(await downtimeOf(world)).toEqual([]);
    expect((await world.call('operations', 'DELETE', `${path}/${String(set.body.id)}`)).status).toBe(404);
    const { rows } = await world.sql.query('SELECT action, unit FROM audit_entry WHERE subject_id = $1 ORDER BY id', [
      set.body.id,
    ]);
    expect(rows).toEqual([
      { action: 'downtime-set', unit: HEALTH_CENTRE },
      { action: 'downtime-cancelled', unit: HEALTH_CENTRE },
    ]);
  });
});
