import type { KnownClient } from '../api/demo-clients.js';
import { clientOfUnit, readDemoClients, unitNames } from '../api/demo-clients.js';
import type { Answer } from '../api/answer.js';
import { HubClient } from '../api/hub-client.js';
import type { InboxEntry, InboxQuery } from '../api/inbox.js';
import { owesReceipt, readInbox, readWholeInbox } from '../api/inbox.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import type { Surroundings } from '../surroundings.js';
import { inboxLines } from './inbox-table.js';

export interface InboxOptions {
  readonly url: string;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly dataDir: string;
  readonly all?: boolean;
  /** `all`, or the id of a delivery. */
  readonly receipt: string | undefined;
  /** `Name, title`. */
  readonly by: string | undefined;
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** The receipts endpoint takes so many at once. */
const MOST_AT_ONCE = 1_000;
/** Seconds that one long poll waits. */
const LONG_POLL = 25;

/** Shows a unit's inbox, or receipts what lies in it. Ends with 1 when a receipt was refused. */
export async function inbox(unit: string, options: InboxOptions, at: Surroundings): Promise<ExitCode> {
  const clients = await readDemoClients(options.dataDir);
  const hub = new HubClient(options.url, credentialsFor(unit, options, clients));
  if (options.receipt !== undefined) return receipt(hub, unit, options.receipt, options, at);
  const nameOf = unitNames(clients);
  const state = options.all === true ? 'all' : 'waiting';
  const page = await readWholeInbox(hub, { unit, state });
  show(page.entries, nameOf, options, at);
  if (options.watch === true) await watch(hub, { unit, state, after: page.next }, nameOf, options, at);
  return EXIT.allWell;
}

function credentialsFor(
  unit: string,
  { clientId, clientSecret, dataDir }: InboxOptions,
  clients: readonly KnownClient[],
): { clientId: string; clientSecret: string } {
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  const known = clientOfUnit(clients, unit);
  if (known === undefined) throw new Failure(both((texts) => texts.noClient(unit, `${dataDir}/demo-clients.json`)));
  return known;
}

function show(
  entries: readonly InboxEntry[],
  nameOf: (hsaId: string) => string,
  { json, watch: isWatching }: InboxOptions,
  { out }: Surroundings,
): void {
  if (json === true && isWatching === true) out.write(entries.map(({ raw }) => `${JSON.stringify(raw)}\n`).join(''));
  else if (json === true)
    out.write(
      `${JSON.stringify(
        entries.map(({ raw }) => raw),
        null,
        2,
      )}\n`,
    );
  else if (entries.length === 0) out.write(`${both((texts) => texts.inboxEmpty)}\n`);
  else out.write(`${inboxLines(entries, nameOf).join('\n')}\n`);
}

/** Prints what comes, until the process is told to stop. */
async function watch(
  hub: HubClient,
  from: Pick<InboxQuery, 'unit' | 'state' | 'after'>,
  nameOf: (hsaId: string) => string,
  options: InboxOptions,
  at: Surroundings,
): Promise<void> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  at.err.say(both((texts) => texts.watching));
  let { after } = from;
  while (!stop.signal.aborted) {
    try {
      const page = await readInbox(hub, { ...from, after, wait: LONG_POLL, signal: stop.signal });
      after = page.next;
      if (page.entries.length > 0) show(page.entries, nameOf, options, at);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  }
}

async function receipt(
  hub: HubClient,
  unit: string,
  which: string,
  { by, json }: InboxOptions,
  { out }: Surroundings,
): Promise<ExitCode> {
  const staff = staffOf(by);
  const ids = which === 'all' ? await owed(hub, unit) : [which];
  if (ids.length === 0) {
    out.write(json === true ? '[]\n' : `${both((texts) => texts.nothingToReceipt)}\n`);
    return EXIT.allWell;
  }
  const outcomes: Answer[] = [];
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    const body = { deliveryIds: ids.slice(from, from + MOST_AT_ONCE), by: staff };
    const answer = await hub.json('POST', `/v1/inboxes/${encodeURIComponent(unit)}/receipts`, body);
    outcomes.push(...answer.list('outcomes'));
  }
  if (json === true) {
    const raw = outcomes.map((outcome) => outcome.raw);
    out.write(`${JSON.stringify(raw, null, 2)}\n`);
  } else for (const outcome of outcomes) out.write(`${outcomeText(outcome)}\n`);
  return outcomes.every(isReceipted) ? EXIT.allWell : EXIT.someRefused;
}

async function owed(hub: HubClient, unit: string): Promise<string[]> {
  const { entries } = await readWholeInbox(hub, { unit, state: 'waiting' });
  return entries.filter(owesReceipt).map(({ deliveryId }) => deliveryId);
}

function staffOf(by: string | undefined): { name: string; title?: string } {
  const [name = '', ...title] = (by ?? '').split(',').map((part) => part.trim());
  if (name === '') throw new Failure(both((texts) => texts.byMissing));
  const joined = title.join(', ');
  return joined === '' ? { name } : { name, title: joined };
}

function isReceipted(outcome: Answer): boolean {
  return ['receipted', 'repeated'].includes(outcome.text('outcome'));
}

function outcomeText(outcome: Answer): string {
  const id = outcome.text('deliveryId');
  if (isReceipted(outcome)) return `${id}  ${both((texts) => texts.receipted)}`;
  const state = outcome.optionalText('state');
  const errors = outcome.optionalList('errors').map((error) => error.text('message'));
  return `${id}  ${both((texts) => {
    const known = state === undefined ? outcome.text('outcome') : (texts.states[state] ?? state);
    return texts.receiptRefused([known, ...errors].join(', '));
  })}`;
}
