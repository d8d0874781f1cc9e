import type { DataSource } from 'typeorm';
import type { VisibleMessage } from '#domain/admission/admission-plan.js';
import type { Delivery } from '#domain/delivery.js';
import type { ResendDecision } from '#domain/admission/resend.js';
import type { PlanFacts } from '#domain/plan/plan.js';
import { ResendStore } from '#flows/content-ports.js';
import type { ResendCase, Resending } from '#flows/content-ports.js';
import { appendAudit } from './audit.js';
import { bumpInboxes, moveToEnd } from './deliveries.js';
import { DELIVERY_COLUMNS, deliveryOf } from './delivery-rows.js';
import type { DeliveryRecord } from './delivery-rows.js';
import { inTransaction, query } from './transaction.js';

type CaseRow = DeliveryRecord & { body: VisibleMessage; is_expired: boolean; facts: PlanFacts | null };

const CASE = `
SELECT ${DELIVERY_COLUMNS}, m.body, coalesce(m.waits_until <= $2, false) AS is_expired,
  (SELECT p.facts FROM plan p WHERE p.id = d.plan_id) AS facts
FROM delivery d JOIN message m ON m.id = d.message_id WHERE d.id = $1`;

const OTHERS = `
SELECT unit FROM delivery WHERE message_id = $1 AND id <> $2 AND unit <> $3 AND state IN ('waiting', 'received', 'receipted')
GROUP BY unit ORDER BY min(position)`;

/** Deliveries that are given a new place in their inbox, in PostgreSQL. */
export class PgResendStore extends ResendStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async look(deliveryId: string, now: Date): Promise<ResendCase | undefined> {
    const [row] = await query<CaseRow>(this.dataSource, CASE, [deliveryId, now]);
    if (row === undefined) return undefined;
    const others = await query<{ unit: string }>(this.dataSource, OTHERS, [row.message_id, deliveryId, row.unit]);
    return {
      delivery: deliveryOf(row),
      isExpired: row.is_expired,
      facts: row.facts ?? undefined,
      body: row.body,
      others: others.map(({ unit }) => unit),
    };
  }

  override async resend(
    deliveryId: string,
    decide: (delivery: Delivery, isExpired: boolean, facts: PlanFacts | undefined) => ResendDecision,
    { reason, actor }: { readonly reason: string; readonly actor: string },
    now: Date,
  ): Promise<Resending | undefined> {
    return inTransaction(this.dataSource, async (sql) => {
      const [row] = await sql<CaseRow>(`${CASE} FOR UPDATE OF d`, [deliveryId, now]);
      if (row === undefined) return undefined;
      const delivery = deliveryOf(row);
      const decision = decide(delivery, row.is_expired, row.facts ?? undefined);
      if (decision.kind === 'refused') return { kind: 'refused', decision };
      const { unit } = delivery;
      await bumpInboxes(sql, [unit]);
      await appendAudit(sql, [
        { at: now, actor, action: 'resent', unit, subject: 'delivery', subjectId: deliveryId, detail: { reason } },
      ]);
      return { kind: 'resent', unit, position: await moveToEnd(sql, deliveryId) };
    });
  }
}
