import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An alert of a rule: coming, lasting or ended. At most one of a rule has not ended. */
@Entity('alert')
@Index('alert_lasting', ['rule'], { unique: true, where: `phase <> 'ended'` })
@Index('alert_ended', ['ended_at', 'id'], { where: `phase = 'ended'` })
export class AlertRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'alert_pk' })
  id!: string;

  @Column('text')
  rule!: string;

  @Column('text')
  kind!: string;

  @Column('jsonb')
  name!: unknown;

  /** `pending`, `active` or `ended`. */
  @Column('text')
  phase!: string;

  @Column('timestamptz')
  since!: Date;

  @Column('timestamptz', { nullable: true })
  started_at!: Date | null;

  @Column('timestamptz', { nullable: true })
  clear_since!: Date | null;

  @Column('timestamptz', { nullable: true })
  ended_at!: Date | null;

  @Column('integer')
  count!: number;

  @Column('text', { array: true })
  units!: string[];
}

/** A message about an alert to a channel: one for its start, one for its end. Times are of the machine. */
@Entity('alert_sending')
@Index('alert_sending_once', ['alert_id', 'channel', 'what'], { unique: true })
@Index('alert_sending_next', ['next_at', 'id'], { where: 'outcome IS NULL' })
@Index('alert_sending_given_up', ['tried_at'], { where: `outcome = 'given-up'` })
@Index('alert_sending_arrived', ['channel', 'tried_at'], { where: `outcome = 'arrived'` })
export class AlertSendingRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'alert_sending_pk' })
  id!: string;

  @Column('uuid')
  alert_id!: string;

  @Column('text')
  channel!: string;

  @Column('text')
  transport!: string;

  /** Where it goes, as it may be shown. */
  @Column('text')
  shown!: string;

  /** `start` or `end`. */
  @Column('text')
  what!: string;

  @Column('jsonb')
  message!: unknown;

  @Column('timestamptz')
  created_at!: Date;

  /** Not before; while somebody tries, when another may. */
  @Column('timestamptz')
  next_at!: Date;

  @Column('integer')
  attempts!: number;

  @Column('timestamptz', { nullable: true })
  tried_at!: Date | null;

  /** `arrived` or `given-up`; null while it is being tried. */
  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('text', { nullable: true })
  error!: string | null;
}
