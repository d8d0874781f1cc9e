#!/usr/bin/env node
/**
 * Which rule is carried by which test. Reads the project's list of rules (`docs/rules/*.yaml`) and the titles of the
 * tests (`*.spec.ts` under apps, libs and test); a title carries a rule when its id stands there in brackets.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import ts from 'typescript';
import { LineCounter, parseDocument } from 'yaml';

import { specsUnder } from './mutate/specs.mjs';

const HELP = `Usage: npm run rules -- [options]

Shows for every rule in docs/rules/ how many tests carry its id in their title, as in
  it('[G-ACK-03] what came at 09:00 is due at 13:00', ...)
Ids count in titles of it, test and describe, in template titles, and in the tables of .each and for-of
loops that such titles are filled from. Tests that are skipped or still to be written do not count.

Options:
  --uncovered      only rules without a test that are neither deferred nor a mere reference
  --id <ID>        one rule, with the files and titles of its tests
  --json           the whole answer as JSON
  --root <folder>  another tree than the current folder
  --help           this text
  --mutate         changes the profiles and lists what no test notices; --mutate --help tells more

Exit code: 0 all is covered; 1 a rule of kind validate, route, deadline or state is neither covered nor
deferred; 2 a title names an id that no catalogue has, or a catalogue is not well formed.`;

const KINDS = ['validate', 'route', 'deadline', 'state', 'content', 'render', 'report', 'reference'];
const KINDS_TO_COVER = new Set(['validate', 'route', 'deadline', 'state']);
const FIELDS = ['id', 'rule', 'kind', 'derived', 'deferred', 'reference'];

// ---------------------------------------------------------------------------------------------------- catalogues

/** Reads every catalogue; what is wrong with one goes to `problems` as file, line and reason. */
function readCatalogues(root, problems) {
  const folder = join(root, 'docs', 'rules');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  if (names.length === 0) problems.push('docs/rules: no catalogue here');
  const seen = new Set();
  return names.sort().map((name) => readCatalogue(join(folder, name), `docs/rules/${name}`, seen, problems));
}

function readCatalogue(path, name, seen, problems) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const complain = (node, reason) => {
    const offset = node?.range?.[0];
    problems.push(`${name}${offset === undefined ? '' : `:${lines.linePos(offset).line}`}: ${reason}`);
  };
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    complain({ range: pos }, message.split('\n')[0]);
  }
  const content = document.errors.length > 0 ? undefined : document.toJS();
  const header = {};
  for (const field of ['catalogue', 'region', 'prefix']) {
    header[field] = content?.[field];
    if (document.errors.length === 0 && !isText(header[field])) complain(undefined, `${field} is missing`);
  }
  const list = content?.rules;
  if (document.errors.length === 0 && !Array.isArray(list)) complain(undefined, 'rules is missing or no list');
  const rules = [];
  for (const [index, rule] of Array.isArray(list) ? list.entries() : []) {
    const node = document.getIn(['rules', index], true);
    const wrong = whatIsWrong(rule, header.prefix, seen);
    for (const reason of wrong) complain(node, reason);
    if (isText(rule?.id) && !seen.has(rule.id)) rules.push(rule);
    seen.add(rule?.id);
  }
  return { ...header, file: name, rules };
}

function whatIsWrong(rule, prefix, seen) {
  if (rule === null || typeof rule !== 'object') return ['a rule has fields, this is something else'];
  const wrong = [];
  const say = (broken, reason) => broken && wrong.push(`${isText(rule.id) ? rule.id : 'a rule'}: ${reason}`);
  say(!new RegExp(`^${prefix}-[A-Z0-9]+-\\d{2}$`).test(rule.id), `id is not of the form ${prefix}-GROUP-00`);
  say(seen.has(rule.id), 'id is there twice');
  say(!isText(rule.rule) || rule.rule.includes('\n'), 'rule is one line of text');
  say(!KINDS.includes(rule.kind), `kind is one of ${KINDS.join(', ')}`);
  say(rule.derived !== undefined && rule.derived !== true, 'derived is true or absent');
  say(rule.deferred !== undefined && !isText(rule.deferred), 'deferred says what it waits for');
  say((rule.kind === 'reference') !== isText(rule.reference), 'reference says why, for kind reference and no other');
  for (const field of Object.keys(rule)) say(!FIELDS.includes(field), `${field} is no field of a rule`);
  return wrong;
}

function isText(value) {
  return typeof value === 'string' && value.trim() !== '';
}

