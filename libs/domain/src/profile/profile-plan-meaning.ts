import type { ConfigPath } from '../config-reader.js';
import { CONTENT } from '../content.js';
import { MESSAGE_KINDS, type MessageKind } from '../message.js';
import { unreachableStates } from '../plan/folding/machines.js';
import { ENDED_PLAN_STATES, PLAN_STATES } from '../plan/plan.js';
import { PLAN_DUTIES } from '../plan/plan-rule.js';
import type { PlanDuty, PlanTransition } from '../plan/plan-rule.js';
import { pathsOf } from '../condition-paths.js';
import { checkCondition, type Note } from './profile-asks.js';
import { checkWindows } from './profile-deadlines-meaning.js';
import { checkEnds } from './profile-plan-ends.js';
import type { PlanDraft } from './profile-plan.js';
import type { ProfileDraft } from './profile-shape.js';

/** Which of these kinds start a duty, and with which of them it ends; a region that has none of them never owes it. */
const OF_DUTY: Readonly<
  Record<PlanDuty, { readonly starts: readonly MessageKind[]; readonly ends: readonly MessageKind[] }>
> = {
  'sip-behov': { starts: ['sip-initiativ', 'sip-underlag'], ends: ['sip-kallelse'] },
  'sip-samtycke': { starts: ['sip-initiativ', 'sip-underlag'], ends: ['samtycke', 'sip-underlag'] },
  'sip-kallelse-plan': { starts: ['sip-initiativ', 'sip-underlag', 'samtycke'], ends: ['sip-kallelse'] },
  'sip-forberedelse': { starts: ['sip-kallelse'], ends: ['sip-mote'] },
  'sip-kvittens': { starts: ['sip-kallelse'], ends: ['sip-deltagare'] },
  'sip-mote': { starts: ['sip-kallelse'], ends: ['sip-mote'] },
  'sip-anteckning': { starts: ['sip-kallelse', 'sip-mote'], ends: ['sip-mote'] },
  'sip-huvudmal': { starts: ['sip-mote'], ends: ['sip-huvudmal'] },
  'sip-delmal-insatser': { starts: ['sip-huvudmal'], ends: ['sip-delmal', 'sip-insats'] },
  'sip-utdelning': { starts: ['sip-insats'], ends: ['sip-insats'] },
  'sip-fardigstallande': { starts: ['sip-mote'], ends: ['sip-mote', 'sip-delgivning', 'sip-huvudmal'] },
  'sip-journalforing': { starts: ['sip-mote', 'sip-delgivning'], ends: ['sip-delgivning'] },
  'sip-delgivning': { starts: ['sip-mote', 'sip-huvudmal', 'sip-insats'], ends: ['sip-delgivning'] },
  'sip-kopior': { starts: ['sip-mote', 'sip-huvudmal', 'sip-delgivning'], ends: ['sip-delgivning'] },
  'sip-brev': { starts: ['sip-kallelse'], ends: ['sip-kallelse'] },
  'sip-uppfoljningsdatum': { starts: ['sip-mote'], ends: ['sip-huvudmal', 'sip-mote'] },
  'sip-uppfoljning-kallelse': { starts: ['sip-huvudmal', 'sip-mote'], ends: ['sip-kallelse'] },
  'sip-uppfoljning': { starts: ['sip-huvudmal', 'sip-mote'], ends: ['sip-mote'] },
  'sip-avsteg': { starts: ['sip-uppfoljning'], ends: ['sip-uppfoljning'] },
  'sip-avliden': { starts: ['avliden'], ends: ['sip-avslut'] },
  'sip-avslut-dokumenterat': { starts: ['sip-avslut'], ends: ['sip-delgivning'] },
};

/** What a duty can be asked of: the plan, with no message at hand. */
const OF_PLAN: readonly string[] = ['plan', 'codes', 'patient'];

/** Notes what the plan section may say by itself, but what makes no sense together with the rest of the profile. */
export function checkPlan(draft: ProfileDraft, isWhole: (section: keyof ProfileDraft) => boolean, note: Note): void {
  const { plan } = draft;
  if (plan === undefined) {
    for (const kind of planKinds(draft)) {
      note(['kinds', kind], `${kind} is about a plan, and the profile has no section plan`);
    }
    return;
  }
  checkPermissions(draft, plan);
  checkRows(draft, plan);
  if (isWhole('plan')) {
    checkStates(plan);
    if (isWhole('kinds')) {
      checkEveryKind(draft, plan, note);
      checkEnds(plan, planKinds(draft), note);
    }
  }
  checkDuties(draft, plan, isWhole('kinds'), note);
}

/** The region's kinds that are about a plan, or change one beside a stay. */
function planKinds({ kinds }: ProfileDraft): MessageKind[] {
  return MESSAGE_KINDS.filter((kind) => kinds[kind]?.about === 'plan' || kinds[kind]?.changesPlan === true);
}

function checkPermissions(draft: ProfileDraft, plan: PlanDraft): void {
  for (const { value, at } of plan.allowed) {
    checkKindAndEvent(draft, value.kind, value.event, (message) => {
      at.problem(message);
    });
    if (value.by.includes('administrator') && plan.administrators === undefined) {
      at.at('by').problem('the profile names no administrators');
    }
  }
}

function checkRows(draft: ProfileDraft, plan: PlanDraft): void {
  for (const { value, at } of plan.rows) {
    checkKindAndEvent(draft, value.on, value.event, (message) => {
      at.problem(message);
    });
    if (value.when === undefined) continue;
    const told = (_path: ConfigPath, message: string) => {
      at.at('when').problem(message);
    };
    checkCondition(value.when, [], { kinds: [value.on], draft, note: told });
  }
}

