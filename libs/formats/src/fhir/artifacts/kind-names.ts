import type { AnyMessageKind } from '#domain/message.js';
import type { BothNames } from './artifact.js';

/** What people call the kinds of messages. */
export const KIND_NAMES: Readonly<Record<AnyMessageKind, BothNames>> = {
  inskrivningsmeddelande: { sv: 'Inskrivningsmeddelande', en: 'Admission notice' },
  utskrivningsklar: { sv: 'Underrättelse om utskrivningsklar', en: 'Ready for discharge' },
  'utskrivningsklar-aterkallad': { sv: 'Utskrivningsklar återkallad', en: 'Ready for discharge withdrawn' },
  utskrivningsmeddelande: { sv: 'Utskrivningsmeddelande', en: 'Discharge notice' },
  'utskrivning-aterkallad': { sv: 'Utskrivning återkallad', en: 'Discharge taken back' },
  'avbryt-vardtillfalle': { sv: 'Vårdtillfället avbrutet', en: 'Care episode entered in error' },
  makulering: { sv: 'Makulering', en: 'Withdrawal of a message' },
  'planerad-inskrivning': { sv: 'Planerad inskrivning', en: 'Planned admission' },
  'planerad-inskrivning-installd': { sv: 'Planerad inskrivning inställd', en: 'Planned admission called off' },
  avdelningsbyte: { sv: 'Avdelningsbyte', en: 'Change of ward' },
  personuppgifter: { sv: 'Ändrade personuppgifter', en: 'Changed personal details' },
  identitetsbyte: { sv: 'Identitetsbyte', en: 'Change of identity' },
  paminnelse: { sv: 'Påminnelse', en: 'Reminder' },
  eskalering: { sv: 'Eskalering', en: 'Escalation' },
  felsant: { sv: 'Felsänt', en: 'Misdirected' },
};
