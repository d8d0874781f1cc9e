import { resolve } from 'node:path';
import type { Variables } from './variables.js';

/** What alerts need besides their rules. Secrets stand here and not in the file of the rules. */
export interface AlertSettings {
  /** `HEMGANG_ALERTS`: file with the rules and channels. Default `config/alerts.yaml`. */
  readonly rules: string;
  /**
   * `HEMGANG_WEBHOOK_SECRET_<CHANNEL>`: secret that messages to a channel are signed with, `whsec_` and 24 to 64 bytes in Base64.
   * By the id of the channel; the variable of the channel `on-call` ends in `ON_CALL`.
   */
  readonly webhookSecrets: ReadonlyMap<string, string>;
  /** `HEMGANG_SMTP_URL`: server that takes e-mail, such as `smtp://user:password@mail.region.example:587`. */
  readonly smtpUrl: string | undefined;
  /** `HEMGANG_MAIL_FROM`: address that e-mail comes from. */
  readonly mailFrom: string | undefined;
}

const SECRET = 'HEMGANG_WEBHOOK_SECRET_';
const MAIL_ADDRESS = /^[^\s@<>,;"']{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

/** The variable that holds the secret of a webhook channel. */
export function webhookSecretName(channel: string): string {
  return `${SECRET}${channel.replaceAll('-', '_').toUpperCase()}`;
}

/** Reads what alerts need. @param root folder that relative paths start from. */
export function readAlertSettings(read: Variables, root: string): AlertSettings {
  const webhookSecrets = new Map<string, string>();
  for (const name of read.names(SECRET)) {
    const secret = read.text(name);
    if (secret === undefined) continue;
    if (!isSigningSecret(secret)) read.problem(name, 'must be whsec_ and 24 to 64 bytes in Base64');
    webhookSecrets.set(name.slice(SECRET.length).toLowerCase().replaceAll('_', '-'), secret);
  }
  const mailFrom = read.text('HEMGANG_MAIL_FROM');
  if (mailFrom !== undefined && !MAIL_ADDRESS.test(mailFrom)) {
    read.problem('HEMGANG_MAIL_FROM', 'must be an address such as hemgang@region.example');
  }
  return {
    rules: resolve(root, read.text('HEMGANG_ALERTS') ?? 'config/alerts.yaml'),
    webhookSecrets,
    smtpUrl: read.url('HEMGANG_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom,
  };
}

function isSigningSecret(text: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
}
