import type { DataSource } from 'typeorm';
import { OperationsStore } from '#flows/operations-ports.js';
import type {
  DeadlineQuery,
  EscalationQuery,
  EscalationChange,
  MessageQuery,
  ReminderQuery,
  Snooze,
} from '#flows/operations-ports.js';
import { readDeadlines } from './operations-deadline-list.js';
import { readReminders } from './operations-deadlines.js';
import {
  changeEscalation,
  noteAction,
  readEscalations,
  releaseAction,
  resolveAction,
  snoozeAction,
  takeAction,
  takeDeadline,
} from './operations-escalations.js';
import { readMessages } from './operations-messages.js';
import { readFigures } from './operations-summary.js';
import { readMessageBytes, readTrace, releaseMessageId } from './operations-trace.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** What operations see and do, on PostgreSQL. */
export class PgOperationsStore extends OperationsStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override summary(units: readonly string[], now: Date) {
    return this.run((sql) => readFigures(sql, units, now, now));
  }

  override deadlines(query: DeadlineQuery) {
    return this.run((sql) => readDeadlines(sql, query));
  }

  override reminders(query: ReminderQuery) {
    return this.run((sql) => readReminders(sql, query));
  }

  override escalations(query: EscalationQuery) {
    return this.run((sql) => readEscalations(sql, query));
  }

  override takeEscalation(id: string, actor: string, now: Date): Promise<EscalationChange | undefined> {
    return this.run((sql) => changeEscalation(sql, id, takeAction(actor, now), actor, now));
  }

  override noteEscalation(id: string, text: string, actor: string, now: Date) {
    return this.run((sql) => changeEscalation(sql, id, noteAction(text, actor, now), actor, now));
  }

  override resolveEscalation(id: string, resolution: string, actor: string, now: Date) {
    return this.run((sql) => changeEscalation(sql, id, resolveAction(resolution, actor, now), actor, now));
  }

  override snoozeEscalation(id: string, snooze: Snooze, actor: string, now: Date) {
    return this.run((sql) => changeEscalation(sql, id, snoozeAction(snooze, actor), actor, now));
  }

  override releaseEscalation(id: string, actor: string, now: Date) {
    return this.run((sql) => changeEscalation(sql, id, releaseAction(), actor, now));
  }

  override takeDeadline(id: string, actor: string, now: Date, newId: () => string) {
    return this.run((sql) => takeDeadline(sql, id, actor, now, newId));
  }

  override messages(query: MessageQuery) {
    return this.run((sql) => readMessages(sql, query));
  }

  override trace(id: string) {
    return this.run((sql) => readTrace(sql, id));
  }

  override messageBytes(id: string, actor: string, now: Date) {
    return this.run((sql) => readMessageBytes(sql, id, actor, now));
  }

  override releaseMessageId(id: string, reason: string, actor: string, now: Date) {
    return this.run((sql) => releaseMessageId(sql, id, reason, actor, now));
  }

  private run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return inTransaction(this.dataSource, work);
  }
}