// -------------------------------------------------------------------------------------------------- titles of tests

/** In brackets and near enough to an id to be meant as one, so that a slip of the pen is noticed. */
const IN_BRACKETS = /\[([A-Za-z]{1,4}-[A-Za-z][A-Za-z0-9]*-\d[^\]]*)\]/g;
const BARE_ID = /^[A-Z]{1,4}-[A-Z][A-Z0-9]*-\d+$/;
/** Skipped, to be written, or meant to fail: none of them shows that a rule is kept. */
const SHOWS_NOTHING = new Set(['skip', 'todo', 'failing']);

/** Every mention of a rule by a test: `{ id, file, line, title }`, one for each test that would run. */
function readMentions(root) {
  const mentions = [];
  for (const folder of ['apps', 'libs', 'test']) {
    for (const path of specsUnder(join(root, folder))) {
      const file = relative(root, path).replaceAll('\\', '/');
      const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
      visit(source, [], (id, call, title) => {
        const line = source.getLineAndCharacterOfPosition(call.getStart()).line + 1;
        mentions.push({ id, file, line, title });
      });
    }
  }
  return mentions;
}

/** Walks the tree; `outer` are the ids that the enclosing describe blocks hand on to every test in them. */
function visit(node, outer, mention) {
  let handedOn = outer;
  const block = ts.isCallExpression(node) ? testBlock(node) : undefined;
  if (block) {
    if (block.showsNothing) return;
    const ids = idsOf(node, block);
    if (block.isTest) for (const id of [...outer, ...ids]) mention(id, node, block.title.getText());
    else handedOn = [...outer, ...ids];
  }
  ts.forEachChild(node, (child) => visit(child, handedOn, mention));
}

/** `it(title)`, `describe.only(title)`, `test.each(table)(title)`, or `it.each` with a template as its table. */
function testBlock(call) {
  const title = call.arguments[0];
  if (title === undefined) return undefined;
  let callee = call.expression;
  let table;
  if (ts.isCallExpression(callee)) [table, callee] = [callee.arguments[0], callee.expression];
  else if (ts.isTaggedTemplateExpression(callee)) [table, callee] = [callee.template, callee.tag];
  const words = callee.getText().split('.');
  const name = words[0].replace(/^[xf](?=it$|test$|describe$)/, '');
  if (!['it', 'test', 'describe'].includes(name) || (table && words.at(-1) !== 'each')) return undefined;
  if (!table && words.at(-1) === 'each') return undefined;
  const showsNothing = words[0].startsWith('x') || words.some((word) => SHOWS_NOTHING.has(word));
  return { title, table, isTest: name !== 'describe', showsNothing };
}

function idsOf(call, { title, table }) {
  const ids = [...bracketed(textsOf(title).join('\u0000'))];
  const filledIn = table ? /[%$]/.test(title.getText()) : !ts.isStringLiteralLike(title);
  const from = filledIn ? (table ?? loopedOver(call)) : undefined;
  if (from === undefined) return ids;
  const texts = textsBehind(from);
  // A bare id in the table reaches the title in brackets only where the title puts brackets around what it is filled with.
  const bare = /\[[%$]/.test(title.getText()) ? texts.map((text) => text.trim()).filter((t) => BARE_ID.test(t)) : [];
  return [...ids, ...texts.flatMap((text) => [...bracketed(text)]), ...bare];
}

function* bracketed(text) {
  for (const [, id] of text.matchAll(IN_BRACKETS)) yield id;
}

/** All literal texts below a node, cells of a template table one by one. */
function textsOf(node) {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    return node.parent && isTable(node) ? node.text.split(/[|\n]/) : [node.text];
  }
  const texts = [];
  ts.forEachChild(node, (child) => void texts.push(...textsOf(child)));
  return texts;
}

function isTable(node) {
  const template = ts.isNoSubstitutionTemplateLiteral(node) ? node : node.parent;
  return ts.isTaggedTemplateExpression(template.parent) && template.parent.template === template;
}

/** What the innermost loop around the call goes through: `for (const x of HERE)` or `HERE.forEach(...)`. */
function loopedOver(call) {
  for (let node = call.parent; node; node = node.parent) {
    if (ts.isForOfStatement(node)) return node.expression;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      if (node.expression.name.text === 'forEach') return node.expression.expression;
    }
  }
  return undefined;
}

