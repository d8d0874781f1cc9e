import { createHash } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import * as client from 'openid-client';
import type { ConsoleRole } from '#domain/console-account.js';
import type { SignedIn } from './console-sessions.js';
import { isLoopbackName } from './own-origins.js';

/** How long somebody may take at the issuer; seconds. */
export const LONGEST_DETOUR = 600;
/** What the issuer is given to answer; seconds. */
const PATIENCE = 10;

/** What the settings say about the issuer. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  /** Separated by spaces; `openid` is one of them. */
  readonly scopes: string;
  /** Where in the claims the person's roles are: the claim's whole name, or names joined by dots. */
  readonly rolesClaim: string;
  /** What the issuer's roles are here. */
  readonly roles: ReadonlyMap<string, readonly ConsoleRole[]>;
}

/** What came of the way to the issuer and back. */
export type IssuerOutcome =
  /** `subject` is the issuer's own name of the person, which never becomes another's. */
  | { readonly kind: 'proved'; readonly signedIn: SignedIn; readonly subject: string; readonly to: string }
  /** The issuer knows the person; nothing of what the person may do there means anything here. */
  | { readonly kind: 'no-role' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unavailable' };

/** What the browser carries to the issuer and back, readable by the hub alone. */
interface Detour {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
}

/**
 * Sign-in at the region's OpenID Connect issuer: code flow with PKCE, state and nonce. The issuer is asked for its addresses when
 * somebody first wants to sign in, so the hub starts without it.
 */
export class IssuerSignIn {
  private found: Promise<client.Configuration> | undefined;
  private readonly key: Buffer;

  /** @param secret of the hub, shared by all its processes. */
  constructor(
    private readonly settings: IssuerSettings,
    secret: Buffer,
  ) {
    this.key = createHash('sha256').update('hemgang issuer cookie').update(secret).digest();
  }

  /** Where the browser is to go, and what it is to carry; undefined when the issuer cannot be reached. */
  async start(
    redirectUri: string,
    to: string,
  ): Promise<{ readonly url: string; readonly carried: string } | undefined> {
    const issuer = await this.issuer().catch(() => undefined);
    if (issuer === undefined) return undefined;
    const detour = {
      ...{ state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() },
      to,
    };
    const url = client.buildAuthorizationUrl(issuer, {
      ...{ redirect_uri: redirectUri, scope: this.settings.scopes, response_type: 'code' },
      ...{ state: detour.state, nonce: detour.nonce },
      ...{ code_challenge: await client.calculatePKCECodeChallenge(detour.verifier), code_challenge_method: 'S256' },
    });
    return { url: url.href, carried: await this.sealed(detour) };
  }

  /** @param url as the browser came back to it, with the public address in front. @param carried what it carried. */
  async finish(url: URL, carried: string | undefined): Promise<IssuerOutcome> {
    const detour = carried === undefined ? undefined : await this.opened(carried);
    if (detour === undefined) return { kind: 'failed' };
    const issuer = await this.issuer().catch(() => undefined);
    if (issuer === undefined) return { kind: 'unavailable' };
    try {
      return await this.proved(issuer, url, detour);
    } catch (error) {
      return { kind: isAway(error) ? 'unavailable' : 'failed' };
    }
  }

  private async proved(issuer: client.Configuration, url: URL, detour: Detour): Promise<IssuerOutcome> {
    const tokens = await client.authorizationCodeGrant(issuer, url, {
      ...{ expectedState: detour.state, expectedNonce: detour.nonce, pkceCodeVerifier: detour.verifier },
      idTokenExpected: true,
    });
    const idClaims = tokens.claims();
    if (idClaims === undefined) return { kind: 'failed' };
    const { sub } = idClaims;
    const asks =
      rolesIn(idClaims, this.settings).length === 0 && issuer.serverMetadata().userinfo_endpoint !== undefined;
    const claims = asks ? { ...idClaims, ...(await client.fetchUserInfo(issuer, tokens.access_token, sub)) } : idClaims;
    const roles = rolesIn(claims, this.settings);
    if (roles.length === 0) return { kind: 'no-role' };
    const name = textIn(claims, ['preferred_username', 'email']) ?? sub;
    const displayName = textIn(claims, ['name']) ?? name;
    const signedIn = { way: 'oidc' as const, name, displayName, roles, accountId: undefined };
    return { kind: 'proved', signedIn, subject: sub, to: detour.to };
  }

  /** Asked once; again after it could not be reached. */
  private issuer(): Promise<client.Configuration> {
    this.found ??= discovered(this.settings).catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  private sealed(detour: Detour): Promise<string> {
    return new EncryptJWT({ ...detour })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${String(LONGEST_DETOUR)}s`)
      .encrypt(this.key);
  }

  private async opened(carried: string): Promise<Detour | undefined> {
    try {
      const options = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
      const { payload } = await jwtDecrypt(carried, this.key, options);
      const { state, nonce, verifier, to } = payload;
      const isWhole = [state, nonce, verifier, to].every((value) => typeof value === 'string');
      return isWhole
        ? { state: String(state), nonce: String(nonce), verifier: String(verifier), to: String(to) }
        : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

function discovered({ issuer, clientId, clientSecret }: IssuerSettings): Promise<client.Configuration> {
  const url = new URL(issuer);
  const execute = url.protocol === 'http:' && isLoopbackName(url.hostname) ? [client.allowInsecureRequests] : [];
  return client.discovery(url, clientId, undefined, authenticationBy(clientSecret), { execute, timeout: PATIENCE });
}

/** As the standard has it where the issuer takes that: in the header; in the form where it says that it wants it there. */
function authenticationBy(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  const [inHeader, inForm] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? inHeader : inForm)(server, ...rest);
  };
}

/** The hub's roles that the claims stand for. */
function rolesIn(claims: object, { rolesClaim, roles }: IssuerSettings): ConsoleRole[] {
  const value = valueAt(claims, rolesClaim);
  const theirs: unknown[] = typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  return [...new Set(theirs.flatMap((role) => (typeof role === 'string' ? (roles.get(role) ?? []) : [])))];
}

/** Names of claims may have dots in them: the whole name goes before a path. */
function valueAt(claims: object, path: string): unknown {
  if (Object.hasOwn(claims, path)) return Reflect.get(claims, path);
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? Reflect.get(value, name)
      : undefined;
  }, claims);
}

/** The first of these claims that is a name: one line, not without end. */
function textIn(claims: object, names: readonly string[]): string | undefined {
  return names
    .map((name): unknown => (Object.hasOwn(claims, name) ? Reflect.get(claims, name) : undefined))
    .find((value) => typeof value === 'string' && /^[^\p{Cc}]{1,100}$/u.test(value) && value.trim() !== '')
    ?.toString();
}

/** What the network, a time-out or a server in trouble throws, as against a refusal. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'TimeoutError' || error instanceof TypeError || ('code' in error && error.code === 'OAUTH_TIMEOUT')
  );
}

/** The region's issuer, if the settings name one. */
export class Issuer {
  constructor(readonly signIn: IssuerSignIn | undefined) {}
}
