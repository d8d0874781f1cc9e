import type { OpsPrintJobDto } from '../../../../src/dto/print-job.dto.js';
import type { Json } from '../../api/wire.js';

/** A document that a unit is to print and send, as it comes over the wire. */
export type Letter = Json<OpsPrintJobDto>;
