import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Gives the kept secret of a name, and makes it at the first time of asking. */
interface SecretStore {
  secret(name: string): Promise<Buffer>;
}

interface Secrets {
  readonly token: Buffer;
  readonly idempotency: Buffer;
  readonly content: Buffer;
}

/**
 * The hub's own keys: one for each purpose, random, shared by all processes on the database. Whoever loses them loses the
 * memory of which messages have been sent, so they are backed up with the rest of it.
 */
export class HubKeys {
  // Made once: making the key object takes several times as long as the hash itself.
  private readonly idempotency: KeyObject;
  private readonly content: KeyObject;

  private constructor(private readonly secrets: Secrets) {
    this.idempotency = createSecretKey(secrets.idempotency);
    this.content = createSecretKey(secrets.content);
  }

  static async load(store: SecretStore): Promise<HubKeys> {
    const token = await store.secret('token');
    const idempotency = await store.secret('idempotency');
    const content = await store.secret('content');
    return new HubKeys({ token, idempotency, content });
  }

  /** Signs bearer tokens. */
  get token(): Buffer {
    return this.secrets.token;
  }

  /** Key of a message for ever: source application, sending unit and the sender's message id. */
  idempotencyKey(application: string, sender: string, messageId: string): Buffer {
    // As JSON, so that no two triples give the same text.
    return keyedHash(this.idempotency, JSON.stringify([application, sender, messageId]));
  }

  /** Hash of the parsed message without its sending time. */
  contentHash(canonical: string): Buffer {
    return keyedHash(this.content, canonical);
  }
}

function keyedHash(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
