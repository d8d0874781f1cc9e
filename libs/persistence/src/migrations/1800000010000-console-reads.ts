import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // With scope and kind in it, what a list leaves out is passed over in the index, however much that is.
  `CREATE INDEX "deadline_responsible_kind" ON "deadline" ("responsible", "state", "due", "id") INCLUDE ("scope", "kind")`,
  `DROP INDEX "deadline_responsible"`,
  `ALTER INDEX "deadline_responsible_kind" RENAME TO "deadline_responsible"`,
  `CREATE INDEX "escalation_unresolved" ON "escalation" ("opened_at", "id") WHERE state IN ('open', 'taken')`,
];

const BACK = [
  `DROP INDEX "escalation_unresolved"`,
  `DROP INDEX "deadline_responsible"`,
  `CREATE INDEX "deadline_responsible" ON "deadline" ("responsible", "state", "due", "id")`,
];

/** What the console's lists are read by when many deadlines are open. */
export class ConsoleReads1800000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}
