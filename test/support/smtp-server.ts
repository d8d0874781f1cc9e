import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';

/** An e-mail as the server got it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body, decoded as far as quoted-printable and base64 bodies go. */
  readonly head: string;
  readonly body: string;
}

/** A mail server on this machine that takes what it is given, or answers what it is told to answer. */
export class TestSmtpServer {
  readonly mails: TakenMail[] = [];
  /** Credentials as the client sent them, `user:password`. */
  readonly signIns: string[] = [];
  /** Answers to commands other than the usual ones, by the command's first word; read each time. */
  answers: Readonly<Record<string, string>> = {};
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.serve(socket));

  /** Gives the URL. */
  async start(credentials = ''): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return `smtp://${credentials}127.0.0.1:${String(address.port)}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let mail = { from: '', to: [] as string[] };
    let data: string | undefined;
    let rest = '';
    say('220 test ESMTP');
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== undefined) {
          if (line !== '.') data += `${line}\r\n`;
          else {
            this.mails.push({ ...mail, ...partsOf(data) });
            [data, mail] = [undefined, { from: '', to: [] }];
            say('250 taken');
          }
          continue;
        }
        const [word = ''] = line.toUpperCase().split(' ');
        const told = this.answers[word];
        if (told !== undefined) say(told);
        else if (word === 'EHLO') socket.write('250-test\r\n250-AUTH PLAIN\r\n250 SMTPUTF8\r\n');
        else if (word === 'AUTH') {
          const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .split('\0');
          this.signIns.push(`${user ?? ''}:${password ?? ''}`);
          say('235 welcome');
        } else if (word === 'MAIL') {
          mail.from = addressIn(line);
          say('250 yes');
        } else if (word === 'RCPT') {
          mail.to.push(addressIn(line));
          say('250 yes');
        } else if (word === 'DATA') {
          data = '';
          say('354 go on');
        } else if (word === 'QUIT') socket.end('221 bye\r\n');
        else say('250 yes');
      }
    });
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

function partsOf(text: string): { head: string; body: string } {
  const middle = text.indexOf('\r\n\r\n');
  const [head, body] = [text.slice(0, middle), text.slice(middle + 4)];
  if (/transfer-encoding: base64/i.test(head)) return { head, body: Buffer.from(body, 'base64').toString('utf8') };
  if (!/transfer-encoding: quoted-printable/i.test(head)) return { head, body };
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { head, body: Buffer.from(bytes, 'latin1').toString('utf8') };
}
