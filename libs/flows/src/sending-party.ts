import type { Directory } from '#domain/directory/directory.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';

/** Who sends: the units it may send as, and how its HL7 is read. */
export interface SendingParty {
  /** `http:<client id>`, `mllp:<source id>`, or `register:folkbokforing` for what the population register tells. */
  readonly name: string;
  readonly units: readonly string[];
  readonly mapping: Mapping;
}

/**
 * The party behind what stands as the source of a message, with the rights and mappings of this moment; undefined when the
 * directory no longer has it.
 * @param name `http:<client id>`, `mllp:<source id>` or `register:folkbokforing`.
 */
export function sendingPartyNamed(name: string, directory: Directory): SendingParty | undefined {
  const [transport, ...rest] = name.split(':');
  const id = rest.join(':');
  if (transport === 'mllp') {
    const source = directory.sources.get(id);
    return source && { name, units: source.units, mapping: source.mapping };
  }
  if (transport === 'register') return { name, units: [...directory.operationsUnits.values()], mapping: PLAIN_MAPPING };
  const client = transport === 'http' ? directory.clients.get(id) : undefined;
  return client && { name, units: client.units, mapping: client.mapping };
}
