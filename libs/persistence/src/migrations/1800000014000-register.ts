import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the population register's notices were taken, and which plans persons have been shown. */
export class Register1800000014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "register_mark" ("register" text NOT NULL, "place" text NOT NULL, "moved_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "register_mark_pk" PRIMARY KEY ("register"))`,
    );
    await runner.query(
      `CREATE TABLE "portal_plan" ("plan_id" uuid NOT NULL, "shown_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "portal_plan_pk" PRIMARY KEY ("plan_id"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "portal_plan"`);
    await runner.query(`DROP TABLE "register_mark"`);
  }
}
