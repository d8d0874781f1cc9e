import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { parseInstant } from '#domain/calendar.js';
import { MoveClock } from '#flows/move-clock.js';
import { Clock } from '#flows/ports.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { AcceptsSession, Roles } from '#security/caller.guard.js';

/** A time of the simulated clock. */
export class SimulatedTimeDto {
  /** Instant, ISO 8601 with zone. */
  @ApiProperty({ format: 'date-time', example: '2026-11-23T13:00:00+01:00' })
  @IsString()
  now!: string;
}

/** The simulated clock, for trying out and for tests; where the machine's clock rules there is nothing here. */
@ApiTags('simulation')
@ApiBearerAuth()
@Roles('operations')
@AcceptsSession()
@Controller('v1/simulation/clock')
export class SimulationController {
  constructor(
    private readonly clock: Clock,
    private readonly moveClock: MoveClock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The simulated time' })
  @ApiResponse({ status: 200, type: SimulatedTimeDto })
  @ApiResponse({ status: 404, description: "The hub runs on the machine's clock" })
  async read(): Promise<SimulatedTimeDto> {
    this.mustBeSimulated();
    return { now: (await this.clock.now()).toISOString() };
  }

  /** Visits every instant at which something is due, in order; the answer comes when all of it is committed. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Move the simulated clock forward' })
  @ApiResponse({ status: 200, type: SimulatedTimeDto, description: 'Everything up to that time has fired' })
  @ApiResponse({ status: 400, description: 'Not an instant' })
  @ApiResponse({ status: 404, description: "The hub runs on the machine's clock" })
  @ApiResponse({ status: 409, description: 'The clock stands at a later time; `now` in the answer tells it' })
  async move(@Body() body: SimulatedTimeDto): Promise<SimulatedTimeDto> {
    this.mustBeSimulated();
    const target = parseInstant(body.now);
    if (target === undefined) {
      const message = 'must be a date and time with zone, such as 2026-11-23T13:00:00+01:00';
      throw new Problem(400, 'not-an-instant', 'The time cannot be read', [{ path: 'now', message }]);
    }
    const move = await this.moveClock.to(target);
    const now = move.now.toISOString();
    if (move.kind === 'moved') return { now };
    const message = 'lies before the time of the clock, which goes only forward';
    throw new Problem(409, 'clock-backward', 'The clock goes only forward', [{ path: 'now', message }], {}, { now });
  }

  private mustBeSimulated(): void {
    if (!this.clock.isSimulated) throw notFound('/v1/simulation/clock');
  }
}
