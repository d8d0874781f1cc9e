import type { ConfigProblem } from '#domain/config-reader.js';
import { checkDirectory } from '#domain/directory/directory-check.js';
import { checkProfile } from '#domain/profile/profile-check.js';
import type { Profile } from '#domain/profile/profile.js';
import { checkAlerts } from '#domain/operations/alert-rules.js';
import type { AlertConfiguration } from '#domain/operations/alert-rules.js';
import { checkPaymentAmounts } from '#domain/report/payment-amounts.js';
import type { PaymentAmounts } from '#domain/report/payment-amounts.js';

import type { ConfigurationResult } from './configuration-holder.js';

/** A configuration file as read; whoever reads files knows their lines. */
export interface ConfigFile {
  /** As it is to stand in problems. */
  readonly path: string;
  readonly value: unknown;
  /** The line, from 1, at which the entry at `path` stands, or what is nearest around it. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Checks all region profiles and the directory together; the problems of all files come at once. */
export function loadConfiguration(files: {
  readonly profiles: readonly ConfigFile[];
  readonly directory: ConfigFile;
}): ConfigurationResult {
  const profiles = new Map<string, Profile>();
  const named = new Map<string, ConfigFile>();
  const problems: string[] = [];
  for (const file of files.profiles) {
    const loaded = loadProfile(file);
    if (loaded.ok) profiles.set(loaded.profile.id, loaded.profile);
    else problems.push(...loaded.problems);
    const id = profileIdOf(file.value);
    const earlier = named.get(id);
    if (earlier !== undefined) {
      problems.push(
        ...located(file, [{ path: ['profile'], message: `${id} is the profile of ${earlier.path} already` }]),
      );
    } else if (id !== '') named.set(id, file);
  }
  // A directory is not to blame for the problems of the profile it names.
  const loaded = loadDirectory(files.directory, profiles, new Set(named.keys()));
  if (problems.length === 0) return loaded;
  return { ok: false, problems: loaded.ok ? problems : [...problems, ...loaded.problems] };
}

/** Checks one region profile by itself; problems read `file:line: place: reason`. */
export function loadProfile(file: ConfigFile): { ok: true; profile: Profile } | { ok: false; problems: string[] } {
  const check = checkProfile(file.value);
  return check.ok ? check : { ok: false, problems: located(file, check.problems) };
}

/** Checks the amounts per day of the liability to pay; problems read as those of a profile. */
export function loadPaymentAmounts(
  file: ConfigFile,
): { ok: true; amounts: PaymentAmounts } | { ok: false; problems: string[] } {
  const check = checkPaymentAmounts(file.value);
  return check.ok ? check : { ok: false, problems: located(file, check.problems) };
}

/** Checks the rules of the alerts, and that the profiles they name are there; problems read as those of a profile. */
export function loadAlerts(
  file: ConfigFile,
  profiles: ReadonlyMap<string, Profile>,
): { ok: true; alerts: AlertConfiguration } | { ok: false; problems: string[] } {
  const check = checkAlerts(file.value, new Set(profiles.keys()));
  return check.ok ? check : { ok: false, problems: located(file, check.problems) };
}

/** Checks a directory that changed, under the profiles that are in force. */
export function loadDirectory(
  file: ConfigFile,
  profiles: ReadonlyMap<string, Profile>,
  profileIds: ReadonlySet<string> = new Set(profiles.keys()),
): ConfigurationResult {
  const check = checkDirectory(file.value, profileIds);
  if (!check.ok) return { ok: false, problems: located(file, check.problems) };
  return { ok: true, configuration: { profiles, directory: check.directory } };
}

/** `file:line: place: reason`, in the order of the lines. */
function located(file: ConfigFile, problems: readonly ConfigProblem[]): string[] {
  return problems
    .map(({ path, message }) => ({ line: file.lineOf(path), place: path.join('.'), message }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, place, message }) => `${file.path}:${String(line)}: ${place === '' ? '' : `${place}: `}${message}`);
}

function profileIdOf(value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'profile' in value ? value.profile : undefined;
  return typeof id === 'string' ? id : '';
}
