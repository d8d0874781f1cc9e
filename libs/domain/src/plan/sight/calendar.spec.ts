import { describe, expect, it } from '@jest/globals';

import { UNITS } from '../../../../../test/support/domain.js';
import { dutyRules, planProfile, ToldPlan } from '../../../../../test/support/plan-steps.js';
import { calendarFor, calendarOf } from './calendar.js';
import type { PlanRules } from '../plan-rule.js';

const COLOURS = {
  sip: '#111111',
  uppfoljning: '#222222',
  aktorsmote: '#333333',
  'planerad-uppfoljning': '#444444',
  paminnelse: '#555555',
};
const PROFILE = planProfile({
  calendar: { rule: 'N-CAL-01', colours: COLOURS },
  duties: dutyRules({ 'sip-uppfoljning-kallelse': { daysBefore: -14 } }),
});
const rules = (): PlanRules => PROFILE.plan!;

function called(): ToldPlan {
  const told = new ToldPlan(PROFILE);
  told.tell('sip-underlag', { coordinator: { name: 'Frida Vik' } }, { state: 'samtycke' });
  const content = {
    purpose: 'sip',
    meetingAt: '2026-12-08T13:00:00+01:00',
    minutes: 60,
    place: 'Hemma hos Tolvan',
    agenda: ['Hemtjänst'],
  };
  told.tell('sip-kallelse', content, { to: [UNITS.social, UNITS.homeCare], state: 'kallad' });
  return told;
}

describe('the calendar of a plan', () => {
  it('[N-CAL-01] shows a meeting to whoever called, leads and was called, in the colour of its kind', () => {
    expect(calendarOf(called().plan, rules())).toEqual([
      {
        id: 's2',
        kind: 'sip',
        plan: 'plan-1',
        start: '2026-12-08T13:00:00+01:00',
        minutes: 60,
        colour: '#111111',
        units: [UNITS.openCare, UNITS.social, UNITS.homeCare],
        changedAt: '2026-11-23T10:00:00.000Z',
      },
    ]);
    expect(calendarFor(UNITS.social, called().plan, rules())).toHaveLength(1);
    expect(calendarFor(UNITS.housing, called().plan, rules())).toEqual([]);
  });

  it('[N-CAL-01] a meeting of the parties alone has a colour of its own, and is not for who coordinates but was not called', () => {
    const told = called();
    const content = { purpose: 'aktorsmote', meetingAt: '2026-12-01T13:00:00+01:00' };
    told.tell('sip-kallelse', content, { unit: UNITS.social, to: [UNITS.homeCare] });
    const [entry] = calendarOf(told.plan, rules()).filter(({ kind }) => kind === 'aktorsmote');
    expect(entry).toMatchObject({ colour: '#333333', units: [UNITS.social, UNITS.homeCare] });
  });

  it('[N-CAL-02] once the day of the follow-up is known there are two entries: that day, and for who coordinates the reminder to call', () => {
    const told = called();
    told.tell('sip-mote', { event: 'genomfort', followUpOn: '2027-03-08' }, { state: 'mote-genomfort' });
    const [meeting, ...entries] = calendarOf(told.plan, rules());
    expect(meeting).toMatchObject({ isHeld: true, changedAt: '2026-11-23T11:00:00.000Z' });
    expect(entries.map(({ kind, start, colour, units }) => [kind, start, colour, units.length])).toEqual([
      ['planerad-uppfoljning', '2027-03-08', '#444444', 3],
      ['paminnelse', '2027-02-22', '#555555', 1],
    ]);
    told.tell('sip-huvudmal', { text: 'Jag', followUpOn: '2027-03-08', remindOn: '2027-03-01' });
    expect(calendarOf(told.plan, rules()).at(-1)).toMatchObject({ start: '2027-03-01', units: [UNITS.openCare] });
  });

  it('[N-CAL-02] the call to the follow-up takes the place of both, unless it is called off', () => {
    const told = called();
    told.tell('sip-mote', { event: 'genomfort', followUpOn: '2027-03-08' }, { state: 'mote-genomfort' });
    told.tell('sip-kallelse', { purpose: 'uppfoljning', meetingAt: '2027-03-08T13:00:00+01:00' });
    expect(calendarOf(told.plan, rules()).map(({ kind }) => kind)).toEqual(['sip', 'uppfoljning']);
    told.tell('sip-mote', { event: 'installt' });
    expect(
      calendarOf(told.plan, rules()).map(({ kind, isCalledOff = false }) => `${kind} ${String(isCalledOff)}`),
    ).toEqual(['sip false', 'uppfoljning true', 'planerad-uppfoljning false', 'paminnelse false']);
  });

  it('[N-CLOSE-09] a plan that is closed has no meeting ahead', () => {
    const told = called();
    told.tell('sip-avslut', { comment: 'Inget behov' }, { state: 'avslutad' });
    expect(calendarOf(told.plan, rules())).toMatchObject([{ id: 's2', isCalledOff: true }]);
  });

  it('tells nobody who the person is, what is taken up, or where', () => {
    const told = called();
    told.tell('sip-mote', { event: 'genomfort', followUpOn: '2027-03-08', note: 'Tolvan mår bra' });
    const text = JSON.stringify(calendarOf(told.plan, rules()));
    for (const word of ['Tolvan', '191212121212', 'Hemma', 'Hemtjänst', 'Frida']) expect(text).not.toContain(word);
  });

  it('has no colours where the region has set none', () => {
    const others: PlanRules = { ...rules() };
    Reflect.deleteProperty(others, 'calendar');
    expect(calendarOf(called().plan, others)[0]).not.toHaveProperty('colour');
  });
});
