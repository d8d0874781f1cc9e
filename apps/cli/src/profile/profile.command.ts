import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Profile } from '#domain/profile/profile.js';
import { loadProfile } from '#flows/load-configuration.js';
import { parseYaml } from '#settings/yaml-file.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { drawingEn } from '../i18n/drawing-en.js';
import { drawingSv } from '../i18n/drawing-sv.js';
import { readNamed } from '../messages/read-files.js';
import type { Surroundings } from '../surroundings.js';
import { drawProfile } from './drawing.js';

type Loaded = { ok: true; profile: Profile } | { ok: false; problems: string[] };

/**
 * Says of each file whether a hub would take it as a region profile, and everything that is wrong with it, as
 * `file:line: place: reason`. Ends with 1 when one is wrong.
 */
export async function checkProfiles(files: readonly string[], at: Surroundings): Promise<ExitCode> {
  let isWrong = false;
  for (const file of files) {
    const loaded = await load(file, at);
    const lines = loaded.ok ? [`ok  ${loaded.profile.id}  ${file}`] : loaded.problems;
    at.out.write(lines.map((line) => `${line}\n`).join(''));
    isWrong ||= !loaded.ok;
  }
  return isWrong ? EXIT.someRefused : EXIT.allWell;
}

export const DRAWING_LANGUAGES = ['sv', 'en'] as const;

export interface DrawOptions {
  /** File to write to; standard output without it. */
  readonly out: string | undefined;
  readonly language: (typeof DRAWING_LANGUAGES)[number];
}

/** Writes a profile as a page of Markdown with a state diagram. Ends with 1 when the profile is wrong, and tells why. */
export async function drawProfileFile(file: string, options: DrawOptions, at: Surroundings): Promise<ExitCode> {
  const loaded = await load(file, at);
  if (!loaded.ok) {
    at.err.say(loaded.problems.join('\n'));
    return EXIT.someRefused;
  }
  const page = drawProfile(loaded.profile, file, options.language === 'sv' ? drawingSv : drawingEn);
  const { out } = options;
  if (out === undefined) at.out.write(page);
  else {
    await writeFile(resolve(at.folder, out), page).catch(() => {
      throw new Failure(both((texts) => texts.cannotWrite(out)));
    });
  }
  return EXIT.allWell;
}

/** @throws Failure for a file that cannot be read. */
async function load(file: string, at: Surroundings): Promise<Loaded> {
  const read = parseYaml(file, textOf(await readNamed(file, at), file));
  return read.ok ? loadProfile(read.file) : read;
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(both((texts) => texts.cannotReadFile(file)));
  }
}
