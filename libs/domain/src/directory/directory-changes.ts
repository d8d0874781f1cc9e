import type { Both } from '../both.js';
import type { Directory } from './directory.js';

/** Changes that are told one by one; of more their number. */
const MOST_TOLD = 500;

/** What an entry of the directory is called when it is new, gone, or another than before. */
interface Noun {
  readonly added: Both;
  readonly gone: Both;
  readonly changed: Both;
}

const NOUNS = {
  organisations: {
    added: { sv: 'Ny organisation', en: 'New organisation' },
    gone: { sv: 'Organisation borttagen', en: 'Organisation removed' },
    changed: { sv: 'Organisation ändrad', en: 'Organisation changed' },
  },
  units: {
    added: { sv: 'Ny enhet', en: 'New unit' },
    gone: { sv: 'Enhet borttagen', en: 'Unit removed' },
    changed: { sv: 'Enhet ändrad', en: 'Unit changed' },
  },
  clients: {
    added: { sv: 'Ny klient', en: 'New client' },
    gone: { sv: 'Klient borttagen', en: 'Client removed' },
    changed: { sv: 'Klient ändrad', en: 'Client changed' },
  },
  sources: {
    added: { sv: 'Ny källa', en: 'New source' },
    gone: { sv: 'Källa borttagen', en: 'Source removed' },
    changed: { sv: 'Källa ändrad', en: 'Source changed' },
  },
  mappings: {
    added: { sv: 'Ny mappning', en: 'New mapping' },
    gone: { sv: 'Mappning borttagen', en: 'Mapping removed' },
    changed: { sv: 'Mappning ändrad', en: 'Mapping changed' },
  },
  operations: {
    added: { sv: 'Ny brevlåda för driften', en: 'New mailbox of operations' },
    gone: { sv: 'Driftens brevlåda borttagen', en: 'Mailbox of operations removed' },
    changed: { sv: 'Driftens brevlåda ändrad', en: 'Mailbox of operations changed' },
  },
} as const satisfies Record<string, Noun>;

/** What fields are called; others by their own name. */
const FIELDS: Readonly<Record<string, Both>> = {
  name: { sv: 'namn', en: 'name' },
  role: { sv: 'roll', en: 'role' },
  roles: { sv: 'roller', en: 'roles' },
  type: { sv: 'typ', en: 'type' },
  organisation: { sv: 'organisation', en: 'organisation' },
  municipality: { sv: 'kommun', en: 'municipality' },
  profile: { sv: 'profil', en: 'profile' },
  phone: { sv: 'telefon', en: 'telephone' },
  manager: { sv: 'chef', en: 'manager' },
  isDefault: { sv: 'förvald brevlåda', en: 'default mailbox' },
  format: { sv: 'format', en: 'format' },
  downtime: { sv: 'planerat avbrott', en: 'planned downtime' },
  secretHashes: { sv: 'hemligheter', en: 'secrets' },
  secretExpiry: { sv: 'hemligheters slutdatum', en: 'end of secrets' },
  keys: { sv: 'nycklar', en: 'keys' },
  mapping: { sv: 'mappning', en: 'mapping' },
  unit: { sv: 'enhet', en: 'unit' },
  defaultCharset: { sv: 'teckenuppsättning', en: 'character set' },
  contradiction: { sv: 'motsägelser', en: 'contradictions' },
  facilities: { sv: 'avsändarbeteckningar', en: 'facilities' },
  wards: { sv: 'avdelningar', en: 'wards' },
  places: { sv: 'platser', en: 'places' },
  codes: { sv: 'koder', en: 'codes' },
  observations: { sv: 'observationer', en: 'observations' },
  authorities: { sv: 'utfärdare', en: 'authorities' },
  events: { sv: 'händelser', en: 'events' },
};

/** An entry as far as it is compared: fields by name, each as a text. */
interface Compared {
  readonly title: string;
  readonly fields: ReadonlyMap<string, string>;
  /** Units that it may act for. */
  readonly units: ReadonlySet<string>;
}

