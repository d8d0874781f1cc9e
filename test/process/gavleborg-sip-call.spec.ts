import { describe, expect, it } from '@jest/globals';

import { demoDirectory } from '../support/domain.js';
import {
  colour,
  CONSENT,
  contact,
  due,
  Gavleborg,
  homeCare,
  housing,
  leaves,
  openCare,
  reached,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';
import { YES, stay, call, meets, sipOf } from './gavleborg-sip.js';
import type { Category } from './gavleborg-sip.js';

/** From the need of a plan (SIP) to the call to its meeting, as far as it belongs to a stay in Gävleborg. */

describe('a week in which a plan is called', () => {
  it('[G-PLAN-32] [G-FVK-09] [G-RDY-11] the need is seen, the care contact calls, and all know of the meeting', () => {
    const hub = stay();
    // Monday and Tuesday: each unit plans for itself; social services see that somebody has to hold it together.
    hub.sends(homeCare, 'planeringsunderlag', 'mon 13:00', colour('gul'));
    const raised = hub.sends(social, 'sip-initiativ', 'tue 09:00', {
      content: { raisedBy: 'narstaende', reasonText: 'Dottern orkar inte samordna' },
    });
    expect([reached(raised), remarked(raised)]).toEqual([['homeCare', 'openCare', 'ward'], []]);
    expect(sipOf(hub)).toMatchObject({ state: 'behov', need: { raisedBy: 'narstaende', unit: social } });
    // Open care names its contact, who coordinates and asks the person.
    hub.sends(openCare, 'fast-vardkontakt', 'tue 10:00');
    hub.sends(openCare, 'samtycke', 'wed 10:00', { content: { scope: ['sip'] } });
    // Thursday: ready. The call is owed by the contact's unit, three days after.
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:30'));
    // Friday: it calls, and the duty ends.
    const called = hub.sends(openCare, 'sip-kallelse', 'fri 10:00', meets('2026-12-01', { consent: undefined }));
    expect([reached(called), remarked(called)]).toEqual([['homeCare', 'social'], []]);
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
    expect(sipOf(hub)).toMatchObject({
      state: 'kallad',
      consent: { given: true, unit: openCare },
      call: { meetingAt: '2026-12-01T13:00:00+01:00', unit: openCare, called: [{ unit: social }, { unit: homeCare }] },
    });
  });

  it('[G-FVK-09] nobody calls: at the end of the third day the contact is reminded and the ward hears of it', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 10:00');
    hub.sends(ward, 'utskrivningsklar', 'wed 09:30', ready('wed 09:15'));
    expect(hub.heard('sip-kallelse', 'sat 23:59:59')).toEqual([]);
    expect(hub.heard('sip-kallelse', 'sun 00:00')).toHaveLength(2);
    expect(hub.heard('sip-kallelse', 'sun 01:59:59')).toEqual([
      'paminnelse openCare G-FVK-09',
      'eskalering ward G-FVK-09',
    ]);
    expect(hub.heard('sip-kallelse', 'sun 02:00')).toContain('eskalering SE2321000016-VCH03 G-FVK-09');
    expect(hub.heard('sip-kallelse', 'sun 23:59:59')).toHaveLength(3);
    expect(hub.heard('sip-kallelse', '2026-11-30T00:00:00+01:00')).toContain('eskalering SE2321000016-DRIFT G-FVK-09');
    const late = hub.sends(openCare, 'sip-kallelse', '2026-11-30T08:00:00+01:00', call());
    expect(remarked(late)).toEqual(['late G-FVK-09']);
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });
});

