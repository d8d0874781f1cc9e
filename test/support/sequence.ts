import sequencer from '@jest/test-sequencer';

// The types are those of its CommonJS half, in which the class lies one level deeper.
const TestSequencer = sequencer as unknown as typeof sequencer.default;

type Tests = Parameters<InstanceType<typeof TestSequencer>['sort']>[0];

/**
 * What takes longest, the longest first, each by the beginning of its path: begun last, one of these would keep the whole run
 * waiting. What waits (for a hub to be killed, for a lease to end) stands between what computes, so that two that wait seldom run
 * beside each other.
 */
export const LONGEST = [
  'test/process/model',
  'test/faults/graceful',
  'test/browser/accessibility',
  'test/e2e/mllp-intake',
  'test/e2e/format-matrix',
  'test/faults/kill-hub',
  'test/browser/plans',
  'test/faults/redis',
  'test/e2e/demo-plans',
  'test/faults/kill-postgres',
  'test/browser/day-',
  'test/e2e/directory-reload',
  'test/fuzz/untold-values',
  'test/faults/embedded-postgres',
  'test/e2e/demo-regions',
  'test/faults/two-hubs',
  'test/browser/',
  'test/e2e/',
  'test/fuzz/',
  'apps/cli/',
  'test/contract/',
  'libs/formats/',
];

/** In a fresh copy, where Jest does not know yet how long the files took: the longest first, then by size as Jest has it. */
export default class Sequence extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ path, context: { config } }: Tests[number]): number {
  const inside = path.slice(config.rootDir.length + 1);
  const rank = LONGEST.findIndex((beginning) => inside.startsWith(beginning));
  return rank < 0 ? LONGEST.length : rank;
}
