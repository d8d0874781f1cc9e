import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each client was last seen. */
export class ClientSeen1800000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "client_seen" ("client" text NOT NULL, "last_token_at" TIMESTAMP WITH TIME ZONE,
         "last_call_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "client_seen_pk" PRIMARY KEY ("client"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "client_seen"`);
  }
}
