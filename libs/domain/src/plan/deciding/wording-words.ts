/** Words by which Swedish texts of a plan are looked at; all in small letters. */

export const FIRST_PERSON: ReadonlySet<string> = new Set([
  ...['jag', 'mig', 'mej', 'min', 'mitt', 'mina', 'vi', 'oss'],
]);

export const SECOND_PERSON: ReadonlySet<string> = new Set([
  'du',
  'dig',
  'dej',
  'din',
  'ditt',
  'dina',
  'er',
  'ert',
  'era',
]);

/** The person seen from outside. */
export const THIRD_PERSON: ReadonlySet<string> = new Set([
  ...['patienten', 'pat', 'brukaren', 'klienten', 'kunden', 'vårdtagaren', 'omsorgstagaren', 'hen', 'hon', 'han'],
  ...['patient', 'brukare', 'klient', 'henne', 'honom', 'hens', 'hennes', 'hans', 'enskilde', 'enskilda'],
]);

/** Orders with which a text begins that tells the person what to do. */
export const ORDERS: ReadonlySet<string> = new Set([
  ...['sök', 'träna', 'öva', 'gå', 'ta', 'börja', 'sluta', 'ring', 'kontakta', 'delta', 'skaffa', 'ät', 'drick', 'sov'],
  ...['boka', 'hitta', 'fortsätt', 'försök', 'kom', 'håll', 'lämna', 'minska', 'öka', 'undvik', 'se', 'skriv'],
]);

/** Words that only stand beside something that is done: a text without one of them names a topic. */
export const VERBS: ReadonlySet<string> = new Set([
  ...[
    'vill',
    'kan',
    'kunna',
    'ska',
    'skall',
    'skulle',
    'måste',
    'behöver',
    'behöva',
    'önskar',
    'orkar',
    'orka',
    'vågar',
  ],
  ...['våga', 'klarar', 'klara', 'får', 'få', 'har', 'ha', 'är', 'vara', 'blir', 'bli', 'mår', 'må', 'känner', 'känna'],
  ...['bor', 'bo', 'går', 'gå', 'kommer', 'komma', 'åker', 'åka', 'reser', 'resa', 'handlar', 'handla', 'lagar'],
  ...['laga', 'äter', 'äta', 'sover', 'sova', 'duschar', 'duscha', 'tvättar', 'tvätta', 'städar', 'städa', 'läser'],
  ...['läsa', 'skriver', 'skriva', 'arbetar', 'arbeta', 'jobbar', 'jobba', 'studerar', 'studera', 'träffar', 'träffa'],
  ...[
    'umgås',
    'leva',
    'lever',
    'slipper',
    'slippa',
    'sluta',
    'slutar',
    'tömmer',
    'tömma',
    'tar',
    'ta',
    'hålla',
    'håller',
  ],
  ...['sköter', 'sköta', 'söka', 'söker', 'promenera', 'promenerar', 'cykla', 'cyklar', 'spela', 'spelar', 'prata'],
  ...['pratar', 'förstår', 'förstå', 'lära', 'lär', 'delta', 'deltar', 'stanna', 'stannar', 'flytta', 'flyttar', 'vet'],
  ...[
    'förflyttar',
    'förflytta',
    'vistas',
    'sitta',
    'sitter',
    'stå',
    'står',
    'ligga',
    'äga',
    'köra',
    'kör',
    'se',
    'ser',
  ],
  ...['höra', 'hör', 'att'],
]);

/** With what a text begins that names a deficit. */
export const DEFICITS: ReadonlySet<string> = new Set([
  ...[
    'nedsatt',
    'nedsatta',
    'bristande',
    'försämrad',
    'försämrat',
    'dålig',
    'dåligt',
    'svårighet',
    'svårigheter',
    'svårt',
  ],
  ...['risk', 'oro', 'problem', 'avsaknad', 'ökad', 'ökat', 'otrygg', 'smärta', 'smärtproblematik', 'undernäring'],
]);

/** By when or how often; days of the month and numbers of a day come beside these. */
export const TIMES: ReadonlySet<string> = new Set([
  ...['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november'],
  ...['december', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag', 'måndagar', 'tisdagar'],
  ...[
    'onsdagar',
    'torsdagar',
    'fredagar',
    'lördagar',
    'söndagar',
    'jul',
    'julen',
    'julafton',
    'nyår',
    'nyåret',
    'påsk',
  ],
  ...[
    'påsken',
    'midsommar',
    'midsommarafton',
    'pingst',
    'sommar',
    'sommaren',
    'sommarens',
    'våren',
    'hösten',
    'vintern',
  ],
  ...['vecka', 'veckan', 'veckor', 'dag', 'dagen', 'dagar', 'dagligen', 'månad', 'månaden', 'månader', 'år', 'året'],
  ...['terminen', 'termin', 'sportlovet', 'höstlovet', 'varje', 'varannan', 'idag', 'imorgon', 'dygnet', 'halvår'],
  ...['halvåret', 'födelsedag', 'skolavslutningen', 'skolstarten', 'semestern'],
]);

/** Numbers of an amount, beside digits. */
export const NUMBERS: ReadonlySet<string> = new Set([
  ...['en', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'flera', 'några'],
]);

/** Abbreviations and terms of those who work with it. */
export const JARGON: ReadonlySet<string> = new Set([
  ...['adl', 'iadl', 'ssk', 'dsk', 'usk', 'sjg', 'ftp', 'pat', 'anh', 'vb', 'kad', 'rik', 'trp', 'avd', 'beh', 'bed'],
  ...['rtg', 'sbar', 'spu', 'vpl', 'hsl', 'sol', 'lss', 'lov', 'bab', 'ssih', 'asih', 'ssiv', 'fvk', 'hc', 'vc', 'npf'],
  ...[
    'mobilisering',
    'mobilisera',
    'habituellt',
    'nutrition',
    'elimination',
    'miktion',
    'compliance',
    'egenvårdsbedömd',
  ],
  ...['delegerad', 'delegering', 'biståndsbedömd', 'genomförandeplan', 'samsjuklighet', 'polyfarmaci', 'profylax'],
]);
