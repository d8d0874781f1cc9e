import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { CURSOR, CURSOR_HINT } from '../inbox.dto.js';

/** Where to go on reading what has changed. */
export class PortalChangesQueryDto {
  /** `next` of the page before; from the beginning without it. */
  @ApiPropertyOptional({ description: '`next` of the page before; from the beginning without it' })
  @IsOptional()
  @Matches(CURSOR, CURSOR_HINT)
  after?: string;

  /** Changes that are looked at for a page, 1 to 200; 100 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 100 })
  @IsOptional()
  @Matches(/^([1-9]\d?|1\d\d|200)$/, { message: 'must be a whole number from 1 to 200' })
  limit?: string;

  /** Seconds to wait for something to change, 0 to 60 on the machine's clock; 0 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 60, default: 0 })
  @IsOptional()
  @Matches(/^(\d|[1-5]\d|60)$/, { message: 'must be a whole number of seconds from 0 to 60' })
  wait?: string;
}

export const PORTAL_STATES = ['shown', 'withdrawn'] as const;

/** That a plan is shown, perhaps in another version than before, or is to be taken away. */
export class PortalChangeDto {
  @ApiProperty({ format: 'uuid', description: 'Id of the CarePlan' })
  id!: string;

  @ApiProperty({ enum: PORTAL_STATES })
  state!: (typeof PORTAL_STATES)[number];

  @ApiPropertyOptional({
    description: '`meta.versionId` of the CarePlan; the same as before: nothing that is shown has changed',
  })
  version?: string;
}

export class PortalChangesDto {
  @ApiProperty({ type: [PortalChangeDto], description: 'In the order of the commits; each plan once, as it is now' })
  items!: PortalChangeDto[];

  @ApiProperty({ description: 'Say it as `after`' })
  next!: string;
}
