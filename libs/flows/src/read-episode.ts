import type { Caller } from '#domain/access.js';
import type { Episode, EpisodeFacts } from '#domain/episode/episode.js';
import { mayRead } from '#domain/episode/readers.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { Clock, EpisodeName, EpisodeRecord, EpisodeStore } from './ports.js';

/** One thing that happened in a care episode. Instants are UTC. */
export type TimelineEntry =
  | {
      event: 'message';
      at: Date;
      message: string;
      messageId: string;
      kind: string;
      notice: string | undefined;
      sender: string;
      withdrawn: boolean;
    }
  | { event: 'receipt'; at: Date; message: string; delivery: string; kind: string; unit: string; role: string };

/** A care episode as its parties see it; nothing of the patient. */
export interface EpisodeView {
  id: string;
  organisation: string;
  episodeId: string;
  profile: string;
  state: EpisodeFacts['state'];
  /** Undefined while a planned stay has none. */
  category: EpisodeFacts['category'];
  /** HSA-id of the ward that sent the latest message. */
  ward: string;
  parties: { role: string; unit: string; name: string | undefined }[];
  /** State by colour track; empty until the parties plan with them. */
  colourTracks: Readonly<Record<string, never>>;
  careContact: null;
  /** Instants and dates as the sender wrote them. */
  plannedAdmission: string | undefined;
  admittedAt: string | undefined;
  expectedDischarge: string | undefined;
  readyAt: string | undefined;
  dischargedAt: string | undefined;
  responsibility: EpisodeFacts['responsibility'];
  openDeadlines: EpisodeRecord['openDeadlines'];
  timeline: TimelineEntry[];
}

/** Care episodes, for their parties and for the organisation whose stay it is; for others they are not there. */
export class ReadEpisode {
  constructor(
    private readonly episodes: EpisodeStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  async read(caller: Caller, name: EpisodeName): Promise<EpisodeView | undefined> {
    if ('id' in name && !isHubId(name.id)) return undefined;
    const { directory } = this.configuration.current;
    const isReader = (episode: Episode) => mayRead(caller, episode, directory);
    const record = await this.episodes.read(name, isReader, actorOf(caller), await this.clock.now());
    return record && viewOf(record, (unit) => directory.units.get(unit)?.name);
  }
}

function viewOf(record: EpisodeRecord, nameOf: (unit: string) => string | undefined): EpisodeView {
  const { episode, openDeadlines } = record;
  const { facts } = episode;
  return {
    id: episode.id,
    organisation: episode.organisation,
    episodeId: episode.number,
    profile: episode.profile,
    state: facts.state,
    category: facts.category,
    ward: facts.ward,
    parties: facts.parties.map((party) => ({ ...party, name: nameOf(party.unit) })),
    colourTracks: {},
    careContact: null,
    plannedAdmission: facts.plannedAdmission,
    admittedAt: facts.admittedAt,
    expectedDischarge: facts.expectedDischarge,
    readyAt: facts.readyAt,
    dischargedAt: facts.dischargedAt,
    responsibility: facts.responsibility,
    openDeadlines,
    timeline: timelineOf(record),
  };
}

function timelineOf({ messages, receipts }: EpisodeRecord): TimelineEntry[] {
  const sent = messages.map(({ id, receivedAt, ...message }): TimelineEntry => ({
    event: 'message',
    at: receivedAt,
    message: id,
    ...message,
  }));
  const receipted = receipts.map((receipt): TimelineEntry => ({ event: 'receipt', ...receipt }));
  // Sorting keeps the order of equals: what was sent comes before its receipt.
  return [...sent, ...receipted].sort((one, other) => one.at.getTime() - other.at.getTime());
}
