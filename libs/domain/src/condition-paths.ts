import type { Condition } from './condition.js';
import { ROOTS } from './profile/profile-paths.js';

/** The paths of which a condition asks, at every depth. */
export function pathsOf(condition: Condition): string[] {
  return textsIn(condition).filter((text) => ROOTS.includes(text.split('.')[0] ?? ''));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  // What is compared with a path, and what was said, is no path.
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => (NO_PATHS.has(key) ? [] : textsIn(inner)));
}

const NO_PATHS: ReadonlySet<string> = new Set([
  'value',
  'values',
  'said',
  'saidByAll',
  'receipted',
  'consent',
  'calendar',
]);
