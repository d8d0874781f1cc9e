import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fileTrouble, SetupError } from '#persistence/embedded/setup-error.js';
import { HubMetrics } from '#flows/ports.js';
import type { Settings } from '#settings/settings.js';
import { createMllpServer, createReader } from '../../intake/src/intake.module.js';
import { openConfiguration } from './configuration.js';
import { buildCore } from './core.js';
import { openDatabase } from './database.js';
import { configureHttp } from './configure-http.js';
import { createHttpAdapter } from './http.js';
import { HubModule } from './hub.module.js';
import type { AppName } from './hub.module.js';
import { NestLog } from './log.js';
import type { PinoLog } from './log.js';
import { StartFailure } from './start-failure.js';

/** A hub that is up. */
export interface HubProcess {
  readonly httpPort: number;
  /** Undefined when this process does not take MLLP. */
  readonly mllpPort: number | undefined;
  /** Takes nothing new, answers what is under way, closes. */
  stop(): Promise<void>;
}

/** What has been opened so far, closed again in the opposite order. */
class Closing {
  private readonly steps: (() => Promise<void> | void)[] = [];

  add(step: () => Promise<void> | void): void {
    this.steps.unshift(step);
  }

  async close(): Promise<void> {
    for (const step of this.steps.splice(0)) await step();
  }
}

/** Opens configuration and database, builds the core, listens. @throws StartFailure; nothing is left running then. */
export async function startHubProcess(settings: Settings, apps: readonly AppName[], log: PinoLog): Promise<HubProcess> {
  const closing = new Closing();
  try {
    return await open(settings, apps, log, closing);
  } catch (error) {
    await closing.close();
    throw portFailure(error, settings) ?? folderFailure(error, settings) ?? error;
  }
}

async function open(settings: Settings, apps: readonly AppName[], log: PinoLog, closing: Closing): Promise<HubProcess> {
  const configuration = await openConfiguration(settings, log);
  closing.add(() => configuration.stop());
  const database = await openDatabase(settings, log);
  closing.add(() => database.close());
  const [firesDeadlines, servesConsole] = [apps.includes('deadlines'), apps.includes('console')];
  const reader = createReader();
  closing.add(() => reader.close());
  const providers = await buildCore({
    settings,
    log,
    database,
    configuration,
    reader,
    firesDeadlines,
    servesConsole,
    apps,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    HubModule.of(providers, apps),
    createHttpAdapter(settings.maxMessageBytes),
    { logger: new NestLog(log), bodyParser: false, abortOnError: false },
  );
  const mllp = apps.includes('intake') ? createMllpServer(settings, app.get(HubMetrics)) : undefined;
  // Side by side: Nest alone would close the MLLP port only when the last HTTP request is answered.
  closing.add(async () => void (await Promise.all([mllp?.close(), app.close()])));
  configureHttp(app, log);
  if (mllp !== undefined) app.connectMicroservice({ strategy: mllp });
  await app.startAllMicroservices();
  await app.listen(settings.httpPort, settings.host);
  const httpPort = Number(new URL(await app.getUrl()).port);
  return { httpPort, mllpPort: mllp?.port, stop: () => closing.close() };
}

/** A port that cannot be listened on, told as a sentence. */
function portFailure(error: unknown, settings: Settings): StartFailure | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('port' in error)) return undefined;
  const port = String(error.port);
  const setting = error.port === settings.mllpPort ? 'HEMGANG_MLLP_PORT' : 'HEMGANG_HTTP_PORT';
  if (error.code === 'EADDRINUSE') {
    return new StartFailure([`Port ${port} is taken by another program. Stop that, or choose another with ${setting}`]);
  }
  if (error.code === 'EACCES') {
    return new StartFailure([`Port ${port} may not be used by this user. Choose one above 1023 with ${setting}`]);
  }
  return undefined;
}

/** A data folder that cannot be written, or a disk that is full, told as a sentence. */
function folderFailure(error: unknown, { dataDir }: Settings): StartFailure | undefined {
  if (!(error instanceof Error) || !('path' in error) || typeof error.path !== 'string') return undefined;
  // The folder itself, something in it, or the folder above that it was to be made in.
  const isOurs = error.path.startsWith(dataDir) || dataDir.startsWith(error.path);
  const told = isOurs ? fileTrouble(error, dataDir) : undefined;
  return told instanceof SetupError ? new StartFailure([told.message]) : undefined;
}
