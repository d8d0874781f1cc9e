import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the notices of a register have been taken. */
@Entity('register_mark')
export class RegisterMarkRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'register_mark_pk' })
  register!: string;

  /** The register's own cursor. */
  @Column('text')
  place!: string;

  @Column('timestamptz')
  moved_at!: Date;
}

/** A plan that its person has been shown. */
@Entity('portal_plan')
export class PortalPlanRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'portal_plan_pk' })
  plan_id!: string;

  /** When it was shown first. */
  @Column('timestamptz')
  shown_at!: Date;
}
