import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What was counted in one step of time. `minute` and `hour` of the whole hub stand under the empty unit, `hour` of each unit under
 * its HSA-id, and under `day` (civil days in Sweden) its times until a receipt, bucket by bucket.
 */
@Entity('flow_bucket')
@Index('flow_bucket_start', ['start'])
export class FlowBucketRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'flow_bucket_pk' })
  unit!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'flow_bucket_pk' })
  grain!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'flow_bucket_pk' })
  metric!: string;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'flow_bucket_pk' })
  start!: Date;

  @Column('bigint')
  value!: string;
}

/** When a unit was last heard of; domain time. */
@Entity('unit_seen')
export class UnitSeenRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'unit_seen_pk' })
  unit!: string;

  /** When it last sent a message that was accepted, or that had been before. */
  @Column('timestamptz', { nullable: true })
  last_received_at!: Date | null;

  /** When it last asked for its inbox, or fetched or receipted something out of it. */
  @Column('timestamptz', { nullable: true })
  last_polled_at!: Date | null;
}
