/** What is counted, by unit. */
export interface UnitCounts {
  /** Messages that the unit sent and the hub accepted. */
  received: number;
  /** Deliveries into the unit's inbox. */
  delivered: number;
  /** Deliveries whose kvittens the unit still owes. */
  waiting: number;
  /** Open deadlines of the unit whose due time has passed. */
  overdue: number;
  /** Receipts among them. */
  overdueReceipts: number;
  /** Reminders sent to the unit. */
  reminders: number;
  /** Escalations sent of deadlines of the unit. */
  escalations: number;
  /** Breached deadlines of the unit that nobody has resolved. */
  openEscalations: number;
  /** Refused input of the unit that is held in quarantine. */
  quarantined: number;
  /** Input that the unit sent and the hub refused. */
  refused: number;
  /** Messages that the unit sent again and that were answered as the first time. */
  duplicates: number;
}

/** Since when the oldest of each has waited; undefined when there is none. */
export interface OldestSince {
  waiting: Date | undefined;
  /** Due time of the oldest overdue deadline. */
  overdue: Date | undefined;
  /** When the oldest escalation that is not resolved was opened. */
  escalation: Date | undefined;
  quarantined: Date | undefined;
}

/** Counts of open work, and since when the oldest of each kind waits. */
export interface SummaryPart {
  counts: UnitCounts;
  oldest: OldestSince;
}

/** Open work in all, and by HSA-id of the unit. */
export interface Summary {
  total: SummaryPart;
  units: ReadonlyMap<string, SummaryPart>;
}
