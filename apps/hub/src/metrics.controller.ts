import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { OperationsStore } from '#flows/operations-ports.js';
import { Clock } from '#flows/ports.js';
import { Public } from '#security/caller.guard.js';
import { HubCondition } from './hub-condition.js';
import type { HubParts } from './hub-condition.js';
import { PromMetrics } from './metrics.js';

@Public()
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: PromMetrics,
    private readonly condition: HubCondition,
    private readonly operations: OperationsStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Figures for Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Prometheus text format' })
  async read(): Promise<string> {
    const [parts, queue] = await Promise.all([this.condition.parts(), this.condition.queueHealthy()]);
    this.metrics.partUp('database', parts.database && parts.migrations);
    if (queue !== undefined) this.metrics.partUp('queue', queue);
    await this.readRegion(parts);
    return this.metrics.registry.metrics();
  }

  /** A database that goes away meanwhile takes away the figures, not the answer. */
  private async readRegion({ database, migrations }: HubParts): Promise<void> {
    const known = new Set(this.configuration.current.directory.units.keys());
    if (!database || !migrations) {
      this.metrics.region(undefined);
      return;
    }
    try {
      const now = await this.clock.now();
      this.metrics.region({ summary: await this.operations.summary([...known], now), known, now });
    } catch {
      this.metrics.partUp('database', false);
      this.metrics.region(undefined);
    }
  }
}
