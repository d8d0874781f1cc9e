import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithBrowser, picture } from '../support/browser.js';
import { ConsoleUser } from '../support/console-user.js';
import { rowsOf } from './doing.js';
import { populate } from './populated.js';
import type { Populated } from './populated.js';
import { HEALTH_CENTRE, leave, leftBehind, open, PEOPLE, standAtDoor, startWorld, takeSeat, WARD } from './world.js';
import type { PersonRole, Seat, World } from './world.js';

/** Beginnings of what only those may press who may change something. */
const ACTIONS =
  /^(?:Ta\b|Ta:|Mer:|Kör om|Visa personuppgifter|Skicka|Lägg in|Avsluta|Ny klient|Nytt konto|Spara|Pröva|Hämta originalet|Fler åtgärder|Prova kanalerna)/;

/** Where something can be done, and where that is. */
const PLACES: readonly (readonly [name: string, path: (there: Populated) => string])[] = [
  ['overdue receipts', () => '/deadlines/receipts?state=overdue'],
  ['escalations', () => '/deadlines/escalations?state=open&owner=none'],
  ['a trace', ({ message }) => `/messages/${message}`],
  ['quarantine', () => '/quarantine'],
  ['a refused message', ({ refused }) => `/quarantine/${refused}`],
  ['a unit', ({ unit }) => `/directory/units/${unit}`],
  ['clients', () => '/directory?tab=clients'],
  ['the file', () => '/directory/file'],
  ['the rules of alerts', () => '/alerts?tab=rules'],
  ['queues', () => '/queues'],
];

const UNKNOWN = '019f0000-0000-7000-8000-000000000000';

