import { civilDateOf } from '#domain/calendar.js';
import type { Directory } from '#domain/directory/directory.js';
import { liableMunicipality } from '#domain/report/payment.js';
import { isWithin } from '#domain/report/period.js';
import { ServiceSums } from '#domain/report/service-sums.js';
import type { ServiceSum } from '#domain/report/service-sums.js';
import { dischargeNoticeAt, serviceStarts } from '#domain/report/services.js';
import type { ServiceStart } from '#domain/report/services.js';
import type { ReportStay } from '#domain/report/stay.js';
import { stayColumns } from './report-heads.js';
import type { DischargedStay, OpenStay } from './report-ports.js';
import { isWanted, pages, spanOf } from './report-run.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

interface ListedService {
  readonly stay: ReportStay;
  readonly start: ServiceStart;
  /** From 1, in the order in which the services of the stay begin. */
  readonly place: number;
  /** HSA-id; undefined for a unit of which only a name is written. */
  readonly unit: string | undefined;
  readonly directory: Directory;
}

// What the service is and who performs it is text that somebody wrote for the patient: no report shows it.
const ROWS = tableOf<ListedService>([
  ...stayColumns<ListedService>(({ stay }) => stay),
  ['municipality', 'code', 'Kommun', 'Municipality', ({ stay }) => liableMunicipality(stay) ?? null],
  ['service', 'number', 'Insats nr', 'Service no', ({ place }) => place],
  ['role', 'code', 'Roll', 'Role', ({ start }) => start.role],
  ['unit', 'text', 'Utförs av (HSA-id)', 'Carried out by (HSA-id)', ({ unit }) => unit ?? null],
  ['unitName', 'text', 'Utförs av', 'Carried out by', ({ unit, directory }) => nameOf(unit, directory)],
  ['startsOn', 'day', 'Startdag', 'Starts on', ({ start }) => start.day],
  ['startsAt', 'instant', 'Starttid', 'Starts at', ({ start }) => start.instant ?? null],
  ['dischargedAt', 'instant', 'Utskriven', 'Discharged', ({ start }) => start.discharge?.dischargedAt ?? null],
  [
    'noticeAt',
    'instant',
    'Besked om hemgång',
    'Told of the discharge',
    ({ start }) => start.discharge?.noticeAt ?? null,
  ],
  ['limit', 'instant', 'Besked före', 'To be told before', ({ start }) => start.discharge?.limit?.at ?? null],
  ['inTime', 'yes-no', 'I tid', 'In time', ({ start }) => start.discharge?.limit?.isKept ?? null],
  ['rule', 'code', 'Regel', 'Rule', ({ start }) => start.discharge?.limit?.rule ?? null],
  ['promisedFrom', 'day', 'Kan lovas från', 'Promised from', ({ start }) => start.discharge?.limit?.from ?? null],
  [
    'onDischargeDay',
    'yes-no',
    'Start på utskrivningsdagen',
    'On the discharge day',
    ({ start }) => start.isOnDischargeDay ?? null,
  ],
  ['able', 'yes-no', 'Kan starta som planerat', 'Able to start as planned', ({ start }) => start.isPromised ?? null],
]);

const SUMMARY = tableOf<{ sum: ServiceSum; directory: Directory }>([
  ['profile', 'code', 'Profil', 'Profile', ({ sum }) => sum.profile],
  ['role', 'code', 'Roll', 'Role', ({ sum }) => sum.role],
  ['unit', 'text', 'Utförs av (HSA-id)', 'Carried out by (HSA-id)', ({ sum }) => sum.unit ?? null],
  ['unitName', 'text', 'Utförs av', 'Carried out by', ({ sum, directory }) => nameOf(sum.unit, directory)],
  ['services', 'number', 'Insatser', 'Services', ({ sum }) => sum.services],
  ['open', 'number', 'Ännu inneliggande', 'Still there', ({ sum }) => sum.open],
  ['onDischargeDay', 'number', 'Start på utskrivningsdagen', 'On the discharge day', ({ sum }) => sum.onDischargeDay],
  [
    'able',
    'number',
    'Kan starta då',
    'Able to start then',
    ({ sum }) => (inTimeShare(sum) === undefined ? null : sum.able),
  ],
  ['inTime', 'number', 'Besked i tid', 'Told in time', ({ sum }) => sum.inTime],
  ['late', 'number', 'Besked för sent', 'Told too late', ({ sum }) => sum.late],
  ['share', 'share', 'Andel i tid', 'Share in time', ({ sum }) => shareOf(inTimeShare(sum))],
]);

