import { Module } from '@nestjs/common';
import type { HubMetrics } from '#flows/ports.js';
import type { Settings } from '#settings/settings.js';
import { MessagesController } from './messages.controller.js';
import { MllpController } from './mllp/mllp.controller.js';
import { MllpServer } from './mllp/mllp.server.js';
import { ThreadedReader } from './reading/threaded-reader.js';

/** Messages in: HTTP and MLLP. */
@Module({ controllers: [MessagesController, MllpController] })
export class IntakeModule {}

/** Reads messages, large ones in a thread of their own; to be closed with the process. */
export function createReader(): ThreadedReader {
  return new ThreadedReader();
}

/** The MLLP transport that goes with the module; to be connected to the application as a microservice. */
export function createMllpServer(settings: Settings, metrics: HubMetrics): MllpServer {
  return new MllpServer(
    { host: settings.host, port: settings.mllpPort },
    { frameBytes: settings.maxMessageBytes, idleMilliseconds: settings.mllpIdleSeconds * 1000 },
    (change) => metrics.connections('mllp', change),
  );
}
