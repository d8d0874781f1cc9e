import { describe, expect, it } from '@jest/globals';
import type { ReportStay } from '#domain/report/stay.js';
import { demoDirectory, gavleborg } from '../../../test/support/domain.js';
import { reportStay, spell } from '../../../test/support/report-stay.js';
import { ConfigurationHolder } from './configuration-holder.js';
import { Clock } from './ports.js';
import { PlanReportStore } from './plan-ports.js';
import { ReadReport } from './read-report.js';
import type { ReportRequest } from './read-report.js';
import { ReportStore } from './report-ports.js';
import type { EndedReadyStaysQuery, EndedStay, OpenReadyStaysQuery } from './report-ports.js';

const READY_AT = '2026-11-03T09:00:00+01:00';
const ENDED_AT = '2026-11-10T10:00:00+01:00';
const NONE = { profile: undefined, municipality: undefined, unit: undefined };
const CALLER = { clientId: 'drift', roles: [], units: [] };

class StillClock extends Clock {
  readonly isSimulated = true;
  override now = () => Promise.resolve(new Date('2026-11-20T12:00:00+01:00'));
}

/** Open and ended stays in memory. */
class Stays extends ReportStore {
  readonly open: ReportStay[] = [];
  readonly ended: EndedStay[] = [];
  readonly noted: string[] = [];
  /** Called when the open ones have been read. */
  afterOpen = (): void => undefined;
  /** Called when a page of the ended ones has been read. */
  afterEnded = (): void => undefined;

  override openReadyStays({ after = '', limit }: OpenReadyStaysQuery) {
    const page = this.open.filter(({ id }) => id > after).slice(0, limit);
    if (page.length < limit) this.afterOpen();
    return Promise.resolve(page);
  }
  override endedReadyStays({ after, limit }: EndedReadyStaysQuery) {
    const from = this.ended.findIndex(({ place }) => place.id === after?.id) + 1;
    const page = this.ended.slice(from, from + limit);
    this.afterEnded();
    return Promise.resolve(page);
  }
  override noteReading(stays: readonly string[]) {
    this.noted.push(...stays);
    return Promise.resolve();
  }
  override dischargedStays = () => Promise.resolve([]);
  override openStays = () => Promise.resolve([]);
  override askedReceipts = () => Promise.resolve([]);
  override lateDuties = () => Promise.resolve([]);
  override overdueDuties = () => Promise.resolve([]);
  override toldMessages = () => Promise.resolve([]);

  end(stay: ReportStay): void {
    const endedAt = new Date(ENDED_AT);
    this.open.splice(this.open.indexOf(stay), 1);
    const ended = { ...stay, spells: [spell(READY_AT, ENDED_AT)] };
    this.ended.push({ stay: ended, place: { endedAt, id: stay.id } });
  }
}

class NoPlans extends PlanReportStore {
  override openPlans = () => Promise.resolve([]);
  override closedPlans = () => Promise.resolve([]);
  override besides = () => Promise.resolve([]);
  override noteReading = () => Promise.resolve();
}

function stayNumbered(n: number): ReportStay {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return reportStay([spell(READY_AT)], { id, number: `V${String(n)}` });
}

const configuration = new ConfigurationHolder({
  profiles: new Map([['gavleborg', gavleborg()]]),
  directory: demoDirectory(),
});

async function read(store: Stays, request: Partial<ReportRequest> = {}) {
  const reports = new ReadReport({ stays: store, plans: new NoPlans() }, configuration, new Map(), new StillClock());
  const name = 'utskrivningsklar-till-hemgang';
  const report = await reports.open({ ...NONE, name, showsRows: true, ...request }, CALLER);
  const numbers: unknown[] = [];
  let pages = 0;
  for await (const page of report.rows) {
    pages += 1;
    numbers.push(...page.map(({ number }) => number));
  }
  return { numbers, pages, report };
}

describe('a report over stays', () => {
  it('has a stay once that ends while it is read', async () => {
    const store = new Stays();
    const [one, other] = [stayNumbered(1), stayNumbered(2)];
    store.open.push(one, other);
    store.afterOpen = () => store.end(one);
    expect((await read(store)).numbers).toEqual(['V1', 'V2']);
  });

  it('goes on from page to page through open and ended stays, and has none twice', async () => {
    const store = new Stays();
    const stays = Array.from({ length: 900 }, (_, n) => stayNumbered(n + 1));
    store.open.push(...stays);
    for (const stay of stays.slice(450)) store.end(stay);
    const { numbers, pages } = await read(store);
    expect(numbers).toHaveLength(900);
    expect(new Set(numbers).size).toBe(900);
    expect(pages).toBe(6);
  });

  it('has a stay once of which something more is told after its end, while it is read', async () => {
    const store = new Stays();
    const stays = Array.from({ length: 250 }, (_, n) => stayNumbered(n + 1));
    store.open.push(...stays);
    for (const stay of stays) store.end(stay);
    store.afterEnded = () => {
      store.ended.push(...store.ended.splice(0, 1));
      store.afterEnded = () => undefined;
    };
    const { numbers } = await read(store);
    expect(numbers).toHaveLength(250);
    expect(new Set(numbers).size).toBe(250);
  });

  it('[L-LOG-01] notes a page before it gives it, and nothing when only sums are shown', async () => {
    const store = new Stays();
    store.open.push(stayNumbered(1));
    await read(store, { showsRows: false });
    expect(store.noted).toEqual([]);
    const reports = new ReadReport({ stays: store, plans: new NoPlans() }, configuration, new Map(), new StillClock());
    const request = { ...NONE, name: 'utskrivningsklar-till-hemgang' as const, showsRows: true };
    const pages = (await reports.open(request, CALLER)).rows[Symbol.asyncIterator]();
    expect(store.noted).toEqual([]);
    await pages.next();
    expect(store.noted).toEqual([stayNumbered(1).id]);
  });

  it('is of the month so far, or of the month in which it is to end', async () => {
    const period = async (request: Partial<ReportRequest>) => (await read(new Stays(), request)).report.period;
    expect(await period({})).toEqual({ from: '2026-11-01', to: '2026-11-20' });
    expect(await period({ to: '2026-02-28' })).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(await period({ from: '2026-10-15' })).toEqual({ from: '2026-10-15', to: '2026-11-20' });
    expect(await period({ name: 'oppna-vardtillfallen' })).toBeUndefined();
  });
});
