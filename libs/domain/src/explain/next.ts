import type { Both } from '../both.js';
import { gateReason } from '../admission/admission-gate.js';
import { holds } from '../condition.js';
import type { Condition, Subject } from '../condition.js';
import { standingSteps } from '../episode/steps.js';
import { nextTransition } from '../episode/transitions.js';
import { MESSAGE_KINDS, PARTY_ROLES } from '../message.js';
import type { MessageKind, PartyRole } from '../message.js';
import type { CheckRule, KindRule, TransitionRule } from '../profile/profile.js';
import { REASON_CODES } from '../reason.js';
import type { Explained, Ground } from './explanation.js';
import { foresee, missingWords } from './foreseen.js';
import { kindName, listed, roleName, scopeName, stateName } from './names.js';
import { explained } from './say.js';
import { subjectNow } from './subject.js';
import { contactOf, unitName } from './units.js';

/** One kind that fits the state of now, for those who would send it on the same terms. */
interface Move {
  readonly kind: MessageKind;
  readonly rule: KindRule;
  readonly transition: TransitionRule;
  readonly roles: readonly PartyRole[];
  readonly terms: Terms;
}

/** What the stay alone says of a message that is not written yet. */
interface Terms {
  /** What it would be refused for. */
  readonly unmet: readonly Explained[];
  readonly met: readonly Explained[];
  readonly toSay: readonly Explained[];
  readonly remarks: readonly Explained[];
}

/** What may be sent now and by whom: what leads on first, each with what stands in its way. */
export function nextIn(ground: Ground): Explained[] {
  const subject = subjectNow(ground);
  const moves = MESSAGE_KINDS.flatMap((kind) => movesOf(kind, subject, ground));
  if (moves.length === 0) return [explained('nothing-follows', {})];
  const state = ground.stay.episode.facts.state;
  const leading = moves.filter(({ transition: { to } }) => to !== 'same' && to !== state);
  const others = moves.filter((move) => !leading.includes(move));
  const blocked = others.filter(({ terms }) => terms.unmet.length > 0);
  const free = others.filter(({ terms }) => terms.unmet.length === 0);
  return [
    ...leading.map((move) => leadItem(move)),
    ...blocked.map(({ terms, ...move }) => refusedItem(move, terms.unmet)),
    ...sendItems(free),
    ...(ground.profile.kinds.makulering === undefined ? [] : [withdrawItem(ground.profile.kinds.makulering)]),
  ];
}

function movesOf(kind: MessageKind, subject: Subject, ground: Ground): Move[] {
  const { stay, profile } = ground;
  const rule = profile.kinds[kind];
  if (rule === undefined) return [];
  const present = ['slutenvard', ...stay.episode.facts.parties.map(({ role }) => role)];
  const moves = new Map<string, Move>();
  for (const role of rule.senders.filter((sender) => present.includes(sender))) {
    const transition = transitionOf(kind, role, subject, ground);
    if (transition === undefined) continue;
    const terms = termsOf({ kind, rule }, role, subject, ground);
    const key = JSON.stringify([terms, transition]);
    const roles = [...(moves.get(key)?.roles ?? []), role];
    moves.set(key, { kind, rule, transition, roles, terms });
  }
  return [...moves.values()];
}

/** Where the message would lead to from that role's first party, counted as said. */
function transitionOf(
  kind: MessageKind,
  role: PartyRole,
  subject: Subject,
  ground: Ground,
): TransitionRule | undefined {
  const { episode } = ground.stay;
  const state = standingSteps(episode).length > 0 ? episode.facts.state : 'none';
  const unit = episode.facts.parties.find((party) => party.role === role)?.unit ?? episode.facts.ward;
  const said = [...subject.said, { kind, role, unit, alsoFor: [], content: {} }];
  return nextTransition(ground.profile.transitions, kind, state, (condition) => holds(condition, { ...subject, said }));
}

function termsOf({ kind, rule }: Pick<Move, 'kind' | 'rule'>, role: PartyRole, stay: Subject, ground: Ground): Terms {
  const subject: Subject = { ...stay, values: { ...stay.values, kind, sender: { role } } };
  const asked = rule.checks.filter(({ when }) => when === undefined || isExpected(when, subject));
  const refusing = asked.filter(({ otherwise }) => 'refuse' in otherwise);
  const judged = refusing.map((check) => ({ check, answer: foresee(check.must, subject) }));
  const of = (answer: boolean | undefined) => judged.filter((one) => one.answer === answer).map(({ check }) => check);
  const open = of(undefined).filter(({ must }) => !holds(must, subject));
  const failing = asked.filter(({ must, otherwise }) => 'warn' in otherwise && foresee(must, subject) === false);
  return {
    unmet: [
      ...gateItems(kind, rule, ground),
      ...consentItems(rule, subject),
      ...distinct(of(false).map((check) => checkItem('unmet', check, subject, ground))),
    ],
    met: distinct(of(true).map((check) => checkItem('met', check, subject, ground))),
    toSay: distinct(open.map((check) => checkItem('to-say', check, subject, ground))),
    remarks: distinct(failing.map((check) => checkItem('to-remark', check, subject, ground))),
  };
}

