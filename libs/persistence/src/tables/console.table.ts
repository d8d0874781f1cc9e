import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Accounts of the hub's own, for those who sign in to the console without an issuer. */
@Entity('console_account')
@Index('console_account_name', ['name'], { unique: true })
export class ConsoleAccountRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'console_account_pk' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  display_name!: string;

  /** `operations`, `auditor`, `admin`. */
  @Column('text', { array: true })
  roles!: string[];

  /** Argon2id in PHC form. */
  @Column('text')
  password_hash!: string;

  @Column('boolean')
  must_change_password!: boolean;

  @Column('boolean')
  disabled!: boolean;

  @Column('timestamptz', { nullable: true })
  last_sign_in_at!: Date | null;

  @Column('timestamptz')
  created_at!: Date;
}

/** Who is signed in to the console. Instants are the machine's. */
@Entity('console_session')
@Index('console_session_ends', ['ends_at'])
@Index('console_session_account', ['account_id'])
export class ConsoleSessionRow {
  /** SHA-256 of what the browser holds. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'console_session_pk' })
  id_hash!: Buffer;

  /** Under which it stands in the audit. */
  @Column('uuid')
  id!: string;

  /** `local` or `oidc`. */
  @Column('text')
  way!: string;

  @Column('text')
  name!: string;

  @Column('text')
  display_name!: string;

  /** Those that the issuer gave; of an account its own count. */
  @Column('text', { array: true })
  roles!: string[];

  @Column('uuid', { nullable: true })
  account_id!: string | null;

  @Column('timestamptz')
  created_at!: Date;

  @Column('timestamptz')
  active_at!: Date;

  @Column('timestamptz')
  ends_at!: Date;
}
