import type { PlanningCategory } from '../message.js';
import type { Profile } from '../profile/profile.js';
import type { ReportStay } from './stay.js';

/** A stay whose category is known to have liability. */
export type LiableStay = ReportStay & { readonly category: PlanningCategory };

/** Whether the category is one in which liability is possible at all. [G-CAT-18, G-LAW-14] */
export function mayBeLiable(stay: ReportStay, profile: Profile): stay is LiableStay {
  return stay.category !== undefined && profile.categories[stay.category].payment;
}
