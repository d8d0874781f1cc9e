/** What can keep the embedded database from starting, each with a way to mend it in the message. */
export type SetupErrorCode =
  | 'data-folder-not-writable'
  | 'data-folder-foreign'
  | 'data-newer'
  | 'data-older'
  | 'data-unknown'
  | 'no-disk'
  | 'no-account'
  | 'no-binaries'
  | 'settings-file-broken'
  | 'database-does-not-start';

/**
 * The machine is not as the hub needs it. `message` is a sentence for a person: what is wrong and what to do.
 * Print it without the stack.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The `code` of a failed system call (`ENOSPC`, `EACCES`...), when the error has one. */
export function systemCode(error: unknown): string | undefined {
  // By shape, not by class: an error from another realm is no instance of our `Error`.
  const shaped = typeof error === 'object' && error !== null && 'code' in error;
  return shaped && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns the failed file operations that a person can mend into sentences; everything else passes as it is. */
export function fileTrouble(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return noDisk(path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new SetupError(
        'data-folder-not-writable',
        `The data folder cannot be written: ${path}. Give the user who starts the hub the right to write there, or name another folder with HEMGANG_DATA_DIR.`,
        error,
      );
    default:
      return error;
  }
}

export function noDisk(path: string, cause?: unknown): SetupError {
  return new SetupError(
    'no-disk',
    `There is no room left on the disk that holds ${path}. Free some space (1 GB is a good start), or name another folder with HEMGANG_DATA_DIR.`,
    cause,
  );
}
