import { civilDateOf } from '#domain/calendar.js';
import type { Directory } from '#domain/directory/directory.js';
import { coordinatorOf } from '#domain/plan/plan.js';
import { liableMunicipality } from '#domain/report/payment.js';
import { isWithin } from '#domain/report/period.js';
import { offerOf, unofferedGround } from '#domain/report/plan-offers.js';
import type { OfferGround, PlanOffer } from '#domain/report/plan-offers.js';
import { dischargeNoticeAt } from '#domain/report/services.js';
import type { ReportStay } from '#domain/report/stay.js';
import { Groups, nameOf, plansOfPeriod, withPlans } from './report-plan-heads.js';
import type { DischargedStay } from './report-ports.js';
import { pages, spanOf } from './report-run.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

/** A plan with its offer, or a stay without one. */
interface Listed {
  readonly plan: string | undefined;
  readonly episode: string | undefined;
  readonly number: string | undefined;
  readonly profile: string;
  readonly municipality: string | undefined;
  /** HSA-id of who coordinates the plan, or is open care's part in the stay. */
  readonly unit: string | undefined;
  readonly offer: PlanOffer | undefined;
  readonly ground: OfferGround | undefined;
  readonly directory: Directory;
}

const ROWS = tableOf<Listed>([
  ['plan', 'text', 'SIP (navets id)', 'SIP (hub id)', ({ plan }) => plan ?? null],
  ['episode', 'text', 'Vårdtillfälle (navets id)', 'Care episode (hub id)', ({ episode }) => episode ?? null],
  ['number', 'text', 'Vårdtillfälle', 'Care episode', ({ number }) => number ?? null],
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['municipality', 'code', 'Kommun', 'Municipality', ({ municipality }) => municipality ?? null],
  ['unit', 'text', 'Erbjuder (HSA-id)', 'To offer (HSA-id)', ({ unit }) => unit ?? null],
  ['unitName', 'text', 'Erbjuder', 'To offer', ({ unit, directory }) => nameOf(unit, directory)],
  ['offered', 'yes-no', 'SIP erbjuden', 'SIP offered', ({ offer }) => offer !== undefined],
  ['ground', 'code', 'Borde erbjudas', 'Should be offered', ({ ground }) => ground ?? null],
  ['offeredOn', 'day', 'Erbjuden', 'Offered on', ({ offer }) => offer?.offeredOn ?? null],
  ['offerTold', 'yes-no', 'Dagen dokumenterad', 'Day documented', ({ offer }) => offer?.isOfferTold ?? null],
  ['answer', 'code', 'Svar', 'Answer', ({ offer }) => offer?.answer ?? null],
  ['answeredOn', 'day', 'Svarade', 'Answered on', ({ offer }) => offer?.answeredOn ?? null],
  ['talkedOverOn', 'day', 'Dialog efter nej', 'Talked over after a no', ({ offer }) => offer?.talkedOverOn ?? null],
  ['whole', 'yes-no', 'Helt dokumenterad', 'Wholly documented', ({ offer }) => offer?.isWhole ?? null],
]);

interface Group {
  readonly profile: string;
  readonly items: readonly Listed[];
}

const count = ({ items }: Group, is: (one: Listed) => boolean) => items.filter(is).length;
const offered = (group: Group) => count(group, ({ offer }) => offer !== undefined);
const answered = (group: Group, answer: PlanOffer['answer']) =>
  count(group, ({ offer }) => offer !== undefined && offer.answer === answer);

const SUMMARY = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['offered', 'number', 'SIP erbjuden', 'SIP offered', offered],
  ['yes', 'number', 'Svarade ja', 'Answered yes', (group) => answered(group, 'ja')],
  ['no', 'number', 'Svarade nej', 'Answered no', (group) => answered(group, 'nej')],
  ['unable', 'number', 'Kan inte svara', 'Cannot answer', (group) => answered(group, 'kan-inte')],
  ['unanswered', 'number', 'Inget svar', 'No answer', (group) => answered(group, undefined)],
  [
    'talkedOver',
    'number',
    'Dialog efter nej',
    'Talked over after a no',
    (group) => count(group, ({ offer }) => offer?.answer === 'nej' && offer.talkedOverOn !== undefined),
  ],
  [
    'share',
    'share',
    'Andel helt dokumenterade',
    'Share wholly documented',
    (group) => {
      const all = offered(group);
      return shareOf(all === 0 ? undefined : count(group, ({ offer }) => offer?.isWhole === true) / all);
    },
  ],
  [
    'notOffered',
    'number',
    'Utskrivna utan erbjuden SIP',
    'Discharged with no plan offered',
    (group) => group.items.length - offered(group),
  ],
]);

