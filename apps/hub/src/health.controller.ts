import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '#security/caller.guard.js';
import { HubCondition } from './hub-condition.js';
import { PromMetrics } from './metrics.js';

export class LiveDto {
  @ApiProperty({ enum: ['up'] })
  status!: 'up';
}

export class PartsDto {
  @ApiProperty({ description: 'PostgreSQL answers' })
  database!: boolean;

  @ApiProperty({ description: "It has this version's tables" })
  migrations!: boolean;

  @ApiProperty({ description: 'At least one region profile is loaded' })
  profiles!: boolean;

  @ApiProperty({ description: 'False once the process has been told to stop' })
  accepting!: boolean;
}

export class ReadyDto {
  @ApiProperty({ enum: ['ready', 'not-ready'] })
  status!: 'ready' | 'not-ready';

  @ApiProperty({ type: PartsDto })
  parts!: PartsDto;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'The alarm clock; null when this process has none. Does not decide readiness: the sweep stands in',
  })
  queue!: boolean | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds since this process last looked through the due deadlines; null when it does not',
  })
  lastSweepSeconds!: number | null;
}

interface StatusReply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

@Public()
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly condition: HubCondition,
    private readonly metrics: PromMetrics,
  ) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Whether the process runs; says nothing of what it needs' })
  @ApiOkResponse({ type: LiveDto })
  live(): LiveDto {
    return { status: 'up' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Whether work may be sent here, and which part is not right' })
  @ApiOkResponse({ type: ReadyDto })
  @ApiServiceUnavailableResponse({ type: ReadyDto })
  async ready(@Res({ passthrough: true }) reply: StatusReply): Promise<ReadyDto> {
    const [parts, queue] = await Promise.all([this.condition.parts(), this.condition.queueHealthy()]);
    const isReady = Object.values(parts).every((isRight) => isRight);
    if (!isReady) {
      reply.status(503);
      reply.header('Retry-After', '5');
    }
    const sweepAge = this.metrics.sweepAge();
    return {
      status: isReady ? 'ready' : 'not-ready',
      parts,
      queue: queue ?? null,
      lastSweepSeconds: sweepAge === undefined ? null : Math.round(sweepAge),
    };
  }
}
