import { ConfigReader, type ConfigProblem } from './config-reader.js';
import type { Profile } from './profile.js';
import { checkProfileMeaning } from './profile-meaning.js';
import { readProfileShape } from './profile-shape.js';

type ProfileCheck = { ok: true; profile: Profile } | { ok: false; problems: ConfigProblem[] };

/**
 * Checks a region profile as it was read from its file: its shape, and whether it makes sense as a whole. What may be
 * left out gets its default. All problems come at once, in the order of the profile's sections.
 */
export function checkProfile(value: unknown): ProfileCheck {
  const problems: ConfigProblem[] = [];
  const file = ConfigReader.of(value, problems);
  if (file.names().length === 0) {
    file.problem('a profile is expected: a mapping with profile, name, categories and so on');
    return { ok: false, problems };
  }
  const draft = readProfileShape(file);
  checkProfileMeaning(draft, problems);
  const categories = allCategories(draft.categories);
  if (problems.length > 0 || categories === undefined) return { ok: false, problems };
  const { id, name, needs, windows, ladders, deadlines, kinds, transitions, deliverUnchangedUpdates } = draft;
  return {
    ok: true,
    profile: { id, name, categories, needs, windows, ladders, deadlines, kinds, transitions, deliverUnchangedUpdates },
  };
}

function allCategories({ A, B, C, D, BC, CD, E }: Partial<Profile['categories']>): Profile['categories'] | undefined {
  const isMissing = !A || !B || !C || !D || !BC || !CD || !E;
  return isMissing ? undefined : { A, B, C, D, BC, CD, E };
}
