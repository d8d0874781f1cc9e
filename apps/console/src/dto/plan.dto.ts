import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PLAN_DUTIES } from '#domain/plan/plan-rule.js';
import type { PlanDuty } from '#domain/plan/plan-rule.js';
import { PLAN_STATES } from '#domain/plan/plan.js';
import type { PlanState } from '#domain/plan/plan.js';
import { PLAN_PAPERS } from '#domain/plan/paper/print-jobs.js';
import type { PlanPaper } from '#domain/plan/paper/print-jobs.js';
import { PAPER_LANGUAGES } from '#formats/documents/paper.js';
import type { PaperLanguage } from '#formats/documents/paper.js';
import { PLAN_FILTERS } from '#flows/plan-ports.js';
import type { PlanFilter } from '#flows/plan-ports.js';
import { BothDto } from './both.dto.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto } from './unit.dto.js';

/** Which plans. */
export class OpsPlanQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: PLAN_FILTERS, default: 'open' })
  @IsOptional()
  @IsIn(PLAN_FILTERS)
  state: PlanFilter = 'open';

  @ApiPropertyOptional({ enum: PLAN_STATES, description: 'The state itself' })
  @IsOptional()
  @IsIn(PLAN_STATES)
  in?: PlanState;

  @ApiPropertyOptional({ description: 'HSA-id of a unit that takes part or took part' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ description: 'Region profile' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  profile?: string;

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of the care episode beside which it began" })
  @IsOptional()
  @IsUUID()
  episode?: string;

  @ApiPropertyOptional({ default: false, description: 'Only those around which something is late' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => value === true || value === 'true')
  @IsBoolean()
  overdue: boolean = false;
}

/** What is due first around a plan, and by whom. */
export class FirstDutyDto {
  @ApiProperty({ enum: PLAN_DUTIES })
  kind!: PlanDuty;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ type: UnitContactDto, description: 'Who owes it' })
  unit!: UnitContactDto;

  @ApiProperty({ type: String, format: 'date-time' })
  due!: Date;
}

/** A plan in a list: how far it has come and whether somebody is late; not who the person is. */
export class OpsPlanDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'norrbotten' })
  profile!: string;

  @ApiProperty({ enum: PLAN_STATES })
  state!: PlanState;

  @ApiProperty({ type: BothDto })
  stateName!: BothDto;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The care episode beside which it began' })
  episode!: string | null;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'The unit of the one who coordinates' })
  coordinator!: UnitContactDto | null;

  @ApiProperty({ type: [UnitContactDto], description: 'Units that take part or took part' })
  units!: UnitContactDto[];

  @ApiProperty({ type: String, format: 'date-time' })
  openedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: Date | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  followUpOn!: string | null;

  @ApiProperty({ description: 'Duties around it that are still owed' })
  openDuties!: number;

  @ApiProperty({ type: FirstDutyDto, nullable: true, description: 'The one of them that is due first' })
  firstDuty!: FirstDutyDto | null;

  @ApiProperty({ description: 'Whether its time has passed' })
  overdue!: boolean;
}

export class OpsPlanPageDto {
  @ApiProperty({ type: [OpsPlanDto] })
  items!: OpsPlanDto[];

  @ApiPropertyOptional({ description: 'Say it as `after`; missing on the last page' })
  next?: string | undefined;
}

const DOCUMENT_FORMS = ['pdf', 'html'] as const;

/** Which document of a plan. */
export class OpsPlanDocumentQueryDto {
  @ApiPropertyOptional({ enum: PLAN_PAPERS, default: 'plan' })
  @IsOptional()
  @IsIn(PLAN_PAPERS)
  kind: PlanPaper = 'plan';

  @ApiPropertyOptional({ enum: DOCUMENT_FORMS, default: 'pdf' })
  @IsOptional()
  @IsIn(DOCUMENT_FORMS)
  form: (typeof DOCUMENT_FORMS)[number] = 'pdf';

  @ApiPropertyOptional({ enum: PAPER_LANGUAGES, default: 'sv' })
  @IsOptional()
  @IsIn(PAPER_LANGUAGES)
  lang: PaperLanguage = 'sv';

  @ApiPropertyOptional({ format: 'uuid', description: "Of a call: the hub's id of the meeting; the latest without it" })
  @IsOptional()
  @IsUUID()
  meeting?: string;
}
