import type { ClientRole } from '#domain/directory/directory.js';
import type { DirectoryFile } from './directory-ports.js';

/** A client to be taken into the directory. */
export interface ClientWish {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly ClientRole[];
  /** HSA-ids. */
  readonly units: readonly string[];
  /** Last civil day on which its secret is taken. */
  readonly expires?: string | undefined;
}

/** A new client that is in no file yet. */
export interface ClientDraft {
  /** The entry to be added to the file, with the hash of the secret. */
  readonly yaml: string;
  /** Nobody keeps it. */
  readonly secret: string;
  /** The whole file with the entry. */
  readonly text: string;
  readonly problems: readonly string[];
}

/** How secrets are made and hashed. */
export interface SecretMaker {
  readonly newSecret: () => string;
  readonly hash: (secret: string) => Promise<string>;
}

/** Writes what the directory has to say of a new client; nothing is changed by it. */
export class DraftClient {
  constructor(
    private readonly file: Pick<DirectoryFile, 'withClient' | 'check'>,
    private readonly secrets: SecretMaker,
  ) {}

  async draft({ id, name, roles, units, expires }: ClientWish): Promise<ClientDraft> {
    const secret = this.secrets.newSecret();
    const hash = await this.secrets.hash(secret);
    const secretHashes = [expires === undefined ? hash : { hash, expires }];
    const { yaml, text } = await this.file.withClient({ id, name, roles, units, secretHashes });
    const checked = await this.file.check(text);
    return { yaml, secret, text, problems: checked.ok ? [] : checked.problems };
  }
}
