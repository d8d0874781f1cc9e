import type { Provider } from '@nestjs/common';
import type { Clock } from '#flows/ports.js';
import { PgConsoleAccounts } from '#persistence/console-accounts.store.js';
import { PgConsoleSessionRows } from '#persistence/console-sessions.store.js';
import type { Database } from '#persistence/data-source.js';
import { PgHubKeyStore } from '#persistence/keys.store.js';
import { ConsoleAccountCare } from '#security/console-account-care.js';
import { ensureFirstAccounts } from '#security/console-first-accounts.js';
import { ConsoleSessions } from '#security/console-sessions.js';
import { ConsoleSignIn } from '#security/console-sign-in.js';
import { Issuer, IssuerSignIn } from '#security/oidc.js';
import { PasswordHashing } from '#security/password-hash.js';
import type { Settings } from '#settings/settings.js';

/** What signing in to the console is made from. */
export interface SignInGround {
  readonly settings: Pick<Settings, 'signIn' | 'demo' | 'dataDir'>;
  readonly dataSource: Database;
  readonly clock: Clock;
  /** Whether this process has the console; another one knows sessions, and makes no accounts. */
  readonly servesConsole: boolean;
}

/** Who may sign in to the console, and who is signed in; the first accounts are made. */
export async function consoleSignIn(ground: SignInGround): Promise<Provider[]> {
  const { settings, dataSource, clock } = ground;
  const { signIn, demo, dataDir } = settings;
  const accounts = new PgConsoleAccounts(dataSource);
  const hashing = new PasswordHashing();
  const sessions = new ConsoleSessions(new PgConsoleSessionRows(dataSource), signIn);
  if (ground.servesConsole && signIn.local) {
    const note = { at: await clock.now(), actor: 'hub' };
    await ensureFirstAccounts({ dataDir, accounts, hashing, demo, now: new Date(), note });
  }
  const secret = signIn.oidc === undefined ? undefined : await new PgHubKeyStore(dataSource).secret('issuer');
  const issuer = signIn.oidc && secret && new IssuerSignIn(signIn.oidc, secret);
  return [
    { provide: ConsoleSessions, useValue: sessions },
    { provide: ConsoleSignIn, useValue: new ConsoleSignIn(accounts, sessions, hashing) },
    { provide: ConsoleAccountCare, useValue: new ConsoleAccountCare(accounts, hashing) },
    { provide: Issuer, useValue: new Issuer(issuer) },
  ];
}
