import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeWithBrowser, picture, SIZES } from '../support/browser.js';
import { ALL_RULES, RULES_OF_COLOUR, seriousFindings } from './axe.js';
import { tellPlan } from './planned.js';
import type { Planned } from './planned.js';
import { populate } from './populated.js';
import type { Populated } from './populated.js';
import { leave, leftBehind, open, startWorld, takeSeat } from './world.js';
import type { Seat, World } from './world.js';

/** Everything that the console has, with something in it to see. */
const VIEWS: readonly (readonly [name: string, path: (there: Populated & Planned) => string])[] = [
  ['overview', () => '/'],
  ['deadlines', () => '/deadlines'],
  ['duties', () => '/deadlines/duties'],
  ['plan-duties', () => '/deadlines/plans'],
  ['escalations', () => '/deadlines/escalations'],
  ['reminders', () => '/deadlines/reminders'],
  ['messages', () => '/messages'],
  ['trace', ({ message }) => `/messages/${message}`],
  ['quarantine', () => '/quarantine'],
  ['refused', ({ refused }) => `/quarantine/${refused}`],
  ['episodes', () => '/episodes'],
  ['episode', ({ episode }) => `/episodes/${episode}`],
  ['plans', () => '/plans'],
  ['plan', ({ plan }) => `/plans/${plan}`],
  ['calendar', ({ sender }) => `/calendar?unit=${sender}`],
  ['calendar-week', ({ sender }) => `/calendar?unit=${sender}&day=2026-12-15&span=week`],
  ['print-queue', () => '/print-queue'],
  ['parties', () => '/parties'],
  ['queues', () => '/queues'],
  ['directory', () => '/directory'],
  ['clients', () => '/directory?tab=clients'],
  ['sources', () => '/directory?tab=sources'],
  ['directory-file', () => '/directory/file'],
  ['unit', ({ unit }) => `/directory/units/${unit}`],
  ['profiles', () => '/profiles'],
  ['profile', () => '/profiles/gavleborg'],
  ['reports', () => '/reports'],
  ['report', () => '/reports/kvittenser?show=true'],
  ['alerts', () => '/alerts'],
  ['alert-rules', () => '/alerts?tab=rules'],
  ['handover', () => '/handover'],
  ['audit', () => '/audit'],
  ['audit-accesses', () => '/audit?tab=accesses'],
  ['accounts', () => '/accounts'],
  ['account', () => '/account'],
  ['search', () => '/search'],
  ['not-there', () => '/nowhere'],
];

const TEXTS = join('apps', 'console', 'web', 'src', 'i18n', 'sv');

/** What keys of texts begin with, such as `menu` of `menu.overview`. */
const BEGINNINGS = new Set(
  readdirSync(TEXTS).flatMap((file) =>
    Object.entries<unknown>(JSON.parse(readFileSync(join(TEXTS, file), 'utf8')))
      .filter(([, text]) => typeof text === 'object')
      .map(([beginning]) => beginning),
  ),
);
/** A key that shows because there is no text for it. */
const KEY = new RegExp(`(?:${[...BEGINNINGS].join('|')})\\.(?!ya?ml|json)[a-z][\\w.]*`, 'g');

/** All that the page tells, to eyes or to a screen reader; but not what is a path or a piece of a file. */
const ALL_TEXT = `(() => {
  const page = document.body.cloneNode(true);
  for (const code of page.querySelectorAll('code, pre, textarea, .mono, script')) code.remove();
  const labels = [...page.querySelectorAll('[aria-label]')].map((labelled) => labelled.getAttribute('aria-label'));
  return [page.textContent, ...labels].join(' ');
})()`;

describeWithBrowser('every view of the console', (browser) => {
  let world: World;
  let there: Populated & Planned;

  beforeAll(async () => {
    world = await startWorld();
    const planned = await tellPlan(world);
    there = { ...planned, ...(await populate(world)) };
  }, 120_000);

  afterAll(() => world.stop());

  describe.each(['sv', 'en'] as const)('in %s', (language) => {
    let seat: Seat;

    beforeAll(async () => {
      seat = await takeSeat(browser(), world, 'admin', { language });
    }, 60_000);

    afterAll(() => leave(world, seat));

    it.each(VIEWS)(
      '%s: axe finds nothing serious, no key of a text shows, and the content policy is kept',
      async (name, path) => {
        const { page } = seat;
        seat.complaints.splice(0);
        await open(seat, world, path(there));
        if (language === 'sv') await picture(page, `${name}-light-wide`);
        const light = await seriousFindings(page, ALL_RULES);
        // The colours are the same in both languages.
        const dark = language === 'sv' ? await inTheDark(page, `${name}-dark-wide`) : [];
        const keys = String(await page.evaluate(ALL_TEXT)).match(KEY) ?? [];
        expect({ light, dark, keys, complaints: seat.complaints }).toEqual({
          ...{ light: [], dark: [], keys: [], complaints: [] },
        });
      },
      60_000,
    );

    /** What axe finds of the same page in its dark colours. */
    async function inTheDark(page: Page, name: string): Promise<unknown[]> {
      await page.getByRole('button', { name: 'Mörkt utseende' }).click();
      await page.locator('html[data-theme=dark]').waitFor();
      await picture(page, name);
      const findings = await seriousFindings(page, RULES_OF_COLOUR);
      await page.getByRole('button', { name: 'Ljust utseende' }).click();
      return findings;
    }
  });

  it('fits into 390 pixels: no view scrolls sideways', async () => {
    const seat = await takeSeat(browser(), world, 'admin', { size: 'narrow' });
    const wide: string[] = [];
    for (const [name, path] of VIEWS) {
      await open(seat, world, path(there));
      await picture(seat.page, `${name}-light-narrow`);
      const width = await seat.page.evaluate('document.documentElement.scrollWidth');
      if (Number(width) > SIZES.narrow.width) wide.push(`${name}: ${String(width)}`);
    }
    await leave(world, seat);
    expect(wide).toEqual([]);
  }, 120_000);

  it('has left no personal number behind, and the page had nothing to complain of', async () => {
    expect(await leftBehind(world)).toEqual([]);
  });
});
