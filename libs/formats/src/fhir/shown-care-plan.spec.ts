import { describe, expect, it } from '@jest/globals';
import type { ShownPlan } from '#domain/plan/sight/portal.js';
import { r4Issues } from '../../../../test/support/r4.js';
import { shownCarePlan } from './shown-care-plan.js';

const PLAN: ShownPlan = {
  id: '0199c0de-0000-7000-8000-000000000001',
  ...{ profile: 'norrbotten', regionName: 'Norrbotten', person: { id: '191212121212', idType: 'personnummer' } },
  coordinator: {
    name: 'Bodil Bistånd',
    title: 'biståndshandläggare',
    phone: '0920-45 30 00',
    unit: 'SE2120002742-SOC01',
    unitName: 'Biståndsenheten',
  },
  contacts: [{ name: 'Björkskatans hälsocentral', phone: '0920-28 30 00', about: 'Mediciner' }],
  followUpOn: '2027-02-01',
  updatedAt: '2026-12-01T09:00:00.000Z',
  goals: [
    {
      ...{ id: 'g', text: 'Jag vill klara vardagen hemma till midsommar', ownPart: 'Laga frukost', helpPart: 'Handla' },
      reachBy: '2027-06-25',
      subgoals: [
        {
          ...{
            id: 'd',
            heading: 'halsa',
            headingName: { sv: 'Hälsa', en: 'Health' },
            text: 'Jag sover',
            reachBy: '2027-03-01',
          },
          interventions: [
            {
              ...{
                id: 'i1',
                text: 'Du får träffa sköterskan',
                ongoing: true,
                frequency: 'varje vecka',
                startsOn: '2026-12-01',
              },
              responsible: {
                party: 'enhet',
                name: 'Björkskatans hälsocentral',
                unit: 'SE2321000222-HC01',
                unitName: 'Björkskatans hälsocentral',
              },
            },
            {
              id: 'i2',
              text: 'Du går en promenad',
              ongoing: false,
              responsible: { party: 'den-enskilde', name: '' },
              endsOn: '2027-01-01',
            },
            { id: 'i3', text: 'Någon ringer', responsible: { party: 'annan', name: '' } },
          ],
        },
      ],
    },
  ],
};

describe('what the person is shown of a plan as a CarePlan', () => {
  it('[N-PUB-04] is a CarePlan of R4 with its goals, who answers for what, and when', () => {
    const resource = shownCarePlan(PLAN, 'abc');
    expect(r4Issues(resource)).toEqual([]);
    expect(resource).toMatchObject({
      ...{
        status: 'active',
        intent: 'plan',
        meta: { versionId: 'abc' },
        goal: [{ reference: '#m1' }, { reference: '#m1-d1' }],
      },
      contained: [
        { id: 'm1', lifecycleStatus: 'active', note: [{ text: 'Det här kan jag själv: Laga frukost' }, {}] },
        { id: 'm1-d1', category: [{ text: 'Hälsa' }], target: [{ dueDate: '2027-03-01' }] },
        { resourceType: 'CareTeam', participant: [{ role: [{ text: 'Samordningsansvarig' }] }, {}] },
      ],
      activity: [
        {
          detail: {
            status: 'in-progress',
            scheduledTiming: { code: { text: 'varje vecka' } },
            performer: [{ identifier: { value: 'SE2321000222-HC01' } }],
          },
        },
        {
          detail: {
            status: 'not-started',
            scheduledPeriod: { end: '2027-01-01' },
            performer: [{ display: 'Du själv' }],
          },
        },
        { detail: { status: 'unknown', description: 'Någon ringer' } },
      ],
    });
  });

  it('is a CarePlan too with nothing but what has to be there', () => {
    const bare = { ...PLAN, coordinator: undefined, contacts: [], followUpOn: undefined, updatedAt: '' };
    expect(r4Issues(shownCarePlan(bare, '1'))).toEqual([]);
  });
});
