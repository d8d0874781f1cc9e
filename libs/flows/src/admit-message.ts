import { decideAdmission } from '#domain/admission.js';
import type { AdmissionAnswer } from '#domain/admission-plan.js';
import type { Source, Unit } from '#domain/directory.js';
import type { Message, MessageKind } from '#domain/message.js';
import { outcomeClassOf, reason } from '#domain/reason.js';
import type { OutcomeClass, Reason } from '#domain/reason.js';
import type { Hl7Message } from '#formats/hl7v2/er7.js';
import { headerOf } from '#formats/hl7v2/read.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { StorageUnavailable } from './ports.js';
import type {
  AdmissionStore,
  Clock,
  EpisodeName,
  HubLog,
  InboxSignals,
  Keys,
  QuarantineStore,
  RawMessage,
} from './ports.js';
import { readMessage } from './read-message.js';
import type { MessageFormat, ReadMessage } from './read-message.js';

/** Who sends: the units it may send as, and how its HL7 is read. */
export interface SendingParty {
  /** `http:<client id>` or `mllp:<source id>`. */
  readonly name: string;
  readonly units: readonly string[];
  readonly reading: Pick<Source, 'defaultCharset' | 'facilities'>;
}

export interface AdmissionInput {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly format: MessageFormat;
  readonly party: SendingParty;
  /** A replay out of quarantine is already kept there: it is not kept again when it is refused again. */
  readonly isReplay?: boolean;
}

/** What became of a message; `hl7` is what an acknowledgement answers to. */
export type AdmissionReport = { readonly hl7: Hl7Message | undefined; readonly messageKind?: MessageKind } & (
  | { readonly kind: 'accepted'; readonly answer: AdmissionAnswer; readonly isRepeat: boolean }
  | { readonly kind: 'refused'; readonly outcome: OutcomeClass; readonly reasons: readonly Reason[] }
);

export interface AdmissionSettings {
  readonly processingIds: readonly string[];
  /** Messages that may wait for the database before new ones are turned away. */
  readonly maxPending: number;
}

/**
 * Takes one message in: reads it, decides, commits. When this returns `accepted`, all consequences are in the database;
 * what is refused is kept in quarantine with its bytes. When the storage is away nothing is promised and nothing is kept:
 * the sender is told to send again.
 */
