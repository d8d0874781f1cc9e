import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export const NEWS = ['summary', 'overview'] as const;
export type News = (typeof NEWS)[number];

/** Which news a listener wants. */
export class EventsQueryDto {
  @ApiPropertyOptional({ enum: NEWS, description: 'The one kind of news that is wanted; without it, both' })
  @IsOptional()
  @IsIn(NEWS)
  only?: News;
}
