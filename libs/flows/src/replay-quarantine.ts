import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { OutcomeClass, Reason } from '#domain/reason.js';
import { refusedAs } from './admit-message.js';
import type { AdmissionReport, AdmitMessage } from './admit-message.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { heldInput, IGNORED } from './held-input.js';
import { StorageUnavailable } from './ports.js';
import type { Clock, QuarantineItem, QuarantineStore } from './ports.js';
import type { QuarantineWork } from './quarantine-ports.js';

export type ReplayOutcome =
  | { readonly kind: 'accepted' | 'duplicate'; readonly answer: AdmissionAnswer }
  | { readonly kind: 'refused'; readonly outcome: OutcomeClass; readonly reasons: readonly Reason[] }
  /** It had been replayed before, as this message. */
  | { readonly kind: 'conflict'; readonly message: string | undefined };

/** What became of one of several; `gone`: there is none or its bytes were erased, `unavailable`: the storage is away. */
export type ReplayedOne = { readonly id: string } & (
  ReplayOutcome | { readonly kind: 'gone' } | { readonly kind: 'unavailable' }
);

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
    const held = heldInput(item, bytes, this.configuration.current.directory);
    return held.ok ? this.admitMessage.admit({ ...held.input, isReplay: true }) : refusedAs(held.reasons, undefined);
  }
}

/** Replays many, one after the other in the order in which they came: later ones may build on what earlier ones begin. */
export class ReplayMany {
  constructor(
    private readonly work: Pick<QuarantineWork, 'inOrder'>,
    private readonly one: Pick<ReplayQuarantine, 'replay'>,
  ) {}

  /**
   * Each has its own outcome, and none keeps the others from theirs; only when the storage is away the rest is not tried.
   * @param actor as it stands in the audit.
   */
  async replay(ids: readonly string[], actor: string): Promise<ReplayedOne[]> {
    const known = await this.work.inOrder(ids);
    const outcomes: ReplayedOne[] = [];
    for (const id of known) {
      const isAway = outcomes.at(-1)?.kind === 'unavailable';
      outcomes.push(isAway ? { id, kind: 'unavailable' } : await this.replayOne(id, actor));
    }
    const gone = ids.filter((id) => !known.includes(id));
    return [...outcomes, ...gone.map((id) => ({ id, kind: 'gone' as const }))];
  }

  private async replayOne(id: string, actor: string): Promise<ReplayedOne> {
    try {
      const outcome = await this.one.replay(id, actor);
      if (outcome === undefined) return { id, kind: 'gone' };
      const isAway = outcome.kind === 'refused' && PASSING.includes(outcome.outcome);
      return isAway ? { id, kind: 'unavailable' } : { id, ...outcome };
    } catch (error) {
      if (error instanceof StorageUnavailable) return { id, kind: 'unavailable' };
      throw error;
    }
  }
}
