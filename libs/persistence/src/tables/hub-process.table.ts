import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A process of the hub, as it last told of itself; times of the machine. */
@Entity('hub_process')
export class HubProcessRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hub_process_pk' })
  id!: string;

  @Column('text')
  host!: string;

  @Column('text', { array: true })
  apps!: string[];

  @Column('text')
  version!: string;

  @Column('timestamptz')
  started_at!: Date;

  @Column('timestamptz')
  last_seen_at!: Date;

  @Column('timestamptz', { nullable: true })
  last_sweep_at!: Date | null;

  /** When it stopped in an orderly way. */
  @Column('timestamptz', { nullable: true })
  stopped_at!: Date | null;
}
