import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what duties around plans whose time has passed, and letters that wait, are found; duties of stays cost nothing for it. */
export class PlanFigures1800000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "deadline_plan_due" ON "deadline" ("due", "id") WHERE state = 'open' AND scope = 'plan'`,
    );
    await runner.query(
      `CREATE INDEX "print_job_waiting" ON "print_job" ("id") WHERE posted_at IS NULL AND cancelled_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "print_job_waiting"`);
    await runner.query(`DROP INDEX "deadline_plan_due"`);
  }
}
