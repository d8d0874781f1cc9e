import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One file of the page, as it goes out. */
export interface PageFile {
  readonly contentType: string;
  readonly etag: string;
  readonly bytes: Buffer;
  /** Undefined where packing it gains nothing. */
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** What is packed already. */
const PACKED = ['.png', '.woff2', '.ico'];

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);

/**
 * The built page, read whole and kept: an address is looked up among the names of its files, so none outside its folder can be
 * asked for. A new build is taken up when its `index.html` has changed.
 */
export class PageFiles {
  private kept: { readonly madeAt: number; readonly files: Promise<ReadonlyMap<string, PageFile>> } | undefined;

  constructor(private readonly folder: string) {}

  /** By path within the folder, such as `assets/main-1a2b.js`; undefined when the page has not been built. */
  async files(): Promise<ReadonlyMap<string, PageFile> | undefined> {
    const madeAt = await modifiedAt(join(this.folder, 'index.html'));
    if (madeAt === undefined) return undefined;
    if (this.kept?.madeAt !== madeAt) this.kept = { madeAt, files: readAll(this.folder) };
    const kept = this.kept;
    try {
      return await kept.files;
    } catch {
      // A build that was under way: the next request reads it anew.
      if (this.kept === kept) this.kept = undefined;
      return undefined;
    }
  }
}

async function modifiedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

async function readAll(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in TYPES);
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length + 1).replaceAll('\\', '/'), await readOne(path)] as const;
  });
  return new Map(await Promise.all(read));
}

async function readOne(path: string): Promise<PageFile> {
  const bytes = await readFile(path);
  const isPackable = bytes.length > 1_024 && !PACKED.includes(extname(path));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  return {
    contentType: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    brotli: isPackable ? await packBrotli(bytes, quality) : undefined,
    gzip: isPackable ? await packGzip(bytes) : undefined,
  };
}
