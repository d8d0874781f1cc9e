import type { DataSource } from 'typeorm';
import { VitalsStore } from '#flows/vitals-ports.js';
import type { RunningProcess, SeenProcess } from '#flows/vitals-ports.js';
import { inTransaction, query } from './transaction.js';

/** A process that lives says so; one that had stopped, or was forgotten meanwhile, is there again. */
const BEAT = `
INSERT INTO hub_process (id, host, apps, version, started_at, last_seen_at, last_sweep_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, last_sweep_at = excluded.last_sweep_at, stopped_at = NULL`;

const PROCESSES = `
SELECT id, host, apps, version, started_at, last_seen_at, last_sweep_at, stopped_at FROM hub_process
ORDER BY started_at DESC, id LIMIT 1000`;

interface ProcessRow {
  id: string;
  host: string;
  apps: string[];
  version: string;
  started_at: Date;
  last_seen_at: Date;
  last_sweep_at: Date | null;
  stopped_at: Date | null;
}

/** The hub's own processes, on PostgreSQL. */
export class PgVitalsStore extends VitalsStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async beat(
    { id, host, apps, version, startedAt }: RunningProcess,
    lastSweepAt: Date | undefined,
    now: Date,
    forgetBefore: Date,
  ): Promise<void> {
    await inTransaction(this.dataSource, async (sql, later) => {
      await later('DELETE FROM hub_process WHERE last_seen_at < $1', [forgetBefore]);
      await later(BEAT, [id, host, [...apps], version, startedAt, now, lastSweepAt ?? null]);
    });
  }

  override async leave(id: string, now: Date): Promise<void> {
    await query(this.dataSource, 'UPDATE hub_process SET stopped_at = $2, last_seen_at = $2 WHERE id = $1', [id, now]);
  }

  override async processes(): Promise<SeenProcess[]> {
    const rows = await query<ProcessRow>(this.dataSource, PROCESSES);
    return rows.map((row) => ({
      id: row.id,
      host: row.host,
      apps: row.apps,
      version: row.version,
      startedAt: row.started_at,
      lastSeenAt: row.last_seen_at,
      lastSweepAt: row.last_sweep_at ?? undefined,
      stoppedAt: row.stopped_at ?? undefined,
    }));
  }

  override async databaseBytes(): Promise<number> {
    const [row] = await query<{ bytes: string }>(
      this.dataSource,
      'SELECT pg_database_size(current_database()) AS bytes',
    );
    return Number(row?.bytes ?? 0);
  }
}
