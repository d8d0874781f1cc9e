import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { ESCALATION_FILTERS, ESCALATION_OWNERS, ESCALATION_STATES } from '#flows/operations-ports.js';
import type { EscalationFilter, EscalationOwner, EscalationState } from '#flows/operations-ports.js';
import { DeadlineDto } from './deadline.dto.js';
import { PageQueryDto } from './page.dto.js';
import { IsInstant } from './valid.js';

/** Which escalations. */
export class EscalationQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    enum: ESCALATION_FILTERS,
    default: 'open',
    description: '`snoozed`: put aside until later, open or taken; they stand in no other list until then',
  })
  @IsOptional()
  @IsIn(ESCALATION_FILTERS)
  state: EscalationFilter = 'open';

  @ApiPropertyOptional({ enum: ESCALATION_OWNERS, description: 'Taken by nobody, or by the caller' })
  @IsOptional()
  @IsIn(ESCALATION_OWNERS)
  owner?: EscalationOwner;
}

/** Until when an escalation is put aside, and why. */
export class SnoozeDto {
  @ApiProperty({ format: 'date-time', description: 'Later than now, at most seven days' })
  @IsInstant()
  until!: string;

  @ApiProperty({ minLength: 3, maxLength: 500, example: 'Enheten kvitterar när jouren kommer kl. 17' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}

/** A note to an escalation. */
export class NoteDto {
  @ApiProperty({ maxLength: 2000, description: 'What was done or said; nothing about the patient' })
  @IsString()
  @Length(1, 2000)
  text!: string;
}

/** How an escalation was resolved. */
export class ResolutionDto {
  @ApiProperty({ maxLength: 2000, example: 'Vårdcentralen kvitterade per telefon' })
  @IsString()
  @Length(1, 2000)
  resolution!: string;
}

/** A note that somebody wrote to an escalation. */
export class EscalationNoteDto {
  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;

  @ApiProperty({ example: 'client:driftledning' })
  by!: string;

  @ApiProperty()
  text!: string;
}

/** A breached deadline that somebody has to look at. */
export class EscalationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ESCALATION_STATES })
  state!: EscalationState;

  @ApiProperty({ description: 'The highest step so far', example: 'chef' })
  step!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  openedAt!: Date;

  @ApiProperty({ type: String, nullable: true })
  takenBy!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  takenAt!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null when its deadline ended by itself' })
  resolvedBy!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt!: Date | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: '`met`, `cancelled`, or what the one who resolved it wrote',
  })
  resolution!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Put aside until then; null when not',
  })
  snoozedUntil!: Date | null;

  @ApiProperty({ type: String, nullable: true })
  snoozeReason!: string | null;

  @ApiProperty({ type: String, nullable: true })
  snoozedBy!: string | null;

  @ApiProperty({ type: [EscalationNoteDto] })
  notes!: EscalationNoteDto[];

  @ApiProperty({ type: DeadlineDto })
  deadline!: DeadlineDto;
}

export class EscalationPageDto {
  @ApiProperty({ type: [EscalationDto] })
  items!: EscalationDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}
