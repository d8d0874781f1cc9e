import type { ProfileDto } from '../../../../src/dto/profile.dto.js';
import type { Json } from '../../api/wire.js';

/** A region's rules, as they come over the wire. */
export type Profile = Json<ProfileDto>;
