import { CONSENT_ABOUT, CONSENT_ANSWERS } from '../../content/plan.js';
import { parseInstant } from '../../calendar.js';
import type { Consent, Content } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import { coordinatorOf, unitsOf } from '../plan.js';
import type { ConsentAbout, PlanConsent, PlanFacts, PlanStep } from '../plan.js';
import { codeIn, flagIn, objectsIn, textIn, textsIn } from '../reading.js';

/** What the scope `sip` of a consent is about; what a scope says of something else is of no concern to a plan. */
const OF_SIP: readonly ConsentAbout[] = ['kallelse', 'mote', 'plan'];

/** What has to be agreed to for others to be told what a plan holds. */
const TELLING: readonly ConsentAbout[] = ['plan', 'informationsoverforing'];

/** What whoever coordinates has to be part of: who calls need not be among those who are called. */
const BEYOND_CALL: readonly ConsentAbout[] = CONSENT_ABOUT.filter((about) => about !== 'kallelse');

/** What the scopes of a consent are about; without scopes everything. */
function aboutsOf(scopes: readonly string[] | undefined): readonly ConsentAbout[] {
  if (scopes === undefined || scopes.length === 0) return CONSENT_ABOUT;
  return CONSENT_ABOUT.filter((about) => scopes.includes(about) || (scopes.includes('sip') && OF_SIP.includes(about)));
}

/** The answers that a message holds: one by one, in its head, or as what it is about. */
function answersIn(step: PlanStep, facts: Pick<PlanFacts, 'consents'>): PlanConsent[] {
  const { kind, content, consent } = step;
  const head = consent === undefined ? [] : headAnswers(step, consent);
  const listed = objectsIn(content, 'consents').flatMap((one) => listedAnswer(step, one));
  if (kind === 'samtycke-aterkallat') return [...head, ...withdrawals(step, facts), ...listed];
  if (kind !== 'samtycke') return [...head, ...listed];
  const said = new Set(listed.map(({ about }) => about));
  const given: Consent = {
    given: true,
    ...present({ scope: textsIn(content, 'scope'), actors: textsIn(content, 'actors') }),
  };
  return [...head, ...headAnswers(step, given).filter(({ about }) => !said.has(about)), ...listed];
}

function headAnswers(step: PlanStep, { given, scope, actors, recordedAt }: Consent): PlanConsent[] {
  const { message, unit } = step;
  const said = { message, unit, at: givenAt(recordedAt, step), answer: given ? ('ja' as const) : ('nej' as const) };
  return aboutsOf(scope).map((about) => ({ ...said, about, ...(given ? present({ actors }) : {}) }));
}

/** A withdrawal takes back what was said; where nothing was said yet it is a no. */
function withdrawals(step: PlanStep, facts: Pick<PlanFacts, 'consents'>): PlanConsent[] {
  const abouts = aboutsOf(textsIn(step.content, 'scope'));
  const known = abouts.filter((about) => latestConsent(facts, about) !== undefined);
  const { message, unit, at } = step;
  return (known.length === 0 ? abouts : known).map((about) => ({ message, unit, at, about, answer: 'nej' }));
}

function listedAnswer(step: PlanStep, said: Content): PlanConsent[] {
  const { message, unit } = step;
  const about = codeIn(CONSENT_ABOUT, said, 'about');
  const answer = codeIn(CONSENT_ANSWERS, said, 'answer');
  if (about === undefined || answer === undefined) return [];
  const at = givenAt(textIn(said, 'at'), step);
  const [actors, topics] = [textsIn(said, 'actors'), textsIn(said, 'topics')];
  return [
    { message, unit, at, about, answer, ...present({ actors, topics, harmAssessed: flagIn(said, 'harmAssessed') }) },
  ];
}

/** When it was given, and no later than the hub heard of it: a clock that runs ahead outlives no withdrawal. */
function givenAt(text: string | undefined, { at }: Pick<PlanStep, 'at'>): string {
  const said = text === undefined ? undefined : parseInstant(text)?.toISOString();
  return said === undefined || said > at ? at : said;
}

/** The history with the answers of one more message: a yes that a no follows was taken back then (N-CON-01, S-CON-01). */
export function withConsents(facts: PlanFacts, step: PlanStep): PlanFacts {
  const answers = answersIn(step, facts);
  if (answers.length === 0) return facts;
  const consents = answers.reduce<readonly PlanConsent[]>(
    (known, answer) => [...takenBack(known, answer), narrowedBy(known, answer)],
    facts.consents,
  );
  return { ...facts, consents };
}

/**
 * What is only said again stays with the units that it named, however it is told: wider it becomes by naming the units, or anew after
 * a no (N-CON-01, S-CON-06, B-CON-07).
 */
function narrowedBy(known: readonly PlanConsent[], said: PlanConsent): PlanConsent {
  if (said.answer === 'nej' || said.actors !== undefined) return said;
  const before = latestConsent({ consents: known.filter(({ at }) => at <= said.at) }, said.about);
  return before === undefined || before.answer === 'nej' ? said : { ...said, ...present({ actors: before.actors }) };
}

function takenBack(known: readonly PlanConsent[], { about, answer, at }: PlanConsent): readonly PlanConsent[] {
  if (answer !== 'nej') return known;
  return known.map((one) => {
    const isEnded = one.about === about && one.answer !== 'nej' && one.withdrawnAt === undefined && one.at <= at;
    return isEnded ? { ...one, withdrawnAt: at } : one;
  });
}

