import type { EpisodeView } from '#flows/episode-view.js';
import type { Json } from '../../api/wire.js';

/** A care episode, as it comes over the wire. */
export type Stay = Json<EpisodeView>;
