import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeWithBrowser, picture } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { rowsOf, says, windowOf } from './doing.js';
import { populate } from './populated.js';
import type { Populated } from './populated.js';
import { leftBehind, PEOPLE, stands, standAtDoor, startWorld } from './world.js';
import type { Seat, World } from './world.js';

/** More stops than any way here has. */
const FARTHEST = 150;

/** What has the keyboard, when nothing shows that it has; else null. */
const UNSEEN_FOCUS = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return null;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const field = at.closest('[data-focus-visible], [data-focused]');
  const isOutlined = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  const { width, height } = at.getBoundingClientRect();
  return (isOutlined || field !== null) && width > 0 && height > 0 ? null : at.outerHTML.slice(0, 200);
})()`;

describeWithBrowser('the console by keyboard alone', (browser) => {
  let world: World;
  let there: Populated;
  let seat: Seat;
  let page: Page;
  const unseen: unknown[] = [];

  beforeAll(async () => {
    world = await startWorld();
    there = await populate(world);
    seat = await standAtDoor(browser(), world);
    ({ page } = seat);
  }, 180_000);

  afterAll(() => world.stop());

  /** Whether this, and nothing else, has the keyboard. */
  const hasFocus = async (what: Locator) => (await what.and(page.locator(':focus')).count()) === 1;

  /** Goes on by Tab, or back with `Shift+Tab`, until this has the keyboard; each stop on the way has to be seen. */
  const goTo = async (what: Locator, key = 'Tab') => {
    await what.first().waitFor();
    for (let stop = 0; stop < FARTHEST; stop += 1) {
      if (await hasFocus(what.first())) return;
      await page.keyboard.press(key);
      const hidden = await page.evaluate(UNSEEN_FOCUS);
      if (hidden !== null && !unseen.includes(hidden)) unseen.push(hidden);
    }
    throw new Error(`The keyboard never came to ${String(what)}`);
  };

  /** Waits until this has the keyboard. */
  const hasIt = async (what: Locator) => {
    try {
      await eventually('it has the keyboard', () => hasFocus(what), 5_000);
    } catch {
      const has = await page.evaluate('document.activeElement.outerHTML.slice(0, 200)');
      throw new Error(`Not ${String(what)} has the keyboard, but ${String(has)}`);
    }
  };

  const press = async (what: Locator, key = 'Enter') => {
    await goTo(what);
    await page.keyboard.press(key);
  };

  it('signs in', async () => {
    await goTo(page.getByLabel('Konto', { exact: true }));
    await page.keyboard.type(PEOPLE.operations);
    await page.keyboard.press('Tab');
    await page.keyboard.type(world.password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Vyer' }).waitFor();
  }, 60_000);

  it('goes past the menu with one press', async () => {
    await stands(page);
    await goTo(page.getByRole('link', { name: 'Hoppa till innehållet' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await hasIt(page.getByRole('main'));
  }, 60_000);

  it('goes from the overview to what is overdue, takes it and notes', async () => {
    await press(page.getByRole('link', { name: /Försenade kvittenser/ }));
    await page.waitForURL('**/deadlines/receipts**');
    await press(page.getByRole('button', { name: /^Ta: / }));
    await says(page, /^Du har tagit: /);
    const more = rowsOf(page, /tidsfrist/)
      .filter({ hasText: 'Hos dig' })
      .getByRole('button', { name: /^Mer: / });
    await more.waitFor();
    await press(more);
    await hasIt(page.getByRole('menuitem', { name: 'Anteckna' }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await hasIt(page.getByRole('textbox', { name: 'Anteckning' }));
    await page.keyboard.press('Escape');
    await windowOf(page, 'Anteckna').waitFor({ state: 'detached' });
    await hasIt(more);
    await page.keyboard.press('Enter');
    await hasIt(page.getByRole('menuitem', { name: 'Anteckna' }));
    await page.keyboard.press('Enter');
    await hasIt(page.getByRole('textbox', { name: 'Anteckning' }));
    await page.keyboard.type('Ringt och påmint.');
    await picture(page, 'keyboard-note');
    await press(windowOf(page, 'Anteckna').getByRole('button', { name: 'Spara' }));
    await says(page, /^Antecknat: /);
    await windowOf(page, 'Anteckna').waitFor({ state: 'detached' });
    await hasIt(more);
    const [escalation] = (await world.ask('/v1/ops/escalations?state=taken')).items;
    expect(escalation.notes).toEqual([expect.objectContaining({ text: 'Ringt och påmint.' })]);
  }, 90_000);

  it('replays what lies in quarantine', async () => {
    await goTo(page.getByRole('link', { name: /^Karantän/ }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Karantän' }).waitFor();
    await press(page.getByRole('checkbox', { name: /^Markera / }).nth(1), 'Space');
    await press(page.getByRole('button', { name: 'Kör om markerade (1)' }), 'Space');
    const replaying = windowOf(page, 'Kör om meddelandet');
    await press(replaying.getByRole('button', { name: 'Kör om' }));
    await replaying.getByText('1 avvisat igen').waitFor();
    const close = replaying.getByRole('button', { name: 'Stäng' });
    await hasIt(close);
    await page.keyboard.press('Enter');
    await replaying.waitFor({ state: 'detached' });
    await eventually('the keyboard is somewhere', async () => (await page.locator(':focus').count()) === 1);
  }, 60_000);

  it('reveals what is masked, and hides it again', async () => {
    await page.goto(`${world.hub.url}/console/messages/${there.message}`);
    const reveal = page.getByRole('button', { name: 'Visa personuppgifter' });
    await press(reveal);
    const asking = windowOf(page, 'Visa personuppgifter?');
    await hasIt(asking.getByRole('textbox', { name: 'Anledning' }));
    await page.keyboard.type('Kommunen ringer');
    await press(asking.getByRole('button', { name: 'Visa personuppgifter' }));
    await page.getByText('Elvansson').first().waitFor();
    const hide = page.getByRole('button', { name: 'Dölj personuppgifter' });
    await asking.waitFor({ state: 'detached' });
    await hasIt(hide);
    await page.keyboard.press('Space');
    await eventually('it is hidden', async () => (await page.getByText('Elvansson').count()) === 0);
  }, 60_000);

  it('changes language and appearance', async () => {
    await goTo(page.getByRole('button', { name: 'Show the page in English' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    await goTo(page.getByRole('button', { name: 'Dark appearance' }));
    await page.keyboard.press('Space');
    await eventually('it is dark', async () => (await page.locator('html[data-theme=dark]').count()) === 1);
    await picture(page, 'keyboard-dark-english');
  }, 60_000);

  it('it was seen all the time what had the keyboard', () => {
    expect(unseen).toEqual([]);
  });

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