function checkKindAndEvent(
  { names, kinds }: ProfileDraft,
  kind: MessageKind,
  event: string | undefined,
  problem: (message: string) => void,
): void {
  if (!names.kinds.has(kind)) return problem(`the region has no kind ${kind}: it is not under kinds`);
  const rule = kinds[kind];
  if (rule !== undefined && rule.about !== 'plan' && rule.changesPlan !== true) {
    problem(`${kind} changes no plan: it has neither about: plan nor changesPlan`);
  }
  if (event === undefined) return;
  const known = eventsOf(kind);
  if (known.length === 0) problem(`${kind} has no events`);
  else if (!known.includes(event)) problem(`${event} is no event of ${kind}: it is one of ${known.join(', ')}`);
}

/** The codes by which rows tell messages of one kind apart. */
function eventsOf(kind: MessageKind): readonly string[] {
  const made = MADE_EVENTS[kind];
  if (made !== undefined) return made;
  const field = CONTENT[kind][EVENT_FIELDS[kind] ?? 'event'];
  return field?.type === 'code' ? field.values : [];
}

const EVENT_FIELDS: Readonly<Partial<Record<MessageKind, string>>> = { 'sip-kallelse': 'purpose', avliden: 'source' };

/** What the hub itself tells apart, by what a message refers to. */
const MADE_EVENTS: Readonly<Partial<Record<MessageKind, readonly string[]>>> = {
  'sip-kartlaggning': ['ny', 'andrad', 'borttagen'],
  'sip-huvudmal': ['ny', 'andrad'],
  'sip-delmal': ['ny', 'andrad'],
  'sip-insats': ['ny', 'andrad'],
  'sip-ateroppnande': ['delmal', 'insats'],
};

/** Whether a row only ends what may no longer go on: a death, a consent that is taken back. */
function isCutOff({ on, when }: PlanTransition): boolean {
  return on === 'avliden' || (when !== undefined && pathsOf(when).includes('plan.takenBack'));
}

function checkStates({ transitions, rows }: PlanDraft): void {
  const rowOf = (state: string) => rows.find(({ value }) => value.from === state || value.to === state)?.at;
  for (const state of unreachableStates(transitions)) {
    rowOf(state)?.problem(`no sequence of messages leads to the state ${state}`);
  }
  for (const state of PLAN_STATES.filter((known) => !ENDED_PLAN_STATES.includes(known))) {
    const leads = transitions.some(
      (row) => row.from === state && row.to !== 'same' && row.to !== state && !isCutOff(row),
    );
    if (!leads) rowOf(state)?.problem(`nothing leads on from the state ${state}, in which a plan is open`);
  }
  for (const { value, at } of rows) {
    const isOver = value.from !== 'none' && ENDED_PLAN_STATES.includes(value.from);
    if (isOver && value.to !== 'same') {
      at.problem(`a plan that is ${value.from} is over: a new need begins a new one`);
    }
  }
}

/** Kinds that fit every open plan where the table has no row of them. */
const FITS_ALWAYS: readonly MessageKind[] = ['samtycke', 'samtycke-aterkallat', 'avliden', 'fast-vardkontakt'];

function checkEveryKind(draft: ProfileDraft, plan: PlanDraft, note: Note): void {
  for (const kind of planKinds(draft)) {
    if (!plan.permissions.some((row) => row.kind === kind)) {
      note(['kinds', kind], 'no row of plan.permissions says who may do it');
    }
    if (!FITS_ALWAYS.includes(kind) && !plan.transitions.some(({ on }) => on === kind)) {
      note(['kinds', kind], 'no row of plan.transitions says in which states of a plan it fits');
    }
  }
  if (!plan.transitions.some(({ from }) => from === 'none')) {
    note(['plan', 'transitions'], 'no message begins a plan: no row has from: none');
  }
}

function checkDuties(draft: ProfileDraft, plan: PlanDraft, knowsAllKinds: boolean, note: Note): void {
  for (const duty of PLAN_DUTIES) {
    const rule = plan.duties[duty];
    if (rule === undefined) continue;
    const path: ConfigPath = ['plan', 'duties', duty];
    if (rule.ladder !== undefined && !draft.names.ladders.has(rule.ladder)) {
      note([...path, 'ladder'], `no such ladder: ${rule.ladder}`);
    }
    if (!('atStart' in rule.due)) checkWindows(rule.due, [...path, 'due'], draft, note);
    if (rule.when !== undefined) checkOfPlan(rule.when, [...path, 'when'], draft, note);
    if (duty === 'sip-samtycke' && plan.consent.toCall.length === 0) {
      note(path, 'nothing can start it: plan.consent.toCall asks for nothing');
    }
    if (!knowsAllKinds) continue;
    const { starts, ends } = OF_DUTY[duty];
    const known = (kinds: readonly MessageKind[]) => kinds.some((kind) => planKinds(draft).includes(kind));
    if (!known(starts)) note(path, `nothing can start it: the region has none of ${starts.join(', ')} in its plans`);
    else if (!known(ends)) note(path, `nothing can end it: the region has none of ${ends.join(', ')} in its plans`);
  }
}

function checkOfPlan(
  condition: Parameters<typeof checkCondition>[0],
  at: ConfigPath,
  draft: ProfileDraft,
  note: Note,
): void {
  const elsewhere = pathsOf(condition).filter((path) => !OF_PLAN.includes(path.split('.')[0] ?? ''));
  for (const path of elsewhere) note(at, `${path} is about a message: duties are asked of the plan alone`);
  if (elsewhere.length === 0) checkCondition(condition, at, { kinds: [], draft, note });
}
