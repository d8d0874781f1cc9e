import type { HandoverDto } from '../../../../src/dto/handover.dto.js';
import type { Json } from '../../api/wire.js';

/** The report of a shift, as it comes over the wire. */
export type Handover = Json<HandoverDto>;
