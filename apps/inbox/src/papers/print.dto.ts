import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBooleanString,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PLAN_PAPERS, PRINT_STATES } from '#domain/plan/paper/print-jobs.js';
import type { PlanPaper, PrintReceiver, PrintState } from '#domain/plan/paper/print-jobs.js';
import { PAPER_LANGUAGES } from '#formats/documents/paper.js';
import type { PaperLanguage } from '#formats/documents/paper.js';
import { StaffMemberDto } from '../handling.dto.js';

/** A unit's print queue. */
export class PrintQueueQueryDto {
  /** Without it documents in every state. */
  @ApiPropertyOptional({ enum: PRINT_STATES })
  @IsOptional()
  @IsIn(PRINT_STATES)
  state?: PrintState;

  @ApiPropertyOptional({ format: 'uuid', description: "The hub's id of a plan" })
  @IsOptional()
  @IsString()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { message: "must be the hub's id of a plan" })
  plan?: string;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  after?: string;

  /** Documents on a page, 1 to 200; 50 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Matches(/^([1-9]\d?|1\d\d|200)$/, { message: 'must be a whole number from 1 to 200' })
  limit?: string;
}

/** In which language a document is made. */
export class DocumentQueryDto {
  /** Without it as `Accept-Language` says; Swedish where that says nothing. */
  @ApiPropertyOptional({ enum: PAPER_LANGUAGES, default: 'sv' })
  @IsOptional()
  @IsIn(PAPER_LANGUAGES)
  lang?: PaperLanguage;
}

/** Which document of a plan. */
export class PlanDocumentQueryDto extends DocumentQueryDto {
  /** The call, the call to a meeting of the parties, the plan, its follow-up, what a SIP is. `plan` without it. */
  @ApiPropertyOptional({ enum: PLAN_PAPERS, default: 'plan' })
  @IsOptional()
  @IsIn(PLAN_PAPERS)
  kind?: PlanPaper;

  @ApiPropertyOptional({ format: 'uuid', description: "Of a call: the hub's id of the meeting; the latest without it" })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  meeting?: string;

  /** Whether the plan shows what is closed (N-PRINT-02); it does not without it. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @IsOptional()
  @IsBooleanString()
  closed?: string;
}

/** Who did something with a document. */
export class PrintMarkDto {
  @ApiProperty({ type: StaffMemberDto, description: 'Who did it' })
  @IsDefined()
  @ValidateNested()
  @Type(() => StaffMemberDto)
  by!: StaffMemberDto;

  /** Instant with zone, neither before the document was asked for nor ahead of the clock; without it: now. */
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  at?: string;
}

class PrintDoneDto {
  @ApiProperty({ type: StaffMemberDto, nullable: true })
  by!: StaffMemberDto | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  /** Of what is not sent: `called-off`, `withdrawn`, `replaced` by another letter, `closed` with its plan, `removed`: its receiver is not to have it any more, or `by-hand`. */
  @ApiPropertyOptional()
  why?: string;
}

/** A document that a unit is to print and send, or has. */
export class PrintJobDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'HSA-id of the unit that sends it' })
  unit!: string;

  @ApiProperty({ format: 'uuid', description: "The hub's id of the plan" })
  plan!: string;

  @ApiProperty({ format: 'uuid', description: "The hub's id of the message because of which it is sent" })
  message!: string;

  @ApiProperty({ format: 'uuid', nullable: true, description: 'The meeting that it calls to' })
  meeting!: string | null;

  @ApiProperty({ enum: ['kallelse', 'aktorsmote', 'plan'] })
  kind!: string;

  /**
   * Who gets it and where. `withheld`: there is no address, because it is protected (L-PROT-01) or nobody has told one; it is written
   * by hand then. Null once it has been erased.
   */
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true })
  receiver!: PrintReceiver | null;

  @ApiProperty({ enum: PRINT_STATES })
  state!: PrintState;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', nullable: true, description: 'When it is to be on its way' })
  due!: string | null;

  @ApiProperty({ type: PrintDoneDto, nullable: true })
  printed!: PrintDoneDto | null;

  @ApiProperty({ type: PrintDoneDto, nullable: true })
  posted!: PrintDoneDto | null;

  @ApiProperty({ type: PrintDoneDto, nullable: true })
  cancelled!: PrintDoneDto | null;
}

export class PrintQueueDto {
  @ApiProperty({ type: [PrintJobDto] })
  items!: PrintJobDto[];

  @ApiProperty({ nullable: true, type: String, description: 'Goes into `after`; null on the last page' })
  next!: string | null;
}

/** A document after something was done with it. */
export class PrintMovedDto extends PrintJobDto {
  /**
   * Where posting the plan counts as delivering it: whether the plan has taken that in, and if not why. Null where nothing is told.
   */
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true })
  handover!: { accepted: boolean; errors: { path: string; code: string; rule?: string; message: string }[] } | null;
}
