import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messages about a person need: the person's stays that are over, and the identities that a stay had before. */
export class Persons1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "episode" ADD "former_ids" jsonb`);
    await runner.query(
      `CREATE INDEX "episode_patient_closed" ON "episode" ("patient_id", "organisation") WHERE state IN ('utskriven', 'avbruten', 'avslutad')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "episode_patient_closed"`);
    await runner.query(`ALTER TABLE "episode" DROP COLUMN "former_ids"`);
  }
}
