import type { AnyMessageKind, PartyRole } from '../message.js';
import type { ColourTrack, EpisodeState } from '../episode/episode.js';
import type { Text } from './explanation.js';

/** What things are called in a sentence. Message kinds stand without an article, as the parties name them. */
const KINDS = {
  inskrivningsmeddelande: { sv: 'inskrivningsmeddelande', en: 'admission notice' },
  utskrivningsklar: { sv: 'utskrivningsklar', en: 'ready for discharge' },
  'utskrivningsklar-aterkallad': { sv: 'utskrivningsklar återkallad', en: 'ready withdrawn' },
  utskrivningsmeddelande: { sv: 'utskrivningsmeddelande', en: 'discharge notice' },
  'utskrivning-aterkallad': { sv: 'utskrivning återkallad', en: 'discharge cancelled' },
  'avbryt-vardtillfalle': { sv: 'avbrutet vårdtillfälle', en: 'care episode cancelled' },
  makulering: { sv: 'makulering', en: 'withdrawal' },
  'planerad-inskrivning': { sv: 'planerad inskrivning', en: 'planned admission' },
  'planerad-inskrivning-installd': { sv: 'planerad inskrivning inställd', en: 'planned admission called off' },
  avdelningsbyte: { sv: 'avdelningsbyte', en: 'ward change' },
  personuppgifter: { sv: 'personuppgifter', en: 'personal details' },
  identitetsbyte: { sv: 'identitetsbyte', en: 'change of identity' },
  vardrapport: { sv: 'vårdrapport', en: 'care report' },
  vardbegaran: { sv: 'vårdbegäran', en: 'request for care' },
  'svar-pa-inskrivning': { sv: 'svar på inskrivning', en: 'answer to the admission notice' },
  planeringsunderlag: { sv: 'planeringsunderlag', en: 'planning answers' },
  utskrivningsrapport: { sv: 'utskrivningsrapport', en: 'discharge report' },
  'generellt-meddelande': { sv: 'generellt meddelande', en: 'general message' },
  extrameddelande: { sv: 'extrameddelande', en: 'extra message' },
  'adl-status': { sv: 'ADL-status', en: 'ADL status' },
  patientinformation: { sv: 'patientinformation', en: 'information for the patient' },
  'fast-vardkontakt': { sv: 'fast vårdkontakt', en: 'care contact' },
  'orsak-utebliven-kvittens': { sv: 'orsak till utebliven kvittens', en: 'reason for a missing receipt' },
  kommunklar: { sv: 'kommunklar', en: 'municipality ready' },
  slutanteckningar: { sv: 'slutanteckningar', en: 'final notes' },
  'fristaende-meddelande': { sv: 'fristående meddelande', en: 'free-standing message' },
  samtycke: { sv: 'samtycke', en: 'consent' },
  'samtycke-aterkallat': { sv: 'samtycke återkallat', en: 'consent withdrawn' },
  avliden: { sv: 'avliden', en: 'death of the patient' },
  egenvardsbedomning: { sv: 'egenvårdsbedömning', en: 'assessment of self-care' },
  'sip-initiativ': { sv: 'initiativ till SIP', en: 'initiative to a SIP' },
  'sip-kallelse': { sv: 'kallelse till SIP', en: 'call to a SIP' },
  paminnelse: { sv: 'påminnelse', en: 'reminder' },
  eskalering: { sv: 'eskalering', en: 'escalation' },
  felsant: { sv: 'felsänt', en: 'misdirected' },
} as const satisfies Record<AnyMessageKind, Text>;

const STATES = {
  planerad: { sv: 'planerad', en: 'planned' },
  inskriven: { sv: 'inskriven', en: 'admitted' },
  utskrivningsklar: { sv: 'utskrivningsklar', en: 'ready for discharge' },
  kommunklar: { sv: 'kommunklar', en: 'municipality ready' },
  utskriven: { sv: 'utskriven', en: 'discharged' },
  avbruten: { sv: 'avbruten', en: 'cancelled' },
  avslutad: { sv: 'avslutad', en: 'closed' },
} as const satisfies Record<EpisodeState, Text>;

const ROLES = {
  slutenvard: { sv: 'slutenvården', en: 'inpatient care' },
  oppenvard: { sv: 'öppenvården', en: 'open care' },
  socialtjanst: { sv: 'socialtjänsten', en: 'social services' },
  hemsjukvard: { sv: 'hemsjukvården', en: 'home health care' },
  sabo: { sv: 'särskilt boende', en: 'special housing' },
  extern: { sv: 'andra', en: 'others' },
} as const satisfies Record<PartyRole, Text>;

const COLOURS = {
  bla: { sv: 'blå', en: 'blue' },
  gron: { sv: 'grön', en: 'green' },
  gul: { sv: 'gul', en: 'yellow' },
  rod: { sv: 'röd', en: 'red' },
} as const satisfies Record<ColourTrack, Text>;

/** Content fields of which rules speak by themselves. */
const FIELDS: Readonly<Record<string, Text>> = {
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

const SCOPES: Readonly<Record<string, Text>> = {
  '*': { sv: 'all informationsöverföring', en: 'all transfer of information' },
  informationsoverforing: { sv: 'informationsöverföring', en: 'transfer of information' },
  sip: { sv: 'SIP', en: 'a SIP' },
};

const nameIn =
  (names: Readonly<Record<string, Text>>) =>
  (code: string): Text =>
    Object.hasOwn(names, code) ? (names[code] ?? plain(code)) : plain(code);

export const kindName = nameIn(KINDS);
export const stateName = nameIn(STATES);
export const roleName = nameIn(ROLES);
export const colourName = nameIn(COLOURS);
export const fieldName = nameIn(FIELDS);
export const scopeName = nameIn(SCOPES);

/** The same in both languages: names of units and persons, codes. */
export function plain(name: string): Text {
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
export function listed(names: readonly Text[]): Text {
  return { sv: LISTS.sv.format(names.map(({ sv }) => sv)), en: LISTS.en.format(names.map(({ en }) => en)) };
}

/** `a, b eller c`. */
export function anyOf(names: readonly Text[]): Text {
  return { sv: CHOICES.sv.format(names.map(({ sv }) => sv)), en: CHOICES.en.format(names.map(({ en }) => en)) };
}
