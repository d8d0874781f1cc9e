import type { ReasonEntry } from './entry.js';

/** What is wrong with the form of a message: its bytes, its structure, its type. */
export const READING_CODES = {
  'not-readable': {
    outcome: 'unreadable',
    en: 'The message could not be read',
    sv: 'Meddelandet gick inte att läsa',
    mend: {
      en: 'Check at the place named that the text follows its format, and that nothing was cut off on the way',
      sv: 'Kontrollera på den angivna platsen att texten följer sitt format och att inget har kapats på vägen',
    },
  },
  'character-set': {
    outcome: 'unreadable',
    en: 'The bytes do not fit the declared character set',
    sv: 'Tecknen stämmer inte med angiven teckenuppsättning',
    mend: {
      en: 'Send the character set that the message declares (MSH-18, charset, XML declaration), or set it in the mapping of the source',
      sv: 'Skicka i den teckenuppsättning som meddelandet anger (MSH-18, charset, XML-deklarationen), eller ställ in den i källans mappning',
    },
  },
  'document-type': {
    outcome: 'unreadable',
    en: 'A document type declaration (DOCTYPE) is never accepted',
    sv: 'En dokumenttypsdeklaration (DOCTYPE) tas aldrig emot',
    mend: {
      en: 'Remove the DOCTYPE and write out what its entities stood for',
      sv: 'Ta bort DOCTYPE och skriv ut det som dess entiteter stod för',
    },
  },
  'too-complex': {
    outcome: 'unreadable',
    en: 'The message is nested too deeply or has too many parts',
    sv: 'Meddelandet är för djupt nästlat eller har för många delar',
    mend: {
      en: 'Send only what the interface describes, in several messages if need be',
      sv: 'Skicka bara det som gränssnittet beskriver, vid behov i flera meddelanden',
    },
  },
  'invalid-structure': {
    outcome: 'against-rule',
    en: 'The structure is not what the format asks for',
    sv: 'Strukturen är inte den som formatet kräver',
    mend: {
      en: 'Compare the place named with the schema of the format and with the examples',
      sv: 'Jämför den angivna platsen med formatets schema och med exemplen',
    },
  },
  'unknown-field': {
    outcome: 'against-rule',
    en: 'A field that the model does not know',
    sv: 'Ett fält som modellen inte känner till',
    mend: {
      en: 'Correct the spelling, or leave the field out: the message kind does not have it',
      sv: 'Rätta stavningen eller utelämna fältet: meddelandetypen har det inte',
    },
  },
  'missing-field': {
    outcome: 'against-rule',
    en: 'A required field is missing',
    sv: 'Ett obligatoriskt fält saknas',
    mend: { en: 'Fill in the field that is named', sv: 'Fyll i det fält som anges' },
  },
  'invalid-value': {
    outcome: 'against-rule',
    en: 'A value has the wrong form',
    sv: 'Ett värde har fel form',
    mend: {
      en: 'Write the value as the text of the error says: a date as YYYY-MM-DD, an instant with its time zone, a code from its list',
      sv: 'Skriv värdet så som feltexten säger: datum som ÅÅÅÅ-MM-DD, tidpunkt med tidszon, kod ur sin lista',
    },
  },
  'invalid-identity': {
    outcome: 'against-rule',
    en: 'The patient identity is not well formed',
    sv: 'Patientens personnummer eller annan identitet är inte korrekt',
    mend: {
      en: 'Check all twelve digits and the check digit of the identity, and that its kind is right (personnummer, samordningsnummer, reservnummer)',
      sv: 'Kontrollera alla tolv siffror och kontrollsiffran, och att rätt slags nummer anges (personnummer, samordningsnummer, reservnummer)',
    },
  },
  'not-our-event': {
    outcome: 'not-our-event',
    en: 'The hub does not take this event',
    sv: 'Navet tar inte emot denna händelse',
    mend: {
      en: 'Send only the events that the interface lists, or let the mapping of the source say what the event means or that it is ignored',
      sv: 'Skicka bara de händelser som gränssnittet räknar upp, eller låt källans mappning säga vad händelsen betyder eller att den ska ignoreras',
    },
  },
  'unsupported-root': {
    outcome: 'not-our-event',
    en: 'The document is of another type than the content type says',
    sv: 'Dokumentet är av annan typ än innehållstypen anger',
    mend: {
      en: 'Send the content type that belongs to the document, or correct its outermost element and namespace',
      sv: 'Skicka den innehållstyp som hör till dokumentet, eller rätta dess yttersta element och namnrymd',
    },
  },
  'wrong-processing-id': {
    outcome: 'not-our-event',
    en: 'The processing id does not belong to this environment',
    sv: 'Processing-id hör inte till denna miljö',
    mend: {
      en: 'Send P in MSH-11 to production and T or D to a test environment; check which hub you are connected to',
      sv: 'Skicka P i MSH-11 till produktion och T eller D till en testmiljö; kontrollera vilket nav ni är anslutna till',
    },
  },
  'unsupported-version': {
    outcome: 'not-our-event',
    en: 'The version is not supported',
    sv: 'Versionen stöds inte',
    mend: {
      en: 'Send a version that the interface lists (HL7 v2: 2.2 to 2.8 in MSH-12)',
      sv: 'Skicka en version som gränssnittet räknar upp (HL7 v2: 2.2 till 2.8 i MSH-12)',
    },
  },
  'unsupported-media-type': {
    outcome: 'not-our-event',
    en: 'The content type is not supported',
    sv: 'Innehållstypen stöds inte',
    mend: {
      en: 'Set Content-Type to one of the types that the text of the error names',
      sv: 'Sätt Content-Type till en av de typer som feltexten räknar upp',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
