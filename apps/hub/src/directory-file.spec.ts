import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { demoDirectory, gavleborg } from '../../../test/support/domain.js';
import { DiskDirectoryFile } from './directory-file.js';

let folder: string;
let path: string;
let file: DiskDirectoryFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-'));
  path = join(folder, 'directory.yaml');
  await writeFile(path, 'clients: [] # one\n');
  const holder = new ConfigurationHolder({
    profiles: new Map([['gavleborg', gavleborg()]]),
    directory: demoDirectory(),
  });
  file = new DiskDirectoryFile({ directory: path, directoryEditable: true }, holder, () => Promise.resolve([]));
});
afterEach(() => rm(folder, { recursive: true }));

const text = () => readFile(path, 'utf8');

/** The etag of what was written. */
async function written(next: string): Promise<string> {
  const result = await file.write(next, (await file.read()).etag);
  if (result.kind !== 'written') throw new Error('It was not written');
  return result.etag;
}

describe("the directory's file", () => {
  it('is put back as it was before a write that nobody could note', async () => {
    await file.putBack(await written('clients: [] # two\n'));
    expect(await text()).toBe('clients: [] # one\n');
  });

  it('stays as somebody else has left it since, here or by hand', async () => {
    const second = await written('clients: [] # two\n');
    await written('clients: [] # three\n');
    await file.putBack(second);
    expect(await text()).toBe('clients: [] # three\n');
    const fourth = await written('clients: [] # four\n');
    await writeFile(path, 'clients: [] # by hand\n');
    await file.putBack(fourth);
    expect(await text()).toBe('clients: [] # by hand\n');
  });
});
