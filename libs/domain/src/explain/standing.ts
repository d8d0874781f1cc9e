import { parseInstant } from '../calendar.js';
import { isActive } from '../episode/care-contacts.js';
import { COLOUR_TRACKS } from '../content/planning.js';
import { CLOSED_STATES } from '../episode/episode.js';
import type { CareContact, Episode, EpisodeFacts, Party } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import { PARTY_ROLES } from '../message.js';
import type { Explained, Ground } from './explanation.js';
import { moment, momentOf } from './moments.js';
import { colourName, listed, plain, roleName } from './names.js';
import { explained } from './say.js';
import { contactOf, unitName } from './units.js';

/** Where the stay stands, since when, who is concerned and why. */
export function standingOf(ground: Ground): Explained[] {
  const { episode } = ground.stay;
  const { facts } = episode;
  return [
    stateItem(episode, ground.now),
    categoryItem(facts, ground),
    wardItem(facts, ground),
    ...facts.parties.map((party) => partyItem(party, facts, ground)),
    ...dateItems(facts, ground.now),
    ...(facts.careContacts ?? []).filter(isActive).map((contact) => contactItem(contact, ground)),
    ...colourItems(facts),
  ];
}

function stateItem(episode: Episode, now: Date): Explained {
  const at = stateSince(episode);
  const since = at === undefined ? plain('-') : moment(at, now);
  return explained(`state-${episode.facts.state}`, { since }, at === undefined ? {} : { at });
}

/** When the message came that led to the state of now; with no message left, when the last one was withdrawn is not known. */
function stateSince(episode: Episode): Date | undefined {
  const standing = standingSteps(episode);
  const { state } = episode.facts;
  const led = standing.findLast((step, index) => {
    const after = standing[index + 1]?.before?.state ?? state;
    return after === state && step.before?.state !== state;
  });
  const last = led ?? standing.at(-1) ?? episode.steps.at(-1);
  return last && parseInstant(last.at);
}

function categoryItem({ category, noticeSent }: EpisodeFacts, { profile }: Ground): Explained {
  if (category === undefined) return explained(noticeSent ? 'category-untold' : 'no-category', {});
  const { rule, recipients } = profile.categories[category];
  if (recipients.length === 0) return explained('category-of-nobody', { category: plain(category) }, { rule });
  return explained('category', { category: plain(category), roles: listed(recipients.map(roleName)) }, { rule });
}

function wardItem({ ward, state }: EpisodeFacts, { directory }: Ground): Explained {
  const code = state === 'planerad' ? 'ward-expects' : CLOSED_STATES.includes(state) ? 'ward-had' : 'ward';
  return explained(code, { unit: unitName(ward, directory) }, { unit: contactOf(ward, directory) });
}

function partyItem({ role, unit }: Party, { category }: EpisodeFacts, { profile, directory }: Ground): Explained {
  const row = category && profile.categories[category];
  const known = { unit: contactOf(unit, directory) };
  const who = { unit: unitName(unit, directory), role: roleName(role) };
  if (category === undefined || row?.recipients.includes(role) !== true) return explained('party', who, known);
  return explained('party-by-category', { ...who, category: plain(category) }, { ...known, rule: row.rule });
}

const DATES = {
  plannedAdmission: 'planned-admission',
  admittedAt: 'admitted-at',
  expectedDischarge: 'expected-discharge',
  readyAt: 'ready-at',
  dischargedAt: 'discharged-at',
} as const;

function dateItems(facts: EpisodeFacts, now: Date): Explained[] {
  const fields = ['plannedAdmission', 'admittedAt', 'expectedDischarge', 'readyAt', 'dischargedAt'] as const;
  return fields.flatMap((field) => {
    const text = facts[field];
    if (text === undefined) return [];
    const at = parseInstant(text);
    return [explained(DATES[field], { when: momentOf(text, now) }, at === undefined ? {} : { at })];
  });
}

function contactItem({ name, by, coordinator, from, phone }: CareContact, { directory }: Ground): Explained {
  const at = parseInstant(from);
  const unit = contactOf(by, directory);
  return explained(
    coordinator ? 'care-contact-coordinator' : 'care-contact',
    { name: plain(name), unit: unitName(by, directory) },
    { unit: phone === undefined ? unit : { ...unit, phone }, ...(at === undefined ? {} : { at }) },
  );
}

function colourItems({ colours = {}, colour }: EpisodeFacts): Explained[] {
  if (colour !== undefined) return [explained('colour', { colour: colourName(colour) })];
  return PARTY_ROLES.flatMap((role) => {
    const given = COLOUR_TRACKS.find((track) => track === colours[role]);
    return given === undefined
      ? []
      : [explained('colour-of-role', { role: roleName(role), colour: colourName(given) })];
  });
}
