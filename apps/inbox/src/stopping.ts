import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';

/** A request as far as its connection goes. */
export interface ConnectedRequest {
  readonly raw: { readonly socket: Closable };
}

/** Tells everybody who waits or streams that the process is stopping, before connections are closed. */
@Injectable()
export class Stopping implements BeforeApplicationShutdown {
  private readonly controller = new AbortController();

  beforeApplicationShutdown(): void {
    this.controller.abort();
  }

  /** `signal` is given when the process stops or the caller goes away; `release` is to be called when the answer is out. */
  signalFor({ raw: { socket } }: ConnectedRequest): { signal: AbortSignal; release: () => void } {
    const gone = new AbortController();
    const leave = () => gone.abort();
    socket.once('close', leave);
    const { signal } = this.controller;
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    const release = () => {
      socket.removeListener('close', leave);
      signal.removeEventListener('abort', leave);
    };
    return { signal: gone.signal, release };
  }
}

/** A connection that may close. */
interface Closable {
  once(event: 'close', listener: () => void): unknown;
  removeListener(event: 'close', listener: () => void): unknown;
}
