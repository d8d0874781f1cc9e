import { PARTY_ROLES } from '../message.js';
import type { PartyRole } from '../message.js';
import type { EpisodeStep, Party } from './episode.js';
import { fieldsOf } from './facts.js';

/** A service that a party plans, with who answers for it, whatever day it begins on (G-HOME-12). */
export interface PlannedService {
  readonly name: string;
  /** Role that answers for it. */
  readonly role: PartyRole;
  /** HSA-id or name of the unit that answers for it. */
  readonly unit: string;
  /** Who carries it out, where somebody else does. */
  readonly performer?: string;
  /** Day or instant, as it was written. */
  readonly startsOn: string;
  /** HSA-id of the unit that plans it, and the instant at which the hub got to know. */
  readonly saidBy: string;
  readonly saidAt: string;
}

/** What is read of a message to know the services. */
type ToldStep = Pick<EpisodeStep, 'kind' | 'unit' | 'role' | 'at' | 'kept' | 'withdrawn'>;

/**
 * The services that stand, each unit's in its own order: what a unit writes takes the place of what it wrote before, and a unit
 * that took another's place speaks for that one.
 */
export function servicesOf(steps: readonly ToldStep[], parties: readonly Party[]): PlannedService[] {
  return standingInformation(steps, parties).flatMap(servicesIn);
}

/** The latest patientinformation of each party that stands. */
export function standingInformation<Step extends ToldStep>(steps: readonly Step[], parties: readonly Party[]): Step[] {
  const latest = new Map<string, Step>();
  for (const step of steps) {
    if (step.kind === 'patientinformation' && step.withdrawn !== true) latest.set(step.unit ?? '', step);
  }
  const isParty = ({ unit }: Step) => parties.some((party) => party.unit === unit);
  const written = [...latest.values()];
  return written.filter(
    (step) => isParty(step) || !written.some((other) => other.role === step.role && isParty(other)),
  );
}

function servicesIn({ unit: saidBy, role: own, at, kept }: ToldStep): PlannedService[] {
  const services = kept?.['services'];
  if (!Array.isArray(services) || saidBy === undefined) return [];
  return services.flatMap((service): PlannedService[] => {
    const { name, responsibleRole, unit = saidBy, performer, startsOn } = fieldsOf(service);
    const role = PARTY_ROLES.find((known) => known === responsibleRole) ?? own;
    if (typeof name !== 'string' || typeof startsOn !== 'string' || role === undefined) return [];
    return [
      {
        name,
        role,
        unit: typeof unit === 'string' ? unit : saidBy,
        ...(typeof performer === 'string' ? { performer } : {}),
        startsOn,
        saidBy,
        saidAt: at,
      },
    ];
  });
}
