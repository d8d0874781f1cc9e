import { Pool } from 'pg';
import type { PoolClient } from 'pg';
import type { Slice } from './figures.js';
import { newMessage } from './reference-rows.js';
import type { RowTemplate } from './reference-rows.js';
import { serveTasks } from './worker-process.js';

/** Writes messages for a while, as many at a time as `callers`; the template is sent with the first task. */
export interface ReferenceTask {
  readonly url: string;
  readonly callers: number;
  readonly milliseconds: number;
  readonly template: RowTemplate;
}

const POOL_SIZE = 32;

let pool: Pool | undefined;

serveTasks<ReferenceTask, Slice>(async ({ url, callers, milliseconds, template }) => {
  const connections = (pool ??= new Pool({ connectionString: url, max: POOL_SIZE }));
  const latencies: number[] = [];
  let count = 0;
  const ends = performance.now() + milliseconds;
  const drive = async () => {
    for (let now = performance.now(); now < ends;) {
      const client = await connections.connect();
      try {
        await writeOne(client, template);
      } finally {
        client.release();
      }
      const done = performance.now();
      latencies.push(done - now);
      if (done <= ends) count += 1;
      now = done;
    }
  };
  await Promise.all(Array.from({ length: callers }, drive));
  return { milliseconds, count, latencies: Float64Array.from(latencies) };
});

/** The bare reference: what any program does that writes these rows and nothing else. */
async function writeOne(client: PoolClient, template: RowTemplate): Promise<void> {
  await client.query('BEGIN');
  for (const { statement, values } of newMessage(template)) await client.query(statement, values);
  await client.query('COMMIT');
}
