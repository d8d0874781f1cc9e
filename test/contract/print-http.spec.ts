import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { readPdf } from '../support/pdf-reader.js';
import { CLIENTS, PlanHttpWorld, YES } from './plan-http-world.js';

const { municipality, openCare, hospital } = CLIENTS;
const { social, openCare: centre, homeCare } = SIP_UNITS;
const BY = { by: { name: 'Pia Post', title: 'administratör' } };
const ADDRESS = { line: ['Åkergatan 1'], postalCode: '97231', city: 'Luleå' };
const AGENDA = ['Vad är viktigt för Tolvan'];
let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());

const patientOf = (isProtected: boolean) => ({
  ...{ ...TOLVAN, address: ADDRESS, municipality: '2580', healthCentre: centre },
  ...(isProtected ? { protected: true } : {}),
});

const WITHDRAWN = { scope: ['sip'] };

const EVA = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post', address: ADDRESS };
const SCHOOL = {
  ...{ relation: 'skola', name: 'Åsa Öst', organisation: 'Ängskolan', channel: 'fax', phone: '0920-10 00 01' },
};
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };

const callOf = (participants: object[]) => ({
  ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-11-30T13:00:00+01:00', minutes: 60 },
  ...{ agenda: AGENDA, participants: [{ unit: centre, relation: 'vard' }, ...participants], form: 'fysiskt' },
  place: 'Hemma hos Tolvan',
});

/** Begins a plan and calls to its first meeting; whom the call reaches on paper has letters in the queue. */
async function called(participants: object[] = [PERSON, EVA, SCHOOL], isProtected = false) {
  world.clock.time = new Date('2026-11-23T07:30:00Z');
  const basis = {
    ...{ coordinator: { name: 'Bodil Bistånd', phone: '0920-45 30 00' }, consents: YES, raisedBy: 'personal' },
    ...{ initiator: { name: 'Bodil Bistånd' }, noRepresentative: true, needReasons: [], reasonText: 'Många kontakter' },
  };
  // A person has one open plan at most: those before belong to others from now on.
  await world.rows('UPDATE plan SET patient_id = id::text');
  const opened = await world.tell(social, 'sip-underlag', basis, { patient: patientOf(isProtected) });
  const plan = opened.plan?.id ?? '';
  await world.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, { plan });
  const head = { plan, recipients: [centre] };
  const call = await world.tell(social, 'sip-kallelse', callOf(participants), head);
  return { plan, meeting: call.id };
}

interface Job {
  id: string;
  kind: string;
  state: string;
  unit: string;
  meeting: string | null;
  receiver: Record<string, unknown>;
  cancelled: { why?: string } | null;
}

async function queue(plan: string, state?: string) {
  const wish = new URLSearchParams({ plan, ...(state === undefined ? {} : { state }) });
  const { body, status } = await world.get(municipality, `/v1/units/${social}/print-queue?${wish.toString()}`);
  expect(status).toBe(200);
  return body.items as Job[];
}

const mark = (job: string, action: string, body: object = BY, client: string = municipality) =>
  world.post(client, `/v1/print-queue/${job}/${action}`, body);

const letters = (plan: string) =>
  world.rows<{ state: string; late: boolean }>(
    `SELECT state, late FROM deadline WHERE plan_id = $1 AND kind = 'sip-brev' ORDER BY id`,
    [plan],
  );

async function pdf(client: string, path: string) {
  const token = await world.call(client, 'GET', path, { headers: { accept: 'text/html' } });
  return token;
}

