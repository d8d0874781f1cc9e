import { describe, expect, it } from '@jest/globals';
import { servicesOf } from '#domain/episode/services.js';
import { serviceStarts } from '#domain/report/services.js';
import { reportStayOf } from '#domain/report/stay.js';

import { gavleborg } from '../support/domain.js';
import {
  at,
  Gavleborg,
  homeCare,
  leaves,
  openCare,
  openCare2,
  patient,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** The services that the parties plan for the patient: in which words, who answers for them, when they begin. */

function stay(planningCategory: 'BC' | 'CD' = 'CD'): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  hub.sends(openCare, 'fast-vardkontakt', 'mon 09:00');
  return hub;
}

const informs = (...services: object[]) => ({
  content: { entries: [{ date: '2026-11-25', text: 'Vi kommer hem till dig' }], services },
});

/** Services that the stay knows, as `name role unit start`. */
const known = (hub: Gavleborg) =>
  servicesOf(hub.episode().steps, hub.episode().facts.parties).map(
    ({ name, role, unit, startsOn }) => `${name}: ${role} ${unit} ${startsOn}`,
  );

const starts = (hub: Gavleborg) => serviceStarts(reportStayOf(hub.episode()), hub.profile);

describe('who answers for a service', () => {
  it('[G-HOME-12] is kept with its start: the sender, unless another role or unit is named', () => {
    const hub = stay();
    hub.sends(
      homeCare,
      'patientinformation',
      'tue 09:00',
      informs(
        { name: 'Såromläggning', startsOn: '2026-11-26' },
        { name: 'Träning hemma', responsibleRole: 'oppenvard', unit: openCare, startsOn: '2026-11-27T10:00:00+01:00' },
        {
          name: 'Fotvård',
          responsibleRole: 'extern',
          unit: 'Fotkliniken',
          startsOn: '2027-01-07',
          performer: 'Fotterapeut',
        },
      ),
    );
    expect(known(hub)).toEqual([
      `Såromläggning: hemsjukvard ${homeCare} 2026-11-26`,
      `Träning hemma: oppenvard ${openCare} 2026-11-27T10:00:00+01:00`,
      'Fotvård: extern Fotkliniken 2027-01-07',
    ]);
    expect(starts(hub)[2]).toMatchObject({ performer: 'Fotterapeut', saidBy: homeCare, day: '2027-01-07' });
  });

  it.each([0, 1, 14, 15, 16, 40])(
    '[G-HOME-12] [G-HOME-08] [G-HOME-09] [G-HOME-10] is who was said to, whether it begins on day %i or another',
    (day) => {
      const startsOn = new Date(Date.UTC(2026, 10, 26 + day)).toISOString().slice(0, 10);
      const hub = stay();
      hub.sends(openCare, 'patientinformation', 'tue 09:00', informs({ name: 'Omläggning', startsOn }));
      hub.sends(homeCare, 'patientinformation', 'tue 09:05', informs({ name: 'Katetervård', startsOn }));
      expect(known(hub)).toEqual([
        `Omläggning: oppenvard ${openCare} ${startsOn}`,
        `Katetervård: hemsjukvard ${homeCare} ${startsOn}`,
      ]);
    },
  );

  it('[G-HOME-12] is what each unit said last; what it takes back does not count', () => {
    const hub = stay();
    const service = (name: string) => informs({ name, startsOn: '2026-11-26' });
    hub.sends(social, 'patientinformation', 'tue 09:00', service('Matlåda'));
    hub.sends(homeCare, 'patientinformation', 'tue 09:10', service('Dosett'));
    const { message } = hub.sends(social, 'patientinformation', 'wed 09:00', service('Trygghetslarm'));
    const names = () => known(hub).map((text) => text.split(':')[0]);
    expect(names()).toEqual(['Trygghetslarm', 'Dosett']);
    hub.sends(social, 'makulering', 'wed 10:00', { content: { messageId: message.messageId, reason: 'fel' } });
    expect(names()).toEqual(['Matlåda', 'Dosett']);
    hub.sends(social, 'patientinformation', 'wed 11:00', informs());
    expect(names()).toEqual(['Dosett']);
  });

  it('[G-HOME-12] a unit that takes over a role speaks for the one before it', () => {
    const hub = stay('BC');
    hub.sends(openCare, 'patientinformation', 'tue 09:00', informs({ name: 'Provtagning', startsOn: '2026-11-26' }));
    hub.notice({ planningCategory: 'BC', patient: patient({ healthCentre: openCare2 }) }, 'tue 10:00');
    expect(known(hub)).toEqual([`Provtagning: oppenvard ${openCare} 2026-11-26`]);
    hub.sends(openCare2, 'patientinformation', 'tue 11:00', informs({ name: 'Blodtryck', startsOn: '2026-11-26' }));
    expect(known(hub)).toEqual([`Blodtryck: oppenvard ${openCare2} 2026-11-26`]);
  });
});

