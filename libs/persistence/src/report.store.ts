import type { DataSource } from 'typeorm';
import { ReportStore } from '#flows/report-ports.js';
import type {
  DischargedStaysQuery,
  DutiesQuery,
  EndedReadyStaysQuery,
  OfProfile,
  OpenReadyStaysQuery,
  OpenStaysQuery,
  Span,
  ToldMessagesQuery,
} from '#flows/report-ports.js';
import { appendAudit } from './audit.js';
import { readAskedReceipts, readLateDuties, readOverdueDuties, readToldMessages } from './report-duties.js';
import { readDischargedStays, readEndedReadyStays, readOpenReadyStays, readOpenStays } from './report-stays.js';
import { inTransaction } from './transaction.js';
import type { Sql } from './transaction.js';

/** What reports are made from, in PostgreSQL. */
export class PgReportStore extends ReportStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override openStays(query: OpenStaysQuery) {
    return this.run((sql) => readOpenStays(sql, query));
  }

  override openReadyStays(query: OpenReadyStaysQuery) {
    return this.run((sql) => readOpenReadyStays(sql, query));
  }

  override endedReadyStays(query: EndedReadyStaysQuery) {
    return this.run((sql) => readEndedReadyStays(sql, query));
  }

  override dischargedStays(query: DischargedStaysQuery) {
    return this.run((sql) => readDischargedStays(sql, query));
  }

  override askedReceipts(span: Span, of: OfProfile) {
    return this.run((sql) => readAskedReceipts(sql, span, of));
  }

  override lateDuties(query: DutiesQuery) {
    return this.run((sql) => readLateDuties(sql, query));
  }

  override overdueDuties(query: DutiesQuery) {
    return this.run((sql) => readOverdueDuties(sql, query));
  }

  override toldMessages(query: ToldMessagesQuery) {
    return this.run((sql) => readToldMessages(sql, query));
  }

  override async noteReading(stays: readonly string[], report: string, actor: string, now: Date): Promise<void> {
    const line = { at: now, actor, action: 'report-read', subject: 'episode' as const, detail: { report } };
    await this.run((sql) =>
      appendAudit(
        sql,
        stays.map((subjectId) => ({ ...line, subjectId })),
      ),
    );
  }

  private run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return inTransaction(this.dataSource, work);
  }
}
