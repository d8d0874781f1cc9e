/**
 * Lets Node run the sources as they are, outside Jest: `#domain/x.js` is `libs/domain/src/x.ts`, and an import that
 * ends in `.js` finds the `.ts` beside it. Node takes the types out itself; what is more than a type (a constructor that
 * declares fields) has to be transformed.
 *
 *     node --experimental-transform-types --import ./test/support/source-paths.mjs some/program.ts
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const libs = pathToFileURL(resolve(import.meta.dirname, '../../libs')).href;

registerHooks({
  resolve(specifier, context, next) {
    const alias = /^#(\w+)\/(.+)\.js$/.exec(specifier);
    if (alias !== null) return { url: `${libs}/${alias[1]}/src/${alias[2]}.ts`, shortCircuit: true };
    if (specifier.startsWith('.') && context.parentURL?.endsWith('.ts')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(fileURLToPath(source))) return { url: source.href, shortCircuit: true };
    }
    return next(specifier, context);
  },
});
