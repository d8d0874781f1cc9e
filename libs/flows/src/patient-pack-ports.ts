import type { Episode } from '#domain/episode/episode.js';
import type { Content } from '#domain/message.js';
import type { PackMessage } from '#domain/patient-pack/sight.js';
import type { Reader } from './ports.js';

/** A message that a patient's pack may be made from, as far as the reader's units have sent or got it. */
export interface PackRow {
  readonly id: string;
  readonly kind: PackMessage['kind'];
  readonly sender: string;
  readonly receivedAt: Date;
  /** Whether a unit that the reader sees has sent it. */
  readonly isOwn: boolean;
  /** Whether such a unit has sent it or has it in its inbox. */
  readonly isSeen: boolean;
  /** As recipients may see it; empty for what is not seen. */
  readonly content: Content;
  /** Paths of what was not passed on because consent was missing; `consent` for the message as a whole. */
  readonly heldBack: readonly string[];
  /** What came in: of own messages of which something was held back, unless it was erased. */
  readonly original?: { readonly bytes: Buffer; readonly contentType: string; readonly source: string };
}

/** Where the contents of a stay's messages are for the patient's own paper. */
export abstract class PatientPackStore {
  /**
   * The messages of these kinds that nobody has withdrawn, oldest first, when `sightIn` lets the reader look; then the access
   * is noted (L-LOG-01) in one transaction with reading them.
   * @param sightIn which units' messages the reader sees; undefined when it may not look at the stay at all.
   */
  abstract read(
    episode: string,
    kinds: readonly PackMessage['kind'][],
    sightIn: (episode: Episode) => ((unit: string) => boolean) | undefined,
    reader: Reader,
    now: Date,
  ): Promise<{ episode: Episode; messages: PackRow[] } | undefined>;
}
