import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

const FOUND_KINDS = ['message', 'episode', 'plan', 'unit', 'quarantine'] as const;

/** What is looked for. */
export class SearchQueryDto {
  @ApiProperty({
    minLength: 2,
    maxLength: 200,
    description: 'An id of a message, a stay, a plan or a delivery, the number of a stay, the name or HSA-id of a unit',
  })
  @IsString()
  @Length(2, 200)
  q!: string;
}

/** One thing that was found. */
export class FoundDto {
  @ApiProperty({ enum: FOUND_KINDS })
  kind!: (typeof FOUND_KINDS)[number];

  @ApiProperty({ description: "The hub's id, of a unit its HSA-id" })
  id!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ description: 'What tells it from others, such as kind and sender' })
  detail!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at!: Date | null;
}

/** What was found. */
export class SearchResultDto {
  @ApiProperty({ type: [FoundDto] })
  items!: FoundDto[];
}