/** What the person said last of something: a record that repeats an old answer does not undo a later one. */
export function latestConsent({ consents }: Pick<PlanFacts, 'consents'>, about: ConsentAbout): PlanConsent | undefined {
  return consents
    .filter((one) => one.about === about)
    .reduce<PlanConsent | undefined>((last, one) => (last === undefined || one.at >= last.at ? one : last), undefined);
}

/** Whether the person agrees, or could not say and the harm was assessed where the region takes that in its place. */
export function isAgreed(facts: Pick<PlanFacts, 'consents'>, about: ConsentAbout, takesHarm: boolean): boolean {
  const last = latestConsent(facts, about);
  return last?.answer === 'ja' || (takesHarm && last?.answer === 'kan-inte' && last.harmAssessed === true);
}

/** Whether the person has agreed to something without the unit, so that it is called to nothing (N-CON-01, S-CON-06). */
export function isOutside(facts: Pick<PlanFacts, 'consents'>, unit: string): boolean {
  return CONSENT_ABOUT.some((about) => leavesOut(latestConsent(facts, about), unit));
}

function leavesOut(consent: PlanConsent | undefined, unit: string): boolean {
  const { answer, actors } = consent ?? {};
  return answer !== 'nej' && actors !== undefined && !actors.includes(unit);
}

/** Whether no more than a call is agreed to for the unit, so that telling of a need makes it no coordinator (B-CON-07). */
export function isUnnamed(facts: Pick<PlanFacts, 'consents'>, unit: string): boolean {
  return BEYOND_CALL.some((about) => leavesOut(latestConsent(facts, about), unit));
}

/** A yes that stands, or an assessment of harm in its place. */
export function isInForce({ answer, harmAssessed, withdrawnAt }: PlanConsent): boolean {
  return withdrawnAt === undefined && (answer === 'ja' || (answer === 'kan-inte' && harmAssessed === true));
}

/**
 * Whether what the plan holds may be told to a unit, or to somebody who has no HSA-id and whom no consent names: by the consents to the
 * plan and to the transfer of information, as far as there are any (N-CON-01, S-CON-06).
 */
export function mayBeTold(facts: Pick<PlanFacts, 'consents'>, unit: string | undefined): boolean {
  return TELLING.every((about) => {
    const last = latestConsent(facts, about);
    return last === undefined || (isInForce(last) && !isWithout(facts, last, unit));
  });
}

/** Whether a consent names others; whom the person told it to need not name itself. */
function isWithout(facts: Pick<PlanFacts, 'consents'>, consent: PlanConsent | undefined, unit: string | undefined) {
  if (unit === undefined) return consent?.actors !== undefined;
  return leavesOut(consent, unit) && toldFirst(facts, consent) !== unit;
}

/** Who told first of these units for this: whoever only says it again was not told it by the person. */
function toldFirst({ consents }: Pick<PlanFacts, 'consents'>, last: PlanConsent | undefined): string | undefined {
  const named = last?.actors?.join(' ');
  return consents.find(({ about, actors }) => about === last?.about && actors?.join(' ') === named)?.unit;
}

/**
 * Whether the plan goes on without a unit by what the person agreed to. What was said of the plan itself decides, so that who needs not
 * be called may take part all the same; as long as nothing is said of that, what was said of the call. Who coordinates has to meet
 * too, and not only to plan and to hear of it (N-CON-01, S-CON-06, G-CON-10, B-CALL-10).
 */
export function isLeftOut(facts: Pick<PlanFacts, 'consents' | 'coordinators'>, unit: string): boolean {
  const abouts = coordinatorOf(facts)?.unit === unit ? BEYOND_CALL : deciding(facts);
  return abouts.some((about) => isWithout(facts, latestConsent(facts, about), unit));
}

function deciding({ consents }: Pick<PlanFacts, 'consents'>): readonly ConsentAbout[] {
  return consents.some(({ about }) => TELLING.includes(about)) ? TELLING : CONSENT_ABOUT;
}

/** Whether the person has not agreed to the unit that coordinates now. */
export function isCoordinatorLeftOut(facts: Pick<PlanFacts, 'consents' | 'coordinators'>): boolean {
  const coordinator = coordinatorOf(facts)?.unit;
  return coordinator !== undefined && isLeftOut(facts, coordinator);
}

/**
 * HSA-id of the unit that leads the plan: the one who coordinates or, while the consent leaves that one out, who takes part next and
 * is not left out; undefined where there is none.
 */
export function leaderOf(facts: Pick<PlanFacts, 'consents' | 'coordinators' | 'participants'>): string | undefined {
  const coordinator = coordinatorOf(facts)?.unit;
  if (!isCoordinatorLeftOut(facts)) return coordinator;
  return unitsOf(facts).find((unit) => unit !== coordinator && !isLeftOut(facts, unit));
}

/** HSA-ids of those units, of all that take part without them, that the person has not agreed to. */
export function leftOutOf(
  facts: Pick<PlanFacts, 'consents' | 'coordinators' | 'participants'>,
  units: readonly string[] = unitsOf(facts),
): string[] {
  return units.filter((unit) => isLeftOut(facts, unit));
}

/** Which of these the person has taken back with the last message: agreed before it, and a no after it. */
export function isTakenBack(
  before: Pick<PlanFacts, 'consents'>,
  after: Pick<PlanFacts, 'consents'>,
  abouts: readonly ConsentAbout[],
): boolean {
  return abouts.some((about) => {
    const known = latestConsent(before, about);
    const isKnownToAgree = known?.answer === 'ja' || (known?.answer === 'kan-inte' && known.harmAssessed === true);
    return isKnownToAgree && latestConsent(after, about)?.answer === 'nej';
  });
}
