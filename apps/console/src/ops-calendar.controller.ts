import { Controller, Get, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { addCivilDays, parseCivilDate } from '#domain/calendar.js';
import { ReadCalendar } from '#flows/read-calendar.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { OpsCalendarDto, OpsCalendarQueryDto } from './dto/calendar.dto.js';
import { ForOperations, Uncached } from './ops-access.js';

/** Days that one look takes in at most: two months. */
const MOST_DAYS = 62;

/** Calls, follow-ups and reminders of any unit. */
@ForOperations()
@Controller('v1/ops/calendar')
export class OpsCalendarController {
  constructor(private readonly calendars: ReadCalendar) {}

  @Get()
  @Uncached()
  @ApiOperation({ summary: 'The calendar of a unit, as it sees it' })
  @ApiOkResponse({ type: OpsCalendarDto })
  @ApiNotFoundResponse({ description: 'No such unit' })
  @ApiUnprocessableEntityResponse({ description: 'Days that there are not, or too many of them' })
  async read(@Query() { unit, from, to }: OpsCalendarQueryDto): Promise<OpsCalendarDto> {
    mustBeSpan(from, to);
    const calendar = await this.calendars.forOperations(unit, from, to);
    if (calendar === undefined) throw notFound('unit');
    return {
      unit: calendar.unit,
      entries: calendar.entries.map(({ units, ...entry }) => ({ ...entry, units: [...units] })),
    };
  }
}

/** @throws Problem 422 */
function mustBeSpan(from: string, to: string): void {
  const isThere = [from, to].every((day) => parseCivilDate(day) !== undefined);
  if (isThere && from <= to && to <= addCivilDays(from, MOST_DAYS)) return;
  const message = `must be a day, neither before from nor more than ${String(MOST_DAYS)} days after it`;
  throw new Problem(422, 'invalid-request', 'Some parameters are not right', [{ path: 'to', message }]);
}
