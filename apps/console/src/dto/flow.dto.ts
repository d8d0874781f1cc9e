import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FlowCounts } from '#flows/overview-ports.js';

export const FLOW_SPANS = ['60m', '24h'] as const;

/** Which course of the flow. */
export class FlowQueryDto {
  @ApiPropertyOptional({ enum: FLOW_SPANS, default: '60m' })
  @IsOptional()
  @IsIn(FLOW_SPANS)
  span: (typeof FLOW_SPANS)[number] = '60m';

  @ApiPropertyOptional({
    description: 'HSA-id: only what this unit sent and got, hour by hour; without it the whole hub',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unit?: string;
}

/** What went through the hub in some time. */
export class FlowCountsDto implements FlowCounts {
  @ApiProperty({ description: 'Messages that parties sent and the hub accepted' })
  received!: number;

  @ApiProperty({ description: "Deliveries laid into inboxes, the hub's own messages among them" })
  routed!: number;

  @ApiProperty({ description: 'Deliveries fetched for the first time' })
  fetched!: number;

  @ApiProperty({ description: 'Deliveries receipted (kvittens)' })
  acknowledged!: number;

  @ApiProperty({ description: 'Input refused' })
  refused!: number;
}

/** One step of the flow. */
export class FlowPointDto extends FlowCountsDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'Where this step begins; domain time' })
  at!: Date;
}

/** The flow step by step, oldest first; the last step is not over yet. */
export class FlowDto {
  @ApiProperty({ enum: FLOW_SPANS })
  span!: (typeof FLOW_SPANS)[number];

  @ApiProperty({ description: 'Length of a step in minutes', example: 1 })
  stepMinutes!: number;

  @ApiProperty({ type: [FlowPointDto] })
  points!: FlowPointDto[];

  @ApiProperty({
    type: [FlowPointDto],
    description: 'The same clock times one week earlier; empty when nothing was counted then',
  })
  before!: FlowPointDto[];
}
