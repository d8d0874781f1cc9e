import { createServer, type AddressInfo, type Server } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { createDataSource } from './data-source.js';

/** A message of PostgreSQL's protocol: its letter, its length, its body. */
function packet(letter: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + length.length);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

const WELCOME = packet('R', Buffer.alloc(4));
const READY = packet('Z', Buffer.from('I'));
const SHUT_DOWN = packet('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

let server: Server;

/** A server that is shut down in the moment in which it has let somebody in: it says both in one packet. */
async function shutDownAtTheDoor(): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([WELCOME, READY, SHUT_DOWN])));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  return `postgres://hemgang@127.0.0.1:${String(port)}/hemgang`;
}

afterEach(() => new Promise((closed) => server.close(closed)));

describe('a connection that the server ends in the packet with which it greets', () => {
  it('is an error of whoever wanted it, and not the end of the process', async () => {
    const dataSource = createDataSource(await shutDownAtTheDoor());
    await expect(dataSource.initialize()).rejects.toThrow();
  });
});
