// The set-up half of ./hemgang: runs on any Node from 20 on, before anything is installed, and so uses nothing but Node.
import { writeSync } from 'node:fs';
import { commandHelp, commands, overview, version } from './launcher/commands.mjs';
import { setUp } from './launcher/set-up.mjs';
import { say, Trouble } from './launcher/trouble.mjs';

/** Set-up done, the shell script runs these words, followed by what the caller wrote after the command. */
function handOver(words) {
  try {
    writeSync(3, `${words.join('\n')}\n`);
  } catch {
    throw new Trouble('Start it as ./hemgang, not as node hemgang.mjs.');
  }
}

async function main([name = '--help', ...rest]) {
  if (name === '--help' || name === '-h' || name === 'help') return print(overview());
  if (name === '--version' || name === '-V') return print(version());
  const command = commands.get(name);
  if (command === undefined) {
    throw new Trouble(`There is no command "${name}". ./hemgang --help lists them all.`);
  }
  const asksForHelp = rest.includes('--help') || rest.includes('-h');
  if (asksForHelp && command.ownHelp !== true) return print(commandHelp(name, command));
  const node = await setUp();
  handOver([node, ...command.run]);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error) => {
  say(error instanceof Trouble ? error.message : `Something went wrong that should not: ${error?.stack ?? error}`);
  process.exitCode = 1;
});
