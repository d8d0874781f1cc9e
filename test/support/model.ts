import fc from 'fast-check';

import { close } from './model-close.js';
import { Course } from './model-course.js';
import { step } from './model-moves.js';
import { readRegion, regionNames } from './model-region.js';
import type { Region } from './model-region.js';
import { Sights, Story } from './model-story.js';

export interface ModelOptions {
  /** Care episodes to be played, more or less. */
  readonly episodes: number;
  readonly seed: number;
}

export const defaultModel: ModelOptions = { episodes: 10_000, seed: 20_261_123 };

/** HEMGANG_MODEL_EPISODES and HEMGANG_MODEL_SEED say otherwise. */
export function modelOptions(): ModelOptions {
  return {
    episodes: Number(process.env['HEMGANG_MODEL_EPISODES'] ?? defaultModel.episodes),
    seed: Number(process.env['HEMGANG_MODEL_SEED'] ?? defaultModel.seed),
  };
}

export interface Played {
  /** What was seen on the way. */
  readonly sights: Sights;
  /** The shortest course that breaks a promise, told; undefined when none was broken. */
  readonly failure: string | undefined;
}

/** Each step follows from one number; of a course that fails, steps are left out as long as it still fails. */
const courses = fc.array(fc.noShrink(fc.nat(0x7fffffff)), { minLength: 6, maxLength: 32, size: 'max' });

/** Plays random courses in a region until one of them breaks a promise. */
export function playModel(
  name: string,
  { episodes, seed }: ModelOptions,
  change?: Parameters<typeof readRegion>[1],
): Played {
  const regions = new Map(regionNames().map((one) => [one, readRegion(one, one === name ? change : undefined)]));
  const region = regions.get(name);
  if (region === undefined) throw new Error(`there is no profile ${name}`);
  const sights = new Sights();
  const result = fc.check(
    fc.property(courses, (steps) => {
      // A course has one care episode or several; when there have been enough, the rest is not played.
      if (sights.count('episode') < episodes) playCourse(region, regions, steps, sights);
    }),
    { numRuns: episodes, seed },
  );
  const steps = result.counterexample?.[0];
  return { sights, failure: steps && tell(region, regions, steps, seed) };
}

/** Every fourth course is brought to its end, every tenth is played again. */
function playCourse(
  region: Region,
  regions: ReadonlyMap<string, Region>,
  steps: readonly number[],
  sights: Sights,
  story?: Story,
): void {
  const course = new Course(region, regions, sights, story);
  for (const seed of steps) step(course, seed);
  const [first = 0] = steps;
  if (first % 4 === 0) close(course, first);
  if (first % 10 === 0) course.replay();
  sights.see('episode', course.hub.episodes.size);
}

function tell(region: Region, regions: ReadonlyMap<string, Region>, steps: readonly number[], seed: number): string {
  const story = new Story();
  try {
    playCourse(region, regions, steps, new Sights(), story);
    return 'the course fails no more when it is told';
  } catch (error) {
    const broken =
      error instanceof Error ? (error.name === 'BrokenPromise' ? error.message : (error.stack ?? '')) : String(error);
    return [`${region.name}, seed ${String(seed)}:`, ...story.lines, `broken: ${broken}`].join('\n');
  }
}
