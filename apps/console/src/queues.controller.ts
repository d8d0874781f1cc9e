import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Capacity, ProcessView } from '#flows/read-vitals.js';
import { ReadVitals } from '#flows/read-vitals.js';
import type { QueueState } from '#flows/vitals-ports.js';
import { HubProcessDto, QueueDto, QueuesDto } from './dto/queue.dto.js';
import { ForOperations, Uncached } from './ops-access.js';

@ForOperations()
@Controller('v1/ops/queues')
export class QueuesController {
  constructor(private readonly vitals: ReadVitals) {}

  @Get()
  @Uncached()
  @ApiOperation({
    summary:
      'How the hub itself is: queues, sweep, processes, disk. A backend that does not answer is told, not an error',
  })
  @ApiOkResponse({ type: QueuesDto })
  async read(): Promise<QueuesDto> {
    return queuesDto(await this.vitals.capacity());
  }
}

function queuesDto({ backend, queues, sweep, processes, disk, databaseBytes }: Capacity): QueuesDto {
  return {
    backend,
    isHealthy: queues !== undefined,
    queues: (queues ?? []).map(queueDto),
    sweep: { ...sweep, lastAt: sweep.lastAt ?? null },
    processes: processes.map(processDto),
    disk: disk ?? null,
    database: { bytes: databaseBytes },
  };
}

function queueDto({ oldestWaitingAt, nextAt, perMinute, ...counts }: QueueState): QueueDto {
  return {
    ...counts,
    oldestWaitingAt: oldestWaitingAt ?? null,
    nextAt: nextAt ?? null,
    perMinute: perMinute === undefined ? null : Math.round(perMinute * 10) / 10,
  };
}

function processDto({
  id,
  host,
  apps,
  version,
  startedAt,
  lastSeenAt,
  stoppedAt,
  isAlive,
}: ProcessView): HubProcessDto {
  return { id, host, apps: [...apps], version, startedAt, lastSeenAt, stoppedAt: stoppedAt ?? null, isAlive };
}
