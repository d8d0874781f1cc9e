import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PRINT_STATES, QUEUED_PAPERS } from '#domain/plan/paper/print-jobs.js';
import type { PrintReceiver, PrintState, QueuedPaper } from '#domain/plan/paper/print-jobs.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto } from './unit.dto.js';

const PRINT_FILTERS = ['waiting', ...PRINT_STATES] as const;

/** Which documents of the print queues. */
export class OpsPrintQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: 'HSA-id of the unit that sends it' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ enum: PRINT_FILTERS, description: '`waiting`: queued or printed; every state without it' })
  @IsOptional()
  @IsIn(PRINT_FILTERS)
  state?: (typeof PRINT_FILTERS)[number];

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of a plan" })
  @IsOptional()
  @IsUUID()
  plan?: string;

  @ApiPropertyOptional({ default: false, description: 'Only what should be on its way and is not' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => value === true || value === 'true')
  @IsBoolean()
  overdue: boolean = false;
}

/** A document that a unit is to print and send, or has; not to whom by name. */
export class OpsPrintJobDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: UnitContactDto, description: 'The unit that sends it' })
  unit!: UnitContactDto;

  @ApiProperty({ format: 'uuid' })
  plan!: string;

  @ApiProperty({ format: 'uuid', description: "The hub's id of the message because of which it is sent" })
  message!: string;

  @ApiProperty({ enum: QUEUED_PAPERS })
  kind!: QueuedPaper;

  @ApiProperty({ type: String, nullable: true, description: 'In what capacity somebody gets it; null once erased' })
  relation!: PrintReceiver['relation'] | null;

  @ApiProperty({ type: String, nullable: true, description: 'By what way it goes' })
  channel!: PrintReceiver['channel'] | null;

  @ApiProperty({
    enum: ['protected', 'unknown'],
    type: String,
    nullable: true,
    description: 'Why there is no address, where there is none',
  })
  withheld!: NonNullable<PrintReceiver['withheld']> | null;

  @ApiProperty({ enum: PRINT_STATES })
  state!: PrintState;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it is to be on its way' })
  due!: Date | null;

  @ApiProperty({ description: 'Whether it should be on its way and is not' })
  overdue!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  printedAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  postedAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  cancelledAt!: Date | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it is not sent: `called-off`, `withdrawn`, `replaced`, `closed`, `removed` or `by-hand`',
  })
  why!: string | null;
}

export class OpsPrintPageDto {
  @ApiProperty({ type: [OpsPrintJobDto] })
  items!: OpsPrintJobDto[];

  @ApiPropertyOptional({ description: 'Say it as `after`; missing on the last page' })
  next?: string | undefined;
}
