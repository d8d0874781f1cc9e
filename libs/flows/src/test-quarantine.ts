import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import type { Directory } from '#domain/directory/directory.js';
import type { Reason, Warning } from '#domain/reason.js';
import { questionOf, readingRules, remarksOf } from './admission-question.js';
import type { AdmissionSettings } from './admit-message.js';
import type { Configuration, ConfigurationHolder } from './configuration-holder.js';
import type { DirectoryFile } from './directory-ports.js';
import { heldInput, IGNORED } from './held-input.js';
import type { MessageReader } from './message-reader.js';
import type { Clock, Keys, QuarantineItem, QuarantineStore } from './ports.js';
import type { AdmissionTrial } from './quarantine-ports.js';

/** What would become of held input that was sent through now, and under which configuration that was tried. */
export type TestOutcome =
  | {
      readonly kind: 'accepted' | 'duplicate';
      readonly deliveries: AdmissionAnswer['deliveries'];
      readonly warnings: readonly Warning[];
      /** The directory that it was tried on. */
      readonly directory: Directory;
    }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  /** The proposed directory is wrong, so that nothing was tried: `file:line: place: reason`. */
  | { readonly kind: 'wrong-directory'; readonly problems: readonly string[] };

/** What a trial works with. */
export interface TestParts {
  readonly quarantine: QuarantineStore;
  readonly trial: AdmissionTrial;
  readonly reader: MessageReader;
  readonly configuration: ConfigurationHolder;
  readonly file: Pick<DirectoryFile, 'check'>;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly newId: () => string;
}

/** Tries held input on the directory in force or on a proposed one, on the way that admission goes, and leaves nothing behind. */
export class TestQuarantine {
  constructor(
    private readonly parts: TestParts,
    private readonly settings: Pick<AdmissionSettings, 'processingIds'>,
  ) {}

  /**
   * Undefined when there is no such entry or its bytes were erased.
   * @param directory text of a proposed directory; without it the one in force is tried.
   */
  async test(id: string, directory: string | undefined): Promise<TestOutcome | undefined> {
    const held = await this.parts.quarantine.load(id);
    if (held === undefined) return undefined;
    if (directory === undefined) return this.decide(held, this.parts.configuration.current);
    const proposed = await this.parts.file.check(directory);
    if (!proposed.ok) return { kind: 'wrong-directory', problems: proposed.problems };
    return this.decide(held, proposed.configuration);
  }

  private async decide(
    { item, bytes }: { readonly item: QuarantineItem; readonly bytes: Buffer },
    configuration: Configuration,
  ): Promise<TestOutcome> {
    const held = heldInput(item, bytes, configuration.directory);
    if (!held.ok) return { kind: 'refused', reasons: held.reasons };
    const { contentType, format, party } = held.input;
    const rules = readingRules(party, configuration, this.settings.processingIds);
    const read = await this.parts.reader.read({ bytes, contentType }, format, rules);
    if (!read.ok && read.ignored) return { kind: 'refused', reasons: IGNORED.reasons };
    const raw = { bytes, contentType, source: party.name, receivedAt: await this.parts.clock.now() };
    const question = questionOf({ raw, read, party }, configuration, this.parts);
    if (question.kind === 'refused') return question;
    const outcome = await this.parts.trial.decide(question.attempt, question.decide);
    if (outcome.kind === 'refused') return { kind: 'refused', reasons: question.read.at(outcome.reasons) };
    const { deliveries, warnings } = outcome.answer;
    const { directory } = configuration;
    return { kind: outcome.kind, deliveries, warnings: remarksOf(question.read, warnings), directory };
  }
}
