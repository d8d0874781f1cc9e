import type { ReportListDto } from '../../../../src/dto/report.dto.js';
import type { Json } from '../../api/wire.js';

/** A report that can be made, as it comes over the wire. */
export type ReportHead = Json<ReportListDto>['items'][number];

/** Whether its rows are about single stays or plans, so that they are shown to whoever says that they are wanted. */
export function isAboutSingles({ isPerStay, isPerPlan }: Pick<ReportHead, 'isPerStay' | 'isPerPlan'>): boolean {
  return isPerStay || isPerPlan;
}

/** The end of the keys of texts about its rows. */
export function rowsOf({ isPerStay, isPerPlan }: Pick<ReportHead, 'isPerStay' | 'isPerPlan'>) {
  if (isPerStay) return isPerPlan ? 'Both' : 'Stay';
  return isPerPlan ? 'Plan' : undefined;
}
