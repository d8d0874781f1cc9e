import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { CLIENT_ROLES } from '#domain/directory/directory.js';
import type { ClientRole } from '#domain/directory/directory.js';
import { IsAfter, IsInstant } from './valid.js';

/** Characters that a directory's text may have; a file of ten thousand units has some two million. */
const LONGEST_TEXT = 4_000_000;

/** A text that might become the directory. */
export class DirectoryTextDto {
  @ApiProperty({ maxLength: LONGEST_TEXT, description: 'The whole file; placeholders of hashes stay as they are' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  text!: string;
}

/** A directory to be put in force. */
export class DirectorySaveDto extends DirectoryTextDto {
  @ApiProperty({ description: '`etag` of the file that the text was made from' })
  @IsString()
  @MaxLength(100)
  etag!: string;
}

/** A pause of a unit. */
export class DowntimeDraftDto {
  @ApiProperty({ format: 'date-time' })
  @IsInstant()
  from!: string;

  @ApiProperty({ format: 'date-time', description: 'At most 31 days after `from`, and not over yet' })
  @IsInstant()
  @IsAfter('from')
  to!: string;

  @ApiProperty({ maxLength: 500, description: 'Why; nothing about a patient', example: 'Byte av journalsystem' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}

/** What is said in a test message. */
export class TestMessageDto {
  @ApiProperty({ maxLength: 500, description: 'Nothing about a patient', example: 'Prov från driftledningen' })
  @IsString()
  @Length(1, 500)
  text!: string;
}

/** A client to be taken into the directory. */
export class ClientDraftDto {
  @ApiProperty({ example: 'nya-vardcentralen', description: 'Small letters, digits and hyphens' })
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { message: 'must be small letters, digits and hyphens, at most 63' })
  id!: string;

  @ApiProperty({ maxLength: 100 })
  @IsString()
  @Length(1, 100)
  name!: string;

  @ApiProperty({ enum: CLIENT_ROLES, isArray: true })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(CLIENT_ROLES.length)
  @IsIn(CLIENT_ROLES, { each: true })
  roles!: ClientRole[];

  @ApiProperty({ type: [String], description: 'HSA-ids of the units that it is to act for' })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  units!: string[];

  @ApiPropertyOptional({ format: 'date', description: 'The last day on which its secret is taken' })
  @IsOptional()
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date' })
  expires?: string;
}
