import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE "episode" ADD "first_ready_at" TIMESTAMP WITH TIME ZONE, ADD "ended_at" TIMESTAMP WITH TIME ZONE`,
  `UPDATE "episode" SET
     "first_ready_at" = (SELECT min((step->>'at')::timestamptz) FROM jsonb_array_elements(steps) AS step
       WHERE step->>'kind' = 'utskrivningsklar'),
     "ended_at" = CASE WHEN state IN ('utskriven', 'avbruten', 'avslutad')
       THEN greatest((steps->-1->>'at')::timestamptz, (facts->>'dischargedAt')::timestamptz) END`,
  // Stays that nobody has called ready are in no report over a period: their rows cost this index nothing.
  `CREATE INDEX "episode_ready" ON "episode" ("ended_at", "id", "first_ready_at") WHERE first_ready_at IS NOT NULL`,
  `CREATE INDEX "deadline_late" ON "deadline" ("due", "id") WHERE late AND scope <> 'delivery'`,
];

const BACK = [
  `DROP INDEX "deadline_late"`,
  `DROP INDEX "episode_ready"`,
  `ALTER TABLE "episode" DROP COLUMN "ended_at", DROP COLUMN "first_ready_at"`,
];

/** What the reports find their stays and late duties by. */
export class ReportColumns1800000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
