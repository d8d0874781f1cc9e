import type { RequestEntry } from './entry.js';

/** What is said about calls that carry no message, or about more than the message: in problem details only. */
export const REQUEST_CODES = {
  unauthenticated: {
    status: 401,
    en: 'The call has no bearer token that holds',
    sv: 'Anropet saknar giltig åtkomstbiljett (bearer token)',
    mend: {
      en: 'Get a token from /oauth2/token and send it with the call; get a new one when it has run out',
      sv: 'Hämta en biljett från /oauth2/token och skicka den med anropet; hämta en ny när den har gått ut',
    },
  },
  'not-allowed': {
    status: 403,
    en: 'The caller may not do this',
    sv: 'Anroparen får inte göra detta',
    mend: {
      en: 'Use a client that has the role named; the directory says which roles a client has',
      sv: 'Använd en klient med den roll som anges; katalogen säger vilka roller en klient har',
    },
  },
  'wrong-credentials': {
    status: 401,
    en: 'Name and password do not belong together',
    sv: 'Namn och lösenord hör inte ihop',
    mend: {
      en: 'Type them again; an administrator can give the account a new one-time password',
      sv: 'Skriv dem igen; en förvaltare kan ge kontot ett nytt engångslösenord',
    },
  },
  'password-must-change': {
    status: 403,
    en: 'The password is a one-time one and has to be changed first',
    sv: 'Lösenordet är ett engångslösenord och måste bytas först',
    mend: { en: 'Choose a password of your own', sv: 'Välj ett eget lösenord' },
  },
  'weak-password': {
    status: 422,
    en: 'The password is too short, holds the name, is the one before, or is one of the commonest',
    sv: 'Lösenordet är för kort, innehåller namnet, är samma som förut eller är ett av de vanligaste',
    mend: {
      en: 'Take at least twelve characters; several words that have nothing to do with each other are good',
      sv: 'Ta minst tolv tecken; flera ord som inte hör ihop är bra',
    },
  },
  'not-same-origin': {
    status: 403,
    en: 'The call does not come from a page of this hub',
    sv: 'Anropet kommer inte från en sida på det här navet',
    mend: {
      en: 'Load the page anew and do it again; behind a proxy set HEMGANG_PUBLIC_URL to the address that browsers show',
      sv: 'Ladda om sidan och gör om det; bakom en proxy ska HEMGANG_PUBLIC_URL vara den adress som webbläsaren visar',
    },
  },
  'sign-in-unavailable': {
    status: 409,
    en: 'Nobody can sign in here in this way',
    sv: 'Det går inte att logga in här på det sättet',
    mend: {
      en: 'Do what the text of the error says about the settings of the hub',
      sv: 'Gör det som feltexten säger om navets inställningar',
    },
  },
  'not-found': {
    status: 404,
    en: 'There is nothing here that the caller may see',
    sv: 'Här finns inget som anroparen får se',
    mend: {
      en: 'Check the address and the id, and that the client may act for the unit concerned',
      sv: 'Kontrollera adressen och id, och att klienten får agera för den enhet det gäller',
    },
  },
  'method-not-allowed': {
    status: 405,
    en: 'The path does not know the method',
    sv: 'Adressen tar inte emot metoden',
    mend: { en: 'See /docs for the methods of the path', sv: 'Se /docs för adressens metoder' },
  },
  'not-acceptable': {
    status: 406,
    en: 'None of the accepted content types can be given',
    sv: 'Ingen av de innehållstyper som anroparen godtar kan ges',
    mend: {
      en: 'Let Accept name one of the types that the text of the error lists',
      sv: 'Låt Accept ange en av de typer som feltexten räknar upp',
    },
  },
  timeout: {
    status: 408,
    en: 'The request took too long to arrive',
    sv: 'Anropet tog för lång tid på sig att komma fram',
    mend: {
      en: 'Send it again; look for what is slow on the way',
      sv: 'Skicka det igen; leta efter det som är långsamt på vägen',
    },
  },
  'uri-too-long': {
    status: 414,
    en: 'The address is too long',
    sv: 'Adressen är för lång',
    mend: { en: 'Give fewer or shorter parameters', sv: 'Ange färre eller kortare parametrar' },
  },
  'invalid-request': {
    status: 422,
    en: 'Fields or parameters of the request are not right',
    sv: 'Fält eller parametrar i anropet är inte rätt',
    mend: { en: 'Mend each of the fields listed in errors', sv: 'Rätta vart och ett av fälten i errors' },
  },
  'personal-number': {
    status: 422,
    en: 'This looks like the number of a person, which nothing is searched by here',
    sv: 'Det här ser ut som ett personnummer, och sådana söks det inte på här',
    mend: {
      en: 'Search by the id of the message, the number of the care episode or the name of the unit',
      sv: 'Sök på meddelandets id, vårdtillfällets nummer eller enhetens namn',
    },
  },
  'against-rule': {
    status: 422,
    en: 'The request breaks a rule; nothing has been changed',
    sv: 'Anropet bryter mot en regel; inget har ändrats',
    mend: {
      en: 'Mend what errors names and send it again',
      sv: 'Rätta det som errors anger och skicka igen',
    },
  },
  conflict: {
    status: 409,
    en: 'The delivery is in a state that does not allow this',
    sv: 'Leveransen är i ett läge som inte tillåter detta',
    mend: {
      en: 'Get the delivery anew and see whether anything is left to do: another may have been first',
      sv: 'Hämta leveransen på nytt och se om något återstår att göra: någon annan kan ha hunnit före',
    },
  },
  'file-rules': {
    status: 403,
    en: 'The directory is changed in its file, not from here',
    sv: 'Katalogen ändras i sin fil, inte härifrån',
    mend: {
      en: 'Change the file on the server; to change it from the console, start the hub with HEMGANG_DIRECTORY_EDITABLE=true',
      sv: 'Ändra filen på servern; för att ändra den från konsolen, starta navet med HEMGANG_DIRECTORY_EDITABLE=true',
    },
  },
  'not-an-instant': {
    status: 400,
    en: 'The time cannot be read',
    sv: 'Tiden går inte att läsa',
    mend: {
      en: 'Write date, time and zone, such as 2026-11-23T07:30:00+01:00',
      sv: 'Skriv datum, tid och tidszon, till exempel 2026-11-23T07:30:00+01:00',
    },
  },
  'clock-backward': {
    status: 409,
    en: 'The simulated clock goes only forward',
    sv: 'Den simulerade klockan går bara framåt',
    mend: {
      en: 'Give a later time than the one in the answer, or begin with an empty database',
      sv: 'Ange en senare tid än den i svaret, eller börja med en tom databas',
    },
  },
} as const satisfies Record<string, RequestEntry>;
