import type { Mapping } from '../mapping.js';
import type { MessageFormat, PartyRole } from '../message.js';

/** A mailbox, identified by its HSA-id. */
export interface Unit {
  hsaId: string;
  name: string;
  role: PartyRole;
  /** What kind of unit it is within its role, where a region's rules ask for it, such as `akut` or `vardcentral`. */
  type?: string;
  /** Id of the organisation (legal entity or hospital) the unit belongs to. */
  organisation: string;
  /** Four-digit municipality code for municipal units, otherwise null. */
  municipality: string | null;
  /** Region profile that governs the unit. */
  profile: string;
  /** Whom to call, also on a Saturday. */
  phone: string;
  /** HSA-id of the mailbox of the unit's manager, if there is one. */
  manager?: string;
  /** True for the one default mailbox per role and municipality. */
  isDefault: boolean;
  /** The form in which it gets messages when a call's Accept does not choose; JSON without one. */
  format?: MessageFormat;
  /** When it is planned not to be at work with the hub; it gets no reminders then, and its deadlines run on. */
  downtime?: readonly Downtime[];
}

/** From one instant to another that is no longer part of it; ISO 8601 with zone. */
export interface Downtime {
  readonly from: string;
  readonly to: string;
}

export interface Organisation {
  id: string;
  name: string;
  profile: string;
}

/** A system that calls the hub. */
export interface Client {
  id: string;
  name: string;
  roles: readonly ClientRole[];
  /** HSA-ids of the units it may send as and whose inboxes it may read. */
  units: readonly string[];
  /** Hashes of at most two secrets that are valid at a time (rotation). */
  secretHashes: readonly string[];
  /** Of secrets that have an end, by their hash: the last civil day on which they are taken. Ask `secretsAt`. */
  secretExpiry?: Readonly<Record<string, string>>;
  /** Public keys for `private_key_jwt`, as JWKs; `expires` is the last civil day on which one is taken. Ask `keysAt`. */
  keys: readonly Readonly<Record<string, unknown>>[];
  /** How its HL7 v2 is read. */
  mapping: Mapping;
}

export const CLIENT_ROLES = ['party', 'operations', 'auditor', 'admin'] as const;
export type ClientRole = (typeof CLIENT_ROLES)[number];

/** Where HL7 v2 comes from without a bearer token. */
export interface Source {
  id: string;
  /** HSA-ids of the units it may send as. */
  units: readonly string[];
  /** How its HL7 v2 is read. */
  mapping: Mapping;
}

/** What a directory is built from; the order of units is kept. */
interface DirectoryEntries {
  readonly organisations: readonly Organisation[];
  readonly units: readonly Unit[];
  readonly clients: readonly Client[];
  readonly sources: readonly Source[];
  readonly mappings: readonly Mapping[];
  /** HSA-id of the mailbox of the region's operations, by profile. */
  readonly operationsUnits: ReadonlyMap<string, string>;
}

/** The directory as a whole; a value, replaced as one when its file changes. */
export interface Directory {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly clients: ReadonlyMap<string, Client>;
  readonly sources: ReadonlyMap<string, Source>;
  /** The mappings that the file describes; sources and clients hold theirs. */
  readonly mappings: ReadonlyMap<string, Mapping>;
  /** HSA-id of the mailbox of the region's operations, by profile. */
  readonly operationsUnits: ReadonlyMap<string, string>;
  /** The default mailboxes; ask `defaultUnit`. */
  readonly defaultUnits: ReadonlyMap<string, Unit>;
}

/** Builds a directory with its indexes; `checkDirectory` sees to it that ids and default mailboxes are unique. */
export function directoryOf(entries: DirectoryEntries): Directory {
  return {
    organisations: new Map(entries.organisations.map((organisation) => [organisation.id, organisation])),
    units: new Map(entries.units.map((unit) => [unit.hsaId, unit])),
    clients: new Map(entries.clients.map((client) => [client.id, client])),
    sources: new Map(entries.sources.map((source) => [source.id, source])),
    mappings: new Map(entries.mappings.map((mapping) => [mapping.id, mapping])),
    operationsUnits: entries.operationsUnits,
    defaultUnits: new Map(
      entries.units.flatMap((unit) =>
        unit.isDefault && unit.municipality !== null
          ? [[mailboxKey(unit.role, unit.municipality, unit.profile), unit] as const]
          : [],
      ),
    ),
  };
}

/** The default mailbox for a role in a municipality (one per role, municipality and profile). */
export function defaultUnit(
  directory: Directory,
  role: PartyRole,
  municipality: string,
  profile: string,
): Unit | undefined {
  return directory.defaultUnits.get(mailboxKey(role, municipality, profile));
}

/** The same directory with these secret hashes in place of the clients' own, by client id. */
export function withSecretHashes(directory: Directory, hashes: ReadonlyMap<string, readonly string[]>): Directory {
  const clients = new Map(directory.clients);
  for (const [id, secretHashes] of hashes) {
    const client = clients.get(id);
    if (client !== undefined) clients.set(id, { ...client, secretHashes });
  }
  return { ...directory, clients };
}

/** What there may be one default mailbox of. */
export function mailboxKey(role: PartyRole, municipality: string, profile: string): string {
  return `${role}|${municipality}|${profile}`;
}
