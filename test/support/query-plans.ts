import { Client } from 'pg';

/** A statement as it went to PostgreSQL. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

type Ask = (this: unknown, config: unknown, ...rest: unknown[]) => unknown;

/** Hears what this process asks PostgreSQL for, over whatever connection, and has it planned again. */
export class QueryPlans {
  private heard: Statement[] = [];
  private readonly ask: Ask = Reflect.get(Client.prototype, 'query');

  /**
   * @param rows asks the same database.
   * @param large tables that grow with the messages: to walk through one of them from end to end would be felt.
   */
  constructor(
    private readonly rows: (text: string, values?: unknown[]) => Promise<unknown>,
    private readonly large: readonly string[],
  ) {
    const { ask } = this;
    const hear = (config: unknown, values: unknown) => this.heard.push(...statementsIn(config, values));
    const listen: Ask = function (this: unknown, config, ...rest) {
      hear(config, rest[0]);
      return ask.call(this, config, ...rest);
    };
    Reflect.set(Client.prototype, 'query', listen);
  }

  stop(): void {
    Reflect.set(Client.prototype, 'query', this.ask);
  }

  /** What one call asks for; @throws Error when that is nothing, since then nothing is proved. */
  async askedBy(call: () => Promise<unknown>): Promise<Statement[]> {
    this.heard = [];
    await call();
    const asked = this.heard.filter(({ text }) => /^\s*(SELECT|WITH|UPDATE|DELETE|INSERT)/.test(text));
    if (asked.length === 0) throw new Error('the call has asked for nothing');
    return asked;
  }

  /** Large tables that the statements walk through, each with its statement. */
  async walked(asked: readonly Statement[]): Promise<string[]> {
    const found = new Set<string>();
    for (const { text, values } of asked) {
      const plans = [
        await this.rows(`EXPLAIN (FORMAT JSON) ${text}`, values),
        // After some runs of a prepared statement PostgreSQL may plan it without looking at its values.
        await this.rows(`EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${text}`),
      ];
      for (const [, table = ''] of JSON.stringify(plans).matchAll(/"Seq Scan"[^}]*?"Relation Name":"(\w+)"/g)) {
        if (this.large.includes(table)) found.add(`${table}: ${text}`);
      }
    }
    return [...found];
  }

  /** Pages of the database that the reading statements look at, run once more: what they cost, whatever else the machine does. */
  async pages(asked: readonly Statement[]): Promise<number> {
    let pages = 0;
    for (const { text, values } of asked.filter((statement) => /^\s*(SELECT|WITH)/.test(statement.text))) {
      const run = await this.rows(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
      pages += pagesOf(run, 'Shared Hit Blocks') + pagesOf(run, 'Shared Read Blocks');
    }
    if (pages === 0) throw new Error('no statement has looked at any page');
    return pages;
  }
}

/** The plan as a whole counts what its parts do, and stands before them. */
function pagesOf(run: unknown, name: string): number {
  const [, count = '0'] = new RegExp(`"${name}":(\\d+)`).exec(JSON.stringify(run)) ?? [];
  return Number(count);
}

function statementsIn(config: unknown, values: unknown): Statement[] {
  if (typeof config === 'string') return [{ text: config, values: Array.isArray(values) ? values : [] }];
  if (typeof config !== 'object' || config === null || !('text' in config) || typeof config.text !== 'string')
    return [];
  return [{ text: config.text, values: 'values' in config && Array.isArray(config.values) ? config.values : [] }];
}
