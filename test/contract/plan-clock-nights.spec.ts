import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld, YES } from './plan-http-world.js';

/** Plans over the two nights on which the clocks are changed: 28 March 2027 has no 02:30, 31 October 2027 has two. */

const { municipality } = CLIENTS;
const { social, openCare } = SIP_UNITS;
const HTML = { accept: 'text/html' };
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };

let world: PlanHttpWorld;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  await world.rows('TRUNCATE plan, plan_unit, plan_day, print_job, deadline, delivery, message, idempotency_key');
});

/** A plan that is called to a meeting; `now` is when. */
async function calledTo(meetingAt: string, now: string): Promise<string> {
  world.clock.time = new Date(now);
  const patient = { ...TOLVAN, municipality: '2580', healthCentre: openCare };
  const basis = {
    ...{
      coordinator: { name: 'Bodil Bistånd' },
      consents: YES,
      raisedBy: 'personal',
      needReasons: [],
      reasonText: 'Mycket',
    },
    ...{ initiator: { name: 'Bodil Bistånd' }, noRepresentative: true },
  };
  const plan = (await world.tell(social, 'sip-underlag', basis, { patient })).plan?.id ?? '';
  await world.tell(social, 'sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, { plan });
  const call = {
    ...{
      purpose: 'sip',
      setting: 'utan-vardtillfalle',
      meetingAt,
      minutes: 60,
      agenda: ['Vad är viktigt'],
      form: 'telefon',
    },
    participants: [{ unit: openCare, relation: 'vard' }, PERSON],
  };
  await world.tell(social, 'sip-kallelse', call, { plan, recipients: [openCare] });
  return plan;
}

async function calendar(day: string, to = day) {
  const path = `/v1/units/${social}/calendar`;
  const json = await world.get(municipality, `${path}?from=${day}&to=${to}`);
  const ics = await world.get(municipality, `${path}.ics?from=${day}&to=${to}`);
  expect([json.status, ics.status]).toEqual([200, 200]);
  const lines = ics.text.split('\r\n').filter((line) => /^DT(START|END)|^BEGIN:VTIMEZONE|TZID/.test(line));
  return { entries: json.body.entries as { kind: string; start: string }[], lines };
}

async function letter(plan: string): Promise<string> {
  const [job] = await world.rows<{ id: string }>('SELECT id FROM print_job WHERE plan_id = $1', [plan]);
  return (await world.get(municipality, `/v1/print-queue/${job?.id ?? ''}/document`, HTML)).text;
}

const due = async (plan: string, kind: string) =>
  (
    await world.rows<{ due: Date }>('SELECT due FROM deadline WHERE plan_id = $1 AND kind = $2 ORDER BY due', [
      plan,
      kind,
    ])
  ).map((row) => row.due.toISOString());

describe('a meeting in the night', () => {
  it.each([
    [
      'the hour that is skipped',
      '2027-03-28T02:30:00+01:00',
      '2027-03-28',
      '20270328T013000Z',
      '20270328T023000Z',
      '03.30',
    ],
    ['the hour before it', '2027-03-28T01:30:00+01:00', '2027-03-28', '20270328T003000Z', '20270328T013000Z', '01.30'],
    [
      'the first of the two hours',
      '2027-10-31T02:30:00+02:00',
      '2027-10-31',
      '20271031T003000Z',
      '20271031T013000Z',
      '02.30',
    ],
    [
      'the second of the two hours',
      '2027-10-31T02:30:00+01:00',
      '2027-10-31',
      '20271031T013000Z',
      '20271031T023000Z',
      '02.30',
    ],
    [
      'midnight by the wrong zone',
      '2027-03-28T00:00:00+02:00',
      '2027-03-27',
      '20270327T220000Z',
      '20270327T230000Z',
      '23.00',
    ],
  ])('in %s stands at its instant, on the day that it has in Sweden, in UTC', async (_, at, day, start, end, clock) => {
    const plan = await calledTo(at, day < '2027-06-01' ? '2027-03-01T08:00:00Z' : '2027-10-04T08:00:00Z');
    const { entries, lines } = await calendar(day);
    expect(entries).toMatchObject([{ kind: 'sip', start: at }]);
    expect(lines).toEqual([`DTSTART:${start}`, `DTEND:${end}`]);
    const days = await world.rows<{ day: string }>('SELECT DISTINCT day::text FROM plan_day WHERE plan_id = $1', [
      plan,
    ]);
    expect(days).toEqual([{ day }]);
    expect((await letter(plan)).replaceAll(/(\d\d):(\d\d)/g, '$1.$2')).toContain(clock);
  });

  it('of two at 02:30 the one by summer time comes first', async () => {
    await calledTo('2027-10-31T02:30:00+01:00', '2027-10-04T08:00:00Z');
    await world.rows('UPDATE plan SET patient_id = id::text');
    await calledTo('2027-10-31T02:30:00+02:00', '2027-10-04T09:00:00Z');
    const { entries } = await calendar('2027-10-31');
    expect(entries.map(({ start }) => start)).toEqual(['2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00']);
  });
});

describe('what is owed over the nights', () => {
  it.each([
    // The call of Friday is posted by the end of the next day that mail goes; days are whole days of Sweden, of 23 or 25 hours.
    ['spring', '2027-03-26T10:00:00Z', '2027-04-20T13:00:00+02:00'],
    ['autumn', '2027-10-29T10:00:00Z', '2027-11-20T13:00:00+01:00'],
  ])('[N-CALL-07] ends at midnight in Sweden, whatever the clocks did: %s', async (_, now, meetingAt) => {
    const plan = await calledTo(meetingAt, now);
    const [letters] = await due(plan, 'sip-brev');
    const clock = new Date(letters ?? '').toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' });
    expect(clock).toBe('00:00:00');
  });

  it.each([
    ['spring', '2027-03-22T08:00:00Z', '2027-03-25T13:00:00+01:00', '2027-04-09', '2027-03-26'],
    ['autumn', '2027-10-25T08:00:00Z', '2027-10-28T13:00:00+02:00', '2027-11-12', '2027-10-29'],
  ])(
    '[N-CAL-02] a follow-up is a whole day, and the reminder fourteen days before it too: %s',
    async (_, now, meetingAt, followUpOn, remindOn) => {
      const plan = await calledTo(meetingAt, now);
      world.clock.time = new Date(new Date(meetingAt).getTime() + 2 * 3_600_000);
      const held = {
        ...{ event: 'genomfort', note: 'Alla var där', careContact: 'utsedd', followUpOn },
        attendance: [{ unit: openCare, name: 'Doris Distrikt', relation: 'vard', attended: true }],
      };
      await world.tell(social, 'sip-mote', held, { plan });
      await world.tell(social, 'sip-mote', { event: 'plan-skapad' }, { plan });
      await world.tell(social, 'sip-huvudmal', { text: 'Jag vill klara vardagen', followUpOn }, { plan });
      const { entries, lines } = await calendar(remindOn, followUpOn);
      expect(entries.filter(({ kind }) => kind !== 'sip')).toMatchObject([
        { kind: 'paminnelse', start: remindOn },
        { kind: 'planerad-uppfoljning', start: followUpOn },
      ]);
      expect(lines.filter((line) => line.includes('DATE'))).toEqual([
        `DTSTART;VALUE=DATE:${remindOn.replaceAll('-', '')}`,
        `DTSTART;VALUE=DATE:${followUpOn.replaceAll('-', '')}`,
      ]);
      // Both ends of what is asked for belong to it.
      expect((await calendar(followUpOn)).entries).toMatchObject([{ start: followUpOn }]);
      const [call] = await due(plan, 'sip-uppfoljning-kallelse');
      expect(new Date(call ?? '').toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' })).toBe(
        `${remindOn} 00:00:00`,
      );
    },
  );
});
