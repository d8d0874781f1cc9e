import { parseInstant } from '../calendar.js';
import { coordinatorOf } from '../episode/care-contacts.js';
import { isConsented, recordedOf } from '../episode/consents.js';
import { CLOSED_STATES } from '../episode/episode.js';
import type { EpisodeFacts } from '../episode/episode.js';
import type { ConsentRule, KindRule } from '../profile/profile.js';
import type { MessageKind } from '../message.js';
import { MESSAGE_KINDS } from '../message.js';
import type { Explained, Ground } from './explanation.js';
import { moment } from './moments.js';
import { fieldName, kindName, listed, plain, roleName, scopeName } from './names.js';
import { explained } from './say.js';
import { contactOf, unitName } from './units.js';

/** What is missing or withheld in a stay that goes on, what that stops, and what waits for the stay. */
export function missingIn(ground: Ground): Explained[] {
  const { facts } = ground.stay.episode;
  if (facts.state === 'avbruten' || facts.state === 'avslutad') return [];
  const isPlanned = facts.state === 'planerad';
  const isOver = CLOSED_STATES.includes(facts.state);
  return [
    ...(isOver ? [] : dateItems(facts, ground)),
    ...(isPlanned || facts.noticeSent ? [] : [explained('notice-missing', {})]),
    ...(isPlanned ? [] : contactItems(facts, ground)),
    ...(isPlanned || isOver ? [] : [...vacantItems(facts, ground), ...colourItems(facts, ground)]),
    ...(isPlanned ? [] : consentItems(facts, ground)),
    ...earlyItems(ground),
  ];
}

/** Where the routine expects a date. */
function dateItems({ expectedDischarge, ward }: EpisodeFacts, { profile, directory }: Ground): Explained[] {
  const rule = profile.kinds.inskrivningsmeddelande?.expectedFields['expectedDischarge'];
  if (expectedDischarge !== undefined || rule === undefined) return [];
  const unit = contactOf(ward, directory);
  return [explained('expected-discharge-missing', { ward: unitName(ward, directory) }, { rule, unit })];
}

/** Whose duty it is stands with the deadline for it, where the region has one. */
function contactItems({ category, careContacts, parties }: EpisodeFacts, { profile, directory }: Ground): Explained[] {
  if (category === undefined || !profile.categories[category].fvk) return [];
  if (coordinatorOf(careContacts) !== undefined) return [];
  const owing = Object.values(profile.deadlines).find(({ metBy }) => metBy.includes('fast-vardkontakt'));
  const owners = parties.filter(({ role }) => role === owing?.responsible);
  const [owner] = owners;
  const rule = owing?.rule ?? profile.rules['care-contact'] ?? profile.categories[category].rule;
  if (owner === undefined) return [explained('care-contact-missing', {}, { rule })];
  const units = listed(owners.map(({ unit }) => unitName(unit, directory)));
  return [explained('care-contact-missing-from', { units }, { rule, unit: contactOf(owner.unit, directory) })];
}

function vacantItems({ category, parties }: EpisodeFacts, { profile }: Ground): Explained[] {
  if (category === undefined) return [];
  const { rule, recipients } = profile.categories[category];
  return recipients
    .filter((role) => !parties.some((party) => party.role === role))
    .map((role) => explained('role-vacant', { category: plain(category), role: roleName(role) }, { rule }));
}

function colourItems({ colour, colours = {}, parties }: EpisodeFacts, { profile, directory }: Ground): Explained[] {
  const rule = profile.kinds.planeringsunderlag;
  const silent = parties.filter(({ role }) => colours[role] === undefined);
  const [first] = silent;
  if (rule === undefined || colour !== undefined || first === undefined) return [];
  const units = listed(silent.map(({ unit }) => unitName(unit, directory)));
  return [explained('colour-pending', { units }, { rule: rule.rule, unit: contactOf(first.unit, directory) })];
}

/** Each scope that is asked for and not given, with what that stops. */
function consentItems(facts: EpisodeFacts, { profile, now }: Ground): Explained[] {
  const row = facts.category && profile.categories[facts.category];
  const isOfStay = ({ about, recipients, gate }: KindRule) =>
    about === 'stay' && recipients !== 'none' && (gate !== 'sip' || row?.sip === true);
  const asking = MESSAGE_KINDS.flatMap((kind) => {
    const rule = profile.kinds[kind];
    return rule !== undefined && isOfStay(rule) ? rule.consent.map((consent) => ({ kind, consent })) : [];
  });
  const scopes = [...new Set(asking.map(({ consent }) => consent.scope))];
  return scopes
    .filter((scope) => !isConsented(scope, undefined, facts.consents))
    .map((scope) => {
      const stopped = asking.filter(({ consent }) => consent.scope === scope);
      const said = recordedOf(scope, facts.consents ?? []);
      const at = said && parseInstant(said.at);
      const known = { rule: stopped[0]?.consent.rule ?? '', then: stops(stopped) };
      const about = { scope: scopeName(scope) };
      if (at === undefined) return explained('consent-unknown', about, known);
      return explained('consent-refused', { ...about, since: moment(at, now) }, { ...known, at });
    });
}

interface Stopped {
  readonly kind: MessageKind;
  readonly consent: ConsentRule;
}

function stops(stopped: readonly Stopped[]): Explained[] {
  const whole = stopped.filter(({ consent }) => consent.fields.length === 0);
  const of = (without: ConsentRule['without']) => whole.filter(({ consent }) => consent.without === without);
  const together = (code: 'stops-message' | 'stops-delivery' | 'stops-content', all: readonly Stopped[]) => {
    const [first] = all;
    const kinds = anyKind(all);
    return first === undefined ? [] : [explained(code, { kinds }, { rule: first.consent.rule })];
  };
  return [
    ...together('stops-message', of('refuse')),
    ...together('stops-delivery', of('withhold')),
    ...together('stops-content', of('tell')),
    ...stopped
      .filter(({ consent }) => consent.fields.length > 0)
      .map(({ kind, consent: { without, fields, rule } }) => {
        const said = { kind: kindName(kind), fields: listed(fields.map(fieldName)) };
        return explained(without === 'refuse' ? 'refuses-fields' : 'stops-fields', said, { rule });
      }),
  ];
}

function anyKind(all: readonly Stopped[]): ReturnType<typeof listed> {
  return listed(all.map(({ kind }) => kindName(kind)));
}

/** What came before the stay is the business of those who sent it or have it. */
function earlyItems({ stay, viewer, profile, directory, now }: Ground): Explained[] {
  return stay.early
    .filter(({ sender, units, until }) => (until === null || until > now) && [sender, ...units].some(viewer.sees))
    .map(({ kind, sender, receivedAt, until }) => {
      const said = { kind: kindName(kind), unit: unitName(sender, directory) };
      const early = Object.entries(profile.kinds).find(([name]) => name === kind)?.[1]?.early;
      const known = { at: receivedAt, unit: contactOf(sender, directory), ...(early && { rule: early.rule }) };
      if (until === null) return explained('early-waits', said, known);
      return explained('early-waits-until', { ...said, until: moment(until, now) }, { ...known, due: until });
    });
}
