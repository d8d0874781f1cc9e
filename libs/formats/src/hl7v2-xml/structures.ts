/** Namespace of HL7 v2 in XML. */
export const V2_XML = 'urn:hl7-org:v2xml';

/** The message structure of each ADT event of version 2.5.1 that has another one than its own name. */
const STRUCTURES: ReadonlyMap<string, string> = new Map([
  ['A04', 'ADT_A01'],
  ['A07', 'ADT_A06'],
  ['A08', 'ADT_A01'],
  ['A10', 'ADT_A09'],
  ['A11', 'ADT_A09'],
  ['A13', 'ADT_A01'],
  ['A14', 'ADT_A05'],
  ['A19', 'ADR_A19'],
  ['A22', 'ADT_A21'],
  ['A23', 'ADT_A21'],
  ['A25', 'ADT_A21'],
  ['A26', 'ADT_A21'],
  ['A27', 'ADT_A21'],
  ['A28', 'ADT_A05'],
  ['A29', 'ADT_A21'],
  ['A31', 'ADT_A05'],
  ['A32', 'ADT_A21'],
  ['A33', 'ADT_A21'],
  ['A34', 'ADT_A30'],
  ['A35', 'ADT_A30'],
  ['A36', 'ADT_A30'],
  ['A40', 'ADT_A39'],
  ['A41', 'ADT_A39'],
  ['A42', 'ADT_A39'],
  ['A44', 'ADT_A43'],
  ['A46', 'ADT_A30'],
  ['A47', 'ADT_A30'],
  ['A48', 'ADT_A30'],
  ['A49', 'ADT_A30'],
  ['A51', 'ADT_A50'],
  ['A53', 'ADT_A52'],
  ['A55', 'ADT_A52'],
]);

/** The name of the root of an ADT event, such as `ADT_A09` for A11. */
export function structureOfEvent(event: string): string {
  return STRUCTURES.get(event) ?? `ADT_${event}`;
}

export interface SegmentGroup {
  /** The element that holds the segments. */
  readonly name: string;
  /** The segments that stand in it; the first of them begins another group. */
  readonly segments: readonly [string, ...string[]];
}

const GROUPS: ReadonlyMap<string, SegmentGroup> = new Map([
  ['ADT_A39', { name: 'ADT_A39.PATIENT', segments: ['PID', 'PD1', 'MRG', 'PV1'] }],
  ['ADT_A43', { name: 'ADT_A43.PATIENT', segments: ['PID', 'PD1', 'MRG'] }],
]);

/** The group that a structure puts its patient's segments in; other structures that are written have none. */
export function groupOfStructure(structure: string): SegmentGroup | undefined {
  return GROUPS.get(structure);
}
