import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, parseDocument } from 'yaml';
import { hideHashes, restoreHashes, withEntry } from './directory-text.js';

const hash = (letter: string) => `scrypt$16384$8$1$${letter.repeat(22)}$${letter.repeat(43)}`;
const PLACEHOLDER = /hidden-[0-9a-f]{16}/g;

const TEXT = `# kept by hand; before: ${hash('o')}
clients:
  - id: a # the first
    secretHashes: [${hash('a')}, '${hash('b')}']
  - id: b
    secretHashes:
      - "scrypt\\x24${hash('c').slice(7)}"   # escaped
      - { hash: ${hash('d')}, expires: '2027-01-01' }
  - id: c
    secretHashes:
      - hemligt-lösenord
sources: []
`;

describe("a directory's text", () => {
  it('is shown without any hash, however it is written, and without a secret that was pasted in its place', () => {
    const { text, hidden } = hideHashes(TEXT);
    expect(text).not.toMatch(/scrypt|hemligt/);
    expect(text.match(PLACEHOLDER)).toHaveLength(6);
    expect(hidden.size).toBe(6);
    expect(text.split('\n')).toHaveLength(TEXT.split('\n').length);
    expect(text).toContain('# the first');
  });

  it('is itself again with the hashes put back', () => {
    const { text, hidden } = hideHashes(TEXT);
    expect(restoreHashes(text, hidden)).toBe(TEXT);
    expect(hideHashes(TEXT).text).toBe(text);
  });

  it('keeps a hash that is moved to another client, quoted or not', () => {
    const { text, hidden } = hideHashes(TEXT);
    const [, first = ''] = text.match(PLACEHOLDER) ?? [];
    const moved = `clients:\n  - { id: n, secretHashes: ['${first}'] }\n`;
    expect(restoreHashes(moved, hidden)).toBe(`clients:\n  - { id: n, secretHashes: [${hash('a')}] }\n`);
  });

  it('is given no hash where no secret stands, so that nothing that is said of a name can tell one', () => {
    const { text, hidden } = hideHashes(TEXT);
    const [, first = ''] = text.match(PLACEHOLDER) ?? [];
    const elsewhere = `clients:\n  - id: ${first}\n    name: "x ${first}"\n    ${first}: y\n    secretHashes: [x-${first}]\n`;
    expect(restoreHashes(elsewhere, hidden)).toBe(elsewhere);
    expect(restoreHashes('clients: [{ secretHashes: [hidden-0123456789abcdef] }]', hidden)).toContain('hidden-');
  });

  it('is given no hash that is referred to from elsewhere: it would be told as a name', () => {
    const { text, hidden } = hideHashes(TEXT);
    const [, first = ''] = text.match(PLACEHOLDER) ?? [];
    for (const [secret, reference] of [
      [`secretHashes: [&s ${first}]`, 'name: *s'],
      [`secretHashes: [{ hash: &s ${first} }]`, 'name: *s'],
      [`secretHashes: &s [${first}]`, 'units: *s'],
      [`secretHashes: [&s { hash: ${first} }]`, 'x: { y: [*s] }'],
    ]) {
      const referring = `clients:\n  - id: a\n    ${String(secret)}\n    ${String(reference)}\n`;
      expect(restoreHashes(referring, hidden)).toBe(referring);
    }
    const shared = (secret: string) => `clients:\n  - secretHashes: [&s ${secret}]\n  - secretHashes: [*s]\n`;
    expect(restoreHashes(shared(first), hidden)).toBe(shared(hash('a')));
  });

  it('is left as it is when it is no YAML or no directory', () => {
    for (const text of ['', '- [', 'clients: 7', 'clients: [1, { secretHashes: x }]', '\u0000']) {
      expect(restoreHashes(hideHashes(text).text, hideHashes(text).hidden)).toBe(text);
    }
  });

  it('takes in a new entry at the end of a list, everything else as it was written', () => {
    const demo = readFileSync(new URL('../../../config/directory/demo.yaml', import.meta.url), 'utf8');
    for (const written of [TEXT, demo, TEXT.replace('sources: []\n', ''), TEXT.trimEnd()]) {
      const { yaml, text } = withEntry(written, 'clients', { id: 'new', roles: ['party'] });
      expect(yaml).toBe('- id: new\n  roles:\n    - party\n');
      expect(parse(text).clients).toEqual([...parse(written).clients, { id: 'new', roles: ['party'] }]);
      const kept = text.split('\n').filter((line) => written.split('\n').includes(line));
      expect(kept.join('\n').trimEnd()).toBe(written.trimEnd());
    }
    for (const written of ['clients: []\n', 'sources: []\n', 'clients: [{ id: x }]\n']) {
      expect(parse(withEntry(written, 'clients', { id: 'new' }).text).clients).toContainEqual({ id: 'new' });
    }
  });

  it('takes little more time than it takes to be parsed, however many placeholders stand in it', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => {
      const name = `hidden-${n.toString(16).padStart(16, '0')}`;
      return `  - { id: ${name}, secretHashes: [${name}] } # hidden-0123456789abcdef`;
    });
    const text = `clients:\n${many.join('\n')}\n`;
    const took = (work: () => unknown): number => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    const parsing = took(() => parseDocument(text));
    const all = took(() => {
      const { text: shown, hidden } = hideHashes(text);
      expect(restoreHashes(shown, hidden)).toBe(text);
    });
    // Parsed twice; the rest is for what else the machine does.
    expect(all).toBeLessThan(20 * parsing);
  });
});
