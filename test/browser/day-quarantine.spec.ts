import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeWithBrowser, picture } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { rowsOf, says, windowOf } from './doing.js';
import { admission, populate } from './populated.js';
import type { Populated } from './populated.js';
import { leftBehind, open, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

/** Ockelbo, of which the directory knows nothing at first. */
const MUNICIPALITY = '2101';
const OCKELBO = 'SE2120002338-OCK01';

/** The directory with units for Ockelbo, for which the system of Gävle acts. */
function withOckelbo(text: string): string {
  const unit = (hsaId: string, name: string, role: string) =>
    [
      `  - hsaId: ${hsaId}`,
      `    name: ${name}`,
      `    role: ${role}`,
      '    organisation: gavle-kommun',
      `    municipality: "${MUNICIPALITY}"`,
      '    isDefault: true',
      '    phone: 031-390 06 41',
      '    manager: SE2120002338-CHEF01',
    ].join('\n');
  const units = [
    unit(OCKELBO, 'Biståndsenheten Ockelbo', 'socialtjanst'),
    unit('SE2120002338-OCK02', 'Hemsjukvården Ockelbo', 'hemsjukvard'),
    unit('SE2120002338-OCK03', 'Särskilt boende Ockelbo', 'sabo'),
  ].join('\n');
  return text
    .replace(/^units:\n/m, `units:\n${units}\n`)
    .replace(/^( +- )SE2120002338-CHEF02\n/m, '$1SE2120002338-CHEF02\n$1SE2120002338-OCK01\n$1SE2120002338-OCK02\n');
}

describeWithBrowser('a day with refused messages', (browser) => {
  let world: World;
  let there: Populated;
  let seat: Seat;

  beforeAll(async () => {
    world = await startWorld();
    for (const number of [7, 8, 9]) await world.send(admission(number, MUNICIPALITY));
    there = await populate(world);
    seat = await takeSeat(browser(), world, 'admin');
  }, 180_000);

  afterAll(() => world.stop());

  const held = async (): Promise<{ id: string; reasons: { code: string }[] }[]> =>
    (await world.ask('/v1/ops/quarantine?state=held&limit=100')).items;

  it('an unroutable message: the directory is mended in the page, tried, saved, and the message is delivered', async () => {
    const { page } = seat;
    await open(seat, world, `/quarantine/${there.refused}`);
    const marked = page.getByRole('region', { name: 'Meddelandet som det kom in, med felen markerade' });
    await marked.waitFor();
    await picture(page, 'day-unroutable');
    await page.getByRole('button', { name: 'Ändra katalogen eller en mappning och pröva igen' }).click();
    const file = page.getByRole('textbox', { name: 'directory.yaml' });
    await file.fill('units: []\n');
    await page.getByRole('button', { name: 'Pröva med ändringen' }).click();
    await page.getByRole('alert').filter({ hasText: 'och kan inte användas' }).waitFor();
    await page.getByRole('button', { name: 'Återställ' }).click();
    const before = await file.inputValue();
    await file.fill(withOckelbo(before));
    await page.getByRole('button', { name: 'Pröva med ändringen' }).click();
    const outcome = page.getByRole('status').filter({ hasText: 'Meddelandet skulle tas emot.' });
    await outcome.getByText('Biståndsenheten Ockelbo').waitFor();
    await picture(page, 'day-unroutable-tried');
    expect([(await held()).length, (await world.ask('/v1/ops/directory')).file.text]).toEqual([6, before]);

    await page.getByRole('button', { name: 'Spara katalogen' }).click();
    const saving = windowOf(page, 'Spara katalogen?');
    await saving.getByText(OCKELBO).first().waitFor();
    await saving.getByRole('button', { name: 'Spara' }).click();
    await says(page, 'Katalogen är sparad och gäller nu.');
    await page.getByRole('button', { name: 'Kör om', exact: true }).click();
    const replaying = windowOf(page, 'Kör om meddelandet');
    await replaying.getByRole('button', { name: 'Kör om' }).click();
    await replaying.getByText('1 mottaget').waitFor();
    await replaying.getByRole('button', { name: 'Stäng' }).click();
    await page.getByRole('link', { name: 'Visa meddelandet' }).click();
    await rowsOf(page, 'Leveranser per mottagare').filter({ hasText: OCKELBO }).waitFor();
    const ofGavle = await world.hub.token('gavle-kommun');
    const inbox = await eventually('the unit has it', async () => {
      const { status, body } = await world.hub.call(ofGavle, 'GET', `/v1/inboxes/${OCKELBO}`);
      return status === 200 && body.items.length > 0 ? body : undefined;
    });
    expect(page.url()).toContain(inbox.items[0].message.id);
  }, 90_000);

  it('quarantine is worked off: a cause is opened, one of it tried, and all of it replayed', async () => {
    const { page } = seat;
    await open(seat, world, '/quarantine');
    const group = rowsOf(page, 'Samma orsak, samma källa').filter({ hasText: 'unroutable' });
    await group.getByRole('button', { name: /^Visa meddelanden: unroutable/ }).click();
    const entries = rowsOf(page, 'Avvisade meddelanden, senaste först');
    await eventually('only those of the cause are listed', async () => (await entries.count()) === 4);
    await entries.first().getByRole('link').first().click();
    await page.getByRole('button', { name: 'Pröva med gällande katalog' }).click();
    await page.getByRole('status').filter({ hasText: 'Prövat med katalogen som gäller.' }).waitFor();
    expect((await held()).length).toBe(5);
    await page.goBack();
    await group.getByRole('button', { name: /^Kör om alla 4: unroutable/ }).click();
    const replaying = windowOf(page, 'Kör om 4 meddelanden');
    await replaying.getByRole('button', { name: 'Kör om' }).click();
    await replaying.getByText('4 mottaget').waitFor();
    await picture(page, 'day-replayed');
    await replaying.getByRole('button', { name: 'Stäng' }).click();
    await eventually('the cause is gone', async () => (await group.count()) === 0);
    expect((await held()).map(({ reasons }) => reasons[0]?.code)).not.toContain('unroutable');
  }, 60_000);

  it('what is still wrong stays, and says so', async () => {
    const { page } = seat;
    await open(seat, world, '/quarantine');
    await tickOne(page);
    await page.getByRole('button', { name: 'Kör om markerade (1)' }).click();
    const replaying = windowOf(page, 'Kör om meddelandet');
    await replaying.getByRole('button', { name: 'Kör om' }).click();
    await replaying.getByText('1 avvisat igen').waitFor();
    await replaying.getByRole('button', { name: 'Stäng' }).click();
    expect(await held()).toHaveLength(1);
  }, 60_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});

/** A tick box is its label: the box itself lies out of sight. */
async function tickOne(page: Page): Promise<void> {
  const row = rowsOf(page, 'Avvisade meddelanden, senaste först').first();
  await row.getByRole('checkbox', { name: /^Markera / }).press('Space');
}
