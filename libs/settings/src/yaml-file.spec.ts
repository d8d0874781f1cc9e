import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parseYaml, readYamlFile, readYamlFolder, type YamlFile } from './yaml-file.js';

const text = `# a comment
name: Åsele
units:
  - hsaId: A
    phone: '1'

  - { hsaId: B, phone: '2' }
more: &more
  deep:
    2180: x
again: *more
`;

function parsed(yaml: string): YamlFile {
  const result = parseYaml('some.yaml', yaml);
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.file;
}

function problemsOf(yaml: string): string[] {
  const result = parseYaml('some.yaml', yaml);
  return result.ok ? [] : result.problems;
}

describe('a YAML file', () => {
  it('gives its value', () => {
    expect(parsed('a: [1, x]').value).toEqual({ a: [1, 'x'] });
    expect(parsed('').value).toBeNull();
  });

  it.each<[(string | number)[], number]>([
    [[], 2],
    [['name'], 2],
    [['units'], 3],
    [['units', 0], 4],
    [['units', 0, 'phone'], 5],
    [['units', 1], 7],
    [['units', 1, 'phone'], 7],
    [['more', 'deep', '2180'], 10],
    [['again'], 11],
    [['again', 'deep', '2180'], 10],
  ])('knows the line of %j', (path, line) => {
    expect(parsed(text).lineOf(path)).toBe(line);
  });

  it.each<[(string | number)[], number]>([
    [['nothing'], 2],
    [['units', 0, 'manager'], 4],
    [['units', 7, 'manager'], 3],
    [['name', 'more', 0], 2],
  ])('knows the line around %j, which is not there', (path, line) => {
    expect(parsed(text).lineOf(path)).toBe(line);
  });

  it('has a line even when it is empty', () => {
    expect(parsed('').lineOf(['units', 0])).toBe(1);
  });

  it('tells all syntax errors with their lines', () => {
    expect(problemsOf('a: 1\na: 2\nb: [\n')).toEqual([
      expect.stringMatching(/^some\.yaml:2: .*unique/),
      expect.stringMatching(/^some\.yaml:[34]: /),
    ]);
  });

  it('is refused with the line of a reference that has nothing to refer to', () => {
    expect(problemsOf('a: &one 1\nb: *one\nc: *two\n')).toEqual([expect.stringMatching(/^some\.yaml:3: .*two/)]);
  });

  it.each([
    ['keys', (number: number) => `k${String(number)}: x\n`, 0],
    ['the same key', () => 'k: x\n', 19_999],
    ['references', (number: number) => `- &a${String(number)} x\n- *a${String(number)}\n`, 1],
  ])('takes time in proportion to its length with twenty thousand %s', (_what, line, problems) => {
    const start = process.cpuUsage();
    expect(problemsOf(Array.from({ length: 20_000 }, (_, number) => line(number)).join(''))).toHaveLength(problems);
    expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
  });

  it('is refused when its references multiply beyond measure', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
    expect(problemsOf(['l0: &l0 [x]', ...levels].join('\n'))).toEqual([expect.stringMatching(/^some\.yaml: /)]);
  });
});

describe('a folder of YAML files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yaml-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read in order of names, other files left out', async () => {
    await writeFile(join(folder, 'b.yml'), 'id: b');
    await writeFile(join(folder, 'a.yaml'), 'id: a');
    await writeFile(join(folder, 'README.md'), 'id: c');
    const result = await readYamlFolder(folder);
    expect(result.ok && result.files.map(({ value }) => value)).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('tells the problems of all its files', async () => {
    await writeFile(join(folder, 'a.yaml'), 'id: [');
    await writeFile(join(folder, 'b.yaml'), 'id: b');
    await writeFile(join(folder, 'c.yaml'), 'x: 1\n  y: 2');
    const result = await readYamlFolder(folder);
    const files = result.ok
      ? []
      : result.problems.map((problem) => problem.slice(folder.length + 1, folder.length + 7));
    expect([...new Set(files)]).toEqual(['a.yaml', 'c.yaml']);
  });

  it('is a problem when it is empty or does not exist', async () => {
    expect(await readYamlFolder(folder)).toEqual({ ok: false, problems: [`${folder}: the folder has no .yaml file`] });
    const gone = join(folder, 'gone');
    expect(await readYamlFolder(gone)).toEqual({ ok: false, problems: [`${gone}: does not exist`] });
  });

  it('gives a reason for a file that cannot be read', async () => {
    const file = join(folder, 'a.yaml');
    expect(await readYamlFile(file)).toEqual({ ok: false, problems: [`${file}: does not exist`] });
    expect(await readYamlFile(folder)).toEqual({ ok: false, problems: [`${folder}: is a folder, not a file`] });
    await writeFile(file, Buffer.from([0x61, 0x3a, 0x20, 0xe5]));
    expect(await readYamlFile(file)).toEqual({ ok: false, problems: [`${file}: the file is not UTF-8 text`] });
  });

  it('takes no file beyond 10 MiB', async () => {
    const file = join(folder, 'a.yaml');
    await writeFile(file, '');
    await truncate(file, 10 * 1024 * 1024 + 1);
    expect(await readYamlFile(file)).toEqual({ ok: false, problems: [`${file}: the file is larger than 10 MiB`] });
  });
});
