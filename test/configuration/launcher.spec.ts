import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../support/cli.js';

/** The names of commands as a help lists them, two spaces in. */
function namesIn(help: string): string[] {
  return [...help.matchAll(/^ {2}([a-z]+)\b/gm)].flatMap(([, name]) => name ?? []);
}

describe('./hemgang', () => {
  it('lists every command that the program has, so that none is built and cannot be called', async () => {
    const { stdout } = await promisify(execFile)('./hemgang', ['--help']);
    const { code, out } = await runCli(['--help']);
    const [, commands = ''] = out.split(/^Commands:$/m);
    const built = namesIn(commands).filter((name) => name !== 'help');
    expect(code).toBe(0);
    expect(built).toEqual(expect.arrayContaining(['send', 'plan', 'demo']));
    expect(namesIn(stdout)).toEqual(expect.arrayContaining(built));
  });
});
