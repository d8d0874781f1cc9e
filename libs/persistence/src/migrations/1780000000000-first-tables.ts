import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "deadline" (
     "id" uuid NOT NULL,
     "kind" text NOT NULL,
     "rule" text NOT NULL,
     "profile" text NOT NULL,
     "started_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "started_from" text,
     "due" TIMESTAMP WITH TIME ZONE NOT NULL,
     "state" text NOT NULL,
     "late" boolean NOT NULL,
     "ended_at" TIMESTAMP WITH TIME ZONE,
     "ended_by" uuid,
     "responsible" text NOT NULL,
     "informs" text NOT NULL,
     "episode_id" uuid,
     "message_id" uuid NOT NULL,
     "delivery_id" uuid,
     "fired" jsonb NOT NULL,
     "next_fire_at" TIMESTAMP WITH TIME ZONE,
     "overdue" boolean NOT NULL,
     CONSTRAINT "deadline_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "deadline_episode" ON "deadline" ("episode_id")`,
  `CREATE INDEX "deadline_delivery" ON "deadline" ("delivery_id") WHERE delivery_id IS NOT NULL`,
  `CREATE INDEX "deadline_responsible" ON "deadline" ("responsible", "state", "due", "id")`,
  `CREATE INDEX "deadline_next_fire" ON "deadline" ("next_fire_at", "id") WHERE state = 'open' AND next_fire_at IS NOT NULL`,
  `CREATE TABLE "firing" (
     "deadline_id" uuid NOT NULL,
     "step" text NOT NULL,
     "occurrence" integer NOT NULL,
     "kind" text NOT NULL,
     "rule" text NOT NULL,
     "due_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "fired_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "to_unit" text,
     "message_id" uuid,
     "delivery_id" uuid,
     CONSTRAINT "firing_pk" PRIMARY KEY ("deadline_id", "step", "occurrence")
   )`,
  `CREATE INDEX "firing_kind" ON "firing" ("kind", "fired_at", "deadline_id")`,
  `CREATE INDEX "firing_unit" ON "firing" ("to_unit", "fired_at", "deadline_id")`,
  `CREATE TABLE "escalation" (
     "id" uuid NOT NULL,
     "deadline_id" uuid NOT NULL,
     "state" text NOT NULL,
     "step" text NOT NULL,
     "opened_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "taken_by" text,
     "taken_at" TIMESTAMP WITH TIME ZONE,
     "resolved_at" TIMESTAMP WITH TIME ZONE,
     "resolved_by" text,
     "resolution" text,
     "notes" jsonb NOT NULL,
     CONSTRAINT "escalation_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "escalation_state" ON "escalation" ("state", "id")`,
  `CREATE UNIQUE INDEX "escalation_deadline" ON "escalation" ("deadline_id")`,
  `CREATE TABLE "delivery" (
     "id" uuid NOT NULL,
     "message_id" uuid NOT NULL,
     "kind" text NOT NULL,
     "episode_id" uuid,
     "unit" text NOT NULL,
     "role" text NOT NULL,
     "position" bigint NOT NULL,
     "state" text NOT NULL,
     "receipt_due" TIMESTAMP WITH TIME ZONE,
     "accepted_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "fetched_at" TIMESTAMP WITH TIME ZONE,
     "receipt_at" TIMESTAMP WITH TIME ZONE,
     "receipt_recorded_at" TIMESTAMP WITH TIME ZONE,
     "receipt_by" jsonb,
     "forwarded_to" uuid,
     CONSTRAINT "delivery_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "delivery_episode_open" ON "delivery" ("episode_id") WHERE state IN ('waiting', 'received')`,
  `CREATE INDEX "delivery_message" ON "delivery" ("message_id")`,
  `CREATE INDEX "delivery_unit_open" ON "delivery" ("unit", "position") WHERE state IN ('waiting', 'received')`,
  `CREATE UNIQUE INDEX "delivery_unit_position" ON "delivery" ("unit", "position")`,
  `CREATE TABLE "inbox" (
     "unit" text NOT NULL,
     "changes" bigint NOT NULL,
     CONSTRAINT "inbox_pk" PRIMARY KEY ("unit")
   )`,
  `CREATE TABLE "episode" (
     "id" uuid NOT NULL,
     "organisation" text NOT NULL,
     "number" text NOT NULL,
     "profile" text NOT NULL,
     "patient_id" text NOT NULL,
     "state" text NOT NULL,
     "version" integer NOT NULL,
     "patient" jsonb NOT NULL,
     "facts" jsonb NOT NULL,
     "steps" jsonb NOT NULL,
     CONSTRAINT "episode_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "episode_patient_open" ON "episode" ("patient_id") WHERE state NOT IN ('utskriven', 'avbruten', 'avslutad')`,
  `CREATE UNIQUE INDEX "episode_number" ON "episode" ("number", "organisation")`,
  `CREATE TABLE "payload" (
     "id" uuid NOT NULL,
     "bytes" bytea,
     "content_type" text NOT NULL,
     CONSTRAINT "payload_pk" PRIMARY KEY ("id")
   )`,
  `CREATE TABLE "message" (
     "id" uuid NOT NULL,
     "message_id" text NOT NULL,
     "kind" text NOT NULL,
     "sender" text NOT NULL,
     "profile" text NOT NULL,
     "episode_id" uuid,
     "source" text NOT NULL,
     "received_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "payload_id" uuid,
     "body" json NOT NULL,
     "answer" json,
     "withdrawn_by" uuid,
     CONSTRAINT "message_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "message_episode" ON "message" ("episode_id", "id")`,
  `CREATE INDEX "message_sender_id" ON "message" ("sender", "id")`,
  `CREATE INDEX "message_kind" ON "message" ("kind", "received_at", "id")`,
  `CREATE INDEX "message_message_id" ON "message" ("message_id", "sender")`,
  `CREATE TABLE "idempotency_key" (
     "key" bytea NOT NULL,
     "content_hash" bytea NOT NULL,
     "message_id" uuid NOT NULL,
     CONSTRAINT "idempotency_key_pk" PRIMARY KEY ("key")
   )`,
  `CREATE INDEX "idempotency_key_message" ON "idempotency_key" USING brin ("message_id") WITH (autosummarize = on)`,
  `CREATE TABLE "quarantine" (
     "id" uuid NOT NULL,
     "payload_id" uuid NOT NULL,
     "source" text NOT NULL,
     "sender" text,
     "message_id" text,
     "received_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "outcome" text NOT NULL,
     "reasons" jsonb NOT NULL,
     "state" text NOT NULL,
     "replayed_at" TIMESTAMP WITH TIME ZONE,
     "replayed_as" uuid,
     CONSTRAINT "quarantine_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "quarantine_sender" ON "quarantine" ("sender", "state", "id")`,
  `CREATE INDEX "quarantine_state" ON "quarantine" ("state", "id")`,
  `CREATE TABLE "audit_entry" (
     "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
     "at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "actor" text NOT NULL,
     "action" text NOT NULL,
     "unit" text,
     "subject" text NOT NULL,
     "subject_id" uuid NOT NULL,
     "detail" jsonb,
     CONSTRAINT "audit_entry_pk" PRIMARY KEY ("id")
   )`,
  `CREATE INDEX "audit_entry_subject" ON "audit_entry" ("subject_id")`,
  `CREATE TABLE "counter" (
     "unit" text NOT NULL,
     "metric" text NOT NULL,
     "value" bigint NOT NULL,
     CONSTRAINT "counter_pk" PRIMARY KEY ("unit", "metric")
   )`,
  `CREATE TABLE "counter_delta" (
     "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
     "unit" text NOT NULL,
     "metric" text NOT NULL,
     "delta" integer NOT NULL,
     CONSTRAINT "counter_delta_pk" PRIMARY KEY ("id")
   )`,
  `CREATE TABLE "hub_key" (
     "name" text NOT NULL,
     "secret" bytea NOT NULL,
     CONSTRAINT "hub_key_pk" PRIMARY KEY ("name")
   )`,
  `CREATE TABLE "used_assertion" (
     "hash" bytea NOT NULL,
     "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     CONSTRAINT "used_assertion_pk" PRIMARY KEY ("hash")
   )`,
  `CREATE INDEX "used_assertion_expires" ON "used_assertion" ("expires_at")`,
  `CREATE TABLE "simulated_clock" (
     "id" integer NOT NULL,
     "now" TIMESTAMP WITH TIME ZONE NOT NULL,
     CONSTRAINT "simulated_clock_pk" PRIMARY KEY ("id")
   )`,
  // One sequence for all inboxes; numbers are taken only by the holder of the position lock, so they commit in order.
  `CREATE SEQUENCE "delivery_position" CACHE 1`,
];

const TABLES = [
  'deadline',
  'firing',
  'escalation',
  'delivery',
  'inbox',
  'episode',
  'payload',
  'message',
  'idempotency_key',
  'quarantine',
  'audit_entry',
  'counter',
  'counter_delta',
  'hub_key',
  'used_assertion',
  'simulated_clock',
];

/** The tables of the first version. */
export class FirstTables1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE "delivery_position"');
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}"`);
  }
}
