import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { MessageFormat, MessageKind } from '#domain/message.js';
import { outcomeClassOf, reason } from '#domain/reason.js';
import type { OutcomeClass, Reason } from '#domain/reason.js';
import { headerOf } from '#formats/hl7v2/read.js';
import type { MessageHead } from '#formats/reading.js';
import { questionOf, readingRules, remarksOf } from './admission-question.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { StorageUnavailable } from './ports.js';
import type { InboxSignals } from './inbox-ports.js';
import type { AdmissionStore, Clock, HubLog, Keys, QuarantineStore, RawMessage } from './ports.js';
import type { MessageReader } from './message-reader.js';
import type { ReadMessage } from './read-message.js';
import type { SendingParty } from './sending-party.js';

export interface AdmissionInput {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly format: MessageFormat;
  readonly party: SendingParty;
  /** A replay out of quarantine is already kept there: it is not kept again when it is refused again. */
  readonly isReplay?: boolean;
}

/**
 * What became of a message; `head` is what an answer in its own form answers to. `ignored`: the source's mapping says that such
 * messages are none of ours; nothing of them is kept.
 */
export type AdmissionReport = { readonly head: MessageHead | undefined; readonly messageKind?: MessageKind } & (
  | { readonly kind: 'accepted'; readonly answer: AdmissionAnswer; readonly isRepeat: boolean }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'refused'; readonly outcome: OutcomeClass; readonly reasons: readonly Reason[] }
);

/** What admission works with. */
export interface AdmissionParts {
  readonly reader: MessageReader;
  readonly admissions: AdmissionStore;
  readonly quarantine: QuarantineStore;
  readonly configuration: ConfigurationHolder;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly signals: InboxSignals;
  readonly newId: () => string;
  readonly log: HubLog;
}

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
  /** What is being read elsewhere, by party: its later messages are read after it. */
  private readonly reading = new Map<string, Promise<unknown>>();

  constructor(
    private readonly parts: AdmissionParts,
    private readonly settings: AdmissionSettings,
  ) {}

  async admit(input: AdmissionInput): Promise<AdmissionReport> {
    if (this.pending >= this.settings.maxPending) return refusedAs([reason('too-many', '')], headOf(input));
    this.pending += 1;
    try {
      return await this.admitNow(input);
    } catch (error) {
      if (error instanceof StorageUnavailable) return refusedAs([reason('unavailable', '')], headOf(input));
      this.parts.log.error('admission-failed', error, { source: input.party.name });
      return await this.turnAway(input, reason('internal', '', 'it is kept and operations can send it through again'));
    } finally {
      this.pending -= 1;
    }
  }

  /**
   * Turns away what never became a message: no frame, too large, cut off. Kept in quarantine as far as there are bytes; when
   * the storage is away the sender is told to send again. Never throws.
   */
  async turnAway(input: AdmissionInput, ...found: readonly Reason[]): Promise<AdmissionReport> {
    const report = refusedAs(found, headOf(input));
    try {
      await this.keep(input, { ...report, raw: rawOf(input, await this.parts.clock.now()) });
      return report;
    } catch (error) {
      if (error instanceof StorageUnavailable) return refusedAs([reason('unavailable', '')], report.head);
      // The answer is negative either way, so that nobody relies on what was not kept.
      this.parts.log.error('quarantine-failed', error, { source: input.party.name });
      return report;
    }
  }

  private async admitNow(input: AdmissionInput): Promise<AdmissionReport> {
    const raw = rawOf(input, await this.inTurn());
    const reading = this.read(input);
    const read = reading instanceof Promise ? await reading : reading;
    if (!read.ok && read.ignored) return { kind: 'ignored', head: read.head };
    const question = questionOf({ raw, read, party: input.party }, this.parts.configuration.current, this.parts);
    if (question.kind === 'refused') return this.refuse(input, raw, read, question.reasons);
    const outcome = await this.parts.admissions.admit(question.attempt, question.decide);
    if (outcome.kind === 'refused') return this.refuse(input, raw, read, question.read.at(outcome.reasons));
    if (outcome.kind === 'accepted') this.wake(outcome.units);
    return {
      kind: 'accepted',
      answer: { ...outcome.answer, warnings: remarksOf(question.read, outcome.answer.warnings) },
      isRepeat: outcome.kind === 'duplicate',
      head: read.head,
      messageKind: question.read.message.kind,
    };
  }

  /** At once, unless this message or an earlier one of its party is read elsewhere: a party's messages keep their order. */
  private read({ bytes, contentType, format, party }: AdmissionInput): ReadMessage | Promise<ReadMessage> {
    const rules = readingRules(party, this.parts.configuration.current, this.settings.processingIds);
    const readNow = () => this.parts.reader.read({ bytes, contentType }, format, rules);
    const earlier = this.reading.get(party.name);
    const read = earlier === undefined ? readNow() : earlier.then(readNow);
    if (!(read instanceof Promise)) return read;
    this.reading.set(party.name, read);
    return read.finally(() => {
      if (this.reading.get(party.name) === read) this.reading.delete(party.name);
    });
  }

  /** What is committed stays accepted, whatever happens to those who wait for it. */
  private wake(units: readonly string[]): void {
    try {
      this.parts.signals.changed(units);
    } catch (error) {
      this.parts.log.error('inbox-signal-failed', error);
    }
  }

  /**
   * The time at which a message is received, given in the order of the calls: up to the store nothing else is waited for, so
   * that messages which a sender pipelined reach it in their order.
   */
  private inTurn(): Promise<Date> {
    const turn = this.lastTurn.then(() => this.parts.clock.now());
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /** A text from outside becomes the name of a unit only when the directory knows it. */
  private knownUnit(sender: string | undefined): string | undefined {
    return sender !== undefined && this.parts.configuration.current.directory.units.has(sender) ? sender : undefined;
  }

  private async refuse(
    input: AdmissionInput,
    raw: RawMessage,
    read: ReadMessage,
    reasons: readonly Reason[],
  ): Promise<AdmissionReport> {
    const report = refusedAs(reasons, read.head ?? headOf(input));
    await this.keep(input, { ...report, raw, sender: this.knownUnit(read.sender), messageId: read.messageId });
    return read.ok ? { ...report, messageKind: read.message.kind } : report;
  }

  /** What is replayed out of quarantine lies there already. */
  private async keep(input: AdmissionInput, refused: RefusedInput): Promise<void> {
    if (input.isReplay === true) return;
    const { raw, outcome, reasons, sender, messageId } = refused;
    await this.parts.quarantine.hold({ raw, outcome, reasons, sender, messageId });
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

/** What an answer in HL7 is made from, when the message itself was not read. */
export function headOf({ bytes, format }: Pick<AdmissionInput, 'bytes' | 'format'>): MessageHead | undefined {
  const header = format === 'hl7v2' ? headerOf(bytes) : undefined;
  return header && { kind: 'hl7v2', header };
}

/** What the metrics call the outcome. */
export function outcomeOf(report: AdmissionReport): OutcomeClass | 'accepted' | 'duplicate' | 'ignored' {
  if (report.kind === 'refused') return report.outcome;
  if (report.kind === 'ignored') return 'ignored';
  return report.isRepeat ? 'duplicate' : 'accepted';
}

/** The report of a refusal. */
export function refusedAs(
  reasons: readonly Reason[],
  head: MessageHead | undefined,
): Extract<AdmissionReport, { kind: 'refused' }> {
  return { kind: 'refused', outcome: outcomeClassOf(reasons), reasons, head };
}
