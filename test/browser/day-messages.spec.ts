import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithBrowser, picture } from '../support/browser.js';
import { rowsOf, says, windowOf } from './doing.js';
import { populate } from './populated.js';
import type { Populated } from './populated.js';
import { holdsPerson } from './traces.js';
import { FRIDAY, HEALTH_CENTRE, leave, leftBehind, open, SOCIAL_SERVICES, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

/** The fourth notice of the populated hub, as the ward's own system calls it. */
const MESSAGE_ID = 'besked-4';

describeWithBrowser('somebody calls about a message', (browser) => {
  let world: World;
  let there: Populated;
  let seat: Seat;

  beforeAll(async () => {
    world = await startWorld();
    there = await populate(world);
    seat = await takeSeat(browser(), world, 'operations');
  }, 180_000);

  afterAll(() => world.stop());

  const audit = async (action: string): Promise<Record<string, unknown>[]> => {
    const query = new URLSearchParams({ action, from: FRIDAY });
    return (await world.ask(`/v1/audit/entries?${query.toString()}`, 'auditor')).items;
  };

  it('a personal number is not searched for: the page says what to do instead, and asks the hub nothing', async () => {
    const { page } = seat;
    await open(seat, world, '/');
    // What would have been found, had it been there.
    expect(holdsPerson(`${world.hub.url}/v1/ops/search?q=420315%2D9803`)).toBe(true);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const search = page.getByRole('searchbox', { name: 'Sök meddelande, vårdtillfälle, enhet' });
    for (const number of ['19121212-1212', '194203159803', '420315-9803', '4203159803']) {
      await search.fill(number);
      await search.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'Det här ser ut som ett personnummer' }).waitFor();
      expect(await search.inputValue()).toBe('');
      expect([asked.filter((url) => url.includes('/v1/ops/search')), holdsPerson(page.url())]).toEqual([[], false]);
      await page.getByRole('link', { name: 'Översikt' }).click();
    }
  }, 60_000);

  it('a message is traced for a caller: found by its id, told from bytes to receipt, masked', async () => {
    const { page } = seat;
    const search = page.getByRole('searchbox', { name: 'Sök meddelande, vårdtillfälle, enhet' });
    await search.fill(MESSAGE_ID);
    await search.press('Enter');
    await page
      .getByRole('region', { name: /^Meddelanden/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /[Ii]nskrivningsmeddelande/ }).waitFor();
    expect(page.url()).toContain(there.message);
    await page.getByText(/^Kvittens saknas och tidsfristen har gått ut/).waitFor();
    const story = await page.getByRole('region', { name: 'Händelser' }).innerText();
    expect(story).toMatch(/09:50|10:00/);
    const { timeline } = await world.ask(`/v1/ops/messages/${there.message}/trace`);
    for (const { text } of timeline) expect(story).toContain(text.sv);
    const content = page.getByRole('region', { name: 'Innehåll', exact: true });
    await content.getByText('maskerat').first().waitFor();
    const shown = await page.locator('body').innerText();
    expect({ number: holdsPerson(shown), name: /Elvan|Elvansson/.test(shown) }).toEqual({ number: false, name: false });
    await picture(page, 'day-trace');
  }, 60_000);

  it('what is masked is shown to who gives a reason, and that stands in the audit', async () => {
    const { page } = seat;
    await open(seat, world, `/messages/${there.message}`);
    expect(await audit('revealed')).toEqual([]);
    const reveal = page.getByRole('button', { name: 'Visa personuppgifter' });
    await reveal.click();
    const asking = windowOf(page, 'Visa personuppgifter?');
    const act = asking.getByRole('button', { name: 'Visa personuppgifter' });
    await asking.getByRole('textbox', { name: 'Anledning' }).fill('ab');
    expect(await act.isDisabled()).toBe(true);
    await asking.getByRole('textbox', { name: 'Anledning' }).fill('Kommunen ringer och hittar inte beskedet');
    await act.click();
    await says(page, 'Personuppgifterna visas. Det är noterat i loggen.');
    await page.getByText('Elvansson').first().waitFor();
    await picture(page, 'day-revealed');
    expect(await audit('revealed')).toEqual([
      expect.objectContaining({
        actor: 'user:drift',
        subjectId: there.message,
        detail: expect.objectContaining({ reason: 'Kommunen ringer och hittar inte beskedet' }),
      }),
    ]);
    await page.getByRole('button', { name: 'Dölj personuppgifter' }).click();
    expect(await page.getByText('Elvansson').count()).toBe(0);
    await page.reload();
    await reveal.waitFor();
    expect(await page.getByText('Elvansson').count()).toBe(0);
  }, 60_000);

  it('a delivery is sent again to the one who asked for it, and to nobody else', async () => {
    const { page } = seat;
    const asCentre = await world.hub.tokenFor(HEALTH_CENTRE);
    const asSocial = await world.hub.tokenFor(SOCIAL_SERVICES);
    const newIn = async (token: string, unit: string, after: string) =>
      (await world.hub.call(token, 'GET', `/v1/inboxes/${unit}?after=${encodeURIComponent(after)}`)).body;
    const before = (await world.hub.call(asCentre, 'GET', `/v1/inboxes/${HEALTH_CENTRE}`)).body;
    const beforeSocial = (await world.hub.call(asSocial, 'GET', `/v1/inboxes/${SOCIAL_SERVICES}`)).body;
    await open(seat, world, `/messages/${there.message}`);
    await page.getByRole('button', { name: 'Skicka om till Gävle Strand hälsocentral' }).click();
    const asking = windowOf(page, 'Skicka om leveransen');
    await asking.getByRole('region', { name: 'Får meddelandet igen' }).getByText(HEALTH_CENTRE).waitFor();
    await asking.getByRole('region', { name: 'Får ingenting' }).getByText(SOCIAL_SERVICES).waitFor();
    await asking.getByRole('textbox', { name: 'Anledning' }).fill('Hälsocentralens system tappade meddelandet');
    await picture(page, 'day-resend');
    await asking.getByRole('button', { name: 'Skicka om till Gävle Strand hälsocentral' }).click();
    await says(page, 'Skickat om till Gävle Strand hälsocentral.');
    const again = await newIn(asCentre, HEALTH_CENTRE, before.next);
    expect(again.items.map((item: { message: { id: string } }) => item.message.id)).toEqual([there.message]);
    expect((await newIn(asSocial, SOCIAL_SERVICES, beforeSocial.next)).items).toEqual([]);
    expect(await audit('resent')).toEqual([
      expect.objectContaining({
        actor: 'user:drift',
        detail: expect.objectContaining({ reason: 'Hälsocentralens system tappade meddelandet' }),
      }),
    ]);
    await rowsOf(page, 'Leveranser per mottagare').first().waitFor();
  }, 60_000);

  it('an extract of who has seen a person is made for the person, and the number stands nowhere afterwards', async () => {
    const auditor = await takeSeat(browser(), world, 'auditor');
    const { page } = auditor;
    await open(auditor, world, '/audit?tab=accesses');
    await page.getByRole('textbox', { name: /^Personnummer/ }).fill('19121212-1212');
    await page.getByRole('textbox', { name: 'Anledning' }).fill('Begäran om loggutdrag, dnr 2026-117');
    await page.getByRole('button', { name: 'Ta fram utdraget' }).click();
    const lines = rowsOf(page, 'Vad som gjorts med personens uppgifter');
    await lines.filter({ hasText: 'user:drift' }).first().waitFor();
    await picture(page, 'day-extract');
    expect(holdsPerson(await page.locator('body').innerText())).toBe(false);
    await leave(world, auditor);
  }, 60_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
