import type { Settings } from './settings.js';
import { readYamlFile, readYamlFolder, type YamlFile } from './yaml-file.js';

/** The files that a configuration is made from. */
interface ConfigurationFiles {
  readonly profiles: readonly YamlFile[];
  readonly directory: YamlFile;
}

type ConfigurationFilesResult = { ok: true; files: ConfigurationFiles } | { ok: false; problems: string[] };

/** Reads the region profiles and the directory that the settings name; problems of both come at once. */
export async function readConfigurationFiles(
  settings: Pick<Settings, 'profileDir' | 'directory'>,
): Promise<ConfigurationFilesResult> {
  const [profiles, directory] = await Promise.all([
    readYamlFolder(settings.profileDir),
    readYamlFile(settings.directory),
  ]);
  if (profiles.ok && directory.ok) return { ok: true, files: { profiles: profiles.files, directory: directory.file } };
  return { ok: false, problems: [profiles, directory].flatMap((result) => (result.ok ? [] : result.problems)) };
}
