import type { DataSource } from 'typeorm';
import { SimulatedTime } from '#flows/ports.js';
import { query } from './transaction.js';

/** The simulated time in the database: all processes of a hub share it, and it outlives them. */
export class PgSimulatedTime extends SimulatedTime {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  /** Sets the clock when the hub starts: of the kept and the configured time the later one holds. Gives it. */
  async initialise(configured: Date): Promise<Date> {
    const rows = await query<{ now: Date }>(
      this.dataSource,
      `INSERT INTO simulated_clock AS c (id, now) VALUES (1, $1::timestamptz)
       ON CONFLICT (id) DO UPDATE SET now = greatest(c.now, excluded.now) RETURNING now`,
      [configured],
    );
    return kept(rows);
  }

  override async read(): Promise<Date> {
    return kept(await query<{ now: Date }>(this.dataSource, 'SELECT now FROM simulated_clock'));
  }

  override async advance(to: Date): Promise<boolean> {
    const rows = await query(
      this.dataSource,
      'UPDATE simulated_clock SET now = $1::timestamptz WHERE now <= $1::timestamptz RETURNING id',
      [to],
    );
    return rows.length > 0;
  }
}

function kept(rows: readonly { now: Date }[]): Date {
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('The simulated clock has not been set');
  return now;
}
