import type { AdmissionRequest } from '../admission-plan.js';
import type { Patient } from '../message.js';
import { isSamePerson } from '../person.js';
import type { Episode, EpisodeFacts, EpisodeStep } from './episode.js';

/** The messages that stand: those that no makulering has withdrawn, oldest first. */
export function standingSteps(episode: Episode | undefined): EpisodeStep[] {
  return episode?.steps.filter((step) => step.withdrawn !== true) ?? [];
}

/** The episode with one more step: the message that led to these facts. */
export function withStep(
  episode: Episode,
  request: AdmissionRequest,
  message: string,
  before: Episode | undefined,
  now: { facts: EpisodeFacts; patient: Patient },
): Episode {
  const expectedDischarge = request.message.content['expectedDischarge'];
  const isPatientChanged = before !== undefined && !isSamePerson(before.patient, now.patient);
  const step: EpisodeStep = {
    message,
    kind: request.message.kind,
    at: request.receivedAt.toISOString(),
    before: before?.facts,
    ...(isPatientChanged ? { patientBefore: before.patient } : {}),
    ...(typeof expectedDischarge === 'string' ? { expectedDischarge } : {}),
  };
  return { ...episode, ...now, version: episode.version + 1, steps: [...episode.steps, step] };
}

/** The episode without its latest standing step; a stay whose opening message is withdrawn was entered in error. */
export function withoutStep(episode: Episode, last: EpisodeStep): Episode {
  return {
    ...episode,
    version: episode.version + 1,
    patient: last.patientBefore ?? episode.patient,
    facts: last.before ?? { ...episode.facts, state: 'avbruten' },
    steps: episode.steps.map((step) => (step === last ? { ...step, withdrawn: true } : step)),
  };
}
