import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { QUARANTINE_STATES } from '#flows/ports.js';
import type { QuarantineState } from '#flows/ports.js';
import { PageQueryDto } from './page.dto.js';

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
