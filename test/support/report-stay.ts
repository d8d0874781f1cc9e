import type { ReportStay } from '#domain/report/stay.js';
import type { ReadySpell, SpellEnd } from '#domain/report/ready-spells.js';
import { UNITS } from './domain.js';

/** Stays as the reports see them, for specs of what is reckoned from them. */

type Changes = Partial<Omit<ReportStay, 'plan'>> & { plan?: Partial<ReportStay['plan']> };

const PARTIES = [
  { role: 'oppenvard', unit: UNITS.openCare },
  { role: 'socialtjanst', unit: UNITS.social },
] as const;

/**
 * A stay of category BC of which everything that liability presupposes was in place before the patient was ready: admitted, told
 * and planned on 1 January 2019.
 */
export function reportStay(spells: readonly ReadySpell[], changes: Changes = {}): ReportStay {
  const begun = new Date('2019-01-01T08:00:00+01:00');
  const { plan, ...rest } = changes;
  return {
    id: '00000000-0000-4000-8000-000000000001',
    number: 'V1',
    organisation: 'SE2321000016',
    profile: 'gavleborg',
    state: spells.at(-1)?.end === undefined ? 'utskrivningsklar' : 'utskriven',
    category: 'BC',
    ward: UNITS.ward,
    parties: PARTIES,
    municipality: '2180',
    placedBy: undefined,
    admittedAt: begun,
    assessedAt: undefined,
    expectedDischarge: '2019-01-05',
    notices: [{ at: begun, roles: PARTIES.map(({ role }) => role) }],
    spells,
    dischargedAt: spells.at(-1)?.end?.at,
    services: [],
    said: [
      { kind: 'inskrivningsmeddelande', at: begun, role: 'slutenvard', unit: UNITS.ward },
      { kind: 'planeringsunderlag', at: begun, role: 'oppenvard', unit: UNITS.openCare },
    ],
    plan: { calledAt: begun, refusedAt: undefined, notNeededAt: undefined, isReplaced: false, excused: [], ...plan },
    hasCareContact: true,
    careContactAt: begun,
    diedOn: undefined,
    ...rest,
  };
}

/** A ready time from a notice to a discharge; without one it goes on. Instants as ISO 8601 with zone. */
export function spell(noticeAt: string, end?: string | SpellEnd, changes: Partial<ReadySpell> = {}): ReadySpell {
  const discharged = (at: string): SpellEnd => ({ why: 'discharged', on: at.slice(0, 10), at: new Date(at) });
  return {
    noticeAt: new Date(noticeAt),
    readyAt: new Date(noticeAt),
    notices: [{ at: new Date(noticeAt), roles: PARTIES.map(({ role }) => role) }],
    end: typeof end === 'string' ? discharged(end) : end,
    ...changes,
  };
}
