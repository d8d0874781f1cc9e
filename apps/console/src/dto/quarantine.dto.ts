import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
} from 'class-validator';
import type { Directory } from '#domain/directory/directory.js';
import { systemName } from '#domain/operations/system-name.js';
import { QUARANTINE_STATES } from '#flows/ports.js';
import type { QuarantineItem, QuarantineState } from '#flows/ports.js';
import type { QuarantineGroup } from '#flows/quarantine-ports.js';
import type { ReplayedOne } from '#flows/replay-quarantine.js';
import { BothDto } from './both.dto.js';
import { MarkedTextDto } from './content.dto.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto, unitContact } from './unit.dto.js';

/** Which refused input. */
export class QuarantineQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: '`next` of the page before', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  declare after?: string;

  @ApiPropertyOptional({ enum: QUARANTINE_STATES })
  @IsOptional()
  @IsIn(QUARANTINE_STATES)
  state?: QuarantineState;

  @ApiPropertyOptional({ description: 'HSA-id of the sending unit' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ description: 'Whence it came', example: 'mllp:local-mllp' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  source?: string;

  @ApiPropertyOptional({ description: 'A code that stands among its reasons', example: 'unroutable' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  code?: string;
}

/** One thing that was wrong, or odd. Never a value of the message. */
export class ReasonDto {
  @ApiProperty({ example: 'patient.municipality' })
  path!: string;

  @ApiPropertyOptional({ example: 'G-ADM-28' })
  rule?: string;

  @ApiProperty({ example: 'unroutable' })
  code!: string;

  @ApiProperty()
  message!: string;
}

/** Refused input; its bytes are asked for apart. */
export class QuarantineItemDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'mllp:local-mllp' })
  source!: string;

  @ApiProperty({ type: BothDto, description: 'What the system that it came from is called' })
  system!: BothDto;

  @ApiPropertyOptional({ description: 'HSA-id of the sending unit, if it could be read' })
  sender?: string | undefined;

  @ApiPropertyOptional({ description: "The sender's message id, if it could be read" })
  messageId?: string | undefined;

  @ApiProperty({ example: 'application/hl7-v2' })
  contentType!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt!: Date;

  @ApiProperty({ description: 'Line of the outcome table', example: 'against-rule' })
  outcome!: string;

  @ApiProperty({ type: [ReasonDto] })
  reasons!: ReasonDto[];

  @ApiProperty({ enum: QUARANTINE_STATES })
  state!: QuarantineState;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  replayedAt?: Date | undefined;

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of the message it became" })
  message?: string | undefined;
}

export class QuarantinePageDto {
  @ApiProperty({ type: [QuarantineItemDto] })
  items!: QuarantineItemDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}

/** What became of a replay. */
export class ReplayDto {
  @ApiProperty({ enum: ['accepted', 'duplicate', 'refused'] })
  result!: 'accepted' | 'duplicate' | 'refused';

  @ApiPropertyOptional({ type: Object, description: 'The answer that the sender would get' })
  answer?: object;

  @ApiPropertyOptional({ description: 'Line of the outcome table, when refused' })
  outcome?: string;

  @ApiPropertyOptional({ type: [ReasonDto], description: 'Why it was refused again' })
  reasons?: readonly ReasonDto[];
}

/** What is held for the same reason at the same place out of the same source; the first reason of each entry counts. */
export class QuarantineGroupDto {
  @ApiProperty({ description: 'Stays the same as long as there is such a group' })
  key!: string;

  @ApiProperty({ example: 'mllp:local-mllp' })
  source!: string;

  @ApiProperty({ type: BothDto, description: 'What the system that it came from is called' })
  system!: BothDto;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'Null when several units, or none that is known' })
  sender!: UnitContactDto | null;

  @ApiProperty({ example: 'unroutable' })
  code!: string;

  @ApiProperty({ example: 'patient.municipality' })
  path!: string;

  @ApiProperty({ type: String, nullable: true })
  rule!: string | null;

  @ApiProperty({ description: 'What the reason says, of the latest entry' })
  message!: string;

  @ApiProperty()
  count!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  oldestAt!: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  latestAt!: Date;

  @ApiProperty({ type: [String], description: 'The first 500 entries, in the order in which they came' })
  ids!: string[];
}

