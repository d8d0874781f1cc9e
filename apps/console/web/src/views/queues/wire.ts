import type { QueuesDto } from '../../../../src/dto/queue.dto.js';
import type { Json } from '../../api/wire.js';

/** The queues and what works them off, as they come over the wire. */
export type Queues = Json<QueuesDto>;
