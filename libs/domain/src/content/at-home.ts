import { PARTY_ROLES } from '../message.js';
import { codeOf, objectOf, optional, required } from './form.js';

/** Whom the parties of a stay ask, in this order. */
export const CONTACT_ORDER = ['patient', 'narstaende', 'vardplanerare', 'annan'] as const;

/** Somebody whom the parties ask. */
export const ASKED = objectOf({
  who: required(codeOf(CONTACT_ORDER), 'The patient, a relative, the ward, or another body'),
  name: optional({ type: 'text', longest: 200 }, 'Name'),
  phone: optional({ type: 'text', longest: 100 }, 'Telephone number'),
});

/** A service as the patient reads it, with who answers for it. */
export const SERVICE = objectOf({
  name: required({ type: 'text', longest: 500 }, 'What it is, in words that the patient understands'),
  responsibleRole: optional(codeOf(PARTY_ROLES), "Role that answers for it; the sender's without it"),
  unit: optional(
    { type: 'text', longest: 200 },
    "HSA-id or name of the unit that answers for it; the sender's without it",
  ),
  performer: optional({ type: 'text', longest: 200 }, 'Who carries it out, when that is somebody else'),
  startsOn: required('date', 'First day, or the instant of the first time'),
});

/** What the patient is entitled to be told. */
export const HEALTH = objectOf({
  condition: optional('text', 'State of health'),
  treatment: optional('text', 'Treatment'),
  prognosis: optional('text', 'What can be expected'),
  aftercare: optional('text', 'What comes after the stay, and what to look out for'),
});

/** What home health care has to know before it takes over; a region says which of it must hold. */
export const HOME_CARE_REQUEST = objectOf({
  isHealthCare: optional('boolean', 'What is to be done counts as health care'),
  startsOn: optional('date', 'When it is to begin'),
  expectedDays: optional('integer', 'For how many days it is expected to be needed, the first one counted'),
  untilFurther: optional('boolean', 'It is needed until further notice'),
  cannotReachHealthCentre: optional('boolean', 'The patient cannot get to the health centre without support'),
  planMadeOn: optional('date', 'When the care was planned together'),
});

/** What kind of measure is judged as self-care. A reminder to take a medicine is a kind of its own. */
export const MEASURE_KINDS = [
  'lakemedel',
  'lakemedelspaminnelse',
  'omvardnad',
  'traning',
  'provtagning',
  'hjalpmedel',
  'annat',
];

/** Who was told what self-care means. */
export const INFORMED = objectOf({
  who: required(codeOf(['patient', 'narstaende', 'personlig-assistent']), 'Who was told'),
  on: optional('date', 'When'),
  meaning: optional('text', 'What it means, as it was told'),
});
