import type { AlertChannel } from '#domain/operations/alert-rules.js';
import { AlertCourier } from '#flows/alert-ports.js';
import type { AlertSending, SendingOutcome } from '#flows/alert-ports.js';
import { webhookSecretName } from '#settings/alert-settings.js';
import type { AlertSettings } from '#settings/alert-settings.js';
import { sendMail } from './email.js';
import { postWebhook } from './webhook.js';

/** The channels of the configuration, with the secrets of the environment. */
export class ConfiguredChannels extends AlertCourier {
  constructor(
    private readonly channels: ReadonlyMap<string, AlertChannel>,
    private readonly settings: Omit<AlertSettings, 'rules'>,
  ) {
    super();
  }

  override missingFor(id: string): string | undefined {
    const channel = this.channels.get(id);
    if (channel === undefined) return undefined;
    const { webhookSecrets, smtpUrl, mailFrom } = this.settings;
    if (channel.transport === 'webhook') return webhookSecrets.has(id) ? undefined : webhookSecretName(id);
    if (smtpUrl === undefined) return 'HEMGANG_SMTP_URL';
    return mailFrom === undefined ? 'HEMGANG_MAIL_FROM' : undefined;
  }

  override async send({ id, channel: name, message }: AlertSending): Promise<SendingOutcome> {
    const channel = this.channels.get(name);
    if (channel === undefined) return { ok: false, error: 'channel-gone' };
    switch (channel.transport) {
      case 'webhook': {
        const secret = this.settings.webhookSecrets.get(name);
        if (secret === undefined) return this.incomplete(name);
        return postWebhook({ id, url: channel.url, secret, message });
      }
      case 'email': {
        const { smtpUrl, mailFrom: from } = this.settings;
        if (smtpUrl === undefined || from === undefined) return this.incomplete(name);
        return sendMail(smtpUrl, { id, from, to: channel.addresses, message });
      }
    }
  }

  private incomplete(channel: string): SendingOutcome {
    return { ok: false, error: `not-set-${this.missingFor(channel) ?? channel}` };
  }
}
