import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConsoleAccount, ConsoleNote, NewConsoleAccount } from '#domain/console-account.js';
import type { ConsoleAccounts } from './console-ports.js';
import type { PasswordHashing } from './password-hash.js';
import { newOneTimePassword } from './password-rules.js';
import { readIfThere, writeSecretFile } from './secret-file.js';

/** An account with a password that nobody has changed yet, as `console-accounts.json` lists it. */
export interface FirstAccount extends Omit<NewConsoleAccount, 'passwordHash'> {
  readonly oneTimePassword: string;
}

const FILE = 'console-accounts.json';

const ADMIN = { name: 'forvaltare', displayName: 'Förvaltare', roles: ['admin'] } as const;
const DEMO = [
  { name: 'drift', displayName: 'Driftledningen', roles: ['operations'] },
  { name: 'granskare', displayName: 'Granskare', roles: ['auditor'] },
  ADMIN,
] as const;

/** What the first accounts are made from. */
export interface FirstAccountsParts {
  readonly dataDir: string;
  readonly accounts: ConsoleAccounts;
  readonly hashing: PasswordHashing;
  /** Whether the demo region is in force: then there is an account for each role, otherwise one that can make the others. */
  readonly demo: boolean;
  /** The machine's time. */
  readonly now: Date;
  readonly note: ConsoleNote;
}

/**
 * Sees to it that the first accounts are there, each with a one-time password in `<dataDir>/console-accounts.json`, readable by
 * this user alone. A password leaves the file at the first start after it was changed. Several processes may start at once.
 * @throws Error when the file is damaged or cannot be written.
 */
export async function ensureFirstAccounts(parts: FirstAccountsParts): Promise<void> {
  const path = join(parts.dataDir, FILE);
  const known = await parts.accounts.list();
  const missing = (parts.demo ? DEMO : [ADMIN]).filter(({ name }) => !known.some((account) => account.name === name));
  const listed = missing.length === 0 ? await read(path) : await written(path, missing);
  for (const account of missing) await create(parts, account, listed);
  if (listed.length === 0) return;
  await tidy(path, listed, await stillOnce(parts, listed));
}

/** The file first, the account after it: a password that nobody could find would be lost. */
async function written(
  path: string,
  missing: readonly Omit<FirstAccount, 'oneTimePassword'>[],
): Promise<FirstAccount[]> {
  await mkdir(join(path, '..'), { recursive: true });
  const text = await readIfThere(path);
  const listed = text === undefined ? [] : accountsIn(path, text);
  const added = missing
    .filter(({ name }) => !listed.some((account) => account.name === name))
    .map((account) => ({ ...account, oneTimePassword: newOneTimePassword() }));
  if (added.length === 0) return listed;
  const all = [...listed, ...added];
  return (await writeSecretFile(path, textOf(all), text === undefined)) ? all : written(path, missing);
}

async function create(
  { accounts, hashing, now, note }: FirstAccountsParts,
  account: Omit<FirstAccount, 'oneTimePassword'>,
  listed: readonly FirstAccount[],
): Promise<void> {
  const password = listed.find(({ name }) => name === account.name)?.oneTimePassword;
  if (password === undefined) return;
  const { name, displayName, roles } = account;
  await accounts.create({ name, displayName, roles, passwordHash: await hashing.hash(password) }, now, note);
}

/** Those whose password is still the one in the file. */
async function stillOnce(
  { accounts, hashing }: FirstAccountsParts,
  listed: readonly FirstAccount[],
): Promise<FirstAccount[]> {
  const known = new Map((await accounts.list()).map((account) => [account.name, account]));
  const kept: FirstAccount[] = [];
  for (const account of listed) {
    if (await isBehind(hashing, account.oneTimePassword, known.get(account.name))) kept.push(account);
  }
  return kept;
}

async function isBehind(
  hashing: PasswordHashing,
  password: string,
  account: ConsoleAccount | undefined,
): Promise<boolean> {
  return account?.mustChangePassword === true && hashing.matches(password, account.passwordHash);
}

async function tidy(path: string, listed: readonly FirstAccount[], kept: readonly FirstAccount[]): Promise<void> {
  if (kept.length === 0) await rm(path, { force: true });
  else if (kept.length < listed.length) await writeSecretFile(path, textOf(kept), false);
  else await chmod(path, 0o600);
}

const textOf = (accounts: readonly FirstAccount[]): string => `${JSON.stringify(accounts, null, 2)}\n`;

async function read(path: string): Promise<FirstAccount[]> {
  const text = await readIfThere(path);
  return text === undefined ? [] : accountsIn(path, text);
}

function accountsIn(path: string, text: string): FirstAccount[] {
  const list = parsed(text);
  const accounts = Array.isArray(list) ? list.filter(isFirstAccount) : [];
  if (!Array.isArray(list) || accounts.length < list.length) {
    throw new Error(`${path} is damaged; remove it, and let an administrator reset the passwords`);
  }
  return accounts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFirstAccount(value: unknown): value is FirstAccount {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('oneTimePassword' in value)) return false;
  return typeof value.name === 'string' && typeof value.oneTimePassword === 'string';
}
