import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Puts a text in the place of a file, whole or not at all: whoever reads it finds the old or the new one. The file keeps its
 * mode; behind a symbolic link the file that it leads to is replaced.
 * @throws Error when the folder cannot be written.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const { mode } = await stat(target);
  const draft = `${target}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', mode & 0o777);
    try {
      // The process's mask may have taken some of it away.
      await file.chmod(mode & 0o777);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}
