import { civilDateOf } from '#domain/calendar.js';
import type { Directory } from '#domain/directory/directory.js';
import { coordinatorOf } from '#domain/plan/plan.js';
import { isWithin } from '#domain/report/period.js';
import { callOfPlan, callOfStay, sumCalls } from '#domain/report/plan-calls.js';
import type { PlanCall, PlanCallSum } from '#domain/report/plan-calls.js';
import { liableMunicipality } from '#domain/report/payment.js';
import { Groups, nameOf, plansOfPeriod, withPlans } from './report-plan-heads.js';
import { readyStays } from './report-run.js';
import type { Report, ReportGround, ReportRun } from './report-run.js';
import { shareOf, tableOf } from './report-tables.js';
import type { Row } from './report-tables.js';

/** A call, of a stay or of a plan without one. */
interface Listed {
  readonly episode: string | undefined;
  readonly number: string | undefined;
  readonly plan: string | undefined;
  readonly profile: string;
  readonly municipality: string | undefined;
  /** HSA-id of who coordinates the plan, or is open care's part in the stay. */
  readonly unit: string | undefined;
  readonly call: PlanCall;
  readonly directory: Directory;
}

const ROWS = tableOf<Listed>([
  ['episode', 'text', 'Vårdtillfälle (navets id)', 'Care episode (hub id)', ({ episode }) => episode ?? null],
  ['number', 'text', 'Vårdtillfälle', 'Care episode', ({ number }) => number ?? null],
  ['plan', 'text', 'SIP (navets id)', 'SIP (hub id)', ({ plan }) => plan ?? null],
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['municipality', 'code', 'Kommun', 'Municipality', ({ municipality }) => municipality ?? null],
  ['unit', 'text', 'Kallar (HSA-id)', 'To call (HSA-id)', ({ unit }) => unit ?? null],
  ['unitName', 'text', 'Kallar', 'To call', ({ unit, directory }) => nameOf(unit, directory)],
  ['of', 'code', 'Räknas från', 'Counted from', ({ call }) => call.of],
  ['from', 'instant', 'Från', 'From', ({ call }) => call.from],
  ['calledAt', 'instant', 'Kallad', 'Called', ({ call }) => call.calledAt ?? null],
  ['outcome', 'code', 'Utfall', 'Outcome', ({ call }) => call.outcome],
  ['days', 'number', 'Kalenderdagar', 'Civil days', ({ call }) => call.days ?? null],
  ['weekdays', 'number', 'Vardagar', 'Weekdays', ({ call }) => call.weekdays ?? null],
  ['limitDays', 'number', 'Får ta dagar', 'Days that it may take', ({ call }) => call.limitDays ?? null],
  ['late', 'yes-no', 'För sen', 'Too late', ({ call }) => call.isLate ?? null],
  [
    'lateByWeekdays',
    'yes-no',
    'För sen räknat i vardagar',
    'Too late counted in weekdays',
    ({ call }) => call.isLateByWeekdays ?? null,
  ],
  ['rule', 'code', 'Regel', 'Rule', ({ call }) => call.rule ?? null],
]);

interface Group {
  readonly profile: string;
  readonly of: PlanCall['of'];
  readonly sum: PlanCallSum;
}

const SUMMARY = tableOf<Group>([
  ['profile', 'code', 'Profil', 'Profile', ({ profile }) => profile],
  ['of', 'code', 'Räknas från', 'Counted from', ({ of }) => of],
  ['calls', 'number', 'Antal', 'Count', ({ sum }) => sum.calls],
  ['called', 'number', 'Kallade', 'Called', ({ sum }) => sum.called],
  ['waiting', 'number', 'Väntar ännu', 'Still waiting', ({ sum }) => sum.waiting],
  ['late', 'number', 'För sena', 'Too late', ({ sum }) => sum.late],
  [
    'lateByWeekdays',
    'number',
    'För sena räknat i vardagar',
    'Too late counted in weekdays',
    ({ sum }) => sum.lateByWeekdays,
  ],
  ['share', 'share', 'Andel i tid', 'Share in time', ({ sum }) => shareOf(sum.inTimeShare)],
  [
    'shareByWeekdays',
    'share',
    'Andel i tid räknat i vardagar',
    'Share in time counted in weekdays',
    ({ sum }) => shareOf(sum.inTimeShareByWeekdays),
  ],
  ['p50Days', 'number', 'Median kalenderdagar', 'Median civil days', ({ sum }) => sum.p50Days ?? null],
  ['p90Days', 'number', '90 % inom kalenderdagar', '90 % within civil days', ({ sum }) => sum.p90Days ?? null],
]);

