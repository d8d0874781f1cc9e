import { describe, expect, it } from '@jest/globals';

import type { Coordinator, PlanConsent, PlanParticipant } from '#domain/plan/plan.js';
import { leaderIn, partiesIn } from './plan-rows.js';

const told = { message: 'm', at: '2026-11-23T08:00:00.000Z' };
const [LEADS, TAKES_PART, ALSO] = ['SE2321000016-HC01', 'SE2120002338-SOC01', 'SE2120002338-HSV01'];
/** Told of the consent, and takes no part. */
const ASKED = 'SE2321000016-AVD12';

const coordinators: Coordinator[] = [{ ...told, unit: LEADS }];
const participants = [TAKES_PART, ALSO].map((participantUnit): PlanParticipant => ({
  ...{ ...told, unit: LEADS, participantUnit, role: 'socialtjanst', relation: 'socialtjanst', channel: 'system' },
}));
const yes = (actors: string[]): PlanConsent[] => [{ ...told, unit: ASKED, about: 'plan', answer: 'ja', actors }];

describe('who is told of what is late around a plan', () => {
  it('[N-CON-01] [S-CON-06] nobody whom the person has not agreed to, be it the one who coordinates', () => {
    const consents = yes([ALSO]);
    expect(leaderIn({ coordinators, participants, consents })).toBe(ALSO);
    expect(partiesIn({ coordinators, participants, consents })).toEqual([{ role: 'socialtjanst', unit: ALSO }]);
  });

  it('everybody who takes part where the consent names nobody, or all of them', () => {
    for (const consents of [null, yes([LEADS, TAKES_PART, ALSO])]) {
      expect(leaderIn({ coordinators, participants, consents })).toBe(LEADS);
      expect(partiesIn({ coordinators, participants, consents }).map(({ unit }) => unit)).toEqual([TAKES_PART, ALSO]);
    }
  });

  it('nobody where there is no plan', () => {
    const none = { coordinators: null, participants: null, consents: null };
    expect([leaderIn(none), partiesIn(none)]).toEqual([undefined, []]);
  });
});
