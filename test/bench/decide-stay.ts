import { decideAdmission } from '#domain/admission/admission.js';
import type {
  AdmissionPlan,
  KnownDeadline,
  KnownState,
  OutstandingDelivery,
} from '#domain/admission/admission-plan.js';
import type { Directory, Unit } from '#domain/directory/directory.js';
import type { Episode } from '#domain/episode/episode.js';
import { standingSteps } from '#domain/episode/steps.js';
import type { Message, MessageKind, PartyRole } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';
import type { Said } from './decide-scenes.js';
import { testPerson } from './test-persons.js';

const ORIGIN = { format: 'json', application: '' } as const;
/** Everything in the stay is said in its first hours, so that nothing is late. */
const START = Date.parse('2026-11-23T08:00:00+01:00');
const MINUTE = 60_000;

/** A stay in memory: what a store would load of it for the next message. */
export class DecideStay {
  /** The plan of the admission notice. */
  notice: AdmissionPlan | undefined;
  private episode: Episode | undefined;
  private readonly deadlines = new Map<string, KnownDeadline>();
  private readonly outstanding = new Map<string, OutstandingDelivery>();
  private ids = 0;
  private said = 0;

  constructor(
    readonly profile: Profile,
    readonly directory: Directory,
  ) {}

  readonly newId = (): string => {
    this.ids += 1;
    return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
  };

  /** The region's first unit of a role. */
  unit(role: PartyRole): Unit {
    const found = [...this.directory.units.values()].find(
      (unit) =>
        unit.profile === this.profile.id && unit.role === role && (unit.isDefault || unit.municipality === null),
    );
    if (found === undefined) throw new Error(`${this.profile.id} has no unit for ${role}`);
    return found;
  }

  get now(): Date {
    return new Date(START + this.said * MINUTE);
  }

  get messages(): number {
    return this.said;
  }

  get stay(): Episode {
    if (this.episode === undefined) throw new Error('The stay has not begun');
    return this.episode;
  }

  known(): KnownState {
    const waiting = new Set([...this.outstanding.values()].map(({ message }) => message));
    const firsts = new Map<MessageKind, string>();
    for (const { kind, message } of standingSteps(this.episode)) if (!firsts.has(kind)) firsts.set(kind, message);
    return {
      episode: this.episode,
      hasOtherOpenEpisode: false,
      outstanding: [...this.outstanding.values()],
      deadlines: [...this.deadlines.values()].filter(({ state }) => state !== 'cancelled'),
      target: undefined,
      waiting: [],
      receipted: [...firsts].flatMap(([kind, first]) => (waiting.has(first) ? [] : [kind])),
    };
  }

  /** The first notice: category CD, with consent. */
  opening(): Message {
    const patient = {
      ...testPerson(1),
      givenName: 'Tolvan',
      familyName: 'Tolvansson',
      municipality: this.unit('socialtjanst').municipality ?? '',
      healthCentre: this.unit('oppenvard').hsaId,
    };
    const content = {
      admittedAt: new Date(START - 60 * MINUTE).toISOString(),
      expectedDischarge: '2026-11-27',
      reason: 'Fall',
    };
    const consent = { given: true, scope: ['informationsoverforing'] };
    const head = this.head({ kind: 'inskrivningsmeddelande', by: 'slutenvard', content });
    return { ...head, episodeId: 'V1', patient, planningCategory: 'CD', consent };
  }

  message(said: Said): Message {
    const recipients = said.to?.map((role) => this.unit(role).hsaId);
    return { ...this.head(said), episode: this.stay.id, ...(recipients === undefined ? {} : { recipients }) };
  }

  private head({ kind, by, content }: Said): Message {
    const sentAt = this.now.toISOString();
    return { messageId: `b-${String(this.said)}`, kind, sender: this.unit(by).hsaId, sentAt, content };
  }

  /** Decides a message on what is known; throws when it is refused, which would be another thing to measure. */
  decide(message: Message, known: KnownState): AdmissionPlan {
    const sender = this.directory.units.get(message.sender);
    if (sender === undefined) throw new Error('The sender is no unit');
    const request = { message, origin: ORIGIN, sender, receivedAt: this.now };
    const decision = decideAdmission(request, known, this);
    if (decision.kind === 'accepted') return decision.plan;
    throw new Error(
      `${message.kind} was refused: ${decision.reasons.map(({ code, path }) => `${code} ${path}`).join()}`,
    );
  }

  /** Keeps what a message brings about; whoever gets it receipts it at once. */
  tell(message: Message): void {
    const plan = this.decide(message, this.known());
    this.notice ??= plan;
    this.episode = plan.episode;
    for (const { message: starter, state, ...deadline } of plan.deadlines) {
      const isDone = deadline.scope === 'delivery' ? 'met' : state;
      const metBy = state === 'met' ? plan.message.id : undefined;
      this.deadlines.set(deadline.id, { ...deadline, message: starter ?? plan.message.id, state: isDone, metBy });
    }
    for (const { id, state } of plan.endedDeadlines) {
      const known = this.deadlines.get(id);
      if (known !== undefined) this.deadlines.set(id, { ...known, state, metBy: plan.message.id });
    }
    this.said += 1;
  }
}
