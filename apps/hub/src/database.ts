import type { HubLog } from '#flows/ports.js';
import { createDataSource, migrate } from '#persistence/data-source.js';
import type { Database } from '#persistence/data-source.js';
import { startEmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';
import { SetupError } from '#persistence/embedded/setup-error.js';
import type { Settings } from '#settings/settings.js';
import { StartFailure } from './start-failure.js';

/** The hub's database, up and migrated. */
export interface OpenDatabase {
  readonly dataSource: Database;
  /** For those who bring connections of their own, such as the queue. */
  readonly url: string;
  close(): Promise<void>;
}

/** Connects to `DATABASE_URL`, or starts the embedded PostgreSQL. @throws StartFailure that says how to mend it. */
export async function openDatabase(settings: Settings, log: HubLog): Promise<OpenDatabase> {
  const embedded = settings.databaseUrl === undefined ? await startEmbedded(settings, log) : undefined;
  const url = settings.databaseUrl ?? embedded?.url ?? '';
  const dataSource = createDataSource(url);
  try {
    await dataSource.initialize();
    await migrate(dataSource);
  } catch (error) {
    await embedded?.stop();
    throw new StartFailure([
      `The database cannot be used: ${reasonOf(error)}. Check DATABASE_URL and that the server is up`,
    ]);
  }
  return {
    dataSource,
    url,
    close: async () => {
      await dataSource.destroy();
      await embedded?.stop();
    },
  };
}

async function startEmbedded(settings: Settings, log: HubLog) {
  try {
    return await startEmbeddedPostgres({ dataDir: settings.dataDir, log: (line) => log.info('postgres', { line }) });
  } catch (error) {
    if (error instanceof SetupError) throw new StartFailure([error.message]);
    throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown reason';
}
