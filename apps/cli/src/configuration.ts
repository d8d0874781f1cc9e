import type { Mapping } from '#domain/mapping.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Configuration } from '#flows/configuration-holder.js';
import { loadConfiguration } from '#flows/load-configuration.js';
import { readConfigurationFiles } from '#settings/configuration-files.js';
import type { Settings } from '#settings/settings.js';
import { Failure } from './failure.js';
import { both } from './i18n/both.js';

/** Where the directory and the profiles stand; absolute paths. */
export type RegionPaths = Pick<Settings, 'directory' | 'profileDir'>;

/** Processing ids (MSH-11) where a message may come from any environment. */
export const EVERY_PROCESSING_ID: readonly string[] = ['P', 'T', 'D'];

/**
 * The directory and the region profiles, as a hub would load them.
 * @throws Failure with every problem that they have.
 */
export async function readConfiguration(paths: RegionPaths): Promise<Configuration> {
  const read = await readConfigurationFiles(paths);
  const loaded = read.ok ? loadConfiguration(read.files) : read;
  if (!loaded.ok) throw new Failure(loaded.problems.join('\n'));
  return loaded.configuration;
}

/** Whose HL7 v2 it is: a source of the directory, or one of its mappings. */
export interface MappingChoice {
  readonly source?: string | undefined;
  readonly mapping?: string | undefined;
}

/**
 * How HL7 v2 is read: as from the source, or by the mapping that is named; without either as from the only source that the
 * directory has, else by no mapping.
 * @throws Failure for a name that the directory does not have.
 */
export function mappingFor({ source, mapping }: MappingChoice, configuration: Configuration | undefined): Mapping {
  const { sources, mappings } = configuration?.directory ?? {
    sources: new Map<never, never>(),
    mappings: new Map<never, never>(),
  };
  if (mapping !== undefined) return named(mapping, mappings);
  if (source !== undefined) return named(source, sources).mapping;
  const [only, ...more] = sources.values();
  return more.length === 0 ? (only?.mapping ?? PLAIN_MAPPING) : PLAIN_MAPPING;
}

/** What the directory has under a name. @throws Failure for one that it does not have. */
export function named<T>(name: string, known: ReadonlyMap<string, T>): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  throw new Failure(both((texts) => texts.notInDirectory(name, [...known.keys()].join(', ') || '-')));
}
