/** Rows that the views of a single thing are asked for. */
export interface ConsoleThings {
  /** The hub's ids. */
  readonly message: string;
  readonly episode: string;
  readonly quarantine: string;
  readonly plan: string;
  /** A unit that coordinates plans. */
  readonly planUnit: string;
  /** A number and a message id that are found in full. */
  readonly episodeNumber: string;
  readonly messageId: string;
  readonly unit: string;
  /** When a shift of twelve hours began. */
  readonly shiftStart: string;
}

export interface ConsoleView {
  readonly name: string;
  readonly path: string;
  /** Account that may see it. */
  readonly account: 'drift' | 'granskare' | 'forvaltare';
}

/** What each view of the page asks for first, as the page asks for it. */
export function consoleViews(things: ConsoleThings): ConsoleView[] {
  const { message, episode, quarantine, unit, plan, planUnit } = things;
  const ops = (name: string, path: string): ConsoleView => ({ name, path: `/v1/ops/${path}`, account: 'drift' });
  const audit = (name: string, path: string): ConsoleView => ({
    name,
    path: `/v1/audit/${path}`,
    account: 'granskare',
  });
  const between = `from=${things.shiftStart}&to=${new Date().toISOString()}`;
  return [
    ops('overview', 'overview'),
    ops('flow, 60 minutes', 'flow?span=60m'),
    ops('flow, 24 hours', 'flow?span=24h'),
    ops('flow of a unit', `flow?span=24h&unit=${unit}`),
    ops('parties, the worst', 'parties?sort=worst&limit=10'),
    ops('parties', 'parties?sort=worst&limit=200'),
    ops('deadlines', 'deadlines?state=open&limit=25'),
    ops('deadlines: receipts', 'deadlines?state=open&group=receipts&limit=25'),
    ops('deadlines: duties', 'deadlines?state=open&group=other&limit=25'),
    ops('deadlines: overdue', 'deadlines?state=overdue&limit=25'),
    ops('deadlines: due soon', 'deadlines?state=open&dueWithinMinutes=120&limit=25'),
    ops('deadlines: of nobody', 'deadlines?state=overdue&owner=none&limit=25'),
    ops('deadlines: of a unit', `deadlines?state=open&unit=${unit}&limit=25`),
    ops('deadlines: met', 'deadlines?state=met&limit=25'),
    ops('escalations', 'escalations?state=open&limit=25'),
    ops('escalations: taken', 'escalations?state=taken&limit=25'),
    ops('escalations: put aside', 'escalations?state=snoozed&limit=25'),
    ops('escalations: resolved', 'escalations?state=resolved&limit=25'),
    ops('reminders', 'reminders?limit=100'),
    ops('messages', 'messages?limit=50'),
    ops('messages of a unit', `messages?unit=${unit}&limit=50`),
    ops('message: trace', `messages/${message}/trace`),
    ops('message: content', `messages/${message}/content`),
    ops('quarantine', 'quarantine?state=held&limit=50'),
    ops('quarantine: groups', 'quarantine/groups'),
    ops('quarantine: one', `quarantine/${quarantine}`),
    ops('quarantine: content', `quarantine/${quarantine}/content`),
    ops('episode', `episodes/${episode}`),
    ops('plans', 'plans?state=open&limit=25'),
    ops('plans: overdue', 'plans?state=open&overdue=true&limit=25'),
    ops('plans: of a unit', `plans?state=open&unit=${planUnit}&limit=25`),
    ops('plans: in a state', 'plans?state=open&in=uppfoljning-kallad&limit=25'),
    ops('plans: of a region', 'plans?state=open&profile=norrbotten&limit=25'),
    ops('plans: closed', 'plans?state=closed&limit=25'),
    ops('plan', `plans/${plan}`),
    ops('plan: letters', `print-queue?plan=${plan}&limit=100`),
    ops('deadlines: plans', 'deadlines?state=overdue&group=plans&limit=25'),
    ops('plans of a stay', `plans?episode=${episode}&state=all`),
    ops('print queue', 'print-queue?state=waiting&limit=50'),
    ops('print queue: overdue', 'print-queue?state=waiting&overdue=true&limit=50'),
    ops('print queue: of a unit', `print-queue?state=waiting&unit=${planUnit}&limit=50`),
    ops('print queue: posted', 'print-queue?state=posted&limit=50'),
    ops('calendar', `calendar?unit=${planUnit}&from=${dayFromNow(-14)}&to=${dayFromNow(28)}`),
    ops('search, a number', `search?q=${encodeURIComponent(things.episodeNumber)}`),
    ops('search, an id', `search?q=${encodeURIComponent(things.messageId)}`),
    ops('reports', 'reports'),
    ops('queues', 'queues'),
    ops('directory', 'directory'),
    ops('profiles', 'profiles'),
    ops('profile', 'profiles/gavleborg'),
    ops('alerts', 'alerts?state=active'),
    ops('alerts: rules', 'alerts/rules'),
    ops('handover', `handover?from=${things.shiftStart}`),
    { ...ops('accounts', 'accounts'), account: 'forvaltare' },
    audit('audit', 'entries'),
    audit('audit of a shift', `entries?${between}`),
    audit('spot checks', 'spot-checks'),
  ];
}

/** The civil day so many days from now, by UTC: it is a part of what is asked for and decides nothing. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
}

/** What ten open pages ask for every ten seconds besides listening: one view each. */
export const OPEN_PAGES = [
  '/v1/ops/parties?sort=worst&limit=10',
  '/v1/ops/flow?span=60m',
  '/v1/ops/flow?span=24h',
  '/v1/ops/parties?sort=worst&limit=200',
  '/v1/ops/deadlines?state=open&group=receipts&limit=50',
  '/v1/ops/deadlines?state=overdue&limit=50',
  '/v1/ops/escalations?state=open&limit=25',
  '/v1/ops/messages?limit=50',
  '/v1/ops/quarantine/groups',
  '/v1/ops/plans?state=open&limit=25',
] as const;
