import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { connectionFailure } from './tls.js';
import type { TlsIdentity } from './tls.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Connections to one hub, kept open between calls. */
export class HttpConnections {
  private readonly plain = new PlainAgent({ keepAlive: true });
  private readonly tls: TlsAgent;

  /** @param identity for `https`; what the system trusts, and no certificate of one's own, without it. */
  constructor(identity: TlsIdentity | undefined) {
    this.tls = new TlsAgent({ keepAlive: true, ...identity });
  }

  /** @throws Failure when the hub cannot be reached or is not who it should be; the signal's reason when that ended the call. */
  async call(address: string, request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.again(new URL(address), request);
    } catch (error) {
      if (request.signal?.aborted === true) throw error;
      throw connectionFailure(error, new URL(address).origin);
    }
  }

  close(): void {
    this.plain.destroy();
    this.tls.destroy();
  }

  /** A connection that was kept may have been closed by the hub in the very moment that it was used again. */
  private again(url: URL, request: HttpRequest): Promise<HttpResponse> {
    return this.once(url, request).catch((error: unknown) => {
      if (!(error instanceof StaleConnection)) throw error;
      return this.once(url, request);
    });
  }

  private once(url: URL, { method, headers, body, signal }: HttpRequest): Promise<HttpResponse> {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { method, headers: { ...headers, ...length }, signal };
    const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
    const take = (response: IncomingMessage): void => void collected(response).then(resolve, reject);
    const call =
      url.protocol === 'https:'
        ? tlsRequest(url, { ...options, agent: this.tls }, take)
        : plainRequest(url, { ...options, agent: this.plain }, take);
    call.once('error', (error) => reject(call.reusedSocket && isReset(error) ? new StaleConnection() : error));
    call.end(body);
    return promise;
  }
}

class StaleConnection extends Error {}

function isReset(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET';
}

async function collected(response: IncomingMessage): Promise<HttpResponse> {
  const bytes = await buffer(response);
  return { status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', bytes };
}
