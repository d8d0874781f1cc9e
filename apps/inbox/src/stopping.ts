import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';

/** Tells everybody who waits or streams that the process is stopping, before connections are closed. */
@Injectable()
export class Stopping implements BeforeApplicationShutdown {
  private readonly controller = new AbortController();

  beforeApplicationShutdown(): void {
    this.controller.abort();
  }

  /** Given when the process stops or the caller goes away. The second half is to be called when the answer is out. */
  signalFor(connection: Closable): { signal: AbortSignal; release: () => void } {
    const gone = new AbortController();
    const leave = () => gone.abort();
    connection.once('close', leave);
    const { signal } = this.controller;
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    const release = () => {
      connection.removeListener('close', leave);
      signal.removeEventListener('abort', leave);
    };
    return { signal: gone.signal, release };
  }
}

/** A response whose connection may close. */
export interface Closable {
  once(event: 'close', listener: () => void): unknown;
  removeListener(event: 'close', listener: () => void): unknown;
}
