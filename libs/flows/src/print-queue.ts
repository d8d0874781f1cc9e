import { mayActAs } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import { civilDateOf } from '#domain/calendar.js';
import { isLate } from '#domain/deadline/deadline.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Plan, PlanFacts } from '#domain/plan/plan.js';
import { currentReceiver } from '#domain/plan/paper/print-jobs.js';
import { decidePrint } from '#domain/plan/paper/print-moves.js';
import { isToldOf, planReadingUnit } from '#domain/plan/sight/readers.js';
import type { PrintDecision, PrintMove } from '#domain/plan/paper/print-moves.js';
import type { Profile } from '#domain/profile/profile.js';
import type { Reason } from '#domain/reason.js';
import type { Paper, PaperLanguage } from '#formats/documents/paper.js';
import { paperOf } from '#formats/documents/plan/papers.js';
import type { AdmissionInput, AdmissionReport } from './admit-message.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import { actorOf, isHubId } from './hub-id.js';
import type { Page } from './operations-ports.js';
import type { PlanStore } from './plan-ports.js';
import type { PrintJob, PrintQuery, PrintQueueStore } from './print-ports.js';
import type { Clock } from './ports.js';

/** What the print queue works with. */
export interface PrintQueueParts {
  readonly jobs: PrintQueueStore;
  readonly plans: Pick<PlanStore, 'read'>;
  readonly admissions: { admit(input: AdmissionInput): Promise<AdmissionReport> };
  readonly configuration: ConfigurationHolder;
  readonly clock: Clock;
}

/** What became of the message that the plan was handed over. */
export type HandoverTold =
  { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly reasons: readonly Reason[] };

export type PrintOutcome =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'done'; readonly job: PrintJob; readonly handover: HandoverTold | undefined }
  | Extract<PrintDecision, { kind: 'conflict' | 'invalid' }>;

/** What units are to print and send, and what they have done with it. What is another unit's is not there. */
export class PrintQueue {
  constructor(private readonly parts: PrintQueueParts) {}

  /** The queue of a unit of the caller, the longest waiting first; undefined for another's. @throws InvalidCursor */
  async ofUnit(caller: Caller, query: PrintQuery & { readonly unit: string }): Promise<Page<PrintJob> | undefined> {
    return mayActAs(caller, query.unit) ? this.parts.jobs.list(query) : undefined;
  }

  /** The document as the plan stands now; undefined when there is none to be made any more. Who had it made is noted (L-LOG-01). */
  async document(caller: Caller, id: string, language: PaperLanguage): Promise<Paper | undefined> {
    const job = await this.own(caller, id);
    if (job === undefined || job.state === 'cancelled' || job.receiver === undefined) return undefined;
    const { configuration, plans, jobs, clock } = this.parts;
    const { profiles, directory } = configuration.current;
    const now = await clock.now();
    const reader = { actor: actorOf(caller), unitIn: () => job.unit };
    const record = await plans.read(job.plan, ({ facts }) => mayMake(job, facts), reader, now);
    if (record === undefined || isErased(record.plan)) return undefined;
    const rules = profiles.get(job.profile)?.plan;
    const addressee = currentReceiver(job.receiver, record.plan);
    const wish = { kind: job.kind, meeting: job.meeting, addressee };
    const paper = paperOf({ plan: record.plan, rules, directory, language, now }, wish);
    if (paper !== undefined) await jobs.noteMade(job, actorOf(caller), now);
    return paper;
  }

  /**
   * Notes that a document was printed, posted, or is not sent. Where the region says so, a plan that was posted is delivered: that is
   * told as a `sip-delgivning` of the unit, with the id of the job, so that doing it again tells nothing twice.
   */
  async move(caller: Caller, id: string, move: PrintMove): Promise<PrintOutcome> {
    const own = await this.own(caller, id);
    if (own === undefined) return { kind: 'not-found' };
    const { jobs, configuration, clock } = this.parts;
    const profile = configuration.current.profiles.get(own.profile);
    const now = await clock.now();
    const acting = { actor: actorOf(caller), now, isLate: (due: Date, at: Date) => isLateBy(profile, due, at) };
    const done = await jobs.move(own.id, move, (job) => decidePrint(job, move, now), acting);
    if (done === undefined) return { kind: 'not-found' };
    const { decision, job } = done;
    if (decision.kind === 'conflict' || decision.kind === 'invalid') return decision;
    const isHandedOver = move.action === 'posted' && job.kind === 'plan' && profile?.plan?.paper?.postedCounts === true;
    return { kind: 'done', job, handover: isHandedOver ? await this.tell(caller, job, now) : undefined };
  }

  private async own(caller: Caller, id: string): Promise<PrintJob | undefined> {
    const job = isHubId(id) ? await this.parts.jobs.find(id) : undefined;
    return job !== undefined && mayActAs(caller, job.unit) ? job : undefined;
  }

  private async tell(caller: Caller, job: PrintJob, now: Date): Promise<HandoverTold> {
    const message = {
      ...{ messageId: job.id, kind: 'sip-delgivning', sender: job.unit, sentAt: now.toISOString(), plan: job.plan },
      content: handoverOf(job, now),
    };
    const report = await this.parts.admissions.admit({
      bytes: Buffer.from(JSON.stringify(message)),
      contentType: 'application/json',
      format: 'json',
      party: { name: `http:${caller.clientId}`, units: [job.unit], mapping: PLAIN_MAPPING },
    });
    return report.kind === 'refused' ? { kind: 'refused', reasons: report.reasons } : { kind: 'accepted' };
  }
}

/** Whose queue it is takes part in the plan still: who left it, or coordinates no more, prints nothing of what was written since. */
function mayMake({ unit, kind }: PrintJob, facts: PlanFacts): boolean {
  return planReadingUnit([unit], facts) !== undefined && (kind !== 'plan' || isToldOf(unit, facts));
}

/** What is left of a plan after its days has nobody to be about (L-KEEP-01). */
function isErased({ patient }: Plan): boolean {
  return patient.givenName === '' && patient.familyName === '';
}

/** The person gets the plan, everybody else a copy of it. */
function handoverOf({ receiver, posted }: PrintJob, now: Date): Record<string, unknown> {
  const on = civilDateOf(posted?.at ?? now);
  if (receiver === undefined || receiver.relation === 'den-enskilde') return { event: 'delgiven', way: 'utskrift', on };
  const { relation, name, unit, organisation, channel } = receiver;
  const to = Object.entries({ relation, name, unit, organisation, channel }).filter(([, value]) => value !== undefined);
  return { event: 'kopia', way: 'utskrift', on, to: Object.fromEntries(to) };
}

function isLateBy(profile: Profile | undefined, due: Date, at: Date): boolean {
  const rule = profile?.plan?.duties['sip-brev']?.due;
  return rule === undefined || 'atStart' in rule ? at > due : isLate({ due: rule, strict: false }, due, at);
}
