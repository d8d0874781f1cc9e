import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Transport } from './notices.js';

/** One positive acknowledgement, as the sender got it. */
export interface Acknowledged {
  readonly serial: number;
  readonly transport: Transport;
  /** The hub's id of the message; MLLP does not tell it. */
  readonly id: string | undefined;
  /** Kinds of the deadlines that the answer named, sorted; MLLP does not tell them. */
  readonly deadlines: readonly string[] | undefined;
}

/**
 * What the hub has promised, kept by the senders and not by the hub: a line per positive acknowledgement, only ever
 * appended to, written before the sender sends anything more.
 */
export class Journal {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hemgang-journal-'));
  readonly #file = join(this.#folder, 'acknowledged.jsonl');

  note(line: Acknowledged): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { flush: true });
  }

  /** What stands in the file. */
  read(): Acknowledged[] {
    const lines = readFileSync(this.#file, { encoding: 'utf8', flag: 'a+' }).split('\n');
    return lines.filter((line) => line !== '').map((line): Acknowledged => JSON.parse(line));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
