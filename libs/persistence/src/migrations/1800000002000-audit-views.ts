import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Lines lie in the order of their time, so block ranges find a period and cost the accepting transaction next to nothing.
  `CREATE INDEX "audit_entry_at" ON "audit_entry" USING brin ("at") WITH (autosummarize = on)`,
  `CREATE INDEX "audit_entry_deliveries" ON "audit_entry" USING gin ((detail->'deliveries')) WHERE detail ? 'deliveries'`,
  `CREATE INDEX "audit_entry_messages" ON "audit_entry" USING gin ((detail->'messages')) WHERE detail ? 'messages'`,
  `CREATE INDEX "episode_former_ids" ON "episode" USING gin ("former_ids" jsonb_path_ops) WHERE former_ids IS NOT NULL`,
  `ALTER TABLE "message" ADD "person" text`,
  `UPDATE "message" SET "person" = body->'patient'->>'id' WHERE episode_id IS NULL`,
  `CREATE INDEX "message_person" ON "message" ("person") WHERE person IS NOT NULL`,
  `CREATE INDEX "quarantine_replayed_as" ON "quarantine" ("replayed_as") WHERE replayed_as IS NOT NULL`,
  `CREATE TABLE "spot_check" (
     "id" uuid NOT NULL,
     "drawn_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "drawn_by" text NOT NULL,
     "period_from" TIMESTAMP WITH TIME ZONE NOT NULL,
     "period_to" TIMESTAMP WITH TIME ZONE NOT NULL,
     "unit" text,
     "entries" jsonb NOT NULL,
     "closed_at" TIMESTAMP WITH TIME ZONE,
     "closed_by" text,
     "findings" text,
     "deviations" integer,
     CONSTRAINT "spot_check_pk" PRIMARY KEY ("id")
   )`,
  `CREATE TABLE "retention_mark" (
     "kind" text NOT NULL,
     "up_to" uuid NOT NULL,
     CONSTRAINT "retention_mark_pk" PRIMARY KEY ("kind")
   )`,
];

const BACK = [
  `DROP TABLE "retention_mark"`,
  `DROP TABLE "spot_check"`,
  `DROP INDEX "quarantine_replayed_as"`,
  `DROP INDEX "message_person"`,
  `ALTER TABLE "message" DROP COLUMN "person"`,
  `DROP INDEX "episode_former_ids"`,
  `DROP INDEX "audit_entry_messages"`,
  `DROP INDEX "audit_entry_deliveries"`,
  `DROP INDEX "audit_entry_at"`,
];

/** What the auditor asks for, and how far the erasing of old data has come. */
export class AuditViews1800000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