function nameOf(unit: string | undefined, { units }: Directory): string | null {
  return units.get(unit ?? '')?.name ?? null;
}

function inTimeShare({ inTime, late }: ServiceSum): number | undefined {
  return inTime + late === 0 ? undefined : inTime / (inTime + late);
}

/** The planned services of stays: whose they are, when they begin, whether the notice let them begin as planned. [G-DIS-17] */
export const SERVICES_REPORT: Report = {
  head: {
    name: 'insatser',
    title: { sv: 'Insatser vid utskrivning', en: 'Services at discharge' },
    about: {
      sv: 'Insatser för dem vars utskrivningsmeddelande kom under perioden, och insatser som börjar under perioden för dem som är kvar. Vad insatsen är visas inte',
      en: 'Services of those whose discharge notice came in the period, and services that begin in the period of those still there. What the service is, is not shown',
    },
    hasPeriod: true,
    isPerStay: true,
    isPerPlan: false,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new ServicesRun(ground),
};

/** Stays that are read at a time. */
const PAGE = 200;

class ServicesRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly sums = new ServiceSums();
  /** Stays that might be met again: those that were open, and those that were discharged more than once. */
  private readonly seen = new Set<string>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    const { directory } = this.ground;
    return this.sums.rows().map((sum) => SUMMARY.row({ sum, directory }));
  }

  /** Open stays first, so that one that ends meanwhile is not missed. */
  private async *read(): AsyncGenerator<readonly Row[]> {
    const { store, period, filter } = this.ground;
    const { profile } = filter;
    const open = pages<OpenStay>(PAGE, (last, limit) => store.openStays({ profile, after: last?.stay.id, limit }));
    for await (const page of open) yield await this.shown(page.flatMap(({ stay }) => this.planned(stay)));
    const span = spanOf(period);
    const discharged = pages<DischargedStay>(PAGE, (last, limit) =>
      store.dischargedStays({ span, profile, after: last?.place, limit }),
    );
    for await (const page of discharged) yield await this.shown(page.flatMap(({ stay }) => this.left(stay)));
  }

  private planned(stay: ReportStay): ListedService[] {
    const services = this.servicesOf(stay).filter(({ start }) => isWithin(start.day, this.ground.period));
    if (services.length > 0) this.seen.add(stay.id);
    return services;
  }

  /** A discharge that was taken back and told again counts where the notice that stands came. */
  private left(stay: ReportStay): ListedService[] {
    const noticeAt = dischargeNoticeAt(stay);
    if (noticeAt === undefined || this.seen.has(stay.id)) return [];
    if (!isWithin(civilDateOf(noticeAt), this.ground.period)) return [];
    if (stay.said.filter(({ kind }) => kind === 'utskrivningsmeddelande').length > 1) this.seen.add(stay.id);
    return this.servicesOf(stay);
  }

  private servicesOf(stay: ReportStay): ListedService[] {
    const { profiles, directory, filter } = this.ground;
    const profile = profiles.get(stay.profile);
    if (profile === undefined || !isWanted(stay, filter)) return [];
    return serviceStarts(stay, profile).map((start, index) => {
      const isKnown = start.unit === start.saidBy || directory.units.has(start.unit);
      return { stay, start, place: index + 1, unit: isKnown ? start.unit : undefined, directory };
    });
  }

  private async shown(services: readonly ListedService[]): Promise<Row[]> {
    await this.ground.noteShown([...new Set(services.map(({ stay }) => stay.id))]);
    for (const { stay, start, unit } of services) {
      this.sums.add({ profile: stay.profile, role: start.role, unit }, start);
    }
    return services.map((service) => ROWS.row(service));
  }
}
