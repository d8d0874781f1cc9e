import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Without these Chromium calls home at every start, and within a container it has no sandbox of its own. */
const WORDS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where pictures of what was seen are kept. */
const PICTURES = join('var', 'screenshots');

/** Begins the name of what could not run; the reporter looks for it. */
const didNotRun = 'DID NOT RUN';

export const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** How the page is looked at. */
export interface Look {
  readonly size?: keyof typeof SIZES;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'sv' | 'en';
}

/**
 * A suite in a real Chromium. Where there is none, nothing of it runs and the end of the test run says so loudly; with `CI=true`
 * it fails.
 * @param body gets a function that gives the browser, to be called within tests and hooks
 */
export function describeWithBrowser(title: string, body: (browser: () => Browser) => void): void {
  const missing = process.env['TEST_CHROMIUM_MISSING'];
  if (missing === undefined) {
    describe(title, () => {
      let browser: Browser | undefined;
      beforeAll(async () => {
        browser = await chromium.launch({ executablePath: process.env['TEST_CHROMIUM'] ?? '', args: WORDS });
      }, 60_000);
      afterAll(() => browser?.close());
      body(() => browser ?? raise('no browser is running: call this within tests and hooks'));
    });
  } else if (process.env['CI'] === 'true') {
    describe(title, () => {
      it('has a Chromium to run in', () => raise(missing));
    });
  } else {
    describe(title, () => {
      it.todo(`${didNotRun}: ${missing}`);
    });
  }
}

function raise(why: string): never {
  throw new Error(why);
}

/** A visitor with a cookie jar of their own, who likes the page in a certain way. */
export async function visitor(browser: Browser, { size = 'wide', theme = 'light', language = 'sv' }: Look = {}) {
  const context: BrowserContext = await browser.newContext({
    viewport: SIZES[size],
    colorScheme: theme,
    locale: language === 'sv' ? 'sv-SE' : 'en-GB',
    reducedMotion: 'reduce',
  });
  await context.addInitScript((chosen: string) => localStorage.setItem('hemgang-language', chosen), language);
  return context;
}

/** Keeps a picture of the page under `var/screenshots`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  // What sticks to the edge of the window would stand in the middle of the picture.
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
