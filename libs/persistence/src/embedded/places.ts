import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, canReach, chooseAccount } from './account.js';
import { fileTrouble } from './setup-error.js';

/** Where everything of one embedded database lies. */
export interface Places {
  /** The hub's data folder, absolute. */
  dataDir: string;
  /** PostgreSQL's own folder (`PGDATA`), owned by the account. */
  cluster: string;
  /** What the processes of this cluster are called in the system's list of processes. */
  clusterName: string;
  account: Account;
  /** Port and password, kept between starts; mode 0600. */
  settingsFile: string;
  /** Which hub process looks after PostgreSQL. */
  ownerFile: string;
  /** One file per hub process that uses this database. */
  hubsFolder: string;
  logFile: string;
}

/**
 * Lays out the data folder and makes sure it can be written.
 *
 * When the hub is root and the account that runs PostgreSQL cannot reach the data folder, the cluster alone lies
 * under `/var/lib/hemgang/<hash of the folder's path>` instead; `log` is told.
 *
 * @throws SetupError when the folder cannot be written or belongs to somebody else
 */
export function layOut(folder: string, log: (line: string) => void): Places {
  const dataDir = writableFolder(folder);
  const inside = join(dataDir, 'postgres');
  const elsewhere = join(systemPlace(dataDir), 'postgres');
  const account = chooseAccount(!existsSync(inside) && existsSync(elsewhere) ? elsewhere : inside);
  const reachable = canReach(account, dataDir);
  if (!reachable) {
    log(
      `${dataDir} cannot be read by the user that runs PostgreSQL (number ${account.uid}): the database lies in ${elsewhere}`,
    );
    writableFolder(systemPlace(dataDir), 0o755);
  }
  const hubsFolder = writableFolder(join(dataDir, 'postgres-hubs'), 0o700);
  const cluster = reachable ? inside : elsewhere;
  return {
    dataDir,
    cluster,
    clusterName: `hemgang-${shortHash(cluster)}`,
    account,
    settingsFile: join(dataDir, 'postgres.json'),
    ownerFile: join(hubsFolder, 'owner.json'),
    hubsFolder,
    logFile: join(dataDir, 'postgres.log'),
  };
}

/** A place that every user may walk into, for what belongs to `key`. Only root ever needs one. */
export function systemPlace(key: string): string {
  return join('/var/lib/hemgang', shortHash(key));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function writableFolder(folder: string, mode?: number): string {
  try {
    mkdirSync(folder, { recursive: true, mode });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw fileTrouble(error, folder);
  }
}
