import type { AdmissionRequest, DecisionGround, KnownState } from '../../admission/admission-plan.js';
import { isOpen } from '../../episode/episode.js';
import type { Episode, RecordedConsent } from '../../episode/episode.js';
import { draftOf } from './change.js';
import type { Told } from './change.js';
import { latestConsent } from '../folding/consents.js';
import { subjectOfPlan } from './plan-subject.js';
import { isOpenPlan } from '../plan.js';
import type { Plan } from '../plan.js';

/**
 * What the checks of a kind that also changes the person's plan may ask of that plan when the message is about a stay: the same
 * values as for a message about the plan alone. Nothing where the region has no plans, or the kind changes none.
 */
export function valuesBeside(
  request: AdmissionRequest,
  { plans = [], episode }: Pick<KnownState, 'plans' | 'episode'>,
  ground: DecisionGround,
): Readonly<Record<string, unknown>> {
  const { plan: rules, kinds, id: region } = ground.profile;
  const { message } = request;
  if (rules === undefined || kinds[message.kind]?.changesPlan !== true) return {};
  const open = openIn(plans, region);
  const patient = message.patient ?? episode?.patient;
  const told = patient === undefined ? request : { ...request, message: { ...message, patient } };
  // Nothing of this stays: what it would be called is of no concern.
  const { subject } = draftOf(told, open, { ...ground, newId: () => '' }, rules, { id: '', ...ofStay(episode) });
  const { plan, after, acting, object, codes } = subject.values;
  return { plan, after, acting, object, codes };
}

/** What its sender is to a person whose stay a message is about: who tells of a stay takes part in it. */
export function ofStay(episode: Episode | undefined): Pick<Told, 'stay' | 'hasOther'> {
  if (episode === undefined) return {};
  return isOpen(episode) ? { stay: episode.id } : { hasOther: true };
}

function openIn(plans: readonly Plan[], region: string): Plan | undefined {
  return plans.find((one) => isOpenPlan(one) && one.profile === region);
}

/**
 * What a stay knows of the person's consent: what was told of the stay, and of a plan (SIP) what the person said to that plan
 * itself, where it was later. One yes and one no hold for both, wherever they were told.
 */
export function consentsBeside(
  { plans = [], episode }: Pick<KnownState, 'plans' | 'episode'>,
  { profile }: Pick<DecisionGround, 'profile'>,
): readonly RecordedConsent[] {
  const told = episode?.facts.consents ?? [];
  const open = openIn(plans, profile.id);
  const last = open && latestConsent(open.facts, 'kallelse');
  const word = open && subjectOfPlan(open, profile).consentTo('sip');
  if (last === undefined || word === undefined) return told;
  const isOlder = told.some(
    ({ scope, at }) => scope !== 'informationsoverforing' && Date.parse(at) >= Date.parse(last.at),
  );
  if (isOlder) return told;
  const { given, actors } = word;
  const said = { scope: 'sip', given, at: last.at, unit: last.unit };
  const own = given && actors !== undefined ? { ...said, actors: [...actors] } : said;
  return [...told.filter(({ scope }) => scope !== 'sip'), own];
}