describeWithBrowser('who may do what', (browser) => {
  let world: World;
  let there: Populated;

  beforeAll(async () => {
    world = await startWorld();
    there = await populate(world);
  }, 180_000);

  afterAll(() => world.stop());

  const signIn = async (role: PersonRole) => {
    const user = new ConsoleUser(world.hub.url);
    expect((await user.signIn(PEOPLE[role], world.password)).body).toMatchObject({ signedIn: true });
    return user;
  };

  describe('an auditor', () => {
    let seat: Seat;
    beforeAll(async () => {
      seat = await takeSeat(browser(), world, 'auditor');
    }, 60_000);
    afterAll(() => leave(world, seat));

    it.each(PLACES)(
      'reads %s, and finds nothing to press that would change anything',
      async (name, path) => {
        await open(seat, world, path(there));
        const names = await seat.page.getByRole('main').getByRole('button').allInnerTexts();
        expect(names.filter((text) => ACTIONS.test(text.trim()))).toEqual([]);
        await picture(seat.page, `auditor-${name.replaceAll(' ', '-')}`);
      },
      30_000,
    );

    it('is refused by the hub what the page does not offer', async () => {
      const user = await signIn('auditor');
      const [escalation] = (await user.get('/v1/ops/escalations?state=open')).body.items;
      const [delivery] = (await user.get(`/v1/ops/messages/${there.message}/trace`)).body.deliveries;
      const reason = { reason: 'Jag är nyfiken' };
      const calls: [string, string, unknown][] = [
        ['POST', `/v1/ops/escalations/${escalation.id}/take`, undefined],
        ['POST', `/v1/ops/escalations/${escalation.id}/note`, { text: 'Hej' }],
        ['POST', `/v1/ops/escalations/${escalation.id}/resolve`, { resolution: 'Hej' }],
        ['POST', `/v1/ops/messages/${there.message}/reveal`, reason],
        ['GET', `/v1/ops/messages/${there.message}/bytes`, undefined],
        ['POST', `/v1/ops/deliveries/${delivery.id}/resend`, reason],
        ['POST', '/v1/ops/quarantine/replay', { ids: [there.refused] }],
        ['POST', `/v1/ops/quarantine/${there.refused}/reveal`, reason],
        ['POST', `/v1/ops/units/${HEALTH_CENTRE}/test-message`, { text: 'Hej' }],
        ['POST', '/v1/ops/directory/check', { text: 'units: []' }],
        ['PUT', '/v1/ops/directory', { text: 'units: []', etag: 'x' }],
        ['GET', '/v1/ops/accounts', undefined],
      ];
      const answers = await Promise.all(
        calls.map(async ([method, path, body]) => {
          const { status } = await user.call(method, path, { body });
          return `${method} ${path}: ${String(status)}`;
        }),
      );
      expect(answers).toEqual(calls.map(([method, path]) => `${method} ${path}: 403`));
    }, 30_000);
  });

  it('operations have no view of accounts, neither in the menu nor at its address nor from the hub', async () => {
    const seat = await takeSeat(browser(), world, 'operations');
    const menu = seat.page.getByRole('navigation', { name: 'Vyer' });
    expect((await menu.getByRole('link').allInnerTexts()).map((text) => text.trim())).not.toContain('Konton');
    await open(seat, world, '/accounts');
    await seat.page.getByText('Bara administratörer ser och ändrar konton.').waitFor();
    const user = await signIn('operations');
    const account = { name: 'nytt', displayName: 'Nytt', roles: ['admin'] };
    expect([
      (await user.get('/v1/ops/accounts')).status,
      (await user.post('/v1/ops/accounts', account)).status,
      (await user.call('PUT', '/v1/ops/directory', { body: { text: 'units: []', etag: 'x' } })).status,
    ]).toEqual([403, 403, 403]);
    await leave(world, seat);
  }, 60_000);

  it('an administrator gives a colleague an account, who has to choose a password at first', async () => {
    const seat = await takeSeat(browser(), world, 'admin');
    const { page } = seat;
    await open(seat, world, '/accounts');
    await page.getByRole('button', { name: 'Nytt konto' }).click();
    const asking = page.getByRole('dialog', { name: 'Nytt konto' });
    await asking.getByRole('textbox', { name: 'Användarnamn' }).fill('karin');
    await asking.getByRole('textbox', { name: 'Visas som' }).fill('Karin i drift');
    expect(await asking.getByRole('checkbox', { name: /^Drift/ }).isChecked()).toBe(true);
    await asking.getByRole('button', { name: 'Skapa kontot' }).click();
    const issued = page.getByRole('dialog', { name: 'Engångslösenord till karin' });
    const password = (await issued.locator('.copied .mono').innerText()).trim();
    await issued.getByRole('button', { name: 'Klart' }).click();
    await rowsOf(page, /konton$/)
      .filter({ hasText: 'Har engångslösenord' })
      .waitFor();
    await leave(world, seat);
    const door = await standAtDoor(browser(), world);
    await door.page.getByLabel('Konto', { exact: true }).fill('karin');
    await door.page.getByLabel('Lösenord', { exact: true }).fill(password);
    await door.page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await door.page.getByRole('heading', { name: 'Byt lösenord' }).waitFor();
    await picture(door.page, 'change-password');
    await door.page.getByLabel('Nuvarande lösenord', { exact: true }).fill(password);
    await door.page.getByLabel('Nytt lösenord', { exact: true }).fill('en helt egen mening');
    await door.page.getByLabel('Nytt lösenord en gång till', { exact: true }).fill('en helt egen mening');
    await door.page.getByRole('button', { name: 'Byt lösenord' }).click();
    await door.page.getByRole('heading', { level: 1, name: 'Översikt' }).waitFor();
    await leave(world, door);
  }, 60_000);

  it('a party gets 403 from every route of operations and audit, and cannot sign in', async () => {
    const token = await world.hub.tokenFor(WARD);
    const { paths }: { paths: Record<string, Record<string, unknown>> } = (
      await world.hub.call(token, 'GET', '/openapi.json')
    ).body;
    const routes = Object.entries(paths)
      .filter(([path]) => /^\/v1\/(?:ops|audit)\//.test(path))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const));
    expect(routes.length).toBeGreaterThan(50);
    const answers: string[] = [];
    for (const [method, path] of routes) {
      const body = method === 'GET' ? undefined : {};
      const { status } = await world.hub.call(token, method, path.replaceAll(/\{\w+\}/g, UNKNOWN), body);
      if (status !== 403) answers.push(`${method} ${path}: ${String(status)}`);
    }
    expect(answers).toEqual([]);

    const seat = await standAtDoor(browser(), world);
    const { page } = seat;
    const client = world.hub.clients.find(({ units }) => units.some(({ hsaId }) => hsaId === WARD));
    await page.getByLabel('Konto', { exact: true }).fill(client?.clientId ?? '');
    await page.getByLabel('Lösenord', { exact: true }).fill(client?.clientSecret ?? '');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Fel användarnamn eller lösenord.' }).waitFor();
    expect(seat.complaints.splice(0).filter((line) => !line.includes('401'))).toEqual([]);
    await leave(world, seat);
  }, 60_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
