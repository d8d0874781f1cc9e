import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';

/** Name and title of a member of staff. */
export class StaffMemberDto {
  @ApiProperty({ example: 'Anna Ek' })
  @IsString()
  @Length(1, 200)
  name!: string;

  @ApiPropertyOptional({ example: 'sjuksköterska' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  title?: string;
}

/** The kvittens for one delivery. */
export class ReceiptDto {
  @ApiProperty({ type: StaffMemberDto, description: 'Who receipts' })
  @IsDefined()
  @ValidateNested()
  @Type(() => StaffMemberDto)
  by!: StaffMemberDto;

  /** Instant with zone, neither before the message nor ahead of the clock (G-ACK-14); without it: now. */
  @ApiPropertyOptional({ format: 'date-time', description: 'Neither before the message nor ahead of the clock' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  at?: string;
}

/** The kvittens for many deliveries of one inbox. */
export class ReceiptsDto extends ReceiptDto {
  @ApiProperty({ type: [String], minItems: 1, maxItems: 1000 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  deliveryIds!: string[];
}

/** To whom a delivery is handed on. */
export class ForwardDto {
  @ApiProperty({ description: 'HSA-id of another unit of the same organisation' })
  @IsString()
  @Length(1, 64)
  unit!: string;
}

/** Why a delivery does not belong here; the sender reads it. */
export class MisdirectedDto {
  @ApiProperty({ example: 'Patienten är inte listad hos oss' })
  @IsString()
  @Length(1, 1000)
  reason!: string;
}

/** A receipt as it stands. Instants are UTC. */
export class ReceiptViewDto {
  @ApiProperty({ type: StaffMemberDto })
  by!: StaffMemberDto;

  @ApiProperty({ format: 'date-time', description: 'When it was receipted, as the recipient says' })
  at!: string;

  @ApiProperty({ format: 'date-time', description: 'When the hub learnt of it' })
  recordedAt!: string;
}

/** What became of one delivery among many. */
export class ReceiptOutcomeDto {
  @ApiProperty()
  deliveryId!: string;

  /** `receipted`: now; `repeated`: before; `conflict`: see `state`; `invalid`: see `errors`; `not-found`: none of this inbox. */
  @ApiProperty({ enum: ['receipted', 'repeated', 'conflict', 'invalid', 'not-found'] })
  outcome!: string;

  @ApiPropertyOptional({ type: ReceiptViewDto })
  receipt?: ReceiptViewDto;

  @ApiPropertyOptional({ description: 'The state that stood in its way' })
  state?: string;

  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true } })
  errors?: object[];
}
