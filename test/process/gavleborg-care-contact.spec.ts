import { describe, expect, it } from '@jest/globals';

import { demoDirectory } from '../support/domain.js';
import {
  contact,
  due,
  Gavleborg,
  homeCare,
  housing,
  leaves,
  openCare,
  openCare2,
  reached,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** Who names the fast vårdkontakt, by when, and what happens when nobody does. */

type Category = 'A' | 'B' | 'C' | 'D' | 'BC' | 'CD' | 'E';
const PARTIES: Readonly<Record<Category, readonly string[]>> = {
  A: [],
  B: [openCare],
  C: [social],
  D: [homeCare, openCare],
  BC: [openCare, social],
  CD: [social, homeCare, openCare],
  E: [social, housing, openCare],
};

/** A stay since Monday 08:15, receipted by all at 08:50. */
function stay(category: Category = 'CD', directory = demoDirectory()): Gavleborg {
  const hub = new Gavleborg(directory);
  const content = { admittedAt: '2026-11-23T07:00:00+01:00', expectedDischarge: '2026-11-27', physicianAssessed: true };
  hub.notice({ planningCategory: category, content });
  hub.receipts('mon 08:50', ...PARTIES[category]);
  return hub;
}

describe('when a care contact is asked for', () => {
  it.each(['D', 'BC', 'CD', 'E'] as const)(
    '[G-FVK-01] [G-FVK-02] [G-FVK-14] [G-FVK-23] [G-ACK-15] [G-LAW-04] in category %s open care is, once all have receipted the notice',
    (category) => {
      const hub = new Gavleborg();
      hub.notice({ planningCategory: category });
      const [last = '', ...others] = PARTIES[category];
      hub.receipts('mon 08:40', ...others);
      expect(hub.owed()).toEqual([]);
      hub.receipts('mon 08:50', last);
      expect(hub.owed()).toEqual(['fast-vardkontakt openCare wed 00:00']);
    },
  );

  it.each(['B', 'C'] as const)(
    '[G-FVK-21] in category %s nobody is, neither at the notice nor when ready',
    (category) => {
      const hub = stay(category);
      hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
      const plan = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
      expect(hub.owed().filter((duty) => duty.startsWith('fast-vardkontakt'))).toEqual([]);
      expect(remarked(plan)).not.toContain('incomplete G-FVK-08');
    },
  );

  it.each([
    ['a Monday', '2026-11-23T08:50:00+01:00', '2026-11-24T23:00:00.000Z'],
    ['a Friday', '2026-11-27T23:59:59+01:00', '2026-11-30T23:00:00.000Z'],
    ['a Saturday', '2026-11-28T00:00:00+01:00', '2026-11-30T23:00:00.000Z'],
    ['the day before Christmas Eve', '2026-12-23T15:00:00+01:00', '2026-12-28T23:00:00.000Z'],
    ['the day before Midsummer Eve', '2026-06-18T15:00:00+02:00', '2026-06-22T22:00:00.000Z'],
  ])('[G-FVK-02] receipts on %s give it until the end of the weekday after', (_day, at, until) => {
    expect(due('fast-vardkontakt', at)).toBe(until);
  });

  it('[G-FVK-02] what is named before the last receipt is asked for no more', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'BC' });
    hub.receipts('mon 08:40', openCare);
    hub.sends(openCare, 'fast-vardkontakt', 'mon 08:45');
    hub.receipts('mon 08:50', social);
    expect(hub.owed()).toEqual([]);
  });

  it('[G-FVK-03] one who is named already goes on: being ready asks for no other', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    const plan = hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    expect(plan.answer.deadlines.map(({ kind }) => kind)).not.toContain('fast-vardkontakt-senast');
    expect(hub.episode().facts.careContacts).toMatchObject([{ name: 'Frida Vik', coordinator: true }]);
  });

  it.each([
    ['thu 23:59:59', []],
    ['fri 00:00', ['late G-FVK-20']],
  ])('[G-FVK-07] [L-FVK-01] the last day is that of being ready: at %s', (when, expected) => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
    expect(hub.owed()).toContain('fast-vardkontakt-senast openCare fri 00:00');
    const plan = hub.sends(openCare, 'fast-vardkontakt', when);
    // The reminder of Tuesday was missed either way.
    expect(remarked(plan).filter((one) => one.endsWith('G-FVK-20'))).toEqual(expected);
    expect(hub.owed().filter((duty) => duty.startsWith('fast-vardkontakt'))).toEqual([]);
  });

  it('[G-FVK-07] is owed no more when the patient is not ready after all, and by a new day when ready again', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
    hub.sends(ward, 'utskrivningsklar-aterkallad', 'thu 12:00');
    expect(hub.owed()).not.toContain('fast-vardkontakt-senast openCare fri 00:00');
    hub.sends(ward, 'utskrivningsklar', 'sat 09:30', ready('sat 09:00'));
    expect(hub.owed()).toContain('fast-vardkontakt-senast openCare sun 00:00');
  });

  it('[G-FVK-20] ready without one: open care is reminded and the ward told at midnight, then manager and operations', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
    expect(hub.heard('fast-vardkontakt-senast', 'thu 23:59:59')).toEqual([]);
    expect(hub.heard('fast-vardkontakt-senast', 'fri 01:59:59')).toEqual([
      'paminnelse openCare G-FVK-20',
      'eskalering ward G-FVK-20',
    ]);
    expect(hub.heard('fast-vardkontakt-senast', 'fri 02:00')).toContain('eskalering SE2321000016-VCH03 G-FVK-20');
    expect(hub.heard('fast-vardkontakt-senast', 'fri 23:59:59')).toHaveLength(3);
    expect(hub.heard('fast-vardkontakt-senast', 'sat 00:00')).toContain('eskalering SE2321000016-DRIFT G-FVK-20');
  });

  it('[G-FVK-08] [L-FVK-01] a discharge before anybody is named is remarked upon, in the categories that ask for one', () => {
    for (const category of ['D', 'BC', 'CD', 'E'] as const) {
      const without = stay(category).sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
      expect(remarked(without)).toContain('incomplete G-FVK-08');
      const hub = stay(category);
      hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
      const named = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
      expect(remarked(named)).not.toContain('incomplete G-FVK-08');
    }
  });
});

