import type { Content } from '../message.js';
import type { CareContact, EpisodeStep, Party } from './episode.js';

/** One unit's word on its fast vårdkontakt. */
interface Named {
  readonly name: string;
  readonly title?: string;
  readonly unit?: string;
  readonly phone?: string;
  readonly coordinator: boolean | undefined;
  readonly ended: boolean;
}

/**
 * The care contacts of a stay, oldest first, those that ended with their end (G-FVK-18, G-FVK-24). A unit has one at a time, so
 * that another name takes the place of the one before; one of them all coordinates: the first, until another is said to
 * (G-FVK-12).
 */
export function careContactsOf(steps: readonly EpisodeStep[], parties: readonly Party[]): CareContact[] {
  return steps.reduce<CareContact[]>((known, step) => {
    const named = namedIn(step);
    return named === undefined ? known : withNamed(known, named, step, parties);
  }, []);
}

export function isActive({ until }: CareContact): boolean {
  return until === undefined;
}

/** The one who coordinates the discharge now. */
export function coordinatorOf(contacts: readonly CareContact[] = []): CareContact | undefined {
  return contacts.find((one) => one.coordinator && isActive(one));
}

function namedIn({ kind, kept }: EpisodeStep): Named | undefined {
  if (kept === undefined) return undefined;
  if (kind === 'fast-vardkontakt') return namedBy(kept);
  const within = kind === 'svar-pa-inskrivning' ? kept['careContact'] : undefined;
  return typeof within === 'object' && within !== null ? namedBy({ ...within }) : undefined;
}

function namedBy({ name, title, unit, phone, coordinator, ended }: Content): Named | undefined {
  if (typeof name !== 'string') return undefined;
  return {
    name,
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof unit === 'string' ? { unit } : {}),
    ...(typeof phone === 'string' ? { phone } : {}),
    coordinator: typeof coordinator === 'boolean' ? coordinator : undefined,
    ended: ended === true,
  };
}

function withNamed(
  known: readonly CareContact[],
  { coordinator, ended, ...person }: Named,
  { unit: by, role, at }: EpisodeStep,
  parties: readonly Party[],
): CareContact[] {
  if (by === undefined || role === undefined) return [...known];
  // A unit that took another's place speaks for the contact of the one before.
  const isOwn = (one: CareContact) =>
    one.by === by || (one.role === role && !parties.some(({ unit }) => unit === one.by));
  const before = known.find((one) => isActive(one) && isOwn(one));
  if (ended) return known.map((one) => (one === before ? { ...one, until: at } : one));
  const others = known.filter((one) => isActive(one) && one !== before);
  const leads = coordinator ?? before?.coordinator ?? !others.some((one) => one.coordinator);
  const next: CareContact = { ...person, coordinator: leads, by, role, from: at };
  if (before !== undefined && isSame(before, next)) return [...known];
  const demoted = leads ? others.filter((one) => one.coordinator) : [];
  const closed = known.map((one) => (one === before || demoted.includes(one) ? { ...one, until: at } : one));
  return [...closed, ...demoted.map((one) => ({ ...one, coordinator: false, from: at })), next];
}

function isSame(one: CareContact, other: CareContact): boolean {
  const fields = ['name', 'title', 'unit', 'phone', 'coordinator', 'by'] as const;
  return fields.every((field) => one[field] === other[field]);
}
