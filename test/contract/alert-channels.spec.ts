import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { testMessage } from '#domain/operations/alert-message.js';
import type { AlertMessage } from '#domain/operations/alert-message.js';
import type { AlertChannel } from '#domain/operations/alert-rules.js';
import { sendMail } from '../../apps/courier/src/email.js';
import { ConfiguredChannels } from '../../apps/courier/src/channels.js';
import { postWebhook } from '../../apps/courier/src/webhook.js';
import { makeCertificate } from '../support/certificate.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const MESSAGE: AlertMessage = {
  ...testMessage(
    { id: 'late', name: { sv: 'Försenade kvittenser', en: 'Overdue receipts' } },
    'https://hub.example/console',
  ),
  ...{ what: 'start', alert: 'a', count: 3, startedAt: '2026-11-28T08:00:00.000Z' },
  units: [{ hsaId: 'SE2321000016-HC01', name: 'Hälsocentralen Åsen', phone: '08-465 004 41' }],
};

describe('a webhook', () => {
  let server: Server;
  let got: { headers: IncomingHttpHeaders; body: string; url: string }[];
  let answer: RequestListener;

  beforeEach(async () => {
    got = [];
    answer = (_request, response) => void response.writeHead(204).end();
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      request.on('end', () => {
        got.push({ headers: request.headers, body, url: request.url ?? '' });
        answer(request, response);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const urlOf = (path = '/hook') => {
    const address = server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}${path}`;
  };
  const post = (id = 'msg-1', patience?: number) =>
    postWebhook({ id, url: urlOf(), secret: SECRET, message: MESSAGE }, patience);

  it('is signed so that the receiver can tell that the hub sent it, now, and exactly this', async () => {
    expect(await post()).toEqual({ ok: true });
    const { body } = got[0]!;
    const headers = got[0]!.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(body, headers)).toEqual({
      ...{ type: 'alert.start', timestamp: '2026-11-28T08:00:00.000Z', data: MESSAGE },
    });
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(`whsec_${randomBytes(32).toString('base64')}`).verify(body, headers)).toThrow();
  });

  it('that failed goes again with the same id and the same content', async () => {
    answer = (_request, response) => void response.writeHead(got.length === 1 ? 503 : 200).end('x');
    expect([await post('msg-7'), await post('msg-7')]).toEqual([{ ok: false, error: 'http-503' }, { ok: true }]);
    expect(got.map(({ headers }) => headers['webhook-id'])).toEqual(['msg-7', 'msg-7']);
    expect(got[0]?.body).toBe(got[1]?.body);
  });

  it('is not led elsewhere', async () => {
    answer = (_request, response) => void response.writeHead(307, { Location: urlOf('/other') }).end();
    expect(await post()).toEqual({ ok: false, error: 'http-307' });
    expect(got.map(({ url }) => url)).toEqual(['/hook']);
  });

  it('has arrived although the answer does not end, and reads little of it', async () => {
    let written = 0;
    answer = (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 1;
      };
      response.on('drain', more);
      more();
    };
    expect(await post()).toEqual({ ok: true });
    expect(written).toBeLessThan(2_000);
  });

  it('waits no longer than it should for an answer', async () => {
    answer = () => undefined;
    expect(await post('msg-1', 200)).toEqual({ ok: false, error: 'time-out' });
  });

  it('tells that nobody is there, without saying where', async () => {
    const url = urlOf();
    server.close();
    await once(server, 'close');
    const outcome = await postWebhook({ id: 'x', url, secret: SECRET, message: MESSAGE });
    expect(outcome).toEqual({ ok: false, error: 'not-reached-econnrefused' });
  });
});

describe('a webhook over https', () => {
  it('goes to nobody whose certificate does not hold', async () => {
    const server = createSecureServer(makeCertificate('localhost'), (_request, response) => void response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `https://localhost:${String(typeof address === 'object' ? address?.port : '')}/`;
    const outcome = await postWebhook({ id: 'x', url, secret: SECRET, message: MESSAGE });
    server.close();
    expect(outcome).toEqual({ ok: false, error: 'certificate' });
  });
});

describe('an e-mail', () => {
  let server: TestSmtpServer;
  beforeEach(() => {
    server = new TestSmtpServer();
  });
  afterEach(() => server.stop());

  const mail = (url: string, patience?: number) =>
    sendMail(
      url,
      { id: 'msg-1', from: 'hemgang@region.example', to: ['a@region.example', 'b@region.example'], message: MESSAGE },
      patience,
    );

  it('says in Swedish and English what is wrong and whom to call, to all addresses at once', async () => {
    expect(await mail(await server.start())).toEqual({ ok: true });
    const [taken] = server.mails;
    expect(taken).toMatchObject({ from: 'hemgang@region.example', to: ['a@region.example', 'b@region.example'] });
    expect(taken?.head).toContain('Message-ID: <msg-1@region.example>');
    expect(taken?.head).toContain('Auto-Submitted: auto-generated');
    expect(taken?.body).toContain('Larm: Försenade kvittenser');
    expect(taken?.body).toContain('- Hälsocentralen Åsen (SE2321000016-HC01) 08-465 004 41');
    expect(taken?.body).toContain('https://hub.example/console');
  });

  it('goes by a server that wants a password', async () => {
    expect(await mail(await server.start('hub:s%2Fecret@'))).toEqual({ ok: true });
    expect(server.signIns).toEqual(['hub:s/ecret']);
  });

  it('that the server refuses is told by its code, not by its words', async () => {
    server.answers = { RCPT: '550 no such user a@region.example' };
    expect(await mail(await server.start())).toEqual({ ok: false, error: 'smtp-550' });
    expect(server.mails).toEqual([]);
  });

  it('waits no longer than it should for a server that falls silent', async () => {
    server.answers = { DATA: '' };
    expect(await mail(await server.start(), 300)).toEqual({ ok: false, error: 'time-out' });
  });
});

describe('the channels of the configuration', () => {
  const channels = new Map<string, AlertChannel>([
    ['on-call', { id: 'on-call', transport: 'webhook', url: 'http://127.0.0.1:1/' }],
    ['staff', { id: 'staff', transport: 'email', addresses: ['drift@region.example'] }],
  ]);
  const nothing = { webhookSecrets: new Map<string, string>(), smtpUrl: undefined, mailFrom: undefined };

  it('say which setting they lack, and do not send without it', async () => {
    const courier = new ConfiguredChannels(channels, nothing);
    expect([courier.missingFor('on-call'), courier.missingFor('staff')]).toEqual([
      'HEMGANG_WEBHOOK_SECRET_ON_CALL',
      'HEMGANG_SMTP_URL',
    ]);
    const halfway = new ConfiguredChannels(channels, { ...nothing, smtpUrl: 'smtp://127.0.0.1:1' });
    expect(halfway.missingFor('staff')).toBe('HEMGANG_MAIL_FROM');
    const sending = { id: 'x', channel: 'staff', transport: 'email' as const, shown: '', message: MESSAGE };
    expect(await halfway.send(sending)).toEqual({ ok: false, error: 'not-set-HEMGANG_MAIL_FROM' });
    expect(await halfway.send({ ...sending, channel: 'gone' })).toEqual({ ok: false, error: 'channel-gone' });
  });

  it('send by the settings of their own', async () => {
    const server = new TestSmtpServer();
    const smtpUrl = await server.start();
    const settings = { webhookSecrets: new Map([['on-call', SECRET]]), smtpUrl, mailFrom: 'hemgang@region.example' };
    const courier = new ConfiguredChannels(channels, settings);
    expect([courier.missingFor('on-call'), courier.missingFor('staff')]).toEqual([undefined, undefined]);
    const sending = { id: 'x', shown: '', message: MESSAGE };
    expect(await courier.send({ ...sending, channel: 'staff', transport: 'email' })).toEqual({ ok: true });
    expect(await courier.send({ ...sending, channel: 'on-call', transport: 'webhook' })).toMatchObject({ ok: false });
    await server.stop();
  });
});
