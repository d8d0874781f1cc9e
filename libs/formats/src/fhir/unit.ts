import { HSA_ID, UNIT_ENDPOINT } from './names.js';
import type { FhirObject } from './object.js';

/** A unit by its HSA-id, without a resource of its own: units are kept in the national catalogue, not in messages. */
export function unitReference(hsaId: string): FhirObject {
  return { type: 'Organization', identifier: { system: HSA_ID, value: hsaId } };
}

/** The logical address of a unit. */
export function unitEndpoint(hsaId: string): string {
  return UNIT_ENDPOINT + encodeURIComponent(hsaId);
}
