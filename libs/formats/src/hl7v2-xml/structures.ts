/** Namespace of HL7 v2 in XML. */
export const V2_XML = 'urn:hl7-org:v2xml';

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
