import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The version of the hub that runs, out of the package it was started from; `0` where there is none. */
export function hubVersion(root: string = process.cwd()): string {
  try {
    const told: unknown = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
    const hasVersion = typeof told === 'object' && told !== null && 'version' in told;
    return hasVersion && typeof told.version === 'string' ? told.version : '0';
  } catch {
    return '0';
  }
}
