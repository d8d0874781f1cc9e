import type { PartyRole } from '../message.js';
import type { ServiceStart } from './services.js';

/** Services of one party. [G-DIS-17] */
export interface ServiceSum {
  readonly profile: string;
  readonly role: PartyRole;
  /** HSA-id; undefined for those who have none, all of one role together. */
  readonly unit: string | undefined;
  readonly services: number;
  /** Those of patients who are still in hospital. */
  readonly open: number;
  /** Those that begin on the day of the discharge, and of them those that the notice leaves in promise. */
  readonly onDischargeDay: number;
  readonly able: number;
  /** Those whose patients were told of before the region's limit, and from then on; neither in a region without one. */
  readonly inTime: number;
  readonly late: number;
}

type Party = Pick<ServiceSum, 'profile' | 'role' | 'unit'>;

/** Sums up services by the party that carries them out. */
export class ServiceSums {
  private readonly sums = new Map<string, ServiceSum>();

  add({ profile, role, unit }: Party, { discharge, isOnDischargeDay = false, isPromised = false }: ServiceStart): void {
    const key = [profile, role, unit ?? ''].join(' ');
    const sum = this.sums.get(key) ?? { ...NOTHING, profile, role, unit };
    const isKept = discharge?.limit?.isKept;
    this.sums.set(key, {
      ...sum,
      services: sum.services + 1,
      open: sum.open + Number(discharge === undefined),
      onDischargeDay: sum.onDischargeDay + Number(isOnDischargeDay),
      able: sum.able + Number(isOnDischargeDay && isPromised),
      inTime: sum.inTime + Number(isKept === true),
      late: sum.late + Number(isKept === false),
    });
  }

  /** By profile, role and unit. */
  rows(): ServiceSum[] {
    return [...this.sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
  }
}

const NOTHING = { services: 0, open: 0, onDischargeDay: 0, able: 0, inTime: 0, late: 0 };
