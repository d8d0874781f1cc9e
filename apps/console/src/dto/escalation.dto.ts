import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { Directory } from '#domain/directory.js';
import { ESCALATION_STATES } from '#flows/operations-ports.js';
import type { EscalationState, EscalationView } from '#flows/operations-ports.js';
import { DeadlineDto, deadlineDto } from './deadline.dto.js';
import { PageQueryDto } from './page.dto.js';

/** Which escalations. */
export class EscalationQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: ESCALATION_STATES, default: 'open' })
  @IsOptional()
  @IsIn(ESCALATION_STATES)
  state: EscalationState = 'open';
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

export function escalationDto(escalation: EscalationView, directory: Directory, now: Date): EscalationDto {
  return { ...escalation, deadline: deadlineDto(escalation.deadline, directory, now) };
}
