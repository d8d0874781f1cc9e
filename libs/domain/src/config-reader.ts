/** Where in a configuration file something stands: keys and list positions from the top. */
export type ConfigPath = (string | number)[];

/** A key or list position, and what that stands in. */
interface Place {
  readonly key: string | number;
  readonly around: Place | undefined;
}

/** One thing that is wrong in a configuration file, in English, and where. */
export interface ConfigProblem {
  path: ConfigPath;
  message: string;
}

/**
 * Reads a configuration value piece by piece and notes what has the wrong shape. Every method returns a value of the
 * right type even then, so that reading goes on and finds all problems at once; entries of lists and mappings that had
 * a problem are left out.
 */
export class ConfigReader {
  private constructor(
    private readonly value: unknown,
    private readonly place: Place | undefined,
    private readonly problems: ConfigProblem[],
  ) {}

  /** Where this stands; put together when it is asked for, which is seldom where a file is as it should be. */
  get path(): ConfigPath {
    const path: ConfigPath = [];
    for (let at = this.place; at !== undefined; at = at.around) path.unshift(at.key);
    return path;
  }

  /** @param problems what is found wrong is added here. */
  static of(value: unknown, problems: ConfigProblem[]): ConfigReader {
    return new ConfigReader(value, undefined, problems);
  }

  problem(message: string): void {
    this.problems.push({ path: this.path, message });
  }

  /** The entry `key`; reading a missing one as something that must be there is a problem. */
  at(key: string): ConfigReader {
    return this.child(key, isMapping(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined);
  }

  /** Whether the entry `key` is there; an empty one (`key:`) is not. */
  has(key: string): boolean {
    const value = this.at(key).value;
    return value !== undefined && value !== null;
  }

  optional<T>(key: string, read: (reader: ConfigReader) => T): T | undefined {
    return this.has(key) ? read(this.at(key)) : undefined;
  }

  /** Notes what is no mapping and keys that nobody reads, which are most often misspelt. */
  only(known: readonly string[]): this {
    if (!isMapping(this.value)) this.expected('a mapping');
    else {
      for (const key of Object.keys(this.value)) {
        if (!known.includes(key)) this.child(key, undefined).problem(`unknown key; known are ${known.join(', ')}`);
      }
    }
    return this;
  }

  names(): string[] {
    return isMapping(this.value) ? Object.keys(this.value) : [];
  }

  /** The entries of a mapping by name, without those that had a problem. */
  mapping<T>(read: (entry: ConfigReader, name: string) => T): [string, T][] {
    if (!isMapping(this.value)) this.expected('a mapping');
    return this.names().flatMap((name) => {
      const entry = this.at(name);
      return entry.whole(() => read(entry, name)).map((value): [string, T] => [name, value]);
    });
  }

  /** The item at `index`, where a problem is to be noted that reading it did not show. */
  item(index: number): ConfigReader {
    return this.child(index, Array.isArray(this.value) ? this.value[index] : undefined);
  }

  /** What the entries of a list have under `key`, of whatever shape; entries without it are left out. */
  valuesOf(key: string): unknown[] {
    const entries: unknown[] = Array.isArray(this.value) ? this.value : [];
    return entries.flatMap((entry) => (isMapping(entry) && Object.hasOwn(entry, key) ? [entry[key]] : []));
  }

  isList(): boolean {
    return Array.isArray(this.value);
  }

  isEmptyList(): boolean {
    return Array.isArray(this.value) && this.value.length === 0;
  }

  /** The items of a list, without those that had a problem. */
  list<T>(read: (item: ConfigReader) => T): T[] {
    return this.located(read).map(({ value }) => value);
  }

  /** The items of a list with the places where they stand, without those that had a problem. */
  located<T>(read: (item: ConfigReader) => T): { value: T; at: ConfigReader }[] {
    if (!Array.isArray(this.value)) {
      this.expected('a list');
      return [];
    }
    return this.value.flatMap((entry: unknown, index) => {
      const at = this.child(index, entry);
      return at.whole(() => read(at)).map((value) => ({ value, at }));
    });
  }

  /** Text that is not empty. */
  text(): string {
    return this.matching(isText, () => this.quoted('text'), '');
  }

  /** Text of a certain form, such as a name. */
  textLike(pattern: RegExp, expected: string): string {
    const isLike = (value: unknown): value is string => isText(value) && pattern.test(value);
    return this.matching(isLike, () => this.quoted(expected), '');
  }

  oneOf<T extends string>(values: readonly [T, ...T[]]): T {
    const isOne = (value: unknown): value is T => values.some((known) => known === value);
    return this.matching(isOne, () => `one of ${values.join(', ')}`, values[0]);
  }

  flag(): boolean {
    return this.matching(
      (value) => typeof value === 'boolean',
      () => 'true or false',
      false,
    );
  }

  /** A number from `least` on. */
  count(least: number): number {
    const isCount = (value: unknown): value is number =>
      typeof value === 'number' && Number.isFinite(value) && value >= least;
    return this.matching(isCount, () => `a number, at least ${String(least)}`, least);
  }

  /** A mapping kept as it is. */
  anyMapping(): Readonly<Record<string, unknown>> {
    return this.matching(isMapping, () => 'a mapping', {});
  }

  /** @param expected what is said when it is something else. */
  matching<T>(is: (value: unknown) => value is T, expected: () => string, fallback: T): T {
    if (is(this.value)) return this.value;
    this.expected(expected());
    return fallback;
  }

  private expected(what: string): void {
    const missing = this.value === undefined || this.value === null;
    this.problem(missing ? `is missing: ${what} is expected` : `${what} is expected`);
  }

  private quoted(what: string): string {
    return typeof this.value === 'number' ? `${what} in quotes` : what;
  }

  private whole<T>(read: () => T): T[] {
    const before = this.problems.length;
    const value = read();
    return this.problems.length === before ? [value] : [];
  }

  private child(key: string | number, value: unknown): ConfigReader {
    return new ConfigReader(value, { key, around: this.place }, this.problems);
  }
}

/** Where the same key stands a second time, with the key. */
export function repeated<T>(entries: Iterable<T>, keyOf: (entry: T) => string): { entry: T; key: string }[] {
  const seen = new Set<string>();
  const again: { entry: T; key: string }[] = [];
  for (const entry of entries) {
    const key = keyOf(entry);
    if (seen.has(key)) again.push({ entry, key });
    seen.add(key);
  }
  return again;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
