import type { Directory } from '#domain/directory.js';
import type { Profile } from '#domain/profile.js';

/** The rules of all regions and who takes part; a value, replaced as one. */
export interface Configuration {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly directory: Directory;
}

/** What is read from a file, or why it is wrong (`file:line: reason`). */
export type ConfigurationResult = { ok: true; configuration: Configuration } | { ok: false; problems: string[] };

/**
 * Holds the configuration in force. Whoever decides something takes `current` once and works with that to the end, so
 * that nothing is decided half by the old and half by the new one.
 */
export class ConfigurationHolder {
  constructor(private held: Configuration) {}

  get current(): Configuration {
    return this.held;
  }

  replace(next: Configuration): void {
    this.held = next;
  }

  /** Puts what was read anew in force; when it is wrong, keeps what there is and gives back what is to be mended. */
  offer(read: ConfigurationResult): readonly string[] {
    if (!read.ok) return read.problems;
    this.replace(read.configuration);
    return [];
  }
}
