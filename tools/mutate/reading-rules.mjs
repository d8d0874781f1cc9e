/**
 * Whose value a place is: the ids of the rules that read it. A test judges a change there when its title holds one of them.
 */

const RULE_KEYS = [
  'rule',
  'lateRule',
  'noticeRule',
  'readyRule',
  'closesRule',
  'harmRule',
  'scopeRule',
  'noticedRule',
  'commentRule',
];
const ID = /^[A-Z]{1,4}-[A-Z][A-Z0-9]*-\d+$/;

/**
 * The rules of the nearest entry around the place that names one, those in comments on the way from there, and those of the
 * entries that point to it: a window is read by the deadlines that use it.
 * @param text the profile, a ProfileText
 */
export function idsOf(text, { path }) {
  const ids = new Set();
  const depth = depthOfEntry(text, path);
  const value = text.at(path);
  if (typeof value === 'string' && ID.test(value)) ids.add(value);
  const lines = text.linesTo(path);
  for (let at = Math.max(depth, 1); at <= path.length; at += 1) {
    for (const id of text.idsBeside(lines[at - 1])) ids.add(id);
  }
  for (const id of rulesIn(text.at(path.slice(0, depth)))) ids.add(id);
  for (const id of rulesBehind(text.data, path)) ids.add(id);
  return [...ids].sort();
}

/** How many steps of the path lead to the nearest entry with a rule of its own; the section where there is none. */
function depthOfEntry(text, path) {
  for (let depth = path.length; depth > 1; depth -= 1) {
    if (text.at(path.slice(0, depth))?.rule !== undefined) return depth;
  }
  return 1;
}

function rulesIn(entry) {
  if (entry === null || typeof entry !== 'object') return [];
  return RULE_KEYS.flatMap((key) => (typeof entry[key] === 'string' ? [entry[key]] : []));
}

function rulesBehind(data, [section, name, row]) {
  if (section === 'plan' && name === 'transitions') return rulesOfPlanRow(data, data.plan.transitions[row] ?? {});
  if (section === 'windows') return usersOf(data, name, ['window', 'repeat']);
  if (section === 'ladders') return usersOf(data, name, ['ladder']);
  if (section === 'needs') return rulesIn(data.categories?.[data.needs[name]?.category]);
  if (section !== 'transitions') return [];
  const { on, flag } = data.transitions[name] ?? {};
  return [...[on].flat().flatMap((kind) => rulesIn(data.kinds?.[kind]).slice(0, 1)), ...rulesIn(flag)];
}

/** A row of plans is read by whoever sends the message and by whoever may. */
function rulesOfPlanRow({ kinds, plan }, { on, flag }) {
  const sent = [on].flat();
  const may = plan.permissions.filter(({ kind }) => [kind].flat().some((one) => sent.includes(one)));
  return [...sent.flatMap((kind) => rulesIn(kinds?.[kind]).slice(0, 1)), ...may.flatMap(rulesIn), ...rulesIn(flag)];
}

/** Rules of the entries in which one of the keys, at whatever depth, has this name. */
function usersOf(data, name, keys) {
  const found = [];
  const walk = (value, rules) => {
    if (value === null || typeof value !== 'object') return;
    const own = value.rule === undefined ? rules : rulesIn(value);
    if (keys.some((key) => value[key] === name)) found.push(...own);
    for (const inner of Object.values(value)) walk(inner, own);
  };
  walk(data.deadlines, []);
  walk(data.ladders, []);
  walk(data.plan?.duties, []);
  return found;
}
