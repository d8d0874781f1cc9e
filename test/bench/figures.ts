/** Value below or at which `share` (0 to 1) of the values lie, by nearest rank; NaN when there are none. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Rounded to `digits` decimals; what is no number becomes null, since JSON knows none. */
export function rounded(value: number, digits = 2): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(digits)) : null;
}

/** How much happened in one timed slice, and how long each took, in milliseconds. */
export interface Slice {
  readonly milliseconds: number;
  /** How many ended within the slice; those under way at its end are in `latencies` only. */
  readonly count: number;
  readonly latencies: Float64Array;
  /** CPU time of the hub, or of the reference's process, and of PostgreSQL; undefined where the system does not tell. */
  readonly cpu?: CpuTime | undefined;
}

export interface CpuTime {
  readonly program: number;
  readonly database: number;
}

export interface Figures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU milliseconds per message. */
  readonly cpu: CpuTime | undefined;
}

/** The figures of a cell that was measured in several slices. */
export function figuresOf(slices: readonly Slice[]): Figures {
  const count = slices.reduce((sum, slice) => sum + slice.count, 0);
  const milliseconds = slices.reduce((sum, slice) => sum + slice.milliseconds, 0);
  const latencies = slices.flatMap((slice) => [...slice.latencies]);
  return {
    count,
    perSecond: (count / milliseconds) * 1000,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpu: cpuPerMessage(slices, count),
  };
}

function cpuPerMessage(slices: readonly Slice[], count: number): CpuTime | undefined {
  let program = 0;
  let database = 0;
  for (const { cpu } of slices) {
    if (cpu === undefined) return undefined;
    program += cpu.program;
    database += cpu.database;
  }
  return { program: program / count, database: database / count };
}