/** What is held, by cause. */
export class QuarantineGroupsDto {
  @ApiProperty({ type: [QuarantineGroupDto], description: 'The largest first, at most 200' })
  items!: QuarantineGroupDto[];
}

/** What is held, and where each reason is in it. */
export class QuarantineContentDto {
  @ApiProperty({ description: 'Whether values are shown' })
  isRevealed!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Null when the content type is none that the hub reads' })
  format!: string | null;

  @ApiProperty({ type: MarkedTextDto })
  raw!: MarkedTextDto;

  @ApiProperty({ type: [ReasonDto] })
  reasons!: ReasonDto[];
}

/** Why somebody looks at what a message says. */
export class RevealReasonDto {
  @ApiProperty({ maxLength: 500, description: 'Stands in the audit; nothing about the patient' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}

/** Under which directory an entry is tried. */
export class QuarantineTestDto {
  @ApiPropertyOptional({ description: 'Text of a proposed directory; without it the one in force' })
  @IsOptional()
  @IsString()
  @MaxLength(4_000_000)
  directory?: string;
}

/** A delivery that would be. */
export class TestDeliveryDto {
  @ApiProperty({ type: UnitContactDto })
  unit!: UnitContactDto;

  @ApiProperty({ example: 'oppenvard' })
  role!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  receiptDue!: Date | null;
}

const TEST_RESULTS = ['accepted', 'duplicate', 'refused'] as const;

/** What would become of an entry that was sent through now; nothing has been written. */
export class TestOutcomeDto {
  @ApiProperty({ enum: TEST_RESULTS })
  result!: (typeof TEST_RESULTS)[number];

  @ApiProperty({ type: [TestDeliveryDto] })
  deliveries!: TestDeliveryDto[];

  @ApiProperty({ type: [ReasonDto], description: 'What would be remarked' })
  warnings!: ReasonDto[];

  @ApiProperty({ type: [ReasonDto], description: 'Why it would be refused' })
  reasons!: ReasonDto[];

  @ApiProperty({ type: [String], description: 'What is wrong with the proposed directory; nothing was tried then' })
  problems!: string[];
}

/** Entries to be sent through again. */
export class ReplayManyDto {
  @ApiProperty({ type: [String], maxItems: 500 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids!: string[];
}

const REPLAY_RESULTS = ['accepted', 'duplicate', 'refused', 'conflict', 'gone', 'unavailable'] as const;

/** What became of one of several. */
export class ReplayedItemDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({
    enum: REPLAY_RESULTS,
    description:
      '`conflict`: it had been replayed before, `gone`: there is none or its bytes were erased, `unavailable`: try again',
  })
  result!: (typeof REPLAY_RESULTS)[number];

  @ApiPropertyOptional({ type: [ReasonDto] })
  reasons?: readonly ReasonDto[];

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of the message that it is" })
  message?: string | undefined;
}

/** What became of each entry that was replayed, in the order in which they came. */
export class ReplayedManyDto {
  @ApiProperty({ type: [ReplayedItemDto], description: 'In the order in which they had come' })
  items!: ReplayedItemDto[];
}

export function quarantineItemDto(item: QuarantineItem, directory: Directory): QuarantineItemDto {
  return { ...item, system: systemName(directory, item.source) };
}

export function groupDto(group: QuarantineGroup, directory: Directory): QuarantineGroupDto {
  const { source, sender, code, path } = group;
  const contact = sender === null ? null : unitContact(directory, sender);
  const system = systemName(directory, source);
  return { ...group, key: [source, code, path].join('|'), system, sender: contact };
}

export function replayedDto(outcome: ReplayedOne): ReplayedItemDto {
  const { id, kind } = outcome;
  switch (outcome.kind) {
    case 'accepted':
    case 'duplicate':
      return { id, result: kind, message: outcome.answer.id };
    case 'refused':
      return { id, result: kind, reasons: outcome.reasons };
    case 'conflict':
      return { id, result: kind, message: outcome.message };
    case 'gone':
    case 'unavailable':
      return { id, result: kind };
  }
}
