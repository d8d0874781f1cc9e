import type { Deadline } from '../deadline/deadline.js';
import { CLOSED_STATES } from '../episode/episode.js';
import type { MessageKind, PartyRole } from '../message.js';
import type { Profile } from '../profile/profile.js';
import { isOpenCareAsked } from './payment-preconditions.js';
import type { ReportStay } from './stay.js';

/**
 * Why a stay is not over: `admission`: it is planned and has not begun; `assessment`: nobody has judged the patient ready;
 * `date`: no expected discharge is known; `kvittens`, `answer`, `duty`: an open deadline of that scope;
 * `municipality-ready`: the region has kommunklar and it has not come; `care-contact`: none is named; `plan-call`: nobody has
 * called to the plan; `open-care`: it has not told what it answers for; `discharge`: the patient is ready, and nothing but the
 * discharge is waited for.
 */
export const WAIT_CODES = [
  'admission',
  'assessment',
  'date',
  'kvittens',
  'answer',
  'duty',
  'municipality-ready',
  'care-contact',
  'plan-call',
  'open-care',
  'discharge',
] as const;
export type WaitCode = (typeof WAIT_CODES)[number];

/** One thing that an open stay waits for. */
export interface Wait {
  readonly code: WaitCode;
  readonly role: PartyRole | undefined;
  /** HSA-id of the unit that is waited for; undefined where none has the role. */
  readonly unit: string | undefined;
  readonly since: Date;
  /** Undefined where nothing says until when. */
  readonly due: Date | undefined;
  /** Name of the deadline in the profile; undefined where there is none. */
  readonly deadline: string | undefined;
  readonly rule: string | undefined;
}

/** An open deadline of the stay. */
export type OpenDuty = Pick<Deadline, 'kind' | 'rule' | 'startedAt' | 'due' | 'responsible'>;

/** What an open stay waits for, from whom, since when; the open deadlines first. Nothing for a stay that is over. */
export function waitsOf(stay: ReportStay, duties: readonly OpenDuty[], profile: Profile): Wait[] {
  if (CLOSED_STATES.includes(stay.state)) return [];
  const owed = duties.map((duty) => waitForDuty(duty, stay, profile));
  const spell = stay.spells.at(-1);
  const readyAt = spell?.end === undefined ? spell?.noticeAt : undefined;
  const begunAt = stay.said[0]?.at;
  if (begunAt === undefined) return owed;
  const open = readyAt === undefined ? beforeReady(stay, begunAt) : afterReady(stay, readyAt, profile);
  // What a deadline asks for already is not told a second time.
  const waits = [
    ...owed,
    ...open.filter(({ code, kind }) => !isOwed(kind, code, duties, profile)).map(({ wait }) => wait),
  ];
  const isFree = readyAt !== undefined && waits.every(({ code }) => code === 'kvittens');
  return isFree ? [...waits, waitFor('discharge', 'slutenvard', stay.ward, readyAt)] : waits;
}

/** A wait, and the kind of message that ends it. */
interface OpenItem {
  readonly code: WaitCode;
  readonly kind: MessageKind | undefined;
  readonly wait: Wait;
}

function beforeReady(stay: ReportStay, since: Date): OpenItem[] {
  const ward = (code: 'admission' | 'date' | 'assessment', kind: MessageKind): OpenItem => ({
    code,
    kind,
    wait: waitFor(code, 'slutenvard', stay.ward, since),
  });
  if (stay.state === 'planerad') return [ward('admission', 'inskrivningsmeddelande')];
  const assessment = ward('assessment', 'utskrivningsklar');
  return stay.expectedDischarge === undefined ? [ward('date', 'inskrivningsmeddelande'), assessment] : [assessment];
}

/** What of contact, plan and open care's part is not done; none of it stops the discharge. [G-RDY-16] */
function afterReady(stay: ReportStay, since: Date, profile: Profile): OpenItem[] {
  const { categories, kinds, payment, transitions } = profile;
  const category = stay.category === undefined ? undefined : categories[stay.category];
  const hasSaid = (kind: string, role?: PartyRole) =>
    stay.said.some((one) => one.kind === kind && (role === undefined || one.role === role));
  const items: OpenItem[] = [];
  const item = (code: WaitCode, role: PartyRole, kind?: MessageKind) => {
    items.push({ code, kind, wait: waitFor(code, role, unitOf(stay, role), since) });
  };
  const awaitsMunicipality = transitions.some(({ on, to }) => on === 'kommunklar' && to === 'kommunklar');
  if (awaitsMunicipality && stay.state === 'utskrivningsklar') {
    const municipal = stay.parties.find(({ role }) => payment.municipalRoles.includes(role))?.role;
    if (municipal !== undefined) item('municipality-ready', municipal, 'kommunklar');
  }
  if (category?.fvk === true && !stay.hasCareContact) item('care-contact', 'oppenvard', 'fast-vardkontakt');
  const { calledAt, refusedAt, notNeededAt, isReplaced } = stay.plan;
  const isSettled = isReplaced || [calledAt, refusedAt, notNeededAt].some((at) => at !== undefined);
  if (category?.sip === true && kinds['sip-kallelse'] !== undefined && !isSettled) {
    item('plan-call', 'oppenvard', 'sip-kallelse');
  }
  const { openCareTells } = payment;
  const isAsked = category !== undefined && isOpenCareAsked(category.recipients, profile);
  if (isAsked && !openCareTells.some((kind) => hasSaid(kind, 'oppenvard'))) item('open-care', 'oppenvard');
  return items;
}

function isOwed(
  kind: MessageKind | undefined,
  code: WaitCode,
  duties: readonly OpenDuty[],
  { deadlines, payment }: Profile,
): boolean {
  const kinds = code === 'open-care' ? payment.openCareTells : kind === undefined ? [] : [kind];
  return duties.some((duty) => {
    const rule = deadlines[duty.kind];
    if (code === 'date') return rule?.metByField === 'expectedDischarge';
    return rule?.scope !== 'delivery' && rule?.metBy.some((met) => kinds.includes(met)) === true;
  });
}

function waitForDuty({ kind, rule, startedAt, due, responsible }: OpenDuty, stay: ReportStay, profile: Profile): Wait {
  const scope = profile.deadlines[kind]?.scope;
  const code = scope === 'delivery' ? 'kvittens' : scope === 'answer' ? 'answer' : 'duty';
  const role = stay.parties.find(({ unit }) => unit === responsible)?.role;
  const isWard = responsible === stay.ward;
  return {
    code,
    role: role ?? (isWard ? 'slutenvard' : undefined),
    unit: responsible,
    since: startedAt,
    due,
    deadline: kind,
    rule,
  };
}

function waitFor(code: WaitCode, role: PartyRole, unit: string | undefined, since: Date): Wait {
  return { code, role, unit, since, due: undefined, deadline: undefined, rule: undefined };
}

function unitOf({ parties, ward }: ReportStay, role: PartyRole): string | undefined {
  return role === 'slutenvard' ? ward : parties.find((party) => party.role === role)?.unit;
}
