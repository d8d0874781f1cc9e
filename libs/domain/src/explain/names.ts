import type { Both } from '../both.js';
import type { ColourTrack } from '../episode/episode.js';
import type { PartyRole } from '../message.js';
import { EPISODE_STATE_NAMES, KIND_NAMES } from '../names.js';

/** What things are called in a sentence. */
const ROLES = {
  slutenvard: { sv: 'slutenvården', en: 'inpatient care' },
  oppenvard: { sv: 'öppenvården', en: 'open care' },
  socialtjanst: { sv: 'socialtjänsten', en: 'social services' },
  hemsjukvard: { sv: 'hemsjukvården', en: 'home health care' },
  sabo: { sv: 'särskilt boende', en: 'special housing' },
  extern: { sv: 'andra', en: 'others' },
} as const satisfies Record<PartyRole, Both>;

const COLOURS = {
  bla: { sv: 'blå', en: 'blue' },
  gron: { sv: 'grön', en: 'green' },
  gul: { sv: 'gul', en: 'yellow' },
  rod: { sv: 'röd', en: 'red' },
} as const satisfies Record<ColourTrack, Both>;

/** Content fields of which rules speak by themselves. */
const FIELDS: Readonly<Record<string, Both>> = {
  expectedDischarge: { sv: 'beräknat utskrivningsdatum', en: 'expected discharge date' },
  medicalPlan: { sv: 'medicinsk vårdplan', en: 'medical care plan' },
  nursingStatus: { sv: 'omvårdnadsstatus', en: 'nursing status' },
  reason: { sv: 'orsak', en: 'reason' },
  mobile: { sv: 'mobilnummer', en: 'mobile number' },
  other: { sv: 'övrigt', en: 'other information' },
  assessedBy: { sv: 'bedömd av', en: 'assessed by' },
  arrivalTalk: { sv: 'ankomstsamtal', en: 'arrival talk' },
  physicianAssessed: { sv: 'läkarens bedömning', en: "physician's judgement" },
  admittedAt: { sv: 'inskrivningstid', en: 'time of admission' },
  assessedAt: { sv: 'tid för bedömning', en: 'time of assessment' },
  placedBy: { sv: 'placerande kommun', en: 'municipality that placed the person' },
  contactOrder: { sv: 'kontaktordning', en: 'order of contact' },
  compulsoryCare: { sv: 'tvångsvård', en: 'compulsory care' },
  health: { sv: 'uppgifter om hälsan', en: 'information on health' },
  summary: { sv: 'sammanfattning', en: 'summary' },
  needIdentifiedAt: { sv: 'tid då behovet sågs', en: 'time when the need was seen' },
};

const SCOPES: Readonly<Record<string, Both>> = {
  '*': { sv: 'all informationsöverföring', en: 'all transfer of information' },
  informationsoverforing: { sv: 'informationsöverföring', en: 'transfer of information' },
  sip: { sv: 'SIP', en: 'a SIP' },
};

const nameIn =
  (names: Readonly<Record<string, Both>>) =>
  (code: string): Both =>
    Object.hasOwn(names, code) ? (names[code] ?? plain(code)) : plain(code);

export const kindName = nameIn(KIND_NAMES);
export const stateName = nameIn(EPISODE_STATE_NAMES);
export const roleName = nameIn(ROLES);
export const colourName = nameIn(COLOURS);
export const fieldName = nameIn(FIELDS);
export const scopeName = nameIn(SCOPES);

/** The same in both languages: names of units and persons, codes. */
export function plain(name: string): Both {
  return { sv: name, en: name };
}

const LISTS = {
  sv: new Intl.ListFormat('sv-SE', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};

const CHOICES = {
  sv: new Intl.ListFormat('sv-SE', { type: 'disjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

/** `a, b och c`. */
export function listed(names: readonly Both[]): Both {
  return { sv: LISTS.sv.format(names.map(({ sv }) => sv)), en: LISTS.en.format(names.map(({ en }) => en)) };
}

/** `a, b eller c`. */
export function anyOf(names: readonly Both[]): Both {
  return { sv: CHOICES.sv.format(names.map(({ sv }) => sv)), en: CHOICES.en.format(names.map(({ en }) => en)) };
}
