import { useDirectory } from '../api/directory.js';

/** Names of units by HSA-id; the id itself until the directory is there, and for units that it no longer has. */
export function useUnitName(): (hsaId: string) => string {
  const units = useDirectory().data?.units;
  return (hsaId) => units?.find((unit) => unit.hsaId === hsaId)?.name ?? hsaId;
}
