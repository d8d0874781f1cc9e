import { Module } from '@nestjs/common';
import type { AlertConfiguration } from '#domain/operations/alert-rules.js';
import type { AlertCourier } from '#flows/alert-ports.js';
import type { AlertSettings } from '#settings/alert-settings.js';
import { AlertWorker } from './alert-worker.js';
import { ConfiguredChannels } from './channels.js';

/** Messages out: alerts by webhook and e-mail. */
@Module({ providers: [AlertWorker] })
export class CourierModule {}

/** What carries messages to the channels; for every process, since the console sends tests by it. */
export function createCourier({ channels }: AlertConfiguration, settings: AlertSettings): AlertCourier {
  return new ConfiguredChannels(channels, settings);
}
