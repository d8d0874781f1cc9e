import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE "escalation" ADD "snoozed_until" TIMESTAMP WITH TIME ZONE, ADD "snooze_reason" text, ADD "snoozed_by" text`,
  `CREATE INDEX "escalation_snoozed" ON "escalation" ("snoozed_until")
   WHERE snoozed_until IS NOT NULL AND state <> 'resolved'`,
  // Refused input is looked for by the id that its sender gave it.
  `CREATE INDEX "quarantine_message_id" ON "quarantine" ("message_id") WHERE message_id IS NOT NULL`,
];

const BACK = [
  `DROP INDEX "quarantine_message_id"`,
  `DROP INDEX "escalation_snoozed"`,
  `ALTER TABLE "escalation" DROP COLUMN "snoozed_by", DROP COLUMN "snooze_reason", DROP COLUMN "snoozed_until"`,
];

/** Escalations that are put aside until a time; what a search finds refused input by. */
export class EscalationSnooze1800000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