export class AdmitMessage {
  private pending = 0;
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly admissions: AdmissionStore,
    private readonly quarantine: QuarantineStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly signals: InboxSignals,
    private readonly newId: () => string,
    private readonly log: HubLog,
    private readonly settings: AdmissionSettings,
  ) {}

  async admit(input: AdmissionInput): Promise<AdmissionReport> {
    if (this.pending >= this.settings.maxPending) return refusedAs([reason('too-many', '')], headOf(input));
    this.pending += 1;
    try {
      return await this.admitNow(input);
    } catch (error) {
      if (error instanceof StorageUnavailable) return refusedAs([reason('unavailable', '')], headOf(input));
      this.log.error('admission-failed', error, { source: input.party.name });
      return await this.turnAway(input, reason('internal', '', 'it is kept and operations can send it through again'));
    } finally {
      this.pending -= 1;
    }
  }

  /**
   * Turns away what never became a message: no frame, too large, cut off. Kept in quarantine as far as there are bytes; when
   * the storage is away the sender is told to send again. Never throws.
   */
  async turnAway(input: AdmissionInput, found: Reason): Promise<AdmissionReport> {
    const report = refusedAs([found], headOf(input));
    try {
      await this.keep(input, { ...report, raw: rawOf(input, await this.clock.now()) });
      return report;
    } catch (error) {
      if (error instanceof StorageUnavailable) return refusedAs([reason('unavailable', '')], report.hl7);
      // The answer is negative either way, so that nobody relies on what was not kept.
      this.log.error('quarantine-failed', error, { source: input.party.name });
      return report;
    }
  }

  private async admitNow(input: AdmissionInput): Promise<AdmissionReport> {
    const raw = rawOf(input, await this.inTurn());
    const read = readMessage(input.bytes, input.format, {
      source: input.party.reading,
      processingIds: this.settings.processingIds,
    });
    const foreign = this.foreignSender(read, input.party);
    if (foreign !== undefined) return this.refuse(input, raw, read, [foreign]);
    if (!read.ok) return this.refuse(input, raw, read, read.reasons);
    const sender = this.configuration.current.directory.units.get(read.message.sender);
    if (sender === undefined) return this.refuse(input, raw, read, read.at([reason('sender-not-allowed', 'sender')]));
    const outcome = await this.commit(raw, read, sender);
    if (outcome.kind === 'refused') return this.refuse(input, raw, read, read.at(outcome.reasons));
    if (outcome.kind === 'accepted') this.wake(outcome.units);
    const warnings = read.at(outcome.answer.warnings);
    return {
      kind: 'accepted',
      answer: { ...outcome.answer, warnings },
      isRepeat: outcome.kind === 'duplicate',
      hl7: read.hl7,
      messageKind: read.message.kind,
    };
  }

  /** What is committed stays accepted, whatever happens to those who wait for it. */
  private wake(units: readonly string[]): void {
    try {
      this.signals.changed(units);
    } catch (error) {
      this.log.error('inbox-signal-failed', error);
    }
  }

  /**
   * The time at which a message is received, given in the order of the calls: up to the store nothing else is waited for, so
   * that messages which a sender pipelined reach it in their order.
   */
  private inTurn(): Promise<Date> {
    const turn = this.lastTurn.then(() => this.clock.now());
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /** A text from outside becomes the name of a unit only when the directory knows it. */
  private knownUnit(sender: string | undefined): string | undefined {
    return sender !== undefined && this.configuration.current.directory.units.has(sender) ? sender : undefined;
  }

  /** A unit that the caller may not send as is refused before anything else is told about the message. */
  private foreignSender(read: ReadMessage, party: SendingParty): Reason | undefined {
    if (read.sender === undefined || party.units.includes(read.sender)) return undefined;
    const refusal = reason('sender-not-allowed', 'sender', 'the directory lists which units a client may send as');
    return read.ok ? (read.at([refusal])[0] ?? refusal) : refusal;
  }

  private commit(raw: RawMessage, read: Extract<ReadMessage, { ok: true }>, sender: Unit) {
    const { message, origin } = read;
    const attempt = {
      raw,
      idempotencyKey: this.keys.idempotencyKey(origin.application, message.sender, message.messageId),
      contentHash: this.keys.contentHash(canonical(message)),
      own: { sender: message.sender, messageId: message.messageId },
      episode: episodeOf(message, sender),
      patientId: message.patient?.id,
      target: targetOf(message),
    };
    const { directory, profiles } = this.configuration.current;
    const profile = profiles.get(sender.profile);
    return this.admissions.admit(attempt, (known) => {
      if (profile === undefined)
        return { kind: 'refused', reasons: [reason('unknown-unit', 'sender', 'its region has no profile')] };
      return decideAdmission({ message, origin, sender, receivedAt: raw.receivedAt }, known, {
        profile,
        directory,
        newId: this.newId,
      });
    });
  }

  private async refuse(
    input: AdmissionInput,
    raw: RawMessage,
    read: ReadMessage,
    reasons: readonly Reason[],
  ): Promise<AdmissionReport> {
    const report = refusedAs(reasons, read.hl7);
    await this.keep(input, { ...report, raw, sender: this.knownUnit(read.sender), messageId: read.messageId });
    return read.ok ? { ...report, messageKind: read.message.kind } : report;
  }

  /** What is replayed out of quarantine lies there already. */
  private async keep(input: AdmissionInput, refused: RefusedInput): Promise<void> {
    if (input.isReplay === true) return;
    const { raw, outcome, reasons, sender, messageId } = refused;
    await this.quarantine.hold({ raw, outcome, reasons, sender, messageId });
  }
}

interface RefusedInput {
  readonly raw: RawMessage;
  readonly outcome: OutcomeClass;
  readonly reasons: readonly Reason[];
  readonly sender?: string | undefined;
  readonly messageId?: string | undefined;
}

function rawOf({ bytes, contentType, party }: AdmissionInput, receivedAt: Date): RawMessage {
  return { bytes, contentType, source: party.name, receivedAt };
}

/** The header that an answer in HL7 is made from, when the message itself was not read. */
function headOf({ bytes, format }: AdmissionInput): Hl7Message | undefined {
  return format === 'hl7v2' ? headerOf(bytes) : undefined;
}

/** What the metrics call the outcome. */
export function outcomeOf(report: AdmissionReport): OutcomeClass | 'accepted' | 'duplicate' {
  if (report.kind === 'refused') return report.outcome;
  return report.isRepeat ? 'duplicate' : 'accepted';
}

function refusedAs(
  reasons: readonly Reason[],
  hl7: Hl7Message | undefined,
): Extract<AdmissionReport, { kind: 'refused' }> {
  return { kind: 'refused', outcome: outcomeClassOf(reasons), reasons, hl7 };
}

/** The parsed message without its sending time; fields stand in the order of the check, so equal messages give equal texts. */
function canonical(message: Message): string {
  return JSON.stringify({ ...message, sentAt: undefined });
}

function episodeOf(message: Message, sender: Unit): EpisodeName | undefined {
  if (message.episode !== undefined) return { id: message.episode };
  return message.episodeId === undefined ? undefined : { organisation: sender.organisation, number: message.episodeId };
}

function targetOf(message: Message): { sender: string; messageId: string } | undefined {
  const messageId = message.content['messageId'];
  return message.kind === 'makulering' && typeof messageId === 'string'
    ? { sender: message.sender, messageId }
    : undefined;
}
