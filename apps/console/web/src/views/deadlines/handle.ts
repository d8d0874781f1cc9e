import { useQueryClient } from '@tanstack/react-query';
import { Refusal, send } from '../../api/client.js';
import type { Escalation, Handling, Row } from './rows.js';
import { handlingOf } from './rows.js';

/** Lists that are others after somebody has done something with an escalation. */
const CHANGED = new Set([
  '/v1/ops/deadlines',
  '/v1/ops/escalations',
  '/v1/ops/parties',
  '/v1/ops/handover',
  'overview',
]);
/** Requests under way at once when many rows are taken. */
const AT_ONCE = 4;

/** What came of doing the same to many rows. */
export interface Outcome {
  readonly done: number;
  /** Rows that somebody else was faster with. */
  readonly lost: number;
}

/** What can be done with one row, or with many. */
export interface Handler {
  take: (rows: readonly Row[]) => Promise<Outcome>;
  release: (row: Row) => Promise<void>;
  note: (row: Row, text: string) => Promise<void>;
  snooze: (rows: readonly Row[], until: string, reason: string) => Promise<Outcome>;
  resolve: (row: Row, resolution: string) => Promise<void>;
}

/** What can be done with escalations; the lists are asked for anew afterwards. */
export function useHandler(): Handler {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ predicate: ({ queryKey: [first] }) => CHANGED.has(String(first)) });
  const one = async (row: Row, action: string, body?: unknown) => {
    try {
      await act(handlingOf(row, undefined), action, body);
    } finally {
      void refresh();
    }
  };
  const many = async (rows: readonly Row[], act: (row: Row) => Promise<unknown>) => {
    try {
      return await each(rows, act);
    } finally {
      void refresh();
    }
  };
  return {
    take: (rows) => many(rows, take),
    release: (row) => one(row, 'release'),
    note: (row, text) => one(row, 'note', { text }),
    snooze: (rows, until, reason) => many(rows, (row) => act(handlingOf(row, undefined), 'snooze', { until, reason })),
    resolve: (row, resolution) => one(row, 'resolve', { resolution }),
  };
}

/** Takes the escalation of a duty; what is late and has none yet gets one. */
function take(row: Row): Promise<unknown> {
  const handling = handlingOf(row, undefined);
  if (handling.escalationId === undefined) return send('POST', `/v1/ops/deadlines/${row.duty.id}/take`);
  return act(handling, 'take');
}

async function act({ escalationId }: Handling, action: string, body?: unknown): Promise<Escalation | undefined> {
  if (escalationId === undefined) return undefined;
  return send<Escalation>('POST', `/v1/ops/escalations/${escalationId}/${action}`, body);
}

/** Does something with every row, a few at a time; what somebody else was faster with is counted, not thrown. */
async function each(rows: readonly Row[], act: (row: Row) => Promise<unknown>): Promise<Outcome> {
  const rest = [...rows];
  let done = 0;
  let lost = 0;
  const work = async () => {
    for (let row = rest.shift(); row !== undefined; row = rest.shift()) {
      try {
        await act(row);
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 404)) throw error;
        lost += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, lost };
}
