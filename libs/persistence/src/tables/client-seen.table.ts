import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a client was last seen; machine time. */
@Entity('client_seen')
export class ClientSeenRow {
  /** Its id in the directory. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'client_seen_pk' })
  client!: string;

  /** When it last got a token. */
  @Column('timestamptz', { nullable: true })
  last_token_at!: Date | null;

  /** When it last called with a token that held. */
  @Column('timestamptz', { nullable: true })
  last_call_at!: Date | null;
}
