import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { ConsoleWorld, PASSWORD } from './console-world.js';

let world: ConsoleWorld;

beforeAll(async () => {
  world = await ConsoleWorld.open();
}, 60_000);
afterAll(() => world.close());

const WRONG = { status: 401, body: { code: 'wrong-credentials' } };

describe('signing in with a password', () => {
  it('says the same, after the same work, of a wrong password, an unknown name and a disabled account', async () => {
    await world.user('anna', ['operations']);
    await world.user('bert', ['operations']);
    const admin = await world.user('chef', ['admin']);
    await admin.call('PATCH', '/v1/ops/accounts/bert', { body: { disabled: true } });
    const tries = [
      ['anna', 'fel lösenord som är långt'],
      ['ingen', PASSWORD],
      ['bert', PASSWORD],
    ] as const;
    const bodies = new Set<string>();
    for (const [name, password] of tries) {
      const started = performance.now();
      const answer = await world.browser().signIn(name, password);
      expect(answer).toMatchObject(WRONG);
      // Hashing takes some 90 ms; an answer without it would take a few.
      expect(performance.now() - started).toBeGreaterThan(25);
      bodies.add(answer.text);
    }
    expect(bodies.size).toBe(1);
  });

  it('keeps the password as Argon2id with its parameters, and never in a log or the audit', async () => {
    const rows: { password_hash: string }[] = await world.dataSource.query('SELECT password_hash FROM console_account');
    for (const { password_hash } of rows) {
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    }
    expect(new Set(rows.map(({ password_hash }) => password_hash)).size).toBe(rows.length);
    await world.browser().signIn('lösenord-i-fel-fält', 'x');
    const audit = JSON.stringify(await world.dataSource.query('SELECT * FROM audit_entry'));
    const told = `${world.log.lines.join('\n')}${audit}`;
    expect(told).not.toMatch(/fyra gröna|lösenord-i-fel-fält|127\.0\.0\.1/);
  });

  it('makes who guesses wait, longer each time; another account from the same address does not', async () => {
    await world.user('gissad', ['operations']);
    const browser = world.browser();
    for (let tries = 0; tries < 5; tries += 1) expect((await browser.signIn('gissad', 'fel')).status).toBe(401);
    const refused = await browser.signIn('gissad', PASSWORD);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many', seconds: 1 } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await browser.signIn('anna', PASSWORD)).status).toBe(201);
    world.later(0.02);
    expect((await browser.signIn('gissad', 'fel')).status).toBe(401);
    expect((await browser.signIn('gissad', 'fel')).body.seconds).toBe(2);
    world.later(0.05);
    expect((await browser.signIn('gissad', PASSWORD)).status).toBe(201);
    expect(await world.audit()).toEqual(expect.arrayContaining(['sign-in-failed user:gissad', 'sign-in-failed hub']));
  });

  it('counts tries that come at once one by one, and a flood from an address waits as a whole', async () => {
    const names = Array.from({ length: 70 }, (_, number) => `gissning${String(number)}`);
    const answers = await Promise.all(names.map((name) => world.browser().signIn(name, 'fel')));
    const told = answers.map(({ status }) => status);
    expect(told.filter((status) => status === 401).length).toBeLessThanOrEqual(50);
    expect(told.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20);
    world.later(11);
    const same = await Promise.all(names.slice(0, 20).map(() => world.browser().signIn('anna', 'fel')));
    expect(same.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    world.later(11);
  });

  it('is refused as a body with other fields, or without one, all at once', async () => {
    const answer = await world.browser().post('/console/session', { name: '', password: 7, admin: true });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['admin', 'name', 'password']);
  });
});