/** How soon the call to a plan comes after a stay, or after the need. [L-SIP-03, S-CALL-05, G-SIP-13, B-CALL-05] */
export const PLAN_CALLS_REPORT: Report = {
  head: {
    name: 'sip-kallelser',
    title: { sv: 'Tid till kallelse till SIP', en: 'Time to the call to a plan (SIP)' },
    about: {
      sv: 'Vårdtillfällen vars utskrivningsklar kom under perioden och där SIP ska göras, och SIP utan vårdtillfälle vars behov kom under perioden. Tre dagar räknas både som kalenderdagar och som vardagar',
      en: 'Stays that became ready in the period and are to have a plan, and plans without a stay whose need was seen in the period. Three days are counted both as civil days and as weekdays',
    },
    hasPeriod: true,
    isPerStay: true,
    isPerPlan: true,
    columns: ROWS.columns,
    summary: SUMMARY.columns,
  },
  run: (ground) => new CallsRun(ground),
};

class CallsRun implements ReportRun {
  readonly rows: AsyncIterable<readonly Row[]>;
  private readonly groups = new Groups<{ profile: string; of: PlanCall['of'] }, PlanCall>();

  constructor(private readonly ground: ReportGround) {
    this.rows = this.read();
  }

  summary(): Row[] {
    return this.groups.rows().map(({ key, items }) => SUMMARY.row({ ...key, sum: sumCalls(items) }));
  }

  private async *read(): AsyncGenerator<readonly Row[]> {
    for await (const page of this.calls()) {
      const shown = page.filter(({ call }) => isWithin(civilDateOf(call.from), this.ground.period));
      const { noteShown, notePlansShown } = this.ground;
      await noteShown(shown.flatMap(({ episode }) => episode ?? []));
      await notePlansShown(shown.flatMap(({ plan }) => plan ?? []));
      for (const { profile, call } of shown) this.groups.add({ profile, of: call.of }, call);
      yield shown.map((one) => ROWS.row(one));
    }
  }

  private async *calls(): AsyncGenerator<Listed[]> {
    for await (const page of readyStays(this.ground)) yield await this.ofStays(page);
    const { directory, now } = this.ground;
    for await (const page of plansOfPeriod(this.ground)) {
      yield page.flatMap((of): Listed[] => {
        const { plan, municipality } = of;
        const call = callOfPlan(of, now);
        const unit = coordinatorOf(plan.facts)?.unit ?? plan.facts.need?.unit;
        const head = { episode: undefined, number: undefined, plan: plan.id, profile: plan.profile };
        return call === undefined ? [] : [{ ...head, municipality, unit, call, directory }];
      });
    }
  }

  private async ofStays(page: Parameters<typeof withPlans>[0]): Promise<Listed[]> {
    const { directory, profiles, now } = this.ground;
    return (await withPlans(page, this.ground)).flatMap(({ stay, plans }): Listed[] => {
      const call = callOfStay(stay, plans, profiles.get(stay.profile), now);
      const unit = stay.parties.find(({ role }) => role === 'oppenvard')?.unit;
      const { id: episode, number, profile } = stay;
      const head = { episode, number, plan: undefined, profile, municipality: liableMunicipality(stay) };
      return call === undefined ? [] : [{ ...head, unit, call, directory }];
    });
  }
}
