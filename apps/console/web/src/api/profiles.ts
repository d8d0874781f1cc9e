import type { ProfileNameDto } from '../../../src/dto/profile.dto.js';
import { useOne } from './lists.js';

/** The regions' rules, by name. */
export function useProfiles() {
  return useOne<ProfileNameDto[]>('/v1/ops/profiles', undefined, { isSteady: true });
}

/** Names of regions' rules by id; the id itself until they are there. */
export function useProfileName(): (id: string) => string {
  const { data } = useProfiles();
  return (id) => data?.find((profile) => profile.id === id)?.name ?? id;
}
