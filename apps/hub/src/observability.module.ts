import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HubCondition } from './hub-condition.js';
import { MetricsController } from './metrics.controller.js';

/** Health and metrics, whichever apps the process runs. */
@Module({ controllers: [HealthController, MetricsController], providers: [HubCondition] })
export class ObservabilityModule {}
