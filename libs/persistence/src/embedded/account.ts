import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { SetupError } from './setup-error.js';

/** The system user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
  /** True when the hub is root and must step down: PostgreSQL refuses to run as root. */
  other: boolean;
}

const candidates = ['postgres', '_postgres', 'nobody', 'daemon'];

/**
 * Chooses who runs PostgreSQL: ourselves, or, when we are root, the owner of the existing data, or else a user
 * the system has anyway.
 *
 * @param cluster folder of the database, which need not exist yet
 */
export function chooseAccount(cluster: string): Account {
  const own = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
  if (own.uid !== 0) return ownAccount(own, cluster);
  const owner = ownerOf(cluster);
  if (owner !== undefined && owner.uid !== 0) return { ...owner, other: true };
  for (const name of candidates) {
    const uid = askId('-u', name);
    const gid = askId('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid, other: true };
  }
  throw new SetupError(
    'no-account',
    'PostgreSQL does not run as root, and this machine has none of the users postgres, nobody, daemon to run it as. Start the hub as an ordinary user.',
  );
}

/** What `spawn` needs to run a program as this account. */
export function runAs(account: Account): { uid?: number; gid?: number } {
  return account.other ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account can walk into the folder and read there. Asked of the system: modes alone do not tell of ACLs. */
export function canReach(account: Account, folder: string): boolean {
  const asked = spawnSync('sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', folder], { ...runAs(account), cwd: '/' });
  return asked.status === 0;
}

function ownAccount(own: { uid: number; gid: number }, cluster: string): Account {
  const owner = ownerOf(cluster);
  if (owner !== undefined && owner.uid !== own.uid) {
    throw new SetupError(
      'data-folder-foreign',
      `The database in ${cluster} belongs to another user (number ${owner.uid}). Start the hub as that user (or as root when root made it), or name another folder with HEMGANG_DATA_DIR.`,
    );
  }
  if (spawnSync('id', ['-un'], { stdio: 'ignore' }).status !== 0) {
    throw new SetupError(
      'no-account',
      `The user number ${own.uid} has no name on this machine, which PostgreSQL needs. Start the hub as a user listed in /etc/passwd, or give it a database with DATABASE_URL.`,
    );
  }
  return { ...own, other: false };
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid };
}

function askId(what: '-u' | '-g', name: string): number | undefined {
  try {
    const answer = Number(execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return Number.isInteger(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}
