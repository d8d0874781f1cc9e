/** How a command ended, for whoever started it. */
export const EXIT = { allWell: 0, someRefused: 1, couldNot: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person at the terminal can mend: printed without a stack, ends the command with exit code 2. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
