/** What a person can mend; printed without a stack. */
export class Trouble extends Error {}

/** A line to the person at the terminal. Never on stdout, which belongs to the program that is run in the end. */
export function say(line) {
  process.stderr.write(`hemgang: ${line}\n`);
}

/** The sentence for a file operation that failed, or the error itself when a person can do nothing about it. */
export function fileTrouble(error, path) {
  switch (error?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Trouble(`There is no room left on the disk that holds ${path}. About 1 GB is needed for the set-up.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Trouble(
        `${path} cannot be written. Give your user the right to write in the checkout, or remove what another user (root?) left there.`,
      );
    default:
      return error;
  }
}
