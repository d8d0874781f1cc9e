import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // The default is for what a process of the version before still appends while this one is taken into use.
  `ALTER TABLE "counter_delta" ADD "at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`,
  `CREATE TABLE "flow_bucket" ("unit" text NOT NULL, "grain" text NOT NULL, "metric" text NOT NULL,
     "start" TIMESTAMP WITH TIME ZONE NOT NULL, "value" bigint NOT NULL,
     CONSTRAINT "flow_bucket_pk" PRIMARY KEY ("unit", "grain", "metric", "start"))`,
  `CREATE INDEX "flow_bucket_start" ON "flow_bucket" ("start")`,
  `CREATE TABLE "unit_seen" ("unit" text NOT NULL, "last_received_at" TIMESTAMP WITH TIME ZONE,
     "last_polled_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "unit_seen_pk" PRIMARY KEY ("unit"))`,
  `INSERT INTO "unit_seen" (unit, last_received_at, last_polled_at)
   SELECT u.unit, (SELECT m.received_at FROM message m WHERE m.sender = u.unit ORDER BY m.id DESC LIMIT 1),
     (SELECT d.fetched_at FROM delivery d WHERE d.unit = u.unit AND d.fetched_at IS NOT NULL ORDER BY d.position DESC LIMIT 1)
   FROM (SELECT DISTINCT unit FROM counter WHERE unit <> '*') u`,
  `INSERT INTO "counter" (unit, metric, value)
   SELECT responsible, 'overdue-receipts', count(*) FROM deadline
   WHERE state = 'open' AND overdue AND scope = 'delivery' GROUP BY responsible`,
  `CREATE INDEX "deadline_duty" ON "deadline" ("responsible", "due", "id") WHERE state = 'open' AND scope <> 'delivery'`,
  `CREATE INDEX "escalation_opened" ON "escalation" ("opened_at")`,
  `CREATE INDEX "escalation_resolved" ON "escalation" ("resolved_at") WHERE resolved_at IS NOT NULL`,
  `CREATE INDEX "quarantine_replayed" ON "quarantine" ("replayed_at") WHERE replayed_at IS NOT NULL`,
];

const BACK = [
  `DROP INDEX "quarantine_replayed"`,
  `DROP INDEX "escalation_resolved"`,
  `DROP INDEX "escalation_opened"`,
  `DROP INDEX "deadline_duty"`,
  `DELETE FROM "counter" WHERE metric = 'overdue-receipts'`,
  `DROP TABLE "unit_seen"`,
  `DROP TABLE "flow_bucket"`,
  `ALTER TABLE "counter_delta" DROP COLUMN "at"`,
];

/** The course of the kept counts over time, when each unit was last heard of, and what the overview finds its rows by. */
export class Flow1800000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
