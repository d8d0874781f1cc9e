import type { ReasonEntry } from './entry.js';

/** Remarks on messages that are accepted all the same. */
export const REMARK_CODES = {
  'consent-missing': {
    outcome: 'warning',
    en: 'Not passed on: consent is missing',
    sv: 'Skickas inte vidare: samtycke saknas',
    mend: {
      en: 'Ask the patient and send a new notice with the consent; without it the rest is passed on',
      sv: 'Fråga patienten och skicka ett nytt meddelande med samtycket; utan det skickas resten vidare',
    },
  },
  'protected-identity': {
    outcome: 'warning',
    en: 'Not passed on: the person has protected identity',
    sv: 'Skickas inte vidare: personen har skyddade personuppgifter',
    mend: {
      en: 'Nothing is wrong; tell by telephone whoever needs to know it',
      sv: 'Inget är fel; den som behöver uppgiften får den per telefon',
    },
  },
  'date-missing': {
    outcome: 'warning',
    en: 'The expected discharge date is missing; send it in a new notice',
    sv: 'Beräknat utskrivningsdatum saknas; skicka det i ett nytt meddelande',
    mend: {
      en: 'Send a new notice with the date as soon as it is known',
      sv: 'Skicka ett nytt meddelande med datumet så snart det är känt',
    },
  },
  'role-vacant': {
    outcome: 'warning',
    en: 'A role that the category concerns has no unit; name one in recipients',
    sv: 'En roll som kategorin berör saknar enhet; ange en mottagare',
    mend: {
      en: 'Name a unit in recipients, or let the directory be given a default mailbox for the role',
      sv: 'Ange en enhet bland mottagarna, eller låt katalogen få en förvald brevlåda för rollen',
    },
  },
  'recipients-unused': {
    outcome: 'warning',
    en: 'Recipients were not used: the message goes to nobody',
    sv: 'Mottagarna används inte: meddelandet går inte till någon',
    mend: {
      en: 'Name them in the admission notice',
      sv: 'Ange dem i inskrivningsmeddelandet',
    },
  },
  late: {
    outcome: 'warning',
    en: 'The message came later than the rule says',
    sv: 'Meddelandet kom senare än regeln säger',
    mend: {
      en: 'Nothing has to be sent again; see to it that the next one comes in time',
      sv: 'Inget behöver skickas igen; se till att nästa kommer i tid',
    },
  },
  'clock-ahead': {
    outcome: 'warning',
    en: 'The sending time lies ahead of the clock of the hub',
    sv: 'Sändningstiden ligger före navets klocka',
    mend: {
      en: 'Set the clock of the sending system, and check that the time zone is sent along',
      sv: 'Ställ klockan i det sändande systemet, och kontrollera att tidszonen skickas med',
    },
  },
  'second-open-episode': {
    outcome: 'warning',
    en: 'The patient has another open care episode',
    sv: 'Patienten har ett annat öppet vårdtillfälle',
    mend: {
      en: 'Check whether the other one ought to be discharged or cancelled',
      sv: 'Kontrollera om det andra borde vara utskrivet eller avbrutet',
    },
  },
  'out-of-order': {
    outcome: 'warning',
    en: 'The message came before one that should precede it',
    sv: 'Meddelandet kom före ett som skulle ha föregått det',
    mend: {
      en: 'Send the message that is missing, if it is still of use',
      sv: 'Skicka det meddelande som saknas, om det fortfarande behövs',
    },
  },
  'nothing-changed': {
    outcome: 'warning',
    en: 'Nothing that recipients need changed, so nothing was delivered',
    sv: 'Inget som mottagarna behöver har ändrats, så inget levererades',
    mend: { en: 'Nothing needs to be done', sv: 'Inget behöver göras' },
  },
  'not-for-same-day': {
    outcome: 'warning',
    en: 'Sent too late for services the same day',
    sv: 'Skickat för sent för insatser samma dag',
    mend: {
      en: 'Call the recipients if the patient needs help today',
      sv: 'Ring mottagarna om patienten behöver hjälp redan i dag',
    },
  },
  'not-read': {
    outcome: 'warning',
    en: 'A part of the message that the hub does not read',
    sv: 'En del av meddelandet som navet inte läser',
    mend: {
      en: 'Leave it out, or send what recipients need of it where the interface says',
      sv: 'Utelämna den, eller skicka det som mottagarna behöver ur den på den plats som gränssnittet anger',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
