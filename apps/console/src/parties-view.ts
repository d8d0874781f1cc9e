import { quantilesOf } from '#domain/operations/histogram.js';
import type { Directory } from '#domain/directory/directory.js';
import { InvalidCursor } from '#flows/operations-ports.js';
import type { Party } from '#flows/read-overview.js';
import { PARTY_STATES } from './dto/party.dto.js';
import type { PartyDto, PartyPageDto, PartyQueryDto } from './dto/party.dto.js';
import { unitContact } from './dto/unit.dto.js';

/** A party as the console shows it. */
function partyDto({ hsaId, figures, silence, pausedUntil, ...rest }: Party, directory: Directory): PartyDto {
  const { counts, oldest } = figures;
  const unit = directory.units.get(hsaId);
  const times = quantilesOf(rest.acknowledgements);
  const isOverdue = oldest.overdue !== undefined;
  return {
    ...unitContact(directory, hsaId),
    profile: unit?.profile ?? null,
    organisation: directory.organisations.get(unit?.organisation ?? '')?.name ?? null,
    state: isOverdue ? 'overdue' : silence !== undefined ? 'silent' : pausedUntil !== undefined ? 'paused' : 'well',
    lastReceivedAt: figures.lastReceivedAt ?? null,
    lastPolledAt: figures.lastPolledAt ?? null,
    waiting: counts.waiting,
    oldestWaitingSince: oldest.waiting ?? null,
    overdue: isOverdue ? Math.max(1, counts.overdue) : 0,
    oldestOverdueSince: oldest.overdue ?? null,
    dueSoon: figures.dueSoon,
    openEscalations: counts.openEscalations,
    acknowledgement: times === undefined ? null : { p50Seconds: times.p50, p95Seconds: times.p95, count: times.count },
    sparkline: [...rest.sparkline],
    silent: silence ?? null,
    pausedUntil: pausedUntil ?? null,
  };
}

/** One page of the parties, in the order that was asked for. @throws InvalidCursor */
export function partyPage(parties: readonly Party[], query: PartyQueryDto, directory: Directory): PartyPageDto {
  const { sort, state, silent, profile, after, limit } = query;
  const ranked = parties
    .map((party) => partyDto(party, directory))
    .filter((party) => state === undefined || HOLDS[state](party))
    .filter((party) => silent === undefined || (party.silent !== null) === (silent === 'true'))
    .filter((party) => profile === undefined || party.profile === profile)
    .map((party) => ({ party, rank: [...RANKS[sort](party), party.name ?? '', party.hsaId] }))
    .sort((a, b) => compared(a.rank, b.rank));
  const place = after === undefined ? undefined : decoded(sort, after);
  const rest = place === undefined ? ranked : ranked.filter(({ rank }) => compared(rank, place) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = last !== undefined && rest.length > limit ? encoded(sort, last.rank) : undefined;
  return { items: page.map(({ party }) => party), next };
}

/** Who is late while it is paused is both, though its state tells only the worse of the two. */
const HOLDS: Readonly<Record<PartyDto['state'], (party: PartyDto) => boolean>> = {
  overdue: ({ overdue }) => overdue > 0,
  silent: ({ silent }) => silent !== null,
  paused: ({ pausedUntil }) => pausedUntil !== null,
  well: ({ state }) => state === 'well',
};

/** What comes first has the lower rank, part by part. */
type Rank = readonly (number | string)[];

/** For what has no such time. */
const NEVER = Number.MAX_SAFE_INTEGER;

const RANKS: Readonly<Record<PartyQueryDto['sort'], (party: PartyDto) => Rank>> = {
  worst: (party) => [
    ...[PARTY_STATES.indexOf(party.state), -party.overdue, time(party.oldestOverdueSince)],
    ...[-party.openEscalations, -party.dueSoon, -party.waiting],
  ],
  name: () => [],
  overdue: (party) => [-party.overdue, time(party.oldestOverdueSince)],
  waiting: (party) => [-party.waiting, time(party.oldestWaitingSince)],
  silent: (party) => [time(party.silent?.since ?? null), time(laterOf(party.lastReceivedAt, party.lastPolledAt))],
};

function time(at: Date | null): number {
  return at?.getTime() ?? NEVER;
}

function laterOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

const SWEDISH = new Intl.Collator('sv');

function compared(a: Rank, b: Rank): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    const difference =
      typeof one === 'number' && typeof other === 'number' ? one - other : SWEDISH.compare(String(one), String(other));
    if (difference !== 0) return difference;
  }
  return 0;
}

function encoded(sort: string, rank: Rank): string {
  return Buffer.from(JSON.stringify([sort, ...rank])).toString('base64url');
}

function decoded(sort: PartyQueryDto['sort'], cursor: string): Rank {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const parts = Array.isArray(value)
      ? value.filter((part) => typeof part === 'string' || typeof part === 'number')
      : [];
    const [name, ...rank] = parts;
    if (name === sort && rank.length > 1) return rank;
  } catch {
    // Told below, as every cursor that is none.
  }
  throw new InvalidCursor('The cursor is not one of this list');
}
