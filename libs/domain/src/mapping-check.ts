import type { ConfigReader } from './config-reader.js';
import type { Unit } from './directory/directory.js';
import { readHsaId } from './directory/hsa-id.js';
import { CHARSETS, CONTRADICTIONS, HL7_PLACE, PLACED_PATHS, PLAIN_MAPPING } from './mapping.js';
import type { Mapping, PlacedPath } from './mapping.js';
import { MESSAGE_KINDS, NEEDS, PATIENT_ID_TYPES, PLANNING_CATEGORIES } from './message.js';

const KEYS = Object.keys(PLAIN_MAPPING);
const EVENT = /^[A-Z]\d{2}$/;
const FACILITY = /^[^|]+(\|[^|]+)?$/;
const OBSERVATION = /^[a-zåäö][\w.-]*$/;
const PLACE = 'a place in HL7 v2, such as ZPL-2, PV1-10, OBX[PLKAT]-5 or PID-3(2).1,';

/** Paths that hold yes or no. */
const FLAGS: readonly PlacedPath[] = ['consent.given', 'patient.protected', 'content.physicianAssessed'];
/** Paths that hold the HSA-id of a unit. */
const UNITS: readonly PlacedPath[] = ['recipients', 'patient.healthCentre', 'content.ward'];

/**
 * Reads one mapping. What it leaves out is as in `PLAIN_MAPPING`; what does not depend on the rest of the directory is
 * checked here, the rest by `checkMappingUse`.
 */
export function readMapping(entry: ConfigReader, readId: (entry: ConfigReader) => string): Mapping {
  entry.only(KEYS);
  const id = readId(entry.at('id'));
  if (id === PLAIN_MAPPING.id) entry.at('id').problem(`${id} is the name of no mapping at all; choose another`);
  return {
    id,
    defaultCharset: entry.optional('defaultCharset', (at) => at.oneOf(CHARSETS)) ?? PLAIN_MAPPING.defaultCharset,
    contradiction: entry.optional('contradiction', (at) => at.oneOf(CONTRADICTIONS)) ?? PLAIN_MAPPING.contradiction,
    facilities: table(entry, 'facilities', readHsaId, FACILITY, 'what stands in MSH-4, or in MSH-3|MSH-4,'),
    wards: table(entry, 'wards', readHsaId),
    places: entry.optional('places', (at) => byPath(at, (place) => place.textLike(HL7_PLACE, PLACE))) ?? {},
    codes: entry.optional('codes', (at) => byPath(at, readCodes)) ?? {},
    observations: table(entry, 'observations', (at) => at.textLike(OBSERVATION, "one of the interface's codes")),
    authorities: table(entry, 'authorities', (at) => at.oneOf(PATIENT_ID_TYPES)),
    events: table(entry, 'events', (at) => at.oneOf([...MESSAGE_KINDS, 'ignore']), EVENT, 'an event such as A04'),
  };
}

function table<T>(
  entry: ConfigReader,
  key: string,
  read: (entry: ConfigReader) => T,
  names = /\S/,
  expected = 'a name',
): Record<string, T> {
  const section = entry.optional(key, (found) => found);
  if (section === undefined) return {};
  for (const name of section.names()) {
    if (!names.test(name)) section.at(name).problem(`${expected} is expected as the key`);
  }
  return Object.fromEntries(section.mapping(read));
}

/** The entries of a section whose keys are model paths; others are told as unknown. */
function byPath<T>(
  section: ConfigReader,
  read: (entry: ConfigReader, path: PlacedPath) => T,
): Partial<Record<PlacedPath, T>> {
  section.only(PLACED_PATHS);
  const found: Partial<Record<PlacedPath, T>> = {};
  for (const path of PLACED_PATHS) {
    const value = section.optional(path, (entry) => read(entry, path));
    if (value !== undefined) found[path] = value;
  }
  return found;
}

function readCodes(section: ConfigReader, path: PlacedPath): Readonly<Record<string, string>> {
  return Object.fromEntries(section.mapping((entry) => readTarget(entry, path)));
}

/** What the model says at a path, where that is one of a closed list. */
function readTarget(entry: ConfigReader, path: PlacedPath): string {
  if (path === 'planningCategory') return entry.oneOf(PLANNING_CATEGORIES);
  if (path === 'needs') return entry.oneOf(NEEDS);
  if (FLAGS.includes(path)) return entry.oneOf(['J', 'N']);
  if (UNITS.includes(path)) return readHsaId(entry);
  if (path === 'patient.municipality') return entry.textLike(/^\d{4}$/, 'a municipality code of four digits');
  return entry.text();
}

/** Somebody whose messages a mapping reads. */
export interface MappingUser {
  /** HSA-ids of the units it may send as. */
  readonly units: readonly string[];
}

/**
 * Checks that a mapping fits the directory around it: it is used, its units exist, its facilities are units that one of
 * its users may send as, its wards lie in an organisation that one of them sends for.
 * @param users undefined: not all of them are known.
 * @param around `units` without problems of their own, by HSA-id; `known` holds the ids of all.
 */
export function checkMappingUse(
  mapping: Mapping,
  at: ConfigReader,
  users: readonly MappingUser[] | undefined,
  around: { readonly units: ReadonlyMap<string, Unit>; readonly known: ReadonlySet<unknown> },
): void {
  if (users?.length === 0) at.problem('no source and no client uses this mapping');
  const isUsed = users !== undefined && users.length > 0;
  const own = new Set(users?.flatMap((user) => user.units));
  const organisationOf = (id: string) => around.units.get(id)?.organisation;
  const organisations = new Set([...own].map(organisationOf));
  const check = (section: ConfigReader, values: Readonly<Record<string, string>>, whyNot: (id: string) => string) => {
    for (const [name, id] of Object.entries(values)) {
      const problem = around.known.has(id) ? whyNot(id) : `no such unit: ${id}`;
      if (problem !== '') section.at(name).problem(problem);
    }
  };
  check(at.at('facilities'), mapping.facilities, (id) =>
    !isUsed || own.has(id) ? '' : `${id} is not among the units of those who use this mapping`,
  );
  check(at.at('wards'), mapping.wards, (id) => {
    const isForeign = isUsed && around.units.has(id) && !organisations.has(organisationOf(id));
    return isForeign ? `${id} is of another organisation than the units of those who use this mapping` : '';
  });
  for (const path of UNITS) check(at.at('codes').at(path), mapping.codes[path] ?? {}, () => '');
}
