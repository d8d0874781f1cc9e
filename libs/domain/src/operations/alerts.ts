import type { Both } from '../both.js';
import type { AlertRule } from './alert-rules.js';
import type { ProblemFacts, RefusedGroup, UnitFacts } from './problems.js';

/** An alert that is coming (`pending`: it has not lasted long enough yet) or that lasts (`active`). One a rule at the most. */
export interface HeldAlert {
  readonly id: string;
  /** Id of its rule. */
  readonly rule: string;
  readonly kind: AlertRule['kind'];
  readonly name: Both;
  readonly phase: 'pending' | 'active';
  /** Since when what it is about has been so. */
  readonly since: Date;
  /** When it was told; undefined while it is pending. */
  readonly startedAt: Date | undefined;
  /** Since when it has been over, while nobody has been told yet. */
  readonly clearSince: Date | undefined;
  /** How many there are by now; the last count that was seen when it is over. */
  readonly count: number;
  /** HSA-ids of all units that it has been about, in the order of the alphabet. */
  readonly units: readonly string[];
}

/** What becomes of an alert: `started` and `ended` are told to the rule's channels, each once. */
export type AlertChange =
  | { readonly kind: 'kept' | 'started'; readonly alert: HeldAlert }
  | { readonly kind: 'ended'; readonly alert: HeldAlert; readonly endedAt: Date }
  | { readonly kind: 'dropped'; readonly id: string };

/** What alerts are decided from. */
export interface AlertFacts extends Pick<ProblemFacts, 'hub'> {
  readonly refused: readonly RefusedGroup[];
  /** How units stand, where one that was silent for so many hours is silent. */
  readonly unitsBy: (silentHours: number) => readonly UnitFacts[];
  /** Profile of a unit; undefined when the directory no longer has it. */
  readonly profileOf: (unit: string) => string | undefined;
}

/** Machine time rules what a machine measures, the hub's clock all else: under the simulated clock they part. */
export interface AlertTime {
  readonly hub: Date;
  readonly machine: Date;
}

/** What a rule sees. */
interface Finding {
  readonly count: number;
  readonly units: readonly string[];
}

const MINUTE = 60_000;

/**
 * What becomes of each rule's alert by these facts, at most one change a rule. It starts when what it is about has lasted for the
 * rule's time, and ends when it has been over for the rule's other time; what comes and goes meanwhile changes only the count and
 * the units. What could not be measured changes nothing. An alert whose rule is gone ends; it is dropped when nobody was told.
 */
export function decideAlerts(
  facts: AlertFacts,
  rules: readonly AlertRule[],
  held: readonly HeldAlert[],
  now: AlertTime,
  newId: () => string,
): AlertChange[] {
  const changes = rules.flatMap((rule) => {
    const found = findingOf(rule, facts);
    if (found === 'unknown') return [];
    const at = isMeasuredByMachine(rule.kind) ? now.machine : now.hub;
    const alert = held.find((one) => one.rule === rule.id);
    return found === undefined ? over(rule, alert, at) : [lasting(rule, alert, found, at, newId)];
  });
  const without = held.filter((alert) => !rules.some((rule) => rule.id === alert.rule));
  return [...changes, ...without.map((alert) => retired(alert, now))];
}

function lasting(
  rule: AlertRule,
  alert: HeldAlert | undefined,
  found: Finding,
  at: Date,
  newId: () => string,
): AlertChange {
  const { id, kind, name } = rule;
  const since = alert?.since ?? at;
  const units = [...new Set([...(alert?.units ?? []), ...found.units])].sort();
  const kept = {
    id: alert?.id ?? newId(),
    rule: id,
    kind,
    name,
    since,
    clearSince: undefined,
    count: found.count,
    units,
  };
  if (alert?.phase === 'active')
    return { kind: 'kept', alert: { ...kept, phase: 'active', startedAt: alert.startedAt } };
  if (hasPassed(rule.forMinutes, since, at)) {
    return { kind: 'started', alert: { ...kept, units: [...found.units].sort(), phase: 'active', startedAt: at } };
  }
  return { kind: 'kept', alert: { ...kept, phase: 'pending', startedAt: undefined } };
}

