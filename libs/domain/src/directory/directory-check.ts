import { parseInstant } from '../calendar.js';
import { readKey, readSecret } from './client-credentials.js';
import { ConfigReader, repeated, type ConfigProblem } from '../config-reader.js';
import { CLIENT_ROLES, directoryOf, mailboxKey } from './directory.js';
import type { Client, Directory, Downtime, Organisation, Source, Unit } from './directory.js';
import { readHsaId } from './hsa-id.js';
import { checkMappingUse, readMapping } from '../mapping-check.js';
import { PLAIN_MAPPING } from '../mapping.js';
import type { Mapping } from '../mapping.js';
import { MESSAGE_FORMATS, PARTY_ROLES, type PartyRole } from '../message.js';

type DirectoryCheck = { ok: true; directory: Directory } | { ok: false; problems: ConfigProblem[] };

/** A list entry with the place where it stands. */
interface Entry<T> {
  readonly value: T;
  readonly at: ConfigReader;
}

/** A client or a source before its mapping is looked up. */
type Unmapped<T> = Omit<T, 'mapping'> & { readonly mappingId: string | undefined };

interface DirectoryDraft {
  readonly organisations: readonly Entry<Organisation>[];
  readonly units: readonly Entry<Unit>[];
  readonly clients: readonly Entry<Unmapped<Client>>[];
  readonly sources: readonly Entry<Unmapped<Source>>[];
  readonly mappings: readonly Entry<Mapping>[];
  readonly operationsUnits: ReadonlyMap<string, string>;
}

const ID = /^[a-z0-9][a-z0-9-]*$/;
const AN_ID = 'an id of small letters, digits and hyphens';
const UNIT_TYPE = /^[a-z][a-z0-9-]*$/;
const MUNICIPALITY = /^\d{4}$/;
const PHONE = /^\+?\d[\d -]{4,}\d$/;
/** Parts of a JWK that only the caller may have. */
const PRIVATE_KEY_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const MUNICIPAL_ROLES: readonly PartyRole[] = ['socialtjanst', 'hemsjukvard', 'sabo'];

/**
 * Checks a directory as it was read from its file. A unit is governed by the profile of its organisation. All problems
 * come at once; they never repeat a secret.
 * @param profiles ids of the region profiles that exist.
 */
export function checkDirectory(value: unknown, profiles: ReadonlySet<string>): DirectoryCheck {
  const problems: ConfigProblem[] = [];
  const file = ConfigReader.of(value, problems);
  if (file.names().length === 0) {
    file.problem('a directory is expected, with organisations, units, clients, sources, mappings and operations');
    return { ok: false, problems };
  }
  const draft = readShape(file);
  checkOrganisations(draft, profiles);
  checkUnits(draft, file);
  checkCallers(draft, file);
  checkMappings(draft, file);
  checkOperations(draft, file);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, directory: finished(draft) };
}

function finished(draft: DirectoryDraft): Directory {
  const values = <T>(entries: readonly Entry<T>[]) => entries.map((entry) => entry.value);
  const mappings = values(draft.mappings);
  const mapped = <T extends { mappingId: string | undefined }>({ mappingId, ...rest }: T) => ({
    ...rest,
    mapping: mappings.find(({ id }) => id === mappingId) ?? PLAIN_MAPPING,
  });
  return directoryOf({
    organisations: values(draft.organisations),
    units: values(draft.units),
    clients: values(draft.clients).map(mapped),
    sources: values(draft.sources).map(mapped),
    mappings,
    operationsUnits: draft.operationsUnits,
  });
}

function readShape(file: ConfigReader): DirectoryDraft {
  file.only(['organisations', 'units', 'clients', 'sources', 'mappings', 'operations']);
  const organisations = file.at('organisations').located(organisation);
  const profileOf = new Map(organisations.map(({ value }) => [value.id, value.profile]));
  return {
    organisations,
    units: file.at('units').located((entry) => unit(entry, profileOf)),
    clients: file.at('clients').located(client),
    sources: file.optional('sources', (list) => list.located(source)) ?? [],
    mappings: file.optional('mappings', (list) => list.located((entry) => readMapping(entry, readId))) ?? [],
    operationsUnits: new Map(file.at('operations').mapping(readHsaId)),
  };
}

function organisation(entry: ConfigReader): Organisation {
  entry.only(['id', 'name', 'profile']);
  return {
    id: readId(entry.at('id')),
    name: entry.at('name').text(),
    profile: entry.at('profile').text(),
  };
}

