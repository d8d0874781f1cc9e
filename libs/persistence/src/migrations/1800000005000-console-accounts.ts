import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "console_account" (
     "id" uuid NOT NULL,
     "name" text NOT NULL,
     "display_name" text NOT NULL,
     "roles" text array NOT NULL,
     "password_hash" text NOT NULL,
     "must_change_password" boolean NOT NULL,
     "disabled" boolean NOT NULL,
     "last_sign_in_at" TIMESTAMP WITH TIME ZONE,
     "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     CONSTRAINT "console_account_pk" PRIMARY KEY ("id")
   )`,
  `CREATE UNIQUE INDEX "console_account_name" ON "console_account" ("name")`,
  `CREATE TABLE "console_session" (
     "id_hash" bytea NOT NULL,
     "id" uuid NOT NULL,
     "way" text NOT NULL,
     "name" text NOT NULL,
     "display_name" text NOT NULL,
     "roles" text array NOT NULL,
     "account_id" uuid,
     "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "active_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     "ends_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     CONSTRAINT "console_session_pk" PRIMARY KEY ("id_hash")
   )`,
  `CREATE INDEX "console_session_ends" ON "console_session" ("ends_at")`,
  `CREATE INDEX "console_session_account" ON "console_session" ("account_id")`,
];

/** Who may sign in to the console, and who is signed in. */
export class ConsoleAccounts1800000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "console_session"`);
    await runner.query(`DROP TABLE "console_account"`);
  }
}
