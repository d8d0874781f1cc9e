import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BY,
  ContractWorld,
  deliveryTo,
  HEALTH_CENTRE,
  HOME_CARE,
  later,
  makulering,
  notice,
  OPERATIONS_UNIT,
  OTHER_CENTRE,
  PERSONAL,
  SOCIAL,
  WARD,
} from './contract-world.js';
import type { Accepted } from './contract-world.js';

let world: ContractWorld;

beforeAll(async () => {
  world = await ContractWorld.open({ HEMGANG_LOG_LEVEL: 'info' });
}, 90_000);
afterAll(() => world.close());

describe("what is another party's", () => {
  let answer: Accepted;
  let number: string;

  beforeAll(async () => {
    const first = notice();
    number = String(first['episodeId']);
    answer = await world.accept(first);
  });

  const ROUTES: readonly [string, string, object | undefined][] = [
    ['GET', '/v1/inboxes/:unit', undefined],
    ['GET', '/v1/inboxes/:unit/stream', undefined],
    ['POST', '/v1/inboxes/:unit/receipts', { deliveryIds: ['x'], ...BY }],
    ['GET', '/v1/deliveries/:delivery', undefined],
    ['GET', '/v1/deliveries/:delivery/message', undefined],
    ['POST', '/v1/deliveries/:delivery/receipt', BY],
    ['POST', '/v1/deliveries/:delivery/forward', { unit: OTHER_CENTRE }],
    ['POST', '/v1/deliveries/:delivery/misdirected', { reason: 'inte hos oss' }],
    ['GET', '/v1/outboxes/:ward', undefined],
    ['GET', '/v1/episodes/:episode', undefined],
    ['GET', '/v1/episodes?organisation=gavle-sjukhus&episodeId=:number', undefined],
  ];
  const STRANGERS = ['sandvikens-kommun', 'hudiksvalls-sjukhus', 'operations', 'auditor', 'admin'];

  const pathOf = (route: string): string =>
    route
      .replace(':unit', HEALTH_CENTRE)
      .replace(':delivery', deliveryTo(answer, HEALTH_CENTRE))
      .replace(':ward', WARD)
      .replace(':episode', answer.episode.id)
      .replace(':number', number);

  it.each(ROUTES)('is not there: %s %s', async (method, route, body) => {
    const statuses = await Promise.all(
      STRANGERS.map(async (client) => (await world.by(client, method, pathOf(route), body)).status),
    );
    expect(statuses).toEqual(STRANGERS.map(() => 404));
    expect((await world.hub.call('', method, pathOf(route), body)).status).toBe(401);
  });

  it('answers as what never was', async () => {
    const nothing = '00000000-0000-7000-8000-000000000000';
    const [foreign, absent] = await Promise.all([
      world.by('sandvikens-kommun', 'GET', pathOf('/v1/deliveries/:delivery')),
      world.by('sandvikens-kommun', 'GET', `/v1/deliveries/${nothing}`),
    ]);
    expect(foreign.body).toEqual(absent.body);
  });

  it('is seen by the parties and by the hospital, and no more by a unit that said it is not concerned', async () => {
    const path = `/v1/episodes/${answer.episode.id}`;
    expect((await world.as(HEALTH_CENTRE, 'GET', path)).status).toBe(200);
    expect((await world.as(WARD, 'GET', path)).status).toBe(200);
    const delivery = deliveryTo(answer, HEALTH_CENTRE);
    await world.as(HEALTH_CENTRE, 'POST', `/v1/deliveries/${delivery}/misdirected`, { reason: 'inte listad' });
    expect((await world.as(HEALTH_CENTRE, 'GET', path)).status).toBe(404);
  });

  it('roles: units are told no figures, the auditor reads and changes nothing, operations read their own mailbox', async () => {
    expect((await world.as(WARD, 'GET', '/v1/ops/summary')).status).toBe(403);
    expect((await world.by('auditor', 'GET', '/v1/ops/summary')).status).toBe(200);
    for (const path of [
      `messages/${answer.id}/release-id`,
      `quarantine/${answer.id}/replay`,
      `escalations/${answer.id}/take`,
    ]) {
      expect((await world.by('auditor', 'POST', `/v1/ops/${path}`, { reason: 'prov' })).status).toBe(403);
    }
    expect((await world.by('auditor', 'GET', `/v1/ops/messages/${answer.id}/bytes`)).status).toBe(403);
    expect((await world.by('auditor', 'POST', '/v1/simulation/clock', { now: 'x' })).status).toBe(403);
    expect((await world.by('operations', 'GET', `/v1/inboxes/${OPERATIONS_UNIT}`)).status).toBe(200);
  });
});

