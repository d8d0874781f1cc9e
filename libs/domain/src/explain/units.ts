import type { Both } from '../both.js';
import type { Directory } from '../directory/directory.js';
import type { ContactedUnit } from './explanation.js';
import { plain } from './names.js';

/** The unit as it is called, by its HSA-id when the directory no longer has it. */
export function unitName(hsaId: string, directory: Directory): Both {
  return plain(directory.units.get(hsaId)?.name ?? hsaId);
}

/** Whom to call, also on a Saturday. */
export function contactOf(hsaId: string, directory: Directory): ContactedUnit {
  const unit = directory.units.get(hsaId);
  return unit === undefined ? { hsaId } : { hsaId, name: unit.name, phone: unit.phone };
}
