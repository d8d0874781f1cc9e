import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { BothDto } from './both.dto.js';
import { EscalationNoteDto } from './escalation.dto.js';
import { FlowCountsDto } from './flow.dto.js';
import { ProblemDto } from './problem.dto.js';
import { UnitContactDto } from './unit.dto.js';
import { IsAfter, IsInstant } from './valid.js';

/** Which shift. */
export class HandoverQueryDto {
  @ApiProperty({
    format: 'date-time',
    description: 'Beginning of the shift, at most eight days ago',
    example: '2026-11-28T06:00:00Z',
  })
  @IsInstant()
  from!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Its end; without it now' })
  @IsOptional()
  @IsInstant()
  @IsAfter('from')
  to?: string;
}

/** An escalation that is still open, in short. */
export class HandedEscalationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  deadline!: string;

  @ApiProperty({ enum: ['open', 'taken'] })
  state!: 'open' | 'taken';

  @ApiProperty({ example: 'chef', description: 'The highest step so far' })
  step!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  openedAt!: Date;

  @ApiProperty({ type: String, nullable: true })
  takenBy!: string | null;

  @ApiProperty({ example: 'kvittens' })
  kind!: string;

  @ApiProperty({ example: 'G-ACK-03' })
  rule!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  due!: Date;

  @ApiProperty({ type: UnitContactDto, description: 'Whose duty it is: whom to call' })
  responsible!: UnitContactDto;
}

/** A note that was written on an escalation during the shift. */
export class HandedNoteDto extends EscalationNoteDto {
  @ApiProperty({ format: 'uuid' })
  deadline!: string;
}

/** A unit that is paused at the end of the shift. */
export class HandedPauseDto {
  @ApiProperty({ type: UnitContactDto })
  unit!: UnitContactDto;

  @ApiProperty({ type: String, format: 'date-time' })
  until!: Date;
}

/** An alert that lasted during the shift. */
export class HandedAlertDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: Date | null;

  @ApiProperty({ type: BothDto })
  text!: BothDto;
}

/** Refused input of the shift. */
export class HandedQuarantineDto {
  @ApiProperty({ description: 'Refused during the shift and still held' })
  held!: number;

  @ApiProperty({ description: 'Replayed during the shift' })
  replayed!: number;
}

/** What happened in a shift, and what is left of it. */
export class HandoverDto {
  @ApiProperty({ type: String, format: 'date-time' })
  from!: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  to!: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'When this was read: what is left is left then' })
  at!: Date;

  @ApiProperty({ type: FlowCountsDto })
  totals!: FlowCountsDto;

  @ApiProperty({ description: 'Escalations opened during the shift' })
  opened!: number;

  @ApiProperty({ description: 'Escalations resolved during the shift, by hand or by what was done' })
  resolved!: number;

  @ApiProperty({ type: [HandedEscalationDto], description: 'Not resolved yet, oldest first, at most 200' })
  stillOpen!: HandedEscalationDto[];

  @ApiProperty({ type: [ProblemDto], description: 'Worst first, at most 20 of a kind' })
  problems!: ProblemDto[];

  @ApiProperty({ type: [HandedAlertDto] })
  alerts!: HandedAlertDto[];

  @ApiProperty({ type: [HandedPauseDto] })
  pauses!: HandedPauseDto[];

  @ApiProperty({ type: [HandedNoteDto], description: 'Oldest first, at most 200' })
  notes!: HandedNoteDto[];

  @ApiProperty({ type: HandedQuarantineDto })
  quarantine!: HandedQuarantineDto;
}
