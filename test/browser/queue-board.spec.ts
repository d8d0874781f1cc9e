import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BOARD, QueuesWorld } from '../contract/queues-world.js';
import { describeWithBrowser, picture, visitor } from '../support/browser.js';

describeWithBrowser('Bull Board in a browser', (browser) => {
  let world: QueuesWorld;
  beforeAll(async () => {
    world = await QueuesWorld.open((database) => ({ kind: 'postgres', url: database.url }));
    await world.alarms.arm([new Date(Date.now() + 3_600_000)], new Date());
  }, 60_000);
  afterAll(() => world.close());

  it('is drawn under its policy, asks nobody else, and offers nothing that changes a queue', async () => {
    const user = await world.console.vouched(['operations']);
    const { base } = world.console;
    const context = await visitor(browser());
    const value = user.cookies.get('__Host-hemgang') ?? '';
    await context.addCookies([{ name: '__Host-hemgang', value, domain: '127.0.0.1', path: '/', secure: true }]);
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('console', (line) => line.type() === 'error' && trouble.push(line.text()));
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('request', (request) => request.url().startsWith(base) || trouble.push(`asked ${request.url()}`));
    await page.goto(`${base}${BOARD}/queue/alarms?status=delayed`);
    await page.getByText('fire-deadlines').first().waitFor();
    await picture(page, 'queue-board');
    for (const name of ['Pause', 'Promote', 'Clean', 'Retry', 'Empty', 'Obliterate']) {
      expect([name, await page.getByRole('button', { name }).count()]).toEqual([name, 0]);
    }
    // A style for passing notices that the board writes into its page is refused; nothing that is shown here needs it.
    expect(trouble.filter((line) => !line.startsWith('Applying inline style'))).toEqual([]);
    await context.close();
  });
});
