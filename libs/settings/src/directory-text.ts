import { createHash } from 'node:crypto';
import { isMap, isScalar, isSeq, parseDocument, stringify, visit } from 'yaml';
import type { Document } from 'yaml';
import { QUICKLY } from './yaml-file.js';

/** A hash of a secret, wherever it stands: in a comment too. */
const HASH = /scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9_-]+\$[A-Za-z0-9_-]+/g;
/** What stands for a hash that is not shown. */
const PLACEHOLDER = /hidden-[0-9a-f]{16}/g;

/** A directory's text without its hashes, and what each placeholder stands for, as it was written. */
export interface HiddenText {
  readonly text: string;
  readonly hidden: ReadonlyMap<string, string>;
}

/** A part of a text. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Puts a placeholder in the place of every hash of a secret, and of whatever else stands where one should. The same hash has
 * the same placeholder as long as it is written in the same way; lines stay where they are.
 */
export function hideHashes(text: string): HiddenText {
  const hidden = new Map<string, string>();
  const spans = distinct([...secretSpans(parseDocument(text, QUICKLY)), ...matchesOf(HASH, text)]);
  const shown = replaced(text, spans, (written) => {
    const placeholder = `hidden-${createHash('sha256').update(written).digest('hex').slice(0, 16)}`;
    hidden.set(placeholder, written);
    return placeholder;
  });
  return { text: shown, hidden };
}

/** A sentence about a directory without the hashes that it may quote. */
export function withoutHashes(sentence: string): string {
  return sentence.replaceAll(HASH, 'hidden');
}

/**
 * Puts hashes back in the place of their placeholders, where secrets stand and in comments; anywhere else a placeholder is a
 * text like others, so that no answer about the rest of the file can tell a hash. Unknown ones stay.
 */
export function restoreHashes(text: string, hidden: ReadonlyMap<string, string>): string {
  const document = parseDocument(text, QUICKLY);
  const secrets = secretSpans(document, anchorsOutside(document));
  const inComments = outside(scalarSpans(document), matchesOf(PLACEHOLDER, text));
  return replaced(text, distinct([...secrets, ...inComments]), (written) => {
    const [placeholder] = written.match(PLACEHOLDER) ?? [];
    const isAlone =
      placeholder !== undefined && [placeholder, `'${placeholder}'`, `"${placeholder}"`].includes(written);
    return (isAlone ? hidden.get(placeholder) : undefined) ?? written;
  });
}

/** An entry of a list as YAML, and a text with it at the end of its top-level list `list`; all else stays as it is written. */
export function withEntry(
  text: string,
  list: string,
  entry: Readonly<Record<string, unknown>>,
): { readonly yaml: string; readonly text: string } {
  const yaml = stringify([entry], { lineWidth: 0 });
  const document = parseDocument(text, QUICKLY);
  if (document.errors.length > 0) return { yaml, text };
  const found = document.get(list);
  const range = isSeq(found) && found.flow !== true && found.items.length > 0 ? found.range : undefined;
  if (range === undefined || range === null) {
    if (isSeq(found)) document.addIn([list], entry);
    else document.setIn([list], [entry]);
    return { yaml, text: document.toString({ lineWidth: 0 }) };
  }
  const [start, end] = range;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const lines = yaml
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}\n`);
  const last = text.charAt(end - 1) === '\n' ? end : text.indexOf('\n', end) + 1;
  const at = last === 0 ? text.length : last;
  const before = at === text.length && !text.endsWith('\n') ? `${text}\n` : text.slice(0, at);
  return { yaml, text: `${before}${lines.join('')}${text.slice(at)}` };
}

/**
 * Where the secrets of clients stand: items of `secretHashes`, or their `hash`.
 * @param named anchors of secrets that are left out.
 */
function secretSpans(document: Document, named: ReadonlySet<string> = new Set()): Span[] {
  const clients = document.get('clients');
  if (!isSeq(clients)) return [];
  return clients.items.flatMap((client) => {
    const secrets = isMap(client) ? client.get('secretHashes') : undefined;
    if (!isSeq(secrets)) return [];
    return secrets.items.flatMap((item) => {
      const hash: unknown = isMap(item) ? item.get('hash', true) : item;
      return [clients, client, secrets, item, hash].some((node) => isNamed(node, named)) ? [] : spanOf(hash);
    });
  });
}

function isNamed(node: unknown, names: ReadonlySet<string>): boolean {
  return (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined && names.has(node.anchor);
}

/** What is referred to from anywhere but a list of secrets: a hash there would be told like any other text. */
function anchorsOutside(document: Document): Set<string> {
  const names = new Set<string>();
  visit(document, {
    Pair: (_key, { key }) => (isScalar(key) && key.value === 'secretHashes' ? visit.SKIP : undefined),
    Alias: (_key, { source }) => void names.add(source),
  });
  return names;
}

function scalarSpans(document: Document): Span[] {
  const spans: Span[] = [];
  visit(document, { Scalar: (_key, node) => void spans.push(...spanOf(node)) });
  return spans;
}

function spanOf(node: unknown): Span[] {
  if (!isScalar(node) || node.range === undefined || node.range === null) return [];
  const [from, to] = node.range;
  return from < to ? [{ from, to }] : [];
}

function matchesOf(expression: RegExp, text: string): Span[] {
  return [...text.matchAll(expression)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** In the order of the text; of two that overlap the one that begins first. */
function distinct(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of inOrder(spans)) if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  return kept;
}

/** Those of `spans` that touch none of `others`, which do not overlap each other. */
function outside(others: readonly Span[], spans: readonly Span[]): Span[] {
  const sorted = inOrder(others);
  let next = 0;
  return inOrder(spans).filter(({ from, to }) => {
    while ((sorted[next]?.to ?? Infinity) <= from) next += 1;
    return to <= (sorted[next]?.from ?? Infinity);
  });
}

function inOrder(spans: readonly Span[]): Span[] {
  return [...spans].sort((one, other) => one.from - other.from || other.to - one.to);
}

function replaced(text: string, spans: readonly Span[], by: (written: string) => string): string {
  let end = 0;
  const parts: string[] = [];
  for (const { from, to } of spans) {
    parts.push(text.slice(end, from), by(text.slice(from, to)));
    end = to;
  }
  return [...parts, text.slice(end)].join('');
}
