import { run } from './program.js';
import { processSurroundings } from './surroundings.js';

// A reader that goes away, such as `head`, is no trouble of ours.
process.stdout.on('error', () => process.exit());
process.exitCode = await run(process.argv.slice(2), process.env, processSurroundings());
