import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsoleUser } from '../support/console-user.js';
import type { HubProcess } from './hub-process.js';

/** A password of the run's own: the first one has to be changed before anything is shown. */
const PASSWORD = 'mätning av fyrtio vyer';

interface FirstAccount {
  readonly name: string;
  readonly oneTimePassword: string;
}

/** Signs in as one of the demo's accounts, whose first password lies in the data folder. @throws Error when that fails. */
export async function signedIn(hub: HubProcess, dataDir: string, name: string): Promise<ConsoleUser> {
  const user = new ConsoleUser(`http://127.0.0.1:${String(hub.httpPort)}`);
  const once = oneTimePassword(dataDir, name);
  const first = await user.signIn(name, once ?? PASSWORD);
  if (first.body?.signedIn !== true) throw new Error(`${name} could not sign in: ${first.text}`);
  if (once === undefined) return user;
  const changed = await user.changePassword(once, PASSWORD);
  if (changed.body?.mustChangePassword !== false)
    throw new Error(`${name} could not choose a password: ${changed.text}`);
  return user;
}

/** Undefined once it was changed: the hub takes it out of the file when it starts, and the file away with the last one. */
function oneTimePassword(dataDir: string, name: string): string | undefined {
  const file = join(dataDir, 'console-accounts.json');
  if (!existsSync(file)) return undefined;
  const accounts: readonly FirstAccount[] = JSON.parse(readFileSync(file, 'utf8'));
  return accounts.find((account) => account.name === name)?.oneTimePassword;
}
