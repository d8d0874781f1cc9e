import type { PlanningCategory } from '#domain/message.js';
import { REGIONS } from '../../apps/cli/src/demo/courses/regions.js';
import { CourseHub } from './course-hub.js';

/**
 * A stay of a planning category in a region, day by day, as `./hemgang demo --profile REGION --category CATEGORY` plays it.
 * Given: the courses, who sends what when. Then, line by line: who gets it and the state it leads to, what is due from whom by
 * when, what is refused by which rule, whom a deadline that passes is told to; "by" names the first instant that is too late.
 * Units are named by the last part of their HSA-id.
 */
export const playedIn =
  (region: string) =>
  (category: PlanningCategory): string[] => {
    const course = REGIONS.get(region)?.courses[category];
    if (course === undefined) throw new Error('there is no such course');
    return CourseHub.play(region, course);
  };