describe('changing the password', () => {
  it('takes the one in force, and a new one that is long, of its own, and not the name', async () => {
    const browser = await world.user('doris', ['operations']);
    const fault = async (current: string, next: string) => {
      const { status, body } = await browser.changePassword(current, next);
      return [status, body.errors?.[0].path, body.errors?.[0].code];
    };
    const weak = [422, 'next', 'weak-password'];
    for (const next of ['kort', 'elvatecken1', 'doris är här nu', PASSWORD, 'Sommar2026!!', 'aaaaaaaaaaaaaa']) {
      expect([next, await fault(PASSWORD, next)]).toEqual([next, weak]);
    }
    for (const next of ['password1234', 'LösenordLösenord', '123456789012', 'qwertyuiop12']) {
      expect([next, await fault(PASSWORD, next)]).toEqual([next, weak]);
    }
    expect(await fault('fel lösenord här', 'nio blåa cyklar')).toEqual([422, 'current', 'wrong-credentials']);
    expect((await browser.changePassword(PASSWORD, 'nio blåa cyklar')).status).toBe(200);
    expect(await world.browser().signIn('doris', PASSWORD)).toMatchObject(WRONG);
    expect((await world.browser().signIn('doris', 'nio blåa cyklar')).status).toBe(201);
    expect(await world.audit()).toEqual(expect.arrayContaining(['password-changed user:doris']));
  });
});