describe('when the call is due', () => {
  it.each([
    ['sun 23:59:59', []],
    ['2026-11-30T00:00:00+01:00', ['late G-FVK-09']],
  ])(
    '[G-FVK-09] [G-RDY-11] [L-SIP-03] three days after the ready day, not after the discharge: called %s',
    (when, expected) => {
      const hub = stay();
      hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
      hub.sends(ward, 'utskrivningsmeddelande', 'sat 11:00', leaves('sat 11:00'));
      expect(remarked(hub.sends(openCare, 'sip-kallelse', when, call()))).toEqual(expected);
    },
  );

  it.each([
    ['a Friday', '2026-11-27T16:00:00+01:00', '2026-11-30T23:00:00.000Z'],
    ['the day before Christmas Eve', '2026-12-23T10:00:00+01:00', '2026-12-26T23:00:00.000Z'],
    ['29 February', '2028-02-29T23:59:59+01:00', '2028-03-03T23:00:00.000Z'],
    ['the night before the day of 25 hours', '2026-10-24T10:00:00+02:00', '2026-10-27T23:00:00.000Z'],
  ])('[G-FVK-09] [L-SIP-03] ready on %s: weekends and holidays are counted', (_day, start, until) => {
    expect(due('sip-kallelse', start)).toBe(until);
  });

  it.each<[Category, string[]]>([
    ['B', []],
    ['C', []],
    ['D', ['sip-kallelse openCare 2026-11-30 00:00']],
    ['BC', ['sip-kallelse openCare 2026-11-30 00:00']],
    ['CD', ['sip-kallelse openCare 2026-11-30 00:00']],
    ['E', ['sip-kallelse openCare 2026-11-30 00:00']],
  ])(
    '[G-CAT-05] [G-CAT-08] [G-CAT-10] [G-CAT-12] [G-CAT-14] [G-CAT-16] [G-CAT-04] [G-CAT-07] [G-CAT-09] [G-CAT-11] [G-CAT-13] [G-CAT-15] [L-SIP-01] in category %s: %j',
    (category, expected) => {
      const hub = stay(category);
      hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
      expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual(expected);
    },
  );

  it('[G-FVK-09] [G-RDY-11] ends when the patient is not ready after all, and begins anew with the next ready notice', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'wed 09:30', ready('wed 09:15'));
    hub.sends(ward, 'utskrivningsklar-aterkallad', 'wed 15:00');
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
  });

  it('[G-FVK-09] [G-RDY-11] ends with the death of the patient, and not with the discharge', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:30'));
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
    hub.sends(homeCare, 'avliden', 'fri 11:00', { content: { diedOn: '2026-11-27', source: 'manuell' } });
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });

  it('[G-FVK-09] [G-RDY-17] counts from the ready day also when that is told a day later', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('wed 09:15'));
    expect(hub.owed()).toContain('sip-kallelse openCare sun 00:00');
  });

  it('[G-FVK-09] ends with a stay that was entered in error, and moves with another ready day', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'wed 09:30', ready('wed 09:15'));
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    const calls = () => hub.owed().filter((duty) => duty.startsWith('sip-kallelse'));
    expect(calls()).toEqual(['sip-kallelse openCare 2026-11-30 00:00']);
    hub.sends(ward, 'avbryt-vardtillfalle', 'thu 10:00');
    expect(calls()).toEqual([]);
  });

  it('[G-FVK-09] [G-RDY-11] what was called before the patient was ready is not asked for again', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call());
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });

  it('[G-FVK-09] a meeting of the parties alone is no call to a plan', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    hub.sends(openCare, 'sip-kallelse', 'thu 10:00', call({ purpose: 'aktorsmote' }));
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
    expect(sipOf(hub)?.call).toBeUndefined();
  });

  it('[G-FVK-09] [G-CAT-20] [G-CAT-21] ends when the category asks for no plan any more', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    const later = { expectedDischarge: '2026-11-28', physicianAssessed: true };
    hub.notice({ planningCategory: 'B', content: later }, 'thu 12:00');
    expect(hub.episode().facts.parties).toEqual([{ role: 'oppenvard', unit: openCare }]);
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });

  it('[G-FVK-09] [G-SIP-16] may be left out when no plan is needed: whoever coordinates says so, with the reason', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    const not = { content: { needed: false, reasonText: 'En enda insats, inget att samordna' } };
    expect(hub.refuses(ward, 'sip-initiativ', 'thu 10:00', not)).toEqual(['sender-role G-SIP-16']);
    expect(hub.refuses(openCare, 'sip-initiativ', 'thu 10:00', { content: { needed: false } })).toEqual([
      'missing-field G-SIP-16',
    ]);
    hub.sends(openCare, 'sip-initiativ', 'thu 10:00', not);
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
    expect(sipOf(hub)).toMatchObject({ state: 'ej-aktuell' });
    // A need that comes up after all asks for neither.
    hub.sends(ward, 'sip-initiativ', 'thu 11:00', { content: {} });
    expect(sipOf(hub)).toMatchObject({ state: 'behov' });
  });

  it.each([
    ['CD', openCare],
    ['CD', homeCare],
    ['E', housing],
  ] as const)(
    '[G-CON-07] [G-SIP-16] in category %s %s may judge it, also of somebody who has said no',
    (category, unit) => {
      const hub = stay(category);
      hub.sends(social, 'samtycke-aterkallat', 'tue 09:00', { content: { scope: ['sip'] } });
      expect(hub.refuses(social, 'sip-initiativ', 'tue 10:00', { content: { needed: true } })).toEqual([
        'consent-required G-CON-07',
      ]);
      const plan = hub.sends(unit, 'sip-initiativ', 'tue 10:00', {
        content: { needed: false, reasonText: 'Nej tack' },
      });
      expect(remarked(plan)).toEqual([]);
    },
  );

  it('[G-CON-04] a need is told to others with consent to that, and is known all the same', () => {
    for (const consent of [undefined, YES]) {
      const hub = stay('CD', { consent });
      const plan = hub.sends(social, 'sip-initiativ', 'tue 09:00');
      expect([remarked(plan), reached(plan)]).toEqual([['consent-missing G-CON-04'], []]);
      expect(sipOf(hub)?.need).toMatchObject({ unit: social });
    }
    expect(remarked(stay().sends(social, 'sip-initiativ', 'tue 09:00'))).toEqual([]);
  });
});

