import type { Caller } from '#domain/access.js';
import { sightOf } from '#domain/episode/readers.js';
import { PACK_KINDS } from '#domain/patient-pack/pack.js';
import type { PatientPack } from '#domain/patient-pack/pack.js';
import { patientPack } from '#domain/patient-pack/patient-pack.js';
import type { PackMessage } from '#domain/patient-pack/sight.js';

import type { DomainWorld } from './domain.js';

/** What is said otherwise of single messages, by the hub's id. */
export type Otherwise = Readonly<Record<string, Partial<PackMessage>>>;

/** The patient's pack as a unit reads it: from what the unit has sent or got, with what is said otherwise of messages. */
export function packOf(world: DomainWorld, reader: string, now: Date, otherwise: Otherwise = {}): PatientPack {
  const episode = world.episode();
  const caller: Caller = { clientId: 'test', roles: ['party'], units: [reader] };
  const sees = sightOf(caller, episode, world.directory);
  const messages = world.messages.flatMap(({ id, kind, sender, receivedAt, visible }): PackMessage[] => {
    const known = PACK_KINDS.find((one) => one === kind);
    if (known === undefined) return [];
    const got = world.deliveries.some(({ message, unit }) => message === id && sees(unit));
    const message = { id, kind: known, sender, receivedAt, ...otherwise[id] };
    if (!got && !sees(sender)) return [{ content: {}, lacks: 'not-shared', ...message }];
    return [{ content: visible.content, ...message }];
  });
  return patientPack({ episode, messages, directory: world.directory, profile: world.profile, now });
}
