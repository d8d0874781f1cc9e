import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import type { Directory } from '#domain/directory/directory.js';
import type { AccessEntry, AuditEntry, SpotCheck } from '#flows/audit-ports.js';
import { PageQueryDto } from './page.dto.js';
import { UnitContactDto, unitContact } from './unit.dto.js';
import { IsAfter, IsInstant } from './valid.js';

/** Which lines of the audit; the filters are combined. */
export class AuditQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ format: 'date-time', description: 'At or after; has to be given with any of the filters' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ description: 'HSA-id of the unit' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiPropertyOptional({ example: 'client:driftledning' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  actor?: string;

  @ApiPropertyOptional({ example: 'read' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  action?: string;
}

/** Whose data, and why somebody wants to know who has seen it. In a body, so that no number stands in an address. */
export class AccessQueryDto extends PageQueryDto {
  @ApiProperty({
    description: 'Personnummer, samordningsnummer or reservnummer, 12 characters',
  })
  @IsString()
  @Length(1, 64)
  patientId!: string;

  @ApiProperty({ maxLength: 500, example: 'Begäran om loggutdrag från patienten' })
  @IsString()
  @Length(3, 500)
  reason!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'At or after' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

/** What a spot check draws from. */
export class SpotCheckDrawDto {
  @ApiProperty({ format: 'date-time', description: 'At or after' })
  @IsInstant()
  from!: string;

  @ApiProperty({ format: 'date-time', description: 'Before' })
  @IsInstant()
  @IsAfter('from')
  to!: string;

  @ApiPropertyOptional({ description: 'HSA-id: only readings by this unit' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;

  @ApiProperty({ minimum: 1, maximum: 200, example: 20 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  size!: number;
}

/** What was found in a spot check. */
export class FindingsDto {
  @ApiProperty({ maxLength: 2000, example: 'Alla läsningar hör till en pågående vårdrelation' })
  @IsString()
  @Length(3, 2000)
  findings!: string;

  @ApiProperty({ minimum: 0, maximum: 200, description: 'How many of the lines were not in order' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(200)
  deviations!: number;
}

/** One line of the audit. */
export class AuditEntryDto {
  @ApiProperty({ description: 'Number of the line' })
  id!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at!: Date;

  @ApiProperty({ example: 'client:hudiksvalls-sjukhus' })
  actor!: string;

  @ApiProperty({ example: 'fetched' })
  action!: string;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'Null when it was done by operations or the hub' })
  unit!: UnitContactDto | null;

  @ApiProperty({ example: 'delivery' })
  subject!: string;

  @ApiProperty({ format: 'uuid' })
  subjectId!: string;

  @ApiPropertyOptional({ type: Object, nullable: true })
  detail?: unknown;
}

export class AuditPageDto {
  @ApiProperty({ type: [AuditEntryDto] })
  items!: AuditEntryDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}

/** A message that was read, sent or handled. */
export class AccessedMessageDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'inskrivningsmeddelande' })
  kind!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: "The hub's id of the care episode" })
  episode!: string | null;
}

/** One thing that was done with a person's data. */
export class AccessEntryDto extends AuditEntryDto {
  @ApiProperty({ description: 'Whether data was read, and not only sent, delivered or receipted' })
  isReading!: boolean;

  @ApiProperty({ type: [AccessedMessageDto], description: "The person's messages that it was about" })
  messages!: AccessedMessageDto[];
}

export class AccessPageDto {
  @ApiProperty({ type: [AccessEntryDto] })
  items!: AccessEntryDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}

/** Lines drawn by chance, and what was found in them. */
export class SpotCheckDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  drawnAt!: Date;

  @ApiProperty()
  drawnBy!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  from!: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  to!: Date;

  @ApiProperty({ type: String, nullable: true })
  unit!: string | null;

  @ApiProperty({ type: [AuditEntryDto] })
  entries!: AuditEntryDto[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: Date | null;

  @ApiProperty({ type: String, nullable: true })
  closedBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  findings!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  deviations!: number | null;
}

export class SpotCheckPageDto {
  @ApiProperty({ type: [SpotCheckDto] })
  items!: SpotCheckDto[];

  @ApiPropertyOptional()
  next?: string | undefined;
}

export function auditEntryDto(entry: AuditEntry, directory: Directory): AuditEntryDto {
  return { ...entry, unit: entry.unit === null ? null : unitContact(directory, entry.unit) };
}

export function accessEntryDto(entry: AccessEntry, directory: Directory): AccessEntryDto {
  return { ...entry, unit: entry.unit === null ? null : unitContact(directory, entry.unit) };
}

export function spotCheckDto(check: SpotCheck, directory: Directory): SpotCheckDto {
  return { ...check, entries: check.entries.map((entry) => auditEntryDto(entry, directory)) };
}