describe('who calls', () => {
  it('[G-FVK-06] [G-FVK-09] the municipality when its contact coordinates, and is told when somebody else does', () => {
    const hub = stay('D');
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed()).toContain('sip-kallelse homeCare 2026-11-30 00:00');
    const other = hub.sends(openCare, 'sip-kallelse', 'thu 10:00', call({}, { recipients: [homeCare] }));
    expect(remarked(other)).toEqual(['inconsistent G-FVK-06']);
    const own = hub.sends(homeCare, 'sip-kallelse', 'thu 10:05', call({}, { recipients: [openCare] }));
    expect(remarked(own)).toEqual([]);
  });

  it('[G-FVK-09] open care as long as nobody coordinates', () => {
    const hub = stay('E');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
  });

  it('[G-FVK-09] [G-FVK-19] municipal health care that takes over coordinates, and the call becomes its duty by the same time', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    hub.sends(homeCare, 'fast-vardkontakt', 'thu 10:00', contact('Hanna Sund', { coordinator: true }));
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([
      'sip-kallelse homeCare 2026-11-30 00:00',
    ]);
    expect(hub.heard('sip-kallelse', '2026-11-30T00:00:00+01:00')).toEqual([
      'paminnelse homeCare G-FVK-09',
      'eskalering ward G-FVK-09',
    ]);
  });

  it('[G-FVK-19] a contact of municipal health care named during a plan without coordinating is remarked upon', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    expect(remarked(hub.sends(homeCare, 'fast-vardkontakt', 'tue 10:00', contact('Hanna Sund')))).toEqual([]);
    hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call());
    const beside = hub.sends(homeCare, 'fast-vardkontakt', 'thu 10:00', contact('Hanna Berg'));
    expect(remarked(beside)).toEqual(['inconsistent G-FVK-19']);
    const leads = hub.sends(homeCare, 'fast-vardkontakt', 'thu 10:05', contact('Hanna Berg', { coordinator: true }));
    expect(remarked(leads)).toEqual([]);
  });

  it('[G-FVK-06] [G-SIP-10] [G-SIP-11] [G-SIP-27] [L-SIP-01] anybody points out the need; ward and social services do not call', () => {
    const hub = stay();
    for (const unit of [ward, social, homeCare, openCare]) hub.sends(unit, 'sip-initiativ', 'tue 09:00');
    expect(hub.refuses(openCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [] }))).toEqual([
      'missing-field G-SIP-27',
    ]);
    expect(hub.refuses(ward, 'sip-kallelse', 'tue 10:00', call())).toEqual(['sender-role G-SIP-10']);
    expect(hub.refuses(social, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [openCare] }))).toEqual([
      'sender-role G-SIP-10',
    ]);
  });

  it('[G-FVK-13] [G-SIP-10] nobody at short-term housing', () => {
    const hub = new Gavleborg(demoDirectory({ [`units.${homeCare}.type`]: 'korttidsboende' }));
    hub.notice({ planningCategory: 'CD' });
    expect(hub.refuses(homeCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [openCare] }))).toEqual([
      'sender-role G-SIP-10',
    ]);
  });

  it('[G-FVK-09] withdrawn, the call is owed again by the same time', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    hub.sends(openCare, 'sip-kallelse', 'thu 10:00', call({}, { messageId: 'kallelse' }));
    hub.sends(openCare, 'makulering', 'thu 11:00', { content: { messageId: 'kallelse', reason: 'fel tid' } });
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
    expect(sipOf(hub)).toBeUndefined();
  });
});

