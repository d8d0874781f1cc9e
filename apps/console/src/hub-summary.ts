import { Injectable } from '@nestjs/common';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { OperationsStore } from '#flows/operations-ports.js';
import type { Summary } from '#flows/summary-ports.js';
import { Clock } from '#flows/ports.js';
import { oldestDto } from './dto/summary.dto.js';
import type { SummaryDto } from './dto/summary.dto.js';
import { unitContact } from './dto/unit.dto.js';

/** The state of the region as the console shows it. */
@Injectable()
export class HubSummary {
  constructor(
    private readonly operations: OperationsStore,
    private readonly configuration: ConfigurationHolder,
    private readonly clock: Clock,
  ) {}

  /** All units of the directory, and those that it no longer has but that have been counted. */
  async read(): Promise<SummaryDto> {
    const { directory } = this.configuration.current;
    const at = await this.clock.now();
    return this.view(await this.operations.summary([...directory.units.keys()], at), at);
  }

  view({ total, units }: Summary, at: Date): SummaryDto {
    const { directory } = this.configuration.current;
    return {
      at,
      total: { counts: total.counts, oldest: oldestDto(total.oldest, at) },
      units: [...units].map(([hsaId, { counts, oldest }]) => ({
        ...unitContact(directory, hsaId),
        counts,
        oldest: oldestDto(oldest, at),
      })),
    };
  }
}
