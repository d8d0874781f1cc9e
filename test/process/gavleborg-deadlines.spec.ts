import { describe, expect, it } from '@jest/globals';
import { dutiesAfterHandling } from '#domain/deadline/deadline-handover.js';
import type { MessageKind } from '#domain/message.js';

import { message, noticeWith } from '../support/domain.js';
import {
  at,
  contact,
  Gavleborg,
  homeCare,
  leaves,
  openCare,
  openCare2,
  ready,
  social,
  ward,
  ward14,
} from './gavleborg.js';

/** What each deadline is counted from, after what nobody owes it any more, and who hears of it when it has passed. */

/** A stay of category CD since Monday 08:15, receipted by all. */
function stay(): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory: 'CD' });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  return hub;
}

/** The patient was ready on Thursday at 09:00, which the ward tells at 09:30. */
function readyOnThursday(): Gavleborg {
  const hub = stay();
  hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
  return hub;
}

function goneOnThursday(): Gavleborg {
  const hub = readyOnThursday();
  hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
  return hub;
}

/** Admitted without a day on which the patient may leave. */
function withoutDate(): Gavleborg {
  const hub = new Gavleborg();
  const { content } = noticeWith({ expectedDischarge: undefined });
  hub.notice({ planningCategory: 'CD', content });
  return hub;
}

/** Social services have asked home health care for a written assessment. */
function selfCareAsked(): Gavleborg {
  const hub = stay();
  const content = { phase: 'begaran', measure: 'ögondroppar' };
  hub.sends(social, 'egenvardsbedomning', 'tue 10:00', { recipients: [homeCare], content });
  hub.receipts('tue 10:30', homeCare);
  return hub;
}

/** Rule, name, what makes it owed. */
const OWED = {
  'beraknad-utskrivning': ['G-ADM-33', withoutDate],
  utskrivningsmeddelande: ['G-DIS-07', readyOnThursday],
  'fast-vardkontakt': ['G-FVK-02', stay],
  'fast-vardkontakt-senast': ['G-FVK-07', readyOnThursday],
  informationsoverforing: ['G-XFER-01', readyOnThursday],
  slutanteckningar: ['G-XFER-06', goneOnThursday],
  egenvardsbedomning: ['G-SELF-19', selfCareAsked],
} as const;
type Name = keyof typeof OWED;

/** After what it is over; the ward tells it on Friday. */
const OVER: Readonly<Record<Name, readonly MessageKind[]>> = {
  'beraknad-utskrivning': ['utskrivningsmeddelande', 'avbryt-vardtillfalle', 'avliden'],
  utskrivningsmeddelande: ['utskrivningsmeddelande', 'utskrivningsklar-aterkallad', 'avbryt-vardtillfalle', 'avliden'],
  'fast-vardkontakt': ['utskrivningsmeddelande', 'avbryt-vardtillfalle', 'avliden'],
  'fast-vardkontakt-senast': ['utskrivningsklar-aterkallad', 'avbryt-vardtillfalle', 'avliden'],
  informationsoverforing: ['slutanteckningar', 'utskrivningsklar-aterkallad', 'avbryt-vardtillfalle', 'avliden'],
  slutanteckningar: ['slutanteckningar', 'utskrivning-aterkallad', 'avliden'],
  egenvardsbedomning: ['avbryt-vardtillfalle', 'avliden'],
};

const owes = (hub: Gavleborg, name: string): boolean => hub.owed().some((duty) => duty.startsWith(`${name} `));

const ENDINGS = Object.entries(OWED).flatMap(([name, [rule, begun]]) =>
  OVER[name as Name].map((kind) => [rule, name, kind, begun] as const),
);

