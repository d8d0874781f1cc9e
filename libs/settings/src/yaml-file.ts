import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** A YAML file that could be read. */
export interface YamlFile {
  /** As people write it: relative to the working folder where that is shorter. */
  readonly path: string;
  readonly value: unknown;
  /** The line, from 1, of the key or list item at `path`; of what is nearest around it when there is none. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Problems read `file:line: reason`. */
type YamlResult = { ok: true; file: YamlFile } | { ok: false; problems: string[] };
type YamlFolderResult = { ok: true; files: YamlFile[] } | { ok: false; problems: string[] };

/** A directory of ten thousand units is some 2 MiB. */
const MOST_BYTES = 10 * 1024 * 1024;

/** References to other parts of the same file; each is looked for among all that is referred to. */
const MOST_REFERENCES = 1_000;

/** The parser compares every key with every other one, and draws the lines of every error. */
export const QUICKLY = { uniqueKeys: false, prettyErrors: false } as const;

const REASONS: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'is no folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by this user',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'the file is not UTF-8 text',
};

/** Reads a YAML 1.2 file of at most 10 MiB in UTF-8. */
export async function readYamlFile(path: string): Promise<YamlResult> {
  const read = await readText(path);
  return read.ok ? parseYaml(displayed(path), read.text) : read;
}

/** Reads a file of at most 10 MiB in UTF-8 as text. */
export async function readText(path: string): Promise<{ ok: true; text: string } | { ok: false; problems: string[] }> {
  const name = displayed(path);
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) return { ok: false, problems: [`${name}: the file is larger than 10 MiB`] };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    return { ok: false, problems: [`${name}: ${whyUnreadable(error)}`] };
  }
}

/** Reads every `*.yaml` and `*.yml` file of a folder, in order of their names. */
export async function readYamlFolder(folder: string): Promise<YamlFolderResult> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  } catch (error) {
    return { ok: false, problems: [`${displayed(folder)}: ${whyUnreadable(error)}`] };
  }
  if (names.length === 0) return { ok: false, problems: [`${displayed(folder)}: the folder has no .yaml file`] };
  const results = await Promise.all(names.map((name) => readYamlFile(join(folder, name))));
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, files: results.flatMap((result) => (result.ok ? [result.file] : [])) };
}

/** Reads YAML text; `name` stands in the problems. */
export function parseYaml(name: string, text: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...QUICKLY, lineCounter: lines });
  const found = [...document.errors.map(({ message, pos }) => ({ message, offset: pos[0] })), ...wrongIn(document)];
  const problems = found
    .sort((one, other) => one.offset - other.offset)
    .map(({ message, offset }) => `${name}:${String(lines.linePos(offset).line)}: ${message}`);
  if (problems.length > 0) return { ok: false, problems };
  try {
    const value: unknown = document.toJS();
    return { ok: true, file: { path: name, value, lineOf: (path) => lineOf(document, lines, path) } };
  } catch (error) {
    // References to nothing, or that multiply beyond measure.
    const line = lineOfLostAlias(document, lines);
    const place = line === undefined ? name : `${name}:${String(line)}`;
    return { ok: false, problems: [`${place}: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

/** What the parser would find in more time than a long text may take: keys that are written twice, references without end. */
function wrongIn(document: Document): { readonly message: string; readonly offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  let references = 0;
  visit(document, {
    Map: (_key, { items }) => {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value)) found.push({ message: 'Map keys must be unique', offset: startOf(key) ?? 0 });
        keys.add(key.value);
      }
    },
    Alias: (_key, node) => {
      references += 1;
      if (references <= MOST_REFERENCES) return undefined;
      found.push({ message: `more than ${String(MOST_REFERENCES)} references`, offset: startOf(node) ?? 0 });
      return visit.BREAK;
    },
  });
  return found;
}

/** Where the first alias stands whose anchor does not come before it. */
function lineOfLostAlias(document: Document, lines: LineCounter): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias: (_key, node) => {
      if (node.resolve(document) !== undefined) return undefined;
      offset = startOf(node);
      return visit.BREAK;
    },
  });
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const found = childOf(isAlias(node) ? node.resolve(document) : node, step);
    if (found === undefined) break;
    offset = startOf(found.key) ?? offset;
    node = found.value;
  }
  return lines.linePos(offset).line;
}

/** What stands under `step`, and the node that marks its place: the key in a mapping, the item in a list. */
function childOf(node: unknown, step: string | number): { key: unknown; value: unknown } | undefined {
  if (isMap(node)) return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  const item: unknown = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
  return item === undefined ? undefined : { key: item, value: item };
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

function displayed(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
}

function whyUnreadable(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
  return REASONS[code] ?? `cannot be read (${code})`;
}
