import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { PLAN_STATES } from '#domain/plan/plan.js';
import type { Content } from '#domain/message.js';
import type { PlanState } from '#domain/plan/plan.js';
import { CLOSED_FILTERS } from '#domain/plan/sight/sight-tree.js';
import type { ClosedFilter } from '#domain/plan/sight/sight-tree.js';
import { PLAN_FILTERS } from '#flows/plan-ports.js';
import type { PlanFilter } from '#flows/plan-ports.js';

const CIVIL_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_HINT = { message: 'must be a day, YYYY-MM-DD' };

/** How much of a plan is shown. */
export class PlanQueryDto {
  /** `exclude` leaves out closed sub-goals and interventions; `include` without it. */
  @ApiPropertyOptional({ enum: CLOSED_FILTERS, default: 'include' })
  @IsOptional()
  @IsIn(CLOSED_FILTERS)
  closed?: ClosedFilter;
}

/** Plans of a unit, or beside a care episode; one of both is needed. */
export class PlansQueryDto {
  @ApiPropertyOptional({ description: 'HSA-id of a unit of yours that takes part or took part' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  unit?: string;

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of the care episode beside which they began" })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  episode?: string;

  /** `open` (default), `closed`, or `all`. */
  @ApiPropertyOptional({ enum: PLAN_FILTERS, default: 'open' })
  @IsOptional()
  @IsIn(PLAN_FILTERS)
  state?: PlanFilter;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  after?: string;

  /** Plans on a page, 1 to 200; 50 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Matches(/^([1-9]\d?|1\d\d|200)$/, { message: 'must be a whole number from 1 to 200' })
  limit?: string;
}

/** Whose plan is sought; the identity stands in the body, since addresses are logged on the way. */
export class FindPlanDto {
  @ApiProperty({
    description: 'Personnummer, samordningsnummer (twelve digits) or reservnummer',
  })
  @IsString()
  @Length(1, 32)
  patientId!: string;
}

/** The open plan of a person that a unit of yours takes part in. */
export class FoundPlanDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'norrbotten' })
  profile!: string;

  @ApiProperty({ enum: PLAN_STATES })
  state!: PlanState;

  @ApiPropertyOptional({ description: 'HSA-id of the unit of the one who coordinates' })
  coordinator?: string | undefined;

  @ApiProperty({ description: 'HSA-id of the unit of yours that takes part' })
  unit!: string;
}

export class FoundPlansDto {
  @ApiProperty({ type: [FoundPlanDto], description: 'At most one of each region' })
  items!: FoundPlanDto[];
}

/** A plan in a list: nothing of what was said, and not who the person is. */
export class PlanSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'norrbotten' })
  profile!: string;

  @ApiProperty({ enum: PLAN_STATES })
  state!: PlanState;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  episode!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'HSA-id of the unit of the one who coordinates' })
  coordinator!: string | null;

  @ApiProperty({ type: [String], description: 'HSA-ids of the units that take part or took part' })
  units!: readonly string[];

  @ApiProperty({ format: 'date-time' })
  openedAt!: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  closedAt!: string | null;

  @ApiProperty({ format: 'date', nullable: true, type: String })
  followUpOn!: string | null;
}

export class PlanPageDto {
  @ApiProperty({ type: [PlanSummaryDto] })
  items!: PlanSummaryDto[];

  @ApiProperty({ nullable: true, type: String, description: 'Say it as `after`; null at the end' })
  next!: string | null;
}

/** A call to the follow-up as it could be sent: `meetingAt`, `messageId` and `sentAt` are yet to be set. */
export class FollowUpDraftDto {
  @ApiProperty({ format: 'uuid', description: "The hub's id of the plan" })
  plan!: string;

  @ApiProperty({ enum: ['sip-kallelse'] })
  kind!: 'sip-kallelse';

  @ApiProperty({ description: 'HSA-id of the unit of yours that may call' })
  sender!: string;

  @ApiProperty({ type: [String], description: 'HSA-ids of the other units that take part' })
  recipients!: readonly string[];

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The content of `sip-kallelse`' })
  content!: Content;

  @ApiPropertyOptional({ format: 'date', description: 'Day on which the plan is to be followed up' })
  followUpOn?: string;
}

export const LOOKUP_RESULTS = ['died', 'no-death', 'not-asked'] as const;

/** What the population register says of the person of a plan. */
export class RegisterLookupDto {
  @ApiProperty({
    enum: LOOKUP_RESULTS,
    description: '`not-asked`: this hub has no register that can be asked of one person',
  })
  result!: (typeof LOOKUP_RESULTS)[number];

  @ApiPropertyOptional({ format: 'date' })
  diedOn?: string;
}

/** Days of a calendar; the last 31 and the next 400 without them. */
export class CalendarQueryDto {
  @ApiPropertyOptional({ format: 'date', description: 'First civil day' })
  @IsOptional()
  @Matches(CIVIL_DAY, DAY_HINT)
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last civil day' })
  @IsOptional()
  @Matches(CIVIL_DAY, DAY_HINT)
  to?: string;
}

/** The calendar as a file, in one of two languages. */
export class CalendarFileQueryDto extends CalendarQueryDto {
  @ApiPropertyOptional({ enum: ['sv', 'en'], default: 'sv' })
  @IsOptional()
  @IsIn(['sv', 'en'])
  language?: 'sv' | 'en';
}
