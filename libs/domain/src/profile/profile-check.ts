import { ConfigReader, type ConfigPath, type ConfigProblem } from '../config-reader.js';
import type { PlanRules } from '../plan/plan-rule.js';
import type { Profile } from './profile.js';
import { checkProfileMeaning } from './profile-meaning.js';
import type { PlanDraft } from './profile-plan.js';
import { readProfileShape } from './profile-shape.js';
import { RULE_ID } from './profile-values.js';

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
  checkCatalogues(file, value, problems);
  const categories = allCategories(draft.categories);
  if (problems.length > 0 || categories === undefined) return { ok: false, problems };
  const { id, name, rules, needs, windows, ladders, deadlines, kinds, transitions, deliverUnchangedUpdates } = draft;
  const { payment, reports, steps, checklists, withoutAccess, plan } = draft;
  const access = withoutAccess === undefined ? {} : { withoutAccess };
  const way = { steps, ...(checklists === undefined ? {} : { checklists }) };
  const profile = { id, name, rules, categories, needs, windows, ladders, deadlines, kinds, transitions };
  const plans = plan === undefined ? {} : { plan: rulesOf(plan) };
  return { ok: true, profile: { ...profile, deliverUnchangedUpdates, payment, reports, ...access, ...way, ...plans } };
}

/** The rules of plans without the places where they stand. */
function rulesOf({ rows: _rows, allowed: _allowed, ...rules }: PlanDraft): PlanRules {
  return rules;
}

/** Where the file says from which catalogues its rules are, an id of another one is most often a slip. */
function checkCatalogues(file: ConfigReader, value: unknown, problems: ConfigProblem[]): void {
  const known = file.optional('catalogues', (list) =>
    list.list((item) => item.textLike(/^[A-Z]$/, 'the capital letter with which rule ids of the catalogue begin')),
  );
  if (known === undefined) return;
  for (const { path, id } of strangersIn(value, known)) {
    problems.push({ path, message: `${id} is in none of the catalogues ${known.join()}` });
  }
}

/** Ids of rules of other catalogues, and where they stand. */
function strangersIn(value: unknown, known: readonly string[]): { path: ConfigPath; id: string }[] {
  if (typeof value === 'string') {
    const [, catalogue] = RULE_ID.exec(value) ?? [];
    return catalogue === undefined || known.includes(catalogue) ? [] : [{ path: [], id: value }];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...entries].flatMap(([key, item]) =>
    strangersIn(item, known).map(({ path, id }) => ({ path: [key, ...path], id })),
  );
}

function allCategories({ A, B, C, D, BC, CD, E }: Partial<Profile['categories']>): Profile['categories'] | undefined {
  const isMissing = !A || !B || !C || !D || !BC || !CD || !E;
  return isMissing ? undefined : { A, B, C, D, BC, CD, E };
}
