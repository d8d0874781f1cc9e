/** The last thing that was read under a key: what hardly changes, and costs something to read. */
export class Remembered<Value> {
  private last: { readonly key: string; readonly value: Promise<Value>; readonly until: number } | undefined;

  /** @param goodFor how long what was read is good, milliseconds of the machine's clock. */
  constructor(private readonly goodFor: number) {}

  get(key: string, read: () => Promise<Value>): Promise<Value> {
    if (this.last !== undefined && this.last.key === key && performance.now() < this.last.until) return this.last.value;
    const value = read();
    this.last = { key, value, until: performance.now() + this.goodFor };
    value.catch(() => {
      if (this.last?.value === value) this.last = undefined;
    });
    return value;
  }
}
