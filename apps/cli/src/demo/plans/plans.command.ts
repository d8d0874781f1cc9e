import { both } from '../../i18n/both.js';
import { EXIT, Failure } from '../../failure.js';
import type { ExitCode } from '../../failure.js';
import { isoInSweden } from '../../stockholm-time.js';
import type { Surroundings } from '../../surroundings.js';
import type { RunningHub } from '../hub-process.js';
import { instantAt } from '../scenario.js';
import { planFigures, plansJson, plansText } from './plan-report.js';
import { playPlans } from './plan-player.js';
import type { PlanStory } from './plan-story.js';
import { PLAN_REGIONS } from './regions.js';
import type { PlanRegion } from './regions.js';

/** What of a region is played. */
export interface ChosenPlans {
  readonly region: PlanRegion;
  readonly stories: readonly PlanStory[];
  /** When the hub's clock begins: ISO 8601 with the zone. */
  readonly starts: string;
}

const ALL = 'all';

/** @throws Failure for a region or a story that there is not, with those that there are. */
export function chosenPlans(profile: string | undefined, name: string | undefined): ChosenPlans {
  const [first = ''] = PLAN_REGIONS.keys();
  const region = PLAN_REGIONS.get(profile ?? first);
  if (region === undefined) {
    const known = [...PLAN_REGIONS.keys()].join(', ');
    throw new Failure(both((texts) => texts.demoNoProfile(profile ?? '', known)));
  }
  const stories = region.stories.filter((story) => name === ALL || story.name === (name ?? region.stories[0]?.name));
  const steps = stories.flatMap((story) => story.steps.map(({ at }) => instantAt(at).getTime()));
  if (stories.length === 0 || steps.length === 0) {
    const known = [...region.stories.map((story) => story.name), ALL].join(', ');
    throw new Failure(both((texts) => texts.plans.noStory(name ?? '', region.profile, known)));
  }
  return { region, stories, starts: isoInSweden(new Date(Math.min(...steps) - HOUR)) };
}

const HOUR = 3_600_000;

/** Plays them and prints what came of it. Ends with 1 when the hub did not answer as the routine wants it. */
export async function showPlans(
  { region, stories }: ChosenPlans,
  hub: RunningHub,
  stopped: AbortSignal,
  { out }: Surroundings,
  { json, seconds }: { readonly json: boolean; readonly seconds: () => number },
): Promise<ExitCode> {
  const played = await playPlans(region, stories, hub, stopped);
  const plans = { region, ...played, seconds: seconds() };
  out.write(json ? plansJson(plans) : plansText(plans, out));
  return planFigures(played.stories).wrong > 0 ? EXIT.someRefused : EXIT.allWell;
}
