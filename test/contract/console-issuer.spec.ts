import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConsoleAnswer, ConsoleUser } from '../support/console-user.js';
import { ISSUER_CLIENT, OidcIssuer } from '../support/oidc-issuer.js';
import { ConsoleWorld, PASSWORD } from './console-world.js';

let issuer: OidcIssuer;
let world: ConsoleWorld;

beforeAll(async () => {
  issuer = await OidcIssuer.listen();
  world = await ConsoleWorld.open({
    env: {
      HEMGANG_OIDC_ISSUER: issuer.url,
      HEMGANG_OIDC_CLIENT_ID: ISSUER_CLIENT.id,
      HEMGANG_OIDC_CLIENT_SECRET: ISSUER_CLIENT.secret,
      HEMGANG_OIDC_NAME: 'Region Exempel',
      HEMGANG_OIDC_ROLES_CLAIM: 'realm_access.roles',
      HEMGANG_OIDC_ROLES: 'Driftledning=operations,hub-admin=admin,hub-admin=operations',
    },
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await issuer.close();
});

const redirectUri = () => `${world.base}/console/oidc/callback`;
const person = (...roles: string[]) => ({
  sub: 'f3a1',
  claims: { name: 'Karin Lind', preferred_username: 'karin.lind', realm_access: { roles } },
});

/** Goes where the hub and the issuer send the browser, up to a page of the console; gives each place. */
async function follow(browser: ConsoleUser, start: string): Promise<{ last: ConsoleAnswer; places: string[] }> {
  const places = [start];
  for (;;) {
    const last = await browser.get(places.at(-1) ?? '', { headers: { 'sec-fetch-site': 'cross-site' } });
    const next = last.headers.get('location');
    if (next === null) throw new Error(`${String(last.status)} at ${places.join(' ')}: ${last.text}`);
    const place = new URL(next, places.at(-1)?.startsWith('http') === true ? places.at(-1) : world.base).href;
    places.push(place);
    if (new URL(place).origin === world.base && !place.includes('/console/oidc/')) return { last, places };
  }
}

describe('signing in at the issuer', () => {
  it('is not possible while the issuer is away, which the page is told; the hub is up, and finds it when it is back', async () => {
    const browser = world.browser();
    expect((await browser.get('/console/session')).body.ways).toEqual({
      local: true,
      oidc: { name: 'Region Exempel' },
    });
    const { places } = await follow(browser, '/console/oidc/start');
    expect(places.at(-1)).toBe(`${world.base}/console?sign-in=unavailable`);
    issuer.serve({ redirectUri: redirectUri() });
    issuer.person = person('Driftledning');
    expect((await follow(browser, '/console/oidc/start')).places.at(-1)).toBe(`${world.base}/console`);
  });

  it('asks by code with PKCE, state and nonce, and comes back to the view that the person wanted', async () => {
    const browser = world.browser();
    const { places } = await follow(browser, '/console/oidc/start?to=/console/deadlines?state=overdue');
    const asked = new URL(places[1] ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', scope: 'openid profile', redirect_uri: redirectUri() },
      ...{ state: expect.stringMatching(/.{43}/), nonce: expect.stringMatching(/.{43}/) },
      ...{ code_challenge: expect.stringMatching(/.{43}/), code_challenge_method: 'S256' },
    });
    expect(places.at(-1)).toBe(`${world.base}/console/deadlines?state=overdue`);
    const [carried] = browser.set;
    expect(carried).toMatch(/^__Host-hemgang-oidc=\S+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/);
    expect([...browser.cookies.keys()]).toContain('__Host-hemgang');
    expect([...browser.cookies.keys()]).not.toContain('__Host-hemgang-oidc');
  });

  it('gives the roles that the settings make of those there, and stands in the audit under a name of its own kind', async () => {
    issuer.person = person('hub-admin', 'something-else');
    const browser = world.browser();
    await follow(browser, '/console/oidc/start');
    const { body } = await browser.get('/console/session');
    expect(body).toMatchObject({
      signedIn: true,
      mustChangePassword: false,
      user: { name: 'karin.lind', displayName: 'Karin Lind', roles: ['admin', 'operations'], way: 'oidc' },
    });
    browser.csrf = body.csrf;
    expect((await browser.post('/v1/ops/sample')).body).toEqual({ actor: 'oidc:karin.lind' });
    const [line]: { actor: string; detail: unknown }[] = await world.dataSource.query(
      `SELECT actor, detail FROM audit_entry WHERE action = 'signed-in' ORDER BY id DESC LIMIT 1`,
    );
    expect(line).toEqual({ actor: 'oidc:karin.lind', detail: { way: 'oidc', subject: 'f3a1' } });
    const changed = await browser.changePassword(PASSWORD, 'nio blåa cyklar');
    expect(changed).toMatchObject({ status: 409, body: { code: 'sign-in-unavailable' } });
    await browser.signOut();
    expect((await browser.get('/console/session')).body.signedIn).toBe(false);
  });

  it('without a role that means something here nobody is signed in, and the page is told', async () => {
    issuer.person = person('Medarbetare');
    const browser = world.browser();
    const { places } = await follow(browser, '/console/oidc/start');
    expect(places.at(-1)).toBe(`${world.base}/console?sign-in=no-role`);
    expect((await browser.get('/console/session')).body.signedIn).toBe(false);
  });

  it('takes claims from the ID token too, and shows its secret where the issuer wants it', async () => {
    const other = await OidcIssuer.listen();
    const { HEMGANG_OIDC_ISSUER: url, ...env } = {
      ...{ HEMGANG_OIDC_ISSUER: other.url, HEMGANG_OIDC_CLIENT_ID: ISSUER_CLIENT.id },
      ...{ HEMGANG_OIDC_CLIENT_SECRET: ISSUER_CLIENT.secret, HEMGANG_OIDC_ROLES: 'Driftledning=auditor' },
    };
    const hub = await ConsoleWorld.open({ env: { ...env, HEMGANG_OIDC_ISSUER: url } });
    const options = { claimsIn: 'id-token', secretIn: 'client_secret_post' } as const;
    other.serve({ redirectUri: `${hub.base}/console/oidc/callback`, ...options });
    other.person = { sub: 'f3a1', claims: { roles: 'Driftledning Annat' } };
    const browser = hub.browser();
    let place = `${hub.base}/console/oidc/start`;
    while (!place.endsWith('/console'))
      place = new URL((await browser.get(place)).headers.get('location') ?? '', place).href;
    expect((await browser.get('/console/session')).body.user).toEqual({
      ...{ name: 'f3a1', displayName: 'f3a1', roles: ['auditor'], way: 'oidc' },
    });
    await hub.close();
    await other.close();
  });
});

describe('a way to the issuer and back that was meddled with', () => {
  const failed = () => `${world.base}/console?sign-in=failed`;

  /** The address at which the browser would come back, not yet visited. */
  async function upToCallback(browser: ConsoleUser): Promise<string> {
    issuer.person = person('Driftledning');
    let place = `${world.base}/console/oidc/start`;
    while (!place.startsWith(redirectUri())) {
      place = new URL((await browser.get(place)).headers.get('location') ?? '', place).href;
    }
    return place;
  }

  const arrives = async (browser: ConsoleUser, place: string) =>
    new URL((await browser.get(place)).headers.get('location') ?? '', world.base).href;

  it("signs nobody in with another browser's answer, another state, or the same answer twice", async () => {
    const browser = world.browser();
    const place = await upToCallback(browser);
    expect(await arrives(world.browser(), place)).toBe(failed());
    const changed = new URL(place);
    changed.searchParams.set('state', 'x'.repeat(43));
    const kept = new Map(browser.cookies);
    expect(await arrives(browser, changed.href)).toBe(failed());
    const again = world.browser();
    for (const [name, value] of kept) again.cookies.set(name, value);
    expect(await arrives(again, place)).toBe(`${world.base}/console`);
    const twice = world.browser();
    for (const [name, value] of kept) twice.cookies.set(name, value);
    expect(await arrives(twice, place)).toBe(failed());
    expect((await twice.get('/console/session')).body.signedIn).toBe(false);
  });

  it('signs nobody in with what the browser made up, or when the issuer refused', async () => {
    const browser = world.browser();
    const place = await upToCallback(browser);
    const { cookies } = browser;
    cookies.set('__Host-hemgang-oidc', `${cookies.get('__Host-hemgang-oidc') ?? ''}x`);
    expect(await arrives(browser, place)).toBe(failed());
    const other = world.browser();
    const refused = new URL(await upToCallback(other));
    refused.searchParams.delete('code');
    refused.searchParams.set('error', 'access_denied');
    expect(await arrives(other, refused.href)).toBe(failed());
    expect(await arrives(world.browser(), redirectUri())).toBe(failed());
  });

  it('leads nowhere but to the console', async () => {
    for (const to of ['https://evil.example', '//evil.example', '/console/../v1', '/consolez', '/console\\evil', '/']) {
      const answer = await world.browser().get(`/console/oidc/start?to=${encodeURIComponent(to)}`);
      expect([to, answer.status]).toEqual([to, 422]);
    }
    const other = await ConsoleWorld.open({ database: world.database });
    expect((await other.browser().get('/console/oidc/start')).status).toBe(404);
    await other.close();
  });
});
