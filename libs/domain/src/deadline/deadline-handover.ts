import type {
  DecisionGround,
  EndedDeadline,
  KnownDeadline,
  KnownState,
  PlannedDeadline,
} from '../admission/admission-plan.js';
import { cancelled } from './deadline-end.js';
import { informedBy, isOfWard, ownersOf, planned, rivalsOf, startIn, takesPart } from './deadline-start.js';
import type { EpisodeFacts } from '../episode/episode.js';
import type { DeadlineRule } from '../profile/profile.js';

/** A stay whose ward or parties have changed, and what was owed in it before. */
export interface Moved {
  /** With the episode as it was before. */
  readonly known: KnownState;
  readonly facts: EpisodeFacts | undefined;
  readonly ground: DecisionGround;
  /** HSA-id of the unit by which it changed. */
  readonly by: string;
  readonly at: Date;
}

interface Changes {
  readonly started: PlannedDeadline[];
  readonly ended: EndedDeadline[];
}

/**
 * A duty follows the stay: when another ward has the patient, or another unit stands for a role, it is theirs from now on, by
 * the same time. What was asked of a unit that takes no part any more is owed by nobody.
 */
export function handOver(moved: Moved, kind: string, rule: DeadlineRule, changes: Changes): void {
  const { known, facts } = moved;
  if (facts === undefined || rule.scope === 'delivery' || known.deadlines.length === 0) return;
  const left = known.deadlines.filter(
    (deadline) =>
      deadline.kind === kind &&
      deadline.state === 'open' &&
      !isEnded(changes, deadline.id) &&
      hasLeft(moved, rule, deadline, facts),
  );
  changes.ended.push(...left.map(({ id }) => cancelled(id)));
  if (rule.scope === 'answer') answerAnother(moved, kind, rule, changes);
  const first = left[0];
  if (first !== undefined && rule.scope === 'episode') passOn(moved, kind, rule, first, changes);
}

/** What becomes of the duties of a stay when a recipient has handed a message on, or has sent it back, and so is no party any more. */
export function dutiesAfterHandling(moved: Moved): Changes {
  const changes: Changes = { started: [], ended: [] };
  for (const [kind, rule] of Object.entries(moved.ground.profile.deadlines)) handOver(moved, kind, rule, changes);
  return {
    ...changes,
    started: changes.started.map((one) => ({ ...one, message: one.message ?? starterOf(one.kind, moved.known) })),
  };
}

/** The message that had started what is handed over, when it is no message that hands it over. */
export function starterOf(kind: string, { deadlines }: KnownState): string | undefined {
  return deadlines.find((one) => one.kind === kind && one.state === 'open')?.message;
}

export function isEnded({ ended }: Pick<Changes, 'ended'>, id: string): boolean {
  return ended.some((end) => end.id === id);
}

function hasLeft(moved: Moved, rule: DeadlineRule, deadline: KnownDeadline, facts: EpisodeFacts): boolean {
  if (rule.scope === 'answer') return !takesPart(deadline.responsible, facts, moved.ground.directory);
  return !ownersNow(moved, rule, deadline, facts).includes(deadline.responsible);
}

/**
 * Who asked for an answer and has left the stay is answered no more: the answer is owed to whoever took its place, by the same time,
 * and to nobody where none did.
 */
function answerAnother(moved: Moved, kind: string, rule: DeadlineRule, changes: Changes): void {
  const { known, ground, at } = moved;
  const asked = known.deadlines.filter(
    (deadline) => deadline.kind === kind && deadline.state === 'open' && !isEnded(changes, deadline.id),
  );
  for (const { id, informs: asker, ...open } of asked) {
    const now = inPlaceOf(moved, asker);
    if (now === asker) continue;
    changes.ended.push(cancelled(id));
    if (now === undefined || now === open.responsible) continue;
    const { due, responsible, delivery, message } = open;
    const duty = { responsible, informs: now, delivery };
    changes.started.push({ ...planned(ground, kind, rule, { start: { field: null, at }, due }, duty), message });
  }
}

/** The party that stands where another one stood: for its role, or the only one that is new; the unit itself as long as it is one. */
function inPlaceOf({ known, facts, ground: { directory } }: Moved, unit: string): string | undefined {
  const before = known.episode?.facts;
  if (facts === undefined || before === undefined) return unit;
  const was = before.parties.find((party) => party.unit === unit);
  if (was === undefined || takesPart(unit, facts, directory)) return unit;
  const fresh = facts.parties.filter((party) => before.parties.every((one) => one.unit !== party.unit));
  const next = facts.parties.find(({ role }) => role === was.role) ?? (fresh.length === 1 ? fresh[0] : undefined);
  return next?.unit;
}

/** Whose duty it is when the stay has changed: what a ward owes goes with the patient, any other sender's stays its own. */
function ownersNow(
  { by, ground: { directory } }: Moved,
  rule: DeadlineRule,
  { responsible }: KnownDeadline,
  facts: EpisodeFacts,
): string[] {
  if (rule.responsible !== 'sender') return ownersOf(rule, facts, by);
  return [isOfWard(responsible, facts, directory) ? facts.ward : responsible];
}

/** Those who owe it now, as far as they do not already. */
function passOn(moved: Moved, kind: string, rule: DeadlineRule, left: KnownDeadline, changes: Changes): void {
  const { known, ground, facts, by, at } = moved;
  if (facts === undefined) return;
  const start = startIn({ ...facts }, rule) ?? { field: null, at };
  for (const responsible of ownersNow(moved, rule, left, facts)) {
    const hasIt =
      changes.started.some((one) => one.kind === kind && one.responsible === responsible) ||
      rivalsOf(kind, rule, responsible, known).some(
        (one) => one.responsible === responsible && !isEnded(changes, one.id),
      );
    if (hasIt) continue;
    const informs = informedBy(rule, facts.ward, rule.responsible === 'sender' ? responsible : by);
    const duty = { responsible, informs, delivery: undefined };
    changes.started.push(planned(ground, kind, rule, { start, due: left.due }, duty));
  }
}
