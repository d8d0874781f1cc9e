import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Bytes as they came; of accepted and of refused messages. May be erased by retention while the rest stays. */
@Entity('payload')
export class PayloadRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'payload_pk' })
  id!: string;

  @Column('bytea', { nullable: true })
  bytes!: Buffer | null;

  @Column('text')
  content_type!: string;
}

/**
 * A message that was accepted, or that the hub itself made. Immutable but for `withdrawn_by`, and for one that came before its
 * stay: when that begins, it is given its care episode.
 */
@Entity('message')
@Index('message_message_id', ['message_id', 'sender'])
@Index('message_sender_id', ['sender', 'id'])
@Index('message_episode', ['episode_id', 'id'])
@Index('message_kind', ['kind', 'received_at', 'id'])
@Index('message_waits_for', ['waits_for'], { where: 'waits_for IS NOT NULL' })
@Index('message_waits_until', ['waits_until'], { where: 'waits_for IS NOT NULL' })
@Index('message_plan', ['plan_id', 'id'], { where: 'plan_id IS NOT NULL' })
@Index('message_person', ['person'], { where: 'person IS NOT NULL' })
export class MessageRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'message_pk' })
  id!: string;

  /** The sender's own id. */
  @Column('text')
  message_id!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  sender!: string;

  @Column('text')
  profile!: string;

  @Column('uuid', { nullable: true })
  episode_id!: string | null;

  /** `http:<client>`, `mllp:<source>` or `hub`. */
  @Column('text')
  source!: string;

  @Column('timestamptz')
  received_at!: Date;

  @Column('uuid', { nullable: true })
  payload_id!: string | null;

  /** The message as recipients may see it. Kept as text: it is read whole, and fields keep their order. */
  @Column('json')
  body!: unknown;

  /** What the sender was answered; null for the hub's own messages. */
  @Column('json', { nullable: true })
  answer!: unknown;

  @Column('uuid', { nullable: true })
  withdrawn_by!: string | null;

  /** Patient of whom it waits for a stay; null for all others, and when it waits no more. */
  @Column('text', { nullable: true })
  waits_for!: string | null;

  /** Until when it waits, `infinity` for ever; kept when it went by, since nobody is shown the message after that. */
  @Column('timestamptz', { nullable: true })
  waits_until!: Date | null;

  /** Role in which it was sent; of messages that wait or have waited. */
  @Column('text', { nullable: true })
  sent_as!: string | null;

  /**
   * By whom the person's readers are found, where that is not the patient of the stay: the patient of a message that came without
   * one, or whose stay was entered in error and is now another's (L-LOG-02).
   */
  @Column('text', { nullable: true })
  person!: string | null;

  /** The plan (SIP) that it changed first, or that it is about. */
  @Column('uuid', { nullable: true })
  plan_id!: string | null;
}

/**
 * Remembers every accepted message id for ever, without the messages. Its rows lie in the order of `message_id`, so a block
 * range index finds the one that operations release and costs the accepting transaction next to nothing.
 */
@Entity('idempotency_key')
@Index('idempotency_key_message', { synchronize: false })
export class IdempotencyKeyRow {
  /** Keyed hash of source application, sending unit and message id. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'idempotency_key_pk' })
  key!: Buffer;

  /** Keyed hash of the parsed message without its sending time. */
  @Column('bytea')
  content_hash!: Buffer;

  @Column('uuid')
  message_id!: string;
}

/** Refused input, kept with its bytes and reasons. */
@Entity('quarantine')
@Index('quarantine_replayed', ['replayed_at'], { where: 'replayed_at IS NOT NULL' })
@Index('quarantine_state', ['state', 'id'])
@Index('quarantine_sender', ['sender', 'state', 'id'])
@Index('quarantine_held', { synchronize: false })
@Index('quarantine_message_id', ['message_id'], { where: 'message_id IS NOT NULL' })
@Index('quarantine_replayed_as', ['replayed_as'], { where: 'replayed_as IS NOT NULL' })
export class QuarantineRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'quarantine_pk' })
  id!: string;

  @Column('uuid')
  payload_id!: string;

  @Column('text')
  source!: string;

  @Column('text', { nullable: true })
  sender!: string | null;

  @Column('text', { nullable: true })
  message_id!: string | null;

  @Column('timestamptz')
  received_at!: Date;

  @Column('text')
  outcome!: string;

  @Column('jsonb')
  reasons!: unknown;

  /** Code and path of the first reason. */
  @Column('text', { default: '' })
  first_code!: string;

  @Column('text', { default: '' })
  first_path!: string;

  /** `held` or `replayed`. */
  @Column('text')
  state!: string;

  @Column('timestamptz', { nullable: true })
  replayed_at!: Date | null;

  /** The hub's id of the message that a replay became. */
  @Column('uuid', { nullable: true })
  replayed_as!: string | null;
}
