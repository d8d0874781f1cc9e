import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that a unit has to do by a time. The row is the promise. */
@Entity('deadline')
@Index('deadline_next_fire', ['next_fire_at', 'id'], { where: `state = 'open' AND next_fire_at IS NOT NULL` })
@Index('deadline_responsible', { synchronize: false })
@Index('deadline_delivery', ['delivery_id'], { where: 'delivery_id IS NOT NULL' })
@Index('deadline_episode', ['episode_id'])
@Index('deadline_duty', ['responsible', 'due', 'id'], { where: `state = 'open' AND scope <> 'delivery'` })
@Index('deadline_late', ['due', 'id'], { where: `late AND scope <> 'delivery'` })
@Index('deadline_plan', ['plan_id'], { where: 'plan_id IS NOT NULL' })
@Index('deadline_plan_due', ['due', 'id'], { where: `state = 'open' AND scope = 'plan'` })
export class DeadlineRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deadline_pk' })
  id!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  rule!: string;

  @Column('text')
  profile!: string;

  /** `delivery`: its delivery's kvittens ends it; `answer`, `episode`: a message does; `plan`: what is known of the plan does. */
  @Column('text')
  scope!: string;

  @Column('timestamptz')
  started_at!: Date;

  /** Content field that it started from, such as `assessedAt` (L-ADM-03); null for receipts. */
  @Column('text', { nullable: true })
  started_from!: string | null;

  @Column('timestamptz')
  due!: Date;

  /** `open`, `met` or `cancelled`. */
  @Column('text')
  state!: string;

  @Column('boolean')
  late!: boolean;

  @Column('timestamptz', { nullable: true })
  ended_at!: Date | null;

  /** The hub's id of the message that ended it; null when a receipt or an action did. */
  @Column('uuid', { nullable: true })
  ended_by!: string | null;

  @Column('text')
  responsible!: string;

  @Column('text')
  informs!: string;

  @Column('uuid', { nullable: true })
  episode_id!: string | null;

  @Column('uuid')
  message_id!: string;

  @Column('uuid', { nullable: true })
  delivery_id!: string | null;

  /** Rungs that have fired: `[{ step, count, last }]`. */
  @Column('jsonb')
  fired!: unknown;

  @Column('timestamptz', { nullable: true })
  next_fire_at!: Date | null;

  /** Set when its due time was passed and counted. */
  @Column('boolean')
  overdue!: boolean;

  /** The plan (SIP) that it hangs on; such a duty hangs on no care episode. */
  @Column('uuid', { nullable: true })
  plan_id!: string | null;

  /** The meeting, goal or letter of the plan that it is about, where a unit may owe the same several times. */
  @Column('text', { nullable: true })
  about!: string | null;
}

/** One rung that fired, once for each of its instants. */
@Entity('firing')
@Index('firing_kind', ['kind', 'fired_at', 'deadline_id'])
@Index('firing_unit', ['to_unit', 'fired_at', 'deadline_id'])
export class FiringRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'firing_pk' })
  deadline_id!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'firing_pk' })
  step!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'firing_pk' })
  occurrence!: number;

  /** `paminnelse` or `eskalering`. */
  @Column('text')
  kind!: string;

  @Column('text')
  rule!: string;

  /** The instant it stands for, and when it was carried out. */
  @Column('timestamptz')
  due_at!: Date;

  @Column('timestamptz')
  fired_at!: Date;

  /** Null when nobody was there to be told. */
  @Column('text', { nullable: true })
  to_unit!: string | null;

  @Column('uuid', { nullable: true })
  message_id!: string | null;

  @Column('uuid', { nullable: true })
  delivery_id!: string | null;
}

/** A breached deadline that somebody has to look at; one per deadline, opened by its first escalation. */
@Entity('escalation')
@Index('escalation_deadline', ['deadline_id'], { unique: true })
@Index('escalation_state', ['state', 'id'])
@Index('escalation_snoozed', ['snoozed_until'], { where: `snoozed_until IS NOT NULL AND state <> 'resolved'` })
@Index('escalation_opened', ['opened_at'])
@Index('escalation_unresolved', ['opened_at', 'id'], { where: `state IN ('open', 'taken')` })
@Index('escalation_resolved', ['resolved_at'], { where: 'resolved_at IS NOT NULL' })
export class EscalationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'escalation_pk' })
  id!: string;

  @Column('uuid')
  deadline_id!: string;

  /** `open`, `taken` or `resolved`. */
  @Column('text')
  state!: string;

  /** The highest step so far. */
  @Column('text')
  step!: string;

  @Column('timestamptz')
  opened_at!: Date;

  @Column('text', { nullable: true })
  taken_by!: string | null;

  @Column('timestamptz', { nullable: true })
  taken_at!: Date | null;

  @Column('timestamptz', { nullable: true })
  resolved_at!: Date | null;

  /** The client that resolved it; null when its deadline ended. */
  @Column('text', { nullable: true })
  resolved_by!: string | null;

  /** `met`, `cancelled`, or what the person who resolved it wrote. */
  @Column('text', { nullable: true })
  resolution!: string | null;

  /** `[{ at, by, text }]`. */
  @Column('jsonb')
  notes!: unknown;

  /** Put aside until then; null when it never was, or was woken by hand. */
  @Column('timestamptz', { nullable: true })
  snoozed_until!: Date | null;

  @Column('text', { nullable: true })
  snooze_reason!: string | null;

  @Column('text', { nullable: true })
  snoozed_by!: string | null;
}
