import { spawnSync } from 'node:child_process';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Finds Chromium on the PATH, or else installs Debian's package where this user may do that; its file name, or a sentence that
 * starts with a small letter and says why there is none.
 */
export function findChromium(): { program: string } | string {
  const there = onPath();
  if (there !== undefined) return { program: there };
  if (process.getuid?.() !== 0) return 'no chromium is on the PATH, and only root may install Debian’s package';
  for (const words of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const { status, error } = spawnSync('apt-get', words, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (error !== undefined)
      return 'no chromium is on the PATH, and this is no Debian whose package could be installed';
    if (status !== 0) return `no chromium is on the PATH, and apt-get ${words[0] ?? ''} failed`;
  }
  const installed = onPath();
  return installed === undefined ? 'Debian’s package was installed, but there is no chromium' : { program: installed };
}

function onPath(): string | undefined {
  for (const program of PROGRAMS) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}
