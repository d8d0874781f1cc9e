import type { Both } from '../../both.js';
import type { Directory } from '../../directory/directory.js';
import { MESSAGE_KINDS } from '../../message.js';
import type { MessageKind } from '../../message.js';
import { KIND_NAMES } from '../../names.js';
import type { Profile } from '../../profile/profile.js';
import { PLAN_ACTOR_NAMES, PLAN_STATE_NAMES } from '../names.js';
import { isClosedTo } from './left-out.js';
import { rowsAhead } from './may-lead.js';
import { actingIn, byDefault, mayAct } from './permissions.js';
import type { PlanActor, PlanPermission, PlanRules } from '../plan-rule.js';
import { isOpenPlan } from '../plan.js';
import type { Plan, PlanFacts, PlanState } from '../plan.js';

/** One kind of message, and whether a viewer may send it now. */
export interface MayDo {
  readonly kind: MessageKind;
  readonly name: Both;
  /** Value of the content field `event` (of `sip-kallelse`: `purpose`) that it is about; absent: all others of the kind. */
  readonly event?: string;
  /** HSA-ids of the viewer's units that may send it; empty: none. */
  readonly units: readonly string[];
  /** States that it leads to by the region's table, where it leads to another one. */
  readonly leadsTo: readonly PlanState[];
  /** Who may send it, by which rule. */
  readonly rule: string;
  readonly by: readonly PlanActor[];
  /** Why not, when `units` is empty. */
  readonly why?: Both;
}

interface Ground {
  readonly plan: Plan;
  readonly profile: Profile;
  readonly directory: Directory;
  /** HSA-ids. */
  readonly units: readonly string[];
}

/** What a viewer's units may send about a plan as it stands, and what not and why: by the region's table and its states (7c). */
export function mayDoOf(ground: Ground): MayDo[] {
  const rules = ground.profile.plan;
  if (rules === undefined || ground.units.length === 0) return [];
  return [...rules.permissions, ...unlisted(ground.profile, rules)].map((row) => mayDo(row, rules, ground));
}

/** Kinds about plans of which the table says nothing. */
function unlisted({ kinds }: Profile, plan: PlanRules): PlanPermission[] {
  return MESSAGE_KINDS.flatMap((kind): PlanPermission[] => {
    const known = kinds[kind];
    const isOfPlan = known?.about === 'plan' || known?.changesPlan === true;
    if (!isOfPlan || plan.permissions.some((row) => row.kind === kind)) return [];
    return [byDefault(kind, plan)];
  });
}

function mayDo(row: PlanPermission, rules: PlanRules, ground: Ground): MayDo {
  const { kind, event, rule, by } = row;
  const { state } = ground.plan.facts;
  const isFree = !rules.transitions.some(({ on }) => on === kind) && isOpenPlan(ground.plan);
  const ways = ground.units.map((unit) => ({ unit, rows: rowsOf(unit, row, rules, ground) }));
  const fits = ways.filter(({ rows }) => rows.length > 0 || isFree);
  const theirs = fits.filter(({ unit }) => maySend(unit, row, rules, ground));
  const may = theirs.filter(({ unit }) => !isClosedTo(unit, kind, ground.plan.facts));
  const leadsTo = new Set(
    may.flatMap(({ rows }) => rows.flatMap(({ to }) => (to === 'same' || to === 'previous' ? [] : [to]))),
  );
  const known = {
    kind,
    name: KIND_NAMES[kind],
    ...(event === undefined ? {} : { event }),
    ...{ units: may.map(({ unit }) => unit), leadsTo: [...leadsTo], rule, by },
  };
  return may.length > 0 ? known : { ...known, why: whyNot() };

  function whyNot(): Both {
    if (theirs.length > 0) return NOT_AGREED;
    return fits.length > 0 ? notYours(by) : notNow(state);
  }
}

/** The rows that a message of this kind could take now when the unit sends it. */
function rowsOf(id: string, { kind, event }: PlanPermission, rules: PlanRules, ground: Ground) {
  const { plan, profile, directory } = ground;
  const unit = directory.units.get(id);
  return unit === undefined ? [] : rowsAhead({ plan, profile, kind, event, acting: actingIn(plan, unit, rules) });
}

function maySend(id: string, row: PlanPermission, rules: PlanRules, { plan, profile, directory }: Ground): boolean {
  const unit = directory.units.get(id);
  const rule = profile.kinds[row.kind];
  if (unit === undefined || rule === undefined || unit.profile !== profile.id) return false;
  const isSender = rule.senders.includes(unit.role) && !rule.notSenderTypes.some((type) => type === unit.type);
  if (!isSender) return false;
  const isOwner = row.by.includes('owner') && ownedIn(row.kind, plan.facts).includes(id);
  return isOwner || mayAct(plan, unit, row.kind, row.event, rules) === undefined;
}

/** Units that wrote something that is open and that a message of the kind may be about; a meeting is owned by who called it. */
function ownedIn(kind: MessageKind, { subgoals, interventions, meetings }: PlanFacts): string[] {
  if (kind === 'sip-mote')
    return meetings.flatMap(({ unit, calledOffAt }) => (calledOffAt === undefined ? [unit] : []));
  const goals = subgoals.filter(({ state }) => state === 'pagaende').map(({ owner }) => owner);
  const doing = interventions.filter(({ state }) => state !== 'avslutad').map(({ owner }) => owner);
  return kind.startsWith('sip-delmal') ? goals : doing;
}

const NOT_AGREED: Both = {
  sv: 'Personens samtycke omfattar inte er enhet',
  en: "The person's consent does not cover your unit",
};

function notNow(state: PlanState): Both {
  const { sv, en } = PLAN_STATE_NAMES[state];
  return { sv: `Det går inte när planen är i läget ${sv}`, en: `Not while the plan is in the state ${en}` };
}

function notYours(by: readonly PlanActor[]): Both {
  const sv = by.map((actor) => PLAN_ACTOR_NAMES[actor].sv).join(' eller ');
  const en = by.map((actor) => PLAN_ACTOR_NAMES[actor].en).join(' or ');
  return { sv: `Det gör ${sv}`, en: `That is done by ${en}` };
}
