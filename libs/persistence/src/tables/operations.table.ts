import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what, to which subject, when. Appended only. */
@Entity('audit_entry')
@Index('audit_entry_subject', ['subject_id'])
@Index('audit_entry_at', { synchronize: false })
@Index('audit_entry_deliveries', { synchronize: false })
@Index('audit_entry_messages', { synchronize: false })
export class AuditEntryRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_entry_pk',
  })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  /** `client:<id>`, `source:<id>` or `hub`. */
  @Column('text')
  actor!: string;

  @Column('text')
  action!: string;

  @Column('text', { nullable: true })
  unit!: string | null;

  /** `message`, `delivery`, `deadline`, `escalation`, `quarantine`, `episode`, `spot-check`. */
  @Column('text')
  subject!: string;

  @Column('uuid')
  subject_id!: string;

  @Column('jsonb', { nullable: true })
  detail!: unknown;
}

/** Kept counts, per unit and metric; the unit `*` holds what belongs to no unit. */
@Entity('counter')
export class CounterRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'counter_pk' })
  unit!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'counter_pk' })
  metric!: string;

  @Column('bigint')
  value!: string;
}

/** Differences that no counter holds yet: appended with each transaction, so that no row is fought over. */
@Entity('counter_delta')
export class CounterDeltaRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'counter_delta_pk',
  })
  id!: string;

  @Column('text')
  unit!: string;

  @Column('text')
  metric!: string;

  @Column('integer')
  delta!: number;

  /** Domain time of what was counted. */
  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;
}

/** Keys that all processes on the database share. */
@Entity('hub_key')
export class HubKeyRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'hub_key_pk' })
  name!: string;

  @Column('bytea')
  secret!: Buffer;
}

/** Client assertions that have been used, until they expire: each gives one token. */
@Entity('used_assertion')
@Index('used_assertion_expires', ['expires_at'])
export class UsedAssertionRow {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'used_assertion_pk' })
  hash!: Buffer;

  @Column('timestamptz')
  expires_at!: Date;
}

/** The simulated time; at most one row. */
@Entity('simulated_clock')
export class SimulatedClockRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'simulated_clock_pk' })
  id!: number;

  @Column('timestamptz')
  now!: Date;
}
