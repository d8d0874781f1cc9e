import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Failure } from '../failure.js';
import { both } from '../i18n/both.js';

/** Files in PEM form, absolute or from the caller's folder. */
export interface TlsOptions {
  /** Certificates that are trusted, in place of those that the system trusts. */
  readonly ca?: string | undefined;
  /** The caller's own certificate and its key: both or neither. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Takes any certificate; only for this machine. */
  readonly insecure?: boolean | undefined;
}

/** How the other side is known, and how the caller shows itself to it. */
export interface TlsIdentity {
  readonly ca?: Buffer | undefined;
  readonly cert?: Buffer | undefined;
  readonly key?: Buffer | undefined;
  readonly rejectUnauthorized: boolean;
}

/** @throws Failure for files that cannot be read, half a pair, and `insecure` for another machine. */
export async function tlsIdentity(options: TlsOptions, hosts: readonly string[], folder: string): Promise<TlsIdentity> {
  const { ca, cert, key, insecure = false } = options;
  if ((cert === undefined) !== (key === undefined)) throw new Failure(both((texts) => texts.bothCertAndKey));
  const far = insecure ? hosts.find((host) => !isThisMachine(host)) : undefined;
  if (far !== undefined) throw new Failure(both((texts) => texts.insecureOnlyHere(far)));
  const [trusted, own, secret] = await Promise.all([ca, cert, key].map((file) => pem(file, folder)));
  return { ca: trusted, cert: own, key: secret, rejectUnauthorized: !insecure };
}

async function pem(file: string | undefined, folder: string): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  return readFile(resolve(folder, file)).catch(() => {
    throw new Failure(both((texts) => texts.cannotReadFile(file)));
  });
}

function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** What is told when no connection could be made: that nobody is there, or that the other side is not who it should be. */
export function connectionFailure(error: unknown, where: string): Failure {
  const code = codeOf(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO|ERR_OSSL/.test(code))
    return new Failure(both((texts) => texts.tlsRefused(where, code)));
  return new Failure(both((texts) => texts.cannotConnect(where)));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
