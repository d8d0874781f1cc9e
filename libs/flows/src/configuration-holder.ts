import type { Directory } from '#domain/directory/directory.js';
import { withDowntime } from '#domain/downtime.js';
import type { SetDowntime } from '#domain/downtime.js';
import type { Profile } from '#domain/profile/profile.js';

/** The rules of all regions and who takes part; a value, replaced as one. */
export interface Configuration {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly directory: Directory;
}

/** What is read from a file, or why it is wrong (`file:line: reason`). */
export type ConfigurationResult = { ok: true; configuration: Configuration } | { ok: false; problems: string[] };

/**
 * Holds the configuration in force: what the files say, with downtime that operations have set laid over it. Whoever decides
 * something takes `current` once and works with that to the end, so that nothing is decided half by the old and half by the
 * new one.
 */
export class ConfigurationHolder {
  private inForce: Configuration;
  private downtime: readonly SetDowntime[] = [];

  constructor(private read: Configuration) {
    this.inForce = read;
  }

  get current(): Configuration {
    return this.inForce;
  }

  /** What the files say, without what was set since. */
  get asRead(): Configuration {
    return this.read;
  }

  /** Downtime that operations have set, as far as this process knows. */
  get setDowntime(): readonly SetDowntime[] {
    return this.downtime;
  }

  replace(next: Configuration): void {
    this.read = next;
    this.lay();
  }

  /** Puts what was read anew in force; when it is wrong, keeps what there is and gives back what is to be mended. */
  offer(read: ConfigurationResult): readonly string[] {
    if (!read.ok) return read.problems;
    this.replace(read.configuration);
    return [];
  }

  /** Lays downtime that operations have set over what the directory's file says, in place of what was laid before. */
  layOver(downtime: readonly SetDowntime[]): void {
    this.downtime = downtime;
    this.lay();
  }

  private lay(): void {
    this.inForce = { ...this.read, directory: withDowntime(this.read.directory, this.downtime) };
  }
}