describe('the print queue of a unit', () => {
  it('[N-CALL-07] [N-PART-04] a call leaves a letter for each whom it reaches on paper, and none for units with an inbox', async () => {
    const { plan, meeting } = await called();
    const jobs = await queue(plan, 'queued');
    expect(jobs.map(({ receiver }) => [receiver['relation'], receiver['channel']]).sort()).toEqual([
      ['den-enskilde', 'post'],
      ['narstaende', 'post'],
      ['skola', 'fax'],
    ]);
    expect(jobs.every((job) => job.meeting === meeting && job.kind === 'kallelse' && job.unit === social)).toBe(true);
    const person = jobs.find(({ receiver }) => receiver['relation'] === 'den-enskilde');
    expect(person).toMatchObject({
      receiver: { name: 'Tolvan Tolvansson', address: ADDRESS },
      due: '2026-11-24T23:00:00.000Z',
    });
    expect(await letters(plan)).toEqual([{ state: 'open', late: false }]);
  });

  it('[S-CALL-09] [N-PRINT-04] makes the letter as PDF or HTML, and notes who had it made', async () => {
    const { plan } = await called();
    const [job] = (await queue(plan)).filter(({ receiver }) => receiver['relation'] === 'den-enskilde');
    const path = `/v1/print-queue/${job?.id ?? ''}/document`;
    const html = await pdf(municipality, path);
    expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(html.headers.get('cache-control')).toBe('no-store');
    for (const told of [
      'Kallelse till möte',
      'måndag 30 november 2026 kl. 13.00',
      'Hemma hos Tolvan',
      ...AGENDA,
      '972 31 Luleå',
    ])
      expect(html.text).toContain(told);
    const token = await world.get(municipality, `${path}?lang=en`, { accept: 'text/html' });
    expect(token.text).toContain('Call to a meeting');
    const response = await world.bytes(municipality, path);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { pages, language } = await readPdf(response.bytes);
    expect([language, pages[0]?.includes('Åkergatan 1')]).toEqual(['sv-SE', true]);
    const noted = await world.rows<{ line: string }>(
      `SELECT actor || ' ' || action AS line FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
      [job?.id],
    );
    expect(noted.map(({ line }) => line)).toContain(`client:${municipality} document-made`);
    expect(await world.audited(plan)).toContain(`client:${municipality} read`);
  });

  it('is not there for others, and knows what it is asked', async () => {
    const { plan } = await called();
    const [job] = await queue(plan);
    expect((await world.get(openCare, `/v1/units/${social}/print-queue`)).status).toBe(404);
    expect((await world.get(openCare, `/v1/print-queue/${job?.id ?? ''}/document`)).status).toBe(404);
    expect((await mark(job?.id ?? '', 'printed', BY, hospital)).status).toBe(404);
    expect((await mark('x', 'printed')).status).toBe(404);
    expect((await mark(job?.id ?? '', 'printed', {})).status).toBe(422);
    expect((await world.get(municipality, `/v1/units/${social}/print-queue?state=lost`)).status).toBe(422);
    expect((await world.get(municipality, `/v1/units/${social}/print-queue?after=x`)).status).toBe(422);
    const { status } = await world.get(municipality, `/v1/print-queue/${job?.id ?? ''}/document`, {
      accept: 'image/png',
    });
    expect(status).toBe(406);
  });

  it('comes in pages, the longest waiting first', async () => {
    const { plan } = await called();
    const all = (await queue(plan)).map(({ id }) => id);
    const first = await world.get(municipality, `/v1/units/${social}/print-queue?plan=${plan}&limit=2`);
    const rest = await world.get(
      municipality,
      `/v1/units/${social}/print-queue?plan=${plan}&limit=2&after=${first.body.next}`,
    );
    expect([...first.body.items, ...rest.body.items].map(({ id }: { id: string }) => id)).toEqual(all);
    expect(rest.body.next).toBeNull();
  });

  it('[N-CALL-07] posting the last letter of a meeting meets the duty, in time or late', async () => {
    const { plan } = await called();
    const [one, two, three] = await queue(plan);
    expect((await mark(one?.id ?? '', 'printed')).body).toMatchObject({
      state: 'printed',
      printed: BY,
      handover: null,
    });
    await mark(three?.id ?? '', 'printed');
    await mark(one?.id ?? '', 'posted');
    await mark(two?.id ?? '', 'posted');
    expect(await letters(plan)).toEqual([{ state: 'open', late: false }]);
    world.clock.time = new Date('2026-11-25T09:00:00Z');
    const posted = await mark(three?.id ?? '', 'posted');
    expect(posted.body).toMatchObject({ state: 'posted', posted: { ...BY, at: '2026-11-25T09:00:00.000Z' } });
    expect(await letters(plan)).toEqual([{ state: 'met', late: true }]);
    const early = await called();
    for (const { id } of await queue(early.plan)) await mark(id, 'posted');
    expect(await letters(early.plan)).toEqual([{ state: 'met', late: false }]);
  });

  it('says when it was posted, but not before it was asked for or ahead of the clock', async () => {
    const { plan } = await called();
    const [one] = await queue(plan);
    world.clock.time = new Date('2026-11-25T09:00:00Z');
    for (const at of ['2026-11-22T09:00:00Z', '2026-11-26T09:00:00Z', 'yesterday'])
      expect((await mark(one?.id ?? '', 'posted', { ...BY, at })).status).toBe(422);
    const { body } = await mark(one?.id ?? '', 'posted', { ...BY, at: '2026-11-24T16:00:00+01:00' });
    expect(body.posted.at).toBe('2026-11-24T15:00:00.000Z');
  });

  it('doing the same again changes nothing, what is over is a conflict, and letters that nobody sends end the duty', async () => {
    const { plan } = await called();
    const [one, ...others] = await queue(plan);
    const first = await mark(one?.id ?? '', 'cancelled');
    world.clock.time = new Date('2026-11-24T09:00:00Z');
    expect((await mark(one?.id ?? '', 'cancelled', { by: { name: 'Annan' } })).body).toEqual(first.body);
    const { status, body } = await mark(one?.id ?? '', 'posted');
    expect([status, body.code, body.state]).toEqual([409, 'conflict', 'cancelled']);
    expect((await world.get(municipality, `/v1/print-queue/${one?.id ?? ''}/document`)).status).toBe(404);
    for (const { id } of others) await mark(id, 'cancelled');
    expect(await letters(plan)).toEqual([{ state: 'cancelled', late: false }]);
  });

  it('two who post the same letter at once post it once', async () => {
    const { plan } = await called([PERSON]);
    const [job] = await queue(plan);
    const answers = await Promise.all([mark(job?.id ?? '', 'posted'), mark(job?.id ?? '', 'cancelled')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('[L-PROT-01] a person with protected identity has no address on any paper, nor has anybody close; the job says so', async () => {
    const { plan } = await called([PERSON, EVA, SCHOOL], true);
    const jobs = await queue(plan);
    const close = jobs.filter(({ receiver }) => receiver['relation'] !== 'skola');
    expect(close.map(({ receiver }) => [receiver['withheld'], receiver['address']])).toEqual([
      ['protected', undefined],
      ['protected', undefined],
    ]);
    for (const { id } of jobs) {
      const { text } = await pdf(municipality, `/v1/print-queue/${id}/document`);
      expect(text).not.toMatch(/Åkergatan|972 ?31/);
    }
    const kept = await world.rows<{ receiver: string }>('SELECT receiver::text FROM print_job WHERE plan_id = $1', [
      plan,
    ]);
    expect(JSON.stringify(kept)).not.toContain('Åkergatan');
  });

  it('[L-PROT-01] what waited when the person became protected has no address any more, and follows the person otherwise', async () => {
    const { plan } = await called([PERSON, EVA]);
    const [job] = (await queue(plan)).filter(({ receiver }) => receiver['relation'] === 'den-enskilde');
    const path = `/v1/print-queue/${job?.id ?? ''}/document`;
    const known = async (change: object) =>
      world.rows('UPDATE plan SET patient = patient || $2::jsonb WHERE id = $1', [plan, JSON.stringify(change)]);
    await known({ address: { line: ['Nygatan 5'], postalCode: '97233', city: 'Luleå' } });
    expect((await pdf(municipality, path)).text).toContain('Nygatan 5');
    await known({ protected: true });
    expect((await pdf(municipality, path)).text).not.toMatch(/Nygatan|Åkergatan/);
    const jobs = await queue(plan);
    expect(jobs.map(({ receiver }) => [receiver['withheld'], receiver['address']])).toEqual([
      ['protected', undefined],
      ['protected', undefined],
    ]);
  });

  it('[N-CALL-07] a call that is called off, or withdrawn, leaves nothing to be sent', async () => {
    const off = await called();
    const [printed] = await queue(off.plan);
    await mark(printed?.id ?? '', 'printed');
    await world.tell(
      social,
      'sip-mote',
      { event: 'installt', reason: 'Sjukdom', meeting: off.meeting },
      { plan: off.plan },
    );
    expect((await queue(off.plan)).map((job) => [job.state, job.cancelled?.why])).toEqual(
      Array.from({ length: 3 }, () => ['cancelled', 'called-off']),
    );
    const gone = await called();
    const [{ messageId } = { messageId: '' }] = await world.rows<{ messageId: string }>(
      'SELECT message_id AS "messageId" FROM message WHERE id = $1',
      [gone.meeting],
    );
    await world.tell(social, 'makulering', { messageId, reason: 'Fel person' }, {});
    expect((await queue(gone.plan)).map((job) => [job.state, job.cancelled?.why])).toEqual(
      Array.from({ length: 3 }, () => ['cancelled', 'withdrawn']),
    );
  });

  it('a call with another time is a new letter to everybody, also where the first one lies printed', async () => {
    const { plan } = await called([PERSON]);
    const [first] = await queue(plan);
    await mark(first?.id ?? '', 'printed');
    const later = { ...callOf([PERSON]), meetingAt: '2026-12-07T13:00:00+01:00' };
    await world.tell(social, 'sip-kallelse', later, { plan, recipients: [centre] });
    const [letter, ...more] = await queue(plan, 'queued');
    expect(more).toEqual([]);
    const { text } = await pdf(municipality, `/v1/print-queue/${letter?.id ?? ''}/document`);
    expect(text).toContain('måndag 7 december 2026 kl. 13.00');
    expect((await queue(plan, 'cancelled')).map(({ id }) => id)).toEqual([first?.id]);
  });

  it('[N-CLOSE-03] whoever takes back the consent gets no more letters', async () => {
    const { plan } = await called();
    await world.tell(social, 'samtycke-aterkallat', WITHDRAWN, { plan });
    expect((await queue(plan)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

/** Holds the meeting and writes what the person is shown. */
async function made(plan: string, deliveryWish = 'utskrift'): Promise<void> {
  world.clock.time = new Date('2026-11-30T14:00:00Z');
  const attendance = [
    { unit: centre, name: 'Doris Distrikt', relation: 'vard', attended: true },
    { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
  ];
  const held = {
    event: 'genomfort',
    note: 'Alla var där',
    attendance,
    careContact: 'utsedd',
    followUpOn: '2027-02-01',
  };
  await world.tell(social, 'sip-mote', held, { plan });
  await world.tell(social, 'sip-mote', { event: 'plan-skapad' }, { plan });
  const goal = { text: 'Jag vill bo hemma', followUpOn: '2027-02-01', remindOn: '2027-01-15', deliveryWish };
  await world.tell(social, 'sip-huvudmal', goal, { plan });
  const sub = await world.tell(centre, 'sip-delmal', { heading: 'halsa', text: 'Jag sover hela natten' }, { plan });
  const responsible = { party: 'enhet', unit: centre };
  const content = { subgoal: sub.id, text: 'Du får träffa sköterskan', shared: true, responsible };
  await world.tell(centre, 'sip-insats', content, { plan });
  const secret = { subgoal: sub.id, text: 'Bara vi vet', shared: false, responsible };
  await world.tell(centre, 'sip-insats', secret, { plan });
}

describe('the plan on paper', () => {
  it('[N-PUB-02] [N-PUB-03] [N-PUB-08] waits once for a person who wants it printed, and posting it delivers it', async () => {
    const { plan } = await called([PERSON]);
    await made(plan);
    const [job, ...more] = (await queue(plan, 'queued')).filter(({ kind }) => kind === 'plan');
    expect(more).toEqual([]);
    const { text } = await pdf(municipality, `/v1/print-queue/${job?.id ?? ''}/document`);
    expect(text).toContain('Du får träffa sköterskan');
    expect(text).not.toContain('Bara vi vet');
    const { body } = await mark(job?.id ?? '', 'posted');
    expect(body.handover).toEqual({ accepted: true, errors: [] });
    const again = await mark(job?.id ?? '', 'posted');
    expect(again.body.handover).toEqual({ accepted: true, errors: [] });
    const view = await world.get(municipality, `/v1/plans/${plan}`);
    expect(view.body.handovers).toHaveLength(1);
    expect(view.body.handovers).toMatchObject([{ event: 'delgiven', way: 'utskrift', on: '2026-11-30' }]);
    const owed = await world.rows<{ state: string }>(
      `SELECT state FROM deadline WHERE plan_id = $1 AND kind = 'sip-delgivning' AND state = 'open'`,
      [plan],
    );
    expect(owed).toEqual([]);
  });

  it('[N-PUB-02] is not printed for who reads it at 1177', async () => {
    const { plan } = await called([PERSON]);
    await made(plan, '1177');
    expect((await queue(plan)).filter(({ kind }) => kind === 'plan')).toEqual([]);
  });

  it('[N-COORD-12] waits at the unit of who coordinates now', async () => {
    const { plan } = await called([PERSON]);
    await made(plan);
    const coordinator = { name: 'Doris Distrikt', unit: centre };
    await world.tell(social, 'sip-samordningsansvarig', { coordinator, decided: 'mote' }, { plan });
    expect((await queue(plan, 'queued')).filter(({ kind }) => kind === 'plan')).toEqual([]);
    const { body } = await world.get(openCare, `/v1/units/${centre}/print-queue?plan=${plan}`);
    expect(body.items).toMatchObject([{ kind: 'plan', state: 'queued', unit: centre }]);
  });

  it('[N-PRINT-01] [N-PRINT-02] is a document for who takes part, with or without what is closed', async () => {
    const { plan } = await called([PERSON]);
    await made(plan);
    const path = `/v1/plans/${plan}/document`;
    const { text, status } = await pdf(openCare, path);
    expect(status).toBe(200);
    expect(text).toContain('Jag vill bo hemma');
    expect(text).not.toContain('Bara vi vet');
    for (const kind of ['kallelse', 'uppfoljning', 'information'])
      expect((await pdf(openCare, `${path}?kind=${kind}`)).status).toBe(kind === 'kallelse' ? 404 : 200);
    expect((await pdf(openCare, `${path}?kind=brev`)).status).toBe(422);
    expect((await pdf(hospital, path)).status).toBe(404);
    expect((await pdf(openCare, '/v1/plans/x/document')).status).toBe(404);
    expect((await world.get(openCare, path, { accept: 'text/plain' })).status).toBe(406);
    expect(await world.audited(plan)).toContain(`client:${openCare} read`);
  });

  it('[S-CON-06] [N-CALL-09] is no document for a unit that the person has not let know, and a call that went out can be made again', async () => {
    const { plan, meeting } = await called([PERSON, { unit: homeCare, relation: 'vard' }]);
    const call = await pdf(openCare, `/v1/plans/${plan}/document?kind=kallelse&meeting=${meeting}`);
    expect(call.text).toContain('Sover dåligt');
    const consents = [{ about: 'informationsoverforing', answer: 'ja', actors: [social, homeCare] }];
    await world.tell(social, 'sip-underlag', { consents }, { plan });
    expect((await pdf(openCare, `/v1/plans/${plan}/document`)).status).toBe(404);
    expect((await pdf(openCare, `/v1/plans/${plan}/document?kind=kallelse`)).text).not.toContain('Sover dåligt');
    expect((await pdf(municipality, `/v1/plans/${plan}/document`)).status).toBe(200);
    expect((await pdf(municipality, `/v1/plans/${plan}/document?kind=kallelse`)).status).toBe(200);
  });
});
