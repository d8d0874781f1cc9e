import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';
import { BothDto } from './both.dto.js';

/** A part of a text that stands out. */
export class MarkDto {
  @ApiProperty({ description: 'First UTF-16 unit of the part, counted from 0' })
  from!: number;

  @ApiProperty({ description: 'The unit after its last one; the same as `from` where something is missing' })
  to!: number;

  @ApiProperty({ enum: ['masked', 'error'] })
  kind!: 'masked' | 'error';

  @ApiPropertyOptional({ description: 'Of an error: where it is, in the words of the format' })
  path?: string | undefined;

  @ApiPropertyOptional()
  code?: string | undefined;

  @ApiPropertyOptional({ description: 'What is wrong; never a value of the message' })
  message?: string | undefined;
}

/** A text with the parts that are masked, and those that an error is about. */
export class MarkedTextDto {
  @ApiProperty()
  text!: string;

  @ApiProperty({ type: [MarkDto], description: 'In the order of the text' })
  marks!: MarkDto[];
}

/** One field of a message as the hub understood it. */
export class FieldDto {
  @ApiProperty({ example: 'patient.municipality', description: 'Path in the model of the interface' })
  path!: string;

  @ApiProperty({ type: BothDto })
  label!: BothDto;

  @ApiProperty({ type: String, nullable: true, description: 'Null when it is masked, and for what only holds others' })
  value!: string | null;

  @ApiProperty()
  isMasked!: boolean;

  @ApiPropertyOptional({ type: () => [FieldDto] })
  children?: FieldDto[] | undefined;
}

/** What a message says: the bytes as they came beside the model that was made of them. */
export class MessageContentDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Whether personal data is shown; else it is masked' })
  isRevealed!: boolean;

  @ApiProperty({ enum: MESSAGE_FORMATS, nullable: true, type: String, description: "Null for the hub's own messages" })
  format!: MessageFormat | null;

  @ApiProperty({
    type: MarkedTextDto,
    nullable: true,
    description: "Null when there are no bytes: erased, or the hub's",
  })
  raw!: MarkedTextDto | null;

  @ApiProperty({ type: [FieldDto] })
  parsed!: FieldDto[];
}

/** Why somebody has to see personal data. */
export class RevealDto {
  @ApiProperty({ minLength: 3, maxLength: 500, example: 'Avdelningen frågar varför meddelandet inte kom fram' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}
