import { readdirSync } from 'node:fs';

import type { Directory, Unit } from '#domain/directory/directory.js';
import type { EpisodeState } from '#domain/episode/episode.js';
import type { Message, MessageKind, Need, PartyRole, PlanningCategory } from '#domain/message.js';
import { checkProfile } from '#domain/profile/profile-check.js';
import type { Profile } from '#domain/profile/profile.js';

import { demoDirectory } from './domain.js';
import { readYaml, repositoryPath } from './repository-files.js';

/**
 * A region as its file says it, read a second time and by itself: what the model expects comes from here and not from what
 * the engine made of the file.
 */
export interface Region {
  readonly name: string;
  /** What the engine plays with. */
  readonly profile: Profile;
  readonly file: RegionFile;
  /** The transition table, a row for each message and state. */
  readonly rows: readonly Row[];
  readonly directory: Directory;
  /** Types of units to which nothing may ever go. */
  readonly withoutAccess: ReadonlySet<string>;
  /** The region's own units; those that take part in stays. */
  readonly units: readonly Unit[];
}

export interface Row {
  readonly on: MessageKind;
  readonly from: EpisodeState | 'none';
  readonly to: EpisodeState | 'same' | 'previous';
  /** It is taken only where a condition holds. */
  readonly isConditional: boolean;
}

/** What the model reads of a profile; everything else in the file is none of its business. */
export interface RegionFile {
  readonly profile: string;
  readonly categories: Readonly<Record<PlanningCategory, { readonly recipients: readonly PartyRole[] }>>;
  readonly needs: readonly { readonly needs: readonly Need[]; readonly category: PlanningCategory }[];
  readonly withoutAccess?: { readonly types: readonly string[] };
  readonly ladders: Readonly<Record<string, readonly FileRung[]>>;
  readonly deadlines: Readonly<Record<string, FileDeadline>>;
  readonly kinds: Readonly<Partial<Record<MessageKind, FileKind>>>;
  readonly transitions: readonly {
    readonly on: MessageKind | readonly MessageKind[];
    readonly from: FileState | readonly FileState[];
    readonly to: Row['to'];
    readonly when?: unknown;
  }[];
  readonly deliverUnchangedUpdates?: boolean;
}

type FileState = EpisodeState | 'none' | 'open';

export interface FileRung {
  readonly step: string;
  readonly send: 'paminnelse' | 'eskalering';
  readonly to: 'responsible' | 'sender' | 'manager' | 'operations' | PartyRole;
  readonly afterHours: number;
  readonly repeat?: string;
  readonly fromStart?: boolean;
  readonly until?: string;
}

export interface FileDeadline {
  readonly scope: 'delivery' | 'answer' | 'episode';
  readonly roles?: readonly PartyRole[];
  readonly responsible?: 'sender' | 'ward' | 'coordinator' | PartyRole;
  readonly informs?: string;
  readonly withoutCoordinator?: PartyRole;
  readonly after?: 'receipts';
  readonly restarts?: boolean;
  readonly startedBy?: readonly MessageKind[];
  readonly metBy?: readonly MessageKind[];
  readonly metByField?: string;
  readonly metWhen?: unknown;
  readonly cancelledBy?: readonly MessageKind[];
  readonly cancelledWhen?: unknown;
  readonly ladder?: string;
}

export interface FileKind {
  readonly senders: readonly PartyRole[];
  readonly notSenderTypes?: readonly string[];
  readonly recipients: 'category' | 'parties' | 'others' | 'ward' | 'named' | 'withdrawn' | 'none';
  readonly named?: {
    readonly least?: number;
    readonly most?: number;
    readonly roles: readonly PartyRole[];
    readonly notTypes?: readonly string[];
  };
  readonly about?: 'stay' | 'person' | 'free';
  readonly early?: { readonly hours?: number };
  readonly receipt?: string;
  readonly consent?: readonly {
    readonly scope: string;
    readonly fields?: readonly string[];
    readonly allowed?: readonly string[];
    readonly without: 'refuse' | 'withhold' | 'tell';
  }[];
  readonly retracts?: MessageKind;
  readonly retractsAll?: boolean;
}

export const CLOSED: readonly EpisodeState[] = ['utskriven', 'avbruten', 'avslutad'];

