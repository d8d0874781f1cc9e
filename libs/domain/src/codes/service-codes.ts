import type { ReasonEntry } from './entry.js';

/** What stands in the way of a message, whatever it says: who sends it, how much, and whether the hub can take it. */
export const SERVICE_CODES = {
  'sender-unknown': {
    outcome: 'unauthenticated',
    en: 'The sender is not known',
    sv: 'Avsändaren är okänd',
    mend: {
      en: 'Over HTTP, send a bearer token; over MLLP, see to it that the source stands in the directory',
      sv: 'Över HTTP: skicka en åtkomstbiljett (bearer token); över MLLP: se till att källan finns i katalogen',
    },
  },
  'sender-not-allowed': {
    outcome: 'not-allowed',
    en: 'The caller may not send as this unit',
    sv: 'Anroparen får inte skicka som denna enhet',
    mend: {
      en: 'Check the sending unit (MSH-4); if it is right, the directory has to list the unit for your client or source, or its mapping the facility',
      sv: 'Kontrollera avsändande enhet (MSH-4); stämmer den måste katalogen lista enheten för er klient eller källa, eller mappningen översätta beteckningen',
    },
  },
  'too-large': {
    outcome: 'too-large',
    en: 'The message is too large',
    sv: 'Meddelandet är för stort',
    mend: {
      en: 'Send it without attachments and other parts that the hub does not pass on',
      sv: 'Skicka det utan bilagor och andra delar som navet inte för vidare',
    },
  },
  'too-many': {
    outcome: 'too-many',
    en: 'Too many messages are waiting; retry',
    sv: 'För många meddelanden väntar; försök igen',
    mend: {
      en: 'Send the same message again after the time in Retry-After, or after some seconds',
      sv: 'Skicka samma meddelande igen efter tiden i Retry-After, eller efter några sekunder',
    },
  },
  unavailable: {
    outcome: 'unavailable',
    en: 'The hub cannot store the message now; retry',
    sv: 'Navet kan inte spara meddelandet just nu; försök igen',
    mend: {
      en: 'Send the same message again after the time in Retry-After, or after some seconds; nothing of it was kept',
      sv: 'Skicka samma meddelande igen efter tiden i Retry-After, eller efter några sekunder; inget har sparats',
    },
  },
  internal: {
    outcome: 'internal',
    en: 'Something went wrong in the hub',
    sv: 'Något gick fel i navet',
    mend: {
      en: 'Turn to operations: the message was kept and can be sent through again when the fault is mended',
      sv: 'Kontakta driften: meddelandet är sparat och kan skickas igenom när felet är åtgärdat',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
