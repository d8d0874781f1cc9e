import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const places = {
  lockFile: join(root, 'package-lock.json'),
  packages: join(root, 'node_modules'),
  /** Says for which package-lock.json and machine the packages were installed. Goes away with them. */
  installed: join(root, 'node_modules', '.hemgang-installed'),
  node: join(root, 'node_modules', '.bin', 'node'),
  built: join(root, 'dist'),
  /** Says from which sources `dist` was built. */
  builtFrom: join(root, 'dist', '.hemgang-built.json'),
  /** Says from which sources the page at /console was built. */
  pageBuiltFrom: join(root, 'dist', '.hemgang-console-built.json'),
  /** Held while set-up is at work: two calls at once must not install over each other. */
  busy: join(root, 'var', 'set-up.pid'),
};
