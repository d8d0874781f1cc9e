import { statfs } from 'node:fs/promises';
import { DiskProbe } from '#flows/vitals-ports.js';
import type { DiskSpace } from '#flows/vitals-ports.js';

/** The disk under the data folder, where the embedded database keeps its files. */
export class DataDisk extends DiskProbe {
  /** @param folder undefined when the database lies elsewhere. */
  constructor(private readonly folder: string | undefined) {
    super();
  }

  override async look(): Promise<DiskSpace | undefined> {
    if (this.folder === undefined) return undefined;
    try {
      const { bsize, bavail, blocks } = await statfs(this.folder);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch {
      return undefined;
    }
  }
}
