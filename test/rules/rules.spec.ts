import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const CATALOGUE = `
catalogue: somewhere
region: Some Region
prefix: X
rules:
  - { id: X-ACK-01, rule: Receipts are due., kind: deadline }
  - { id: X-ACK-02, rule: Receipts are counted., kind: report }
  - { id: X-ACK-03, rule: Reasons are told., kind: state, deferred: waits for reasons }
  - { id: X-ACK-04, rule: It is a good thing., kind: reference, reference: nothing to do }
`;

describe('the list of rules and their tests', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rules-'));
    write('docs/rules/somewhere.yaml', CATALOGUE);
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, text: string) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function rules(...options: string[]) {
    const script = join(process.cwd(), 'tools', 'rules.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--root', root, ...options], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    return { status, stdout, stderr };
  }

  /** How many tests each rule has. */
  function counts() {
    const { catalogues } = JSON.parse(rules('--json').stdout) as {
      catalogues: { rules: { id: string; tests: unknown[] }[] }[];
    };
    return Object.fromEntries(catalogues.flatMap((one) => one.rules.map(({ id, tests }) => [id, tests.length])));
  }

  it('is content when a test carries every rule that binds', () => {
    write('libs/a.spec.ts', `it('[X-ACK-01] due at nine', () => {});`);
    const { status, stdout, stderr } = rules();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/X-ACK-01 +deadline +1 test\n/);
    expect(stdout).toMatch(/X-ACK-02 +report +uncovered/);
    expect(stdout).toMatch(/X-ACK-03 +state +deferred +waits for reasons/);
    expect(stdout).toMatch(/X-ACK-04 +reference +reference/);
    expect(stdout).toContain('4 rules: 1 covered, 1 deferred, 1 reference, 0 UNCOVERED');
  });

  it('fails while a binding rule has no test, and names it', () => {
    const { status, stdout } = rules('--uncovered');
    expect(status).toBe(1);
    expect(stdout).toMatch(/X-ACK-01 +deadline +UNCOVERED +Receipts are due\./);
    expect(stdout).not.toContain('X-ACK-03');
  });

  it.each(['X-ACK-99', 'X-ACK-1', 'x-ack-01', 'X-ACK-01, X-ACK-02', 'X-ACK-01..02'])(
    'fails with file and line on a title with %s in brackets, which is no id of a catalogue',
    (slip) => {
      write('libs/a.spec.ts', `it('[X-ACK-01] due', () => {});\n\nit('[${slip}] due', () => {});`);
      const { status, stderr } = rules();
      expect(status).toBe(2);
      expect(stderr).toBe(`libs/a.spec.ts:3: [${slip}] is in no catalogue\n`);
    },
  );

  it('finds ids in every form that a title can have', () => {
    write(
      'apps/one/src/a.spec.ts',
      [
        `it('[X-ACK-01] [X-ACK-02] two in one', () => {});`,
        'test(`[X-ACK-01] of ${1 + 1} parts`, () => {});',
        `it.each([['[X-ACK-01] first'], ['[X-ACK-01] second']])('%s', () => {});`,
        `const cases = [{ rule: 'X-ACK-02', n: 1 }];`,
        `test.each(cases)('[$rule] case $n', () => {});`,
        'for (const { rule } of Object.values(cases)) it(`[${rule}] in a loop`, () => {});',
        "it.each`rule | n\n${'X-ACK-02'} | ${1}`('[$rule] from a template', () => {});",
      ].join('\n'),
    );
    expect(counts()).toEqual({ 'X-ACK-01': 4, 'X-ACK-02': 4, 'X-ACK-03': 0, 'X-ACK-04': 0 });
  });

  it('hands the id of a describe block on to each test inside', () => {
    write(
      'test/a.spec.ts',
      `describe('[X-ACK-01] windows', () => { it('a', () => {}); describe('x', () => { it('b', () => {}); }); });
       describe('[X-ACK-02] nothing inside', () => {});`,
    );
    expect(counts()).toMatchObject({ 'X-ACK-01': 2, 'X-ACK-02': 0 });
  });

  it('is not deceived by skipped tests, comments, other strings and other files', () => {
    write(
      'libs/a.spec.ts',
      `it.skip('[X-ACK-01] a', () => {}); xit('[X-ACK-01] b', () => {}); it.todo('[X-ACK-01] c');
       describe.skip('d', () => { it('[X-ACK-01] d', () => {}); });
       // it('[X-ACK-01] e', () => {});
       const text = "it('[X-ACK-01] f', () => {})";
       it.each([['X-ACK-01']])('refuses by rule %s', () => {});`,
    );
    write('libs/a.ts', `it('[X-ACK-01] g', () => {});`);
    write('libs/node_modules/a.spec.ts', `it('[X-ACK-01] h', () => {});`);
    expect(counts()).toMatchObject({ 'X-ACK-01': 0 });
    expect(rules().status).toBe(1);
  });

  it('shows one rule with the places of its tests', () => {
    write('libs/a.spec.ts', `\nit('[X-ACK-01] due at nine', () => {});`);
    const { status, stdout } = rules('--id', 'X-ACK-01');
    expect(status).toBe(0);
    expect(stdout).toContain(`libs/a.spec.ts:2  '[X-ACK-01] due at nine'`);
    expect(rules('--id', 'X-ACK-77').status).toBe(2);
  });

  it.each([
    ['a list that is no YAML', 'rules: [', 'line|somewhere.yaml:\\d'],
    ['a missing header', 'rules: []', 'catalogue is missing'],
    ['an unknown kind', CATALOGUE.replace('deadline', 'dedline'), 'somewhere.yaml:6: X-ACK-01: kind is one of'],
    ['an id twice', CATALOGUE.replace('X-ACK-02', 'X-ACK-01'), 'somewhere.yaml:7: X-ACK-01: id is there twice'],
    ["another region's id", CATALOGUE.replace('X-ACK-02', 'Y-ACK-02'), 'Y-ACK-02: id is not of the form X-'],
    ['a deferral without reason', CATALOGUE.replace('waits for reasons', "''"), 'X-ACK-03: deferred says'],
    ['a reference without reason', CATALOGUE.replace(', reference: nothing to do', ''), 'X-ACK-04: reference says'],
    ['a misspelt field', CATALOGUE.replace('deferred:', 'defered:'), 'X-ACK-03: defered is no field'],
  ])('fails on %s', (_what, text, reason) => {
    write('docs/rules/somewhere.yaml', text);
    write('libs/a.spec.ts', `it('[X-ACK-01] due', () => {});`);
    const { status, stderr } = rules();
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(reason));
  });

  it('fails when there is no catalogue, and on an option it does not know', () => {
    rmSync(join(root, 'docs'), { recursive: true });
    expect(rules()).toMatchObject({ status: 2, stderr: 'docs/rules: no catalogue here\n' });
    expect(rules('--uncoverd').status).toBe(2);
  });

  it('explains itself', () => {
    const { status, stdout } = rules('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--uncovered');
  });
});
