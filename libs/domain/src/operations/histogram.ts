/** Buckets to a doubling: what is read off lies within ten per cent of what was counted. */
const PER_DOUBLING = 4;
/** Forty days; whatever takes longer counts as that. */
const LAST = 88;

/** The bucket of a time in seconds: 0 for what took less than one, and one more for each 19 per cent. */
export function bucketOf(seconds: number): number {
  if (!(seconds >= 1)) return 0;
  return Math.min(LAST, Math.floor(Math.log2(seconds) * PER_DOUBLING) + 1);
}

/** What a time in a bucket took, as near as the bucket knows; whole seconds, at least one. */
function secondsOf(bucket: number): number {
  return Math.max(1, Math.round(2 ** ((bucket - 0.5) / PER_DOUBLING)));
}

/** Times counted by bucket; undefined when nothing was counted. */
export function quantilesOf(
  counts: ReadonlyMap<number, number>,
): { readonly p50: number; readonly p95: number; readonly count: number } | undefined {
  const sorted = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, some]) => sum + some, 0);
  if (count === 0) return undefined;
  const at = (share: number): number => {
    let left = Math.ceil(share * count);
    for (const [bucket, some] of sorted) {
      left -= some;
      if (left <= 0) return secondsOf(bucket);
    }
    return secondsOf(LAST);
  };
  return { p50: at(0.5), p95: at(0.95), count };
}