/** The regions whose profiles lie in the folder. */
export function regionNames(): string[] {
  return readdirSync(repositoryPath('config/profiles'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** Reads a region; `change` is for specs that break the engine's side of it and want to see the model find it. */
export function readRegion(name: string, change: (profile: Profile) => Profile = (profile) => profile): Region {
  const whole = readYaml(`config/profiles/${name}.yaml`) as RegionFile;
  const check = checkProfile(whole);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  const file = { ...whole, kinds: ofStays(whole.kinds) };
  const directory = withDowntime(demoDirectory());
  const units = [...directory.units.values()].filter((unit) => unit.profile === name && unit.role !== 'extern');
  const never = Object.values(file.kinds).flatMap(({ named }) => named?.notTypes ?? []);
  const withoutAccess = new Set([...never, ...(file.withoutAccess?.types ?? [])]);
  return {
    name,
    profile: change(withoutPlans(check.profile)),
    file,
    rows: rowsOf(file),
    directory,
    units,
    withoutAccess,
  };
}

/**
 * A plan (SIP) outlives its stay and is a machine of its own, with promises of its own in the specs of the plan: the model of stays
 * is played without it.
 */
function withoutPlans({ plan: _, ...profile }: Profile): Profile {
  const kinds = Object.entries(ofStays(profile.kinds)).map(([kind, rule]) => [kind, { ...rule, changesPlan: false }]);
  return { ...profile, kinds: Object.fromEntries(kinds) as Profile['kinds'] };
}

function ofStays<T extends { readonly about?: string }>(
  kinds: Readonly<Partial<Record<MessageKind, T>>>,
): Readonly<Partial<Record<MessageKind, T>>> {
  const kept = Object.entries(kinds).filter(([, { about }]) => about !== 'plan');
  return Object.fromEntries(kept) as Partial<Record<MessageKind, T>>;
}

/** One unit of each role plans to be away for a night, so that reminders are put off now and then. */
function withDowntime(directory: Directory): Directory {
  const units = new Map(directory.units);
  const away = [{ from: '2026-11-25T06:00:00+01:00', to: '2026-11-26T06:00:00+01:00' }];
  const seen = new Set<string>();
  for (const [id, unit] of units) {
    const key = `${unit.profile} ${unit.role}`;
    if (!seen.has(key)) units.set(id, { ...unit, downtime: away });
    seen.add(key);
  }
  return { ...directory, units };
}

function rowsOf({ transitions }: RegionFile): Row[] {
  const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? (one as readonly T[]) : [one as T]);
  const led = transitions.flatMap(({ to }) => (to === 'same' || to === 'previous' || CLOSED.includes(to) ? [] : [to]));
  const open = [...new Set(led)];
  const said = new Set(
    transitions.flatMap(({ on, from }) => list(on).flatMap((kind) => list(from).map((state) => `${kind} ${state}`))),
  );
  return transitions.flatMap(({ on, from, to, when }) =>
    list(on).flatMap((kind) =>
      list(from)
        .flatMap((state) => (state === 'open' ? open.filter((one) => !said.has(`${kind} ${one}`)) : [state]))
        .map((state): Row => ({ on: kind, from: state, to, isConditional: when !== undefined })),
    ),
  );
}

/** The rows for a message in a state, by the file: those with a condition, as far as the one without. */
export function rowsFor({ rows }: Region, kind: MessageKind, from: Row['from']): readonly Row[] {
  const found = rows.filter((row) => row.on === kind && row.from === from);
  const certain = found.findIndex(({ isConditional }) => !isConditional);
  return certain < 0 ? found : found.slice(0, certain + 1);
}

/** Whether a message may find a stay in that state. */
export function fits(region: Region, kind: MessageKind, from: Row['from']): boolean {
  return rowsFor(region, kind, from).length > 0;
}

/** The planning category that a message says or whose needs it names, by the file. */
export function categoryIn({ file }: Region, { planningCategory, needs }: Message): PlanningCategory | undefined {
  if (needs === undefined) return planningCategory;
  return file.needs.find((row) => row.needs.length === needs.length && row.needs.every((need) => needs.includes(need)))
    ?.category;
}
