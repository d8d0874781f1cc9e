import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messages need that come before their stay: whom they wait for, until when, and in which role they were sent. */
export class EarlyMessages1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "message" ADD "waits_for" text, ADD "waits_until" TIMESTAMP WITH TIME ZONE, ADD "sent_as" text`,
    );
    await runner.query(`CREATE INDEX "message_waits_for" ON "message" ("waits_for") WHERE waits_for IS NOT NULL`);
    await runner.query(`CREATE INDEX "message_waits_until" ON "message" ("waits_until") WHERE waits_for IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "message_waits_until"`);
    await runner.query(`DROP INDEX "message_waits_for"`);
    await runner.query(
      `ALTER TABLE "message" DROP COLUMN "sent_as", DROP COLUMN "waits_until", DROP COLUMN "waits_for"`,
    );
  }
}
