import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One message in one unit's inbox. */
@Entity('delivery')
@Index('delivery_unit_position', ['unit', 'position'], { unique: true })
@Index('delivery_unit_open', ['unit', 'position'], { where: `state IN ('waiting', 'received')` })
@Index('delivery_message', ['message_id'])
@Index('delivery_episode_open', ['episode_id'], { where: `state IN ('waiting', 'received')` })
@Index('delivery_plan_open', ['plan_id'], { where: `plan_id IS NOT NULL AND state IN ('waiting', 'received')` })
export class DeliveryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'delivery_pk' })
  id!: string;

  @Column('uuid')
  message_id!: string;

  @Column('text')
  kind!: string;

  @Column('uuid', { nullable: true })
  episode_id!: string | null;

  @Column('text')
  unit!: string;

  @Column('text')
  role!: string;

  /** Given last, by one committer at a time: order of positions is order of commits. */
  @Column('bigint')
  position!: string;

  @Column('text')
  state!: string;

  @Column('timestamptz', { nullable: true })
  receipt_due!: Date | null;

  @Column('timestamptz')
  accepted_at!: Date;

  @Column('timestamptz', { nullable: true })
  fetched_at!: Date | null;

  /** When the recipient says that it was receipted, and when the hub learnt of it. */
  @Column('timestamptz', { nullable: true })
  receipt_at!: Date | null;

  @Column('timestamptz', { nullable: true })
  receipt_recorded_at!: Date | null;

  /** `{ name, title? }`. */
  @Column('jsonb', { nullable: true })
  receipt_by!: unknown;

  /** The delivery that took over when this one was forwarded. */
  @Column('uuid', { nullable: true })
  forwarded_to!: string | null;

  /** The plan (SIP) that the message belongs to. */
  @Column('uuid', { nullable: true })
  plan_id!: string | null;
}

/** How often the states in a unit's inbox have changed; with the last position it is the inbox's ETag. */
@Entity('inbox')
export class InboxRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'inbox_pk' })
  unit!: string;

  @Column('bigint')
  changes!: string;
}
