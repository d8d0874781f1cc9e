import type { Directory } from '#domain/directory/directory.js';
import { coordinatorOf } from '#domain/plan/plan.js';
import { hasPart } from '#domain/report/report-plan.js';
import type { ReportPlan } from '#domain/report/report-plan.js';
import type { ReportStay } from '#domain/report/stay.js';
import { isWanted, pages, spanOf } from './report-run.js';
import type { ReportFilter, ReportGround } from './report-run.js';
import type { ColumnOf } from './report-tables.js';

/** A plan that a row is about. */
export interface ListedPlan {
  readonly of: ReportPlan;
  readonly directory: Directory;
}

/** The first columns of every report about single plans. */
export function planColumns<Subject extends ListedPlan>(): readonly ColumnOf<Subject>[] {
  const coordinator = ({ of }: Subject) => coordinatorOf(of.plan.facts)?.unit;
  return [
    ['plan', 'text', 'SIP (navets id)', 'SIP (hub id)', ({ of }) => of.plan.id],
    ['profile', 'code', 'Profil', 'Profile', ({ of }) => of.plan.profile],
    ['municipality', 'code', 'Kommun', 'Municipality', ({ of }) => of.municipality ?? null],
    ['planState', 'code', 'Läge', 'State', ({ of }) => of.plan.facts.state],
    ['coordinator', 'text', 'Samordnas av (HSA-id)', 'Coordinated by (HSA-id)', (one) => coordinator(one) ?? null],
    ['coordinatorName', 'text', 'Samordnas av', 'Coordinated by', (one) => nameOf(coordinator(one), one.directory)],
  ];
}

/** What a unit is called; null where the directory does not know it. */
export function nameOf(unit: string | undefined, { units }: Directory): string | null {
  return units.get(unit ?? '')?.name ?? null;
}

/** Plans in one page: each with its facts is some tens of kilobytes. */
const PAGE = 200;

/** The plans that are open now, page by page. */
export async function* openPlans({ plans, now, filter }: ReportGround): AsyncGenerator<ReportPlan[]> {
  const before = new Date(now.getTime() + 1);
  for await (const page of open(plans, before, filter)) yield page.filter((plan) => isWantedPlan(plan, filter));
}

/** The plans that were open at some time of the period, page by page, each once: open ones first, so that none that ends meanwhile is missed. */
export async function* plansOfPeriod({ plans, period, filter }: ReportGround): AsyncGenerator<ReportPlan[]> {
  const span = spanOf(period);
  const { profile } = filter;
  const seen = new Set<string>();
  const closed = pages<ReportPlan>(PAGE, (last, limit) =>
    plans.closedPlans({ span, profile, after: placeOf(last), limit }),
  );
  for (const source of [open(plans, span.to, filter), closed]) {
    for await (const page of source) {
      const fresh = page.filter(({ plan }) => !seen.has(plan.id));
      for (const { plan } of fresh) seen.add(plan.id);
      yield fresh.filter((plan) => isWantedPlan(plan, filter));
    }
  }
}

function open(plans: ReportGround['plans'], before: Date, { profile }: ReportFilter): AsyncGenerator<ReportPlan[]> {
  return pages<ReportPlan>(PAGE, (last, limit) => plans.openPlans({ before, profile, after: last?.plan.id, limit }));
}

function placeOf(last: ReportPlan | undefined) {
  return last?.closedAt === undefined ? undefined : { closedAt: last.closedAt, id: last.plan.id };
}

function isWantedPlan(plan: ReportPlan, { municipality, unit }: ReportFilter): boolean {
  if (municipality !== undefined && plan.municipality !== municipality) return false;
  return unit === undefined || hasPart(plan, unit);
}

/** Of each of the wanted stays the plans of its person that are open, or ended after it began. */
export async function withPlans(
  stays: readonly ReportStay[],
  { plans, filter }: ReportGround,
): Promise<{ stay: ReportStay; plans: ReportPlan[] }[]> {
  const wanted = stays.filter((stay) => isWanted(stay, filter));
  const found = wanted.length === 0 ? [] : await plans.besides(wanted.map(({ id }) => id));
  const byStay = Map.groupBy(found, ({ stay }) => stay);
  return wanted.map((stay) => {
    const begunAt = stay.said[0]?.at;
    const beside = (byStay.get(stay.id) ?? []).map(({ plan }) => plan);
    return { stay, plans: beside.filter(({ closedAt }) => !closedAt || !begunAt || closedAt >= begunAt) };
  });
}

/** Things of a report by a key, each key with what is counted under it, in the order of the keys. */
export class Groups<Key extends object, Item> {
  private readonly groups = new Map<string, { key: Key; items: Item[] }>();

  add(key: Key, item: Item): void {
    const id = JSON.stringify(key);
    const group = this.groups.get(id) ?? { key, items: [] };
    group.items.push(item);
    this.groups.set(id, group);
  }

  rows(): { key: Key; items: readonly Item[] }[] {
    return [...this.groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
  }
}
