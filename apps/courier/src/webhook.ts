import { Webhook } from 'standardwebhooks';
import type { AlertMessage } from '#domain/operations/alert-message.js';
import type { SendingOutcome } from '#flows/alert-ports.js';

/** How long a receiver may take, machine milliseconds. */
const PATIENCE = 10_000;
/** Of an answer so much is read, and thrown away, so that its connection can be used again; bytes. */
const ANSWER_LIMIT = 16 * 1024;

/** A call of a webhook on its way. */
export interface WebhookSending {
  /** The same at every attempt. */
  readonly id: string;
  readonly url: string;
  /** `whsec_…`, as Standard Webhooks writes it. */
  readonly secret: string;
  readonly message: AlertMessage;
}

/**
 * Posts a message, signed as Standard Webhooks says. It has arrived when the answer is 2xx. A redirection is not followed: what is
 * signed for one receiver goes to no other. Never rejects.
 */
export async function postWebhook(sending: WebhookSending, patience = PATIENCE): Promise<SendingOutcome> {
  const { id, url, secret, message } = sending;
  const now = new Date();
  const body = JSON.stringify({
    type: `alert.${message.what}`,
    timestamp: message.endedAt ?? message.startedAt ?? now.toISOString(),
    data: message,
  });
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Hemgang',
        'Webhook-Id': id,
        'Webhook-Timestamp': String(Math.floor(now.getTime() / 1000)),
        'Webhook-Signature': new Webhook(secret).sign(id, now, body),
      },
      body,
    });
    await drain(answer);
    return answer.ok ? { ok: true } : { ok: false, error: `http-${String(answer.status)}` };
  } catch (error) {
    return { ok: false, error: reasonOf(error) };
  }
}

/** Reads a short answer to its end; one that goes on is cut off. What it says changes nothing. */
async function drain({ body }: Response): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      read += value.byteLength;
      if (read > ANSWER_LIMIT) break;
    }
  } catch {
    // The status has been told; what broke off after it does not take it back.
  }
  await reader.cancel().catch(() => undefined);
}

/** A short code: messages of the system hold addresses. */
function reasonOf(error: unknown): string {
  if (fieldOf(error, 'name') === 'TimeoutError') return 'time-out';
  const code = String(fieldOf(fieldOf(error, 'cause'), 'code') ?? '');
  if (/CERT|SELF_SIGNED|SSL|TLS|ALTNAME/.test(code)) return 'certificate';
  return code === '' ? 'not-reached' : `not-reached-${code.toLowerCase().replaceAll('_', '-')}`;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
