import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import './source-paths.mjs';
import type { EmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';

/** What the teardown needs; both run in Jest's own process. */
export interface TestRun {
  postgres: EmbeddedPostgres;
  folder: string;
}

declare global {
  var hemgangTestRun: TestRun | undefined;
}

/** Libraries whose specs touch no database: a run of these alone does without one. */
const pure = /^(\.\/)?libs\/(domain|formats|flows|security|settings)\//;

/**
 * Starts one embedded PostgreSQL for the whole run and tells the specs of it by `TEST_DATABASE_ADMIN_URL`.
 * Jest does not transform what this file imports, so Node itself runs the sources (`source-paths.mjs`).
 */
export default async function globalSetup(config: { nonFlagArgs?: string[] }): Promise<void> {
  // Hubs and command lines that specs start find their sources compiled.
  process.env['NODE_COMPILE_CACHE'] ??= resolve('var/compile-cache');
  const asked = config.nonFlagArgs ?? [];
  if (asked.length > 0 && asked.every((pattern) => pure.test(pattern))) return;
  await tellOfRedis();
  if (asked.length === 0 || asked.some((pattern) => /browser/.test(pattern))) await tellOfChromium();
  const { startEmbeddedPostgres } = await import('#persistence/embedded/embedded-postgres.js');
  const folder = mkdtempSync(join(tmpdir(), 'hemgang-test-'));
  // PostgreSQL may have to run as another user, who must get in here.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    // Nothing of this outlives the run. What is lost in a crash is tested on databases of their own, with fsync.
    settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_wal_size: '512MB' },
  });
  process.env['TEST_DATABASE_ADMIN_URL'] = postgres.adminUrl;
  globalThis.hemgangTestRun = { postgres, folder };
}

async function tellOfRedis(): Promise<void> {
  const { findRedisServer } = await import('./redis-server.js');
  const found = findRedisServer();
  if (typeof found === 'string') {
    process.env['TEST_REDIS_MISSING'] = found;
  } else {
    process.env['TEST_REDIS_SERVER'] = found.program;
    process.env['TEST_REDIS_LIBRARIES'] = found.libraries;
  }
}

async function tellOfChromium(): Promise<void> {
  const { findChromium } = await import('./chromium.js');
  const found = findChromium();
  if (typeof found === 'string') process.env['TEST_CHROMIUM_MISSING'] = found;
  else process.env['TEST_CHROMIUM'] = found.program;
}
