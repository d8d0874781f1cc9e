import { Worker } from 'node:worker_threads';
import type { MessageFormat } from '#domain/message.js';
import { reason } from '#domain/reason.js';
import { MessageReader } from '#flows/message-reader.js';
import { readMessage, withPlaces } from '#flows/read-message.js';
import type { ReadMessage } from '#flows/read-message.js';
import type { Arrived, ReadingRules } from '#formats/reading.js';
import type { ReadAnswer, ReadRequest } from './thread-protocol.js';

/** Up to this size a message is read where it arrived: that takes less than a thread needs to be asked. */
const LARGE_BYTES = 64 * 1024;

/** A message that takes longer, or needs more memory, is none that a record system writes. */
const LONGEST_MILLISECONDS = 20_000;
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 12 };

/** A thread without work is let go after a while, with the memory that it grew to. */
const IDLE_MILLISECONDS = 10_000;

/**
 * Reads small messages at once and large ones in a thread of their own, one after the other, so that a large message holds
 * up nobody but its sender.
 */
export class ThreadedReader extends MessageReader {
  private thread: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();

  override read(arrived: Arrived, format: MessageFormat, rules: ReadingRules): ReadMessage | Promise<ReadMessage> {
    if (arrived.bytes.length <= LARGE_BYTES) return readMessage(arrived, format, rules);
    const read = this.last.then(() => this.readElsewhere({ ...arrived, format, rules }));
    this.last = read.catch(() => undefined);
    return read;
  }

  async close(): Promise<void> {
    await this.last;
    await this.letGo();
  }

  private async readElsewhere(request: ReadRequest): Promise<ReadMessage> {
    clearTimeout(this.idle);
    this.thread ??= this.startThread();
    const answer = await answerOf(this.thread, request);
    if (answer === 'gone' || answer === 'too-long') {
      await this.letGo();
      return { ok: false, ignored: false, reasons: [reason('too-complex', '', 'it cannot be read in bounded time')] };
    }
    this.idle = setTimeout(() => void this.letGo(), IDLE_MILLISECONDS);
    this.idle.unref();
    return answer.ok ? withPlaces({ ...answer, places: () => answer.places }) : answer;
  }

  private startThread(): Worker {
    const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
      resourceLimits: HEAP,
      execArgv: [],
    });
    thread.unref();
    return thread;
  }

  private async letGo(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }
}

/** One question at a time; `gone` when the thread ended, such as for want of memory. */
function answerOf(thread: Worker, request: ReadRequest): Promise<ReadAnswer | 'gone' | 'too-long'> {
  return new Promise((resolve) => {
    const settle = (outcome: ReadAnswer | 'gone' | 'too-long') => {
      clearTimeout(limit);
      thread.off('message', settle).off('error', gone).off('exit', gone);
      resolve(outcome);
    };
    const gone = () => settle('gone');
    const limit = setTimeout(() => settle('too-long'), LONGEST_MILLISECONDS);
    thread.on('message', settle).on('error', gone).on('exit', gone);
    // A copy that the thread takes over: the bytes themselves are still to be stored.
    const bytes = new Uint8Array(request.bytes);
    thread.postMessage({ ...request, bytes }, [bytes.buffer]);
  });
}