describe('an inbox', () => {
  it.each([
    ...[
      'after=x',
      'after=-1',
      'after=',
      'after=99999999999999999999',
      'limit=0',
      'limit=1001',
      'limit=1.5',
      'limit=5&limit=6',
    ],
    ...['state=foo', 'wait=61', 'wait=x', 'unknown=1'],
  ])('refuses %s, naming the field', async (query) => {
    const { status, body } = await world.as(HEALTH_CENTRE, 'GET', `/v1/inboxes/${HEALTH_CENTRE}?${query}`);
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ path: query.split('=')[0] })]);
  });

  it('is read page by page without a gap, and one that has not changed is 304', async () => {
    for (let sent = 0; sent < 5; sent += 1) await world.accept(notice());
    const all = (await world.inbox(SOCIAL)).map(({ cursor }) => cursor);
    const paged: string[] = [];
    for (let after = '0', more = true; more;) {
      const { body } = await world.as(SOCIAL, 'GET', `/v1/inboxes/${SOCIAL}?state=all&limit=2&after=${after}`);
      paged.push(...body.items.map(({ cursor }: { cursor: string }) => cursor));
      more = body.items.length > 0;
      after = body.next;
    }
    expect(paged).toEqual(all);
    const url = `${world.hub.url}/v1/inboxes/${SOCIAL}?state=all&limit=2`;
    const headers = { authorization: `Bearer ${await world.hub.tokenFor(SOCIAL)}` };
    const etag = (await fetch(url, { headers })).headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304);
    await world.accept(notice());
    expect((await fetch(url, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(200);
  });

  it('holds a call until something comes', async () => {
    const last = (await world.inbox(SOCIAL)).at(-1)?.cursor ?? '0';
    const waiting = world.as(SOCIAL, 'GET', `/v1/inboxes/${SOCIAL}?after=${last}&wait=20`);
    const message = notice();
    await world.accept(message);
    const { body } = await waiting;
    expect(body.items.map(({ message: got }: { message: { messageId: string } }) => got.messageId)).toEqual([
      message['messageId'],
    ]);
  });

  it('as a stream goes on behind Last-Event-ID', async () => {
    const [first, second] = (await world.inbox(SOCIAL)).slice(-2);
    const stop = new AbortController();
    const answer = await fetch(`${world.hub.url}/v1/inboxes/${SOCIAL}/stream?state=all`, {
      headers: { authorization: `Bearer ${await world.hub.tokenFor(SOCIAL)}`, 'last-event-id': first?.cursor ?? '' },
      signal: stop.signal,
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('\n\ndata') && !/data:.*\n\n/.test(text)) text += (await reader.read()).value ?? '';
    stop.abort();
    expect(/^id: ?(\d+)$/m.exec(text)?.[1]).toBe(second?.cursor);
  });
});

describe('a delivery', () => {
  it('[G-ACK-05] [G-ACK-14] is receipted once and for all, neither before the message nor ahead of the clock', async () => {
    const answer = await world.accept(notice());
    const path = `/v1/deliveries/${deliveryTo(answer, HEALTH_CENTRE)}/receipt`;
    for (const at of ['2026-11-23T07:29:59+01:00', '2026-11-23T07:30:01+01:00', 'yesterday']) {
      const refused = await world.as(HEALTH_CENTRE, 'POST', path, { ...BY, at });
      expect([refused.status, refused.body.errors[0].rule]).toEqual([422, 'G-ACK-14']);
    }
    const first = await world.as(HEALTH_CENTRE, 'POST', path, BY);
    const again = await world.as(HEALTH_CENTRE, 'POST', path, { by: { name: 'Bo Ek' } });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const outbox = (await world.as(WARD, 'GET', `/v1/outboxes/${WARD}?limit=1`)).body.items[0];
    expect(
      outbox.deliveries.map((delivery: { unit: string; state: string; receipt?: { by: unknown } }) => [
        delivery.unit,
        delivery.state,
        delivery.receipt?.by,
      ]),
    ).toEqual([
      [HEALTH_CENTRE, 'receipted', BY.by],
      [SOCIAL, 'waiting', undefined],
    ]);
  });

  it('is forwarded along a chain within the organisation with its due time; what came too late gets the state it met', async () => {
    const answer = await world.accept(notice());
    const first = deliveryTo(answer, HEALTH_CENTRE);
    const to = async (id: string, unit: string) =>
      world.as(HEALTH_CENTRE, 'POST', `/v1/deliveries/${id}/forward`, { unit });
    expect((await to(first, SOCIAL)).status).toBe(422);
    const second = (await to(first, OTHER_CENTRE)).body.forwardedTo.deliveryId;
    const third = (await to(second, HEALTH_CENTRE)).body.forwardedTo.deliveryId;
    const late = await to(first, OTHER_CENTRE);
    expect([late.status, late.body.state]).toEqual([409, 'forwarded']);
    const read = (await world.as(HEALTH_CENTRE, 'GET', `/v1/deliveries/${third}`)).body;
    expect([read.state, read.receiptDue]).toEqual(['waiting', answer.deliveries[0]?.receiptDue]);
    const race = await Promise.all([
      world.as(HEALTH_CENTRE, 'POST', `/v1/deliveries/${third}/receipt`, BY),
      world.as(HEALTH_CENTRE, 'POST', `/v1/deliveries/${third}/misdirected`, { reason: 'inte listad' }),
      to(third, OTHER_CENTRE),
    ]);
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('that was misdirected is told to the sender, and a new notice reaches the right unit alone', async () => {
    const first = notice();
    const answer = await world.accept(first);
    const path = `/v1/deliveries/${deliveryTo(answer, HEALTH_CENTRE)}/misdirected`;
    await world.as(HEALTH_CENTRE, 'POST', path, { reason: 'Inte listad här' });
    const told = (await world.inbox(WARD)).at(-1);
    expect(told?.message).toMatchObject({
      kind: 'felsant',
      content: { messageId: first['messageId'], unit: HEALTH_CENTRE, reason: 'Inte listad här' },
    });
    const again = await world.accept({
      ...first,
      messageId: `${String(first['messageId'])}-2`,
      recipients: [OTHER_CENTRE],
    });
    expect(again.deliveries.map(({ unit }) => unit)).toEqual([OTHER_CENTRE]);
  });
});

describe('a care episode', () => {
  it('[G-RDY-15] a ready notice that is taken back is withdrawn where it was not receipted, and nobody owes a receipt', async () => {
    const first = notice();
    const answer = await world.accept(first);
    const ready = await world.accept(later('utskrivningsklar', first, { readyAt: '2026-11-23T07:00:00+01:00' }));
    await world.as(SOCIAL, 'POST', `/v1/deliveries/${deliveryTo(ready, SOCIAL)}/receipt`, BY);
    const back = await world.accept(later('utskrivningsklar-aterkallad', first));
    expect(back.episode.state).toBe('inskriven');
    expect(await world.got(HEALTH_CENTRE, answer)).toContain('utskrivningsklar withdrawn');
    expect(await world.got(SOCIAL, answer)).toContain('utskrivningsklar receipted');
    const { openDeadlines } = (await world.as(WARD, 'GET', `/v1/episodes/${answer.episode.id}`)).body;
    expect(openDeadlines.map(({ kind }: { kind: string }) => kind)).toEqual(['kvittens', 'kvittens']);
  });

  it('a makulering reaches every unit that has the message, also after its receipt, and is done once', async () => {
    const first = notice();
    const answer = await world.accept(first);
    await world.as(SOCIAL, 'POST', `/v1/deliveries/${deliveryTo(answer, SOCIAL)}/receipt`, BY);
    const withdrawal = makulering(first);
    expect((await world.accept(withdrawal)).episode.state).toBe('avbruten');
    for (const unit of [HEALTH_CENTRE, SOCIAL]) {
      expect(await world.got(unit, answer)).toEqual([
        'inskrivningsmeddelande/first withdrawn',
        expect.stringMatching(/^makulering /),
      ]);
    }
    expect((await world.send(withdrawal)).status).toBe(200);
    expect((await world.send(makulering(first))).body.code).toBe('already-withdrawn');
    expect((await world.send({ ...makulering(first), sender: 'SE2321000016-AVD14' })).body.code).toBe(
      'unknown-message',
    );
  });

  it('[G-CAT-20] another category reaches those who join and those who leave; a second open stay is remarked upon', async () => {
    const first = notice();
    const answer = await world.accept(first);
    const change = async (category: string) =>
      world.accept({ ...first, messageId: `${String(first['messageId'])}-${category}`, planningCategory: category });
    const joined = await change('CD');
    expect(joined.deliveries.map(({ unit }) => unit).sort()).toEqual([HEALTH_CENTRE, HOME_CARE, SOCIAL].sort());
    const left = await change('C');
    expect(left.deliveries.map(({ unit }) => unit).sort()).toEqual([HEALTH_CENTRE, HOME_CARE, SOCIAL].sort());
    const { parties } = (await world.as(WARD, 'GET', `/v1/episodes/${answer.episode.id}`)).body;
    expect(parties.map(({ unit }: { unit: string }) => unit)).toEqual([SOCIAL]);
    expect((await world.accept(notice())).warnings.map(({ code }) => code)).toContain('second-open-episode');
  });
});

describe('a message id', () => {
  it('[L-DUP-01] is known for ever, also by the process that comes after a kill -9; another unit may use the same', async () => {
    const message = notice();
    const answer = await world.accept(message);
    await world.restart();
    const again = await world.send({ ...message, sentAt: '2026-11-23T07:20:00+01:00' });
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(again.body).toEqual(answer);
    expect((await world.send({ ...message, planningCategory: 'C' })).status).toBe(409);
    expect((await world.send({ ...message, sender: 'SE2321000016-AVD14' })).status).toBe(201);
  }, 90_000);

  it('can be used anew once operations have released it with a reason', async () => {
    const message = notice();
    const { id } = await world.accept(message);
    const release = () =>
      world.by('operations', 'POST', `/v1/ops/messages/${id}/release-id`, { reason: 'Räknaren började om' });
    expect((await world.by('operations', 'POST', `/v1/ops/messages/${id}/release-id`, {})).status).toBe(422);
    expect((await release()).status).toBe(200);
    expect((await release()).status).toBe(409);
    const other = { ...message, episodeId: `${String(message['episodeId'])}-2` };
    expect((await world.accept(other)).id).not.toBe(id);
    expect((await world.send(message)).status).toBe(409);
    const { audit } = (await world.by('auditor', 'GET', `/v1/ops/messages/${id}/trace`)).body;
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'message-id-released', detail: { reason: 'Räknaren började om' } }),
    );
  });
});

