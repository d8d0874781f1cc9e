import { get } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { serveTasks } from './worker-process.js';

/** Keeps pages of the console open for a while: each listens, and asks for its view again and again. */
export interface PagesTask {
  readonly port: number;
  readonly cookie: string;
  /** One page for each. */
  readonly paths: readonly string[];
  /** Milliseconds from one asking of a page to its next. */
  readonly every: number;
  readonly milliseconds: number;
}

/** How much was heard and asked in all. */
export interface PagesResult {
  readonly events: number;
  readonly megabytes: number;
  readonly calls: number;
}

const STREAM = '/v1/ops/events?only=overview';

serveTasks<PagesTask, PagesResult>(async (task) => {
  const pages = task.paths.map((path, place) => new Page(task, path, (place * task.every) / task.paths.length));
  try {
    await Promise.all(pages.map((page) => page.open()));
    await new Promise<void>((resolve) => setTimeout(resolve, task.milliseconds));
    const broken = pages.find((page) => page.broken !== undefined)?.broken;
    if (broken !== undefined) throw broken;
    const sum = (count: (page: Page) => number) => pages.reduce((total, page) => total + count(page), 0);
    return {
      events: sum(({ events }) => events),
      megabytes: sum(({ bytes }) => bytes) / 2 ** 20,
      calls: sum(({ calls }) => calls),
    };
  } finally {
    for (const page of pages) page.close();
  }
});

class Page {
  events = 0;
  bytes = 0;
  calls = 0;
  broken: Error | undefined;
  private stream: ClientRequest | undefined;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly task: PagesTask,
    private readonly path: string,
    /** Milliseconds until it first asks, so that the pages do not all ask at once. */
    private readonly offset: number,
  ) {}

  /** Resolves once the stream has begun. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.stream = this.ask(STREAM, 'text/event-stream', (answer) => {
        answer.on('data', (chunk: Buffer) => this.hear(chunk));
        resolve();
      });
      this.stream.on('error', reject);
    });
    const first = setTimeout(() => {
      this.poll();
      this.timers.push(setInterval(() => this.poll(), this.task.every));
    }, this.offset);
    this.timers.push(first);
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.stream?.on('error', () => undefined).destroy();
  }

  private poll(): void {
    const request = this.ask(this.path, 'application/json', (answer) => {
      answer.resume().on('end', () => (this.calls += 1));
    });
    request.on('error', (error) => (this.broken ??= error));
  }

  private hear(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.events += chunk.toString('latin1').split('\n\n').length - 1;
  }

  private ask(path: string, accept: string, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
    const headers = { Cookie: this.task.cookie, Accept: accept, 'Sec-Fetch-Site': 'same-origin' };
    return get({ host: '127.0.0.1', port: this.task.port, path, headers }, (answer) => {
      if (answer.statusCode !== 200) this.broken ??= new Error(`${path} was answered ${String(answer.statusCode)}`);
      onAnswer(answer);
    });
  }
}