describe('a deadline is over', () => {
  it.each(ENDINGS)('[%s] %s after %s', (_rule, name, kind, begun) => {
    const hub = begun();
    expect(owes(hub, name)).toBe(true);
    hub.sends(ward, kind, 'fri 09:00');
    expect(owes(hub, name)).toBe(false);
  });

  it('[G-XFER-01] [G-FVK-07] [G-FVK-20] [G-SELF-19] the discharge ends none that goes on after it', () => {
    const hub = goneOnThursday();
    expect(['informationsoverforing', 'fast-vardkontakt-senast'].map((name) => owes(hub, name))).toEqual([true, true]);
    const asked = selfCareAsked();
    asked.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(owes(asked, 'egenvardsbedomning')).toBe(true);
  });

  it('[G-FVK-09] the call to a plan when the category has none any more, although open care still has a part', () => {
    const hub = readyOnThursday();
    expect(owes(hub, 'sip-kallelse')).toBe(true);
    const { content } = noticeWith({ physicianAssessed: true });
    hub.notice({ planningCategory: 'B', content }, 'thu 12:00');
    expect(hub.episode().facts.parties.map(({ unit }) => unit)).toEqual([openCare]);
    expect(owes(hub, 'sip-kallelse')).toBe(false);
  });

  it('[G-SELF-19] a further request of social services is no answer to the first', () => {
    const hub = selfCareAsked();
    const [answer] = hub.owed().filter((duty) => duty.startsWith('egenvardsbedomning'));
    expect(answer).toBe('egenvardsbedomning homeCare 2026-12-02 00:00');
    hub.sends(homeCare, 'egenvardsbedomning', 'tue 11:00', {
      recipients: [social],
      content: { phase: 'bedomning', measure: 'ögondroppar', assessment: 'Klarar det', responsibleParty: 'patient' },
    });
    expect(owes(hub, 'egenvardsbedomning')).toBe(false);
  });
});

describe('a deadline is counted', () => {
  it.each([
    ['G-DIS-07', 'utskrivningsmeddelande ward'],
    ['G-FVK-07', 'fast-vardkontakt-senast openCare'],
    ['G-XFER-01', 'informationsoverforing ward'],
  ])('[%s] from the day on which the patient was ready, not from the notice of it: %s', (_rule, duty) => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'thu 00:10', ready('wed 23:00'));
    expect(hub.owed()).toContain(`${duty} thu 00:00`);
  });

  it('[G-XFER-06] from the discharge, not from the notice of it: slutanteckningar', () => {
    const hub = readyOnThursday();
    hub.sends(ward, 'utskrivningsmeddelande', 'fri 00:10', leaves('thu 23:00'));
    expect(hub.owed()).toContain('slutanteckningar ward fri 00:00');
  });

  it.each([
    ['G-DIS-07', 'utskrivningsmeddelande ward'],
    ['G-FVK-07', 'fast-vardkontakt-senast openCare'],
    ['G-XFER-01', 'informationsoverforing ward'],
  ])('[%s] anew when the ward tells of another day on which the patient was ready: %s', (_rule, duty) => {
    const hub = readyOnThursday();
    hub.sends(ward, 'utskrivningsklar', 'fri 10:00', ready('fri 09:00'));
    expect(hub.owed().filter((one) => one.startsWith(duty))).toEqual([`${duty} sat 00:00`]);
  });

  it('[G-XFER-06] anew when the ward tells of another discharge: slutanteckningar', () => {
    const hub = goneOnThursday();
    hub.sends(ward, 'utskrivning-aterkallad', 'thu 12:00');
    hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:00', leaves('fri 11:00'));
    expect(hub.owed()).toContain('slutanteckningar ward sat 00:00');
  });
});

describe('who names the fast vårdkontakt', () => {
  const DUTIES = [
    ['G-FVK-02', 'fast-vardkontakt', (hub: Gavleborg) => hub.receipts('mon 08:50', openCare, social, homeCare)],
    [
      'G-FVK-07',
      'fast-vardkontakt-senast',
      (hub: Gavleborg) => hub.sends(ward, 'utskrivningsklar', 'mon 09:30', ready('mon 09:00')),
    ],
  ] as const;

  it.each(DUTIES)('[%s] nobody has to where somebody coordinates already: %s', (_rule, name, begin) => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    hub.sends(openCare, 'fast-vardkontakt', 'mon 08:30', contact('Frida Vik'));
    begin(hub);
    expect(owes(hub, name)).toBe(false);
  });

  it.each(
    DUTIES.flatMap(([rule, name, begin]) =>
      (['D', 'BC', 'CD', 'E'] as const).map((category) => [rule, name, category, begin] as const),
    ),
  )('[%s] somebody has to otherwise: %s in category %s', (_rule, name, category, begin) => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: category });
    hub.receipts('mon 08:40', ...hub.episode().facts.parties.map(({ unit }) => unit));
    begin(hub);
    expect(owes(hub, name)).toBe(true);
  });

  it.each(
    DUTIES.flatMap(([rule, name, begin]) =>
      (['B', 'C'] as const).map((category) => [rule, name, category, begin] as const),
    ),
  )('[%s] nobody has to name one: %s in category %s', (_rule, name, category, begin) => {
    const hub = new Gavleborg();
    const { content } = noticeWith({ physicianAssessed: true });
    hub.notice({ planningCategory: category, content });
    hub.receipts('mon 08:40', ...hub.episode().facts.parties.map(({ unit }) => unit));
    begin(hub);
    expect(owes(hub, name)).toBe(false);
  });

  it('[G-FVK-02] [G-FVK-14] that one ends before the last receipt has come names nobody', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    hub.sends(openCare, 'fast-vardkontakt', 'mon 08:35', contact('Frida Vik', { ended: true }));
    hub.receipts('mon 08:50', openCare, social, homeCare);
    expect(owes(hub, 'fast-vardkontakt')).toBe(true);
  });

  it.each(DUTIES)('[%s] it is not enough that one ends: %s', (_rule, name, begin) => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    begin(hub);
    hub.sends(openCare, 'fast-vardkontakt', 'mon 10:00', contact('Frida Vik', { ended: true }));
    expect(owes(hub, name)).toBe(true);
    hub.sends(openCare, 'fast-vardkontakt', 'mon 10:05', contact('Frida Vik', { ended: false }));
    expect(owes(hub, name)).toBe(false);
  });
});