describe('the figures', () => {
  it('tell the kind of a message also when it was refused, as far as it could be read', async () => {
    await world.send(notice({ planningCategory: 'A' }));
    const figures = await (await fetch(`${world.hub.url}/metrics`)).text();
    expect(figures).toMatch(
      /hemgang_messages_total\{transport="http",kind="inskrivningsmeddelande",outcome="against-rule"\} [1-9]/,
    );
  });
});

describe('what is said of a person', () => {
  it('stands in messages and episodes alone: not in logs, figures, audit, quarantine reasons, jobs or operations lists', async () => {
    await world.send(notice({ planningCategory: 'A' }));
    await world.send(notice({ patient: { ...(notice()['patient'] as object), id: '191212121213' } }));
    const texts = [
      world.hub.log(),
      await (await fetch(`${world.hub.url}/metrics`)).text(),
      await (await fetch(`${world.hub.url}/openapi.json`)).text(),
    ];
    for (const list of ['summary', 'deadlines', 'reminders', 'escalations', 'quarantine', 'messages']) {
      texts.push(JSON.stringify((await world.by('auditor', 'GET', `/v1/ops/${list}`)).body));
    }
    for (const table of [
      'audit_entry',
      'deadline',
      'firing',
      'escalation',
      'delivery',
      'counter',
      'idempotency_key',
      'bullmq.job',
    ]) {
      texts.push(JSON.stringify(await world.rows(`SELECT t::text FROM ${table} t`)));
    }
    texts.push(JSON.stringify(await world.rows('SELECT reasons, sender, message_id FROM quarantine')));
    expect(texts.filter((text) => PERSONAL.test(text))).toEqual([]);
  });
});
