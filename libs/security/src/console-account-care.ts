import { actorOfUser } from '#domain/console-account.js';
import type {
  ConsoleAccount,
  ConsoleAccountChange,
  ConsoleAccountOutcome,
  ConsoleNote,
  NewConsoleAccount,
} from '#domain/console-account.js';
import type { ConsoleAccounts } from './console-ports.js';
import type { PasswordHashing } from './password-hash.js';
import { newOneTimePassword } from './password-rules.js';

/** `own`: nobody changes what they may do themselves. */
export type AccountCareOutcome = ConsoleAccountOutcome | { readonly kind: 'own' };

export type PasswordReset = { readonly kind: 'reset'; readonly password: string } | { readonly kind: 'own' };

/** The hub's own accounts, as an administrator takes care of them. Passwords are made here and shown once. */
export class ConsoleAccountCare {
  constructor(
    private readonly accounts: ConsoleAccounts,
    private readonly hashing: PasswordHashing,
    private readonly machineTime: () => Date = () => new Date(),
  ) {}

  list(): Promise<ConsoleAccount[]> {
    return this.accounts.list();
  }

  /** The one-time password; undefined when the name is taken. @throws TooManySignIns */
  async create(account: Omit<NewConsoleAccount, 'passwordHash'>, note: ConsoleNote): Promise<string | undefined> {
    const password = newOneTimePassword();
    const passwordHash = await this.hashing.hash(password);
    const isNew = await this.accounts.create({ ...account, passwordHash }, this.machineTime(), note);
    return isNew ? password : undefined;
  }

  /** Undefined when there is no such account. */
  async change(name: string, change: ConsoleAccountChange, note: ConsoleNote): Promise<AccountCareOutcome | undefined> {
    if (isOwn(name, note)) return { kind: 'own' };
    return this.accounts.change(name, change, note);
  }

  /**
   * The one-time password; undefined when there is no such account. The own one is changed by who knows it: a browser that was
   * left open is not enough.
   * @throws TooManySignIns
   */
  async reset(name: string, note: ConsoleNote): Promise<PasswordReset | undefined> {
    if (isOwn(name, note)) return { kind: 'own' };
    const password = newOneTimePassword();
    const isReset = await this.accounts.reset(name, await this.hashing.hash(password), note);
    return isReset ? { kind: 'reset', password } : undefined;
  }
}

function isOwn(name: string, { actor }: ConsoleNote): boolean {
  return actor === actorOfUser({ way: 'local', name });
}
