import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithBrowser, picture } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { hasStayed, markPage, rowsOf, says, windowOf } from './doing.js';
import { populate } from './populated.js';
import { HEALTH_CENTRE, leftBehind, open, SOCIAL_SERVICES, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

interface Overdue {
  readonly id: string;
  readonly responsible: { readonly hsaId: string };
}

const NOTE = 'Ringde Gävle Strand, de kvitterar inom kort.';
const SETTLED = 'Biståndsenheten har jour och tar det på måndag.';

describeWithBrowser('a Saturday with overdue receipts', (browser) => {
  let world: World;
  let seat: Seat;

  beforeAll(async () => {
    world = await startWorld();
    await populate(world);
    seat = await takeSeat(browser(), world, 'operations');
  }, 180_000);

  afterAll(() => world.stop());

  const overdue = async (): Promise<Overdue[]> =>
    (await world.ask('/v1/ops/deadlines?state=overdue&group=receipts&limit=100')).items;
  const overdueOf = async (unit: string) =>
    (await overdue()).filter(({ responsible }) => responsible.hsaId === unit).length;

  it('morning check: one look tells who has not acknowledged, why, since when, and whom to call', async () => {
    const { page } = seat;
    await open(seat, world, '/');
    const expected = await overdue();
    expect(expected.length).toBeGreaterThan(0);
    await page.getByRole('banner').getByText('arbetsfri dag').waitFor();
    await page.getByRole('banner').getByText('09:05').waitFor();
    const problem = rowsOf(page, 'Problem, värst först').filter({ hasText: 'Gävle Strand hälsocentral' }).first();
    await problem.getByRole('link', { name: '08-465 004 51' }).waitFor();
    await picture(page, 'day-morning-check');
    await page.getByRole('link', { name: new RegExp(`^${String(expected.length)} ?Försenade kvittenser`) }).click();
    const rows = rowsOf(page, /tidsfrist/);
    await eventually('every overdue receipt stands there', async () => (await rows.count()) === expected.length);
    const row = rows.filter({ hasText: HEALTH_CENTRE }).first();
    for (const name of ['08-465 004 51', 'Gävle Strand hälsocentral', 'Spåra']) {
      await row.getByRole('link', { name }).waitFor();
    }
    expect(await row.innerText()).toMatch(/\d+ (?:h|min|d)\b.* sen/);
    await row.getByRole('button', { name: /^Trappan/ }).click();
    await page.getByRole('row').filter({ hasText: 'Verksamhetschef, primärvården' }).first().waitFor();
    await picture(page, 'day-overdue-receipts');
  }, 60_000);

  it('overdue receipts are closed: taken, noted, and gone by themselves once the unit receipts', async () => {
    const { page } = seat;
    await open(seat, world, '/deadlines/receipts?state=overdue');
    await markPage(page);
    await page
      .getByRole('button', { name: /^Ta: .*Gävle Strand/ })
      .first()
      .click();
    await says(page, /^Du har tagit: /);
    const mine = rowsOf(page, /tidsfrist/).filter({ hasText: 'Hos dig' });
    await mine.getByRole('button', { name: /^Mer: / }).click();
    await page.getByRole('menuitem', { name: 'Anteckna' }).click();
    const asking = windowOf(page, 'Anteckna');
    await asking.getByRole('textbox', { name: 'Anteckning' }).fill(NOTE);
    await picture(page, 'day-note');
    await asking.getByRole('button', { name: 'Spara' }).click();
    await says(page, /^Antecknat: /);
    const [escalation] = (await world.ask('/v1/ops/escalations?state=taken')).items;
    expect(escalation).toMatchObject({
      takenBy: 'user:drift',
      notes: [expect.objectContaining({ by: 'user:drift', text: NOTE })],
    });

    const before = await overdueOf(HEALTH_CENTRE);
    expect(before).toBeGreaterThan(0);
    const asCentre = await world.hub.tokenFor(HEALTH_CENTRE);
    const { items } = (await world.hub.call(asCentre, 'GET', `/v1/inboxes/${HEALTH_CENTRE}`)).body;
    for (const { deliveryId } of items) {
      await world.hub.call(asCentre, 'POST', `/v1/deliveries/${deliveryId}/receipt`, { by: { name: 'Karin Åberg' } });
    }
    await eventually('the rows are gone', async () => {
      const ofCentre = rowsOf(page, /tidsfrist/).filter({ hasText: HEALTH_CENTRE });
      return (await ofCentre.count()) === 0;
    });
    expect([await overdueOf(HEALTH_CENTRE), await hasStayed(page)]).toEqual([0, true]);
    const left = (await overdue()).length;
    await page
      .getByRole('navigation', { name: 'Listor' })
      .getByText(`Kvittenser ${String(left)}`)
      .waitFor();
  }, 60_000);

  it('an escalation is settled with a few words, and stands among those that are over', async () => {
    const { page } = seat;
    await open(seat, world, '/deadlines/escalations?state=open&owner=none');
    const row = rowsOf(page, /eskalering/)
      .filter({ hasText: SOCIAL_SERVICES })
      .first();
    await row.getByRole('button', { name: /^Mer: / }).click();
    await page.getByRole('menuitem', { name: 'Avsluta' }).click();
    const asking = windowOf(page, 'Avsluta eskaleringen');
    await asking.getByRole('textbox', { name: 'Hur löstes det' }).fill(SETTLED);
    await asking.getByRole('button', { name: 'Avsluta' }).click();
    await says(page, /^Avslutad: /);
    await open(seat, world, '/deadlines/escalations?state=resolved');
    await rowsOf(page, /eskalering/)
      .filter({ hasText: SETTLED })
      .waitFor();
    const resolved: { resolution: string; resolvedBy: string }[] = (
      await world.ask('/v1/ops/escalations?state=resolved')
    ).items;
    expect(resolved).toContainEqual(expect.objectContaining({ resolution: SETTLED, resolvedBy: 'user:drift' }));
  }, 60_000);

  it('the shift is handed over with a report of what happened and what is left', async () => {
    const { page } = seat;
    await world.at('2026-11-21T09:30:00+01:00');
    await page.getByRole('banner').getByText('09:30').waitFor();
    await page.getByRole('navigation', { name: 'Vyer' }).getByRole('link', { name: 'Överlämning' }).click();
    await page.getByRole('radio', { name: '24 tim' }).click();
    const report = page.getByRole('article');
    await report.getByText(NOTE).waitFor();
    const { stillOpen, resolved, notes } = await world.ask(
      '/v1/ops/handover?from=2026-11-20T08:30:00Z&to=2026-11-21T08:30:00Z',
    );
    expect({ isLeft: stillOpen.length > 0, resolved: resolved > 0, notes: notes.length }).toEqual({
      ...{ isLeft: true, resolved: true, notes: 1 },
    });
    await report.getByRole('heading', { name: `Kvar att ta hand om (${String(stillOpen.length)})` }).waitFor();
    expect(await rowsOf(report, /^Kvar att ta hand om/).count()).toBe(stillOpen.length);
    await picture(page, 'day-handover');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Vyer' }).isVisible()).toBe(false);
    expect(await report.isVisible()).toBe(true);
    await picture(page, 'day-handover-print');
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: null });
  }, 60_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