describe('services and the day of the discharge', () => {
  const SERVICES = informs(
    { name: 'Träning', startsOn: '2026-11-27' },
    { name: 'Kvällsbesök', startsOn: '2026-11-26T19:00:00+01:00' },
    { name: 'Matlåda', startsOn: '2026-11-26' },
  );

  it('[G-DIS-17] are listed by their start, as long as the patient is in hospital without more', () => {
    const hub = stay();
    hub.sends(social, 'patientinformation', 'tue 09:00', SERVICES);
    expect(starts(hub).map(({ name, day, instant }) => [name, day, instant?.toISOString()])).toEqual([
      ['Matlåda', '2026-11-26', undefined],
      ['Kvällsbesök', '2026-11-26', '2026-11-26T18:00:00.000Z'],
      ['Träning', '2026-11-27', undefined],
    ]);
    expect(starts(hub).every((one) => one.discharge === undefined && one.isPromised === undefined)).toBe(true);
  });

  it.each([
    ['thu 11:59:59', true, '2026-11-26', [true, true, true]],
    ['thu 12:00', false, '2026-11-27', [false, false, true]],
    ['wed 15:00', true, '2026-11-26', [true, true, true]],
  ])(
    '[G-DIS-17] [G-DIS-02] [G-DIS-03] say whether the noon limit was kept and what could be promised: notice at %s',
    (when, isKept, from, isPromised) => {
      const hub = stay();
      hub.sends(social, 'patientinformation', 'tue 09:00', SERVICES);
      hub.sends(ward, 'utskrivningsklar', 'wed 14:00', ready('wed 14:00'));
      hub.sends(ward, 'utskrivningsmeddelande', when, leaves('thu 11:00'));
      const listed = starts(hub);
      expect(listed.map((one) => one.isPromised)).toEqual(isPromised);
      expect(listed.map((one) => one.isOnDischargeDay)).toEqual([true, true, false]);
      expect(listed[0]?.discharge).toEqual({
        dischargedAt: new Date(at('thu 11:00')),
        noticeAt: new Date(at(when)),
        limit: { rule: 'G-DIS-02', at: new Date(at('thu 12:00')), isKept, from },
      });
    },
  );

  it('[G-DIS-17] counts the notice that stands', () => {
    const hub = stay();
    hub.sends(social, 'patientinformation', 'tue 09:00', SERVICES);
    hub.sends(ward, 'utskrivningsmeddelande', 'wed 11:00', leaves('wed 11:00'));
    hub.sends(ward, 'utskrivning-aterkallad', 'wed 12:00');
    expect(starts(hub)[0]?.discharge).toBeUndefined();
    hub.sends(ward, 'utskrivningsmeddelande', 'fri 13:00', leaves('fri 13:00'));
    expect(starts(hub)[0]?.discharge?.limit).toMatchObject({ isKept: false, from: '2026-11-28' });
  });

  it('[G-DIS-17] a region without such a limit lists them all the same', () => {
    const profile = gavleborg({ 'deadlines.insatser-samma-dag.annotate': undefined });
    const hub = stay();
    hub.sends(social, 'patientinformation', 'tue 09:00', SERVICES);
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    const [first] = serviceStarts(reportStayOf(hub.episode()), profile);
    expect([first?.isOnDischargeDay, first?.isPromised, first?.discharge?.limit]).toEqual([true, undefined, undefined]);
  });
});

describe('words for the patient', () => {
  it.each<[object, string[]]>([
    [informs({ name: 'Hjälp med dusch (HTJ3)', startsOn: '2026-11-26' }), []],
    [informs({ name: 'HTJ3', startsOn: '2026-11-26' }), ['not-in-words G-PLAN-23']],
    [
      informs({ name: 'Dusch', startsOn: '2026-11-26' }, { name: '4:1 SoL', startsOn: '2026-11-26' }),
      ['not-in-words G-PLAN-23'],
    ],
    [{ content: { entries: [{ date: '2026-11-25', text: 'QD015' }] } }, ['not-in-words G-PLAN-23']],
    [{ content: { entries: [{ date: '2026-11-25', text: 'Vi ringer dig på fredag' }] } }, []],
  ])('[G-PLAN-23] only codes are remarked upon, and passed on: %j', (changes, expected) => {
    const plan = stay().sends(social, 'patientinformation', 'tue 09:00', changes);
    expect([remarked(plan), plan.deliveries.length]).toEqual([expected, 3]);
  });
});
