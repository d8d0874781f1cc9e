import { parsePath } from './location.js';
import type { Location } from './location.js';

/**
 * Where a source writes something: a path such as `ZPL-2`, `PV1-10`, `PID-3(2).1` or `PV1(2)-3.4.2`, or `OBX[PLKAT]-5` for
 * the OBX segments that have the code in OBX-3.1. Without repetition all of them are meant.
 */
export interface SourcePlace {
  readonly location: Location & { readonly field: number };
  readonly code?: string | undefined;
}

const OBSERVED = /^OBX\[([^[\]]{1,200})\](-.{1,40})$/;
const MOST_REMEMBERED = 500;
const remembered = new Map<string, SourcePlace | null>();

/** Reads a place; `undefined` for what is none. */
export function parseSourcePlace(text: string): SourcePlace | undefined {
  const known = remembered.get(text);
  if (known !== undefined) return known ?? undefined;
  const place = parsed(text);
  // They come from the code and from the sources' mappings, so there are few; a bound all the same.
  if (remembered.size < MOST_REMEMBERED) remembered.set(text, place ?? null);
  return place;
}

function parsed(text: string): SourcePlace | undefined {
  const [, code, path] = OBSERVED.exec(text.trim()) ?? [];
  const location = parsePath(code === undefined ? text.trim() : `OBX${path ?? ''}`);
  if (location?.field === undefined) return undefined;
  return { location: { ...location, field: location.field }, code };
}
