import { resolve } from 'node:path';
import { isLoopback } from './loopback.js';
import type { Variables } from './variables.js';

/** Where the population register is, of which the hub learns that somebody has died. */
export type RegisterSettings = {
  /** `HEMGANG_REGISTER_SECONDS`: how often it is looked at, seconds. Default 60. */
  readonly seconds: number;
} & (
  | { readonly kind: 'none' }
  /** The demo's own, which answers when it is asked and tells nothing by itself. */
  | { readonly kind: 'demo' }
  /** `HEMGANG_REGISTER_DIR`: folder into which its files are put. */
  | { readonly kind: 'files'; readonly folder: string }
  /** `HEMGANG_REGISTER_URL`: its https address, http only on this machine; `HEMGANG_REGISTER_TOKEN`: bearer token for it. */
  | { readonly kind: 'http'; readonly url: string; readonly token: string | undefined }
);

/** Reads where the register is: a folder, an address, in the demo its own, or none. @param root folder that relative paths start from. */
export function readRegister(read: Variables, root: string, isDemo: boolean): RegisterSettings {
  const seconds = read.whole('HEMGANG_REGISTER_SECONDS', 60, 1, 86_400);
  const folder = read.text('HEMGANG_REGISTER_DIR');
  const url = read.url('HEMGANG_REGISTER_URL', ['https:', 'http:']);
  const token = read.text('HEMGANG_REGISTER_TOKEN');
  if (token !== undefined && url === undefined) {
    read.problem('HEMGANG_REGISTER_TOKEN', 'is set, but HEMGANG_REGISTER_URL is not');
  }
  if (folder !== undefined && url !== undefined) {
    read.problem('HEMGANG_REGISTER_DIR', 'and HEMGANG_REGISTER_URL are both set; the register is in one place');
  }
  if (url !== undefined) {
    if (!isSafe(url)) read.problem('HEMGANG_REGISTER_URL', 'must be an https URL; http only on this machine');
    return { kind: 'http', url, token, seconds };
  }
  if (folder !== undefined) return { kind: 'files', folder: resolve(root, folder), seconds };
  return { kind: isDemo ? 'demo' : 'none', seconds };
}

/** What is asked holds identities: they travel encrypted, or not at all. */
function isSafe(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return true;
  return url.protocol === 'https:' || isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
}
