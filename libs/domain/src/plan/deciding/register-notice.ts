import type { AdmissionRequest } from '../../admission/admission-plan.js';
import type { Directory } from '../../directory/directory.js';
import type { Message, PatientIdType } from '../../message.js';

/** What the population register tells of a death. */
export interface PopulationNotice {
  /** Twelve digits. */
  readonly patientId: string;
  readonly idType: PatientIdType;
  /** Civil day. */
  readonly diedOn: string;
}

/**
 * Whether a message is a notice of the population register: a death that the region's operations tell for it. They take part in no
 * stay and no plan, and may tell of any in their region (N-CLOSE-12, N-CLOSE-13).
 */
export function isRegisterNotice(
  { message, sender }: Pick<AdmissionRequest, 'message' | 'sender'>,
  { operationsUnits }: Pick<Directory, 'operationsUnits'>,
): boolean {
  return saysRegister(message) && operationsUnits.get(sender.profile) === sender.hsaId;
}

/** Whether a message says that it is told by the population register. */
export function saysRegister({ kind, content }: Pick<Message, 'kind' | 'content'>): boolean {
  return kind === 'avliden' && content['source'] === 'folkbokforing';
}
