import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which stays have been over for long, and of which nothing is left to erase. */
export class StayRetention1800000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "episode" ADD "erased_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(
      `CREATE INDEX "episode_ended" ON "episode" ("ended_at", "id") WHERE ended_at IS NOT NULL AND erased_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "episode_ended"`);
    await runner.query(`ALTER TABLE "episode" DROP COLUMN "erased_at"`);
  }
}