describe('who hears of it', () => {
  it.each([
    ['G-FVK-02', 'fast-vardkontakt', stay, 'wed 00:00', ['paminnelse openCare G-FVK-02']],
    ['G-DIS-07', 'utskrivningsmeddelande', readyOnThursday, 'fri 00:00', ['paminnelse ward G-ADM-33']],
    ['G-ADM-33', 'beraknad-utskrivning', withoutDate, 'tue 07:00', ['paminnelse ward G-ADM-33']],
    ['G-XFER-01', 'informationsoverforing', readyOnThursday, 'fri 00:00', ['paminnelse ward G-XFER-01']],
    ['G-XFER-06', 'slutanteckningar', goneOnThursday, 'fri 00:00', ['paminnelse ward G-XFER-01']],
    [
      'G-FVK-20',
      'fast-vardkontakt-senast',
      readyOnThursday,
      'fri 00:00',
      ['paminnelse openCare G-FVK-20', 'eskalering ward G-FVK-20'],
    ],
    [
      'G-SELF-19',
      'egenvardsbedomning',
      selfCareAsked,
      '2026-12-02T00:00:00+01:00',
      ['paminnelse homeCare G-SELF-19', 'eskalering social G-SELF-19'],
    ],
  ] as const)('[%s] %s when it is due, and not a second before', (_rule, name, begun, when, expected) => {
    const hub = begun();
    const before = new Date(Date.parse(at(when)) - 1000).toISOString();
    expect(hub.heard(name, before)).toEqual([]);
    expect(hub.heard(name, when)).toEqual(expected);
  });

  const waiting = (hub: Gavleborg, name: string) =>
    hub.deadlines.filter(({ kind, state }) => kind === name && state === 'open').map(({ informs }) => informs);

  it.each([
    ['G-XFER-01', 'informationsoverforing'],
    ['G-DIS-07', 'utskrivningsmeddelande'],
  ] as const)('[%s] %s is owed and waited for by the ward to which the patient moves', (_rule, name) => {
    const hub = readyOnThursday();
    hub.sends(ward, 'avdelningsbyte', 'thu 10:00');
    expect([hub.owed().filter((duty) => duty.startsWith(name)), waiting(hub, name)]).toEqual([
      [`${name} ward14 fri 00:00`],
      [ward14],
    ]);
  });

  it('[G-FVK-02] who has the patient when the last receipt comes waits for the care contact', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    hub.sends(ward, 'avdelningsbyte', 'mon 08:30');
    hub.receipts('mon 08:50', openCare, social, homeCare);
    expect(waiting(hub, 'fast-vardkontakt')).toEqual([ward14]);
  });

  it('[G-FVK-07] the ward waits for it also when one health centre hands the stay on to another', () => {
    const hub = readyOnThursday();
    const known = hub.known(message('utskrivningsklar'));
    const { facts } = hub.episode();
    const parties = facts.parties.map((party) => (party.unit === openCare ? { ...party, unit: openCare2 } : party));
    const moved = { known, facts: { ...facts, parties }, ground: hub, by: openCare, at: new Date(at('thu 10:00')) };
    const { started } = dutiesAfterHandling(moved);
    const its = started.filter(({ kind }) => kind === 'fast-vardkontakt-senast');
    expect(its.map(({ responsible, informs }) => [responsible, informs])).toEqual([[openCare2, ward]]);
  });
});
