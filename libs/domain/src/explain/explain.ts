import type { Explanation, Ground } from './explanation.js';
import { happenedIn } from './happened.js';
import { missingIn } from './missing.js';
import { nextIn } from './next.js';
import { standingOf } from './standing.js';
import { stepsFor } from './steps.js';
import { waitedForIn } from './waited-for.js';

/**
 * A stay in plain words, in Swedish and English: where it stands and why, what has happened, what is waited for from whom until
 * when and what follows otherwise, what may be sent now, what is missing, and the steps of the region's way of working. As far
 * as the reader may know it; who the patient is stands nowhere. Times in the words are those of clocks in Sweden.
 */
export function explain(ground: Ground): Explanation {
  return {
    at: ground.now,
    standing: standingOf(ground),
    happened: happenedIn(ground),
    waitedFor: waitedForIn(ground),
    next: nextIn(ground),
    missing: missingIn(ground),
    steps: stepsFor(ground),
  };
}
