/**
 * A profile as text, as data and as tree: what a place holds, in which line it stands, and which comments are beside it.
 */
import { isAlias, isMap, isSeq, LineCounter, parseDocument } from 'yaml';

const ID = /\b[A-Z]{1,4}-[A-Z][A-Z0-9]*-\d+\b/g;

export class ProfileText {
  #lines;
  #counter = new LineCounter();
  #document;
  /** In which row of the file each row of `data.transitions` stands. */
  #rows;

  /** @param file as it is told, relative to the repository */
  constructor(file, text) {
    this.file = file;
    this.#lines = text.split('\n');
    this.#document = parseDocument(text, { lineCounter: this.#counter });
    if (this.#document.errors.length > 0) throw new Error(`${file}: ${this.#document.errors[0].message}`);
    // Written out once more: what stands behind an alias is a place of its own, which changes alone.
    this.data = JSON.parse(JSON.stringify(this.#document.toJS({ maxAliasCount: -1 })));
    const rows = (this.data.transitions ?? []).flatMap((row, index) => singleRows(row).map((one) => ({ one, index })));
    this.#rows = rows.map(({ index }) => index);
    if (rows.length > 0) this.data.transitions = rows.map(({ one }) => one);
  }

  /** What the data holds at a path. */
  at(path) {
    return path.reduce((value, key) => value?.[key], this.data);
  }

  /** The lines on the way to a path, from the whole file to the place; behind an alias all are that of the alias. */
  linesTo(path) {
    const lines = [];
    let node = this.#document.contents;
    let fixed;
    const inFile = path.map((key, depth) => (depth === 1 && path[0] === 'transitions' ? this.#rows[key] : key));
    for (const key of inFile) {
      const entry = entryOf(node, key);
      if (entry === undefined) break;
      lines.push(fixed ?? this.#counter.linePos(entry.start).line);
      if (isAlias(entry.value)) fixed ??= this.#counter.linePos(entry.value.range[0]).line;
      node = isAlias(entry.value) ? entry.value.resolve(this.#document) : entry.value;
    }
    return lines;
  }

  line(path) {
    return this.linesTo(path).at(-1) ?? 1;
  }

  /** Rule ids in the comment at the end of a line, or in those straight above it. */
  idsBeside(line) {
    const found = [/\s#\s(.*)$/.exec(this.#lines[line - 1] ?? '')?.[1] ?? ''];
    for (let above = line - 2; /^\s*#/.test(this.#lines[above] ?? ''); above -= 1) found.push(this.#lines[above]);
    return found.flatMap((text) => text.match(ID) ?? []);
  }
}

/** A row for several kinds and states as rows of one kind and one state each, so that each is tried alone. */
function singleRows({ on, from, ...rest }) {
  return [on]
    .flat()
    .flatMap((kind) => [from].flat().map((state) => ({ on: kind, from: state, ...structuredClone(rest) })));
}

function entryOf(node, key) {
  if (isMap(node)) {
    const pair = node.items.find((item) => item.key.value === key);
    return pair && { start: pair.key.range[0], value: pair.value };
  }
  if (!isSeq(node) || node.items[key] === undefined) return undefined;
  return { start: node.items[key].range[0], value: node.items[key] };
}

/** Names of a path as people say them: an item of a list by its rule, step, kind or value and not by its position. */
export function placeName(data, path) {
  let value = data;
  return path
    .map((key) => {
      const holder = value;
      value = value?.[key];
      return Array.isArray(holder) ? itemName(holder, key) : String(key);
    })
    .join('.');
}

function itemName(list, index) {
  const names = list.map(nameOfItem);
  const name = names[index];
  if (name === undefined) return String(index);
  const before = names.slice(0, index).filter((other) => other === name).length;
  return before === 0 ? name : `${name}#${String(before + 1)}`;
}

function nameOfItem(item) {
  if (item === null || typeof item !== 'object') return String(item);
  if (item.step !== undefined) return item.step;
  if (item.on !== undefined) return `${item.on}<${item.from}`;
  if (item.needs !== undefined) return [item.needs].flat().join('+') || 'none';
  if (item.rule !== undefined) return item.rule;
  return Object.keys(item).join('+');
}
