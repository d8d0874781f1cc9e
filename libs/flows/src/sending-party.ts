import type { Directory } from '#domain/directory.js';
import type { SendingParty } from './admit-message.js';

/** How HL7 that came over HTTP is read: its sender is known by the token, so MSH-4 has to be the HSA-id itself. */
const HTTP_READING = { defaultCharset: 'UNICODE UTF-8', facilities: {} } as const;

/**
 * The party behind what stands as the source of a message, with the rights and mappings of this moment; undefined when the
 * directory no longer has it.
 * @param name `http:<client id>` or `mllp:<source id>`.
 */
export function sendingPartyNamed(name: string, directory: Directory): SendingParty | undefined {
  const [transport, ...rest] = name.split(':');
  const id = rest.join(':');
  if (transport === 'mllp') {
    const source = directory.sources.get(id);
    return source && { name, units: source.units, reading: source };
  }
  const client = transport === 'http' ? directory.clients.get(id) : undefined;
  return client && { name, units: client.units, reading: HTTP_READING };
}
