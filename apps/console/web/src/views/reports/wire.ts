import type { ReportListDto } from '../../../../src/dto/report.dto.js';
import type { Json } from '../../api/wire.js';

/** A report that can be made, as it comes over the wire. */
export type ReportHead = Json<ReportListDto>['items'][number];
