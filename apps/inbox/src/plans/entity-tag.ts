import { createHash } from 'node:crypto';

/** The tag of what is shown: it changes with any of it, and tells nothing of what is not shown. */
export function entityTag(shown: unknown): string {
  return `"${fingerprint(shown)}"`;
}

/** The same without its quotes; may stand as a version in FHIR. */
export function fingerprint(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);
}

/** Whether a caller holds it already, by its If-None-Match; weak tags compare like strong ones. */
export function isHeld(tag: string, header: string | undefined): boolean {
  const tags: readonly string[] = (header ?? '').match(/"[^"]*"/g) ?? [];
  return header?.trim() === '*' || tags.includes(tag);
}
