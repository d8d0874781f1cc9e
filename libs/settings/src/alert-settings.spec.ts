import { describe, expect, it } from '@jest/globals';
import { webhookSecretName } from './alert-settings.js';
import { readSettings } from './settings.js';
import type { Environment } from './variables.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const read = (env: Environment) => readSettings(env, '/srv/hub');

describe('the settings of alerts', () => {
  it('name the rules, and give each webhook channel its secret and e-mail its server and sender', () => {
    const result = read({
      HEMGANG_ALERTS: 'alerts.yaml',
      HEMGANG_WEBHOOK_SECRET_ON_CALL: SECRET,
      HEMGANG_WEBHOOK_SECRET_EMPTY: ' ',
      HEMGANG_SMTP_URL: 'smtps://hub:secret@mail.region.example',
      HEMGANG_MAIL_FROM: 'hemgang@region.example',
    });
    expect(result.ok && result.settings.alerts).toEqual({
      rules: '/srv/hub/alerts.yaml',
      webhookSecrets: new Map([['on-call', SECRET]]),
      smtpUrl: 'smtps://hub:secret@mail.region.example',
      mailFrom: 'hemgang@region.example',
    });
    expect(webhookSecretName('on-call')).toBe('HEMGANG_WEBHOOK_SECRET_ON_CALL');
  });

  it.each<[Environment, string]>([
    [{ HEMGANG_WEBHOOK_SECRET_A: 'secret' }, 'HEMGANG_WEBHOOK_SECRET_A must be whsec_ and 24 to 64 bytes in Base64'],
    [{ HEMGANG_WEBHOOK_SECRET_A: 'whsec_c2hvcnQ=' }, 'HEMGANG_WEBHOOK_SECRET_A must be'],
    [
      { HEMGANG_SMTP_URL: 'http://u:p@mail.example' },
      'HEMGANG_SMTP_URL must be a URL that starts with smtp:// or smtps://',
    ],
    [{ HEMGANG_MAIL_FROM: 'Hemgång <x@y>' }, 'HEMGANG_MAIL_FROM must be an address such as hemgang@region.example'],
  ])('are refused without being repeated when they are wrong: %j', (env, problem) => {
    const result = read(env);
    const problems = result.ok ? [] : result.problems;
    expect(problems).toEqual([expect.stringContaining(problem)]);
    for (const value of Object.values(env)) expect(problems.join()).not.toContain(value);
  });
});
