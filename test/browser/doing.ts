import type { Locator, Page } from 'playwright-core';

/** The window that is open, by its title. */
export function windowOf(page: Page, title: string | RegExp): Locator {
  return page.getByRole('dialog', { name: title });
}

/** Waits until the page says something to everybody, those who do not see it among them. */
export async function says(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).first().waitFor();
}

/** The rows of a table, by its caption; without the row of headings and without rows that only tell more of the one above. */
export function rowsOf(page: Page | Locator, caption: string | RegExp): Locator {
  return page.getByRole('table', { name: caption }).locator('tbody > tr:not(.detail)');
}

/** Leaves a mark in the page that a reload would wipe away. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate('window.hasStayed = true');
}

/** Whether the page is the same as when it was marked. */
export async function hasStayed(page: Page): Promise<boolean> {
  return (await page.evaluate('window.hasStayed === true')) === true;
}
