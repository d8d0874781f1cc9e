import { civilDateOf, parseCivilDate, parseInstant } from '../calendar.js';
import type { CivilDate } from '../calendar.js';
import { dueOf, isLate } from '../deadline/deadline.js';
import type { PlannedService } from '../episode/services.js';
import type { Profile } from '../profile/profile.js';
import { serviceDay, serviceDayRule } from '../service-day.js';
import type { ReportStay } from './stay.js';

/** One service of a stay beside the discharge notice: who gives it, when it begins, whether it could be promised (G-DIS-17). */
export interface ServiceStart extends PlannedService {
  /** Civil day on which it begins, and the instant where one was given. */
  readonly day: CivilDate;
  readonly instant?: Date;
  /** Undefined as long as the patient has not been discharged. */
  readonly discharge?: DischargeNotice;
  /** Whether it begins on the day of the discharge; undefined before it. */
  readonly isOnDischargeDay?: boolean;
  /** Whether it begins on a day from which the notice lets services be promised; undefined where no limit is known. */
  readonly isPromised?: boolean;
}

/** When the discharge notice came, and what the region's limit for services the same day makes of that. */
export interface DischargeNotice {
  readonly dischargedAt: Date;
  readonly noticeAt: Date;
  /** The rule, the instant from which it was too late, whether the notice kept it; undefined in a region without a limit. */
  readonly limit?: { readonly rule: string; readonly at: Date; readonly isKept: boolean; readonly from: CivilDate };
}

/** What of a stay tells when its services begin. */
export type ServicedStay = Pick<ReportStay, 'services' | 'said' | 'dischargedAt'>;

/** The services of a stay, those that begin first at the beginning. */
export function serviceStarts(stay: ServicedStay, profile: Profile): ServiceStart[] {
  const discharge = dischargeOf(stay, profile);
  return stay.services
    .flatMap((service): ServiceStart[] => {
      const instant = parseInstant(service.startsOn);
      const day = instant === undefined ? parseCivilDate(service.startsOn) : civilDateOf(instant);
      if (day === undefined) return [];
      return [{ ...service, day, ...(instant === undefined ? {} : { instant }), ...besideNotice(day, discharge) }];
    })
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)) || timeOf(one) - timeOf(other));
}

/** What begins at no particular time of its day stands before what does. */
function timeOf({ instant }: ServiceStart): number {
  return instant?.getTime() ?? 0;
}

function besideNotice(day: CivilDate, discharge: DischargeNotice | undefined): Partial<ServiceStart> {
  if (discharge === undefined) return {};
  const { limit } = discharge;
  return {
    discharge,
    isOnDischargeDay: day === civilDateOf(discharge.dischargedAt),
    ...(limit === undefined ? {} : { isPromised: day >= limit.from }),
  };
}

/** When the discharge notice that stands came; undefined as long as the patient is in hospital. */
export function dischargeNoticeAt({ said, dischargedAt }: ServicedStay): Date | undefined {
  if (dischargedAt === undefined) return undefined;
  return said.findLast(({ kind }) => kind === 'utskrivningsmeddelande')?.at;
}

function dischargeOf(stay: ServicedStay, profile: Profile): DischargeNotice | undefined {
  const { dischargedAt } = stay;
  const noticeAt = dischargeNoticeAt(stay);
  if (dischargedAt === undefined || noticeAt === undefined) return undefined;
  const rule = serviceDayRule(profile);
  const at = rule && dueOf(rule, profile.windows, dischargedAt);
  if (rule === undefined || at === undefined) return { dischargedAt, noticeAt };
  const from = serviceDay(rule, dischargedAt, noticeAt, profile);
  return { dischargedAt, noticeAt, limit: { rule: rule.rule, at, isKept: !isLate(rule, at, noticeAt), from } };
}
