import { credentialsOf } from '#domain/directory/client-credentials.js';
import type { Client, Directory, Source, Unit } from '#domain/directory/directory.js';
import { spansOf } from '#domain/downtime.js';
import type { SetDowntime } from '#domain/downtime.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import type { ClientSeen } from '#flows/client-seen-ports.js';
import type { ConfigurationHolder } from '#flows/configuration-holder.js';
import type {
  DirectoryClientDto,
  DirectoryDto,
  DirectoryMappingDto,
  DirectorySourceDto,
  DirectoryUnitDto,
  DowntimeDto,
} from './dto/directory.dto.js';
import { unitContact } from './dto/unit.dto.js';

/** What is in force, in lists, and when its clients were last seen; downtime that is over at `now` is left out. */
export function directoryLists(
  holder: ConfigurationHolder,
  now: Date,
  seen: ReadonlyMap<string, ClientSeen>,
): Omit<DirectoryDto, 'file'> {
  const { directory } = holder.asRead;
  const counts = new Map<string, number>();
  for (const { organisation } of directory.units.values())
    counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  const set = Map.groupBy(holder.setDowntime, ({ unit }) => unit);
  return {
    organisations: [...directory.organisations.values()].map((organisation) => ({
      ...organisation,
      units: counts.get(organisation.id) ?? 0,
    })),
    units: [...directory.units.values()].map((unit) => unitDto(unit, set.get(unit.hsaId) ?? [], directory, now)),
    clients: [...directory.clients.values()].map((client) => clientDto(client, directory, seen.get(client.id))),
    sources: [...directory.sources.values()].map((source) => sourceDto(source, directory)),
    mappings: [...directory.mappings.values()].map((mapping) => mappingDto(mapping, directory)),
  };
}

function unitDto(unit: Unit, set: readonly SetDowntime[], directory: Directory, now: Date): DirectoryUnitDto {
  const { hsaId, organisation, municipality, profile, type, isDefault, manager, format } = unit;
  const ofFile = spansOf(unit).map((span) => ({ ...span, id: null, reason: null, by: null, origin: 'file' as const }));
  const downtime = [...ofFile, ...set.map(downtimeDto)]
    .filter(({ to }) => to > now)
    .sort((one, other) => one.from.getTime() - other.from.getTime());
  return {
    ...unitContact(directory, hsaId),
    ...{ organisation, municipality, profile, isDefault, downtime },
    type: type ?? null,
    manager: manager === undefined ? null : unitContact(directory, manager),
    format: format ?? 'json',
  };
}

/** Downtime that operations have set, as the console shows it. */
export function downtimeDto({ id, from, to, reason, by }: SetDowntime): DowntimeDto {
  return { id, from, to, reason, by, origin: 'console' };
}

function clientDto(client: Client, directory: Directory, seen: ClientSeen | undefined): DirectoryClientDto {
  const credentials = credentialsOf(client);
  const secrets = credentials.filter(({ kind }) => kind === 'secret');
  return {
    id: client.id,
    name: client.name,
    roles: [...client.roles],
    units: client.units.map((unit) => unitContact(directory, unit)),
    secrets: secrets.length,
    secretEnds: secrets.map(({ expires }) => ({ expiresAt: expires ?? null })),
    keys: client.keys.map((key, index) => ({
      kid: textOf(key['kid']),
      alg: textOf(key['alg']),
      expiresAt: credentials[secrets.length + index]?.expires ?? null,
    })),
    certificates: [],
    mapping: mappingName(client.mapping),
    lastTokenAt: seen?.lastTokenAt ?? null,
    lastCallAt: seen?.lastCallAt ?? null,
  };
}

function sourceDto({ id, units, mapping }: Source, directory: Directory): DirectorySourceDto {
  return { id, units: units.map((unit) => unitContact(directory, unit)), mapping: mappingName(mapping) };
}

function mappingDto({ id, defaultCharset, facilities, wards }: Mapping, directory: Directory): DirectoryMappingDto {
  const users = [...directory.clients.values(), ...directory.sources.values()];
  return {
    id,
    usedBy: users.filter(({ mapping }) => mapping.id === id).map((user) => user.id),
    defaultCharset,
    facilities: Object.keys(facilities).length,
    wards: Object.keys(wards).length,
  };
}

function mappingName({ id }: Mapping): string | null {
  return id === PLAIN_MAPPING.id ? null : id;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
