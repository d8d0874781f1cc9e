import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { Answer } from './answer.js';
import { HttpConnections } from './http.js';
import type { HttpResponse } from './http.js';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface HubRequest {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type HubResponse = HttpResponse;

/** A caller of the hub over HTTP: fetches its token when it needs one, and a new one when that is no longer good. */
export class HubClient {
  private token: Promise<string> | undefined;

  constructor(
    /** `http://host:port` without a slash at its end. */
    readonly url: string,
    private readonly credentials: Credentials,
    private readonly connections = new HttpConnections(undefined),
  ) {}

  /** @throws Failure when the hub cannot be reached or does not know the client. */
  async send(request: HubRequest): Promise<HubResponse> {
    const response = await this.once(request);
    if (response.status !== 401) return response;
    this.token = undefined;
    return this.once(request);
  }

  /** Sends JSON and reads a JSON object back; any status but 2xx is a failure. */
  async json(method: 'GET' | 'POST', path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
    const sent = body === undefined ? {} : { contentType: 'application/json', body: JSON.stringify(body) };
    const response = await this.send({ method, path, ...sent, signal });
    if (response.status === 304) return Answer.of({ items: [] }, path);
    if (response.status >= 300) throw refused(path, response);
    return Answer.of(jsonOf(response), path);
  }

  private async once({ method = 'GET', path, contentType, body, signal }: HubRequest): Promise<HubResponse> {
    this.token ??= this.fetchToken();
    const headers: Record<string, string> = { authorization: `Bearer ${await this.token}` };
    if (contentType !== undefined) headers['content-type'] = contentType;
    return this.connections.call(`${this.url}${path}`, { method, headers, body, signal });
  }

  private async fetchToken(): Promise<string> {
    const { clientId, clientSecret } = this.credentials;
    const response = await this.connections.call(`${this.url}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    });
    if (response.status === 400 || response.status === 401)
      throw new Failure(both((texts) => texts.clientRefused(clientId)));
    if (response.status !== 200) throw refused('/oauth2/token', response);
    return Answer.of(jsonOf(response), '/oauth2/token').text('access_token');
  }
}

/** The body as JSON; undefined when it is none. */
export function jsonOf({ bytes }: HubResponse): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}

function refused(path: string, response: HubResponse): Failure {
  const body = jsonOf(response);
  const title = typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : '';
  return new Failure(both((texts) => texts.requestRefused(path, response.status, title)));
}
