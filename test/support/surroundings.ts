import type { Surroundings } from '../../apps/cli/src/surroundings.js';

/** Surroundings of a command that keep what it writes. */
export class KeptSurroundings implements Surroundings {
  written = '';
  said = '';
  /** What comes on standard input. */
  input: Uint8Array = new Uint8Array();

  constructor(
    readonly folder: string = process.cwd(),
    private readonly isTerminal = false,
  ) {}

  get out() {
    return {
      write: (text: string): void => void (this.written += text),
      isTerminal: this.isTerminal,
      width: undefined,
    };
  }

  get err() {
    return { say: (line: string): void => void (this.said += `${line}\n`), progress: (): void => undefined };
  }

  readInput(): Promise<Uint8Array> {
    return Promise.resolve(this.input);
  }
}
