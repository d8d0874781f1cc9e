import type { Caller } from '#domain/access.js';
import { contentFieldsOf } from '#domain/content.js';
import { mayRead, readingUnit, sightOf } from '#domain/episode/readers.js';
import { partyViewer } from '#domain/explain/explanation.js';
import { toldEpisode } from '#domain/explain/told-stay.js';
import type { Content } from '#domain/message.js';
import { PACK_KINDS } from '#domain/patient-pack/pack.js';
import type { PatientPack } from '#domain/patient-pack/pack.js';
import { patientPack } from '#domain/patient-pack/patient-pack.js';
import type { PackMessage } from '#domain/patient-pack/sight.js';
import { formatOf } from '#formats/format.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { MessageReader } from './message-reader.js';
import type { PackRow, PatientPackStore } from './patient-pack-ports.js';
import type { Clock } from './ports.js';
import { sendingPartyNamed } from './sending-party.js';

/**
 * What the patient takes home, for the parties of the stay and for the organisation whose stay it is. A reader sees in it what its
 * units have sent or got. What was held back from others because consent was missing is in the pack of those who wrote it: the
 * paper is the patient's own.
 */
export class ReadPatientPack {
  /** @param processingIds those that HL7 messages of this environment have. */
  constructor(
    private readonly packs: PatientPackStore,
    private readonly reader: MessageReader,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly processingIds: readonly string[],
  ) {}

  /** Undefined when there is no such stay that the caller may read. */
  async read(caller: Caller, id: string): Promise<PatientPack | undefined> {
    if (!isHubId(id)) return undefined;
    const { directory, profiles } = this.configuration.current;
    const now = await this.clock.now();
    const found = await this.packs.read(
      id,
      PACK_KINDS,
      (stay) => (mayRead(caller, stay, directory) ? sightOf(caller, stay, directory) : undefined),
      { actor: actorOf(caller), unitIn: (stay) => readingUnit(caller, stay, directory) },
      now,
    );
    if (found === undefined) return undefined;
    const messages = await Promise.all(found.messages.map((row) => this.messageOf(row)));
    const profile = profiles.get(found.episode.profile);
    const viewer = partyViewer(caller, found.episode, directory);
    const episode = profile === undefined ? found.episode : toldEpisode(found.episode, profile, viewer);
    return patientPack({ episode, messages, directory, profile, now });
  }

  private async messageOf(row: PackRow): Promise<PackMessage> {
    const { id, kind, sender, receivedAt, content, isSeen, heldBack, original } = row;
    const message = { id, kind, sender, receivedAt, content };
    if (!isSeen) return { ...message, lacks: 'not-shared' };
    if (heldBack.length === 0) return isErased(kind, content) ? { ...message, lacks: 'erased' } : message;
    if (original === undefined) return { ...message, lacks: row.isOwn ? 'erased' : 'no-consent' };
    const whole = await this.contentOf(original, sender);
    return whole === undefined ? { ...message, lacks: 'erased' } : { ...message, content: whole };
  }

  /** What the sender wrote, by the mapping that its source has now; undefined for what cannot be read any more. */
  private async contentOf(
    { bytes, contentType, source }: NonNullable<PackRow['original']>,
    sender: string,
  ): Promise<Content | undefined> {
    const { directory } = this.configuration.current;
    const format = formatOf(contentType);
    const mapping = sendingPartyNamed(source, directory)?.mapping;
    if (format === undefined || mapping === undefined) return undefined;
    const read = await this.reader.read({ bytes, contentType }, format, { mapping, processingIds: this.processingIds });
    return read.ok && read.message.sender === sender ? read.message.content : undefined;
  }
}

/** A message without what its kind cannot be without: its content has been erased since (L-KEEP-01). */
function isErased(kind: string, content: Content): boolean {
  const needed = Object.entries(contentFieldsOf(kind)).filter(([, { required }]) => required);
  return needed.some(([field]) => content[field] === undefined);
}
