import type { AdmissionRequest } from './admission/admission-plan.js';
import type { Episode, EpisodeStep, Identity } from './episode/episode.js';
import type { AnyMessageKind, Message, Patient } from './message.js';

/** Kinds that tell of a person, whatever stays that person has, rather than of one stay. */
const PERSON_KINDS: readonly AnyMessageKind[] = ['personuppgifter', 'identitetsbyte'];

export function isPersonKind(kind: AnyMessageKind): boolean {
  return PERSON_KINDS.includes(kind);
}

/** The identity under which the person was known until this message; only an identity change names one. */
export function previousIdOf({ kind, content }: Message): string | undefined {
  const id = content['previousId'];
  return kind === 'identitetsbyte' && typeof id === 'string' ? id : undefined;
}

/** The identities that a message gives its person: two for a change of identity, the old one first. */
export function identitiesIn(message: Message): string[] {
  const ids = [previousIdOf(message), message.patient?.id].filter((id) => id !== undefined);
  return [...new Set(ids)];
}

/** Whose care episodes a message about a person may change; empty for a message about a stay. */
export function personsIn(message: Message): string[] {
  return isPersonKind(message.kind) ? identitiesIn(message) : [];
}

/** What a message about a person says: names, address, protection. Where the person is listed and lives moves no parties. */
export function personalIn({ message, origin }: AdmissionRequest): (known: Patient) => Patient {
  const { patient } = message;
  if (patient === undefined) return (known) => known;
  const { givenName, familyName, address, protected: isProtected } = patient;
  const isAddressGone = address === undefined && origin.cleared?.includes('patient.address') === true;
  return ({ address: knownAddress, ...known }) => ({
    ...known,
    givenName,
    familyName,
    ...addressOf(isAddressGone ? undefined : (address ?? knownAddress)),
    ...(isProtected === undefined ? {} : { protected: isProtected }),
  });
}

function addressOf(address: Patient['address']): Pick<Patient, 'address'> {
  return address === undefined ? {} : { address };
}

/** A person who becomes protected is so in every stay, also where the message changes nothing else (L-PROT-01). */
export function asProtected(known: Patient): Patient {
  return known.protected === true ? known : { ...known, protected: true };
}

/**
 * The episode with what is known of its person changed, also in what was known before each message, so that a withdrawal does
 * not bring it back; the same episode when nothing is new.
 */
export function withPerson(episode: Episode, change: (known: Patient) => Patient): Episode {
  const patient = change(episode.patient);
  const steps = episode.steps.map((step): EpisodeStep => {
    return step.patientBefore === undefined ? step : { ...step, patientBefore: change(step.patientBefore) };
  });
  const isSame =
    isSamePerson(patient, episode.patient) && steps.every((step, at) => isSameBefore(step, episode.steps[at]));
  return isSame ? episode : { ...episode, version: episode.version + 1, patient, steps };
}

function isSameBefore({ patientBefore }: EpisodeStep, other: EpisodeStep | undefined): boolean {
  if (patientBefore === undefined || other?.patientBefore === undefined) return patientBefore === other?.patientBefore;
  return isSamePerson(patientBefore, other.patientBefore);
}

/** Whether the same is known of the person, in whatever order it is kept. */
export function isSamePerson(one: Patient, other: Patient): boolean {
  if (one === other) return true;
  const known = ({ address, ...person }: Patient) =>
    JSON.stringify([Object.entries(person).sort(), address?.line, address?.postalCode, address?.city]);
  return known(one) === known(other);
}

/** The episode under another identity of its person; the former one is remembered, so that messages under it can be told. */
export function underIdentity(episode: Episode, { id, idType }: Identity): Episode {
  const before = episode.patient;
  if (before.id === id && before.idType === idType) return episode;
  const moved = withPerson(episode, (known) => ({ ...known, id, idType }));
  const former = [...(episode.formerIds ?? []), { id: before.id, idType: before.idType }];
  return { ...moved, formerIds: former.filter((one, at) => one.id !== id && isFirst(former, one, at)) };
}

function isFirst(identities: readonly Identity[], { id }: Identity, at: number): boolean {
  return identities.findIndex((other) => other.id === id) === at;
}
