import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Lines of the audit that were drawn by chance, and what was found in them. */
@Entity('spot_check')
export class SpotCheckRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'spot_check_pk' })
  id!: string;

  @Column('timestamptz')
  drawn_at!: Date;

  @Column('text')
  drawn_by!: string;

  @Column('timestamptz')
  period_from!: Date;

  @Column('timestamptz')
  period_to!: Date;

  /** Unit whose readings were drawn from; all when null. */
  @Column('text', { nullable: true })
  unit!: string | null;

  /** The drawn lines as they were. */
  @Column('jsonb')
  entries!: unknown;

  @Column('timestamptz', { nullable: true })
  closed_at!: Date | null;

  @Column('text', { nullable: true })
  closed_by!: string | null;

  @Column('text', { nullable: true })
  findings!: string | null;

  @Column('integer', { nullable: true })
  deviations!: number | null;
}

/** How far the erasing of a kind of data has come: everything up to this id has been erased. */
@Entity('retention_mark')
export class RetentionMarkRow {
  /** `bytes`, `refused` or `contents`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'retention_mark_pk' })
  kind!: string;

  @Column('uuid')
  up_to!: string;
}
