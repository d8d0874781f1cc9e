import 'reflect-metadata';
import { readSettings } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import { startHubProcess } from './hub-process.js';
import type { HubProcess } from './hub-process.js';
import { APPS, isAppName } from './hub.module.js';
import type { AppName } from './hub.module.js';
import { PinoLog } from './log.js';
import { StartFailure } from './start-failure.js';

/** Exit code when the hub cannot start because of its settings, its configuration or the machine. */
const CANNOT_START = 2;
/** How long an orderly stop may take before the process goes anyway, milliseconds. */
const LONGEST_STOP = 15_000;

function readApps(names: readonly string[]): AppName[] {
  const unknown = names.filter((name) => !isAppName(name));
  if (unknown.length > 0) {
    throw new StartFailure([`No such app: ${unknown.join(', ')}. Known: ${Object.keys(APPS).join(', ')}`]);
  }
  return (names.length > 0 ? names : Object.keys(APPS)).filter(isAppName);
}

function settingsOf(): Settings {
  const read = readSettings(process.env);
  if (!read.ok) throw new StartFailure(read.problems);
  return read.settings;
}

/** A stop that is under way is not cut short by a second signal: it has its own limit. */
function stopOnSignals(hub: HubProcess, log: PinoLog): void {
  let isStopping = false;
  const stop = async () => {
    setTimeout(() => process.exit(1), LONGEST_STOP).unref();
    await hub.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log.info('stopping', { signal });
      stop().catch((error: unknown) => {
        log.error('stop-failed', error);
        process.exit(1);
      });
    });
  }
}

function announce(settings: Settings, { httpPort, mllpPort }: HubProcess): void {
  const mllp = mllpPort === undefined ? '' : `  MLLP ${settings.host}:${String(mllpPort)}`;
  process.stdout.write(`Hemgång is ready: http://${settings.host}:${String(httpPort)}${mllp}\n`);
}

try {
  const settings = settingsOf();
  const log = PinoLog.create(settings.logLevel);
  const hub = await startHubProcess(settings, readApps(process.argv.slice(2)), log);
  stopOnSignals(hub, log);
  announce(settings, hub);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.problems.join('\n')}\n`);
  process.exit(CANNOT_START);
}
