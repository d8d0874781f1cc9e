import { Body, Controller, Headers, HttpCode, Optional, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from './caller.guard.js';
import { ClientAuthentication } from './client-authentication.js';
import { ownAddresses } from './own-origins.js';
import type { ArrivedAt } from './own-origins.js';
import { invalidRequest, unsupportedGrantType } from './oauth-refusal.js';
import type { OAuthRefusal } from './oauth-refusal.js';
import { ClientsSeen, PublicAddress } from './surroundings.js';
import { TOKEN_LIFE, Tokens } from './tokens.js';

interface TokenRequest {
  readonly ip: string;
  readonly socket: ArrivedAt;
}

interface TokenReply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

type TokenAnswer =
  | { access_token: string; token_type: 'Bearer'; expires_in: number }
  | { error: OAuthRefusal['error']; error_description: string };

const FORM = {
  schema: {
    type: 'object',
    required: ['grant_type'],
    properties: {
      grant_type: { type: 'string', enum: ['client_credentials'] },
      client_id: { type: 'string' },
      client_secret: { type: 'string', description: 'client_secret_post; or both in a Basic header' },
      client_assertion_type: { type: 'string' },
      client_assertion: {
        type: 'string',
        description: 'private_key_jwt: exp at most five minutes ahead, jti used once',
      },
    },
  },
};

/** The token endpoint: client credentials in, bearer token out (RFC 6749, RFC 7523). */
@ApiTags('oauth2')
@Public()
@Controller('oauth2')
export class TokenController {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly tokens: Tokens,
    @Optional() private readonly address?: PublicAddress,
    @Optional() private readonly seen?: ClientsSeen,
  ) {}

  /** Gives a token that lives an hour of the machine's clock. Errors are those of RFC 6749, 429 after too many failures. */
  @Post('token')
  @HttpCode(200)
  @ApiOperation({ summary: 'A bearer token for client credentials' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody(FORM)
  @ApiResponse({ status: 200, description: 'access_token, token_type and expires_in in seconds' })
  @ApiResponse({ status: 400, description: 'invalid_request or unsupported_grant_type' })
  @ApiResponse({ status: 401, description: 'invalid_client' })
  @ApiResponse({ status: 429, description: 'Too many failures; see Retry-After' })
  async token(
    @Body() body: unknown,
    @Headers('authorization') authorization: string | undefined,
    @Req() request: TokenRequest,
    @Res({ passthrough: true }) reply: TokenReply,
  ): Promise<TokenAnswer> {
    reply.header('Cache-Control', 'no-store');
    reply.header('Pragma', 'no-cache');
    const form = formOf(body);
    if (form === undefined) return refuse(reply, invalidRequest('Send a form, each parameter once'));
    const grantType = form.get('grant_type');
    if (grantType === undefined) return refuse(reply, invalidRequest('grant_type is missing'));
    if (grantType !== 'client_credentials') return refuse(reply, unsupportedGrantType());
    const audiences = audiencesOf(this.address?.url, request);
    const result = await this.clients.authenticate({ authorization, form, audiences, address: request.ip });
    if (!result.ok) return refuse(reply, result.refusal);
    const token = await this.tokens.issue(result.clientId);
    this.seen?.gotToken(result.clientId);
    return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFE };
  }
}

function refuse(reply: TokenReply, { status, error, description, headers }: OAuthRefusal): TokenAnswer {
  reply.status(status);
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  return { error, error_description: description };
}

function formOf(body: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const form = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string') return undefined;
    // A parameter without a value counts as left out.
    if (value !== '') form.set(name, value);
  }
  return form;
}

/**
 * What an assertion may call us: the public URL, or where the connection arrived. Never what the Host header says, which an
 * assertion meant for somebody else could be shown under.
 */
export function audiencesOf(publicUrl: string | undefined, { socket }: Pick<TokenRequest, 'socket'>): string[] {
  const origins = ownAddresses(publicUrl, socket);
  return origins.flatMap((origin) => [origin, `${origin}/oauth2/token`]);
}
