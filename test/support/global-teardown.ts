import { rmSync } from 'node:fs';

/** Stops what the set-up started and removes its data. */
export default async function globalTeardown(): Promise<void> {
  const run = globalThis.hemgangTestRun;
  if (run === undefined) return;
  await run.postgres.stop();
  rmSync(run.folder, { recursive: true, force: true });
}
