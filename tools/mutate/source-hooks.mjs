/**
 * Lets Node run spec files without Jest, again and again in one process: what they import from Jest is its runner and its
 * `expect`, TypeScript is translated once, and everything under test/ and each spec file is evaluated anew whenever the file
 * that began has another query (`a.spec.ts?17`), so that it reads the profile of that turn. The sources of the product stay.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { transformSync } from '@swc/core';

/** Keeps what it has read: the files of one turn lie in a folder of their own. */
const STAYS = 'test/support/repository-files.ts';

/** @param root folder of the repository */
export function runsSpecsOf(root) {
  const libs = pathToFileURL(`${root}/libs`).href;
  const tests = pathToFileURL(`${root}/test/`).href;
  const jest = new URL('jest-words.mjs', import.meta.url).href;
  const translated = new Map();

  const isAnew = (url) => (url.startsWith(tests) || url.endsWith('.spec.ts')) && !url.endsWith(STAYS);

  function sourceOf(specifier, parent) {
    const alias = /^#(\w+)\/(.+)\.js$/.exec(specifier);
    if (alias !== null) return `${libs}/${alias[1]}/src/${alias[2]}.ts`;
    if (!specifier.startsWith('.') || !/\.ts(\?|$)/.test(parent ?? '')) return undefined;
    const source = new URL(specifier.replace(/\.js$/, '.ts'), parent);
    return existsSync(fileURLToPath(source)) ? source.href : undefined;
  }

  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === '@jest/globals') return { url: jest, shortCircuit: true };
      const url = sourceOf(specifier, context.parentURL);
      if (url === undefined) return next(specifier, context);
      const turn = /\?\d+$/.exec(context.parentURL ?? '')?.[0] ?? '';
      return { url: isAnew(url) ? url + turn : url, shortCircuit: true };
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !/\.ts(\?|$)/.test(url)) return next(url, context);
      const path = fileURLToPath(url.replace(/\?.*$/, ''));
      if (!translated.has(path)) translated.set(path, translate(path));
      return { format: 'module', source: translated.get(path), shortCircuit: true };
    },
  });
}

function translate(path) {
  const options = {
    filename: path,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
    configFile: false,
    swcrc: false,
  };
  return transformSync(readFileSync(path, 'utf8'), options).code;
}
