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
    en: 'Recipients were not used: the message kind decides who gets it',
    sv: 'Mottagarna används inte: meddelandetypen avgör vem som får det',
    mend: {
      en: 'Leave them out; the parties of a stay are named in the admission notice',
      sv: 'Utelämna dem; vårdtillfällets parter anges i inskrivningsmeddelandet',
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
  'waits-for-stay': {
    outcome: 'warning',
    en: 'No care episode of the patient is known yet; the message waits for one',
    sv: 'Inget vårdtillfälle är känt för patienten än; meddelandet väntar på ett',
    mend: {
      en: 'Nothing needs to be done: it is passed on when the patient is admitted; name the ward in recipients if it must know now',
      sv: 'Inget behöver göras: det skickas vidare när patienten skrivs in; ange avdelningen bland mottagarna om den måste veta nu',
    },
  },
  incomplete: {
    outcome: 'warning',
    en: 'Something that the routine asks for is missing',
    sv: 'Något som rutinen kräver saknas',
    mend: {
      en: 'Send it as soon as it is known',
      sv: 'Skicka det så snart det är känt',
    },
  },
  inconsistent: {
    outcome: 'warning',
    en: 'It does not go together with what is known of the stay',
    sv: 'Uppgiften stämmer inte med det som är känt om vårdtillfället',
    mend: {
      en: 'Check the field that is named, and what was sent before',
      sv: 'Kontrollera det fält som anges och det som skickats tidigare',
    },
  },
  'not-in-words': {
    outcome: 'warning',
    en: 'What the patient is to read is only a code',
    sv: 'Det som patienten ska läsa är bara en kod',
    mend: {
      en: 'Say it in words that the patient understands, in a new message',
      sv: 'Skriv det med ord som patienten förstår, i ett nytt meddelande',
    },
  },
  'outside-target-group': {
    outcome: 'warning',
    en: 'The person seems not to belong to those whom the routine is for',
    sv: 'Personen verkar inte höra till dem som rutinen gäller för',
    mend: {
      en: 'Check where the person is registered; other regions have routines of their own',
      sv: 'Kontrollera folkbokföringen; andra regioner har egna rutiner',
    },
  },
  'attendance-duty': {
    outcome: 'warning',
    en: 'Who is called has to take part; the no is noted as a deviation',
    sv: 'Den som kallas är skyldig att delta; nejet noteras som en avvikelse',
    mend: {
      en: 'Take part, or ask the one who called for another time',
      sv: 'Delta, eller be den som kallade om en annan tid',
    },
  },
  'no-coordinator': {
    outcome: 'warning',
    en: 'No care contact coordinates the discharge any more',
    sv: 'Ingen fast vårdkontakt samordnar utskrivningen längre',
    mend: {
      en: 'Send a fast-vardkontakt that says who coordinates',
      sv: 'Skicka ett meddelande om fast vårdkontakt som anger vem som samordnar',
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
