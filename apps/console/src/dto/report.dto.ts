import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { ReportHead } from '#flows/report-run.js';
import { REPORT_NAMES } from '#flows/report-run.js';
import { CELL_FORMS } from '#flows/report-tables.js';
import type { CellForm } from '#flows/report-tables.js';
import { BothDto } from './both.dto.js';

/** What a report is to be about. All of it is checked together, so that every error comes at once. */
export class ReportQueryDto {
  @ApiPropertyOptional({
    format: 'date',
    description: 'First civil day in Sweden; the first of the month of `to` without it. Not for `oppna-vardtillfallen`',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last civil day in Sweden, included; today without it' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  to?: string;

  @ApiPropertyOptional({ example: 'gavleborg', description: 'One region only' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  profile?: string;

  @ApiPropertyOptional({
    example: '2180',
    description: 'The liable municipality of stays, or the municipality of units, by its code',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  municipality?: string;

  @ApiPropertyOptional({ description: 'HSA-id: a ward or party of the stays, or the unit whose duty it is' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ enum: ['json', 'csv'], description: 'Goes before `Accept`' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  format?: string;

  @ApiPropertyOptional({
    enum: ['rows', 'summary'],
    description: 'Only the rows, or only the sums over them. JSON has both without it, CSV the rows',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  table?: string;
}

/** A column: its key in JSON rows, what stands in it, and its heading. */
export class ReportColumnDto {
  @ApiProperty({ example: 'avoidableDays' })
  key!: string;

  @ApiProperty({
    enum: CELL_FORMS,
    description: '`instant`: UTC; `day`, `month`: in Sweden; `share`: 0 to 1; `codes`: a list',
  })
  form!: CellForm;

  @ApiProperty({ type: BothDto })
  heading!: BothDto;
}

/** A report that can be asked for. */
export class ReportHeadDto {
  @ApiProperty({ enum: REPORT_NAMES })
  name!: string;

  @ApiProperty({ type: BothDto })
  title!: BothDto;

  @ApiProperty({ type: BothDto, description: 'What is counted, and what a period means to it' })
  about!: BothDto;

  @ApiProperty({ description: 'False: it tells how things stand now' })
  hasPeriod!: boolean;

  @ApiProperty({ description: 'True: its rows are about single stays, and reading them is noted' })
  isPerStay!: boolean;

  @ApiProperty({ description: 'True: its rows are about single plans (SIP), and reading them is noted' })
  isPerPlan!: boolean;

  @ApiProperty({ type: [ReportColumnDto] })
  columns!: ReportColumnDto[];

  @ApiPropertyOptional({ type: [ReportColumnDto], description: 'Of the sums; absent where the rows are sums already' })
  summary?: ReportColumnDto[];
}

export class ReportListDto {
  @ApiProperty({ type: [ReportHeadDto] })
  items!: ReportHeadDto[];
}

export class ReportPeriodDto {
  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ format: 'date', description: 'Included' })
  to!: string;
}

/** What a report was narrowed down to; what is absent was not. */
export class ReportFilterDto {
  @ApiPropertyOptional()
  profile?: string;

  @ApiPropertyOptional()
  municipality?: string;

  @ApiPropertyOptional()
  unit?: string;
}

const ROW = {
  type: 'object' as const,
  additionalProperties: {
    oneOf: [
      ...(['string', 'number', 'boolean', 'null'] as const).map((type) => ({ type })),
      { type: 'array' as const, items: { type: 'string' as const } },
    ],
  },
};

/** A report as JSON. No name and no identity of a patient stands in it. */
export class ReportDto {
  @ApiProperty({ enum: REPORT_NAMES })
  report!: string;

  @ApiProperty({ type: BothDto })
  title!: BothDto;

  @ApiProperty({ type: String, format: 'date-time', description: "The hub's clock when it was made" })
  madeAt!: Date;

  @ApiProperty({ type: ReportPeriodDto, nullable: true, description: 'Null for how things stand now' })
  period!: ReportPeriodDto | null;

  @ApiProperty({ type: ReportFilterDto })
  filter!: ReportFilterDto;

  @ApiPropertyOptional({ type: [ReportColumnDto] })
  columns?: ReportColumnDto[];

  @ApiPropertyOptional({ type: 'array', items: ROW, description: 'Cells by the keys of `columns`' })
  rows?: Record<string, unknown>[];

  @ApiPropertyOptional({ type: [ReportColumnDto] })
  summaryColumns?: ReportColumnDto[];

  @ApiPropertyOptional({ type: 'array', items: ROW, description: 'Sums, cells by the keys of `summaryColumns`' })
  summary?: Record<string, unknown>[];
}

export function headDto({ columns, summary, ...head }: ReportHead): ReportHeadDto {
  return { ...head, columns: [...columns], ...(summary === undefined ? {} : { summary: [...summary] }) };
}
