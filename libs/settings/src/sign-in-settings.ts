import { isLoopback } from './loopback.js';
import type { Variables } from './variables.js';

/** How people sign in to the console. */
export interface SignInSettings {
  /** `HEMGANG_CONSOLE_IDLE_MINUTES`: minutes without activity after which a session is over. Default 30. */
  readonly idleMinutes: number;
  /** `HEMGANG_CONSOLE_LOCAL`: whether the hub has accounts of its own. Default true. */
  readonly local: boolean;
  /** The region's OpenID Connect issuer; undefined while `HEMGANG_OIDC_ISSUER` is not set. */
  readonly oidc: OidcSettings | undefined;
}

/** An OpenID Connect issuer. */
export interface OidcSettings {
  /** `HEMGANG_OIDC_ISSUER`: https URL, http only on this machine; its addresses are found below it. */
  readonly issuer: string;
  /** `HEMGANG_OIDC_CLIENT_ID`: the hub's id at the issuer. */
  readonly clientId: string;
  /** `HEMGANG_OIDC_CLIENT_SECRET`: undefined for a public client. */
  readonly clientSecret: string | undefined;
  /** `HEMGANG_OIDC_SCOPES`: separated by spaces. Default `openid profile`. */
  readonly scopes: string;
  /** `HEMGANG_OIDC_NAME`: text of its button. Default `OpenID Connect`. */
  readonly name: string;
  /** `HEMGANG_OIDC_ROLES_CLAIM`: the claim with a person's roles, or a path of names joined by dots. Default `roles`. */
  readonly rolesClaim: string;
  /** `HEMGANG_OIDC_ROLES`: what the issuer's roles are here, such as `hub-drift=operations,hub-admin=admin`. */
  readonly roles: ReadonlyMap<string, readonly SignInRole[]>;
}

const ROLES = ['operations', 'auditor', 'admin'] as const;
type SignInRole = (typeof ROLES)[number];

const OIDC = ['CLIENT_ID', 'CLIENT_SECRET', 'SCOPES', 'NAME', 'ROLES_CLAIM', 'ROLES'].map(
  (name) => `HEMGANG_OIDC_${name}`,
);

/** Reads how people sign in; what belongs to an issuer is a problem without one. */
export function readSignIn(read: Variables): SignInSettings {
  return {
    idleMinutes: read.whole('HEMGANG_CONSOLE_IDLE_MINUTES', 30, 1, 720),
    local: read.flag('HEMGANG_CONSOLE_LOCAL', true),
    oidc: readOidc(read),
  };
}

function readOidc(read: Variables): OidcSettings | undefined {
  const issuer = read.text('HEMGANG_OIDC_ISSUER');
  if (issuer === undefined) {
    for (const name of OIDC.filter((one) => read.text(one) !== undefined)) {
      read.problem(name, 'is set, but HEMGANG_OIDC_ISSUER is not');
    }
    return undefined;
  }
  if (!isIssuer(issuer)) read.problem('HEMGANG_OIDC_ISSUER', 'must be an https URL; http only on this machine');
  const scopes = read.text('HEMGANG_OIDC_SCOPES') ?? 'openid profile';
  if (!scopes.split(/\s+/).includes('openid')) read.problem('HEMGANG_OIDC_SCOPES', 'must hold openid');
  return {
    issuer,
    clientId: needed(read, 'HEMGANG_OIDC_CLIENT_ID'),
    clientSecret: read.text('HEMGANG_OIDC_CLIENT_SECRET'),
    scopes,
    name: read.text('HEMGANG_OIDC_NAME') ?? 'OpenID Connect',
    rolesClaim: read.text('HEMGANG_OIDC_ROLES_CLAIM') ?? 'roles',
    roles: readRoles(read),
  };
}

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
}

function needed(read: Variables, name: string): string {
  const text = read.text(name);
  if (text === undefined) read.problem(name, 'must be set together with HEMGANG_OIDC_ISSUER');
  return text ?? '';
}

function readRoles(read: Variables): ReadonlyMap<string, readonly SignInRole[]> {
  const name = 'HEMGANG_OIDC_ROLES';
  const roles = new Map<string, readonly SignInRole[]>();
  for (const pair of needed(read, name)
    .split(',')
    .filter((text) => text.trim() !== '')) {
    const [, theirs, ours] = /^\s*(.*\S)\s*=\s*(\S+)\s*$/.exec(pair) ?? [];
    const role = ROLES.find((known) => known === ours);
    if (theirs === undefined || role === undefined) {
      read.problem(name, `must be pairs like hub-drift=operations, separated by commas; known are ${ROLES.join(', ')}`);
      return roles;
    }
    roles.set(theirs, [...(roles.get(theirs) ?? []), role]);
  }
  return roles;
}
