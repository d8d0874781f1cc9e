import type { Caller } from '#domain/access.js';
import type { Episode } from '#domain/episode/episode.js';
import { mayRead } from '#domain/episode/readers.js';
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
    if ('id' in name && !isHubId(name.id)) return undefined;
    const { directory, profiles } = this.configuration.current;
    const isReader = (episode: Episode) => mayRead(caller, episode, directory);
    const record = await this.episodes.read(name, isReader, actorOf(caller), await this.clock.now());
    return record && viewOf(record, { caller, directory, profile: profiles.get(record.episode.profile) });
  }
}
