import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "hub_process" ("id" uuid NOT NULL, "host" text NOT NULL, "apps" text array NOT NULL, "version" text NOT NULL,
     "started_at" TIMESTAMP WITH TIME ZONE NOT NULL, "last_seen_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "last_sweep_at" TIMESTAMP WITH TIME ZONE, "stopped_at" TIMESTAMP WITH TIME ZONE,
     CONSTRAINT "hub_process_pk" PRIMARY KEY ("id"))`,
  `CREATE TABLE "alert" ("id" uuid NOT NULL, "rule" text NOT NULL, "kind" text NOT NULL, "name" jsonb NOT NULL,
     "phase" text NOT NULL, "since" TIMESTAMP WITH TIME ZONE NOT NULL, "started_at" TIMESTAMP WITH TIME ZONE,
     "clear_since" TIMESTAMP WITH TIME ZONE, "ended_at" TIMESTAMP WITH TIME ZONE, "count" integer NOT NULL,
     "units" text array NOT NULL, CONSTRAINT "alert_pk" PRIMARY KEY ("id"))`,
  `CREATE UNIQUE INDEX "alert_lasting" ON "alert" ("rule") WHERE phase <> 'ended'`,
  `CREATE INDEX "alert_ended" ON "alert" ("ended_at", "id") WHERE phase = 'ended'`,
  `CREATE TABLE "alert_sending" ("id" uuid NOT NULL, "alert_id" uuid NOT NULL, "channel" text NOT NULL,
     "transport" text NOT NULL, "shown" text NOT NULL, "what" text NOT NULL, "message" jsonb NOT NULL,
     "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "next_at" TIMESTAMP WITH TIME ZONE NOT NULL, "attempts" integer NOT NULL,
     "tried_at" TIMESTAMP WITH TIME ZONE, "outcome" text, "error" text,
     CONSTRAINT "alert_sending_pk" PRIMARY KEY ("id"))`,
  `CREATE UNIQUE INDEX "alert_sending_once" ON "alert_sending" ("alert_id", "channel", "what")`,
  `CREATE INDEX "alert_sending_next" ON "alert_sending" ("next_at", "id") WHERE outcome IS NULL`,
  `CREATE INDEX "alert_sending_given_up" ON "alert_sending" ("tried_at") WHERE outcome = 'given-up'`,
  `CREATE INDEX "alert_sending_arrived" ON "alert_sending" ("channel", "tried_at") WHERE outcome = 'arrived'`,
];

const BACK = [`DROP TABLE "alert_sending"`, `DROP TABLE "alert"`, `DROP TABLE "hub_process"`];

/** Which processes live, and who has been told of what goes wrong. */
export class Alerts1800000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
