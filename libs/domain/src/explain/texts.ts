import type { Both } from '../both.js';

/** Every sentence of an explanation. What stands in braces is a name, a time or a list of names. */
export const TEXTS = {
  // Times, as they stand in a sentence.
  'time-day-and-hour': { sv: '{weekday} {day} {month} kl. {hour}', en: '{weekday} {day} {month} at {hour}' },
  'time-day': { sv: '{weekday} {day} {month}', en: '{weekday} {day} {month}' },
  'time-end-of-day': { sv: 'vid slutet av {weekday} {day} {month}', en: 'the end of {weekday} {day} {month}' },
  'time-of-year': { sv: '{month} {year}', en: '{month} {year}' },

  // Where the stay stands.
  'state-planerad': {
    sv: 'Vårdtillfället är planerat sedan {since}.',
    en: 'The care episode has been planned since {since}.',
  },
  'state-inskriven': {
    sv: 'Patienten är inskriven, enligt besked {since}.',
    en: 'The patient is admitted, as told {since}.',
  },
  'state-utskrivningsklar': {
    sv: 'Patienten är utskrivningsklar, enligt besked {since}.',
    en: 'The patient is ready for discharge, as told {since}.',
  },
  'state-kommunklar': {
    sv: 'Kommunen är klar att ta emot patienten, enligt besked {since}.',
    en: 'The municipality is ready to receive the patient, as told {since}.',
  },
  'state-utskriven': {
    sv: 'Patienten är utskriven, enligt besked {since}.',
    en: 'The patient is discharged, as told {since}.',
  },
  'state-avbruten': {
    sv: 'Vårdtillfället är avbrutet sedan {since}.',
    en: 'The care episode was cancelled {since}.',
  },
  'state-avslutad': {
    sv: 'Vårdtillfället är avslutat sedan {since}.',
    en: 'The care episode was closed {since}.',
  },
  category: {
    sv: 'Planeringskategorin är {category}. Den berör {roles}.',
    en: 'The planning category is {category}. It concerns {roles}.',
  },
  'category-of-nobody': {
    sv: 'Planeringskategorin är {category}. Den berör ingen utanför slutenvården.',
    en: 'The planning category is {category}. It concerns nobody outside inpatient care.',
  },
  'category-untold': {
    sv: 'Planeringskategorin visas inte, eftersom samtycke saknas.',
    en: 'The planning category is not shown, since consent is missing.',
  },
  'no-category': { sv: 'Ingen planeringskategori är bestämd.', en: 'No planning category has been decided.' },
  ward: { sv: '{unit} har patienten.', en: '{unit} has the patient.' },
  'ward-expects': { sv: '{unit} väntar patienten.', en: '{unit} expects the patient.' },
  'ward-had': { sv: '{unit} hade patienten.', en: '{unit} had the patient.' },
  'party-by-category': {
    sv: '{unit} är part, eftersom kategori {category} berör {role}.',
    en: '{unit} is a party, since category {category} concerns {role}.',
  },
  party: { sv: '{unit} är part för {role}.', en: '{unit} is a party for {role}.' },
  'planned-admission': { sv: 'Planerad inskrivning: {when}.', en: 'Planned admission: {when}.' },
  'admitted-at': { sv: 'Inskriven: {when}.', en: 'Admitted: {when}.' },
  'expected-discharge': { sv: 'Beräknad utskrivning: {when}.', en: 'Expected discharge: {when}.' },
  'ready-at': { sv: 'Bedömd som utskrivningsklar: {when}.', en: 'Judged ready for discharge: {when}.' },
  'discharged-at': { sv: 'Utskriven: {when}.', en: 'Discharged: {when}.' },
  'care-contact-coordinator': {
    sv: '{name} är fast vårdkontakt och samordnar, utsedd av {unit}.',
    en: '{name} is the care contact who coordinates, named by {unit}.',
  },
  'care-contact': {
    sv: '{name} är fast vårdkontakt, utsedd av {unit}.',
    en: '{name} is a care contact, named by {unit}.',
  },
  colour: { sv: 'Samlat färgspår: {colour}.', en: 'Overall colour track: {colour}.' },
  'colour-of-role': { sv: 'Färgspår från {role}: {colour}.', en: 'Colour track from {role}: {colour}.' },

  // What is owed, as a noun.
  'what-receipt': { sv: 'kvittens på {kind}', en: 'the receipt of {kind}' },
  'what-receipt-unseen': { sv: 'kvittens på ett meddelande', en: 'the receipt of a message' },
  'what-with-field': { sv: '{kind} med {field}', en: '{kind} with {field}' },

  // What has happened.
  message: { sv: '{unit} skickade {kind}.', en: '{unit} sent {kind}.' },
  'message-changed-date': {
    sv: '{unit} skickade {kind} med ändrat utskrivningsdatum.',
    en: '{unit} sent {kind} with a changed discharge date.',
  },
  'message-changed-responsibility': {
    sv: '{unit} skickade {kind} med ändrat ansvar.',
    en: '{unit} sent {kind} with a changed responsibility.',
  },
  'message-update': {
    sv: '{unit} skickade {kind} igen, utan ny dag eller part.',
    en: '{unit} sent {kind} again, without a new date or party.',
  },
  'message-early': {
    sv: '{unit} skickade {kind} innan vårdtillfället fanns. Det väntade tills vårdtillfället började.',
    en: '{unit} sent {kind} before there was a care episode. It waited until one began.',
  },
  'message-withdrawn': {
    sv: '{unit} skickade {kind}, som sedan togs tillbaka.',
    en: '{unit} sent {kind}, which was withdrawn later.',
  },
  delivered: { sv: 'Det gick till {units}.', en: 'It went to {units}.' },
  'delivered-to-nobody': { sv: 'Det gick inte till någon.', en: 'It went to nobody.' },
  'delivery-misdirected': { sv: '{unit} svarade felsänt.', en: '{unit} answered that it was misdirected.' },
  'delivery-forwarded': { sv: '{unit} skickade det vidare till {to}.', en: '{unit} forwarded it to {to}.' },
  'delivery-withdrawn': { sv: 'Det togs tillbaka från {unit}.', en: 'It was taken back from {unit}.' },
  'state-began': { sv: 'Vårdtillfället började som ”{state}”.', en: 'The care episode began as “{state}”.' },
  'state-changed': {
    sv: 'Läget ändrades från ”{from}” till ”{to}”.',
    en: 'The state changed from “{from}” to “{to}”.',
  },
  'duty-began': {
    sv: 'Därmed väntades {what} från {units} senast {due}.',
    en: 'From then on {what} was awaited from {units} by {due}.',
  },
  'duty-done': { sv: '{what} från {unit} kom i tid.', en: '{what} from {unit} came in time.' },
  'duty-done-late': {
    sv: '{what} från {unit} kom för sent, det skulle ha kommit senast {due}.',
    en: '{what} from {unit} came too late, it should have come by {due}.',
  },
  'duty-called-off': {
    sv: 'Därmed väntades inte längre {what} från {unit}.',
    en: 'From then on {what} was no longer awaited from {unit}.',
  },
  remark: { sv: 'Anmärkning: {remark}.', en: 'Remark: {remark}.' },
  receipt: { sv: '{unit} kvitterade {kind}.', en: '{unit} receipted {kind}.' },
  'receipt-late': {
    sv: '{unit} kvitterade {kind} för sent. Det skulle ha skett senast {due}.',
    en: '{unit} receipted {kind} too late. It should have been done by {due}.',
  },
  reminder: { sv: '{unit} påmindes om {what}.', en: '{unit} was reminded of {what}.' },
  escalation: {
    sv: '{to} fick veta att {what} från {unit} inte har kommit.',
    en: '{to} was told that {what} from {unit} has not come.',
  },
  'escalation-to-nobody': {
    sv: 'Steget {step} gällde {what} från {unit}, men ingen fanns att säga till.',
    en: 'The step {step} was about {what} from {unit}, but nobody was there to be told.',
  },

  // What is waited for.
  'awaits-receipt': {
    sv: '{unit} ska kvittera {kind} från {sender} senast {due}.',
    en: '{unit} is to receipt {kind} from {sender} by {due}.',
  },
  'awaits-receipt-overdue': {
    sv: '{unit} skulle ha kvitterat {kind} från {sender} senast {due}, men har inte gjort det.',
    en: '{unit} should have receipted {kind} from {sender} by {due}, but has not.',
  },
  'awaits-receipt-unseen': {
    sv: '{unit} ska kvittera ett meddelande senast {due}.',
    en: '{unit} is to receipt a message by {due}.',
  },
  'awaits-receipt-unseen-overdue': {
    sv: '{unit} skulle ha kvitterat ett meddelande senast {due}, men har inte gjort det.',
    en: '{unit} should have receipted a message by {due}, but has not.',
  },
  'awaits-answer': {
    sv: '{unit} ska svara {asker} med {what} senast {due}.',
    en: '{unit} is to answer {asker} with {what} by {due}.',
  },
  'awaits-answer-overdue': {
    sv: '{unit} skulle ha svarat {asker} med {what} senast {due}, men har inte gjort det.',
    en: '{unit} should have answered {asker} with {what} by {due}, but has not.',
  },
  'awaits-message': {
    sv: '{unit} ska skicka {what} senast {due}.',
    en: '{unit} is to send {what} by {due}.',
  },
  'awaits-message-overdue': {
    sv: '{unit} skulle ha skickat {what} senast {due}, men har inte gjort det.',
    en: '{unit} should have sent {what} by {due}, but has not.',
  },
  'will-remind': {
    sv: 'Kommer det inte, påminns {unit} {at}.',
    en: 'If it does not come, {unit} is reminded on {at}.',
  },
  'will-tell': {
    sv: 'Kommer det inte, får {units} veta det {at}.',
    en: 'If it does not come, {units} will be told on {at}.',
  },
  'will-tell-nobody': {
    sv: 'Steget {step} kommer {at}, men ingen finns att säga till.',
    en: 'The step {step} comes on {at}, but nobody is there to be told.',
  },
  'nobody-is-told': {
    sv: 'Ingen mer får veta det om det inte kommer.',
    en: 'Nobody else is told if it does not come.',
  },
  'in-downtime': {
    sv: '{unit} har planerat driftstopp till {until}. Påminnelser väntar så länge, tidsgränsen gör det inte.',
    en: '{unit} has a planned downtime until {until}. Reminders wait until then, the deadline does not.',
  },

  // What may be sent now.
  'may-lead-on': {
    sv: 'Nu kan {roles} skicka {kind}. Läget blir då ”{state}”.',
    en: 'Now {roles} may send {kind}. The state will then be “{state}”.',
  },
  'may-lead-back': {
    sv: 'Nu kan {roles} skicka {kind}. Läget blir då som det var innan.',
    en: 'Now {roles} may send {kind}. The state will then be what it was before.',
  },
  'may-not-yet': {
    sv: '{kind} från {roles} avvisas än så länge.',
    en: '{kind} from {roles} is refused for the time being.',
  },
  'may-send': {
    sv: 'Utan att läget ändras kan {roles} skicka {kinds}.',
    en: 'Without a change of state {roles} may send {kinds}.',
  },
  'may-withdraw': {
    sv: 'Det som är skickat kan tas tillbaka av den som skickade det, med makulering.',
    en: 'What has been sent can be withdrawn by its sender, with makulering.',
  },
  'nothing-follows': { sv: 'Inget mer skickas i vårdtillfället.', en: 'Nothing more is sent in the care episode.' },
  unmet: { sv: 'Ännu inte uppfyllt: {what}.', en: 'Not fulfilled yet: {what}.' },
  'unmet-message': {
    sv: '{kind} saknas från {units}.',
    en: '{kind} is missing from {units}.',
  },
  'unmet-consent': {
    sv: 'Det kräver samtycke till {scope}.',
    en: 'It needs consent to {scope}.',
  },
  met: { sv: 'Uppfyllt: {what}.', en: 'Fulfilled: {what}.' },
  'to-say': { sv: 'Meddelandet måste säga: {what}.', en: 'The message has to say: {what}.' },
  'to-remark': { sv: 'Anmärks på annars: {what}.', en: 'Remarked upon otherwise: {what}.' },

  // What is missing.
  'expected-discharge-missing': {
    sv: 'Beräknat utskrivningsdatum saknas. {ward} ska lämna det.',
    en: 'The expected discharge date is missing. {ward} is to give it.',
  },
  'care-contact-missing': {
    sv: 'Ingen fast vårdkontakt som samordnar är utsedd.',
    en: 'No care contact who coordinates has been named.',
  },
  'care-contact-missing-from': {
    sv: 'Ingen fast vårdkontakt som samordnar är utsedd. Det ska göras av {units}.',
    en: 'No care contact who coordinates has been named. That is for {units} to do.',
  },
  'notice-missing': {
    sv: 'Inget inskrivningsmeddelande har skickats i vårdtillfället.',
    en: 'No admission notice has been sent in the care episode.',
  },
  'role-vacant': {
    sv: 'Kategori {category} berör {role}, men ingen enhet är part.',
    en: 'Category {category} concerns {role}, but no unit is a party.',
  },
  'colour-pending': {
    sv: 'Samlat färgspår saknas, eftersom färg inte har kommit från {units}.',
    en: 'There is no overall colour track, since no colour has come from {units}.',
  },
  'consent-refused': {
    sv: 'Samtycke till {scope} är nekat eller återkallat sedan {since}.',
    en: 'Consent to {scope} was refused or withdrawn {since}.',
  },
  'consent-unknown': {
    sv: 'Inget samtycke till {scope} är känt.',
    en: 'No consent to {scope} is known.',
  },
  'stops-message': { sv: 'Därför avvisas {kinds}.', en: 'Therefore {kinds} is refused.' },
  'stops-delivery': {
    sv: 'Därför går {kinds} inte vidare till någon.',
    en: 'Therefore {kinds} is passed on to nobody.',
  },
  'stops-content': {
    sv: 'Därför går {kinds} vidare utan innehåll.',
    en: 'Therefore {kinds} is passed on without its content.',
  },
  'stops-fields': {
    sv: 'Därför går {kind} vidare utan {fields}.',
    en: 'Therefore {kind} is passed on without {fields}.',
  },
  'refuses-fields': {
    sv: 'Därför avvisas {kind} med {fields}.',
    en: 'Therefore {kind} with {fields} is refused.',
  },
  'early-waits': {
    sv: '{kind} från {unit} väntar på att vårdtillfället börjar.',
    en: '{kind} from {unit} waits for the care episode to begin.',
  },
  'early-waits-until': {
    sv: '{kind} från {unit} väntar på att vårdtillfället börjar, längst till {until}.',
    en: '{kind} from {unit} waits for the care episode to begin, until {until} at most.',
  },
} as const satisfies Readonly<Record<string, Both>>;

export type TextCode = keyof typeof TEXTS;
