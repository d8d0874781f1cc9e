import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';

/** Who signs in at the issuer, with what it says about the person. */
export interface IssuerPerson {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface IssuerOptions {
  /** Where the hub lets the browser come back to. */
  readonly redirectUri: string;
  /** Where the person's claims stand. Default `userinfo`, as the standard has it. */
  readonly claimsIn?: 'id-token' | 'userinfo';
  /** How the hub shows its secret. Default as the standard has it. */
  readonly secretIn?: 'client_secret_basic' | 'client_secret_post';
}

export const ISSUER_CLIENT = { id: 'hemgang', secret: 'en hemlighet: 100 % + tecken' };

/** Seconds. */
const TTL = Object.fromEntries(
  ['Interaction', 'Grant', 'Session', 'AuthorizationCode', 'AccessToken', 'IdToken'].map((kind) => [kind, 600]),
);

const SIGNING_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

/** The package warns at each start of what lies in memory, unless it is ours. */
class KeptInMemory extends MemoryAdapter {}

/** A real OpenID Connect issuer on loopback, where whoever comes is the person that the test says. */
export class OidcIssuer {
  person: IssuerPerson = { sub: 'nobody', claims: {} };
  private provider: Provider | undefined;
  private answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> = away;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on('request', (request, response) => void this.handle(request, response));
  }

  /** Listens, but is away until `serve` is called. */
  static async listen(): Promise<OidcIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The issuer has no port');
    return new OidcIssuer(server, `http://127.0.0.1:${String(address.port)}`);
  }

  serve({ redirectUri, claimsIn = 'userinfo', secretIn = 'client_secret_basic' }: IssuerOptions): void {
    const provider = new Provider(this.url, {
      clients: [
        {
          ...{ client_id: ISSUER_CLIENT.id, client_secret: ISSUER_CLIENT.secret, redirect_uris: [redirectUri] },
          token_endpoint_auth_method: secretIn,
        },
      ],
      clientAuthMethods: [secretIn],
      claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'realm_access', 'roles'] },
      ...{ adapter: KeptInMemory, ttl: TTL, jwks: { keys: [{ ...SIGNING_KEY, use: 'sig', kid: 'test' }] } },
      conformIdTokenClaims: claimsIn === 'userinfo',
      cookies: { keys: ['a key of the test'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, ...this.person.claims }),
      }),
      loadExistingGrant: async () => {
        const grant = new provider.Grant({ accountId: this.person.sub, clientId: ISSUER_CLIENT.id });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
      pkce: { required: () => true },
    });
    this.provider = provider;
    this.answer = provider.callback();
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.provider === undefined || request.url?.startsWith('/interaction/') !== true) {
      return this.answer(request, response);
    }
    const login = { accountId: this.person.sub };
    return this.provider.interactionFinished(request, response, { login });
  }
}

function away(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(503).end();
  return Promise.resolve();
}
