import type { Both } from '../both.js';
import type { PlanActor, PlanDuty } from './plan-rule.js';
import type { ConsentAbout, PlanState } from './plan.js';

/** What the states of a plan are called. */
export const PLAN_STATE_NAMES = {
  behov: { sv: 'behov uppmärksammat', en: 'need noticed' },
  underlag: { sv: 'underlag skapat', en: 'basis created' },
  samtycke: { sv: 'samtycke finns', en: 'consent given' },
  dialog: { sv: 'dialog efter nej', en: 'talked over after a no' },
  menprovning: { sv: 'menprövning', en: 'assessment of harm' },
  kartlagd: { sv: 'kartlagd', en: 'needs mapped' },
  kallad: { sv: 'kallad', en: 'called' },
  'mote-pagar': { sv: 'möte pågår', en: 'meeting under way' },
  'mote-genomfort': { sv: 'möte genomfört', en: 'meeting held' },
  'plan-skapad': { sv: 'SIP skapad', en: 'SIP made' },
  'plan-ej-klar': { sv: 'SIP ej färdig', en: 'SIP not finished' },
  'huvudmal-klart': { sv: 'huvudmål klart', en: 'main goal set' },
  upprattad: { sv: 'upprättad', en: 'established' },
  pagaende: { sv: 'pågående', en: 'ongoing' },
  'uppfoljning-kallad': { sv: 'kallad till uppföljning', en: 'called to a follow-up' },
  'uppfoljning-genomford': { sv: 'uppföljning genomförd', en: 'follow-up held' },
  'avliden-aviserad': { sv: 'avliden enligt folkbokföringen', en: 'deceased by the population register' },
  avbojd: { sv: 'avböjd', en: 'declined' },
  stoppad: { sv: 'stoppad', en: 'stopped' },
  avslutad: { sv: 'avslutad', en: 'closed' },
} as const satisfies Readonly<Record<PlanState, Both>>;

/** What is owed around a plan, as it is said of who owes it. */
export const PLAN_DUTY_NAMES = {
  'sip-behov': { sv: 'ta hand om behovet av SIP', en: 'act on the need of a SIP' },
  'sip-samtycke': { sv: 'inhämta samtycke', en: 'obtain consent' },
  'sip-kallelse-plan': { sv: 'kalla till SIP', en: 'call to a SIP' },
  'sip-forberedelse': { sv: 'egen planering före mötet', en: 'own planning before the meeting' },
  'sip-kvittens': { sv: 'bekräfta kallelsen', en: 'acknowledge the call' },
  'sip-mote': { sv: 'hålla mötet', en: 'hold the meeting' },
  'sip-anteckning': { sv: 'skriva mötesanteckningen', en: 'write the note of the meeting' },
  'sip-huvudmal': { sv: 'skriva huvudmålet', en: 'write the main goal' },
  'sip-delmal-insatser': { sv: 'skriva delmål och insatser', en: 'write sub-goals and interventions' },
  'sip-utdelning': { sv: 'dela ut sparade insatser', en: 'share saved interventions' },
  'sip-fardigstallande': { sv: 'färdigställa planen', en: 'finish the plan' },
  'sip-delgivning': { sv: 'lämna planen till den enskilde', en: 'deliver the plan to the person' },
  'sip-kopior': { sv: 'lämna kopior till deltagarna', en: 'give copies to the participants' },
  'sip-brev': { sv: 'skriva ut och posta brev', en: 'print and post a letter' },
  'sip-uppfoljningsdatum': { sv: 'bestämma datum för uppföljning', en: 'set the date of the follow-up' },
  'sip-uppfoljning-kallelse': { sv: 'kalla till uppföljning', en: 'call to the follow-up' },
  'sip-uppfoljning': { sv: 'följa upp planen', en: 'follow up the plan' },
  'sip-journalforing': { sv: 'anteckna planen i journalen', en: 'note the plan in the medical record' },
  'sip-avsteg': { sv: 'ta ställning till ett avsteg', en: 'decide on a deviation' },
  'sip-avliden': { sv: 'avsluta planen efter dödsfallet', en: 'close the plan after the death' },
  'sip-avslut-dokumenterat': { sv: 'anteckna avslutet hos sig', en: 'note the closing in own records' },
} as const satisfies Readonly<Record<PlanDuty, Both>>;

/** What a consent is about. */
export const CONSENT_NAMES = {
  kallelse: { sv: 'kallelse', en: 'being called' },
  mote: { sv: 'möte', en: 'the meeting' },
  plan: { sv: 'SIP', en: 'the plan' },
  informationsoverforing: { sv: 'informationsöverföring', en: 'transfer of information' },
} as const satisfies Readonly<Record<ConsentAbout, Both>>;

/** Who may do something with a plan, as it is told to who may not. */
export const PLAN_ACTOR_NAMES = {
  coordinator: { sv: 'den samordningsansvariga', en: 'the coordinator' },
  participant: { sv: 'den som deltar i planen', en: 'whoever takes part in the plan' },
  owner: { sv: 'den som skrev den', en: 'who wrote it' },
  administrator: { sv: 'förvaltningsledaren', en: 'the administrator' },
  anyone: { sv: 'vem som helst', en: 'anyone' },
  'care-contact': { sv: 'den fasta vårdkontakten', en: 'the care contact' },
  initiator: { sv: 'den som såg behovet', en: 'who saw the need' },
  stay: { sv: 'den som har personen i planens vårdtillfälle', en: 'who has the person in the stay of the plan' },
  elsewhere: { sv: 'den som har personen i något annat', en: 'who has the person in something else' },
} as const satisfies Readonly<Record<PlanActor, Both>>;
