import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A samordnad individuell plan, from the first need to its closing. */
@Entity('plan')
@Index('plan_open', ['patient_id', 'profile'], { unique: true, where: 'closed_at IS NULL' })
@Index('plan_patient_closed', ['patient_id'], { where: 'closed_at IS NOT NULL' })
@Index('plan_former_ids', { synchronize: false })
@Index('plan_episode', ['episode_id', 'id'], { where: 'episode_id IS NOT NULL' })
@Index('plan_state', ['state', 'id'])
@Index('plan_closed', ['closed_at', 'id'])
@Index('plan_unerased', ['closed_at', 'id'], { where: 'closed_at IS NOT NULL AND erased_at IS NULL' })
@Index('plan_changed', ['profile', 'changed_seq'], { unique: true })
export class PlanRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_pk' })
  id!: string;

  @Column('text')
  profile!: string;

  @Column('text')
  patient_id!: string;

  @Column('text')
  state!: string;

  @Column('integer')
  version!: number;

  @Column('jsonb')
  patient!: unknown;

  /** Identities that the person had before; null for most. */
  @Column('jsonb', { nullable: true })
  former_ids!: unknown;

  /** What the messages that stand say, read off them. */
  @Column('jsonb')
  facts!: unknown;

  /** The messages, each with its whole content. */
  @Column('jsonb')
  steps!: unknown;

  /** The care episode beside which it began. */
  @Column('uuid', { nullable: true })
  episode_id!: string | null;

  @Column('text', { nullable: true })
  coordinator_unit!: string | null;

  /** Units that may look at it; the same stand in `plan_unit`. */
  @Column('text', { array: true })
  units!: string[];

  /** Civil day. */
  @Column('date', { nullable: true })
  follow_up_on!: string | null;

  @Column('timestamptz')
  opened_at!: Date;

  /** Null as long as anything can be done in it. */
  @Column('timestamptz', { nullable: true })
  closed_at!: Date | null;

  /** When names, addresses and what was written were erased (L-KEEP-01). */
  @Column('timestamptz', { nullable: true })
  erased_at!: Date | null;

  /** Given anew with each change, by one committer at a time: order of numbers is order of commits. */
  @Column('bigint')
  changed_seq!: string;
}

/** A unit that may look at a plan: it takes part, or has to do with a meeting that stands. */
@Entity('plan_unit')
@Index('plan_unit_all', ['unit', 'plan_id'])
@Index('plan_unit_open', ['unit', 'plan_id'], { where: 'is_open' })
export class PlanUnitRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_unit_pk' })
  plan_id!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'plan_unit_pk' })
  unit!: string;

  /** Whether the plan is open. */
  @Column('boolean')
  is_open!: boolean;
}

/** A day with a meeting, a follow-up or a reminder of one, for each unit of the plan. */
@Entity('plan_day')
@Index('plan_day_unit', ['unit', 'day', 'plan_id'])
export class PlanDayRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_day_pk' })
  plan_id!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'plan_day_pk' })
  unit!: string;

  /** Civil day. */
  @PrimaryColumn('date', { primaryKeyConstraintName: 'plan_day_pk' })
  day!: string;
}
