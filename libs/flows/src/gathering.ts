import type { HubLog } from './ports.js';

/** How long notes are gathered before they are written, milliseconds of the machine's clock. */
const GATHER = 10_000;

/**
 * What is noted at calls, gathered in memory and written together now and then, so that a call costs no write. What a process that
 * dies has gathered is lost, and the next call shows it again.
 */
export abstract class Gathering<Note> {
  private readonly gathered = new Map<string, Note>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  /** @param event what the log calls a write that failed. */
  protected constructor(
    private readonly log: HubLog,
    private readonly event: string,
    private readonly every = GATHER,
  ) {}

  /** What two notes of the same key say together, `later` being the one that came last. */
  protected abstract merged(earlier: Note, later: Note): Note;
  /** Writes notes, sorted by key. */
  protected abstract keep(notes: readonly (readonly [string, Note])[]): Promise<void>;

  protected gather(key: string, note: Note): void {
    const known = this.gathered.get(key);
    this.gathered.set(key, known === undefined ? note : this.merged(known, note));
    this.writeSoon();
  }

  /** Writes what has been gathered. What could not be written is gathered on. */
  async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const notes = [...this.gathered].sort(([a], [b]) => (a < b ? -1 : 1));
    this.gathered.clear();
    if (notes.length > 0) this.writing = this.writing.then(() => this.writeNow(notes));
    await this.writing;
  }

  /** The container calls this when the process stops and the last call has been answered. */
  async onApplicationShutdown(): Promise<void> {
    await this.write();
    clearTimeout(this.timer);
  }

  private async writeNow(notes: readonly (readonly [string, Note])[]): Promise<void> {
    try {
      await this.keep(notes);
    } catch (error) {
      this.log.error(this.event, error);
      for (const [key, note] of notes) {
        const since = this.gathered.get(key);
        this.gathered.set(key, since === undefined ? note : this.merged(note, since));
      }
      this.writeSoon();
    }
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => void this.write(), this.every).unref();
  }
}
