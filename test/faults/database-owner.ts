/** A hub reduced to its database: starts it in the folder named, says so, and lives until it is killed or told to stop. */
import { startEmbeddedPostgres } from '#persistence/embedded/embedded-postgres.js';

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('usage: database-owner DATA-FOLDER');
const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => console.error(line) });
console.log(postgres.url);
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  void postgres.stop().then(() => clearInterval(alive));
});
