import type { Both } from '../../both.js';

/** What the paths into a plan are called that profiles ask for; `after` is the plan as the message leaves it. */
const OF_PLAN: Readonly<Record<string, Both>> = {
  state: { sv: 'planens läge', en: 'the state of the plan' },
  isFirst: { sv: 'ingen har kallats ännu', en: 'nobody has been called yet' },
  madeAt: { sv: 'tiden då planen skapades', en: 'the time at which the plan was made' },
  areas: { sv: 'kartläggningens områden', en: 'the areas of the mapping' },
  headings: { sv: 'kartläggningens rubriker', en: 'the headings of the mapping' },
  mainGoal: { sv: 'huvudmålet', en: 'the main goal' },
  'mainGoal.reachBy': { sv: 'dagen då huvudmålet ska vara nått', en: 'the day by which the main goal is reached' },
  'mainGoal.evaluateOn': { sv: 'dagen då huvudmålet utvärderas', en: 'the day on which the main goal is evaluated' },
  followUpOn: { sv: 'dagen för uppföljning', en: 'the day of the follow-up' },
  deliveryWish: { sv: 'hur personen vill ha planen', en: 'how the person wants the plan' },
  representative: { sv: 'legal företrädare', en: 'the legal representative' },
  noRepresentative: { sv: 'ingen legal företrädare finns', en: 'there is no legal representative' },
  initiator: { sv: 'vem som upptäckte behovet', en: 'who discovered the need' },
  relativesObjected: { sv: 'personen vill inte att närstående deltar', en: 'the person does not want relatives' },
  participants: { sv: 'deltagarna', en: 'the participants' },
  'participants.relation': { sv: 'deltagarnas relation', en: 'the relation of the participants' },
  units: { sv: 'enheterna som deltar', en: 'the units that take part' },
  call: { sv: 'den senaste kallelsen', en: 'the latest call' },
  'call.called.unit': { sv: 'de kallade enheterna', en: 'the units that were called' },
  meeting: { sv: 'det senaste hållna mötet', en: 'the latest meeting that was held' },
  'consent.kallelse': { sv: 'samtycket till kallelse', en: 'the consent to being called' },
  'consent.mote': { sv: 'samtycket till mötet', en: 'the consent to the meeting' },
  'consent.plan': { sv: 'samtycket till SIP', en: 'the consent to the plan' },
  'consent.informationsoverforing': {
    sv: 'samtycket till informationsöverföring',
    en: 'the consent to transfer of information',
  },
  openSubgoals: { sv: 'antalet pågående delmål', en: 'the number of ongoing sub-goals' },
  openInterventions: { sv: 'antalet pågående insatser', en: 'the number of ongoing interventions' },
  'interventions.replaces': { sv: 'ersatta insatser', en: 'interventions that were replaced' },
  'subgoals.heading': { sv: 'delmålens rubriker', en: 'the headings of the sub-goals' },
  signed: { sv: 'underskrifterna', en: 'the signatures' },
  closed: { sv: 'planen är avslutad', en: 'the plan is closed' },
  takenBack: { sv: 'det som planen vilar på är återtaget', en: 'what the plan stands on is taken back' },
  died: { sv: 'personen har avlidit', en: 'the person has died' },
  episode: { sv: 'planen började vid ett vårdtillfälle', en: 'the plan began beside a stay' },
};

const OTHERS: Readonly<Record<string, Both>> = {
  'acting.coordinator': { sv: 'avsändaren är samordningsansvarig', en: 'the sender coordinates' },
  'acting.participant': { sv: 'avsändaren deltar i planen', en: 'the sender takes part in the plan' },
  'acting.owner': { sv: 'avsändaren skrev det som menas', en: 'the sender wrote what is meant' },
  'acting.administrator': { sv: 'avsändaren är systemförvaltning', en: 'the sender corrects for others' },
  'acting.careContact': { sv: 'avsändaren har den fasta vårdkontakten', en: 'the sender has the care contact' },
  'acting.initiator': { sv: 'avsändaren såg behovet', en: 'the sender saw the need' },
  'acting.stay': { sv: 'avsändaren berättar om planens vårdtillfälle', en: 'the sender tells of the stay of the plan' },
  'acting.elsewhere': {
    sv: 'avsändaren har personen i ett annat vårdtillfälle eller en annan plan',
    en: 'the sender has the person in another stay or plan',
  },
  'object.kind': { sv: 'slaget av det som menas', en: 'the kind of what is meant' },
  'object.state': { sv: 'läget för det som menas', en: 'the state of what is meant' },
  'object.purpose': { sv: 'mötets syfte', en: 'the purpose of the meeting' },
  'object.othersOpen': { sv: 'andras pågående insatser', en: 'ongoing interventions of others' },
  'codes.headings': { sv: 'regionens rubriker', en: "the region's headings" },
  'codes.scale': { sv: 'regionens skala', en: "the region's scale" },
  'codes.needReasons': { sv: 'regionens orsaker', en: "the region's reasons" },
  'codes.closing': { sv: 'regionens avslutsorsaker', en: "the region's reasons for closing" },
  'codes.professions': { sv: 'regionens professioner', en: "the region's professions" },
};

/** What a path into a plan is called in a sentence; undefined for one that has no name. */
export function planPathName(path: string): Both | undefined {
  if (Object.hasOwn(OTHERS, path)) return OTHERS[path];
  const [root, ...rest] = path.split('.');
  const name = rest.join('.');
  if ((root !== 'plan' && root !== 'after') || !Object.hasOwn(OF_PLAN, name)) return undefined;
  const known = OF_PLAN[name];
  if (root === 'plan' || known === undefined) return known;
  return { sv: `${known.sv} (efter meddelandet)`, en: `${known.en} (after the message)` };
}
