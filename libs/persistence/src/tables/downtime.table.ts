import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Downtime of a unit that operations have set. What was taken back before it began is gone; the audit knows of it. */
@Entity('downtime')
@Index('downtime_ends', ['ends_at', 'id'])
@Index('downtime_version', ['version'])
export class DowntimeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'downtime_pk' })
  id!: string;

  @Column('text')
  unit!: string;

  @Column('timestamptz')
  begins_at!: Date;

  @Column('timestamptz')
  ends_at!: Date;

  @Column('text')
  reason!: string;

  /** As in the audit. */
  @Column('text')
  set_by!: string;

  /** Null unless it was ended before its time. */
  @Column('text', { nullable: true })
  ended_by!: string | null;

  /** That of `downtime_state` with its last change. */
  @Column('bigint')
  version!: string;
}

/** Tells processes that downtime has changed; one row. */
@Entity('downtime_state')
export class DowntimeStateRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'downtime_state_pk' })
  id!: number;

  @Column('bigint')
  version!: string;
}
