import type { AdmissionAnswer } from '#domain/admission-plan.js';
import { reason } from '#domain/reason.js';
import type { OutcomeClass, Reason } from '#domain/reason.js';
import { formatOf } from '#formats/format.js';
import { refusedAs } from './admit-message.js';
import type { AdmissionReport, AdmitMessage } from './admit-message.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { Clock, QuarantineItem, QuarantineStore } from './ports.js';
import { unsupportedType } from './read-message.js';
import { sendingPartyNamed } from './sending-party.js';

export type ReplayOutcome =
  | { readonly kind: 'accepted' | 'duplicate'; readonly answer: AdmissionAnswer }
  | { readonly kind: 'refused'; readonly outcome: OutcomeClass; readonly reasons: readonly Reason[] }
  /** It had been replayed before, as this message. */
  | { readonly kind: 'conflict'; readonly message: string | undefined };

/** Outcomes that say nothing of the message: the same replay may succeed in a while. */
const PASSING: readonly OutcomeClass[] = ['unavailable', 'too-many'];

/**
 * Sends held input through admission again, after the directory or a mapping was mended. It is decided as if it came now
 * from the same party, with the rights that party has now.
 */
export class ReplayQuarantine {
  constructor(
    private readonly quarantine: QuarantineStore,
    private readonly admitMessage: Pick<AdmitMessage, 'admit'>,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  /** Undefined when there is no such entry or its bytes were erased. @param actor as it stands in the audit. */
  async replay(id: string, actor: string): Promise<ReplayOutcome | undefined> {
    const held = await this.quarantine.load(id);
    if (held === undefined) return undefined;
    if (held.item.state === 'replayed') return { kind: 'conflict', message: held.item.message };
    const report = await this.admit(held.item, held.bytes);
    const now = await this.clock.now();
    if (report.kind === 'accepted') {
      await this.quarantine.markReplayed(id, report.answer.id, actor, now);
      return { kind: report.isRepeat ? 'duplicate' : 'accepted', answer: report.answer };
    }
    const { outcome, reasons } = report.kind === 'ignored' ? IGNORED : report;
    if (!PASSING.includes(outcome)) await this.quarantine.markRefused(id, { outcome, reasons }, actor, now);
    return { kind: 'refused', outcome, reasons };
  }

  private async admit(item: QuarantineItem, bytes: Buffer): Promise<AdmissionReport> {
    const party = sendingPartyNamed(item.source, this.configuration.current.directory);
    const format = formatOf(item.contentType);
    if (party === undefined) return refusedAs([SOURCE_GONE], undefined);
    if (format === undefined) return refusedAs([unsupportedType()], undefined);
    return this.admitMessage.admit({ bytes, contentType: item.contentType, format, party, isReplay: true });
  }
}

const SOURCE_GONE = reason('sender-unknown', '', 'the directory no longer has this source');

/** What the mapping says to ignore becomes nothing, and stays where it is kept. */
const IGNORED = refusedAs([reason('not-our-event', '', "the source's mapping says to ignore it")], undefined);
