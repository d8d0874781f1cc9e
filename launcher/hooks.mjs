// Installs the commit hooks in a git checkout, except on a build machine. Also run by npm ("prepare"), so never fails.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const tool = join(root, 'node_modules', 'simple-git-hooks', 'cli.js');
if (existsSync(join(root, '.git')) && existsSync(tool) && process.env.CI !== 'true') {
  spawnSync(process.execPath, [tool], { cwd: root, stdio: 'ignore' });
}
