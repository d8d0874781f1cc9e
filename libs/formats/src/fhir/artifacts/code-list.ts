import type { Both } from '#domain/both.js';

/** A list of codes and what it is for. */
export interface CodeList {
  readonly system: string;
  readonly title: Both;
  readonly description: string;
  /** The codes, or that each region has its own. */
  readonly codes: readonly (readonly [code: string, name: Both])[] | 'of-the-region';
}
