import type { Both } from './both.js';
import type { EpisodeState } from './episode/episode.js';
import type { AnyMessageKind } from './message.js';

/** What message kinds are called, in sentences and tables alike: without an article, as the parties name them. */
export const KIND_NAMES = {
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
  'sip-initiativ': { sv: 'initiativ till SIP', en: 'initiative for a SIP' },
  'sip-kallelse': { sv: 'kallelse till SIP', en: 'call to a SIP meeting' },
  paminnelse: { sv: 'påminnelse', en: 'reminder' },
  eskalering: { sv: 'eskalering', en: 'escalation' },
  felsant: { sv: 'felsänt', en: 'misdirected' },
  testmeddelande: { sv: 'testmeddelande', en: 'test message' },
} as const satisfies Readonly<Record<AnyMessageKind, Both>>;

/** What the states of a stay are called. */
export const EPISODE_STATE_NAMES = {
  planerad: { sv: 'planerad', en: 'planned' },
  inskriven: { sv: 'inskriven', en: 'admitted' },
  utskrivningsklar: { sv: 'utskrivningsklar', en: 'ready for discharge' },
  kommunklar: { sv: 'kommunklar', en: 'municipality ready' },
  utskriven: { sv: 'utskriven', en: 'discharged' },
  avbruten: { sv: 'avbruten', en: 'cancelled' },
  avslutad: { sv: 'avslutad', en: 'closed' },
} as const satisfies Readonly<Record<EpisodeState, Both>>;