/** The texts of an expression and of what the same file declares under the names in it. */
function textsBehind(expression) {
  const names = new Set();
  const gather = (node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, gather);
  };
  gather(expression);
  const texts = textsOf(expression);
  const look = (node) => {
    const declared = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && names.has(node.name.text);
    if (declared && node.initializer) texts.push(...textsOf(node.initializer));
    ts.forEachChild(node, look);
  };
  look(expression.getSourceFile());
  return texts;
}

// ---------------------------------------------------------------------------------------------------------- answer

function judge(rule, tests) {
  if (tests.length > 0) return 'covered';
  if (rule.kind === 'reference') return 'reference';
  if (rule.deferred) return 'deferred';
  return KINDS_TO_COVER.has(rule.kind) ? 'UNCOVERED' : 'uncovered';
}

function summarise(rules) {
  const count = (status) => rules.filter((rule) => rule.status === status).length;
  return {
    rules: rules.length,
    covered: count('covered'),
    deferred: count('deferred'),
    reference: count('reference'),
    uncovered: count('UNCOVERED'),
    uncoveredOther: count('uncovered'),
  };
}

function survey(root) {
  const problems = [];
  const mentions = readMentions(root);
  const catalogues = readCatalogues(root, problems).map((catalogue) => {
    const rules = catalogue.rules.map((rule) => {
      const tests = mentions.filter(({ id }) => id === rule.id).map(({ file, line, title }) => ({ file, line, title }));
      return { ...rule, status: judge(rule, tests), tests };
    });
    return { ...catalogue, rules, summary: summarise(rules) };
  });
  const known = new Set(catalogues.flatMap(({ rules }) => rules.map(({ id }) => id)));
  for (const { id, file, line } of mentions) {
    if (!known.has(id)) problems.push(`${file}:${line}: [${id}] is in no catalogue`);
  }
  return { catalogues, problems: [...new Set(problems)] };
}

function printTable(catalogue, onlyUncovered) {
  const rules = catalogue.rules.filter(({ status }) => !onlyUncovered || status.toLowerCase() === 'uncovered');
  console.log(`${catalogue.catalogue} (${catalogue.region}), ${catalogue.file}`);
  for (const { id, kind, status, tests, deferred, rule } of rules) {
    const late = deferred && tests.length > 0 ? ' (still marked deferred)' : '';
    const told = tests.length > 0 ? `${tests.length} ${tests.length === 1 ? 'test' : 'tests'}${late}` : status;
    const why = status === 'deferred' ? deferred : status.toLowerCase() === 'uncovered' ? rule : '';
    console.log(`  ${id.padEnd(10)} ${kind.padEnd(10)} ${told.padEnd(10)} ${why}`.trimEnd());
  }
  const { rules: all, covered, deferred, reference, uncovered, uncoveredOther } = catalogue.summary;
  console.log(
    `  ${all} rules: ${covered} covered, ${deferred} deferred, ${reference} reference, ${uncovered} UNCOVERED ` +
      `(validate, route, deadline, state), ${uncoveredOther} uncovered of other kinds\n`,
  );
}

function printRule(rule) {
  console.log(`${rule.id} ${rule.kind}${rule.derived ? ', derived' : ''}: ${rule.rule}`);
  if (rule.deferred) console.log(`deferred: ${rule.deferred}`);
  if (rule.reference) console.log(`reference: ${rule.reference}`);
  if (rule.tests.length === 0) console.log(rule.status === 'deferred' ? 'no tests yet' : 'no tests');
  for (const { file, line, title } of rule.tests) console.log(`  ${file}:${line}  ${title}`);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        uncovered: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        id: { type: 'string' },
        root: { type: 'string', default: '.' },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const { catalogues, problems } = survey(resolve(options.root));
  const rules = catalogues.flatMap((catalogue) => catalogue.rules);
  const chosen = rules.find(({ id }) => id === options.id);
  if (options.id !== undefined && chosen === undefined) problems.push(`${options.id} is in no catalogue`);

  if (options.json) console.log(JSON.stringify(chosen ?? { catalogues, problems }, null, 2));
  else if (chosen) printRule(chosen);
  else if (options.id === undefined) for (const catalogue of catalogues) printTable(catalogue, options.uncovered);

  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 2;
  else if ((chosen ? [chosen] : rules).some(({ status }) => status === 'UNCOVERED')) process.exitCode = 1;
}

if (process.argv.includes('--mutate')) {
  // Read only when it is asked for: it needs far more than the list does.
  const { mutateCommand } = await import('./mutate/command.mjs');
  process.exitCode = await mutateCommand(process.argv.slice(2));
} else main();
