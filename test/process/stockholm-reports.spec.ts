import { describe, expect, it } from '@jest/globals';

import { callOfStay } from '#domain/report/plan-calls.js';
import { meetingsOf } from '#domain/report/plan-meetings.js';

import { ToldPlan } from '../support/plan-steps.js';
import { reportPlan } from '../support/report-plan.js';
import { reportStay, spell } from '../support/report-stay.js';
import { centre, city, stockholm, ward } from './stockholm.js';

/** What the reports of Stockholm count of plans by the county's own rules. */

const NOW = new Date('2026-12-10T12:00:00+01:00');

describe('the reports of plans', () => {
  it.each([
    ['fysiskt', true],
    ['video', true],
    ['telefon', false],
  ])('[S-CALL-08] whoever calls is paid for a meeting in a room or by video: %s', (form, isPaid) => {
    const told = new ToldPlan(stockholm());
    const at = '2026-12-04T12:00:00.000Z';
    told.tell('sip-kallelse', { purpose: 'sip', meetingAt: at, form }, { unit: centre, to: [city] });
    told.tell('sip-mote', { event: 'genomfort', heldAt: at }, { unit: centre, at: '2026-12-04T13:00:00.000Z' });
    expect(meetingsOf(reportPlan(told), stockholm(), NOW)).toMatchObject([{ isPaid }]);
  });

  it('[S-CALL-05] the three days to the call run from the notice, whenever the person was judged ready', () => {
    const judged = [spell('2026-11-26T15:00:00+01:00', undefined, { readyAt: new Date('2026-11-25T10:00:00+01:00') })];
    const said = [
      { kind: 'inskrivningsmeddelande', at: new Date('2026-11-20T08:00:00+01:00'), role: 'slutenvard', unit: ward },
    ] as const;
    const plan = { calledAt: new Date('2026-11-29T10:00:00+01:00') };
    const stay = reportStay(judged, { said, plan });
    expect(callOfStay(stay, [], stockholm(), NOW)).toMatchObject({ rule: 'S-CALL-05', days: 3, isLate: false });
  });
});
