import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithBrowser, picture } from '../support/browser.js';
import { describeWithRedis } from '../support/redis.js';
import { rowsOf } from './doing.js';
import { admission } from './populated.js';
import { leftBehind, open, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

const BOARD = '/console/queues/board/';

describeWithBrowser('a look at capacity', (browser) => {
  describeWithRedis('with queues in Redis', (redis) => {
    let world: World;
    let seat: Seat;

    beforeAll(async () => {
      world = await startWorld({ REDIS_URL: redis().url });
      await world.send(admission(1));
      seat = await takeSeat(browser(), world, 'operations');
    }, 180_000);

    afterAll(() => world.stop());

    it('tells how long the queues are, who works them off, and whether there is room', async () => {
      const { page } = seat;
      await open(seat, world, '/queues');
      const { queues, processes } = await world.ask('/v1/ops/queues');
      expect(queues.length).toBeGreaterThan(0);
      expect(await rowsOf(page, 'Köer').count()).toBe(queues.length);
      const alive = rowsOf(page, 'Navets processer det senaste dygnet').filter({ hasText: 'vid liv' });
      expect(await alive.count()).toBe(processes.filter(({ isAlive }: { isAlive: boolean }) => isAlive).length);
      for (const text of ['Redis', 'Ledigt på disken', 'Databasen']) await page.getByText(text).first().waitFor();
      await picture(page, 'day-capacity');
    }, 60_000);

    it('opens Bull Board under the same session, and under none at all it does not open', async () => {
      const { page, context } = seat;
      const tab = context.waitForEvent('page');
      await page.getByRole('link', { name: 'Enskilda jobb i Bull Board (ny flik)' }).click();
      const board = await tab;
      await board.waitForURL(`**${BOARD}**`);
      await board.getByText('alarms').first().waitFor();
      await board.getByText('Loading').waitFor({ state: 'detached' });
      await picture(board, 'day-board');
      await board.close();
      expect((await fetch(world.hub.url + BOARD, { redirect: 'manual' })).status).toBe(401);
    }, 60_000);

    it('has left no personal number behind, and the page had nothing to complain of', async () => {
      expect(await leftBehind(world)).toEqual([]);
    });
  });
});
