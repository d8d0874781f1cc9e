import { missingIn } from './missing.js';
import type { PatientPack } from './pack.js';
import {
  careContactsIn,
  careIn,
  contactOrderIn,
  healthIn,
  informationIn,
  latest,
  meetingIn,
  selfCareIn,
  servicesIn,
} from './parts.js';
import { packUnit } from './sight.js';
import type { PackKnowledge } from './sight.js';

/** What the patient takes home, made from the messages of the stay that stand (G-DIS-08..15). */
export function patientPack(known: PackKnowledge): PatientPack {
  const { episode, directory, now } = known;
  const { facts } = episode;
  const sip = meetingIn(known);
  const handedOver = latest('utskrivningsmeddelande', known)?.content['informationHandedOver'];
  return {
    episode: { id: episode.id, number: episode.number, state: facts.state },
    madeAt: now,
    isFinal: facts.dischargedAt !== undefined,
    patient: patientIn(known),
    ward: packUnit(facts.ward, directory),
    ...(facts.admittedAt === undefined ? {} : { admittedAt: facts.admittedAt }),
    ...(facts.expectedDischarge === undefined ? {} : { expectedDischarge: facts.expectedDischarge }),
    ...(facts.dischargedAt === undefined ? {} : { dischargedAt: facts.dischargedAt }),
    ...(facts.dischargedAt === undefined || typeof handedOver !== 'boolean' ? {} : { handedOver }),
    information: informationIn(known),
    services: servicesIn(known),
    health: healthIn(known),
    care: careIn(known),
    ...(sip === undefined ? {} : { sip }),
    careContacts: careContactsIn(known),
    selfCare: selfCareIn(known),
    contactOrder: contactOrderIn(known),
    contacts: [...new Set([facts.ward, ...facts.parties.map(({ unit }) => unit)])].map((unit) =>
      packUnit(unit, directory),
    ),
    missing: missingIn(known),
  };
}

/** The address of a person with protected identity is not printed either: papers get lost (L-PROT-01). */
function patientIn({ episode: { patient } }: PackKnowledge): PatientPack['patient'] {
  const { id, idType, givenName, familyName, address, protected: isProtected = false } = patient;
  const shown = isProtected || address === undefined ? {} : { address };
  return { id, idType, givenName, familyName, ...shown, isProtected };
}
