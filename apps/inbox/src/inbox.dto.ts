import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { DELIVERY_STATES } from '#domain/delivery.js';
import type { DeliveryState } from '#domain/delivery.js';

/** A position in an inbox, as callers hand it back. */
export const CURSOR = /^\d{1,18}$/;
export const CURSOR_HINT = { message: 'must be a cursor that this hub has given' };

export const INBOX_STATES = ['waiting', 'all'] as const;

/** Where to go on reading an inbox, and which deliveries to show. */
export class StreamQueryDto {
  /** Cursor of the last delivery that the caller has; from the beginning without it. */
  @ApiPropertyOptional({ description: 'Cursor of the last delivery you have; from the beginning without it' })
  @IsOptional()
  @Matches(CURSOR, CURSOR_HINT)
  after?: string;

  /** `waiting`: neither receipted nor ended (default); `all`: everything. */
  @ApiPropertyOptional({ enum: INBOX_STATES, default: 'waiting' })
  @IsOptional()
  @IsIn(INBOX_STATES)
  state?: (typeof INBOX_STATES)[number];
}

/** Query of an inbox page. */
export class InboxQueryDto extends StreamQueryDto {
  /** Deliveries on a page, 1 to 1,000; 100 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Matches(/^([1-9]\d{0,2}|1000)$/, { message: 'must be a whole number from 1 to 1000' })
  limit?: string;

  /** Seconds to wait for something to come, 0 to 60 on the machine's clock; 0 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 60, default: 0 })
  @IsOptional()
  @Matches(/^(\d|[1-5]\d|60)$/, { message: 'must be a whole number of seconds from 0 to 60' })
  wait?: string;
}

/** Query of an outbox page. */
export class OutboxQueryDto {
  /** `next` of the page before; from the newest without it. */
  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, CURSOR_HINT)
  after?: string;

  /** Messages on a page, 1 to 200; 50 without it. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Matches(/^([1-9]\d?|1\d\d|200)$/, { message: 'must be a whole number from 1 to 200' })
  limit?: string;
}

/** One delivery on an inbox page. */
export class InboxItemDto {
  @ApiProperty({ format: 'uuid' })
  deliveryId!: string;

  @ApiProperty({ description: 'Opaque; say it as `after` or Last-Event-ID to go on behind this delivery' })
  cursor!: string;

  @ApiProperty({ format: 'date-time', description: 'When the hub accepted the message' })
  receivedAt!: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'null when no kvittens is asked for' })
  receiptDue!: string | null;

  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The message as this unit may see it' })
  message!: object;
}

/** One page of an inbox, in the order in which the hub committed the messages. */
export class InboxPageDto {
  @ApiProperty({ type: [InboxItemDto] })
  items!: InboxItemDto[];

  @ApiProperty({ description: 'Cursor to go on with' })
  next!: string;
}
