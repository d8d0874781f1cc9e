import type { AdmissionRequest } from '../admission/admission-plan.js';
import type { Consent, Content, MessageKind, Patient } from '../message.js';
import { isSamePerson } from '../person.js';
import type { KindRule } from '../profile/profile.js';
import { READ_OFF } from './episode.js';
import type { Episode, EpisodeFacts, EpisodeStep, FactsBefore } from './episode.js';
import { withoutReadOff, withReadOff } from './standing.js';

/** The messages that stand: those that no makulering has withdrawn, oldest first. */
export function standingSteps<Step extends Pick<EpisodeStep, 'withdrawn'> = EpisodeStep>(
  episode: { readonly steps: readonly Step[] } | undefined,
): Step[] {
  return episode?.steps.filter((step) => step.withdrawn !== true) ?? [];
}

/** What the hub itself reads of earlier messages: colours, care contacts, consent, services, for whom something was said. */
const ALWAYS_KEPT: Readonly<Partial<Record<MessageKind, readonly string[]>>> = {
  planeringsunderlag: ['colour', 'existingPlan'],
  'fast-vardkontakt': ['name', 'title', 'unit', 'phone', 'coordinator', 'ended'],
  'svar-pa-inskrivning': ['careContact'],
  kommunklar: ['branches'],
  patientinformation: ['services', 'sipAt'],
  extrameddelande: ['sip', 'callReply'],
  'generellt-meddelande': ['callReply'],
  'sip-initiativ': ['needed', 'when', 'raisedBy', 'needIdentifiedAt', 'relativesInformed', 'existingPlan'],
  'sip-kallelse': ['purpose', 'setting', 'meetingAt', 'minutes', 'form', 'place', 'existingPlan'],
  samtycke: ['scope', 'actors', 'consents'],
  'samtycke-aterkallat': ['scope'],
};

/** What a stay remembers of a message: what recipients may see of the fields that are kept, and the consent. */
export function keptOf(
  kind: MessageKind,
  rule: KindRule | undefined,
  content: Content,
  consent: Consent | undefined,
): Pick<EpisodeStep, 'kept' | 'consent'> {
  const fields = new Set([...(rule?.keeps ?? []), ...(ALWAYS_KEPT[kind] ?? [])]);
  const kept = fields.size === 0 ? [] : Object.entries(content).filter(([field]) => fields.has(field));
  return {
    ...(kept.length === 0 ? {} : { kept: Object.fromEntries(kept) }),
    ...(consent === undefined ? {} : { consent }),
  };
}

/** The episode with one more step: the message that led to these facts. */
export function withStep(
  episode: Episode,
  { message: { kind, content, recipients }, sender, receivedAt }: AdmissionRequest,
  message: string,
  before: Episode | undefined,
  now: { facts: EpisodeFacts; patient: Patient; kept: Pick<EpisodeStep, 'kept' | 'consent'> },
): Episode {
  const expectedDischarge = content['expectedDischarge'];
  const isPatientChanged = before !== undefined && !isSamePerson(before.patient, now.patient);
  const step: EpisodeStep = {
    message,
    kind,
    unit: sender.hsaId,
    role: sender.role,
    at: receivedAt.toISOString(),
    ...now.kept,
    ...(kind === 'sip-kallelse' && recipients !== undefined && recipients.length > 0 ? { to: [...recipients] } : {}),
    before: before && withoutReadOff(before.facts),
    ...(isPatientChanged ? { patientBefore: before.patient } : {}),
    ...(typeof expectedDischarge === 'string' ? { expectedDischarge } : {}),
  };
  const steps = [...episode.steps, step];
  const facts = withReadOff(now.facts, steps);
  return { ...episode, patient: now.patient, facts, version: episode.version + 1, steps };
}

/** The same change of the episode with further steps that change nothing but what is read off them. */
export function withJoined(episode: Episode, joined: readonly Omit<EpisodeStep, 'before'>[]): Episode {
  if (joined.length === 0) return episode;
  const before = withoutReadOff(episode.facts);
  const steps = [...episode.steps, ...joined.map((step) => ({ ...step, before }))];
  return { ...episode, steps, facts: withReadOff(episode.facts, steps) };
}

/**
 * The episode without one standing step: what that had changed is again as it was before. A stay whose opening message is
 * withdrawn was entered in error, and what else was said of it falls with it.
 */
export function withoutStep(episode: Episode, target: EpisodeStep): Episode {
  const version = episode.version + 1;
  const { before, patientBefore } = target;
  if (before === undefined) {
    const steps = episode.steps.map((step) => ({ ...step, withdrawn: true }));
    return { ...episode, version, facts: withReadOff({ ...episode.facts, state: 'avbruten' }, steps), steps };
  }
  const fields = changedBy(episode, target);
  const restored = <Facts extends FactsBefore>(facts: Facts) => withFieldsOf(facts, before, fields);
  const at = episode.steps.indexOf(target);
  const steps = episode.steps.map((step, index): EpisodeStep => {
    if (step === target) return { ...step, withdrawn: true };
    return index > at && step.before !== undefined ? { ...step, before: restored(step.before) } : step;
  });
  const facts = withReadOff(restored(episode.facts), steps);
  return { ...episode, version, patient: patientBefore ?? episode.patient, facts, steps };
}

/**
 * Whether a later message builds on an earlier one, so that it would have to be withdrawn first. Nothing builds on dialogue,
 * which changes nothing. What those say anew who had said it, or what was led on by others, does; what parties add of their
 * own stands by itself.
 */
export function buildsOn(episode: Episode, later: EpisodeStep, target: EpisodeStep): boolean {
  const its = changesOf(episode, target);
  if (its.length === 0) return false;
  if (later.role === undefined || later.role === target.role || later.kind === target.kind) return true;
  if (target.before === undefined) return false;
  return changesOf(episode, later).some((field) => its.includes(field) || its.some((one) => MOVING.includes(one)));
}

/** What decides to whom all that follows goes. */
const MOVING: readonly string[] = ['parties', 'category', 'patient'];

function changesOf(episode: Episode, step: EpisodeStep): string[] {
  return [...changedBy(episode, step), ...(step.patientBefore === undefined ? [] : ['patient'])];
}

/** Fields of what is known that a standing message changed. */
function changedBy(episode: Episode, step: EpisodeStep): string[] {
  const standing = standingSteps(episode);
  const after = standing[standing.indexOf(step) + 1]?.before ?? episode.facts;
  const before: Readonly<Record<string, unknown>> = { ...step.before };
  const now: Readonly<Record<string, unknown>> = { ...after };
  const readOff: readonly string[] = READ_OFF;
  const fields = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...fields].filter(
    (field) => !readOff.includes(field) && JSON.stringify(before[field]) !== JSON.stringify(now[field]),
  );
}

function withFieldsOf<Facts extends FactsBefore>(facts: Facts, known: FactsBefore, fields: readonly string[]): Facts {
  const restored: Facts = { ...facts };
  for (const field of fields) {
    if (Object.hasOwn(known, field)) Reflect.set(restored, field, Reflect.get(known, field));
    else Reflect.deleteProperty(restored, field);
  }
  return restored;
}
