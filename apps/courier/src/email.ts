import { createTransport } from 'nodemailer';
import { alertLetter } from '#domain/operations/alert-message.js';
import type { AlertMessage } from '#domain/operations/alert-message.js';
import type { SendingOutcome } from '#flows/alert-ports.js';
import { isLoopback } from '#settings/loopback.js';

/** How long each step of the conversation with the server may take, and all of it; machine milliseconds. */
const STEP = 5_000;
const PATIENCE = 10_000;

/** An e-mail on its way. */
export interface MailSending {
  /** The same at every attempt: it becomes the Message-ID. */
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly message: AlertMessage;
}

/**
 * Hands an e-mail to the server at the URL. It has arrived when the server took it for at least one address. Off this machine the
 * conversation has to be encrypted. Never rejects.
 */
export async function sendMail(smtpUrl: string, sending: MailSending, patience = PATIENCE): Promise<SendingOutcome> {
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: !isOnThisMachine(smtpUrl),
    connectionTimeout: STEP,
    greetingTimeout: STEP,
    dnsTimeout: STEP,
    socketTimeout: STEP,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { subject, body } = alertLetter(sending.message);
  const sent = transport.sendMail({
    from: { name: 'Hemgång', address: sending.from },
    to: [...sending.to],
    subject,
    text: body,
    messageId: `<${sending.id}@${sending.from.slice(sending.from.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<SendingOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, error: 'time-out' }), patience);
  });
  try {
    return await Promise.race([sent.then(taken, refused), tooLate]);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

const taken = (): SendingOutcome => ({ ok: true });

/** A short code: what servers say may hold addresses. */
function refused(error: unknown): SendingOutcome {
  if (typeof error !== 'object' || error === null) return { ok: false, error: 'smtp' };
  if ('responseCode' in error && typeof error.responseCode === 'number') {
    return { ok: false, error: `smtp-${String(error.responseCode)}` };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return { ok: false, error: `smtp-${code.toLowerCase().replace(/^e/, '')}` };
}

function isOnThisMachine(smtpUrl: string): boolean {
  return isLoopback((URL.parse(smtpUrl)?.hostname ?? '').replace(/^\[|\]$/g, ''));
}
