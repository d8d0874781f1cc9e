import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { replaceFile } from './replace-file.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hemgang-replace-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is replaced', () => {
  it('keeps its mode, leaves nothing beside it, and stays behind its link', async () => {
    const [file, link] = [join(folder, 'a.yaml'), join(folder, 'link.yaml')];
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    await replaceFile(link, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'link.yaml']);
  });

  it('has to be there', async () => {
    await expect(replaceFile(join(folder, 'none.yaml'), 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