describe('a sign-in that is overtaken', () => {
  it.each([
    ['changed', `password_hash = 'another'`],
    ['disabled', 'disabled = true'],
  ])('begins nothing when the account is %s while its password is checked', async (what, change) => {
    await world.user(`sen-${what}`, ['operations']);
    const other = world.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(`UPDATE console_account SET ${change} WHERE name = 'sen-${what}'`);
    const signingIn = world.browser().signIn(`sen-${what}`, PASSWORD);
    await eventually('the sign-in waits for the account', async () => {
      const waiting: unknown[] = await world.dataSource.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    await other.commitTransaction();
    await other.release();
    expect(await signingIn).toMatchObject(WRONG);
    const sessions: unknown[] = await world.dataSource.query('SELECT 1 FROM console_session WHERE name = $1', [
      `sen-${what}`,
    ]);
    // That of the page from which the account was set up.
    expect(sessions).toHaveLength(1);
  });
});

describe('accounts', () => {
  it('are made, changed and reset by an administrator, and the audit says by whom', async () => {
    const admin = await world.user('forman', ['admin']);
    const made = await admin.post('/v1/ops/accounts', { name: 'erik', displayName: 'Erik', roles: ['auditor'] });
    expect(made).toMatchObject({ status: 201, body: { name: 'erik', oneTimePassword: expect.any(String) } });
    const erik = world.browser();
    await erik.signIn('erik', made.body.oneTimePassword);
    await erik.changePassword(made.body.oneTimePassword, PASSWORD);
    const read = () => erik.get('/v1/ops/sample');
    expect((await read()).body.roles).toEqual(['auditor']);
    const changed = await admin.call('PATCH', '/v1/ops/accounts/erik', { body: { roles: ['operations', 'auditor'] } });
    expect(changed).toMatchObject({ status: 200, body: { name: 'erik', roles: ['operations', 'auditor'] } });
    expect((await read()).body.roles).toEqual(['operations', 'auditor']);
    const reset = await admin.post('/v1/ops/accounts/erik/reset');
    expect((await read()).status).toBe(401);
    expect((await erik.signIn('erik', PASSWORD)).status).toBe(401);
    expect((await erik.signIn('erik', reset.body.oneTimePassword)).body).toMatchObject({ mustChangePassword: true });
    await admin.call('PATCH', '/v1/ops/accounts/erik', { body: { disabled: true } });
    expect((await erik.get('/console/session')).body.signedIn).toBe(false);
    await admin.call('PATCH', '/v1/ops/accounts/erik', { body: { disabled: false } });
    expect((await erik.get('/console/session')).body.signedIn).toBe(false);
    await admin.call('PATCH', '/v1/ops/accounts/erik', { body: { disabled: true } });
    const listed = await admin.get('/v1/ops/accounts');
    expect(listed.text).not.toMatch(/argon2|oneTime/);
    expect(listed.body.items).toEqual(
      expect.arrayContaining([
        {
          ...{ name: 'erik', displayName: 'Erik', roles: ['operations', 'auditor'], mustChangePassword: true },
          ...{ disabled: true, lastSignInAt: expect.any(String), createdAt: expect.any(String) },
        },
      ]),
    );
    expect((await world.audit()).filter((line) => line.endsWith('user:forman'))).toEqual([
      ...['signed-in user:forman', 'password-changed user:forman', 'account-created user:forman'],
      ...['account-changed user:forman', 'password-reset user:forman', 'account-changed user:forman'],
      ...['account-changed user:forman', 'account-changed user:forman'],
    ]);
  });

  it('have one name each, and an administrator neither goes nor makes more of itself', async () => {
    const admin = await world.user('ensam', ['admin']);
    const again = await admin.post('/v1/ops/accounts', { name: 'ensam', displayName: 'En till', roles: ['admin'] });
    expect(again).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const own = await admin.call('PATCH', '/v1/ops/accounts/ensam', { body: { roles: ['admin', 'operations'] } });
    expect(own.status).toBe(409);
    const { body } = await admin.get('/v1/ops/accounts');
    const admins = body.items.filter(({ roles }: { roles: string[] }) => roles.includes('admin'));
    for (const { name } of admins.filter(({ name }: { name: string }) => name !== 'ensam')) {
      expect((await admin.call('PATCH', `/v1/ops/accounts/${name}`, { body: { disabled: true } })).status).toBe(200);
    }
    const client = { headers: { authorization: `Bearer ${await world.bearer('admin')}` }, body: { disabled: true } };
    expect((await admin.call('PATCH', '/v1/ops/accounts/ensam', client)).status).toBe(409);
    expect((await admin.call('PATCH', '/v1/ops/accounts/nobody', { body: { disabled: true } })).status).toBe(404);
    expect((await admin.post('/v1/ops/accounts/nobody/reset')).status).toBe(404);
  });

  it('are not given another password by a browser that was left open: the own one is changed by who knows it', async () => {
    const admin = await world.user('kvarglomd', ['admin']);
    const reset = await admin.post('/v1/ops/accounts/kvarglomd/reset');
    expect(reset).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await admin.get('/v1/ops/sample')).status).toBe(200);
    expect((await admin.post('/v1/ops/accounts/a%00b/reset')).status).toBe(422);
  });

  it('are nothing where the hub has none of its own: nobody signs in by them, and their sessions are over', async () => {
    const browser = await world.user('kvar', ['operations']);
    const off = await ConsoleWorld.open({ database: world.database, env: { HEMGANG_CONSOLE_LOCAL: 'false' } });
    const there = off.browser();
    there.cookies.set('__Host-hemgang', browser.cookies.get('__Host-hemgang') ?? '');
    expect((await there.get('/v1/ops/sample')).status).toBe(401);
    const refused = await there.signIn('kvar', PASSWORD);
    expect(refused).toMatchObject({ status: 409, body: { code: 'sign-in-unavailable' } });
    expect(refused.body.title).toContain('HEMGANG_CONSOLE_LOCAL');
    expect((await there.get('/console/session')).body.ways).toEqual({ local: false, oidc: null });
    await off.close();
  });
});

describe('a hub that browsers reach without https', () => {
  it.each([
    [{ HEMGANG_HOST: '0.0.0.0' }, 409],
    [{ HEMGANG_PUBLIC_URL: 'http://hemgang.example.se' }, 409],
    [{ HEMGANG_HOST: '0.0.0.0', HEMGANG_PUBLIC_URL: 'https://hemgang.example.se' }, 201],
    [{ HEMGANG_HOST: '0.0.0.0', HEMGANG_PUBLIC_URL: 'http://127.0.0.1:8080' }, 201],
  ])('%j: a sign-in is %d, and says what to set', async (env, status) => {
    const other = await ConsoleWorld.open({ env, database: world.database });
    const browser = other.browser();
    const answer = await browser.signIn('anna', PASSWORD);
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer.body.title).toContain('HEMGANG_PUBLIC_URL');
    await other.close();
  });
});
