import { buffer } from 'node:stream/consumers';

/** Where a command runs: what it writes to, and from which folder its caller's paths start. */
export interface Surroundings {
  readonly out: Output;
  readonly err: ProgressOutput;
  /** Absolute. */
  readonly folder: string;
  /** All that comes on standard input. */
  readInput(): Promise<Uint8Array>;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters to a line; undefined when nobody knows. */
  readonly width: number | undefined;
}

/** Beside the results: how far the command has come, and what is wrong. */
export interface ProgressOutput {
  /** A line that stays. */
  say(line: string): void;
  /** A line that the next one replaces; only a terminal shows it. */
  progress(line: string): void;
}

/** The process's own surroundings. The launcher runs in the checkout and tells where it was called from. */
export function processSurroundings(): Surroundings {
  const { stdout, stderr, env } = process;
  const isTerminal = stderr.isTTY === true;
  let isOpen = false;
  const clear = (): string => {
    const before = isOpen ? '\r\u001b[K' : '';
    isOpen = false;
    return before;
  };
  return {
    folder: env['HEMGANG_CALLED_FROM'] ?? process.cwd(),
    readInput: () => buffer(process.stdin),
    out: {
      write: (text) => {
        if (isOpen) stderr.write(clear());
        stdout.write(text);
      },
      isTerminal: stdout.isTTY === true && env['NO_COLOR'] === undefined,
      width: stdout.isTTY === true ? stdout.columns : undefined,
    },
    err: {
      say: (line) => void stderr.write(`${clear()}${line}\n`),
      progress: (line) => {
        if (!isTerminal) return;
        stderr.write(`${clear()}${line}`);
        isOpen = true;
      },
    },
  };
}
