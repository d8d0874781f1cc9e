import { ApiProperty } from '@nestjs/swagger';

export const QUEUE_BACKENDS = ['redis', 'postgres'] as const;

/** One queue as its backend tells of it now. A backend that does not answer gives an empty list and `isHealthy: false`. */
export class QueueDto {
  @ApiProperty({ example: 'alarms' })
  name!: string;

  @ApiProperty({ description: 'Due now, not begun' })
  waiting!: number;

  @ApiProperty({ description: 'Being worked off' })
  active!: number;

  @ApiProperty({ description: 'Armed for a later time' })
  delayed!: number;

  @ApiProperty({ description: 'Failed for good and still kept; a failed alarm is removed, the sweep does its work' })
  failed!: number;

  @ApiProperty({ description: 'Done since the queue was made' })
  completed!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when the oldest is due' })
  oldestWaitingAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the next one goes off' })
  nextAt!: Date | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Jobs done a minute, over at most the last ten minutes; null until this process has looked twice',
  })
  perMinute!: number | null;

  @ApiProperty({ description: 'Workers that are connected' })
  workers!: number;
}

/** The search for due rows, which does without the queue. */
export class SweepDto {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of all processes the latest' })
  lastAt!: Date | null;

  @ApiProperty({ description: 'How often it is meant to be' })
  everySeconds!: number;

  @ApiProperty({ description: 'None for three times as long, and for half a minute at least' })
  isLate!: boolean;
}

/** A process of this hub that has been seen within the last day; times are of the machine. */
export class HubProcessDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'hub-1' })
  host!: string;

  @ApiProperty({ type: [String], example: ['intake', 'inbox'] })
  apps!: string[];

  @ApiProperty({ example: '0.1.0' })
  version!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  lastSeenAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it stopped in an orderly way' })
  stoppedAt!: Date | null;

  @ApiProperty({ description: 'Seen within the last half minute' })
  isAlive!: boolean;
}

/** Where the embedded database lies. */
export class DiskDto {
  @ApiProperty()
  freeBytes!: number;

  @ApiProperty()
  totalBytes!: number;

  @ApiProperty({ description: 'Less than a tenth and less than 10 GiB are free, or less than 1 GiB' })
  isLow!: boolean;
}

/** How large the database is. */
export class DatabaseSizeDto {
  @ApiProperty()
  bytes!: number;
}

/** Queues, the sweep, processes and room, by machine time. */
export class QueuesDto {
  @ApiProperty({ enum: QUEUE_BACKENDS })
  backend!: (typeof QUEUE_BACKENDS)[number];

  @ApiProperty({ description: 'The backend answers' })
  isHealthy!: boolean;

  @ApiProperty({ type: [QueueDto] })
  queues!: QueueDto[];

  @ApiProperty({ type: SweepDto })
  sweep!: SweepDto;

  @ApiProperty({ type: [HubProcessDto] })
  processes!: HubProcessDto[];

  @ApiProperty({ type: DiskDto, nullable: true, description: 'Null when the database lies elsewhere' })
  disk!: DiskDto | null;

  @ApiProperty({ type: DatabaseSizeDto })
  database!: DatabaseSizeDto;
}
