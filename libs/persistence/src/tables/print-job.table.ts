import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A document that a unit is to print and send, until it is on its way or nobody wants it any more. */
@Entity('print_job')
@Index('print_job_queue', ['unit', 'state', 'id'])
@Index('print_job_unit', ['unit', 'id'])
@Index('print_job_due', ['due', 'id'], { where: 'posted_at IS NULL AND cancelled_at IS NULL' })
@Index('print_job_waiting', ['id'], { where: 'posted_at IS NULL AND cancelled_at IS NULL' })
@Index('print_job_plan', ['plan_id', 'id'])
@Index('print_job_once', ['plan_id', 'key'], { unique: true, where: `state = 'queued'` })
export class PrintJobRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'print_job_pk' })
  id!: string;

  /** HSA-id. */
  @Column('text')
  unit!: string;

  @Column('text')
  profile!: string;

  @Column('uuid')
  plan_id!: string;

  /** Because of which message, and the meeting that it calls to. */
  @Column('uuid')
  message_id!: string;

  @Column('uuid', { nullable: true })
  meeting_id!: string | null;

  @Column('text')
  kind!: string;

  /** Name and address; null once they have been erased. */
  @Column('jsonb', { nullable: true })
  receiver!: unknown;

  /** What there may be only one of in a queue. */
  @Column('text')
  key!: string;

  /** `queued`, `printed`, `posted` or `cancelled`. */
  @Column('text')
  state!: string;

  /** Why it was cancelled. */
  @Column('text', { nullable: true })
  why!: string | null;

  @Column('timestamptz')
  created_at!: Date;

  @Column('timestamptz', { nullable: true })
  due!: Date | null;

  @Column('timestamptz', { nullable: true })
  printed_at!: Date | null;

  @Column('jsonb', { nullable: true })
  printed_by!: unknown;

  @Column('timestamptz', { nullable: true })
  posted_at!: Date | null;

  @Column('jsonb', { nullable: true })
  posted_by!: unknown;

  @Column('timestamptz', { nullable: true })
  cancelled_at!: Date | null;

  @Column('jsonb', { nullable: true })
  cancelled_by!: unknown;
}
