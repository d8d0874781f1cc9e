import { keyExpiry } from '../directory/client-credentials.js';
import type { Directory } from '../directory/directory.js';
import type { Expiry } from './problems.js';

/** What of the clients' ways in has an end. */
export function expiriesOf(directory: Directory): Expiry[] {
  return [...directory.clients.values()].flatMap((one): Expiry[] => {
    const about = { client: one.id, name: one.name };
    const secrets = Object.values(one.secretExpiry ?? {});
    const keys = one.keys.flatMap((key) => keyExpiry(key) ?? []);
    return [
      ...secrets.map((lastDay): Expiry => ({ ...about, what: 'secret', lastDay })),
      ...keys.map((lastDay): Expiry => ({ ...about, what: 'key', lastDay })),
    ];
  });
}
