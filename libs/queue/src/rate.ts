/** How far back a rate looks, and how often a count is remembered for it; ms. */
const LOOKS_BACK = 600_000;
const REMEMBERS_EVERY = 10_000;
const MINUTE = 60_000;

/** How fast a count grows, from the times at which it was seen. */
export class Rate {
  private seen: { at: number; count: number }[] = [];

  /** A minute, over at most the last ten minutes; undefined when it was not seen before. A count that fell begins anew. */
  of(count: number, now: number): number | undefined {
    this.seen = this.seen.filter(({ at, count: before }) => at >= now - LOOKS_BACK && before <= count);
    const [first] = this.seen;
    const latest = this.seen.at(-1);
    if (latest === undefined || now - latest.at >= REMEMBERS_EVERY) this.seen.push({ at: now, count });
    if (first === undefined || first.at >= now) return undefined;
    return ((count - first.count) * MINUTE) / (now - first.at);
  }
}
