import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "print_job" ("id" uuid NOT NULL, "unit" text NOT NULL, "profile" text NOT NULL, "plan_id" uuid NOT NULL,
     "message_id" uuid NOT NULL, "meeting_id" uuid, "kind" text NOT NULL, "receiver" jsonb, "key" text NOT NULL,
     "state" text NOT NULL, "why" text, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "due" TIMESTAMP WITH TIME ZONE,
     "printed_at" TIMESTAMP WITH TIME ZONE, "printed_by" jsonb, "posted_at" TIMESTAMP WITH TIME ZONE, "posted_by" jsonb,
     "cancelled_at" TIMESTAMP WITH TIME ZONE, "cancelled_by" jsonb, CONSTRAINT "print_job_pk" PRIMARY KEY ("id"))`,
  `CREATE INDEX "print_job_queue" ON "print_job" ("unit", "state", "id")`,
  `CREATE INDEX "print_job_unit" ON "print_job" ("unit", "id")`,
  `CREATE INDEX "print_job_due" ON "print_job" ("due", "id") WHERE posted_at IS NULL AND cancelled_at IS NULL`,
  `CREATE INDEX "print_job_plan" ON "print_job" ("plan_id", "id")`,
  `CREATE UNIQUE INDEX "print_job_once" ON "print_job" ("plan_id", "key") WHERE state = 'queued'`,
];

/** What units are to print and send. */
export class PrintQueue1800000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "print_job"`);
  }
}
