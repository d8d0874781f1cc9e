import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One inpatient stay and its discharge planning. */
@Entity('episode')
@Index('episode_number', ['number', 'organisation'], { unique: true })
@Index('episode_patient_open', ['patient_id'], { where: `state NOT IN ('utskriven', 'avbruten', 'avslutad')` })
@Index('episode_patient_closed', ['patient_id', 'organisation'], {
  where: `state IN ('utskriven', 'avbruten', 'avslutad')`,
})
@Index('episode_former_ids', { synchronize: false })
@Index('episode_ready', ['ended_at', 'id', 'first_ready_at'], { where: 'first_ready_at IS NOT NULL' })
@Index('episode_ended', ['ended_at', 'id'], { where: 'ended_at IS NOT NULL AND erased_at IS NULL' })
export class EpisodeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'episode_pk' })
  id!: string;

  @Column('text')
  organisation!: string;

  @Column('text')
  number!: string;

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

  /** What is known of the stay now. */
  @Column('jsonb')
  facts!: unknown;

  /** The messages that changed it, with what was known before each. */
  @Column('jsonb')
  steps!: unknown;

  /** Identities that the patient of this stay had before; null for most. */
  @Column('jsonb', { nullable: true })
  former_ids!: unknown;

  /** What reports find it by, see `report-columns.ts`. */
  @Column('timestamptz', { nullable: true })
  first_ready_at!: Date | null;

  @Column('timestamptz', { nullable: true })
  ended_at!: Date | null;

  /** When names, addresses and what messages said were erased (L-KEEP-01). */
  @Column('timestamptz', { nullable: true })
  erased_at!: Date | null;
}
