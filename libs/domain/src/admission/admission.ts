import type { AdmissionDecision, AdmissionRequest, DecisionGround, KnownState } from './admission-plan.js';
import { refuse } from './admission-answer.js';
import { decideFree } from './admission-early.js';
import { decideStep } from './admission-step.js';
import type { Unit } from '../directory/directory.js';
import type { Episode } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import type { Message } from '../message.js';
import { decidePerson } from './person-admission.js';
import { decidePlan } from '../plan/deciding/admission.js';
import { isAboutPlan } from '../plan/deciding/locate.js';
import { identitiesIn } from '../person.js';
import { planBeside } from '../plan/deciding/beside-stay.js';
import { isRegisterNotice, saysRegister } from '../plan/deciding/register-notice.js';
import { takesPart } from '../plan/folding/parties.js';
import type { KindRule, Profile } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason } from '../reason.js';
import { decideWithdrawal } from './withdrawal.js';

/** The region by whose rules a message is decided: that of the stay it is about, of the plan it names, or of its sender. */
export function regionOf(
  { episode, plans }: Pick<KnownState, 'episode' | 'plans'>,
  sender: Unit,
  plan?: string,
): string {
  // A plan with which the sender has nothing to do is none.
  const named = plans?.find((one) => one.id === plan && takesPart(one, sender.hsaId));
  return episode?.profile ?? named?.profile ?? sender.profile;
}

/**
 * Decides what one message brings about: accepted with all its consequences, or refused with every reason at once. Pure:
 * duplicates have been sorted out before, and nothing has happened until the plan is committed.
 */
export function decideAdmission(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
): AdmissionDecision {
  const { message } = request;
  const rule = ground.profile.kinds[message.kind];
  if (rule === undefined) return refuse(unknownKind(ground.profile));
  const isRegister = isRegisterNotice(request, ground.directory);
  const wrongSender = isRegister ? [] : [...senderReasons(request, rule), ...sourceReasons(request, ground)];
  if (rule.about === 'free') {
    return wrongSender.length > 0 ? refuse(...wrongSender) : decideFree({ request, known, ground, rule });
  }
  if (isAboutPlan(request, known, ground, rule)) {
    return wrongSender.length > 0 ? refuse(...wrongSender) : decidePlan(request, known, ground, rule);
  }
  const foreign = [...wrongSender, ...episodeReasons(request, known, ground)];
  if (foreign.length > 0) return refuse(...foreign);
  if (message.kind === 'makulering') return decideWithdrawal(request, known, ground);
  if (rule.about === 'person') return decidePerson(request, known, ground, rule);
  return planBeside(request, known, ground, decideStep(request, known, ground, rule));
}

function unknownKind({ id }: Profile): Reason {
  const detail = { en: `the profile ${id} has no such kind`, sv: `profilen ${id} har inte det` };
  return reason('unknown-kind', 'kind', detail);
}

function senderReasons({ sender }: AdmissionRequest, rule: KindRule): Reason[] {
  if (!rule.senders.includes(sender.role)) {
    const senders = rule.senders.join(', ');
    const detail = { en: `it is sent by ${senders}`, sv: `det skickas av ${senders}` };
    return [reason('sender-role', 'sender', detail, rule.rule)];
  }
  if (sender.type === undefined || !rule.notSenderTypes.includes(sender.type)) return [];
  const detail = { en: 'units of this type do not send it', sv: 'enheter av denna typ skickar det inte' };
  return [reason('sender-role', 'sender', detail, rule.rule)];
}

/** What the population register tells, only the region's operations tell for it (N-CLOSE-12, N-CLOSE-13). */
function sourceReasons({ message }: AdmissionRequest, { profile }: DecisionGround): Reason[] {
  if (!saysRegister(message)) return [];
  return [reason('not-from-register', 'content.source', undefined, profile.plan?.death.noticedRule)];
}

/** What a unit does not take part in is unknown to it, and told in the words of what is not there at all. */
function episodeReasons({ message, sender }: AdmissionRequest, known: KnownState, ground: DecisionGround): Reason[] {
  const { episode, target } = known;
  const path = message.episode === undefined ? 'episodeId' : 'episode';
  const unknown = reason('unknown-episode', path, {
    en: 'use the id that the hub answered with, or that a delivered message has',
    sv: 'ange det id som navet svarade med, eller som står i ett levererat meddelande',
  });
  if (episode === undefined) return message.episode === undefined ? [] : [unknown];
  if (isRegisterNotice({ message, sender }, ground.directory) && episode.profile === sender.profile) return [];
  // What a unit has sent it may withdraw, also when it takes no part any more.
  const isOwnTarget = target !== undefined && target.episode === episode.id;
  const isParty = episode.facts.parties.some(({ unit }) => unit === sender.hsaId);
  if (episode.organisation !== sender.organisation && !isParty && !isOwnTarget) return [unknown];
  const isOtherNumber = message.episodeId !== undefined && message.episodeId !== episode.number;
  const isOtherId = message.episode !== undefined && message.episode !== episode.id;
  if (isOtherNumber || isOtherId) {
    const detail = {
      en: 'episode and episodeId name different care episodes',
      sv: 'episode och episodeId anger olika vårdtillfällen',
    };
    return [reason('unknown-episode', path, detail)];
  }
  return identityReasons(message, episode, ground.profile);
}

function identityReasons(message: Message, episode: Episode, { rules }: Profile): Reason[] {
  const ids = identitiesIn(message);
  if (ids.length === 0 || ids.includes(episode.patient.id) || standingSteps(episode).length === 0) return [];
  const isFormer = episode.formerIds?.some(({ id }) => ids.includes(id)) === true;
  const detail = isFormer
    ? {
        en: 'the identity was changed; send under the one that the patient has now',
        sv: 'identiteten har bytts; skicka med den som patienten har nu',
      }
    : {
        en: 'check the number of the care episode and the identity',
        sv: 'kontrollera vårdtillfällets nummer och identiteten',
      };
  return [reason('patient-mismatch', 'patient.id', detail, isFormer ? rules['former-identity'] : undefined)];
}
