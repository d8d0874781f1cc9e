import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { Queue } from 'bullmq';
import { OnDemand } from './alarm-backend.js';
import type { BullMqQueueWatch } from './bullmq-queue-watch.js';
import { BoardServer } from './queue-board-server.js';
import type { BoardAnswer } from './queue-board-server.js';

/** How long the backend of the queue may take; ms. */
const PATIENCE = 5_000;

/**
 * Bull Board on the alarms, for reading: it shows queues and jobs, which hold instants and nothing else. What it could change is
 * not there, for a failed or forgotten alarm is made good by the sweep and there is nothing that a hand would have to mend.
 */
export class QueueBoard {
  private readonly server = new OnDemand(() => this.open());

  /** @param path where the board is to be found, without a slash at the end */
  constructor(
    private readonly watch: Pick<BullMqQueueWatch, 'queue'>,
    private readonly path: string,
  ) {}

  /**
   * What the board answers to a GET.
   * @param url path and query, below the path of the board
   * @throws whatever keeps the backend of the queue from answering within five seconds
   */
  async get(url: string): Promise<BoardAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The backend of the queue does not answer')), PATIENCE);
    });
    try {
      return await Promise.race([this.server.get().then((server) => server.get(url)), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async open(): Promise<BoardServer> {
    const server = new BoardServer(this.path);
    const queue: unknown = await this.watch.queue();
    if (!(queue instanceof Queue)) throw new Error('The queue is not one of BullMQ');
    createBullBoard({
      queues: [new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })],
      serverAdapter: server,
      options: { uiConfig: { boardTitle: 'Hemgång' } },
    });
    return server;
  }
}
