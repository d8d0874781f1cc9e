import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Length, Matches } from 'class-validator';
import { TASK_STATUSES } from '#formats/fhir/task.js';
import { CURSOR, CURSOR_HINT, INBOX_STATES } from '../inbox.dto.js';

/** A unit as a search parameter: its HSA-id, alone or behind the name of the identifier system. */
const UNIT_TOKEN = /^([^|\s]{1,200}\|)?[^|\s]{1,64}$/;
const UNIT_HINT = { message: 'must be an HSA-id, as such or as system|HSA-id' };

const STATUSES = new RegExp(`^(${TASK_STATUSES.join('|')})(,(${TASK_STATUSES.join('|')}))*$`);

/** What every FHIR address takes. */
export class FhirQueryDto {
  /** `json` or `xml`, also as media types; goes before `Accept`. */
  @ApiPropertyOptional({ description: '`json` or `xml`; goes before Accept' })
  @IsOptional()
  @Length(1, 100)
  _format?: string;
}

/** Resources on a page when `_count` does not say. */
export const DEFAULT_COUNT = 50;

/** Where to go on searching, and how far. */
class FhirPageQueryDto extends FhirQueryDto {
  /** Resources on a page, 1 to 1,000; 50 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: DEFAULT_COUNT })
  @IsOptional()
  @Matches(/^([1-9]\d{0,2}|1000)$/, { message: 'must be a whole number from 1 to 1000' })
  _count?: string;

  /** Cursor from a link of the page before; from the beginning without it. */
  @ApiPropertyOptional({ description: 'Cursor from a link of the page before; from the beginning without it' })
  @IsOptional()
  @Matches(CURSOR, CURSOR_HINT)
  after?: string;
}

/** Search for messages in an inbox. */
export class BundleQueryDto extends FhirPageQueryDto {
  @ApiProperty({ description: 'HSA-id of the unit whose inbox is read, as such or as system|HSA-id' })
  @Matches(UNIT_TOKEN, UNIT_HINT)
  inbox!: string;

  /** `waiting`: neither receipted nor ended (default); `all`: everything. */
  @ApiPropertyOptional({ enum: INBOX_STATES, default: 'waiting' })
  @IsOptional()
  @IsIn(INBOX_STATES)
  state?: (typeof INBOX_STATES)[number];
}

/** Search for the Tasks of a unit; `owner` or `owner:identifier` is needed. */
export class TaskQueryDto extends FhirPageQueryDto {
  @ApiPropertyOptional({ description: 'HSA-id of the recipient, as such or as system|HSA-id' })
  @IsOptional()
  @Matches(UNIT_TOKEN, UNIT_HINT)
  owner?: string;

  /** The same in the words of FHIR: the owner is referred to by its identifier. */
  @ApiPropertyOptional({ description: 'The same as `owner`' })
  @IsOptional()
  @Matches(UNIT_TOKEN, UNIT_HINT)
  'owner:identifier'?: string;

  /** One status or several, comma between; all of them without it. */
  @ApiPropertyOptional({ description: `Of ${TASK_STATUSES.join(', ')}; several with a comma between` })
  @IsOptional()
  @Matches(STATUSES, { message: `must be of ${TASK_STATUSES.join(', ')}, with a comma between several` })
  status?: string;
}
