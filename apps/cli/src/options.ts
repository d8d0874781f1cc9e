import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { MessageFormat } from '#domain/message.js';
import type { RegionPaths } from './configuration.js';
import { Failure } from './failure.js';
import { both } from './i18n/both.js';
import type { Texts } from './i18n/sv.js';
import { FORMAT_NAMES, formatNamed } from './messages/format-name.js';
import type { Surroundings } from './surroundings.js';

/** What commands are built of: their options with help in both languages, and how the words of a call are read. */

export type Environment = Readonly<Record<string, string | undefined>>;
type TextOf = (texts: Texts) => string;

/** The options of commands that speak to a running hub. */
export function withHub(command: Command, env: Environment): Command {
  const httpPort = readPort(env['HEMGANG_HTTP_PORT'], 8080);
  return command
    .addOption(
      option('--url <url>', 'urlOption')
        .default(`http://127.0.0.1:${String(httpPort)}`)
        .argParser(url),
    )
    .addOption(option('--client-id <id>', 'clientIdOption'))
    .addOption(option('--client-secret <secret>', 'clientSecretOption'))
    .addOption(option('--ca <file>', 'caOption'))
    .addOption(option('--cert <file>', 'certOption'))
    .addOption(option('--key <file>', 'keyOption'))
    .addOption(option('--insecure', 'insecureOption'));
}

/** A command below another. */
export function add(program: Command, name: string, about: TextOf): Command {
  return program.command(name).description(both(about));
}

type PlainText = { [Name in keyof Texts]: Texts[Name] extends string ? Name : never }[keyof Texts];

/** A text in both languages. */
export function said(name: PlainText): string {
  return both((texts) => texts[name]);
}

export function option(flags: string, name: PlainText): Option {
  return new Option(flags, said(name));
}

/** Calls that its help shows. */
export function examples(command: Command, ...calls: readonly string[]): void {
  command.addHelpText('after', `\n${said('example')}\n${calls.map((call) => `  ./hemgang ${call}`).join('\n')}`);
}

/** The directory as the hub finds it: from the folder in which both run. */
function directoryOf(env: Environment): string {
  return resolve(env['HEMGANG_DIRECTORY'] || 'config/directory/demo.yaml');
}

/** The data folder as the hub finds it: from the folder in which both run. */
export function dataDirOf(env: Environment): string {
  return resolve(env['HEMGANG_DATA_DIR'] || 'var');
}

/** The directory and the profiles as the hub finds them, or another directory that the caller names. */
export function regionOf(env: Environment, { folder }: Surroundings, directory: unknown): RegionPaths {
  return {
    directory: typeof directory === 'string' ? resolve(folder, directory) : directoryOf(env),
    profileDir: resolve(env['HEMGANG_PROFILE_DIR'] || 'config/profiles'),
  };
}

/** @throws Failure when half of them is given. */
export function checkCredentials(options: { clientId: string | undefined; clientSecret: string | undefined }): void {
  if ((options.clientId === undefined) !== (options.clientSecret === undefined))
    throw new Failure(said('bothCredentials'));
}

/** A port of the environment. */
export function readPort(variable: string | undefined, fallback: number): number {
  return variable === undefined || variable.trim() === '' ? fallback : Number(variable);
}

/** Messages in a second, such as `5` or `5/s`. @throws InvalidArgumentError like those below. */
export function rate(value: string): number {
  const number = Number(value.replace(/\/s$/, ''));
  if (!(number > 0) || number === Infinity) throw new InvalidArgumentError(both((texts) => texts.notANumber(value)));
  return number;
}

export function whole(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError(both((texts) => texts.notANumber(value)));
  return Number(value);
}

export function port(value: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > 65_535) throw new InvalidArgumentError(both((texts) => texts.notAPort(value)));
  return number;
}

export function format(value: string): MessageFormat {
  const known = formatNamed(value);
  if (known === undefined)
    throw new InvalidArgumentError(both((texts) => texts.notAFormat(value, FORMAT_NAMES.join(', '))));
  return known;
}

function url(value: string): string {
  const parsed = URL.parse(value);
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new InvalidArgumentError(both((texts) => texts.notAUrl(value)));
  return value.replace(/\/+$/, '');
}
