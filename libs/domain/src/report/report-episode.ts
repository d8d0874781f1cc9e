import type { Episode, EpisodeFacts, EpisodeStep } from '../episode/episode.js';
import type { Patient } from '../message.js';

/**
 * What the reports read of a care episode; an episode as it was loaded is one. What was known before each message is most of a
 * stay: the storage leaves out of it what is not named here.
 */
export interface ReportEpisode extends Pick<Episode, 'id' | 'organisation' | 'number' | 'profile' | 'facts'> {
  readonly patient: Pick<Patient, 'municipality'>;
  readonly steps: readonly ReportStep[];
}

export interface ReportStep extends Pick<
  EpisodeStep,
  'kind' | 'unit' | 'role' | 'at' | 'withdrawn' | 'kept' | 'consent'
> {
  readonly before?: ReportFacts | undefined;
}

/** Facts of which the reports read also what they were earlier. */
export type ReportFacts = Pick<EpisodeFacts, 'parties' | 'readyAt' | 'dischargedAt' | 'compulsoryCare'>;