/** What is different between two directories, in words; never a secret, a hash or a key. */
export function changesBetween(before: Directory, after: Directory): Both[] {
  const changes = [
    ...between(NOUNS.organisations, listed(before.organisations), listed(after.organisations)),
    ...between(NOUNS.units, listed(before.units), listed(after.units)),
    ...between(NOUNS.clients, listed(before.clients), listed(after.clients)),
    ...between(NOUNS.sources, listed(before.sources), listed(after.sources)),
    ...between(NOUNS.mappings, listed(before.mappings), listed(after.mappings)),
    ...between(NOUNS.operations, mailboxes(before), mailboxes(after)),
  ];
  const more = changes.length - MOST_TOLD;
  if (more <= 0) return changes;
  const rest = { sv: `och ${String(more)} ändringar till`, en: `and ${String(more)} changes more` };
  return [...changes.slice(0, MOST_TOLD), rest];
}

function between(noun: Noun, before: ReadonlyMap<string, Compared>, after: ReadonlyMap<string, Compared>): Both[] {
  const added = [...after].flatMap(([id, entry]) => (before.has(id) ? [] : [titled(noun.added, entry)]));
  const gone = [...before].flatMap(([id, entry]) => (after.has(id) ? [] : [titled(noun.gone, entry)]));
  const changed = [...after].flatMap(([id, entry]) => {
    const old = before.get(id);
    const what = old === undefined ? [] : differences(old, entry);
    return what.length === 0 ? [] : [withDetail(titled(noun.changed, entry), what)];
  });
  return [...added, ...gone, ...changed];
}

function differences(before: Compared, after: Compared): Both[] {
  const names = [...new Set([...before.fields.keys(), ...after.fields.keys()])];
  const changed = names.filter((name) => before.fields.get(name) !== after.fields.get(name));
  const [come, left] = [without(after.units, before.units), without(before.units, after.units)];
  return [
    ...changed.map((name) => FIELDS[name] ?? { sv: name, en: name }),
    ...(come.length === 0 ? [] : [{ sv: `får agera för ${come.join(', ')}`, en: `may act for ${come.join(', ')}` }]),
    ...(left.length === 0
      ? []
      : [{ sv: `får inte längre agera för ${left.join(', ')}`, en: `may no longer act for ${left.join(', ')}` }]),
  ];
}

function without(units: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...units].filter((unit) => !others.has(unit));
}

function titled({ sv, en }: Both, { title }: Compared): Both {
  return { sv: `${sv}: ${title}`, en: `${en}: ${title}` };
}

function withDetail({ sv, en }: Both, what: readonly Both[]): Both {
  return {
    sv: `${sv} (${what.map((one) => one.sv).join(', ')})`,
    en: `${en} (${what.map((one) => one.en).join(', ')})`,
  };
}

/** Entries of any list: those that act for units have them in `units`, and a mapping stands for its id. */
function listed(entries: ReadonlyMap<string, object>): Map<string, Compared> {
  return new Map(
    [...entries].map(([id, entry]) => {
      const { units, name, mapping, ...rest }: Readonly<Record<string, unknown>> = { ...entry };
      const fields = Object.entries({ ...rest, name, mapping: idOf(mapping) });
      const told = fields.flatMap(([field, value]): [string, string][] =>
        value === undefined ? [] : [[field, JSON.stringify(value)]],
      );
      const actsFor = Array.isArray(units) ? units.map(String) : [];
      const title = typeof name === 'string' ? `${name} (${id})` : id;
      return [id, { title, fields: new Map(told), units: new Set(actsFor) }];
    }),
  );
}

function idOf(mapping: unknown): unknown {
  return typeof mapping === 'object' && mapping !== null && 'id' in mapping ? mapping.id : undefined;
}

function mailboxes({ operationsUnits }: Directory): Map<string, Compared> {
  return new Map(
    [...operationsUnits].map(([profile, unit]) => [
      profile,
      { title: profile, fields: new Map([['unit', unit]]), units: new Set<string>() },
    ]),
  );
}
