import type { DirectoryDto } from '../../../src/dto/directory.dto.js';
import { useOne } from './lists.js';
import type { Json } from './wire.js';

export type Directory = Json<DirectoryDto>;

/** The directory as it is in force. */
export function useDirectory({ isEnabled = true } = {}) {
  return useOne<Directory>('/v1/ops/directory', undefined, { isSteady: true, isEnabled });
}
