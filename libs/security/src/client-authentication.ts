import { randomBytes } from 'node:crypto';
import { secretsAt } from '#domain/directory/client-credentials.js';
import type { Client } from '#domain/directory/directory.js';
import { claimedClient, isValidAssertion } from './client-assertion.js';
import { FailureBrake } from './failure-brake.js';
import { invalidClient, invalidRequest, tooManyFailures } from './oauth-refusal.js';
import type { OAuthRefusal } from './oauth-refusal.js';
import { hashSecret, verifySecret } from './secrets.js';
import type { DirectoryInForce, UsedAssertions } from './surroundings.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** What a token request says about who is calling. */
export interface ClientCredentials {
  /** The Authorization header. */
  readonly authorization: string | undefined;
  /** The form's parameters, each at most once. */
  readonly form: ReadonlyMap<string, string>;
  /** What an assertion may name as its audience. */
  readonly audiences: readonly string[];
  /** Network address of the caller. */
  readonly address: string;
}

export type ClientAuthenticationResult = { ok: true; clientId: string } | { ok: false; refusal: OAuthRefusal };

type Presented =
  | { kind: 'secret'; clientId: string; secret: string }
  | { kind: 'assertion'; clientId: string; assertion: string }
  | { kind: 'refused'; refusal: OAuthRefusal };

/**
 * Tells which client is asking for a token: by one of its (at most two) secrets, in the header or in the form, or by an
 * assertion signed with its private key.
 */
export class ClientAuthentication {
  private readonly brake: FailureBrake;
  private readonly nobody: Promise<string>;

  constructor(
    private readonly directory: DirectoryInForce,
    private readonly used: UsedAssertions,
    private readonly machineTime: () => Date = () => new Date(),
  ) {
    this.brake = new FailureBrake(() => machineTime().getTime());
    this.nobody = hashSecret(randomBytes(32).toString('base64url'));
  }

  async authenticate(credentials: ClientCredentials): Promise<ClientAuthenticationResult> {
    const presented = presentedBy(credentials);
    if (presented.kind === 'refused') return { ok: false, refusal: presented.refusal };
    const brakeKey = `${presented.clientId} ${credentials.address}`;
    const seconds = this.brake.secondsToWait(brakeKey);
    if (seconds > 0) return { ok: false, refusal: tooManyFailures(seconds) };
    if (!(await this.isGenuine(presented, credentials.audiences))) {
      this.brake.failed(brakeKey);
      return { ok: false, refusal: invalidClient() };
    }
    this.brake.succeeded(brakeKey);
    return { ok: true, clientId: presented.clientId };
  }

  private async isGenuine(
    presented: Exclude<Presented, { kind: 'refused' }>,
    audiences: readonly string[],
  ): Promise<boolean> {
    const client = this.directory.current.directory.clients.get(presented.clientId);
    if (presented.kind === 'secret') return this.hasSecret(client, presented.secret);
    if (client === undefined) return false;
    return isValidAssertion(presented.assertion, client, audiences, this.used, this.machineTime());
  }

  /** Takes as long for a client that does not exist as for one that does. */
  private async hasSecret(client: Client | undefined, secret: string): Promise<boolean> {
    const hashes = client === undefined ? [] : secretsAt(client, this.machineTime());
    for (const hash of hashes) {
      if (await verifySecret(secret, hash)) return true;
    }
    if (hashes.length === 0) await verifySecret(secret, await this.nobody);
    return false;
  }
}

function presentedBy({ authorization, form }: ClientCredentials): Presented {
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  const isBasic = authorization !== undefined && /^basic /i.test(authorization);
  if ([isBasic, secret !== undefined, assertion !== undefined].filter(Boolean).length > 1) {
    return { kind: 'refused', refusal: invalidRequest('Use one way of authentication, not several') };
  }
  const presented = isBasic ? basic(authorization) : inForm(clientId, secret, assertion, form);
  if (presented.kind !== 'refused' && clientId !== undefined && clientId !== presented.clientId) {
    return { kind: 'refused', refusal: invalidRequest('client_id names another client than the credentials do') };
  }
  return presented;
}

function inForm(
  clientId: string | undefined,
  secret: string | undefined,
  assertion: string | undefined,
  form: ReadonlyMap<string, string>,
): Presented {
  if (assertion !== undefined) {
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
      return { kind: 'refused', refusal: invalidRequest(`client_assertion_type must be ${ASSERTION_TYPE}`) };
    }
    const claimed = claimedClient(assertion);
    return claimed === undefined
      ? { kind: 'refused', refusal: invalidClient() }
      : { kind: 'assertion', clientId: claimed, assertion };
  }
  if (clientId === undefined || secret === undefined) return { kind: 'refused', refusal: invalidClient() };
  return { kind: 'secret', clientId, secret };
}

/** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
function basic(authorization: string): Presented {
  const text = Buffer.from(authorization.slice('basic '.length).trim(), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const clientId = formDecoded(text.slice(0, Math.max(colon, 0)));
  const secret = formDecoded(text.slice(colon + 1));
  if (colon < 1 || clientId === undefined || secret === undefined) return { kind: 'refused', refusal: invalidClient() };
  return { kind: 'secret', clientId, secret };
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
