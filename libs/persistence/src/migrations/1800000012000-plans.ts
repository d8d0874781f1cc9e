import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "plan" (
     "id" uuid NOT NULL,
     "profile" text NOT NULL,
     "patient_id" text NOT NULL,
     "state" text NOT NULL,
     "version" integer NOT NULL,
     "patient" jsonb NOT NULL,
     "former_ids" jsonb,
     "facts" jsonb NOT NULL,
     "steps" jsonb NOT NULL,
     "episode_id" uuid,
     "coordinator_unit" text,
     "units" text array NOT NULL,
     "follow_up_on" date,
     "opened_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "closed_at" TIMESTAMP WITH TIME ZONE,
     "erased_at" TIMESTAMP WITH TIME ZONE,
     "changed_seq" bigint NOT NULL,
     CONSTRAINT "plan_pk" PRIMARY KEY ("id")
   )`,
  `CREATE UNIQUE INDEX "plan_open" ON "plan" ("patient_id", "profile") WHERE closed_at IS NULL`,
  `CREATE INDEX "plan_patient_closed" ON "plan" ("patient_id") WHERE closed_at IS NOT NULL`,
  `CREATE INDEX "plan_former_ids" ON "plan" USING gin ("former_ids" jsonb_path_ops) WHERE former_ids IS NOT NULL`,
  `CREATE INDEX "plan_episode" ON "plan" ("episode_id", "id") WHERE episode_id IS NOT NULL`,
  `CREATE INDEX "plan_state" ON "plan" ("state", "id")`,
  `CREATE INDEX "plan_closed" ON "plan" ("closed_at", "id")`,
  `CREATE INDEX "plan_unerased" ON "plan" ("closed_at", "id") WHERE closed_at IS NOT NULL AND erased_at IS NULL`,
  `CREATE UNIQUE INDEX "plan_changed" ON "plan" ("profile", "changed_seq")`,
  // Numbers are taken only by the holder of the lock of changes, so they commit in order.
  `CREATE SEQUENCE "plan_change" CACHE 1`,
  `CREATE TABLE "plan_unit" (
     "plan_id" uuid NOT NULL,
     "unit" text NOT NULL,
     "is_open" boolean NOT NULL,
     CONSTRAINT "plan_unit_pk" PRIMARY KEY ("plan_id", "unit")
   )`,
  `CREATE INDEX "plan_unit_all" ON "plan_unit" ("unit", "plan_id")`,
  `CREATE INDEX "plan_unit_open" ON "plan_unit" ("unit", "plan_id") WHERE is_open`,
  `CREATE TABLE "plan_day" (
     "plan_id" uuid NOT NULL,
     "unit" text NOT NULL,
     "day" date NOT NULL,
     CONSTRAINT "plan_day_pk" PRIMARY KEY ("plan_id", "unit", "day")
   )`,
  `CREATE INDEX "plan_day_unit" ON "plan_day" ("unit", "day", "plan_id")`,
  `ALTER TABLE "message" ADD "plan_id" uuid`,
  `CREATE INDEX "message_plan" ON "message" ("plan_id", "id") WHERE plan_id IS NOT NULL`,
  `ALTER TABLE "delivery" ADD "plan_id" uuid`,
  `CREATE INDEX "delivery_plan_open" ON "delivery" ("plan_id") WHERE plan_id IS NOT NULL AND state IN ('waiting', 'received')`,
  `ALTER TABLE "deadline" ADD "plan_id" uuid, ADD "about" text`,
  `CREATE INDEX "deadline_plan" ON "deadline" ("plan_id") WHERE plan_id IS NOT NULL`,
];

const BACK = [
  `DROP INDEX "deadline_plan"`,
  `ALTER TABLE "deadline" DROP COLUMN "about", DROP COLUMN "plan_id"`,
  `DROP INDEX "delivery_plan_open"`,
  `ALTER TABLE "delivery" DROP COLUMN "plan_id"`,
  `DROP INDEX "message_plan"`,
  `ALTER TABLE "message" DROP COLUMN "plan_id"`,
  `DROP TABLE "plan_day"`,
  `DROP TABLE "plan_unit"`,
  `DROP SEQUENCE "plan_change"`,
  `DROP TABLE "plan"`,
];

/** Plans (SIP), whose they are, on which days they matter, and what messages, deliveries and deadlines hang on them. */
export class Plans1800000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
