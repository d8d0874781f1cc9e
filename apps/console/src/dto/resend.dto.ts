import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { DELIVERY_STATES } from '#domain/delivery.js';
import type { DeliveryState } from '#domain/delivery.js';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { BothDto } from './both.dto.js';
import { FieldDto } from './content.dto.js';
import { UnitContactDto } from './unit.dto.js';

/** Why a delivery is sent again. */
export class ResendDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'Mottagaren läste om sin inkorg och hittar inte meddelandet' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}

/** The message of a delivery. */
export class ResentMessageDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: "The sender's own id" })
  messageId!: string;

  @ApiProperty()
  kind!: string;
}

/** What would happen if a delivery were sent again now: nothing has. */
export class ResendPreviewDto {
  @ApiProperty({ format: 'uuid' })
  deliveryId!: string;

  @ApiProperty({ type: ResentMessageDto })
  message!: ResentMessageDto;

  @ApiProperty({ type: UnitContactDto, description: 'The only unit that gets it' })
  unit!: UnitContactDto;

  @ApiProperty({ enum: DELIVERY_STATES, description: 'It stays what it is' })
  state!: DeliveryState;

  @ApiProperty()
  allowed!: boolean;

  @ApiProperty({ type: BothDto, nullable: true, description: 'Why it cannot be sent again' })
  reason!: BothDto | null;

  @ApiProperty({ type: BothDto, nullable: true, description: 'What to know of it though it is allowed' })
  remark!: BothDto | null;

  @ApiProperty({ type: [UnitContactDto], description: 'Who else has the message; they get nothing' })
  alsoHave!: UnitContactDto[];

  @ApiProperty({
    enum: MESSAGE_FORMATS,
    type: String,
    description: 'Form that the unit has been set up for; else JSON',
  })
  format!: MessageFormat;

  @ApiProperty({ type: [FieldDto], description: 'What the unit will see, masked' })
  fields!: FieldDto[];
}

/** A delivery that was sent again. */
export class ResentDto {
  @ApiProperty({ format: 'uuid', description: 'The same as before: the recipient knows it again by it' })
  deliveryId!: string;

  @ApiProperty({ description: "Its new place in the unit's inbox" })
  cursor!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;
}