/** What shows that plans were offered, and stays in which both principals have a part and none was. [S-PAY-04, P-GEN-04] */
export const PLAN_OFFERS_REPORT: Report = {
  head: {
    name: 'sip-erbjudanden',
    title: { sv: 'Erbjudanden om SIP', en: 'Offers of plans (SIP)' },
    about: {
      sv: 'SIP som erbjöds under perioden, med svar och dialog efter nej, och vårdtillfällen som slutade under perioden med insatser från båda huvudmännen där ingen SIP erbjöds',
      en: 'Plans that were offered in the period, with answer and dialogue after a no, and stays that ended in the period with services of both principals and no plan offered',
    },
    hasPeriod: true,
    isPerStay: true,
    isPerPlan: true,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new OffersRun(ground),
};

/** Stays that are read at a time. */
const PAGE = 200;

class OffersRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly groups = new Groups<{ profile: string }, Listed>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    return this.groups.rows().map(({ key, items }) => SUMMARY.row({ ...key, items }));
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    const { noteShown, notePlansShown } = this.ground;
    for await (const listed of this.listed()) {
      await notePlansShown(listed.flatMap(({ plan }) => plan ?? []));
      await noteShown(listed.flatMap(({ episode }) => episode ?? []));
      for (const one of listed) this.groups.add({ profile: one.profile }, one);
      yield listed.map((one) => ROWS.row(one));
    }
  }

  private async *listed(): AsyncGenerator<Listed[]> {
    const { store, period, filter, directory } = this.ground;
    for await (const page of plansOfPeriod(this.ground)) {
      yield page.flatMap((of): Listed[] => {
        const { plan, municipality } = of;
        const offer = offerOf(of);
        if (offer?.offeredOn === undefined || !isWithin(offer.offeredOn, period)) return [];
        const unit = coordinatorOf(plan.facts)?.unit;
        const head = { plan: plan.id, episode: undefined, number: undefined, profile: plan.profile, municipality };
        return [{ ...head, unit, offer, ground: undefined, directory }];
      });
    }
    const span = spanOf(period);
    const { profile } = filter;
    const discharged = pages<DischargedStay>(PAGE, (last, limit) =>
      store.dischargedStays({ span, profile, after: last?.place, limit }),
    );
    const seen = new Set<string>();
    for await (const page of discharged) {
      const left = page.map(({ stay }) => stay).filter((stay) => this.hasLeft(stay, seen));
      yield await this.unoffered(left);
    }
  }

  /** A discharge that was taken back and told again counts where the notice that stands came. */
  private hasLeft(stay: ReportStay, seen: Set<string>): boolean {
    const noticeAt = dischargeNoticeAt(stay);
    if (noticeAt === undefined || seen.has(stay.id)) return false;
    seen.add(stay.id);
    return isWithin(civilDateOf(noticeAt), this.ground.period);
  }

  private async unoffered(stays: readonly ReportStay[]): Promise<Listed[]> {
    const { profiles, directory } = this.ground;
    return (await withPlans(stays, this.ground)).flatMap(({ stay, plans }): Listed[] => {
      const profile = profiles.get(stay.profile);
      const ground = profile && unofferedGround(stay, plans, profile);
      if (ground === undefined) return [];
      const unit = stay.parties.find(({ role }) => role === 'oppenvard')?.unit;
      const head = { plan: undefined, episode: stay.id, number: stay.number, profile: stay.profile };
      return [{ ...head, municipality: liableMunicipality(stay), unit, offer: undefined, ground, directory }];
    });
  }
}
