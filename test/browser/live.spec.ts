import { kill } from 'node:process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithBrowser, picture } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { hasStayed, markPage } from './doing.js';
import { admission } from './populated.js';
import { leave, leftBehind, open, SATURDAY, stands, standAtDoor, startWorld, takeSeat } from './world.js';
import type { World } from './world.js';

const STALE = /^Navet har inte svarat på en stund/;

describeWithBrowser('a page that stays open', (browser) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    expect((await world.send(admission(1))).status).toBe(201);
  }, 180_000);

  afterAll(() => world.stop());

  it('a new overdue receipt appears by itself', async () => {
    const seat = await takeSeat(browser(), world, 'operations');
    const { page } = seat;
    await stands(page);
    await page.getByRole('banner').getByText('Direkt').waitFor();
    await page.getByRole('link', { name: /^✓? ?0 ?Försenade kvittenser/ }).waitFor();
    await markPage(page);
    await world.at(SATURDAY);
    await page.getByRole('link', { name: /^[1-9]\d* ?Försenade kvittenser/ }).waitFor();
    await page.getByRole('banner').getByText('09:05').waitFor();
    expect(await hasStayed(page)).toBe(true);
    await leave(world, seat);
  }, 60_000);

  it('asks by itself where the stream does not come through, and says so', async () => {
    const seat = await takeSeat(browser(), world, 'operations');
    const { page } = seat;
    await page.route('**/v1/ops/events*', (route) => route.abort());
    await open(seat, world, '/');
    await page.getByRole('banner').getByText('Frågar var femte sekund').waitFor();
    await page.getByRole('link', { name: /^[1-9]\d* ?Försenade kvittenser/ }).waitFor();
    await page.unroute('**/v1/ops/events*');
    await page.reload();
    await page.getByRole('banner').getByText('Direkt').waitFor();
    expect(seat.complaints.splice(0).filter((line) => !line.includes('net::ERR_FAILED'))).toEqual([]);
    await leave(world, seat);
  }, 60_000);

  it('looks stale within 35 seconds of a hub that has stopped, and well again once it goes on', async () => {
    const seat = await takeSeat(browser(), world, 'operations');
    const { page } = seat;
    await page.clock.install();
    await open(seat, world, '/');
    await page.getByRole('banner').getByText('Direkt').waitFor();
    expect(await page.getByRole('alert').filter({ hasText: STALE }).count()).toBe(0);
    kill(world.hub.pid, 'SIGSTOP');
    try {
      await page.clock.fastForward(35_000);
      await page.getByRole('alert').filter({ hasText: STALE }).waitFor();
      await page.getByRole('banner').getByText('Ingen kontakt').waitFor();
      await picture(page, 'stale');
    } finally {
      kill(world.hub.pid, 'SIGCONT');
    }
    await eventually('the page is well again', async () => {
      await page.clock.fastForward(5_000);
      return (await page.getByRole('alert').filter({ hasText: STALE }).count()) === 0;
    });
    await page
      .getByRole('banner')
      .getByText(/^(Direkt|Frågar var femte sekund)/)
      .waitFor();
    await leave(world, seat);
  }, 90_000);

  it('a session that is over leads to the sign-in, and back to where one was', async () => {
    const seat = await takeSeat(browser(), world, 'operations');
    const { page, context } = seat;
    await open(seat, world, '/deadlines/receipts?state=overdue');
    await context.clearCookies();
    await page.getByRole('heading', { name: 'Logga in' }).waitFor();
    await page.getByText(/^Du är utloggad/).waitFor();
    await page.getByLabel('Konto', { exact: true }).fill('drift');
    await page.getByLabel('Lösenord', { exact: true }).fill(world.password);
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Tidsfrister' }).waitFor();
    expect(page.url()).toContain('/deadlines/receipts?state=overdue');
    expect(seat.complaints.splice(0).filter((line) => !line.includes('401'))).toEqual([]);
    await leave(world, seat);
  }, 60_000);

  it('a wrong password is told as such', async () => {
    const seat = await standAtDoor(browser(), world);
    const { page } = seat;
    await page.getByLabel('Konto', { exact: true }).fill('drift');
    await page.getByLabel('Lösenord', { exact: true }).fill('inte rätt lösenord');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Fel användarnamn eller lösenord.' }).waitFor();
    await picture(page, 'sign-in-refused');
    expect(seat.complaints.splice(0).filter((line) => !line.includes('401'))).toEqual([]);
    await leave(world, seat);
  }, 60_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
