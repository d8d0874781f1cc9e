import type { MessageKind } from '#domain/message.js';
import type { CivilTime, Facts, ReceiptStep, SendStep, Stay, WriteStep } from '../scenario.js';

/** The words that courses are told in; each makes one step. */

/** The ward's record system sends a message, as an event over MLLP or as JSON over HTTP. */
export function sends(
  at: CivilTime,
  send: MessageKind,
  as: SendStep['as'],
  facts: Facts,
  more: Pick<SendStep, 'recipients' | 'refused'> = {},
): SendStep {
  return { at, send, as, facts, ...more };
}

/** A unit writes to those with whom it plans. */
export function writes(
  at: CivilTime,
  unit: string,
  write: MessageKind,
  content: WriteStep['content'],
  more: Partial<Omit<WriteStep, 'at' | 'unit' | 'write' | 'content'>> = {},
): WriteStep {
  return { at, unit, write, content, ...more };
}

/** A unit receipts the newest message of a kind, or all that waits. */
export function receipts(
  at: CivilTime,
  receipt: ReceiptStep['receipt'],
  unit: string,
  by: ReceiptStep['by'],
): ReceiptStep {
  return { at, receipt, unit, by };
}

/** The open care names the one who coordinates the discharge. */
export function careContact(at: CivilTime, unit: string, name: string, phone: string): WriteStep {
  return writes(at, unit, 'fast-vardkontakt', { name, title: 'distriktssköterska', unit, phone });
}

/** What the patient is to take home, in words for the patient; each party writes its own part. */
export function forPatient(at: CivilTime, unit: string, date: string, text: string): WriteStep {
  return writes(at, unit, 'patientinformation', { entries: [{ date, text }] });
}

/** What those who take over need to begin: medicines, both summaries, who answers for the treatment. */
export function finalNotes(at: CivilTime, ward: string, notes: FinalNotes): WriteStep {
  return writes(at, ward, 'slutanteckningar', { ...notes, physicianResponsibility: { who: 'oppenvard' } });
}

interface FinalNotes {
  readonly medicationList: string;
  readonly medicalSummary: string;
  readonly nursingSummary: string;
}

/** Names and numbers of Skatteverket's test series. */
const PERSONS = {
  tolvan: { id: '191212121212', givenName: 'Tolvan', familyName: 'Tolvansson' },
  elvan: { id: '194203159803', givenName: 'Elvan', familyName: 'Elvansson' },
  nian: { id: '193306099833', givenName: 'Nian', familyName: 'Niansson' },
  trean: { id: '193702249842', givenName: 'Trean', familyName: 'Treansson' },
  femman: { id: '195506189843', givenName: 'Femman', familyName: 'Femmansdotter' },
  sjuan: { id: '192903059836', givenName: 'Sjuan', familyName: 'Sjuansson' },
  attan: { id: '198001019986', givenName: 'Åttan', familyName: 'Åttansson' },
} as const;

/** Where somebody lives, and the health centre that is theirs. */
type Home = Pick<Stay['patient'], 'street' | 'postalCode' | 'city' | 'municipality' | 'healthCentre'>;

/** A person at home somewhere in the region. */
export function person(name: keyof typeof PERSONS, street: string, home: Omit<Home, 'street'>): Stay['patient'] {
  return { ...PERSONS[name], street, ...home };
}
