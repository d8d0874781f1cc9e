import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings } from '#settings/settings.js';
import type { Settings } from '#settings/settings.js';
import { MllpServer } from '../../intake/src/mllp/mllp.server.js';
import { openConfiguration } from './configuration.js';
import { buildCore } from './core.js';
import { openDatabase } from './database.js';
import { createHttpAdapter, registerBodyParsers } from './http.js';
import { APPS, HubModule, isAppName } from './hub.module.js';
import type { AppName } from './hub.module.js';
import { NestLog, PinoLog } from './log.js';
import { StartFailure } from './start-failure.js';

/** Exit code when the hub cannot start because of its settings, its configuration or the machine. */
const CANNOT_START = 2;

function readApps(names: readonly string[]): AppName[] {
  const apps = names.filter(isAppName);
  const unknown = names.filter((name) => !isAppName(name));
  if (unknown.length > 0) {
    throw new StartFailure([`No such app: ${unknown.join(', ')}. Known: ${Object.keys(APPS).join(', ')}`]);
  }
  return apps.length > 0 ? apps : Object.keys(APPS).filter(isAppName);
}

function settingsOf(): Settings {
  const read = readSettings(process.env);
  if (!read.ok) throw new StartFailure(read.problems);
  return read.settings;
}

async function start(): Promise<void> {
  const apps = readApps(process.argv.slice(2));
  const settings = settingsOf();
  const log = PinoLog.create(settings.logLevel);
  const database = await openDatabase(settings, log);
  const configuration = await openConfiguration(settings, log);
  const metrics = { admitted() {}, committed() {}, fired() {}, swept() {}, connections() {} };
  const providers = await buildCore({ settings, log, metrics, database, configuration });
  const app = await NestFactory.create<NestFastifyApplication>(
    HubModule.of(providers, apps),
    createHttpAdapter(settings.maxMessageBytes),
    {
      logger: new NestLog(log),
      bodyParser: false,
      abortOnError: false,
    },
  );
  registerBodyParsers(app);
  const mllp = new MllpServer(
    { host: settings.host, port: settings.mllpPort },
    { frameBytes: settings.maxMessageBytes, idleMilliseconds: settings.mllpIdleSeconds * 1000 },
  );
  if (apps.includes('intake')) app.connectMicroservice({ strategy: mllp });
  await app.startAllMicroservices();
  await app.listen(settings.httpPort, settings.host);
  const http = new URL(await app.getUrl());
  process.stdout.write(
    `Hemgång is ready: http://${settings.host}:${http.port}  MLLP ${settings.host}:${String(mllp.port)}\n`,
  );
  const stop = async () => {
    configuration.stop();
    await app.close();
    await database.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

try {
  await start();
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.problems.join('\n')}\n`);
  process.exit(CANNOT_START);
}
