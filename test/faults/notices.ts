import { admission, asHl7, asJson, timesOf } from '../bench/admission-messages.js';
import { MONDAY } from '../support/hub.js';

/** How a message travels to the hub. */
export type Transport = 'mllp' | 'http';
export const TRANSPORTS: readonly Transport[] = ['mllp', 'http'];

/** Units of each municipality that a notice of category CD goes to, besides the health centre. */
const MUNICIPAL: Readonly<Record<string, readonly string[]>> = {
  '2180': ['SE2120002338-HSV01', 'SE2120002338-SOC01'],
  '2181': ['SE2120002346-HSV01', 'SE2120002346-SOC01'],
};

/** All units that notices of the load go to. */
export const RECIPIENTS = [
  'SE2321000016-HC01',
  'SE2321000016-HC02',
  'SE2321000016-HC03',
  ...Object.values(MUNICIPAL).flat(),
];

/** The client of the demo region that may send all of them. */
export const SENDING_CLIENT = 'gavle-sjukhus';

const RUN = 'fault';

/** A notice of the load: each number is another message, patient and care episode, with three recipients. */
export interface Notice {
  readonly messageId: string;
  readonly sender: string;
  /** Where its three deliveries belong, sorted. */
  readonly recipients: readonly string[];
  text(transport: Transport): string;
}

/** @param now the hub's time, or a little before: the patient was admitted five hours earlier, in time for the 24 hours. */
export function noticeOf(serial: number, now: Date = new Date(MONDAY)): Notice {
  const made = admission(RUN, serial, timesOf(now));
  return {
    messageId: made.messageId,
    sender: made.ward,
    recipients: [made.healthCentre, ...(MUNICIPAL[made.municipality] ?? [])].toSorted(),
    text: (transport) => (transport === 'mllp' ? asHl7(made) : asJson(made)),
  };
}

/** The number of a message that `noticeOf` made. */
export function serialOf(messageId: string): number {
  return Number(messageId.slice(RUN.length + 1));
}
