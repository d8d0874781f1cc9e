import type { RunningHub } from './hub.js';

/** What came back from `POST /v1/messages`. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, when it is JSON. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface Post {
  /** Undefined: no token at all. */
  readonly token?: string | undefined;
  readonly contentType?: string;
  readonly body: string | Uint8Array;
  readonly method?: string;
}

/** Sends bytes to a hub's `/v1/messages` as they are. */
export async function postMessage(
  hub: RunningHub,
  { token, contentType, body, method = 'POST' }: Post,
): Promise<Posted> {
  const answer = await fetch(`${hub.url}/v1/messages`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      'content-type': contentType ?? 'application/json',
    },
    body: Buffer.from(body),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
