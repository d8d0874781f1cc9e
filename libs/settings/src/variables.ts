export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables one by one; on a problem the default stands in, so that reading goes on. */
export class Variables {
  constructor(
    private readonly env: Environment,
    private readonly problems: string[],
  ) {}

  text(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** Names of the variables that begin so. */
  names(prefix: string): string[] {
    return Object.keys(this.env)
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    this.problem(name, `must be a whole number from ${String(least)} to ${String(most)}`);
    return fallback;
  }

  /** Days; 0 means for ever and is undefined. */
  days(name: string, fallback: number, least: number): number | undefined {
    const value = this.whole(name, fallback, 0, 36_525);
    if (value > 0 && value < least) this.problem(name, `must be 0, for ever, or at least ${String(least)} days`);
    return value === 0 ? undefined : value;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = values.find((known) => known === text);
    if (value === undefined) this.problem(name, `must be one of ${values.join(', ')}`);
    return value ?? fallback;
  }

  /** `true` or `false`. */
  flag(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  url(name: string, schemes: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !schemes.includes(URL.parse(text)?.protocol ?? '')) {
      this.problem(name, `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
    }
    return text;
  }

  problem(name: string, message: string): void {
    this.problems.push(`${name} ${message}`);
  }
}
