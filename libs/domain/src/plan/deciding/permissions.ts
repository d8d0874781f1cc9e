import type { Unit } from '../../directory/directory.js';
import type { Content, MessageKind } from '../../message.js';
import { reason } from '../../reason.js';
import type { Reason, ReasonCode } from '../../reason.js';
import type { PlanObject } from '../folding/meant.js';
import type { PlanActor, PlanPermission, PlanRules } from '../plan-rule.js';
import { coordinatorOf, unitsOf } from '../plan.js';
import type { Plan, PlanFacts } from '../plan.js';
import { staffIn } from '../reading.js';

/** What a unit is to a plan; each is true or absent. */
export interface Acting {
  readonly coordinator?: true;
  readonly participant?: true;
  readonly owner?: true;
  readonly administrator?: true;
  readonly careContact?: true;
}

/** What else decides it: who wrote the message, and what of the plan it is about. */
interface Doing {
  /** Name of the person who wrote it, where the message says so. */
  readonly author?: string | undefined;
  readonly object?: PlanObject | undefined;
}

/** Who wrote a message, where its content names a person for that. */
export function authorIn(kind: MessageKind, content: Content): string | undefined {
  return (staffIn(content, 'author') ?? (kind === 'sip-utvardering' ? staffIn(content, 'evaluator') : undefined))?.name;
}

/**
 * What the unit is to the plan as it stands. Rights go by unit; where the region says so a person who is named as the author
 * has to be the one who coordinates (N-COORD-06, N-COORD-07).
 */
export function actingIn(facts: PlanFacts, unit: Unit, rules: PlanRules, { author, object }: Doing = {}): Acting {
  const now = coordinatorOf(facts);
  const isNamed = !rules.coordinator.person || author === undefined || isSameName(author, now?.name);
  return {
    ...(now?.unit === unit.hsaId && isNamed ? { coordinator: true } : {}),
    ...(unitsOf(facts).includes(unit.hsaId) ? { participant: true } : {}),
    ...(object !== undefined && object.owner === unit.hsaId ? { owner: true } : {}),
    ...(isAdministrator(unit, rules) ? { administrator: true } : {}),
    ...(facts.careContact?.unit === unit.hsaId ? { careContact: true } : {}),
  };
}

function isSameName(author: string, coordinator: string | undefined): boolean {
  const plain = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();
  return coordinator === undefined || plain(author) === plain(coordinator);
}

/** Whether the unit corrects for others in the region (N-CLOSE-06). */
export function isAdministrator({ type }: Pick<Unit, 'type'>, { administrators }: PlanRules): boolean {
  return type !== undefined && administrators?.types.includes(type) === true;
}

/** The row that decides who sends a kind: the first of the region's table that fits the event. */
export function permissionFor(
  { permissions }: PlanRules,
  kind: MessageKind,
  event: string | undefined,
): PlanPermission | undefined {
  return permissions.find((row) => row.kind === kind && (row.event === undefined || row.event === event));
}

/** Kinds that begin the work: whoever sends them coordinates while nobody does. */
const LEADING: readonly MessageKind[] = ['sip-underlag', 'sip-kallelse', 'sip-samordningsansvarig'];

/**
 * Kinds that concern more than the plan. Where the region says nothing else, whoever knows it tells it, and it fits every open state.
 */
export const OF_PERSON: readonly MessageKind[] = ['samtycke', 'samtycke-aterkallat', 'avliden', 'fast-vardkontakt'];

/** Whether one of those who may do it is meant: the unit as what it is to the plan. */
function isOneOf(by: readonly PlanActor[], acting: Acting, facts: PlanFacts, kind: MessageKind): boolean {
  return by.some((actor) => {
    if (actor === 'anyone') return true;
    if (actor === 'care-contact') return acting.careContact === true;
    if (actor === 'coordinator' && coordinatorOf(facts) === undefined) return LEADING.includes(kind);
    return acting[actor] === true;
  });
}

/** Whether the region lets a unit join in that takes no part: as one who calls or writes the underlag while nobody coordinates. */
export function mayJoin(
  plan: Plan,
  unit: Unit,
  kind: MessageKind,
  event: string | undefined,
  rules: PlanRules,
): boolean {
  const row = permissionFor(rules, kind, event);
  if (row === undefined) return false;
  const acting = actingIn(plan.facts, unit, rules);
  return isOneOf(
    row.by.filter((actor) => actor !== 'participant' && actor !== 'owner'),
    acting,
    plan.facts,
    kind,
  );
}

const CODES: Readonly<Record<PlanActor, ReasonCode>> = {
  coordinator: 'not-coordinator',
  participant: 'not-participant',
  owner: 'not-owner',
  administrator: 'not-administrator',
  anyone: 'not-participant',
  'care-contact': 'not-coordinator',
};

/** The row that forbids a unit to send a kind about a plan as it stands; undefined when it may (table 7c). */
export function mayAct(
  plan: Plan,
  unit: Unit,
  kind: MessageKind,
  event: string | undefined,
  rules: PlanRules,
  doing: Doing = {},
): PlanPermission | undefined {
  const acting = actingIn(plan.facts, unit, rules, doing);
  const row = permissionFor(rules, kind, event) ?? byDefault(kind, rules);
  if (!isOneOf(row.by, acting, plan.facts, kind)) return row;
  // What another wrote is changed by the one who coordinates, or by a row that says so outright.
  const isForeign = event === 'andrad' && row.event === undefined && doing.object !== undefined;
  const isAllowed = acting.owner === true || acting.coordinator === true;
  return isForeign && !isAllowed ? { ...row, by: ['owner'], rule: rules.rules?.owner ?? row.rule } : undefined;
}

function byDefault(kind: MessageKind, { rule }: PlanRules): PlanPermission {
  return { rule, kind, by: OF_PERSON.includes(kind) ? ['anyone'] : ['participant'] };
}

/** Why the unit may not send it; nothing when it may. */
export function permissionReasons(...asked: Parameters<typeof mayAct>): Reason[] {
  const row = mayAct(...asked);
  return row === undefined ? [] : [reason(CODES[row.by[0] ?? 'participant'], 'sender', undefined, row.rule)];
}
