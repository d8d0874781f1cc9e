import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithBrowser, picture, SIZES } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { ALL_RULES, seriousFindings } from './axe.js';
import { rowsOf, windowOf } from './doing.js';
import { IN, tellPlan, WRITTEN } from './planned.js';
import type { Planned } from './planned.js';
import { leave, leftBehind, open, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

/** Wednesday: what was to be done within three days of the meeting on Friday is late. */
const WEDNESDAY = '2026-11-25T09:00:00+01:00';
const REASON = 'Hälsocentralen ser inte insatsen som hemsjukvården delade ut';
const { unshared, ...SHARED } = WRITTEN;
const BOX_WITH_LIST = 'calendar, units';

describeWithBrowser('plans (SIP) in the console', (browser) => {
  let world: World;
  let there: Planned;
  let seat: Seat;

  beforeAll(async () => {
    world = await startWorld();
    there = await tellPlan(world);
    await world.at(WEDNESDAY);
    seat = await takeSeat(browser(), world, 'operations');
  }, 180_000);

  afterAll(() => world.stop());

  const main = () => seat.page.getByRole('main');

  it('the list tells which plans somebody is late with, and is narrowed down by who takes part', async () => {
    const { page } = seat;
    await open(seat, world, '/');
    await page.getByRole('navigation', { name: 'Vyer' }).getByRole('link', { name: 'Planer (SIP)' }).click();
    const row = rowsOf(page, '1 plan');
    await row.getByText('försenat').waitFor();
    await row.getByRole('link', { name: '0980-319 208' }).first().waitFor();
    await picture(page, 'plans');
    const [mine, others] = await Promise.all([
      world.ask(`/v1/ops/plans?unit=${IN.homeCare}`),
      world.ask('/v1/ops/plans?unit=SE2321000222-HC02'),
    ]);
    expect([mine.items.length, others.items.length]).toEqual([1, 0]);
    await open(seat, world, '/plans?unit=SE2321000222-HC02');
    await page.getByText('Ingen plan stämmer med urvalet.').waitFor();
    await open(seat, world, '/plans?state=closed');
    await page.getByText('Ingen plan stämmer med urvalet.').waitFor();
  }, 60_000);

  it('a late duty leads to its plan, which tells who owes what since when, and whom to call', async () => {
    const { page } = seat;
    await open(seat, world, '/deadlines/duties?state=overdue&kind=sip-utdelning');
    await rowsOf(page, /tidsfrist/)
      .first()
      .getByRole('link', { name: 'Planen' })
      .click();
    const awaited = page.getByRole('region', { name: 'Vad som väntas' });
    const duty = awaited.getByRole('listitem').filter({ hasText: 'Dela ut sparade insatser' });
    for (const text of ['försenat', 'N-INT-06', 'Hemsjukvården Luleå']) await duty.getByText(text).first().waitFor();
    await duty.getByRole('link', { name: 'Ring 0980-319 210' }).waitFor();
    const participant = rowsOf(page, /deltagare/).filter({ hasText: 'Hemsjukvården Luleå' });
    await participant.getByText('dela ut sparade insatser').waitFor();
    const course = page.getByRole('list', { name: 'Planens väg' });
    expect(await course.locator('[aria-current=step]').innerText()).toContain('kallad till uppföljning');
    await picture(page, 'plan-masked');
  }, 60_000);

  it('[N-CLOSE-04] [N-CLOSE-05] what is closed stands in its place, with who closed it and when', async () => {
    const { page } = seat;
    await open(seat, world, `/plans/${there.plan}`);
    const closed = page.locator('[data-closed]');
    expect(await closed.count()).toBe(2);
    for (const reason of ['uppnått', 'utförd']) {
      await closed
        .getByText(new RegExp(`Avslutades av Björkskatans hälsocentral, fre.*20 nov.*: ${reason}`))
        .first()
        .waitFor();
    }
    await page
      .getByRole('img', {
        name: 'Måluppfyllelse i 2 utvärderingar, från ”Uppnått till viss del” till ”Uppnått till stor del”',
      })
      .waitFor();
    const meeting = page.getByRole('region', { name: /^SIP-möte/ });
    await meeting.getByRole('row').filter({ hasText: 'Hemsjukvården Luleå' }).getByText('uteblev').waitFor();
    await meeting.getByRole('row').filter({ hasText: 'Hemsjukvården Luleå' }).getByText('bekräftat').waitFor();
  }, 30_000);

  it('[N-INT-03] nothing that was written shows before somebody has said why, and never what is not shared', async () => {
    const { page } = seat;
    await open(seat, world, `/plans/${there.plan}`);
    const masked = await main().innerText();
    for (const text of [...Object.values(WRITTEN), 'Tolvan', 'Trappan']) expect(masked).not.toContain(text);
    await page.getByRole('button', { name: 'Visa personuppgifter' }).click();
    const asking = windowOf(page, /.+/);
    await asking.getByRole('textbox').fill(REASON);
    await asking.getByRole('button', { name: 'Visa personuppgifter' }).click();
    await main().getByText(WRITTEN.goal).waitFor();
    const revealed = await main().innerText();
    for (const text of [...Object.values(SHARED), 'Tolvan Tolvansson', 'Trappan']) expect(revealed).toContain(text);
    expect(revealed).not.toContain(unshared);
    await picture(page, 'plan-revealed');
    const { items } = await world.ask('/v1/audit/entries?actor=user:drift&from=2026-11-20T00:00:00Z', 'auditor');
    expect(items).toContainEqual(
      expect.objectContaining({
        ...{ actor: 'user:drift', action: 'revealed', subjectId: there.plan },
        detail: { reason: REASON },
      }),
    );
    await page.getByRole('button', { name: 'Dölj' }).click();
    expect(await main().innerText()).not.toContain(WRITTEN.goal);
  }, 60_000);

  it('every message of the plan leads to its trace, and the trace back to the plan', async () => {
    const { page } = seat;
    await open(seat, world, `/plans/${there.plan}`);
    const done = page.getByRole('region', { name: 'Vem har gjort vad' });
    await done.getByRole('link', { name: 'Huvudmål' }).click();
    await page.getByRole('heading', { level: 1, name: /Huvudmål/i }).waitFor();
    await page.getByRole('link', { name: 'Planen', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Plan: kallad till uppföljning' }).waitFor();
    await page.getByRole('link', { name: 'Alla meddelanden' }).click();
    const rows = rowsOf(page, /Meddelanden/);
    const expected = (await world.ask(`/v1/ops/messages?plan=${there.plan}`)).items.length;
    await eventually('all of them stand there', async () => (await rows.count()) === expected);
  }, 60_000);

  it('a document is opened by operations, who are noted for it, and not by an auditor', async () => {
    const { page } = seat;
    await open(seat, world, `/plans/${there.plan}`);
    await page.getByRole('button', { name: 'Planen', exact: true }).click();
    const asking = windowOf(page, 'Öppna: Planen');
    const links = ['Öppna som PDF', 'Öppna som webbsida'];
    const addresses = await Promise.all(links.map((name) => asking.getByRole('link', { name }).getAttribute('href')));
    const [pdf, html] = await Promise.all(
      addresses.map((path) => seat.context.request.get(`${world.hub.url}${path ?? ''}`)),
    );
    expect((await pdf!.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await html!.text()).toContain(WRITTEN.goal);
    expect(html!.headers()['content-security-policy']).toContain("default-src 'none'");
    const { items } = await world.ask('/v1/audit/entries?actor=user:drift&from=2026-11-20T00:00:00Z', 'auditor');
    const made = { actor: 'user:drift', action: 'document-made', subjectId: there.plan, detail: { kind: 'plan' } };
    expect(items).toContainEqual(expect.objectContaining(made));
    const auditor = await takeSeat(browser(), world, 'auditor');
    await open(auditor, world, `/plans/${there.plan}`);
    await auditor.page.getByText('Din roll får inte öppna dem.').waitFor();
    const names = await auditor.page.getByRole('main').getByRole('button').allInnerTexts();
    expect(names.filter((name) => /^(Visa personuppgifter|Planen|Kallelse)/.test(name))).toEqual([]);
    const refused = await auditor.context.request.get(`${world.hub.url}${addresses[0] ?? ''}`);
    expect(refused.status()).toBe(403);
    await leave(world, auditor);
  }, 60_000);

  it('the print queue tells which letters are late, and follows what the unit does with them', async () => {
    const { page } = seat;
    await open(seat, world, '/print-queue?overdue=true');
    const rows = rowsOf(page, /brev/);
    await eventually('two are late', async () => (await rows.count()) === 2);
    await rows.first().getByText('försenat').waitFor();
    expect(await main().innerText()).not.toContain('Tolvan');
    await picture(page, 'print-queue');
    const token = await world.hub.tokenFor(IN.social);
    const [job] = (await world.ask('/v1/ops/print-queue?state=queued')).items;
    const by = { by: { name: 'Brita Berg' } };
    for (const action of ['printed', 'posted']) {
      expect((await world.hub.call(token, 'POST', `/v1/print-queue/${job.id}/${action}`, by)).status).toBe(200);
    }
    await eventually('the one that is posted is late no more', async () => (await rows.count()) === 1);
    await open(seat, world, '/print-queue?state=posted');
    await rows.getByText('postat').waitFor();
  }, 60_000);

  it('the calendar of a unit shows calls and reminders by week and month, in colours and in words', async () => {
    const { page } = seat;
    await open(seat, world, `/calendar?unit=${IN.homeCare}`);
    const calendar = page.getByRole('table', { name: /^Kalendern/ });
    await calendar.getByRole('link', { name: /^09:00 SIP-möte/ }).waitFor();
    await picture(page, 'calendar-month');
    await page.getByRole('button', { name: 'Månaden efter' }).click();
    await page.getByRole('heading', { name: 'December 2026' }).waitFor();
    await calendar.getByRole('link', { name: /^13:00 Uppföljning/ }).waitFor();
    expect(await calendar.innerText()).not.toContain('Tolvan');
    await page.getByText(`/v1/units/${IN.homeCare}/calendar.ics`).waitFor();
    await page.getByRole('radio', { name: 'Vecka' }).click();
    await page.getByRole('status').filter({ hasText: '0 händelser' }).waitFor();
    await open(seat, world, `/calendar?unit=${IN.social}&day=2026-12-15&span=week`);
    await picture(page, 'calendar-week');
    await calendar.getByRole('link', { name: /^13:00 Uppföljning/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Plan: / }).waitFor();
  }, 60_000);

  it('the overview tells how many are open and what is late, and leads there', async () => {
    const { page } = seat;
    await open(seat, world, '/');
    await page.getByRole('link', { name: /1\s*Öppna planer/ }).waitFor();
    await page.getByRole('link', { name: /Brev som skulle vara postade/ }).waitFor();
    await page.getByRole('link', { name: /Försenade uppgifter i planer/ }).click();
    const late = (await world.ask('/v1/ops/deadlines?state=overdue&group=plans')).items.length;
    expect(late).toBeGreaterThan(1);
    const rows = rowsOf(page, /tidsfrist/);
    await eventually('all of them are listed', async () => (await rows.count()) === late);
    expect((await world.ask('/v1/ops/overview')).plans).toMatchObject({ open: 1, lateDuties: { count: late } });
  }, 60_000);

  it.each([
    ['light', 'wide'],
    ['dark', 'narrow'],
  ] as const)(
    'axe finds nothing serious in %s and %s with a window or a list open, and nothing reaches beyond the page',
    async (theme, size) => {
      const looker = await takeSeat(browser(), world, 'operations', { theme, size });
      const { page } = looker;
      const found: Record<string, unknown> = {};
      const look = async (name: string) => {
        const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
        const all = await seriousFindings(page, ALL_RULES);
        // Behind a list of a box for text all else is hidden to screen readers; Tab closes the list before it goes there.
        const serious = all.filter((one) => name !== BOX_WITH_LIST || !one.startsWith('aria-hidden-focus'));
        if (serious.length > 0 || width > SIZES[size].width) found[name] = { serious, width };
      };
      const choices = async (label: string) => {
        await page.getByRole('button', { name: new RegExp(label) }).click();
        await page.getByRole('listbox').waitFor();
      };
      await open(looker, world, '/plans');
      await choices('Läge');
      await look('list, states');
      await open(looker, world, '/print-queue');
      await choices('Läge');
      await look('print queue, states');
      await open(looker, world, `/calendar?unit=${IN.social}&day=2026-12-15&span=week`);
      await page.getByRole('combobox').fill('Hem');
      await page.getByRole('listbox').waitFor();
      await look(BOX_WITH_LIST);
      await open(looker, world, `/plans/${there.plan}`);
      await page.getByRole('button', { name: 'Planen', exact: true }).click();
      await windowOf(page, 'Öppna: Planen').waitFor();
      await look('plan, document');
      await open(looker, world, `/plans/${there.plan}`);
      await page.getByRole('button', { name: 'Visa personuppgifter' }).click();
      await windowOf(page, /.+/).waitFor();
      await look('plan, reveal');
      await windowOf(page, /.+/).getByRole('textbox').fill(REASON);
      await windowOf(page, /.+/).getByRole('button', { name: 'Visa personuppgifter' }).click();
      await page.getByText(WRITTEN.goal).waitFor();
      await look('plan, revealed');
      await picture(page, `plan-revealed-${theme}-${size}`);
      await leave(world, looker);
      expect(found).toEqual({});
    },
    120_000,
  );

  it('is found by its id', async () => {
    const { page } = seat;
    await open(seat, world, '/plans');
    await page.getByRole('textbox', { name: 'Planens id eller vårdtillfällets nummer' }).fill(there.plan);
    await page.getByRole('button', { name: 'Hitta' }).click();
    const found = page.getByRole('region', { name: 'Planer (SIP) (1)' });
    await found.getByText('kallad till uppföljning · Biståndsenheten Luleå').waitFor();
    await found.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Plan: kallad till uppföljning' }).waitFor();
  }, 30_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