describe('where no plan is made', () => {
  it.each<[Category, string]>([
    ['B', 'category-without-notice G-CAT-05'],
    ['C', 'category-without-notice G-COL-06'],
  ])('[G-CAT-05] [G-CAT-08] [G-COL-06] [G-SIP-10] [L-SIP-01] in category %s nobody is called', (category, expected) => {
    const hub = stay(category);
    if (category === 'B') {
      expect(hub.refuses(openCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [ward] }))).toEqual([expected]);
      return;
    }
    // Open care has no part in such a stay, and has it for a moment only to show that the category stands in the way.
    hub.episode().facts.parties.push({ role: 'oppenvard', unit: openCare });
    expect(hub.refuses(openCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [social] }))).toEqual([expected]);
  });

  it('[G-COL-06] [G-COL-21] social services alone: neither call nor duty, whatever the colour', () => {
    const hub = stay('C');
    hub.sends(social, 'planeringsunderlag', 'tue 09:00', colour('rod'));
    expect(hub.episode().facts.colour).toBe('rod');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });

  it('[G-COL-07] [G-COL-20] blue advises against a plan, and stops none', () => {
    const hub = stay('BC');
    for (const unit of [openCare, social]) hub.sends(unit, 'planeringsunderlag', 'tue 09:00', colour('bla'));
    const called = hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [social] }));
    expect(remarked(called)).toEqual(['inconsistent G-COL-07']);
  });

  it.each(['LPT', 'LRV'])('[L-SIP-04] under %s a coordinated care plan takes its place', (law) => {
    const hub = stay('CD', { content: { expectedDischarge: '2026-11-27', compulsoryCare: law } });
    expect(hub.refuses(openCare, 'sip-kallelse', 'tue 10:00', call())).toEqual(['contradiction L-SIP-04']);
    expect(hub.refuses(social, 'sip-initiativ', 'tue 10:00')).toEqual(['contradiction L-SIP-04']);
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });

  it.each(['LPT', 'LRV'])(
    '[G-FVK-09] [L-SIP-04] %s that ends opens the way, and when it begins it ends the duty',
    (law) => {
      const told = (compulsoryCare: string, when: string) => (hub: Gavleborg) =>
        hub.sends(ward, 'inskrivningsmeddelande', when, {
          planningCategory: 'CD',
          content: { expectedDischarge: '2026-11-27', compulsoryCare },
        });
      const hub = stay('CD', { content: { expectedDischarge: '2026-11-27', compulsoryCare: law } });
      told('ingen', 'tue 08:00')(hub);
      hub.sends(social, 'sip-initiativ', 'tue 10:00');
      hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
      expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
      told(law, 'thu 12:00')(hub);
      expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
    },
  );

  it('[L-SIP-04] [G-ADM-08] the law is told to nobody without consent', () => {
    const hub = new Gavleborg();
    const content = { expectedDischarge: '2026-11-27', compulsoryCare: 'LPT' };
    const plan = hub.notice({ planningCategory: 'CD', consent: { given: false }, content });
    expect(plan.message.content).not.toHaveProperty('compulsoryCare');
    expect(hub.notice({ planningCategory: 'CD', consent: CONSENT, content }).message.content).toHaveProperty(
      'compulsoryCare',
      'LPT',
    );
  });
});