describe('who names it', () => {
  it('[G-FVK-14] [G-FVK-16] [G-FVK-17] open care or municipal health care; ward and social services do not. The others are told', () => {
    const hub = stay();
    expect(reached(hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00'))).toEqual(['homeCare', 'social', 'ward']);
    expect(reached(hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:05'))).toEqual(['openCare', 'social', 'ward']);
    expect(hub.refuses(social, 'fast-vardkontakt', 'tue 09:10')).toEqual(['sender-role G-FVK-14']);
    expect(hub.refuses(ward, 'fast-vardkontakt', 'tue 09:10')).toEqual(['sender-role G-FVK-14']);
    const elsewhere = stay('E');
    expect(reached(elsewhere.sends(housing, 'fast-vardkontakt', 'tue 09:00'))).toEqual(['openCare', 'social', 'ward']);
  });

  it('[G-FVK-04] [G-FVK-23] the nurse of municipal health care meets what was asked of open care', () => {
    const hub = stay('D');
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare wed 00:00']);
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:00');
    expect(hub.owed()).toEqual([]);
  });

  it('[G-FVK-05] municipal health care enters its own: open care may not name somebody there', () => {
    const hub = stay();
    const there = contact('Hanna Sund', { unit: homeCare });
    expect(hub.refuses(openCare, 'fast-vardkontakt', 'tue 09:00', there)).toEqual(['contradiction G-FVK-05']);
    expect(remarked(hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:00', there))).toEqual([]);
    expect(
      remarked(hub.sends(openCare, 'fast-vardkontakt', 'tue 09:05', contact('Frida Vik', { unit: openCare }))),
    ).toEqual([]);
  });

  it('[G-FVK-13] nobody at short-term housing, whether it says so itself or another unit does', () => {
    const directory = demoDirectory({ [`units.${homeCare}.type`]: 'korttidsboende' });
    const hub = stay('CD', directory);
    expect(hub.refuses(homeCare, 'fast-vardkontakt', 'tue 09:00')).toEqual(['sender-role G-FVK-13']);
    expect(hub.refuses(openCare, 'fast-vardkontakt', 'tue 09:00', contact('Kim Ek', { unit: homeCare }))).toContain(
      'contradiction G-FVK-13',
    );
    expect(remarked(hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00'))).toEqual([]);
  });

  it('[G-FVK-15] specialist care that follows the patient, when the notice named it', () => {
    const hub = new Gavleborg(demoDirectory({ [`units.${openCare2}.type`]: 'specialist' }));
    hub.notice({ recipients: [openCare2] });
    hub.receipts('mon 08:50', openCare2, social);
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare2 wed 00:00']);
    hub.sends(openCare2, 'fast-vardkontakt', 'tue 09:00', contact('Pia Dahl', { title: 'skötare, psykiatrin' }));
    expect(hub.owed()).toEqual([]);
  });

  it.each(['distriktssköterska', 'arbetsterapeut', 'kurator', undefined])(
    '[G-FVK-22] a person of any profession: %s',
    (title) => {
      const plan = stay().sends(
        openCare,
        'fast-vardkontakt',
        'tue 09:00',
        contact('Frida Vik', title ? { title } : {}),
      );
      expect(remarked(plan)).toEqual([]);
    },
  );

  it('[G-FVK-11] a named person: neither a unit nor a function', () => {
    const hub = stay();
    for (const name of ['Distriktssköterskan', 'Gävle Strand hälsocentral', 'Hemsjukvården Gävle', 'Frida']) {
      expect(hub.refuses(openCare, 'fast-vardkontakt', 'tue 09:00', contact(name))).toEqual(['not-a-person G-FVK-11']);
    }
  });
});

describe('who coordinates', () => {
  const coordinators = (hub: Gavleborg) =>
    (hub.episode().facts.careContacts ?? [])
      .filter(({ coordinator, until }) => coordinator && until === undefined)
      .map(({ name }) => name);

  it('[G-FVK-10] [G-FVK-12] [G-PLAN-30] of several exactly one: the first, until another is said to', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    expect(coordinators(hub)).toEqual(['Frida Vik']);
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 10:00', contact('Hanna Sund'));
    expect(coordinators(hub)).toEqual(['Frida Vik']);
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 11:00', contact('Hanna Sund', { coordinator: true }));
    expect(coordinators(hub)).toEqual(['Hanna Sund']);
  });

  it('[G-FVK-12] ends without another: it is remarked upon', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 10:00', contact('Hanna Sund'));
    const ended = hub.sends(openCare, 'fast-vardkontakt', 'wed 09:00', contact('Frida Vik', { ended: true }));
    expect(remarked(ended)).toEqual(['no-coordinator G-FVK-12']);
  });

  it('[G-FVK-18] [G-FVK-24] another person of the unit takes over, and both stand there with the time of the change', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    const change = hub.sends(openCare, 'fast-vardkontakt', 'wed 09:00', contact('Erik Lind'));
    expect(reached(change)).toEqual(['homeCare', 'social', 'ward']);
    expect(hub.episode().facts.careContacts).toMatchObject([
      { name: 'Frida Vik', from: '2026-11-24T08:00:00.000Z', until: '2026-11-25T08:00:00.000Z' },
      { name: 'Erik Lind', from: '2026-11-25T08:00:00.000Z', coordinator: true },
    ]);
  });

  it('a contact that only ends meets nothing that is owed', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00', contact('Frida Vik', { ended: true }));
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare wed 00:00']);
  });
});
