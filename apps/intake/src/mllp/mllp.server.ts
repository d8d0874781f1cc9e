import { createServer } from 'node:net';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { MllpConnection } from './mllp-connection.js';
import type { MllpArrival, MllpHandler, MllpLimits } from './mllp-connection.js';

/** The pattern under which a controller takes what arrives. */
export const MLLP_ARRIVAL = 'mllp.arrival';

/** Far above what record systems hold open; what comes on top is closed at once. */
const MOST_CONNECTIONS = 1_000;

/** HL7 v2 over MLLP as a transport of Nest: everything that arrives goes to the handler of `MLLP_ARRIVAL`. */
export class MllpServer extends Server implements CustomTransportStrategy {
  private readonly connections = new Set<MllpConnection>();
  private readonly server: NetServer;

  constructor(
    private readonly address: { host: string; port: number },
    private readonly limits: MllpLimits,
    /** Told of each connection that opens and closes. */
    private readonly onConnection: (change: 1 | -1) => void = () => undefined,
  ) {
    super();
    // A peer may close its sending side and still read: it gets its answers.
    this.server = createServer({ allowHalfOpen: true }, (socket) => this.accept(socket));
    this.server.maxConnections = MOST_CONNECTIONS;
  }

  /** The port that is listened on, which differs from the one asked for when that was 0. */
  get port(): number {
    const address: AddressInfo | string | null = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : this.address.port;
  }

  listen(callback: (error?: unknown) => void): void {
    this.server.once('error', callback);
    this.server.listen(this.address.port, this.address.host, () => {
      this.server.off('error', callback);
      // Later errors are of single connections that could not be accepted; the peers try again.
      this.server.on('error', () => this.logger.warn('A connection could not be accepted'));
      callback();
    });
  }

  /** Takes no new connections, answers what is under way, closes. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    await Promise.all([...this.connections].map((connection) => connection.finish()));
    await closed;
  }

  override on(): never {
    throw new Error('MLLP has no events to listen to');
  }

  override unwrap<T>(): T {
    throw new Error('The MLLP server is not to be taken apart');
  }

  private accept(socket: Socket): void {
    const connection = new MllpConnection(socket, this.handler(), this.limits);
    this.connections.add(connection);
    this.onConnection(1);
    socket.once('close', () => {
      this.connections.delete(connection);
      this.onConnection(-1);
    });
  }

  private handler(): MllpHandler {
    const handler = this.getHandlerByPattern(MLLP_ARRIVAL);
    if (handler === null) throw new Error(`No controller takes ${MLLP_ARRIVAL}`);
    return async (arrival: MllpArrival) => {
      const answer: unknown = await lastValueFrom(this.transformToObservable(await handler(arrival)));
      return answer instanceof Uint8Array ? answer : undefined;
    };
  }
}
