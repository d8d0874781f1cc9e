import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { isErrorCode } from '#domain/error-catalogue.js';
import type { ErrorCode } from '#domain/error-catalogue.js';
import { InvalidCursor } from '#flows/operations-ports.js';
import { StorageUnavailable } from '#flows/ports.js';
import type { HubLog } from '#flows/ports.js';
import { fhirEncoding } from '#formats/fhir/negotiation.js';
import { problemOutcome } from '#formats/fhir/problem-outcome.js';
import { encodeResource } from '#formats/fhir/encoding.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { Problem, problemBody } from '#formats/json/problem.js';
import { v4 as uuidV4 } from 'uuid';
import type { KnownPaths } from './known-paths.js';
import { invalid } from './validation.js';

interface ProblemRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface ProblemReply {
  readonly sent: boolean;
  status(code: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: string | Uint8Array): unknown;
}

/** What errors of the framework are called; their own texts may repeat what was sent, so they never go out. */
const BY_STATUS: Readonly<Record<number, readonly [code: ErrorCode, title: string]>> = {
  400: ['not-readable', 'The request could not be read; a JSON body must be well-formed'],
  401: ['unauthenticated', 'Get a bearer token from /oauth2/token and send it with the call'],
  403: ['not-allowed', 'The caller may not do this'],
  404: ['not-found', 'There is nothing here that you may see'],
  405: ['method-not-allowed', 'This path does not know the method'],
  406: ['not-acceptable', 'None of the accepted content types can be given'],
  408: ['timeout', 'The request took too long to arrive'],
  413: ['too-large', 'The body is too large'],
  414: ['uri-too-long', 'The address is too long'],
  415: ['unsupported-media-type', 'The content type is not supported'],
  429: ['too-many', 'Too many requests; try again later'],
  503: ['unavailable', 'The hub cannot do this now; try again'],
};

/**
 * Turns every error into `application/problem+json`, under `/fhir` into an OperationOutcome. Bodies and logs hold no value of
 * the request and no stack.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: HubLog,
    private readonly paths: KnownPaths,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Other transports answer in their own form.
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<ProblemRequest>();
    const reply = host.switchToHttp().getResponse<ProblemReply>();
    const problem = this.wrongMethod(error, request) ?? problemOf(error) ?? this.unexpected(error);
    // A stream that has begun cannot be given another status.
    if (reply.sent) return;
    reply.status(problem.status);
    for (const [name, value] of Object.entries(problem.headers)) reply.header(name, value);
    const { contentType, body } = formOf(problem, request);
    reply.header('Content-Type', contentType).send(body);
  }

  /** A path that has other methods is there: the router alone does not tell. */
  private wrongMethod(error: unknown, { url, method }: ProblemRequest): Problem | undefined {
    if (!(error instanceof HttpException) || error.getStatus() !== 404) return undefined;
    const [path = ''] = url.split('?');
    const methods = this.paths.methodsOf(path);
    if (methods.length === 0 || methods.includes(method)) return undefined;
    const title = `This path does not know the method; it knows ${methods.join(', ')}`;
    return new Problem(405, 'method-not-allowed', title, [], { Allow: methods.join(', ') });
  }

  /** What nobody foresaw: the caller gets a number under which the log tells more. */
  private unexpected(error: unknown): Problem {
    const incident = uuidV4();
    this.log.error('request-failed', error, { incident });
    return new Problem(500, 'internal', 'Something went wrong in the hub', [], {}, { incident });
  }
}

function formOf(
  problem: Problem,
  { url, headers }: ProblemRequest,
): { contentType: string; body: string | Uint8Array } {
  if (!url.startsWith('/fhir/')) {
    return { contentType: 'application/problem+json', body: JSON.stringify(problemBody(problem)) };
  }
  const format = new URLSearchParams(url.split('?')[1]).get('_format') ?? undefined;
  // A caller who takes neither form is told so in JSON.
  const encoding = fhirEncoding((headers['accept'] ?? headers['content-type'])?.toString(), format) ?? 'json';
  const contentType = `${MEDIA_TYPES[`fhir-${encoding}`]}; charset=utf-8`;
  return { contentType, body: encodeResource(problemOutcome(problem), encoding) };
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof StorageUnavailable) return byStatus(503);
  if (error instanceof InvalidCursor) {
    return invalid([{ path: 'after', code: 'invalid-value', message: 'must be `next` of a page of this list' }]);
  }
  if (error instanceof HttpException) return ownProblem(error) ?? byStatus(error.getStatus());
  const status = statusOf(error);
  return status === undefined ? undefined : byStatus(status);
}

/** An exception of ours that does not know how problems are written: `{ code, message }`. */
function ownProblem(error: HttpException): Problem | undefined {
  const body = error.getResponse();
  if (typeof body === 'string' || !('code' in body) || !('message' in body)) return undefined;
  const { code, message } = body;
  if (typeof code !== 'string' || !isErrorCode(code) || typeof message !== 'string') return undefined;
  return new Problem(error.getStatus(), code, message);
}

/** A refusal of the HTTP server itself, such as a body that is too large. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}

function byStatus(status: number): Problem | undefined {
  const known = BY_STATUS[status] ?? (status >= 400 && status < 500 ? BY_STATUS[400] : undefined);
  if (known === undefined) return undefined;
  const [code, title] = known;
  const headers: Record<string, string> = status === 503 || status === 429 ? { 'Retry-After': '5' } : {};
  return new Problem(status, code, title, [], headers);
}
