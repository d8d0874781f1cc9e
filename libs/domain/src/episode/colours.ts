import { COLOUR_TRACKS } from '../content/planning.js';
import type { PartyRole } from '../message.js';
import type { ColourTrack, EpisodeFacts, EpisodeStep, Party } from './episode.js';

interface Answer {
  readonly unit: string;
  readonly role: PartyRole;
  readonly colour: ColourTrack;
}

/**
 * The colour of each role that has answered, and the most urgent one once every party has a colour (G-COL-01, G-COL-03,
 * G-COL-16, G-COL-17). What a unit said that another one has taken over from holds until that one answers.
 */
export function coloursOf(
  steps: readonly EpisodeStep[],
  parties: readonly Party[],
): Pick<EpisodeFacts, 'colours' | 'colour'> {
  const answers = latestAnswers(steps);
  if (answers.length === 0) return {};
  const ofParties = parties.map((party) => answerOf(party, answers, parties));
  const ofOthers = answers.filter(({ role }) => role === 'slutenvard');
  const given = [...ofParties.filter((answer) => answer !== undefined), ...ofOthers];
  if (given.length === 0) return {};
  const colours: Partial<Record<PartyRole, ColourTrack>> = {};
  for (const { role, colour } of given) colours[role] = mostUrgent([colour, colours[role] ?? colour]);
  const isPending = parties.length === 0 || ofParties.includes(undefined);
  return isPending ? { colours } : { colours, colour: mostUrgent(given.map(({ colour }) => colour)) };
}

function latestAnswers(steps: readonly EpisodeStep[]): Answer[] {
  const latest = new Map<string, Answer>();
  for (const { kind, kept, unit, role } of steps) {
    const colour = COLOUR_TRACKS.find((track) => track === kept?.['colour']);
    if (kind !== 'planeringsunderlag' || colour === undefined || unit === undefined || role === undefined) continue;
    // What was said last stands last, also when the unit had answered before.
    latest.delete(unit);
    latest.set(unit, { unit, role, colour });
  }
  return [...latest.values()];
}

function answerOf(
  { unit, role }: Party,
  answers: readonly Answer[],
  parties: readonly Party[],
): (Answer & { role: PartyRole }) | undefined {
  const own = answers.find((answer) => answer.unit === unit);
  const isOver = (answer: Answer) => !parties.some((party) => party.unit === answer.unit);
  const found = own ?? answers.findLast((answer) => answer.role === role && isOver(answer));
  return found && { ...found, role };
}

function mostUrgent(colours: readonly ColourTrack[]): ColourTrack {
  return COLOUR_TRACKS.findLast((track) => colours.includes(track)) ?? 'bla';
}
