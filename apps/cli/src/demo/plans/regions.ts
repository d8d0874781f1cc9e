import { moreOfBlekinge } from './blekinge-more.js';
import { blekinge } from './blekinge.js';
import { moreOfGavleborg } from './gavleborg-more.js';
import { gavleborg } from './gavleborg.js';
import { moreOfNorrbotten } from './norrbotten-more.js';
import { whole as norrbotten } from './norrbotten.js';
import type { PlanStory } from './plan-story.js';
import { moreOfStockholm } from './stockholm-more.js';
import { stockholm } from './stockholm.js';

/** What is told of plans in a region. */
export interface PlanRegion {
  readonly profile: string;
  readonly title: string;
  /** HSA-id of the mailbox that hears of what is a day late. */
  readonly operations: string;
  /** The first is the whole way. */
  readonly stories: readonly PlanStory[];
}

/** All regions by profile; the first is the one that is told when none is named. */
export const PLAN_REGIONS: ReadonlyMap<string, PlanRegion> = new Map(
  [
    {
      profile: 'norrbotten',
      title: 'Norrbotten',
      operations: 'SE2321000222-DRIFT',
      stories: [norrbotten, ...moreOfNorrbotten],
    },
    {
      profile: 'stockholm',
      title: 'Stockholm',
      operations: 'SE2321009991-DRIFT',
      stories: [stockholm, ...moreOfStockholm],
    },
    {
      profile: 'gavleborg',
      title: 'Gävleborg',
      operations: 'SE2321000016-DRIFT',
      stories: [gavleborg, ...moreOfGavleborg],
    },
    {
      profile: 'blekinge',
      title: 'Blekinge',
      operations: 'SE2321000081-DRIFT',
      stories: [blekinge, ...moreOfBlekinge],
    },
  ].map((region) => [region.profile, region]),
);
