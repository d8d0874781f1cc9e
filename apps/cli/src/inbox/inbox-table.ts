import type { InboxEntry } from '../api/inbox.js';
import { en } from '../i18n/en.js';
import type { Texts } from '../i18n/sv.js';
import { sv } from '../i18n/sv.js';
import { dayAndTime } from '../stockholm-time.js';
import { tableLines } from './table.js';

interface Column {
  readonly heading: (texts: Texts) => string;
  readonly cell: (entry: InboxEntry, nameOf: (hsaId: string) => string) => string;
}

/** Nothing in here may tell who the patient is: a terminal is read over shoulders and scrolls into logs. */
const COLUMNS: readonly Column[] = [
  { heading: (texts) => texts.columnReceived, cell: ({ receivedAt }) => dayAndTime(receivedAt) },
  { heading: (texts) => texts.columnKind, cell: ({ kind }) => sv.kinds[kind] ?? kind },
  { heading: (texts) => texts.columnFrom, cell: ({ sender }, nameOf) => nameOf(sender) },
  { heading: (texts) => texts.columnMessageId, cell: ({ messageId }) => messageId },
  { heading: (texts) => texts.columnEpisode, cell: ({ episode }) => episode ?? '' },
  { heading: (texts) => texts.columnCategory, cell: ({ category }) => category ?? '' },
  {
    heading: (texts) => texts.columnDue,
    cell: ({ receiptDue }) => (receiptDue === undefined ? '' : dayAndTime(receiptDue)),
  },
  { heading: (texts) => texts.columnState, cell: ({ state }) => sv.states[state] ?? state },
  { heading: (texts) => texts.columnDelivery, cell: ({ deliveryId }) => deliveryId },
];

/** An inbox as a table, times as clocks in Sweden show them. */
export function inboxLines(entries: readonly InboxEntry[], nameOf: (hsaId: string) => string): string[] {
  return tableLines(
    COLUMNS.map(({ heading }) => ({ sv: heading(sv), en: heading(en) })),
    entries.map((entry) => COLUMNS.map(({ cell }) => cell(entry, nameOf))),
  );
}
