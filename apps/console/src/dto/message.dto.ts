import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import { BothDto } from './both.dto.js';
import { DeadlineDto } from './deadline.dto.js';
import { PageQueryDto } from './page.dto.js';
import { ReasonDto } from './quarantine.dto.js';
import { TIMELINE_EVENTS } from '../timeline-events.js';
import type { TimelineEvent } from '../timeline-events.js';
import { UnitContactDto } from './unit.dto.js';
import { IsInstant } from './valid.js';

/** Which messages; the filters are combined. */
export class MessageQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: "The sender's own id" })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  messageId?: string;

  @ApiPropertyOptional({ description: 'MSH-10: the same as `messageId`' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  controlId?: string;

  @ApiPropertyOptional({ description: "The hub's id of the care episode, or the hospital's number for it" })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  episode?: string;

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of the plan (SIP) that it belongs to" })
  @IsOptional()
  @IsUUID()
  plan?: string;

  @ApiPropertyOptional({ description: 'HSA-id of a unit that sent the message or got it' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ enum: ANY_MESSAGE_KINDS })
  @IsOptional()
  @IsIn(ANY_MESSAGE_KINDS)
  kind?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received at or after' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received before' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

/** Why a message id is released. */
export class ReleaseDto {
  @ApiProperty({ maxLength: 500, example: 'Journalsystemets räknare började om' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}

export class ReleasedDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: [true] })
  released!: true;
}

export class MessageDeliveryDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: UnitContactDto })
  unit!: UnitContactDto;

  @ApiProperty()
  role!: string;

  @ApiProperty({ enum: ['waiting', 'received', 'receipted', 'forwarded', 'misdirected', 'withdrawn'] })
  state!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  receiptDue!: Date | null;
}

/** A message as operations see it: nothing of its content, nothing of the patient. */
export class OpsMessageDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  messageId!: string;

  @ApiProperty({ enum: ANY_MESSAGE_KINDS })
  kind!: string;

  @ApiProperty({ type: UnitContactDto })
  sender!: UnitContactDto;

  @ApiProperty()
  profile!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  episode!: string | null;

  @ApiProperty({ type: String, nullable: true })
  episodeNumber!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The plan (SIP) that it belongs to' })
  plan!: string | null;

  @ApiProperty({ description: '`http:<client>`, `mllp:<source>` or `hub`' })
  source!: string;

  @ApiProperty({ type: String, nullable: true })
  contentType!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt!: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The makulering that withdrew it' })
  withdrawnBy!: string | null;

  @ApiProperty({ type: [MessageDeliveryDto] })
  deliveries!: MessageDeliveryDto[];
}

export class OpsMessagePageDto {
  @ApiProperty({ type: [OpsMessageDto] })
  items!: OpsMessageDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}

export class TracedPayloadDto {
  @ApiProperty()
  contentType!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes; null when they were erased' })
  size!: number | null;
}

export class RoutedPartyDto {
  @ApiProperty({ type: UnitContactDto })
  unit!: UnitContactDto;

  @ApiProperty()
  role!: string;

  @ApiProperty({ description: 'Why this unit got it' })
  why!: string;

  @ApiProperty({ type: BothDto, description: 'The same in both languages' })
  reason!: BothDto;
}

/** Which rule sent the message where. */
export class RoutingDto {
  @ApiProperty({ type: String, nullable: true, example: 'BC' })
  planningCategory!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Which admission notice it was', example: 'first' })
  notice!: string | null;

  @ApiProperty({
    type: [String],
    description: 'Rules of the profile in force that route it',
    example: ['G-ADM-09', 'G-CAT-11'],
  })
  rules!: string[];

  @ApiProperty({ type: [RoutedPartyDto] })
  parties!: RoutedPartyDto[];
}

export class StaffDto {
  @ApiProperty()
  name!: string;

  @ApiPropertyOptional()
  title?: string;
}

export class TracedReceiptDto {
  @ApiProperty({ type: StaffDto })
  by!: StaffDto;

  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the hub learnt of it' })
  recordedAt!: Date;
}

export class TracedDeliveryDto extends MessageDeliveryDto {
  @ApiProperty({ type: String, format: 'date-time' })
  acceptedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  fetchedAt!: Date | null;

  @ApiProperty({ type: TracedReceiptDto, nullable: true })
  receipt!: TracedReceiptDto | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  forwardedTo!: string | null;
}

export class EndedDeadlineDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty({ enum: ['open', 'met', 'cancelled'] })
  state!: string;

  @ApiProperty()
  late!: boolean;
}

export class AuditLineDto {
  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;

  @ApiProperty({ example: 'client:avd12' })
  actor!: string;

  @ApiProperty({ example: 'message-accepted' })
  action!: string;

  @ApiProperty({ type: String, nullable: true })
  unit!: string | null;

  @ApiProperty()
  subject!: string;

  @ApiProperty({ format: 'uuid' })
  subjectId!: string;

  @ApiPropertyOptional({ type: Object, nullable: true })
  detail!: unknown;
}

/** One thing that happened to a message. */
export class TimelineEntryDto {
  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;

  @ApiProperty({ enum: TIMELINE_EVENTS })
  what!: TimelineEvent;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'The unit that did it, or that it happened to' })
  unit!: UnitContactDto | null;

  @ApiProperty({ type: BothDto })
  text!: BothDto;

  @ApiProperty({ type: String, nullable: true, description: 'The rule behind it', example: 'G-ACK-03' })
  rule!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who did it, as the audit says', example: 'client:avd12' })
  by!: string | null;
}

/** Every hop of one message. */
export class TraceDto {
  @ApiProperty({ type: OpsMessageDto })
  message!: OpsMessageDto;

  @ApiProperty({ type: TracedPayloadDto, nullable: true, description: "What came in; null for the hub's own messages" })
  payload!: TracedPayloadDto | null;

  @ApiProperty({ type: RoutingDto })
  routing!: RoutingDto;

  @ApiProperty({ type: [ReasonDto] })
  warnings!: ReasonDto[];

  @ApiProperty({ type: [TracedDeliveryDto] })
  deliveries!: TracedDeliveryDto[];

  @ApiProperty({ type: [DeadlineDto], description: 'Deadlines that it started, with what they fired' })
  deadlines!: DeadlineDto[];

  @ApiProperty({ type: [EndedDeadlineDto], description: 'Deadlines of earlier messages that it ended' })
  ended!: EndedDeadlineDto[];

  @ApiProperty({ type: [TimelineEntryDto], description: 'From the bytes to the kvittens, in order' })
  timeline!: TimelineEntryDto[];

  @ApiProperty({ type: [AuditLineDto], description: 'Who did what, in order; repeats of the message too' })
  audit!: AuditLineDto[];
}
