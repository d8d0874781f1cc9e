import { isConsented } from '../episode/consents.js';
import type { Episode, EpisodeFacts } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import type { MessageKind } from '../message.js';
import type { ConsentRule, HiddenField, Profile } from '../profile/profile.js';
import type { KnownStay, Viewer } from './explanation.js';

/** What is known of a discharge, and what a message that was passed on to nobody may have added. */
const OF_DISCHARGE = ['readyAt', 'dischargedAt', 'responsibility'] as const;

/** What missing consent keeps from the parties of a stay. */
interface Untold {
  readonly fields: readonly string[];
  readonly hidden: readonly HiddenField[];
}

/**
 * The stay as a party of it may know it: what missing consent keeps from those who get the notice is kept from them here as well,
 * with whatever tells the same in other words, and what was passed on to nobody has not happened for them (B-ADM-08, B-ADM-09,
 * B-CON-02). The hospital whose stay it is, and operations, see all of it.
 */
export function toldStay<Stay extends KnownStay>(stay: Stay, profile: Profile, viewer: Viewer): Stay {
  const episode = toldEpisode(stay.episode, profile, viewer);
  if (episode === stay.episode) return stay;
  const { fields, hidden } = untoldIn(stay.episode, profile);
  const isOwn = ({ responsible, informs }: KnownStay['deadlines'][number]) =>
    viewer.sees(responsible) || viewer.sees(informs);
  const deadlines = stay.deadlines
    .filter(({ kind }) => !(profile.deadlines[kind]?.from ?? []).some((field) => fields.includes(field)))
    .filter((deadline) => hidden.length === 0 || isOwn(deadline));
  return { ...stay, episode, deadlines };
}

/** The same of the episode alone; the very same episode when nothing is kept from the reader. */
export function toldEpisode(episode: Episode, profile: Profile, { sees, roles }: Viewer): Episode {
  if (roles === undefined || roles.includes('slutenvard')) return episode;
  const { fields, hidden } = untoldIn(episode, profile);
  const silent = silentSteps(episode, profile);
  if (fields.length === 0 && hidden.length === 0 && silent.length === 0) return episode;
  const facts: EpisodeFacts = { ...episode.facts };
  for (const field of fields) Reflect.deleteProperty(facts, field);
  const before = silent[0]?.before;
  if (before !== undefined) {
    facts.state = before.state;
    for (const field of OF_DISCHARGE) if (before[field] === undefined) Reflect.deleteProperty(facts, field);
  }
  if (hidden.includes('planningCategory')) delete facts.category;
  if (hidden.includes('patient.healthCentre')) facts.parties = facts.parties.filter(({ unit }) => sees(unit));
  return { ...episode, facts, steps: episode.steps.filter((step) => !silent.includes(step)) };
}

/** What consent withholds of the notice, with all that is kept out of its head. */
function untoldIn(episode: Episode, profile: Profile): Untold {
  const rules = withholding(episode, profile, 'inskrivningsmeddelande');
  return { fields: rules.flatMap(({ fields }) => fields), hidden: rules.flatMap(({ hides }) => hides) };
}

/** The last steps of the stay, from the first of those that nobody was told of. */
function silentSteps(episode: Episode, profile: Profile): Episode['steps'] {
  const standing = standingSteps(episode);
  const isSilent = ({ kind }: { kind: MessageKind }) =>
    withholding(episode, profile, kind).some(({ fields, allowed }) => fields.length === 0 && allowed.length === 0);
  return standing.slice(standing.findLastIndex((step) => !isSilent(step)) + 1);
}

function withholding({ facts }: Episode, { kinds }: Profile, kind: MessageKind): ConsentRule[] {
  const rules = kinds[kind]?.consent ?? [];
  return rules.filter(({ without, scope }) => without === 'withhold' && !isConsented(scope, undefined, facts.consents));
}
