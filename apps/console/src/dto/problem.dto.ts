import { ApiProperty } from '@nestjs/swagger';
import type { Directory } from '#domain/directory/directory.js';
import { PROBLEM_KINDS, PROBLEM_SEVERITIES, PROBLEM_VIEWS } from '#domain/operations/problems.js';
import type { Problem, ProblemKind, ProblemSeverity, ProblemView } from '#domain/operations/problems.js';
import { BothDto } from './both.dto.js';
import { UnitContactDto, unitContact } from './unit.dto.js';

/** One thing that somebody has to do something about, however many events are behind it. */
export class ProblemDto {
  @ApiProperty({
    description: 'The same as long as it is the same problem',
    example: 'quarantine http:gavle unknown-unit',
  })
  key!: string;

  @ApiProperty({ enum: PROBLEM_KINDS })
  kind!: ProblemKind;

  @ApiProperty({ enum: PROBLEM_SEVERITIES })
  severity!: ProblemSeverity;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Domain time; machine time where the hub itself is the problem',
  })
  since!: Date;

  @ApiProperty({ description: 'Duties, escalations or messages behind it; 1 where there is nothing to count' })
  count!: number;

  @ApiProperty({ type: UnitContactDto, nullable: true, description: 'The unit that it is about: whom to call' })
  unit!: UnitContactDto | null;

  @ApiProperty({ type: BothDto })
  text!: BothDto;

  @ApiProperty({ type: BothDto, description: 'What to do about it' })
  advice!: BothDto;

  @ApiProperty({ enum: PROBLEM_VIEWS, description: 'The view of the console that shows what is behind it' })
  view!: ProblemView;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'What to filter that view by' })
  filter!: Readonly<Record<string, string>>;
}

export function problemDto(problem: Problem, directory: Directory): ProblemDto {
  return { ...problem, unit: problem.unit === null ? null : unitContact(directory, problem.unit) };
}
