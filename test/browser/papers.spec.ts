import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { htmlOf } from '#formats/documents/html.js';
import type { Paper } from '#formats/documents/paper.js';
import { PAPER_POLICY } from '#formats/documents/policy.js';
import { PAPERS } from '../papers/papers.js';
import { describeWithBrowser, visitor } from '../support/browser.js';
import { readPdf } from '../support/pdf-reader.js';

/** The papers as a browser shows and prints them; pictures lie beside those of the PDFs. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = join('var', 'screenshots', 'documents');
const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Shows a paper under its own policy; what the page complains of is kept. */
async function shown(page: Page, paper: Paper, complaints: string[]): Promise<void> {
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.route('http://paper.test/', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': PAPER_POLICY },
      body: htmlOf(paper),
    }),
  );
  await page.goto('http://paper.test/');
}

/** One of each kind, with everything that there is on papers. */
const LOOKED_AT = [
  'call-person',
  'call-fax',
  'call-actors',
  'plan-signed',
  'plan-english',
  'follow-up',
  'information',
  'patient-pack',
];

describeWithBrowser('papers in a browser', (browser) => {
  it.each(PAPERS.filter(([name]) => LOOKED_AT.includes(name)))(
    '%s: axe finds nothing, the policy is kept, and it fits into 390 pixels',
    async (name, paper) => {
      const context = await visitor(browser(), { size: 'narrow' });
      // The looker-in is ours and not the page's, which runs nothing.
      const looking = await browser().newContext({ bypassCSP: true, viewport: { width: 1000, height: 1200 } });
      const complaints: string[] = [];
      const page = await context.newPage();
      await shown(page, paper, complaints);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      const wide = await looking.newPage();
      await shown(wide, paper, []);
      mkdirSync(PICTURES, { recursive: true });
      await wide.screenshot({ path: join(PICTURES, `${name}-html.png`), fullPage: true });
      await wide.evaluate(AXE);
      const found = await wide.evaluate<Found[]>(
        `axe.run(document, { runOnly: ${JSON.stringify(ALL_RULES)} }).then((r) => r.violations)`,
      );
      await Promise.all([context.close(), looking.close()]);
      expect(found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual(
        [],
      );
      expect([complaints, Number(width)]).toEqual([[], 390]);
    },
    60_000,
  );

  it('[G-PLAN-15] [N-PRINT-01] printed from there, every page says what it is and whom it is about', async () => {
    for (const [name, paper] of PAPERS.filter(([one]) => one === 'plan-large' || one === 'patient-pack')) {
      const context = await browser().newContext();
      const page = await context.newPage();
      await shown(page, paper, []);
      const { pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }), `${name}-from-browser`);
      await context.close();
      expect(pages.length).toBeGreaterThan(2);
      for (const [at, text] of pages.entries()) {
        expect(text).toContain(paper.title);
        expect(text).toContain(paper.person);
        expect(text).toContain(`${String(at + 1)} (${String(pages.length)})`);
      }
    }
  }, 120_000);
});
