import type { Caller } from '#domain/access.js';
import type { Episode } from '#domain/episode/episode.js';
import { mayRead, readingUnit } from '#domain/episode/readers.js';
import { OPERATIONS, partyViewer } from '#domain/explain/explanation.js';
import type { Viewer } from '#domain/explain/explanation.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { viewOf } from './episode-view.js';
import type { EpisodeView } from './episode-view.js';
import { actorOf, isHubId } from './hub-id.js';
import type { Clock, EpisodeName, EpisodeStore } from './ports.js';

/** Care episodes, for their parties and for the organisation whose stay it is; for others they are not there. */
export class ReadEpisode {
  constructor(
    private readonly episodes: EpisodeStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  async read(caller: Caller, name: EpisodeName): Promise<EpisodeView | undefined> {
    const { directory } = this.configuration.current;
    return this.view(caller, name, {
      mayRead: (episode) => mayRead(caller, episode, directory),
      viewerOf: (episode) => partyViewer(caller, episode, directory),
      unitIn: (episode) => readingUnit(caller, episode, directory),
    });
  }

  /** Any region's, as operations see it: what was sent to whom and what is awaited, nothing of the patient. */
  async readForOperations(caller: Caller, name: EpisodeName): Promise<EpisodeView | undefined> {
    return this.view(caller, name, {
      mayRead: () => true,
      viewerOf: () => OPERATIONS,
      unitIn: () => undefined,
    });
  }

  private async view(
    caller: Caller,
    name: EpisodeName,
    access: {
      mayRead: (episode: Episode) => boolean;
      viewerOf: (episode: Episode) => Viewer;
      unitIn: (episode: Episode) => string | undefined;
    },
  ): Promise<EpisodeView | undefined> {
    if ('id' in name && !isHubId(name.id)) return undefined;
    const { directory, profiles } = this.configuration.current;
    const now = await this.clock.now();
    const record = await this.episodes.read(
      name,
      access.mayRead,
      { actor: actorOf(caller), unitIn: access.unitIn },
      now,
    );
    if (record === undefined) return undefined;
    const { episode } = record;
    return viewOf(record, {
      viewer: access.viewerOf(episode),
      directory,
      profile: profiles.get(episode.profile),
      now,
    });
  }
}
