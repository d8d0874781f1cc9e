import type { ProfileTexts } from './texts.js';

const span = (least: number | undefined, most: number | undefined) =>
  least === undefined
    ? `högst ${String(most)}`
    : most === undefined
      ? `minst ${String(least)}`
      : `${String(least)} till ${String(most)}`;
const weekdays = (isWeekdays: boolean) => (isWeekdays ? 'vardagar' : 'dagar');

/** The rules of profiles in Swedish. */
export const profileSv: ProfileTexts = {
  recipients: {
    category: 'de som kategorin berör',
    parties: 'parterna',
    others: 'övriga parter och avdelningen',
    ward: 'avdelningen',
    withdrawn: 'de som fick det makulerade',
    participants: 'de som deltar i planen',
    none: 'ingen',
  },
  named: (least, most, roles) =>
    `${least === most ? String(most) : `${String(least)} till ${String(most)}`} av ${roles}`,
  ward: 'avdelningen',
  sender: 'avsändaren',
  notTypes: (types) => `utom ${types}`,
  early: (hours) =>
    hours === undefined ? 'får komma före vårdtillfället' : `får komma upp till ${String(hours)} h före vårdtillfället`,
  each: 'varje mottagare',
  eachOf: (roles) => `varje mottagare: ${roles}`,
  delivery: 'leveransen',
  receipts: (kinds) => `sista kvittensen på ${kinds}`,
  when: (condition) => `om ${condition}`,
  withField: (field) => `med ${field}`,
  cancelled: (kinds) => `upphör med ${kinds}`,
  pointless: (condition) => `upphör om ${condition}`,
  coordinator: (role) => `den som samordnar, annars ${role}`,
  alone: 'även utan vårdtillfälle',
  receiptEnds: 'kvittensen',
  otherwise: { refuse: 'avvisas', warn: 'anmärkning', withhold: 'skickas inte vidare', tell: 'lämnas utan innehåll' },
  wholeMessage: 'hela meddelandet',
  allBut: (fields) => `allt utom ${fields}`,
  stepTo: { responsible: 'den som är sen', sender: 'den som väntar', manager: 'chefen', operations: 'driftledningen' },
  afterHours: (hours) => (hours === 0 ? 'vid tidsgränsen' : `${String(hours)} h efter`),
  repeated: (window) => `igen vid ${window}`,
  fromStart: 'redan före tidsgränsen',
  repeatedUntil: (step) => `fram till ${step}`,
  due: {
    window: (times, isWeekdays) => `nästa ${times} ${isWeekdays ? 'en vardag' : 'alla dagar'}`,
    hours: (hours) => `${String(hours)} h`,
    prolonged: 'faller det på en ledig dag: slutet av nästa vardag',
    endOf: { day: 'samma dag', 'next-weekday': 'slutet av nästa vardag' },
    timeOfDay: (time) => `${time} samma dag`,
    nextWeekdayAt: (time) => `${time} nästa vardag`,
    days: (days, isWeekdays) => `slutet av ${String(days)} ${weekdays(isWeekdays)}`,
    before: (time, isWeekdays, due) => `före ${time}${isWeekdays ? ' en vardag' : ''}: ${due}`,
    from: (time, due) => `från ${time}: ${due}`,
    otherDays: (due) => `andra dagar: ${due}`,
  },
  plan: {
    actors: {
      coordinator: 'den samordningsansvariga',
      participant: 'den som deltar',
      owner: 'den som skrev det',
      administrator: 'systemförvaltningen',
      anyone: 'alla som får skicka det',
      'care-contact': 'den fasta vårdkontaktens enhet',
      initiator: 'den enhet som såg behovet',
      stay: 'de som har personen i planens vårdtillfälle',
      elsewhere: 'de som har personen i ett annat vårdtillfälle eller en annan plan',
    },
    atStart: 'vid själva tidpunkten',
    moved: (days) => `räknat ${String(Math.abs(days))} dagar ${days < 0 ? 'före' : 'efter'}`,
  },
  asks: {
    has: (path) => `${path} finns`,
    lacks: (path) => `${path} saknas`,
    is: (path, value) => `${path} är ${value}`,
    in: (path, values) => `${path} är någon av ${values}`,
    ordered: (first, second) => `${first} är inte senare än ${second}`,
    least: (path, least) => `minst ${String(least)} av ${path}`,
    most: (path, most) => `högst ${String(most)} av ${path}`,
    said: (kind, by, field) =>
      `${kind}${field === '' ? '' : ` med ${field}`} har kommit${by === '' ? '' : ` från ${by}`}`,
    saidByAll: (kind, roles, since) =>
      `${kind} har kommit från alla av ${roles}${since === '' ? '' : ` efter senaste ${since}`}`,
    receipted: (kind) => `alla har kvitterat ${kind}`,
    consent: (scope) => `samtycke till ${scope}`,
    refused: (scope) => `nej till ${scope}`,
    agreed: (scope, units) => `samtycket till ${scope} omfattar ${units}`,
    same: (first, second) => `${first} är detsamma som ${second}`,
    among: (first, second) => `${first} finns bland ${second}`,
    every: (list, must, when) => `för var och en av ${list}${when === undefined ? '' : ` där ${when}`}: ${must}`,
    apart: (first, second) => `inget av ${first} finns bland ${second}`,
    within: (from, through, least, most) => `${through} är ${span(least, most)} dagar efter första kända av ${from}`,
    lasts: (from, through, days, isWeekdays) =>
      `${through} är minst ${String(days)} ${weekdays(isWeekdays)} efter ${from}`,
    longer: (from, through, hours) => `${through} är mer än ${String(hours)} tim efter ${from}`,
    weekday: (path) => `${path} är en vardag`,
    age: (path, least, most) => `patienten är ${span(least, most)} år vid ${path}`,
    inWords: (path) => `${path} är skrivet med ord`,
    and: 'och',
    or: 'eller',
    not: (condition) => `inte (${condition})`,
  },
  yes: 'ja',
  or: 'annars',
  days: { 'every-calendar-day': 'alla dagar', weekdays: 'vardagar' },
  notice: {
    never: 'nej',
    physician: 'om läkare bedömt det',
    'if-notice': 'om inskrivning skickats',
    always: 'ja',
  },
};
