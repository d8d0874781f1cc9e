import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { CALENDAR_KINDS } from '#domain/plan/sight/calendar.js';
import type { CalendarKind } from '#domain/plan/sight/calendar.js';
import { BothDto } from './both.dto.js';

const CIVIL_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_HINT = { message: 'must be a day, YYYY-MM-DD' };

/** Whose calendar, and which days of it. */
export class OpsCalendarQueryDto {
  @ApiProperty({ description: 'HSA-id of a unit' })
  @IsString()
  @MaxLength(64)
  unit!: string;

  @ApiProperty({ format: 'date', description: 'First civil day' })
  @Matches(CIVIL_DAY, DAY_HINT)
  from!: string;

  @ApiProperty({ format: 'date', description: 'Last civil day; at most 62 days after the first' })
  @Matches(CIVIL_DAY, DAY_HINT)
  to!: string;
}

export class CalendarUnitDto {
  @ApiProperty()
  hsaId!: string;

  @ApiProperty()
  name!: string;
}

/** Something in the calendar of a unit; nothing in it tells who the person is. */
export class OpsCalendarEntryDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: CALENDAR_KINDS })
  kind!: CalendarKind;

  @ApiProperty({ format: 'uuid' })
  plan!: string;

  @ApiProperty({ description: 'Instant, or a civil day: then it takes the whole day' })
  start!: string;

  @ApiPropertyOptional()
  minutes?: number;

  @ApiPropertyOptional({ description: "The region's colour of its kind", example: '#1f6feb' })
  colour?: string;

  @ApiProperty({ type: [CalendarUnitDto] })
  units!: CalendarUnitDto[];

  @ApiPropertyOptional()
  isCalledOff?: boolean;

  @ApiPropertyOptional()
  isHeld?: boolean;

  @ApiProperty({ format: 'date-time', description: 'Instant of the latest message that changed it' })
  changedAt!: string;

  @ApiPropertyOptional({ type: BothDto })
  advice?: BothDto;
}

export class OpsCalendarDto {
  @ApiProperty({ type: CalendarUnitDto })
  unit!: CalendarUnitDto;

  @ApiProperty({ type: [OpsCalendarEntryDto], description: 'By their starts' })
  entries!: OpsCalendarEntryDto[];
}
