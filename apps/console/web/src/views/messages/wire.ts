import type { TraceDto } from '../../../../src/dto/message.dto.js';
import type { Json } from '../../api/wire.js';

/** A message with all that happened to it, as it comes over the wire. */
export type Traced = Json<TraceDto>;
