import type { DataSource } from 'typeorm';
import type { Deadline, FiredStep } from '#domain/deadline/deadline.js';
import type { Party } from '#domain/episode/episode.js';
import type { Coordinator, PlanConsent, PlanParticipant } from '#domain/plan/plan.js';
import type { DeadlineSubject, FiringPlan } from '#domain/deadline/firing.js';
import { DeadlineStore } from '#flows/ports.js';
import { leaderIn, partiesIn } from './plan-rows.js';
import { writeFirings } from './firings.js';
import { inTransaction, query } from './transaction.js';

/** A deadline that is to be looked at, with what its messages tell of the one that started it. */
interface DueRow {
  id: string;
  kind: string;
  rule: string;
  profile: string;
  started_at: Date;
  due: Date;
  responsible: string;
  informs: string;
  episode_id: string | null;
  message_id: string;
  delivery_id: string | null;
  fired: FiredStep[];
  overdue: boolean;
  scope: string;
  sender_message_id: string;
  message_kind: string;
  episode_number: string | null;
  parties: Party[] | null;
  ward: string | null;
  plan_id: string | null;
  about: string | null;
  participants: PlanParticipant[] | null;
  coordinators: Coordinator[] | null;
  consents: PlanConsent[] | null;
}

/** Skips what another worker or a receipt holds: it waits for nobody, so it stands in no ring of locks. */
const DUE = `
SELECT d.id, d.kind, d.rule, d.profile, d.started_at, d.due, d.responsible, d.informs, d.episode_id, d.message_id, d.delivery_id, d.fired,
  d.overdue, d.scope, m.message_id AS sender_message_id, m.kind AS message_kind, m.body->>'episodeId' AS episode_number,
  e.facts->'parties' AS parties, e.facts->>'ward' AS ward, d.plan_id, d.about, p.facts->'participants' AS participants,
  p.facts->'coordinators' AS coordinators, p.facts->'consents' AS consents
FROM deadline d JOIN message m ON m.id = d.message_id LEFT JOIN episode e ON e.id = d.episode_id LEFT JOIN plan p ON p.id = d.plan_id
WHERE d.state = 'open' AND d.next_fire_at <= $1 ORDER BY d.next_fire_at, d.id LIMIT $2 FOR UPDATE OF d SKIP LOCKED`;

const FIRST = `
SELECT next_fire_at AS at FROM deadline WHERE state = 'open' AND next_fire_at IS NOT NULL ORDER BY next_fire_at, id LIMIT 1`;

/** Goes from one instant to the next in the index: 20,000 deadlines at 09:00 are one look. */
const INSTANTS = `
WITH RECURSIVE instant AS (
  (SELECT next_fire_at AS at FROM deadline WHERE state = 'open' AND next_fire_at <= $1 ORDER BY next_fire_at LIMIT 1)
  UNION ALL
  SELECT (SELECT d.next_fire_at FROM deadline d WHERE d.state = 'open' AND d.next_fire_at > i.at AND d.next_fire_at <= $1
    ORDER BY d.next_fire_at LIMIT 1) FROM instant i WHERE i.at IS NOT NULL
)
SELECT at FROM instant WHERE at IS NOT NULL LIMIT $2`;

/** Open deadlines in PostgreSQL. Several processes may fire at once: each row is taken by one of them. */
export class PgDeadlineStore extends DeadlineStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly newId: () => string,
  ) {
    super();
  }

  override async nextInstant(): Promise<Date | undefined> {
    const [first] = await query<{ at: Date }>(this.dataSource, FIRST);
    return first?.at;
  }

  override async instantsUntil(until: Date, limit: number): Promise<Date[]> {
    const rows = await query<{ at: Date }>(this.dataSource, INSTANTS, [until, limit]);
    return rows.map((row) => row.at);
  }

  override async fireDue(
    now: Date,
    limit: number,
    decide: (deadline: Deadline, subject: DeadlineSubject) => FiringPlan,
  ): Promise<{ fired: number; units: string[] }> {
    return inTransaction(this.dataSource, async (sql) => {
      const due = await sql<DueRow>(DUE, [now, limit]);
      if (due.length === 0) return { fired: 0, units: [] };
      const decided = due.map((row) => {
        const deadline = deadlineOf(row);
        return { deadline, scope: row.scope, wasOverdue: row.overdue, plan: decide(deadline, subjectOf(row)) };
      });
      return { fired: due.length, units: await writeFirings(sql, decided, now, this.newId) };
    });
  }
}

function deadlineOf(row: DueRow): Deadline {
  return {
    id: row.id,
    kind: row.kind,
    rule: row.rule,
    profile: row.profile,
    startedAt: row.started_at,
    due: row.due,
    state: 'open',
    responsible: row.responsible,
    informs: row.informs,
    episode: row.episode_id ?? undefined,
    plan: row.plan_id ?? undefined,
    about: row.about ?? undefined,
    message: row.message_id,
    delivery: row.delivery_id ?? undefined,
    fired: row.fired,
  };
}

function subjectOf(row: DueRow): DeadlineSubject {
  return {
    episodeNumber: row.episode_number ?? undefined,
    messageId: row.sender_message_id,
    messageKind: row.message_kind,
    parties: [
      ...(row.parties ?? []),
      ...(row.ward === null ? [] : [{ role: 'slutenvard' as const, unit: row.ward }]),
      ...partiesIn(row),
    ],
    coordinator: leaderIn(row),
  };
}