/** Where it depends on the message: whether it holds of one that says no more than it has to. */
function isExpected(condition: Condition, subject: Subject): boolean {
  return foresee(condition, subject) ?? holds(condition, subject);
}

/** The category may not let it through. */
function gateItems(kind: MessageKind, rule: KindRule, { stay: { episode }, profile, now }: Ground): Explained[] {
  const { category, ward } = episode.facts;
  if (category === undefined || rule.gate === undefined || rule.gate === 'notice') return [];
  const empty = { messageId: '', kind, sender: ward, sentAt: now.toISOString(), content: {} };
  const reason = gateReason(empty, episode, category, rule, profile);
  if (reason === undefined) return [];
  const what = textOf(reason.code);
  return [explained('unmet', { what }, reason.rule === undefined ? {} : { rule: reason.rule })];
}

/** A kind of which nothing may be sent without consent. */
function consentItems(rule: KindRule, { hasConsent }: Subject): Explained[] {
  return rule.consent
    .filter(({ without, fields, scope }) => without === 'refuse' && fields.length === 0 && !hasConsent(scope))
    .map((one) => explained('unmet-consent', { scope: scopeName(one.scope) }, { rule: one.rule }));
}

function checkItem(
  code: 'unmet' | 'met' | 'to-say' | 'to-remark',
  check: CheckRule,
  subject: Subject,
  { directory }: Ground,
): Explained {
  const { rule, must } = check;
  const isOpen = code === 'unmet' || code === 'to-remark';
  const then = (isOpen ? missingWords(must, subject) : []).map(({ kind, units }) => {
    const unit = contactOf(units[0] ?? '', directory);
    const names = listed(units.map((one) => unitName(one, directory)));
    return explained('unmet-message', { kind: kindName(kind), units: names }, { unit });
  });
  return explained(code, { what: detailOf(check) }, { rule, then });
}

/** What the check asks for: the words of the profile, where it has them. */
function detailOf({ detail, sv, at, otherwise }: CheckRule): Both {
  const meaning = textOf('refuse' in otherwise ? otherwise.refuse : otherwise.warn);
  const place = at === '' ? '' : ` (${at})`;
  const general = { sv: `${meaning.sv}${place}`, en: `${meaning.en}${place}` };
  return { sv: sv ?? general.sv, en: detail ?? general.en };
}

function textOf(code: keyof typeof REASON_CODES): Both {
  const { sv, en } = REASON_CODES[code];
  return { sv, en };
}

/** Checks that ask in several ways for the same are told once. */
function distinct(items: readonly Explained[]): Explained[] {
  return items.filter((item, index) => items.findIndex((one) => one.text.en === item.text.en) === index);
}

function leadItem(move: Move): Explained {
  const { kind, rule, transition, terms } = move;
  const toCome = [...terms.toSay, ...terms.met, ...terms.remarks];
  if (terms.unmet.length > 0) return refusedItem(move, [...terms.unmet, ...toCome]);
  const said = { roles: listed(move.roles.map(roleName)), kind: kindName(kind) };
  const known = { rule: rule.rule, kinds: [kind], roles: move.roles, then: toCome };
  if (transition.to === 'previous' || transition.to === 'same') return explained('may-lead-back', said, known);
  return explained('may-lead-on', { ...said, state: stateName(transition.to) }, known);
}

function refusedItem({ kind, rule, roles }: Omit<Move, 'terms'>, then: readonly Explained[]): Explained {
  const said = { roles: listed(roles.map(roleName)), kind: kindName(kind) };
  return explained('may-not-yet', said, { rule: rule.rule, kinds: [kind], roles, then });
}

/** What changes no state, told together for those who may send the same, on whatever terms. */
function sendItems(moves: readonly Move[]): Explained[] {
  const sendersOf = (kind: MessageKind) => {
    const own = moves.filter((move) => move.kind === kind).flatMap(({ roles }) => roles);
    return PARTY_ROLES.filter((role) => own.includes(role));
  };
  const groups = Map.groupBy(new Set(moves.map(({ kind }) => kind)), (kind) => sendersOf(kind).join());
  return [...groups.values()].map((kinds) => {
    const roles = kinds[0] === undefined ? [] : sendersOf(kinds[0]);
    const said = { roles: listed(roles.map(roleName)), kinds: listed(kinds.map(kindName)) };
    return explained('may-send', said, { kinds, roles });
  });
}

function withdrawItem({ rule }: KindRule): Explained {
  return explained('may-withdraw', {}, { rule });
}
