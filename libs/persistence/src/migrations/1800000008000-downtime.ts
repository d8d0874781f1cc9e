import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "downtime" (
     "id" uuid NOT NULL,
     "unit" text NOT NULL,
     "begins_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "ends_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "reason" text NOT NULL,
     "set_by" text NOT NULL,
     "ended_by" text,
     "version" bigint NOT NULL,
     CONSTRAINT "downtime_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "downtime_ends" ON "downtime" ("ends_at", "id")`,
  `CREATE INDEX "downtime_version" ON "downtime" ("version")`,
  `CREATE TABLE "downtime_state" (
     "id" integer NOT NULL,
     "version" bigint NOT NULL,
     CONSTRAINT "downtime_state_pk" PRIMARY KEY ("id")
   )`,
  `INSERT INTO "downtime_state" ("id", "version") VALUES (1, 0)`,
  `ALTER TABLE "quarantine" ADD "first_code" text NOT NULL DEFAULT '', ADD "first_path" text NOT NULL DEFAULT ''`,
  `UPDATE "quarantine" SET "first_code" = coalesce(reasons->0->>'code', ''), "first_path" = coalesce(reasons->0->>'path', '')`,
  `CREATE INDEX "quarantine_held" ON "quarantine" ("first_code", "source", "first_path", "id")
     INCLUDE ("received_at", "sender") WHERE state = 'held'`,
];

const DOWN = [
  `DROP INDEX "quarantine_held"`,
  `ALTER TABLE "quarantine" DROP COLUMN "first_path", DROP COLUMN "first_code"`,
  `DROP TABLE "downtime_state"`,
  `DROP TABLE "downtime"`,
];

/** Downtime that operations set, and what refused input is held for, so that it can be worked off in groups. */
export class Downtime1800000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
