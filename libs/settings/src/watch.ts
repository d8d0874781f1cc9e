import { stat } from 'node:fs/promises';

/**
 * Watches one file by looking at it now and then, which works on every file system and when editors replace the file.
 * A change is told once the file has looked the same at two looks in a row, so that nobody reads it half written.
 */
export class FileWatch {
  private told: string | undefined;
  private seen: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  /** @param onChange is called for each change, one call at a time; it must not throw. */
  constructor(
    private readonly path: string,
    private readonly onChange: () => Promise<void> | void,
  ) {}

  /** Starts looking every `everyMilliseconds`; what the file is like now counts as known. */
  async start(everyMilliseconds = 1_000): Promise<void> {
    this.told = this.seen = await this.look();
    this.timer = setInterval(() => void this.check(), everyMilliseconds);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Looks once. A file that has gone, as it does for a moment when it is replaced, counts as unchanged. */
  async check(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const now = await this.look();
      const isSettled = now === this.seen;
      this.seen = now;
      if (now === undefined || !isSettled || now === this.told) return;
      this.told = now;
      await this.onChange();
    } finally {
      this.looking = false;
    }
  }

  private async look(): Promise<string | undefined> {
    try {
      const { ino, size, mtimeNs, ctimeNs } = await stat(this.path, { bigint: true });
      return `${String(ino)}:${String(size)}:${String(mtimeNs)}:${String(ctimeNs)}`;
    } catch {
      return undefined;
    }
  }
}
