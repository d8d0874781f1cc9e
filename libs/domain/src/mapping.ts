import type { MessageKind, PatientIdType } from './message.js';

export const CHARSETS = ['UNICODE UTF-8', '8859/1', '8859/15'] as const;
export type CharsetName = (typeof CHARSETS)[number];

export const CONTRADICTIONS = ['refuse', 'declared', 'bytes'] as const;

/** A place in an HL7 v2 message; all numbers count from 1. In brackets: which repetition, or which code in OBX-3.1. */
export const HL7_PLACE =
  /^(?:OBX\[[^\]]{1,80}\]|[A-Z][A-Z0-9]{2}(?:\([1-9]\d{0,3}\))?)-[1-9]\d{0,2}(?:\([1-9]\d{0,3}\))?(?:\.[1-9]\d{0,2}){0,2}$/;

/**
 * Model paths whose place in an HL7 v2 message a source may set. Others stand where the interface says.
 */
export const PLACED_PATHS = [
  'episodeId',
  'planningCategory',
  'needs',
  'recipients',
  'consent.given',
  'consent.recordedAt',
  'consent.scope',
  'consent.actors',
  'patient.healthCentre',
  'patient.municipality',
  'patient.protected',
  'content.admittedAt',
  'content.assessedAt',
  'content.expectedDischarge',
  'content.readyAt',
  'content.dischargedAt',
  'content.plannedAdmission',
  'content.physicianAssessed',
  'content.reason',
  'content.mobile',
  'content.other',
  'content.summary',
  'content.ward',
] as const;
export type PlacedPath = (typeof PLACED_PATHS)[number];

/** How one source's HL7 v2 differs from what the interface says. Everything has a default: an empty mapping changes nothing. */
export interface Mapping {
  readonly id: string;
  /** Character set when MSH-18 is empty. */
  readonly defaultCharset: CharsetName;
  /**
   * When MSH-18 and the bytes contradict each other: `refuse`, take MSH-18 at its word (`declared`), or what the bytes show
   * (`bytes`: UTF-8 when they are valid UTF-8, else `defaultCharset`). Never a guess that nobody asked for.
   */
  readonly contradiction: (typeof CONTRADICTIONS)[number];
  /** What stands in MSH-4, or in `MSH-3|MSH-4`, to the HSA-id of a unit. */
  readonly facilities: Readonly<Record<string, string>>;
  /** What stands in PV1-3 as the ward to the HSA-id of a unit. */
  readonly wards: Readonly<Record<string, string>>;
  /** Model path to the place where this source writes it: `ZPL-2`, `PV1-10`, `OBX[PLKAT]-5`, `PID-3(2).1`. */
  readonly places: Readonly<Partial<Record<PlacedPath, string>>>;
  /** Model path to its code table: what the source writes to what the model says. What is not listed stays as it is. */
  readonly codes: Readonly<Partial<Record<PlacedPath, Readonly<Record<string, string>>>>>;
  /** The source's codes in OBX-3.1 to the interface's, such as `PLKAT` to `planeringskategori`. */
  readonly observations: Readonly<Record<string, string>>;
  /** Assigning authorities (PID-3.4, namespace or OID) of this source to the kind of identity they give. */
  readonly authorities: Readonly<Record<string, PatientIdType>>;
  /**
   * Trigger events that are read otherwise than the interface says: as a message kind, or `ignore` (acknowledged as ignored,
   * nothing is kept). An event that neither this nor the interface knows is refused.
   */
  readonly events: Readonly<Record<string, MessageKind | 'ignore'>>;
}

/** For sources of which nothing else is said. */
export const PLAIN_MAPPING: Mapping = {
  id: 'plain',
  defaultCharset: 'UNICODE UTF-8',
  contradiction: 'refuse',
  facilities: {},
  wards: {},
  places: {},
  codes: {},
  observations: {},
  authorities: {},
  events: {},
};

/** What a table of a mapping makes of a text; undefined for what it does not list. */
export function mappedTo<T>(table: Readonly<Record<string, T>>, written: string | undefined): T | undefined {
  return written !== undefined && Object.hasOwn(table, written) ? table[written] : undefined;
}