function unit(entry: ConfigReader, profileOf: ReadonlyMap<string, string>): Unit {
  entry.only([
    'hsaId',
    'name',
    'role',
    'type',
    'organisation',
    'municipality',
    'phone',
    'manager',
    'isDefault',
    'format',
    'downtime',
  ]);
  const owner = entry.at('organisation').text();
  const manager = entry.optional('manager', readHsaId);
  const format = entry.optional('format', (value) => value.oneOf(MESSAGE_FORMATS));
  const type = entry.optional('type', (value) =>
    value.textLike(UNIT_TYPE, 'a name of small letters, digits and hyphens'),
  );
  const down = entry.optional('downtime', (list) => list.list(downtime));
  return {
    hsaId: readHsaId(entry.at('hsaId')),
    name: entry.at('name').text(),
    role: entry.at('role').oneOf(PARTY_ROLES),
    ...(type === undefined ? {} : { type }),
    organisation: owner,
    municipality: entry.optional('municipality', municipality) ?? null,
    profile: profileOf.get(owner) ?? '',
    phone: entry.at('phone').textLike(PHONE, 'a telephone number'),
    ...(manager === undefined ? {} : { manager }),
    isDefault: entry.optional('isDefault', (value) => value.flag()) ?? false,
    ...(format === undefined ? {} : { format }),
    ...(down === undefined ? {} : { downtime: down }),
  };
}

function downtime(entry: ConfigReader): Downtime {
  entry.only(['from', 'to']);
  const read = { from: instant(entry.at('from')), to: instant(entry.at('to')) };
  const [from, to] = [parseInstant(read.from), parseInstant(read.to)];
  if (from !== undefined && to !== undefined && from >= to) entry.problem('the downtime ends before it begins');
  return read;
}

function instant(entry: ConfigReader): string {
  const isInstant = (value: unknown): value is string => typeof value === 'string' && parseInstant(value) !== undefined;
  return entry.matching(isInstant, () => 'a date and time with zone', '');
}

function client(entry: ConfigReader): Unmapped<Client> {
  entry.only(['id', 'name', 'roles', 'units', 'secretHashes', 'keys', 'mapping']);
  const secrets = entry.optional('secretHashes', (list) => list.list(readSecret)) ?? [];
  const ends = secrets.flatMap(({ hash, expires }) => (expires === undefined ? [] : [[hash, expires] as const]));
  return {
    id: readId(entry.at('id')),
    name: entry.at('name').text(),
    roles: entry.at('roles').list((item) => item.oneOf(CLIENT_ROLES)),
    units: entry.optional('units', (list) => list.list(readHsaId)) ?? [],
    secretHashes: secrets.map(({ hash }) => hash),
    ...(ends.length === 0 ? {} : { secretExpiry: Object.fromEntries(ends) }),
    keys: entry.optional('keys', (list) => list.list(readKey)) ?? [],
    mappingId: entry.optional('mapping', readId),
  };
}

function source(entry: ConfigReader): Unmapped<Source> {
  entry.only(['id', 'units', 'mapping']);
  return {
    id: readId(entry.at('id')),
    units: entry.at('units').list(readHsaId),
    mappingId: entry.optional('mapping', readId),
  };
}

function readId(entry: ConfigReader): string {
  return entry.textLike(ID, AN_ID);
}

function municipality(entry: ConfigReader): string {
  return entry.textLike(MUNICIPALITY, 'a municipality code of four digits');
}

function checkOrganisations({ organisations }: DirectoryDraft, profiles: ReadonlySet<string>): void {
  unique(organisations, 'id', ({ id }) => id);
  for (const { value, at } of organisations) {
    if (!profiles.has(value.profile)) {
      at.at('profile').problem(`no such profile: ${value.profile}; there are ${[...profiles].sort().join(', ')}`);
    }
  }
}

