import { ApiProperty } from '@nestjs/swagger';
import type { OldestSince, UnitCounts } from '#flows/summary-ports.js';
import { UnitContactDto } from './unit.dto.js';

export class CountsDto implements UnitCounts {
  @ApiProperty({ description: 'Messages that the unit sent and the hub accepted' })
  received!: number;

  @ApiProperty({ description: "Deliveries into the unit's inbox" })
  delivered!: number;

  @ApiProperty({ description: 'Deliveries whose kvittens is still owed' })
  waiting!: number;

  @ApiProperty({ description: 'Open deadlines whose due time has passed' })
  overdue!: number;

  @ApiProperty({ description: 'Receipts (kvittens) among them' })
  overdueReceipts!: number;

  @ApiProperty({ description: 'Reminders sent' })
  reminders!: number;

  @ApiProperty({ description: 'Escalations sent' })
  escalations!: number;

  @ApiProperty({ description: 'Breached deadlines that nobody has resolved' })
  openEscalations!: number;

  @ApiProperty({ description: 'Refused input held in quarantine' })
  quarantined!: number;

  @ApiProperty({ description: 'Input that was refused, ever' })
  refused!: number;

  @ApiProperty({ description: 'Messages that came again' })
  duplicates!: number;
}

export class AgeDto {
  @ApiProperty({ type: String, format: 'date-time' })
  since!: Date;

  @ApiProperty({ description: 'Seconds of domain time since then' })
  seconds!: number;
}

export class OldestDto {
  @ApiProperty({ type: AgeDto, nullable: true, description: 'The kvittens that has been waited for longest' })
  waiting!: AgeDto | null;

  @ApiProperty({ type: AgeDto, nullable: true, description: 'The deadline that passed first' })
  overdue!: AgeDto | null;

  @ApiProperty({ type: AgeDto, nullable: true })
  escalation!: AgeDto | null;

  @ApiProperty({ type: AgeDto, nullable: true })
  quarantined!: AgeDto | null;
}

export class SummaryPartDto {
  @ApiProperty({ type: CountsDto })
  counts!: CountsDto;

  @ApiProperty({ type: OldestDto })
  oldest!: OldestDto;
}

export class UnitSummaryDto extends UnitContactDto {
  @ApiProperty({ type: CountsDto })
  counts!: CountsDto;

  @ApiProperty({ type: OldestDto })
  oldest!: OldestDto;
}

/** The state of the region: kept counts and oldest ages, in all and per unit. */
export class SummaryDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'Domain time' })
  at!: Date;

  @ApiProperty({ type: SummaryPartDto })
  total!: SummaryPartDto;

  @ApiProperty({ type: [UnitSummaryDto] })
  units!: UnitSummaryDto[];
}

/** Ages at `now`. */
export function oldestDto(oldest: OldestSince, now: Date): OldestDto {
  const age = (since: Date | undefined): AgeDto | null =>
    since === undefined ? null : { since, seconds: Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000)) };
  return {
    waiting: age(oldest.waiting),
    overdue: age(oldest.overdue),
    escalation: age(oldest.escalation),
    quarantined: age(oldest.quarantined),
  };
}
