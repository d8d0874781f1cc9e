import type { AdmissionRequest, KnownState } from '../../admission/admission-plan.js';
import type { Identity } from '../../episode/episode.js';
import { reason } from '../../reason.js';
import type { Reason } from '../../reason.js';
import type { Plan } from '../plan.js';

/** A stay or a plan, by whose it is and was. */
interface Held {
  readonly patient: Pick<Identity, 'id'>;
  readonly formerIds?: readonly Pick<Identity, 'id'>[] | undefined;
}

function idsOf({ patient, formerIds = [] }: Held): string[] {
  return [patient.id, ...formerIds.map(({ id }) => id)];
}

/** Whether two are of one person, by the identities of now or of before. */
export function isOfOnePerson(one: Held, other: Held): boolean {
  const ids = idsOf(other);
  return idsOf(one).some((id) => ids.includes(id));
}

/** Whether a message that names this plan tells, by its person or its stay, of somebody else than the plan is of. */
export function isOfSomebodyElse(plan: Plan, { message }: AdmissionRequest, { episode }: KnownState): boolean {
  const isOther = message.patient !== undefined && !isOfOnePerson(plan, { patient: message.patient });
  return isOther || (episode !== undefined && !isOfOnePerson(plan, episode));
}

/**
 * Why the stay that a message of a plan names cannot be the one beside the plan: there is none, or it is of somebody else. A stay with
 * which the unit has nothing to do is told of as what is not there.
 */
export function stayReasons(
  { message, sender }: AdmissionRequest,
  { episode }: KnownState,
  plan: Plan | undefined,
): Reason[] {
  const path = message.episode === undefined ? 'episodeId' : 'episode';
  const detail = {
    en: 'leave it out, or name the stay beside the plan',
    sv: 'utelämna det, eller ange vårdtillfället vid planen',
  };
  if (episode === undefined) return message.episode === undefined ? [] : [reason('unknown-episode', path, detail)];
  const held: Held | undefined = plan ?? (message.patient && { patient: message.patient });
  if (held === undefined || isOfOnePerson(held, episode)) return [];
  const isItsOwn = episode.organisation === sender.organisation;
  const isKnown = isItsOwn || episode.facts.parties.some(({ unit }) => unit === sender.hsaId);
  if (!isKnown) return [reason('unknown-episode', path, detail)];
  return [
    reason('patient-mismatch', path, {
      en: 'check the plan and the stay',
      sv: 'kontrollera planen och vårdtillfället',
    }),
  ];
}