function checkUnits({ units }: DirectoryDraft, file: ConfigReader): void {
  // Also ids of entries that have a problem of their own: whoever refers to those is not to blame.
  const organisations = new Set(file.at('organisations').valuesOf('id'));
  const known = new Set(file.at('units').valuesOf('hsaId'));
  unique(units, 'hsaId', ({ hsaId: id }) => id);
  for (const { value, at } of units) {
    if (!organisations.has(value.organisation)) {
      at.at('organisation').problem(`no such organisation: ${value.organisation}`);
    }
    if (value.manager !== undefined && !known.has(value.manager)) {
      at.at('manager').problem(`no such unit: ${value.manager}`);
    }
    if (value.manager === value.hsaId) at.at('manager').problem('a unit is not its own manager');
    const isMunicipal = MUNICIPAL_ROLES.includes(value.role);
    if (isMunicipal && value.municipality === null) {
      at.problem(`a unit with the role ${value.role} needs a municipality`);
    }
    if (!isMunicipal && value.municipality !== null) {
      at.at('municipality').problem(`a unit with the role ${value.role} has no municipality`);
    }
    if (!isMunicipal && value.isDefault) {
      at.at('isDefault').problem(`only units with the roles ${MUNICIPAL_ROLES.join(', ')} are default mailboxes`);
    }
  }
  const defaults = units.filter(({ value }) => value.isDefault && value.municipality !== null);
  const key = ({ value }: Entry<Unit>) => mailboxKey(value.role, value.municipality ?? '', value.profile);
  for (const { entry } of repeated(defaults, key)) {
    const { role, municipality: code } = entry.value;
    entry.at.at('isDefault').problem(`${role} in ${String(code)} has a default mailbox already`);
  }
}

function checkCallers({ clients, sources }: DirectoryDraft, file: ConfigReader): void {
  const known = new Set(file.at('units').valuesOf('hsaId'));
  unique(clients, 'id', ({ id }) => id);
  unique(sources, 'id', ({ id }) => id);
  for (const { value, at } of [...clients, ...sources]) {
    value.units.forEach((unitId, index) => {
      if (!known.has(unitId)) at.at('units').item(index).problem(`no such unit: ${unitId}`);
    });
  }
  for (const { value, at } of clients) {
    if (value.roles.length === 0) at.problem('the client has no role');
    if (value.secretHashes.length > 2) at.at('secretHashes').problem('at most two secrets are valid at a time');
    if (value.keys.some((key) => typeof key['kty'] !== 'string')) at.at('keys').problem('a key is a JWK with a kty');
    if (value.keys.some((key) => PRIVATE_KEY_PARTS.some((part) => part in key))) {
      at.at('keys').problem('only public keys belong here: this one has private parts');
    }
  }
}

function checkMappings({ units, clients, sources, mappings }: DirectoryDraft, file: ConfigReader): void {
  const known = new Set(file.at('units').valuesOf('hsaId'));
  const named = new Set(file.at('mappings').valuesOf('id'));
  const users = [...clients, ...sources];
  const uses = ['clients', 'sources'].flatMap((list) => file.at(list).valuesOf('mapping'));
  unique(mappings, 'id', ({ id }) => id);
  for (const { value, at } of users) {
    if (value.mappingId !== undefined && !named.has(value.mappingId)) {
      at.at('mapping').problem(`no such mapping: ${value.mappingId}`);
    }
  }
  const around = { units: new Map(units.map(({ value }) => [value.hsaId, value])), known };
  for (const { value, at } of mappings) {
    const own = users.filter((user) => user.value.mappingId === value.id).map((user) => user.value);
    // Somebody who uses it and has a problem of its own may be the one it fits.
    const areAllKnown = own.length === uses.filter((id) => id === value.id).length;
    checkMappingUse(value, at, areAllKnown ? own : undefined, around);
  }
}

function checkOperations({ organisations, units, operationsUnits }: DirectoryDraft, file: ConfigReader): void {
  const section = file.at('operations');
  const named = section.names();
  const known = new Set(file.at('units').valuesOf('hsaId'));
  const profileOf = new Map(units.map(({ value }) => [value.hsaId, value.profile]));
  for (const profile of new Set(organisations.map(({ value }) => value.profile))) {
    if (!named.includes(profile)) section.problem(`profile ${profile} has no operations mailbox [G-ACK-11]`);
  }
  for (const [profile, unitId] of operationsUnits) {
    if (!known.has(unitId)) section.at(profile).problem(`no such unit: ${unitId}`);
    else if (profileOf.has(unitId) && profileOf.get(unitId) !== profile) {
      section.at(profile).problem(`${unitId} does not belong to profile ${profile}`);
    }
  }
}

function unique<T>(entries: readonly Entry<T>[], key: string, idOf: (value: T) => string): void {
  for (const { entry, key: id } of repeated(entries, ({ value }) => idOf(value))) {
    entry.at.at(key).problem(`${id} is listed before`);
  }
}
