import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Directory } from '#domain/directory.js';
import type { DeadlineView, FiringView, ReminderView } from '#flows/operations-ports.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto, unitContact } from './unit.dto.js';

const DEADLINE_FILTERS = ['open', 'overdue', 'met', 'cancelled'] as const;

/** Which deadlines. */
export class DeadlineQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    enum: DEADLINE_FILTERS,
    default: 'open',
    description: '`overdue`: open, and the time has passed',
  })
  @IsOptional()
  @IsIn(DEADLINE_FILTERS)
  state: (typeof DEADLINE_FILTERS)[number] = 'open';

  @ApiPropertyOptional({ description: 'HSA-id of the unit whose duty it is' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ description: 'Name of the deadline in the profile, such as `kvittens`' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  kind?: string;
}

/** Which reminders. */
export class ReminderQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: 'HSA-id of the unit that was reminded' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;
}

/** One step of a ladder that fired. */
export class FiringDto {
  @ApiProperty({ format: 'uuid' })
  deadlineId!: string;

  @ApiProperty({ example: 'paminnelse' })
  step!: string;

  @ApiProperty({ description: '1 the first time' })
  occurrence!: number;

  @ApiProperty({ enum: ['paminnelse', 'eskalering'] })
  kind!: 'paminnelse' | 'eskalering';

  @ApiProperty({ example: 'G-ACK-12' })
  rule!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'The instant it stands for' })
  dueAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it was carried out' })
  firedAt!: Date;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'To whom; null when nobody was there to be told' })
  to!: UnitContactDto | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "The hub's id of the message that told it",
  })
  messageId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deliveryId!: string | null;
}

export class DeadlineEscalationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['open', 'taken', 'resolved'] })
  state!: string;

  @ApiProperty()
  step!: string;
}

/** A duty: what, by when, whose, whom to call, and what has been sent about it. */
export class DeadlineDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'kvittens' })
  kind!: string;

  @ApiProperty({ example: 'G-ACK-03' })
  rule!: string;

  @ApiProperty()
  profile!: string;

  @ApiProperty({ enum: ['open', 'met', 'cancelled'] })
  state!: string;

  @ApiProperty({ description: 'Open, and the due time has passed' })
  overdue!: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  due!: Date;

  @ApiProperty({ description: 'Met, but too late' })
  late!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The message that ended it' })
  endedBy!: string | null;

  @ApiProperty({ type: UnitContactDto, description: 'Whose duty it is: whom to call' })
  responsible!: UnitContactDto;

  @ApiProperty({ type: UnitContactDto, description: 'Who waits for it' })
  informs!: UnitContactDto;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  episode!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The hospital's number of the care episode" })
  episodeNumber!: string | null;

  @ApiProperty({ format: 'uuid', description: "The hub's id of the message that started it" })
  message!: string;

  @ApiProperty({ type: String, nullable: true, description: "The sender's id of that message" })
  messageId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  messageKind!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  delivery!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its ladder goes on' })
  nextFireAt!: Date | null;

  @ApiProperty({ type: DeadlineEscalationDto, nullable: true })
  escalation!: DeadlineEscalationDto | null;

  @ApiProperty({ type: [FiringDto], description: 'What has been sent, when, to whom' })
  fired!: FiringDto[];
}

export class DeadlinePageDto {
  @ApiProperty({ type: [DeadlineDto] })
  items!: DeadlineDto[];

  @ApiPropertyOptional({ description: 'Cursor of the next page; absent on the last one' })
  next?: string | undefined;
}

export class RemindedDeadlineDto {
  @ApiProperty({ example: 'kvittens' })
  kind!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  due!: Date;

  @ApiProperty({ enum: ['open', 'met', 'cancelled'] })
  state!: string;

  @ApiProperty({ type: UnitContactDto })
  responsible!: UnitContactDto;

  @ApiProperty({ type: UnitContactDto })
  informs!: UnitContactDto;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  episode!: string | null;

  @ApiProperty({ format: 'uuid', description: 'The message that is to be receipted or answered' })
  message!: string;
}

export class ReminderDto extends FiringDto {
  @ApiProperty({ type: RemindedDeadlineDto })
  deadline!: RemindedDeadlineDto;
}

export class ReminderPageDto {
  @ApiProperty({ type: [ReminderDto] })
  items!: ReminderDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}

function firingDto(firing: FiringView, directory: Directory): FiringDto {
  return { ...firing, to: firing.to === null ? null : unitContact(directory, firing.to) };
}

export function deadlineDto(deadline: DeadlineView, directory: Directory, now: Date): DeadlineDto {
  return {
    ...deadline,
    overdue: deadline.state === 'open' && deadline.due <= now,
    responsible: unitContact(directory, deadline.responsible),
    informs: unitContact(directory, deadline.informs),
    fired: deadline.fired.map((firing) => firingDto(firing, directory)),
  };
}

export function reminderDto({ deadline, ...firing }: ReminderView, directory: Directory): ReminderDto {
  const { responsible, informs } = deadline;
  return {
    ...firingDto(firing, directory),
    deadline: {
      ...deadline,
      responsible: unitContact(directory, responsible),
      informs: unitContact(directory, informs),
    },
  };
}
