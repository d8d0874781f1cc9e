import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a worker answers: the result of a task, or why there is none. */
type Reply<Result> = { ok: true; result: Result } | { ok: false; message: string };

/** A process of its own that does one task after another, so that what it costs is not taken for the hub's. */
export class WorkerProcess<Task extends object, Result> {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts a module of this folder, named as compiled, such as `./load-worker.js`. */
  static start<Task extends object, Result>(module: string): WorkerProcess<Task, Result> {
    const file = fileURLToPath(new URL(module, import.meta.url));
    return new WorkerProcess(fork(file, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** @throws Error when the task fails, the process dies, or `milliseconds` pass without an answer. */
  run(task: Task, milliseconds: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.child.off('message', onMessage);
        this.child.off('exit', onExit);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`a load generator gave no answer within ${String(Math.round(milliseconds / 1000))} s`));
      }, milliseconds);
      const onExit = () => {
        finish();
        reject(new Error('a load generator ended on its own'));
      };
      const onMessage = (message: unknown) => {
        finish();
        const reply = message as Reply<Result>;
        if (reply.ok) resolve(reply.result);
        else reject(new Error(reply.message));
      };
      this.child.on('message', onMessage);
      this.child.on('exit', onExit);
      this.child.send(task);
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** The worker's side: does each task that comes, and ends when the parent is gone. */
export function serveTasks<Task, Result>(perform: (task: Task) => Promise<Result>): void {
  process.on('message', (task) => {
    const reply: Promise<Reply<Result>> = perform(task as Task).then(
      (result) => ({ ok: true, result }),
      (error: unknown) => ({ ok: false, message: error instanceof Error ? error.message : String(error) }),
    );
    void reply.then((message) => process.send?.(message));
  });
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole group: the parent decides what is stopped when.
  process.on('SIGINT', () => undefined);
}
