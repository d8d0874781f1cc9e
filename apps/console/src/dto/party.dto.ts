import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { BothDto } from './both.dto.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto } from './unit.dto.js';

export const PARTY_SORTS = ['worst', 'name', 'overdue', 'waiting', 'silent'] as const;
export const PARTY_STATES = ['overdue', 'silent', 'paused', 'well'] as const;

/** Which parties, in which order. */
export class PartyQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: PARTY_SORTS, default: 'worst' })
  @IsOptional()
  @IsIn(PARTY_SORTS)
  sort: (typeof PARTY_SORTS)[number] = 'worst';

  @ApiPropertyOptional({
    enum: PARTY_STATES,
    description:
      'Only those of which it holds, also where something worse does: who is late during a pause is in `overdue` and `paused`. `well`: none of the others',
  })
  @IsOptional()
  @IsIn(PARTY_STATES)
  state?: (typeof PARTY_STATES)[number];

  @ApiPropertyOptional({ enum: ['true', 'false'], description: '`true`: only silent ones; `false`: only others' })
  @IsOptional()
  @IsIn(['true', 'false'])
  silent?: 'true' | 'false';

  @ApiPropertyOptional({ description: 'Id of a region profile' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  profile?: string;
}

/** How long a unit took from delivery to receipt, of the last seven days; read off a histogram, within ten per cent. */
export class AcknowledgementTimeDto {
  @ApiProperty()
  p50Seconds!: number;

  @ApiProperty()
  p95Seconds!: number;

  @ApiProperty({ description: 'Receipts behind it' })
  count!: number;
}

/** A unit that is silent against its own habit. */
export class SilenceDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'When it was last heard of' })
  since!: Date;

  @ApiProperty({ type: BothDto, description: 'What it usually does at this time' })
  usual!: BothDto;
}

/** A party of the region and how it stands with the hub. All instants are domain time. */
export class PartyDto extends UnitContactDto {
  @ApiProperty({ type: String, nullable: true })
  profile!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Name of its organisation' })
  organisation!: string | null;

  @ApiProperty({ enum: PARTY_STATES, description: 'The first of them that holds' })
  state!: (typeof PARTY_STATES)[number];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it last sent something' })
  lastReceivedAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it last asked for its inbox' })
  lastPolledAt!: Date | null;

  @ApiProperty({ description: 'Deliveries whose kvittens it owes' })
  waiting!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  oldestWaitingSince!: Date | null;

  @ApiProperty({ description: 'Its open duties whose time has passed' })
  overdue!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Due time of the oldest of them' })
  oldestOverdueSince!: Date | null;

  @ApiProperty({ description: 'Its duties due within two hours; at most 200 are counted' })
  dueSoon!: number;

  @ApiProperty()
  openEscalations!: number;

  @ApiProperty({ type: AcknowledgementTimeDto, nullable: true })
  acknowledgement!: AcknowledgementTimeDto | null;

  @ApiProperty({
    type: [Number],
    minItems: 24,
    maxItems: 24,
    description: 'Messages that it sent and got, an hour each, the last 24 hours, oldest first',
  })
  sparkline!: number[];

  @ApiProperty({ type: SilenceDto, nullable: true })
  silent!: SilenceDto | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'End of its planned downtime' })
  pausedUntil!: Date | null;
}

/** Some of the parties; `next` leads to more. */
export class PartyPageDto {
  @ApiProperty({ type: [PartyDto] })
  items!: PartyDto[];

  @ApiPropertyOptional({ description: 'Cursor of the next page; absent on the last one' })
  next?: string | undefined;
}