function over(rule: AlertRule, alert: HeldAlert | undefined, at: Date): AlertChange[] {
  if (alert === undefined) return [];
  if (alert.phase === 'pending') return [{ kind: 'dropped', id: alert.id }];
  const clearSince = alert.clearSince ?? at;
  const cleared = { ...alert, clearSince };
  if (hasPassed(rule.clearForMinutes, clearSince, at)) return [{ kind: 'ended', alert: cleared, endedAt: at }];
  return [{ kind: 'kept', alert: cleared }];
}

function retired(alert: HeldAlert, now: AlertTime): AlertChange {
  if (alert.phase === 'pending') return { kind: 'dropped', id: alert.id };
  return { kind: 'ended', alert, endedAt: isMeasuredByMachine(alert.kind) ? now.machine : now.hub };
}

function hasPassed(minutes: number, since: Date, at: Date): boolean {
  return at.getTime() - since.getTime() >= minutes * MINUTE;
}

function isMeasuredByMachine(kind: AlertRule['kind']): boolean {
  return kind === 'queue-age' || kind === 'sweep-late' || kind === 'disk-low' || kind === 'hub-process-gone';
}

/** What a rule finds; undefined: nothing is wrong; `unknown`: it could not be measured. */
function findingOf(rule: AlertRule, facts: AlertFacts): Finding | undefined | 'unknown' {
  const { hub } = facts;
  switch (rule.kind) {
    case 'overdue-receipts':
      return overdue(rule, facts);
    case 'silent-party':
      return moreThan(rule.over, ofUnits(unitsOf(rule, facts).filter(({ silence }) => silence !== undefined)));
    case 'quarantine':
      return moreThan(rule.over, {
        count: facts.refused.reduce((sum, { count }) => sum + count, 0),
        units: [...new Set(facts.refused.flatMap(({ sender }) => sender ?? []))],
      });
    case 'queue-age':
      if (hub.queue === null) return 'unknown';
      return moreThan(rule.over, {
        count: hub.queue.isHealthy ? ageOf(hub.queue.oldestWaitingAt, hub.at) : Infinity,
        units: [],
      });
    case 'sweep-late':
      return hub.isSweepLate ? { count: 1, units: [] } : undefined;
    case 'disk-low':
      if (hub.disk === null) return 'unknown';
      return hub.disk.isLow ? { count: 1, units: [] } : undefined;
    case 'hub-process-gone':
      return moreThan(rule.over, { count: hub.processes.filter(({ isAlive }) => !isAlive).length, units: [] });
  }
}

function overdue(rule: AlertRule, facts: AlertFacts): Finding | undefined {
  const late = unitsOf(rule, facts).flatMap(({ unit, overdueReceipts }) =>
    overdueReceipts === undefined ? [] : [{ unit, count: overdueReceipts.count }],
  );
  return moreThan(rule.over, {
    count: late.reduce((sum, { count }) => sum + count, 0),
    units: late.map(({ unit }) => unit),
  });
}

function unitsOf({ profile, silentHours }: AlertRule, { unitsBy, profileOf }: AlertFacts): readonly UnitFacts[] {
  const units = unitsBy(silentHours);
  return profile === undefined ? units : units.filter(({ unit }) => profileOf(unit) === profile);
}

function ofUnits(units: readonly UnitFacts[]): Finding {
  return { count: units.length, units: units.map(({ unit }) => unit) };
}

/** Whole minutes. */
function ageOf(since: Date | null, at: Date): number {
  return since === null ? 0 : Math.max(0, Math.floor((at.getTime() - since.getTime()) / MINUTE));
}

function moreThan(limit: number, finding: Finding): Finding | undefined {
  if (finding.count <= limit) return undefined;
  return { ...finding, count: Number.isFinite(finding.count) ? finding.count : 0 };
}
