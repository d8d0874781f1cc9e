import type { SpotCheckDto } from '../../../../src/dto/audit.dto.js';
import type { Json } from '../../api/wire.js';

/** Readings drawn by chance, as they come over the wire. */
export type SpotCheck = Json<SpotCheckDto>;
