import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Directory } from '#domain/directory/directory.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { Clock } from '#flows/ports.js';
import { PrintQueueStore } from '#flows/print-ports.js';
import type { PrintJob } from '#flows/print-ports.js';
import { OpsPrintPageDto, OpsPrintQueryDto } from './dto/print-job.dto.js';
import type { OpsPrintJobDto } from './dto/print-job.dto.js';
import { unitContact } from './dto/unit.dto.js';
import { ForOperations, Uncached } from './ops-access.js';

/** What units are to print and send to those who have no inbox; printing and posting is theirs. */
@ForOperations()
@Controller('v1/ops/print-queue')
export class OpsPrintQueueController {
  constructor(
    private readonly jobs: PrintQueueStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Uncached()
  @ApiOperation({ summary: 'Documents by unit, state or plan, the longest waiting first; no names and no addresses' })
  @ApiOkResponse({ type: OpsPrintPageDto })
  async list(@Query() { unit, state, plan, overdue, after, limit }: OpsPrintQueryDto): Promise<OpsPrintPageDto> {
    const now = await this.clock.now();
    const query = { unit, state, plan, after, limit, overdueAt: overdue ? now : undefined };
    const { items, next } = await this.jobs.list(query);
    return { items: items.map((job) => printJobDto(job, this.configuration.current.directory, now)), next };
  }
}

function printJobDto(job: PrintJob, directory: Directory, now: Date): OpsPrintJobDto {
  const { id, plan, message, kind, state, createdAt, receiver, printed, posted, cancelled } = job;
  const isWaiting = state === 'queued' || state === 'printed';
  return {
    ...{ id, plan, message, kind, state, createdAt },
    unit: unitContact(directory, job.unit),
    relation: receiver?.relation ?? null,
    channel: receiver?.channel ?? null,
    withheld: receiver?.withheld ?? null,
    due: job.due ?? null,
    overdue: isWaiting && job.due !== undefined && job.due < now,
    printedAt: printed?.at ?? null,
    postedAt: posted?.at ?? null,
    cancelledAt: cancelled?.at ?? null,
    why: cancelled?.why ?? null,
  };
}
