import type { BrowserContext } from 'playwright-core';

/** Who is looked after in these specs; all of Skatteverket's test series. */
export const PERSONS = ['191212121212', '194203159803', '194408179812', '194807229812'] as const;

/** Every way in which a personal number is written: with and without century, with and without a dash. */
const WRITTEN = PERSONS.flatMap((number) => {
  const [day, end] = [number.slice(0, 8), number.slice(8)];
  return [day, day.slice(2)].flatMap((date) => [`${date}${end}`, `${date}-${end}`]);
});

/** What browsers ask for and keep, looked through for personal numbers. */
export class Traces {
  private readonly asked: string[] = [];
  private readonly kept: string[] = [];

  /** Notes every address that is asked for from now on, and which page it was asked from. */
  watch(context: BrowserContext): void {
    context.on('request', (request) => this.asked.push(request.url(), request.headers()['referer'] ?? ''));
  }

  /** Notes what the browser keeps by now: cookies, storage, addresses in the history that are still open. */
  async keep(context: BrowserContext): Promise<void> {
    this.kept.push(JSON.stringify(await context.storageState()));
    for (const page of context.pages()) {
      const session = await page.evaluate('JSON.stringify(Object.entries(sessionStorage))');
      this.kept.push(page.url(), String(session));
    }
  }

  /** How much was noted: nothing is found in nothing. */
  get count(): number {
    return this.asked.length + this.kept.length;
  }

  /** Each text that holds a personal number. */
  found(log: string): string[] {
    return [...this.asked, ...this.kept, ...log.split('\n')].filter(holdsPerson);
  }
}

/** Whether a personal number of these specs stands in the text, also when it is written as an address writes it. */
export function holdsPerson(text: string): boolean {
  const plain = text.replaceAll(/%2d/gi, '-');
  return WRITTEN.some((number) => plain.includes(number));
}
