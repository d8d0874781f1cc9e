import 'reflect-metadata';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConsoleUser } from '../support/console-user.js';
import { eventually } from '../support/eventually.js';
import { ConsoleWorld, PASSWORD } from './console-world.js';

let world: ConsoleWorld;

beforeAll(async () => {
  world = await ConsoleWorld.open();
}, 60_000);
afterAll(() => world.close());

/** What the first start has written for its administrator. */
async function firstAccounts(dataDir = world.dataDir): Promise<{ name: string; oneTimePassword: string }[]> {
  return JSON.parse(await readFile(join(dataDir, 'console-accounts.json'), 'utf8'));
}

describe('the first accounts', () => {
  it('are one for each role, with one-time passwords in a file for this user alone', async () => {
    const accounts = await firstAccounts();
    expect(accounts.map(({ name }) => name)).toEqual(['drift', 'granskare', 'forvaltare']);
    expect(accounts[0]).toEqual({
      ...{ name: 'drift', displayName: 'Driftledningen', roles: ['operations'] },
      oneTimePassword: expect.stringMatching(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/),
    });
    expect((await stat(join(world.dataDir, 'console-accounts.json'))).mode & 0o777).toBe(0o600);
    expect(await world.audit()).toEqual(expect.arrayContaining(['account-created hub']));
  });

  it('let nothing else be done before the password has been changed', async () => {
    const [drift] = await firstAccounts();
    const browser = world.browser();
    const signedIn = await browser.signIn('Drift ', drift?.oneTimePassword ?? '');
    expect(signedIn).toMatchObject({ status: 201, body: { signedIn: true, mustChangePassword: true } });
    const refused = { status: 403, body: { code: 'password-must-change' } };
    expect(await browser.get('/v1/ops/sample')).toMatchObject(refused);
    expect(await browser.post('/v1/ops/sample')).toMatchObject(refused);
    const changed = await browser.changePassword(drift?.oneTimePassword ?? '', PASSWORD);
    expect(changed).toMatchObject({ status: 200, body: { mustChangePassword: false, user: { name: 'drift' } } });
    expect(await browser.get('/v1/ops/sample')).toMatchObject({
      status: 200,
      body: { actor: 'user:drift', roles: ['operations'], units: [] },
    });
  });

  it('survive a restart, and passwords that were changed leave the file', async () => {
    const again = await ConsoleWorld.open({ database: world.database, dataDir: world.dataDir });
    expect((await firstAccounts()).map(({ name }) => name)).toEqual(['granskare', 'forvaltare']);
    const browser = again.browser();
    expect((await browser.signIn('drift', PASSWORD)).status).toBe(201);
    await again.close();
  });

  it('are only one that takes care of accounts where a directory of its own is in force', async () => {
    const env = { HEMGANG_DIRECTORY: 'config/directory/demo.yaml' };
    const other = await ConsoleWorld.open({ env });
    expect((await firstAccounts(other.dataDir)).map(({ name }) => name)).toEqual(['forvaltare']);
    await other.close();
  });

  it('have the passwords of the file when processes start at once, and no file where another machine made them', async () => {
    const first = await ConsoleWorld.open({ env: { HEMGANG_CONSOLE_LOCAL: 'false' } });
    const same = { database: first.database, dataDir: first.dataDir };
    const started = await Promise.all([ConsoleWorld.open(same), ConsoleWorld.open(same)]);
    for (const { name, oneTimePassword } of await firstAccounts(first.dataDir)) {
      expect([name, (await started[0]!.browser().signIn(name, oneTimePassword)).status]).toEqual([name, 201]);
    }
    const elsewhere = await ConsoleWorld.open({ database: first.database });
    await expect(firstAccounts(elsewhere.dataDir)).rejects.toThrow('ENOENT');
    for (const one of [elsewhere, ...started, first]) await one.close();
  });
});

