import { setTimeout as pause } from 'node:timers/promises';
import { PopulationRegister, RegisterUnavailable } from '#flows/register-ports.js';
import type { RegisterAnswer, RegisterBatch } from '#flows/register-ports.js';
import { readLookup, readRegisterPage } from '#formats/register/notices.js';
import type { PatientIdType } from '#domain/message.js';

/** Where the register is, and how it is asked. */
export interface HttpRegisterSettings {
  /** Address under which `/deaths` and `/lookup` lie. */
  readonly url: string;
  /** Bearer token. */
  readonly token: string | undefined;
  /** Machine milliseconds that one call may take; 10 seconds without it. */
  readonly patience?: number;
  /** Machine milliseconds before each further attempt. */
  readonly pauses?: readonly number[];
}

const PATIENCE = 10_000;
const PAUSES = [500, 2_000];
const LARGEST = 16 * 1024 * 1024;

/**
 * The register over HTTP: `GET <url>/deaths?after=<cursor>` tells `{ "items": [{ "id", "diedOn" }], "next", "more" }`, `POST
 * <url>/lookup { "id" }` tells `{ "diedOn" }` of one person; no identity stands in an address. Redirections are not followed.
 */
export class HttpRegister extends PopulationRegister {
  override readonly name = 'http';

  constructor(private readonly settings: HttpRegisterSettings) {
    super();
  }

  override async deathsSince(place: string | undefined): Promise<RegisterBatch> {
    const query = place === undefined ? '' : `?${new URLSearchParams({ after: place }).toString()}`;
    const page = readRegisterPage(await this.call(`deaths${query}`, { method: 'GET' }));
    if (!page.ok) throw new RegisterUnavailable('not-readable');
    const { notices, next, hasMore } = page;
    // A register that stands still while it says that there is more would be asked for ever.
    const moves = next !== undefined && next !== place;
    return { notices, next, hasMore: hasMore && moves, settle: () => Promise.resolve() };
  }

  override async lookup({ id }: { readonly id: string; readonly idType: PatientIdType }): Promise<RegisterAnswer> {
    const body = JSON.stringify({ id });
    const headers = { 'Content-Type': 'application/json' };
    const answer = readLookup(await this.call('lookup', { method: 'POST', headers, body }));
    if (!answer.ok) throw new RegisterUnavailable('not-readable');
    return answer.diedOn === undefined ? { kind: 'no-death' } : { kind: 'died', diedOn: answer.diedOn };
  }

  /** Tries again after what may pass. */
  private async call(path: string, init: CallInit): Promise<Uint8Array> {
    const pauses = this.settings.pauses ?? PAUSES;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.once(path, init);
      if (answer instanceof Uint8Array) return answer;
      const wait = pauses[attempt];
      if (!answer.mayPass || wait === undefined) throw new RegisterUnavailable(answer.code);
      await pause(wait);
    }
  }

  private async once(path: string, init: CallInit): Promise<Uint8Array | { code: string; mayPass: boolean }> {
    const { url, token, patience = PATIENCE } = this.settings;
    try {
      const answer = await fetch(`${url.replace(/\/+$/, '')}/${path}`, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: {
          ...init.headers,
          Accept: 'application/json',
          'User-Agent': 'Hemgang',
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
      });
      const bytes = await bodyOf(answer);
      if (answer.ok) return bytes;
      return { code: `http-${String(answer.status)}`, mayPass: answer.status >= 500 || answer.status === 429 };
    } catch (error) {
      return error instanceof RegisterUnavailable
        ? { code: error.code, mayPass: false }
        : { code: codeOf(error), mayPass: true };
    }
  }
}

interface CallInit {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function bodyOf({ body }: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  if (body === null) return new Uint8Array();
  for await (const piece of body) {
    length += piece.byteLength;
    if (length > LARGEST) throw new RegisterUnavailable('too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** A short code: messages of the system hold addresses. */
function codeOf(error: unknown): string {
  if (fieldOf(error, 'name') === 'TimeoutError') return 'time-out';
  const code = String(fieldOf(fieldOf(error, 'cause'), 'code') ?? '');
  if (/CERT|SELF_SIGNED|SSL|TLS|ALTNAME/.test(code)) return 'certificate';
  return code === '' ? 'not-reached' : `not-reached-${code.toLowerCase().replaceAll('_', '-')}`;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
