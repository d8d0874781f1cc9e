import type { PlanningCategory } from '#domain/message.js';
import type { Course, Scenario } from '../scenario.js';
import { blekinge, BC as blekingeBC, D as blekingeD } from './blekinge.js';
import { moreOfBlekinge } from './blekinge-more.js';
import { gavleborg, BC as gavleborgBC, CD as gavleborgCD, E as gavleborgE } from './gavleborg.js';
import { moreOfGavleborg } from './gavleborg-more.js';
import { stockholm, BC as stockholmBC, D as stockholmD, E as stockholmE } from './stockholm.js';
import { moreOfStockholm } from './stockholm-more.js';

/** What can be played of a region: its week, and one stay of each planning category. */
export interface Region {
  readonly week: Scenario;
  readonly courses: Readonly<Record<PlanningCategory, Course>>;
}

/** All regions by profile; a region adds its file and its line here. */
export const REGIONS: ReadonlyMap<string, Region> = new Map(
  [
    { week: gavleborg, courses: { ...moreOfGavleborg, BC: gavleborgBC, CD: gavleborgCD, E: gavleborgE } },
    { week: blekinge, courses: { ...moreOfBlekinge, BC: blekingeBC, D: blekingeD } },
    { week: stockholm, courses: { ...moreOfStockholm, BC: stockholmBC, D: stockholmD, E: stockholmE } },
  ].map((region) => [region.week.profile, region]),
);

/** The week with one stay alone, that of a planning category. */
export function onlyCategory({ week, courses }: Region, category: PlanningCategory): Scenario {
  return { ...week, title: `${week.title} ${category}`, courses: [courses[category]] };
}