describe('a session', () => {
  let browser: ConsoleUser;
  beforeAll(async () => {
    browser = await world.user('karin', ['operations', 'admin']);
  });

  it('is a cookie that no script reads, only this host sets, and no other site sends; the table cannot be used as one', async () => {
    expect(browser.set.at(-1)).toMatch(
      /^__Host-hemgang=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    const rows: { id_hash: Buffer }[] = await world.dataSource.query('SELECT id_hash FROM console_session');
    const value = browser.cookies.get('__Host-hemgang') ?? '';
    for (const { id_hash } of rows) {
      for (const kept of [id_hash.toString('base64url'), id_hash.toString('hex')]) {
        expect(kept).not.toContain(value);
        const thief = world.browser();
        thief.cookies.set('__Host-hemgang', kept);
        expect((await thief.get('/v1/ops/sample')).status).toBe(401);
      }
    }
  });

  it('gets a new id at sign-in and when the password changes; the ids before are worth nothing', async () => {
    const other = await world.user('per', ['operations']);
    const before = other.cookies.get('__Host-hemgang') ?? '';
    await other.signIn('per', PASSWORD);
    const after = other.cookies.get('__Host-hemgang') ?? '';
    expect(after).not.toBe(before);
    const replaced = world.browser();
    replaced.cookies.set('__Host-hemgang', before);
    expect((await replaced.get('/v1/ops/sample')).status).toBe(401);
    const elsewhere = world.browser();
    await elsewhere.signIn('per', PASSWORD);
    const changed = await other.changePassword(PASSWORD, 'sju tysta väderkvarnar');
    expect(changed.status).toBe(200);
    for (const cookie of [before, after, elsewhere.cookies.get('__Host-hemgang') ?? '']) {
      const old = world.browser();
      old.cookies.set('__Host-hemgang', cookie);
      expect((await old.get('/v1/ops/sample')).status).toBe(401);
    }
    expect((await other.get('/v1/ops/sample')).status).toBe(200);
  });

  it('is told to its page with the time it has, and to a page without one that there is none', async () => {
    expect((await browser.get('/console/session')).body).toEqual({
      signedIn: true,
      user: { name: 'karin', displayName: 'karin', roles: ['operations', 'admin'], way: 'local' },
      csrf: browser.csrf,
      mustChangePassword: false,
      idleSeconds: 1800,
      endsAt: expect.any(String),
      ways: { local: true, oidc: null },
    });
    const nobody = await world.browser().get('/console/session');
    expect(nobody.body).toMatchObject({ signedIn: false, user: null, csrf: null });
    expect(nobody.headers.get('cache-control')).toBe('no-store');
  });

  it('counts in every process on the database', async () => {
    const other = await ConsoleWorld.open({ database: world.database });
    const there = other.browser();
    there.cookies.set('__Host-hemgang', browser.cookies.get('__Host-hemgang') ?? '');
    expect((await there.get('/v1/ops/sample')).body).toMatchObject({ actor: 'user:karin' });
    await other.close();
  });

  it('is nothing on the routes of parties; a bearer token wins where both are sent', async () => {
    expect((await browser.get('/v1/inboxes/sample')).status).toBe(401);
    const operations = { authorization: `Bearer ${await world.bearer('operations')}` };
    expect((await browser.get('/v1/ops/sample', { headers: operations })).body).toMatchObject({
      actor: 'client:operations',
    });
    expect((await browser.get('/v1/ops/sample', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    const party = { authorization: `Bearer ${await world.bearer('gavle-sjukhus')}` };
    expect((await browser.get('/v1/ops/sample', { headers: party })).status).toBe(403);
    const bearerOnly = {
      headers: { ...operations, cookie: undefined, 'sec-fetch-site': undefined, origin: undefined },
    };
    expect((await browser.post('/v1/ops/sample', undefined, bearerOnly)).status).toBe(201);
  });
});

describe('a stolen or lent cookie', () => {
  it('changes nothing without the token of its page, nor from another site, nor from nowhere', async () => {
    const browser = await world.user('lisa', ['operations']);
    const other = await world.user('olle', ['operations']);
    const done = world.sample.done;
    const forgeries: Record<string, string | undefined>[] = [
      { 'x-hemgang-csrf': undefined },
      { 'x-hemgang-csrf': '' },
      { 'x-hemgang-csrf': other.csrf },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
      { 'sec-fetch-site': undefined, origin: 'null' },
      { 'sec-fetch-site': undefined, origin: undefined },
    ];
    for (const headers of forgeries) {
      const answer = await browser.post('/v1/ops/sample', undefined, { headers });
      expect([headers, answer.status, answer.body.code]).toEqual([headers, 403, 'not-same-origin']);
      const out = await browser.call('DELETE', '/console/session', { headers });
      expect(out.status).toBe(403);
    }
    expect(world.sample.done).toBe(done);
    for (const site of ['cross-site', 'same-site']) {
      expect((await browser.get('/v1/ops/sample', { headers: { 'sec-fetch-site': site } })).status).toBe(403);
    }
    expect((await browser.get('/v1/ops/sample', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
    expect((await browser.post('/v1/ops/sample')).status).toBe(201);
    const named = { headers: { 'sec-fetch-site': undefined, origin: world.base } };
    expect((await browser.post('/v1/ops/sample', undefined, named)).status).toBe(201);
  });

  it('nobody is signed in by another site either', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const credentials = { name: 'lisa', password: PASSWORD };
    const answer = await world.browser().post('/console/session', credentials, { headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-same-origin' } });
  });
});

describe('the end of a session', () => {
  it('comes after the idle time, which what a page asks by itself does not prolong', async () => {
    const browser = await world.user('idle', ['operations']);
    world.later(29);
    expect((await browser.get('/v1/ops/sample')).status).toBe(200);
    expect((await browser.get('/console/session')).body.signedIn).toBe(true);
    world.later(2);
    expect((await browser.get('/v1/ops/sample')).status).toBe(401);
    expect((await browser.get('/console/session')).body.signedIn).toBe(false);
  });

  it('is put off by what the person does, to the minute, and comes after twelve hours all the same', async () => {
    const browser = await world.user('busy', ['operations']);
    const activeAt = async () => {
      const [row]: { active_at: Date }[] = await world.dataSource.query(
        `SELECT active_at FROM console_session WHERE name = 'busy'`,
      );
      return row?.active_at.getTime();
    };
    const first = await activeAt();
    world.later(0.5);
    expect((await browser.post('/console/session/activity')).status).toBe(204);
    expect(await activeAt()).toBe(first);
    for (let minutes = 0; minutes < 700; minutes += 25) {
      world.later(25);
      const act = minutes % 50 === 0 ? '/console/session/activity' : '/v1/ops/sample';
      expect((await browser.post(act)).status).toBeLessThan(300);
    }
    expect(await activeAt()).toBe(world.machine.now.getTime());
    world.later(25);
    expect((await browser.post('/console/session/activity')).status).toBe(401);
  });

  it('does not come to who is active all the time, however short the idle time is', async () => {
    const short = await ConsoleWorld.open({ env: { HEMGANG_CONSOLE_IDLE_MINUTES: '1' }, database: world.database });
    const browser = await short.user('rask', ['operations']);
    for (let seconds = 0; seconds < 180; seconds += 20) {
      short.later(1 / 3);
      expect((await browser.post('/console/session/activity')).status).toBe(204);
    }
    short.later(1);
    expect((await browser.post('/console/session/activity')).status).toBe(401);
    await short.close();
  });

  it('comes at once by signing out, also to streams, and is in the audit', async () => {
    const browser = await world.user('ute', ['operations']);
    const stream = await fetch(`${world.base}/v1/ops/sample/events`, { headers: { cookie: browser.cookie ?? '' } });
    const reader = stream.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    const old = browser.cookie ?? '';
    const left = await browser.signOut();
    expect([left.status, browser.set.at(-1)]).toEqual([
      204,
      expect.stringContaining('__Host-hemgang=; Path=/; Secure'),
    ]);
    expect((await browser.get('/v1/ops/sample', { headers: { cookie: old } })).status).toBe(401);
    for (let isDone = false; !isDone;) isDone = (await reader?.read())?.done ?? true;
    expect(await world.audit()).toEqual(expect.arrayContaining(['signed-in user:ute', 'signed-out user:ute']));
  }, 20_000);

  it('comes to streams that nobody has ended by hand, too', async () => {
    const browser = await world.user('glomt', ['operations']);
    const stream = await fetch(`${world.base}/v1/ops/sample/events`, { headers: { cookie: browser.cookie ?? '' } });
    world.later(31);
    const reader = stream.body?.getReader();
    for (let isDone = false; !isDone;) isDone = (await reader?.read())?.done ?? true;
  }, 20_000);

  it('a sign-in clears away what is over', async () => {
    world.later(13 * 60);
    const browser = await world.user('ny', ['operations']);
    await eventually('one session is left', async () => {
      const rows: unknown[] = await world.dataSource.query('SELECT 1 FROM console_session');
      return rows.length === 1;
    });
    expect((await browser.get('/v1/ops/sample')).status).toBe(200);
  });
});
