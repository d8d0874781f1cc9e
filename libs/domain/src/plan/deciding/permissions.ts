import type { Unit } from '../../directory/directory.js';
import { standingSteps } from '../../episode/steps.js';
import type { Content, MessageKind } from '../../message.js';
import { reason } from '../../reason.js';
import type { Reason, ReasonCode } from '../../reason.js';
import { isCoordinatorLeftOut, isLeftOut } from '../folding/consents.js';
import type { PlanObject } from '../folding/meant.js';
import { takesPart } from '../folding/parties.js';
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
  /** It told of the need, or began the plan in another way. */
  readonly initiator?: true;
  /** It tells of the stay beside which the plan is. */
  readonly stay?: true;
  /** It is nothing of this to the plan, and has the person in another stay or plan, or was only called once. */
  readonly elsewhere?: true;
}

/** What a unit may be something to. */
type ActedOn = Pick<Plan, 'profile' | 'facts' | 'steps' | 'episode'>;

/** What else decides it: who wrote the message, and what of the plan it is about. */
export interface Doing {
  /** Name of the person who wrote it, where the message says so. */
  readonly author?: string | undefined;
  readonly object?: PlanObject | undefined;
  /** The hub's id of the open stay that the message tells of; the sender takes part in that. */
  readonly stay?: string | undefined;
  /** The sender takes part in another plan of the person. */
  readonly hasOther?: boolean | undefined;
}

/** Who wrote a message, where its content names a person for that. */
export function authorIn(kind: MessageKind, content: Content): string | undefined {
  return (staffIn(content, 'author') ?? (kind === 'sip-utvardering' ? staffIn(content, 'evaluator') : undefined))?.name;
}

/**
 * What the unit is to the plan as it stands. Rights go by unit; where the region says so a person who is named as the author
 * has to be the one who coordinates (N-COORD-06, N-COORD-07).
 */
export function actingIn(
  plan: ActedOn,
  unit: Unit,
  rules: PlanRules,
  { author, object, stay, hasOther }: Doing = {},
): Acting {
  const { facts } = plan;
  const now = coordinatorOf(facts);
  const isNamed = !rules.coordinator.person || author === undefined || isSameName(author, now?.name);
  const part: Acting = {
    ...(now?.unit === unit.hsaId && isNamed ? { coordinator: true } : {}),
    ...(unitsOf(facts).includes(unit.hsaId) ? { participant: true } : {}),
    ...(isAdministrator(unit, plan, rules) ? { administrator: true } : {}),
    ...(facts.careContact?.unit === unit.hsaId ? { careContact: true } : {}),
    ...(isInitiator(plan, unit.hsaId) ? { initiator: true } : {}),
    ...(stay !== undefined && stay === plan.episode ? { stay: true } : {}),
  };
  const isOwner = object !== undefined && object.owner === unit.hsaId;
  const isElsewhere =
    Object.keys(part).length === 0 && (stay !== undefined || hasOther === true || takesPart(plan, unit.hsaId));
  return { ...part, ...(isOwner ? { owner: true } : {}), ...(isElsewhere ? { elsewhere: true } : {}) };
}

/** Who saw the need obtains the consent (N-GEN-03, B-INI-07), unless that unit has left the plan since. */
function isInitiator({ facts, steps }: ActedOn, unit: string): boolean {
  const began = facts.need?.unit ?? standingSteps({ steps })[0]?.unit;
  return began === unit && !facts.participants.some(({ participantUnit }) => participantUnit === unit);
}

function isSameName(author: string, coordinator: string | undefined): boolean {
  const plain = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();
  return coordinator === undefined || plain(author) === plain(coordinator);
}

/** Whether the unit corrects for others in the region of the plan (N-CLOSE-06). */
export function isAdministrator(
  { type, profile }: Pick<Unit, 'type' | 'profile'>,
  plan: Pick<Plan, 'profile'>,
  { administrators }: PlanRules,
): boolean {
  return profile === plan.profile && type !== undefined && administrators?.types.includes(type) === true;
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

/**
 * Who coordinates and is left out by the person's consent knows too little to hand it over: somebody whom the consent covers, or who
 * corrects for others, may name another (N-CON-01, S-CON-06, G-CON-10, B-CALL-10).
 */
function mayNameAnother(facts: PlanFacts, { hsaId }: Unit, kind: MessageKind, acting: Acting): boolean {
  if (kind !== 'sip-samordningsansvarig' || !isCoordinatorLeftOut(facts)) return false;
  return acting.administrator === true || (acting.participant === true && !isLeftOut(facts, hsaId));
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
  const acting = actingIn(plan, unit, rules);
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
  initiator: 'not-participant',
  stay: 'not-participant',
  elsewhere: 'not-participant',
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
  const acting = actingIn(plan, unit, rules, doing);
  const row = permissionFor(rules, kind, event) ?? byDefault(kind, rules);
  if (!isOneOf(row.by, acting, plan.facts, kind) && !mayNameAnother(plan.facts, unit, kind, acting)) return row;
  // What another wrote is changed or taken away by the one who coordinates, or by a row that says so outright.
  const isChange = event === 'andrad' || (event === 'borttagen' && kind === 'sip-kartlaggning');
  const isForeign = isChange && row.event === undefined && doing.object !== undefined;
  const isAllowed = acting.owner === true || acting.coordinator === true;
  return isForeign && !isAllowed ? { ...row, by: ['owner'], rule: rules.rules?.owner ?? row.rule } : undefined;
}

/** Who may send a kind of which the region's table says nothing: who takes part, and what is of the person, who has the person. */
export function byDefault(kind: MessageKind, { rule }: PlanRules): PlanPermission {
  if (!OF_PERSON.includes(kind)) return { rule, kind, by: ['participant'] };
  const isOfConsent = kind === 'samtycke' || kind === 'samtycke-aterkallat';
  return {
    rule,
    kind,
    by: ['participant', 'initiator', 'care-contact', 'stay', ...(isOfConsent ? [] : ['elsewhere' as const])],
  };
}

/** Why the unit may not send it; nothing when it may. */
export function permissionReasons(...asked: Parameters<typeof mayAct>): Reason[] {
  const row = mayAct(...asked);
  return row === undefined ? [] : [reason(CODES[row.by[0] ?? 'participant'], 'sender', undefined, row.rule)];
}
