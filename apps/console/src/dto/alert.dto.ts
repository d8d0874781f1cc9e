import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ALERT_KINDS } from '#domain/operations/alert-rules.js';
import type { AlertKind } from '#domain/operations/alert-rules.js';
import { ALERT_STATES } from '#flows/alert-ports.js';
import type { AlertState } from '#flows/alert-ports.js';
import { BothDto } from './both.dto.js';
import { UnitContactDto } from './unit.dto.js';

const ALERT_CHANNELS = ['webhook', 'email'] as const;

/** Which alerts; without a state all, those that last first. */
export class AlertQueryDto {
  @ApiPropertyOptional({ enum: ALERT_STATES })
  @IsOptional()
  @IsIn(ALERT_STATES)
  state?: AlertState;
}

/** One message about an alert to one channel. */
export class AlertSendingDto {
  @ApiProperty({ enum: ALERT_CHANNELS })
  channel!: (typeof ALERT_CHANNELS)[number];

  @ApiProperty({ description: 'Host of a webhook, masked address of an e-mail', example: 'd…@region.example' })
  to!: string;

  @ApiProperty({ enum: ['start', 'end'] })
  what!: 'start' | 'end';

  @ApiProperty({ type: String, format: 'date-time', description: 'Of the latest attempt, else since when it is to go' })
  at!: Date;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'True: it arrived. False: it was given up after an hour. Null: it is still being tried',
  })
  ok!: boolean | null;

  @ApiProperty({ description: 'How many times it was tried' })
  attempts!: number;

  @ApiProperty({ type: String, nullable: true, description: 'What the latest attempt met', example: 'http-503' })
  error!: string | null;
}

/** Something that lasts, or lasted, for longer than its rule lets it. */
export class AlertDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Id of its rule', example: 'overdue-receipts' })
  rule!: string;

  @ApiProperty({ enum: ALERT_KINDS })
  kind!: AlertKind;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ enum: ALERT_STATES })
  state!: AlertState;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: Date | null;

  @ApiProperty({ description: 'How many there are by now; at its end the most there were' })
  count!: number;

  @ApiProperty({ type: [UnitContactDto], description: 'Every unit it has been about so far, with whom to call' })
  units!: UnitContactDto[];

  @ApiProperty({ type: BothDto })
  text!: BothDto;

  @ApiProperty({ type: [AlertSendingDto] })
  sent!: AlertSendingDto[];
}

/** Alerts, those that last first. */
export class AlertListDto {
  @ApiProperty({ type: [AlertDto] })
  items!: AlertDto[];
}

/** Where a rule sends, without secrets. */
export class AlertChannelDto {
  @ApiProperty({ example: 'jour' })
  id!: string;

  @ApiProperty({ enum: ALERT_CHANNELS })
  channel!: (typeof ALERT_CHANNELS)[number];

  @ApiProperty({ description: 'Host of a webhook, masked address of an e-mail', example: 'larm.region.example' })
  to!: string;

  @ApiProperty({ description: 'False when a setting that it needs is missing; `missing` names it' })
  isReady!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'HEMGANG_SMTP_URL' })
  missing!: string | null;
}

/** When somebody is told, and who. */
export class AlertRuleDto {
  @ApiProperty({ example: 'overdue-receipts' })
  id!: string;

  @ApiProperty({ type: BothDto })
  name!: BothDto;

  @ApiProperty({ enum: ALERT_KINDS })
  kind!: AlertKind;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'More than so many; for `queue-age` more than so many minutes; null where there is nothing to count',
  })
  threshold!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Only this profile' })
  profile!: string | null;

  @ApiProperty({ description: 'It must have lasted so long before anybody is told' })
  forMinutes!: number;

  @ApiProperty({ description: 'It must have been over so long before its end is told' })
  clearForMinutes!: number;

  @ApiProperty({ type: [AlertChannelDto] })
  to!: AlertChannelDto[];

  @ApiProperty({ description: 'There is an alert of it now' })
  isActive!: boolean;
}

/** The rules of alerts, as the file has them. */
export class AlertRulesDto {
  @ApiProperty({ type: [AlertRuleDto] })
  items!: AlertRuleDto[];
}

/** What became of a test, one entry a channel. */
export class AlertTestDto {
  @ApiProperty({ enum: ALERT_CHANNELS })
  channel!: (typeof ALERT_CHANNELS)[number];

  @ApiProperty()
  to!: string;

  @ApiProperty()
  ok!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'http-503' })
  error!: string | null;
}

/** What became of a test of a rule's channels. */
export class AlertTestResultDto {
  @ApiProperty({ type: [AlertTestDto] })
  items!: AlertTestDto[];
}
