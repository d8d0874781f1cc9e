import type { Both } from '../both.js';
import { endOfCivilDay } from '../calendar.js';
import type { CivilDate } from '../calendar.js';
import {
  diskText,
  expiryText,
  neverConnectedText,
  overdueDutiesText,
  overdueReceiptsText,
  processText,
  QUEUE_LATE,
  refusedText,
  silentText,
  SWEEP_LATE,
  undeliveredText,
  unownedText,
} from './problem-texts.js';
import type { ProblemTexts } from './problem-texts.js';
import type { Silence } from './silence.js';

/** In the order in which they are told of those that are equally severe: what stops all, what patients wait for, the rest. */
export const PROBLEM_KINDS = [
  'disk-low',
  'sweep-late',
  'overdue-receipts',
  'unowned-escalations',
  'overdue-duties',
  'quarantine',
  'queue-late',
  'process-gone',
  'silent-party',
  'alert-undelivered',
  'never-connected',
  'certificate-expires',
  'secret-expires',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export const PROBLEM_SEVERITIES = ['critical', 'warning', 'notice'] as const;
export type ProblemSeverity = (typeof PROBLEM_SEVERITIES)[number];

export const PROBLEM_VIEWS = ['deadlines', 'quarantine', 'queues', 'directory', 'alerts'] as const;
export type ProblemView = (typeof PROBLEM_VIEWS)[number];

/** One thing that somebody has to do something about, however many events are behind it. */
export interface Problem {
  /** The same as long as it is the same problem: kind and what it is about. */
  readonly key: string;
  readonly kind: ProblemKind;
  readonly severity: ProblemSeverity;
  readonly since: Date;
  /** How many duties, escalations or messages are behind it; 1 where there is nothing to count. */
  readonly count: number;
  /** HSA-id of the unit that it is about: whom to call. */
  readonly unit: string | null;
  readonly text: Both;
  readonly advice: Both;
  readonly view: ProblemView;
  readonly filter: Readonly<Record<string, string>>;
}

/** A count and since when the oldest of it. */
export interface Backlog {
  readonly count: number;
  readonly since: Date;
}

/** What stands wrong with one unit; undefined where nothing does. */
export interface UnitFacts {
  /** HSA-id. */
  readonly unit: string;
  /** Receipts, and other duties, whose time has passed. */
  readonly overdueReceipts: Backlog | undefined;
  readonly overdueDuties: Backlog | undefined;
  readonly silence: Silence | undefined;
  /** What waits for a unit that has never sent anything nor asked for its inbox. */
  readonly unheardOf: Backlog | undefined;
}

/** Refused input of one source that was refused for the same reason. */
export interface RefusedGroup extends Backlog {
  /** `http:<client>` or `mllp:<source>`. */
  readonly source: string;
  readonly code: string;
  /** HSA-id of the sending unit, where all are of the same. */
  readonly sender: string | null;
}

/** The same with the name of the system that sent it. */
export interface NamedRefusedGroup extends RefusedGroup {
  readonly system: Both;
}

/** What of a client's way in ends, and when. */
export interface Expiry {
  readonly client: string;
  /** Name of the client in the directory. */
  readonly name: string;
  readonly what: 'secret' | 'key' | 'certificate';
  /** The last civil day on which it is taken. */
  readonly lastDay: CivilDate;
}

/** How the hub itself is; machine time. */
export interface HubFacts {
  readonly at: Date;
  readonly queue: { readonly isHealthy: boolean; readonly oldestWaitingAt: Date | null } | null;
  readonly lastSweepAt: Date | null;
  readonly isSweepLate: boolean;
  readonly processes: readonly {
    readonly id: string;
    readonly host: string;
    readonly lastSeenAt: Date;
    readonly isAlive: boolean;
  }[];
  readonly disk: { readonly freeBytes: number; readonly isLow: boolean } | null;
  readonly undelivered: Backlog | null;
}

/** All that problems, and alerts, are decided from. */
export interface ProblemFacts {
  readonly units: readonly UnitFacts[];
  readonly unownedEscalations: (Backlog & { readonly isCapped: boolean }) | undefined;
  readonly refused: readonly NamedRefusedGroup[];
  readonly expiries: readonly Expiry[];
  readonly hub: HubFacts;
}

/** What is wrong, worst first, then by kind, then the oldest, then the most: one row for each thing to be done. */
export function problemsOf(facts: ProblemFacts, now: Date): Problem[] {
  const { unownedEscalations: unowned } = facts;
  return [
    ...facts.units.flatMap((unit) => unitProblems(unit, now)),
    ...(unowned === undefined ? [] : [unownedProblem(unowned, now)]),
    ...facts.refused.map((group) => refusedProblem(group, now)),
    ...facts.expiries.flatMap((expiry) => expiryProblem(expiry, now) ?? []),
    ...hubProblems(facts.hub),
  ].sort(worstFirst);
}

/** At most so many of each kind, in the same order: a region that is late all over hides nothing else. */
export function fewOfEachKind<One extends Pick<Problem, 'kind'>>(problems: readonly One[], most: number): One[] {
  const seen = new Map<ProblemKind, number>();
  return problems.filter(({ kind }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= most;
  });
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** From when on a problem is critical: how long it has lasted, or how much of it there is. */
const CRITICAL = {
  receipts: { after: 4 * HOUR, count: 20 },
  duties: { after: DAY, count: 50 },
  unowned: { after: HOUR, count: 20 },
  refused: { after: 4 * HOUR, count: 50 },
} as const;

function severityOf(
  { count, since }: Backlog,
  limit: { readonly after: number; readonly count: number },
  now: Date,
): 'critical' | 'warning' {
  return count >= limit.count || now.getTime() - since.getTime() >= limit.after ? 'critical' : 'warning';
}

function unitProblems({ unit, overdueReceipts, overdueDuties, silence, unheardOf }: UnitFacts, now: Date): Problem[] {
  const problems: Problem[] = [];
  const add = (kind: ProblemKind, severity: ProblemSeverity, { count, since }: Backlog, shown: Shown): void => {
    problems.push({ key: `${kind} ${unit}`, kind, severity, count, since, unit, ...shown });
  };
  if (overdueReceipts !== undefined) {
    const filter = { state: 'overdue', group: 'receipts', unit };
    const shown = { ...overdueReceiptsText(overdueReceipts.count), view: 'deadlines', filter } as const;
    add('overdue-receipts', severityOf(overdueReceipts, CRITICAL.receipts, now), overdueReceipts, shown);
  }
  if (overdueDuties !== undefined) {
    const filter = { state: 'overdue', group: 'other', unit };
    const shown = { ...overdueDutiesText(overdueDuties.count), view: 'deadlines', filter } as const;
    add('overdue-duties', severityOf(overdueDuties, CRITICAL.duties, now), overdueDuties, shown);
  }
  if (silence !== undefined) {
    const shown = { ...silentText(silence.usual), view: 'directory', filter: { unit } } as const;
    add('silent-party', 'warning', { count: 1, since: silence.since }, shown);
  }
  if (unheardOf !== undefined) {
    const shown = { ...neverConnectedText(unheardOf.count), view: 'directory', filter: { unit } } as const;
    add('never-connected', 'notice', unheardOf, shown);
  }
  return problems;
}

type Shown = Pick<Problem, 'text' | 'advice' | 'view' | 'filter'>;

function unownedProblem(unowned: Backlog & { readonly isCapped: boolean }, now: Date): Problem {
  const { count, since, isCapped } = unowned;
  return {
    ...{ key: 'unowned-escalations', kind: 'unowned-escalations', unit: null, count, since },
    severity: severityOf(unowned, CRITICAL.unowned, now),
    ...unownedText(count, isCapped),
    view: 'deadlines',
    filter: { owner: 'none', state: 'overdue' },
  };
}

function refusedProblem(group: NamedRefusedGroup, now: Date): Problem {
  const { source, system, code, sender, count, since } = group;
  return {
    ...{ key: `quarantine ${source} ${code}`, kind: 'quarantine', unit: sender, count, since },
    severity: severityOf(group, CRITICAL.refused, now),
    ...refusedText(count, system, code),
    view: 'quarantine',
    filter: { state: 'held', source, code },
  };
}

/** A secret or certificate is spoken of 30 days before it ends, and is urgent seven days before. */
function expiryProblem({ client, name, what, lastDay }: Expiry, now: Date): Problem | undefined {
  const at = endOfCivilDay(lastDay);
  const left = at.getTime() - now.getTime();
  if (left > 30 * DAY) return undefined;
  const kind = what === 'certificate' ? 'certificate-expires' : 'secret-expires';
  const severity = left <= 0 ? 'critical' : left <= 7 * DAY ? 'warning' : 'notice';
  return {
    ...{ key: `${kind} ${client} ${what} ${lastDay}`, kind, severity, count: 1, unit: null },
    since: new Date(at.getTime() - 30 * DAY),
    ...expiryText(what, name, lastDay, left <= 0),
    view: 'directory',
    filter: { client },
  };
}

function hubProblems({ at, queue, lastSweepAt, isSweepLate, processes, disk, undelivered }: HubFacts): Problem[] {
  const problems: Problem[] = [];
  const add = (kind: ProblemKind, severity: ProblemSeverity, since: Date, shown: HubShown): void => {
    const { about, count = 1, view = 'queues', ...texts } = shown;
    const key = about === undefined ? kind : `${kind} ${about}`;
    problems.push({ key, kind, severity, since, count, unit: null, view, filter: {}, ...texts });
  };
  if (isSweepLate) add('sweep-late', 'critical', lastSweepAt ?? at, SWEEP_LATE);
  if (queue?.isHealthy === false) add('queue-late', 'warning', queue.oldestWaitingAt ?? at, QUEUE_LATE);
  if (disk?.isLow === true) add('disk-low', 'critical', at, diskText(disk.freeBytes));
  for (const { id, host, lastSeenAt, isAlive } of processes) {
    if (!isAlive) add('process-gone', 'warning', lastSeenAt, { ...processText(host), about: id });
  }
  if (undelivered !== null && undelivered.count > 0) {
    const { count, since } = undelivered;
    add('alert-undelivered', 'warning', since, { ...undeliveredText(count), count, view: 'alerts' });
  }
  return problems;
}

interface HubShown extends ProblemTexts {
  /** What of its kind it is about, where there may be several. */
  readonly about?: string;
  readonly count?: number;
  /** Where it is shown, when not among the queues. */
  readonly view?: ProblemView;
}

function worstFirst(a: Problem, b: Problem): number {
  return (
    PROBLEM_SEVERITIES.indexOf(a.severity) - PROBLEM_SEVERITIES.indexOf(b.severity) ||
    PROBLEM_KINDS.indexOf(a.kind) - PROBLEM_KINDS.indexOf(b.kind) ||
    a.since.getTime() - b.since.getTime() ||
    b.count - a.count ||
    (a.key < b.key ? -1 : 1)
  );
}
