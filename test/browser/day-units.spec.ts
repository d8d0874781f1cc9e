import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithBrowser, picture } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { rowsOf, says, windowOf } from './doing.js';
import { admission } from './populated.js';
import { HEALTH_CENTRE, leftBehind, open, SOCIAL_SERVICES, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

const NEW_UNIT = 'SE2321000016-HC02';

describeWithBrowser('a day with units and their systems', (browser) => {
  let world: World;
  let seat: Seat;

  beforeAll(async () => {
    world = await startWorld();
    seat = await takeSeat(browser(), world, 'admin');
  }, 180_000);

  afterAll(() => world.stop());

  /** How often each unit has been reminded. */
  const reminded = async (unit: string): Promise<number> =>
    (await world.ask(`/v1/ops/reminders?unit=${unit}&limit=100`)).items.length;

  it('a party is paused: no reminder reaches it meanwhile, and its duty goes overdue all the same', async () => {
    const { page } = seat;
    expect((await world.send(admission(1))).status).toBe(201);
    await open(seat, world, `/directory/units/${HEALTH_CENTRE}`);
    await page.getByRole('button', { name: 'Lägg in uppehåll' }).click();
    const asking = windowOf(page, 'Uppehåll för Gävle Strand hälsocentral');
    expect(await asking.getByLabel('Från').inputValue()).toBe('2026-11-20T10:00');
    await asking.getByLabel('Till').fill('2026-11-20T18:00');
    await asking.getByRole('textbox', { name: 'Anledning' }).fill('Byter journalsystem i dag');
    await picture(page, 'day-pause');
    await asking.getByRole('button', { name: 'Lägg in uppehåll' }).click();
    await says(page, 'Uppehållet för Gävle Strand hälsocentral är inlagt.');
    await rowsOf(page, /^Uppehåll/)
      .filter({ hasText: 'Byter journalsystem i dag' })
      .waitFor();
    await world.at('2026-11-20T16:30:00+01:00');
    await eventually('the other unit is reminded', async () => (await reminded(SOCIAL_SERVICES)) > 0);
    const { items } = await world.ask(`/v1/ops/deadlines?state=overdue&unit=${HEALTH_CENTRE}`);
    expect({ reminders: await reminded(HEALTH_CENTRE), isOverdue: items.length > 0 }).toEqual({
      ...{ reminders: 0, isOverdue: true },
    });
    await open(seat, world, '/parties?show=paused');
    await rowsOf(page, '1 part').filter({ hasText: HEALTH_CENTRE }).waitFor();

    await open(seat, world, `/directory/units/${HEALTH_CENTRE}`);
    await page.getByRole('button', { name: 'Avsluta nu' }).click();
    await windowOf(page, 'Avsluta uppehållet').getByRole('button', { name: 'Avsluta uppehållet' }).click();
    await says(page, 'Uppehållet för Gävle Strand hälsocentral är avslutat.');
    await world.at('2026-11-20T16:31:00+01:00');
    await eventually('what has waited reaches it', async () => (await reminded(HEALTH_CENTRE)) > 0);
  }, 90_000);

  it('a client is taken on: its entry is drafted and saved, its secret gets a token, and it reads its inbox', async () => {
    const { page } = seat;
    await open(seat, world, '/directory?tab=clients');
    await page.getByRole('button', { name: 'Ny klient' }).click();
    const asking = windowOf(page, 'Ny klient');
    await asking.getByRole('textbox', { name: 'Id', exact: true }).fill('gavle-kommun');
    await asking.getByText('Det finns redan en klient med det id:t.').waitFor();
    await asking.getByRole('textbox', { name: 'Id', exact: true }).fill('satra-nytt');
    await asking.getByRole('textbox', { name: 'Namn', exact: true }).fill('Sätras nya system');
    await asking.getByRole('combobox', { name: 'Lägg till enhet' }).fill('Sätra');
    await page.getByRole('option', { name: /Sätra hälsocentral/ }).click();
    await picture(page, 'day-new-client');
    await asking.getByRole('button', { name: 'Ta fram hemlighet och post' }).click();
    const drafted = page.getByRole('region', { name: 'Ny klient: Sätras nya system' });
    const secret = (await drafted.locator('code.secret').innerText()).trim();
    expect((await tokenOf(world, 'satra-nytt', secret)).status).toBe(401);
    await drafted.getByRole('button', { name: 'Spara i katalogen' }).click();
    await windowOf(page, 'Spara i katalogen').getByRole('button', { name: 'Spara i katalogen' }).click();
    await says(page, 'Sätras nya system finns i katalogen och kan logga in.');
    await drafted.getByText('Posten finns i katalogen och gäller.').waitFor();
    const answer = await tokenOf(world, 'satra-nytt', secret);
    expect(answer.status).toBe(200);
    const { access_token: token } = JSON.parse(await answer.text());

    const tab = seat.context.waitForEvent('page');
    await drafted.getByRole('link', { name: /Sätra hälsocentral/ }).click();
    const unit = await tab;
    await unit.getByRole('button', { name: 'Skicka prov' }).click();
    await windowOf(unit, 'Provmeddelande till Sätra hälsocentral').getByRole('button', { name: 'Skicka' }).click();
    await unit.getByRole('link', { name: 'Följ det: har det hämtats?' }).click();
    const deliveries = rowsOf(unit, 'Leveranser per mottagare').filter({ hasText: NEW_UNIT });
    await deliveries.waitFor();
    const { items } = (await world.hub.call(token, 'GET', `/v1/inboxes/${NEW_UNIT}`)).body;
    expect(items.at(-1).message.kind).toBe('testmeddelande');
    await unit.reload();
    const story = unit.getByRole('region', { name: 'Händelser' });
    await story
      .getByText(/[Hh]ämta/)
      .first()
      .waitFor();
    await picture(unit, 'day-test-message');
    await unit.close();
  }, 90_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});

/** What the hub answers a client that asks for a token with its secret. */
function tokenOf(world: World, id: string, secret: string): Promise<Response> {
  return fetch(`${world.hub.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}
