import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { ConfigurationHolder, type Configuration } from '#flows/configuration-holder.js';
import { loadConfiguration, loadDirectory, type ConfigFile } from '#flows/load-configuration.js';
import { readConfigurationFiles } from '#settings/configuration-files.js';
import { readSettings } from '#settings/settings.js';
import { parseYaml } from '#settings/yaml-file.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(new URL(`../../config/${path}`, import.meta.url), 'utf8');
const profileText = read('profiles/gavleborg.yaml');
const blekingeText = read('profiles/blekinge.yaml');
const stockholmText = read('profiles/stockholm.yaml');
const norrbottenText = read('profiles/norrbotten.yaml');
const directoryText = read('directory/demo.yaml');

function file(path: string, text: string): ConfigFile {
  const result = parseYaml(path, text);
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.file;
}

/** The text with one line changed, and the number of that line. */
function changed(text: string, find: string, replacement: string): { text: string; line: number } {
  const line = text.split('\n').findIndex((candidate) => candidate.includes(find)) + 1;
  if (line === 0) throw new Error(`no line with ${find}`);
  return { text: text.replace(find, replacement), line };
}

function problemsOf(profiles: string[], directory: string): string[] {
  const files = profiles.map((text, index) =>
    file(index === 0 ? 'gavleborg.yaml' : `other${String(index)}.yaml`, text),
  );
  const others = [file('blekinge.yaml', blekingeText), file('stockholm.yaml', stockholmText)];
  const all = [...files, ...others, file('norrbotten.yaml', norrbottenText)];
  const result = loadConfiguration({ profiles: all, directory: file('demo.yaml', directory) });
  return result.ok ? [] : result.problems;
}

function loaded(): Configuration {
  const result = loadConfiguration({
    profiles: [
      file('blekinge.yaml', blekingeText),
      file('gavleborg.yaml', profileText),
      file('norrbotten.yaml', norrbottenText),
      file('stockholm.yaml', stockholmText),
    ],
    directory: file('demo.yaml', directoryText),
  });
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.configuration;
}

describe('the configuration', () => {
  it('is the profiles by id and the directory', () => {
    const { profiles, directory } = loaded();
    expect([...profiles.keys()]).toEqual(['blekinge', 'gavleborg', 'norrbotten', 'stockholm']);
    expect(directory.units.has('SE2321000016-AVD12')).toBe(true);
  });

  it('is read from the files that the settings name by default', async () => {
    const settings = readSettings({}, root);
    if (!settings.ok) throw new Error(settings.problems.join('; '));
    const files = await readConfigurationFiles(settings.settings);
    if (!files.ok) throw new Error(files.problems.join('; '));
    expect(loadConfiguration(files.files)).toEqual({ ok: true, configuration: loaded() });
  });

  it('tells of every file that cannot be read', async () => {
    const files = await readConfigurationFiles({
      profileDir: '/nowhere/profiles',
      directory: '/nowhere/directory.yaml',
    });
    expect(files).toEqual({
      ok: false,
      problems: ['/nowhere/profiles: does not exist', '/nowhere/directory.yaml: does not exist'],
    });
  });

  it('[G-ACK-03] is refused with file, line and reason when a window of a profile is wrong', () => {
    const wrong = changed(profileText, "'09:00', '13:00'", "'13:00', '09:00'");
    expect(problemsOf([wrong.text], directoryText)).toEqual([
      `gavleborg.yaml:${String(wrong.line)}: windows.kvittens.times: times stand in order, each of them once`,
    ]);
  });

  it('is refused with file, line and reason when a unit of the directory is wrong', () => {
    const wrong = changed(directoryText, 'manager: SE2120002346-CHEF01', 'manager: SE2120002346-CHEF09');
    const problems = problemsOf([profileText], wrong.text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      new RegExp(`^demo\\.yaml:${String(wrong.line)}: units\\.\\d+\\.manager: no such unit: SE2120002346-CHEF09$`),
    );
  });

  it('tells the problems of all files at once, and does not blame the directory for a profile', () => {
    const profile = changed(profileText, 'calendar: every-calendar-day', 'calendar: always');
    const directory = changed(directoryText, 'roles: [auditor]', 'roles: [auditors]');
    const places = problemsOf([profile.text], directory.text).map((problem) => problem.split(' ')[0]);
    expect(places).toEqual([`gavleborg.yaml:${String(profile.line)}:`, `demo.yaml:${String(directory.line)}:`]);
  });

  it('lists the problems of a file in the order of its lines', () => {
    const once = changed(profileText, 'window: kvittens }', 'window: natt }');
    const twice = changed(once.text, 'from: none, to: inskriven }', 'from: none, to: same }');
    const lines = problemsOf([twice.text], directoryText).map((problem) => Number(problem.split(':')[1]));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('has no profile twice', () => {
    expect(problemsOf([profileText, profileText], directoryText)).toEqual([
      expect.stringMatching(/^other1\.yaml:\d+: profile: gavleborg is the profile of gavleborg\.yaml already$/),
    ]);
  });

  it('has no directory of a profile that does not exist', () => {
    const result = loadDirectory(file('demo.yaml', directoryText), new Map());
    expect(result.ok ? [] : result.problems).toContainEqual(
      expect.stringMatching(/^demo\.yaml:\d+: organisations\.0\.profile: no such profile: gavleborg/),
    );
  });
});

describe('the configuration in force', () => {
  it('is replaced by a right one and keeps the profiles', () => {
    const holder = new ConfigurationHolder(loaded());
    const { profiles } = holder.current;
    const renamed = changed(directoryText, 'Avdelning 12, medicin', 'Avdelning 12');
    expect(holder.offer(loadDirectory(file('demo.yaml', renamed.text), profiles))).toEqual([]);
    expect(holder.current.directory.units.get('SE2321000016-AVD12')?.name).toBe('Avdelning 12');
    expect(holder.current.profiles).toBe(profiles);
  });

  it('stays when the new one is wrong, and tells what to mend', () => {
    const holder = new ConfigurationHolder(loaded());
    const before = holder.current;
    const wrong = changed(directoryText, 'role: oppenvard', 'role: vardcentral');
    const problems = holder.offer(loadDirectory(file('demo.yaml', wrong.text), before.profiles));
    expect(problems).toEqual([expect.stringContaining(`demo.yaml:${String(wrong.line)}: `)]);
    expect(holder.current).toBe(before);
  });
});
