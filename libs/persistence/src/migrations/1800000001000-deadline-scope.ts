import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several deadlines may hang on one delivery: which of them its kvittens ends has to be told. */
export class DeadlineScope1800000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "deadline" ADD "scope" text`);
    await runner.query(
      `UPDATE "deadline" SET "scope" = CASE WHEN "delivery_id" IS NULL THEN 'episode' ELSE 'delivery' END`,
    );
    await runner.query(`ALTER TABLE "deadline" ALTER COLUMN "scope" SET NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "deadline" DROP COLUMN "scope"`);
  }
}
