import { describe, expect, it } from '@jest/globals';

import {
  at,
  colour,
  CONSENT,
  contact,
  Gavleborg,
  homeCare,
  housing,
  housing2,
  leaves,
  openCare,
  patient,
  reached,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** One week for each planning category, day by day, as `config/profiles/gavleborg.yaml` has it. */
describe('category A: nothing after the stay', () => {
  it('[G-CAT-02] [G-CAT-03] [G-ADM-30] [G-RDY-10] nobody is told anything and nothing is owed', () => {
    // Given a patient who needs nothing afterwards
    const hub = new Gavleborg();
    const nothing = { patient: patient(), planningCategory: 'A' as const, consent: CONSENT };
    // Monday: no notice. Thursday: no ready notice. No stay has begun, so that there is no discharge to tell either.
    expect(hub.refuses(ward, 'inskrivningsmeddelande', 'mon 08:15', nothing)).toEqual([
      'category-without-notice G-CAT-03',
    ]);
    expect(hub.refuses(ward, 'utskrivningsklar', 'thu 09:30', nothing)).toEqual(['category-without-notice G-RDY-10']);
    expect(hub.refuses(ward, 'utskrivningsmeddelande', 'thu 11:00', nothing)).toEqual(['unknown-episode']);
    expect([hub.episodes.size, hub.deliveries, hub.owed()]).toEqual([0, [], []]);
  });
});

describe('category B: open care alone', () => {
  it('[G-CAT-04] [G-CAT-05] [G-CAT-06] [G-FVK-21] the health centre is told when a physician saw the need', () => {
    const hub = new Gavleborg();
    // Monday: a notice without the judgement is refused, with it the health centre gets it by 09:00.
    expect(hub.refuses(ward, 'inskrivningsmeddelande', 'mon 08:10', { planningCategory: 'B' })).toEqual([
      'category-without-notice G-CAT-04',
    ]);
    const judged = {
      planningCategory: 'B' as const,
      content: { admittedAt: at('mon 07:00'), physicianAssessed: true },
    };
    expect(reached(hub.notice(judged))).toEqual(['openCare']);
    expect(hub.unreceipted()).toEqual(['openCare mon 09:00']);
    hub.receipts('mon 08:50', openCare);
    // No care contact is asked for; the expected date is, since the notice had none.
    expect(hub.owed()).toEqual(['beraknad-utskrivning ward tue 07:00']);
    // Tuesday 06:30: the date. Thursday: ready, handed over, home.
    const dated = { planningCategory: 'B' as const, content: { expectedDischarge: '2026-11-26' } };
    hub.sends(ward, 'inskrivningsmeddelande', 'tue 06:30', dated);
    hub.receipts('tue 08:00', openCare);
    expect(reached(hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30')))).toEqual(['openCare']);
    expect(hub.owed()).toEqual(['utskrivningsmeddelande ward fri 00:00', 'informationsoverforing ward fri 00:00']);
    hub.sends(ward, 'slutanteckningar', 'thu 10:00');
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect([hub.state, hub.owed()]).toEqual(['utskriven', []]);
  });
});

describe('category C: social services alone', () => {
  it('[G-CAT-07] [G-CAT-08] [G-FVK-21] [G-COL-19] social services plan alone and need no care contact', () => {
    // Given a notice on Monday: to social services and to nobody else
    const hub = new Gavleborg();
    expect(reached(hub.notice({ planningCategory: 'C' }))).toEqual(['social']);
    hub.receipts('mon 08:55', social);
    expect(hub.owed()).toEqual([]);
    // Tuesday: blue is their colour, and that of the stay, once they have answered.
    expect(remarked(hub.sends(social, 'planeringsunderlag', 'tue 10:00', colour('bla')))).toEqual([]);
    expect(hub.episode().facts.colour).toBe('bla');
    // Open care has no part in it.
    expect(hub.refuses(openCare, 'planeringsunderlag', 'tue 10:05', colour('gron'))).toEqual(['unknown-episode']);
    // Wednesday: ready after noon, handed over the same evening. Thursday morning: home, a day late.
    expect(reached(hub.sends(ward, 'utskrivningsklar', 'wed 14:00', ready('wed 14:00')))).toEqual(['social']);
    expect(hub.unreceipted()).toEqual(['social thu 09:00']);
    hub.sends(ward, 'slutanteckningar', 'wed 18:00');
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 10:00', leaves('thu 10:30'));
    expect(remarked(home)).toEqual(['late G-DIS-07', 'incomplete G-DIS-14']);
    expect([reached(home), home.message.servicesFrom, hub.owed()]).toEqual([['social'], '2026-11-26', []]);
  });
});

describe('category D: home health care', () => {
  it('[G-CAT-09] [G-CAT-10] [G-CAT-17] [G-FVK-04] [G-PLAN-06] from the notice to the discharge with nothing missing', () => {
    // Given a notice on Monday 08:15: to home health care, and to open care because the physician is there
    const hub = new Gavleborg();
    expect(reached(hub.notice({ planningCategory: 'D' }))).toEqual(['homeCare', 'openCare']);
    expect(hub.unreceipted()).toEqual(['homeCare mon 09:00', 'openCare mon 09:00']);
    // The ward answers its questions at once; the others have none before all have receipted.
    hub.sends(ward, 'planeringsunderlag', 'mon 08:20', colour('gron'));
    hub.receipts('mon 08:40', openCare);
    expect(hub.refuses(openCare, 'planeringsunderlag', 'mon 08:45', colour('gul'))).toEqual(['not-yet G-ACK-07']);
    // What home health care knows reaches the ward before that.
    expect(reached(hub.sends(homeCare, 'vardbegaran', 'mon 08:50'))).toEqual(['ward']);
    hub.receipts('mon 08:55', homeCare);
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare wed 00:00']);
    // Tuesday: the nurse of home health care is the contact already; all answer, and the stay is yellow.
    const named = hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:00', contact('Hanna Sund'));
    expect([reached(named), hub.owed()]).toEqual([['openCare', 'ward'], []]);
    hub.sends(openCare, 'planeringsunderlag', 'tue 10:00', colour('gul'));
    expect(hub.episode().facts.colour).toBeUndefined();
    hub.sends(homeCare, 'planeringsunderlag', 'tue 10:05', colour('gron'));
    expect(hub.episode().facts.colour).toBe('gul');
    // Wednesday: everybody writes for the patient.
    for (const unit of [ward, openCare, homeCare]) hub.sends(unit, 'patientinformation', 'wed 10:00');
    // Thursday: ready, receipted by 13:00, handed over, home before noon.
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.unreceipted()).toEqual(['homeCare thu 13:00', 'openCare thu 13:00']);
    hub.receipts('thu 10:00', openCare, homeCare);
    hub.sends(ward, 'slutanteckningar', 'thu 10:30');
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:30', leaves('thu 11:45'));
    expect([remarked(home), home.message.servicesFrom]).toEqual([[], '2026-11-26']);
    // What is left is the call to the plan meeting, which the contact in home health care makes.
    expect(hub.owed()).toEqual(['sip-kallelse homeCare 2026-11-30 00:00']);
    expect([hub.state, hub.unreceipted()]).toEqual(['utskriven', []]);
  });
});

describe('category BC: open care and social services', () => {
  it('[G-CAT-11] [G-CAT-12] [G-FVK-07] [G-FVK-20] nobody names a care contact: the patient leaves all the same', () => {
    const hub = new Gavleborg();
    expect(reached(hub.notice({ planningCategory: 'BC' }))).toEqual(['openCare', 'social']);
    hub.receipts('mon 08:30', openCare, social);
    // Wednesday 00:00: open care is reminded of the contact.
    expect(hub.heard('fast-vardkontakt', 'wed 00:00')).toEqual(['paminnelse openCare G-FVK-02']);
    // Thursday: ready; now there is a last day for it.
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
    expect(hub.owed()).toContain('fast-vardkontakt-senast openCare fri 00:00');
    // Discharged before noon: told what is missing, stopped by nothing. The contact is still owed.
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(home)).toEqual(['incomplete G-DIS-14', 'incomplete G-DIS-14', 'incomplete G-FVK-08']);
    expect(hub.owed()).toContain('fast-vardkontakt-senast openCare fri 00:00');
    // At midnight open care is reminded and the ward hears of it; on Friday one is named, late.
    expect(hub.heard('fast-vardkontakt-senast', 'fri 00:00')).toEqual([
      'paminnelse openCare G-FVK-20',
      'eskalering ward G-FVK-20',
    ]);
    expect(remarked(hub.sends(openCare, 'fast-vardkontakt', 'fri 08:00'))).toEqual(['late G-FVK-20']);
    hub.sends(ward, 'slutanteckningar', 'fri 09:00');
    expect(hub.owed()).toEqual(['sip-kallelse openCare 2026-11-30 00:00']);
  });
});

describe('category CD: social services and home health care', () => {
  it('[G-CAT-13] [G-CAT-14] [G-RDY-07] [G-XFER-06] [G-ACK-04] ready on a Saturday, home on the same day', () => {
    const hub = new Gavleborg();
    const all = ['homeCare', 'openCare', 'social'];
    // Friday 15:00: to all three, to be receipted on Saturday at nine.
    const notice = { content: { admittedAt: at('fri 14:00'), expectedDischarge: '2026-11-28' } };
    expect(reached(hub.notice({ planningCategory: 'CD', ...notice }, 'fri 15:00'))).toEqual(all);
    expect(hub.unreceipted()).toEqual(all.map((unit) => `${unit} sat 09:00`));
    hub.receipts('sat 08:45', openCare, social, homeCare);
    // As soon as possible is by the end of Monday; but the patient is ready already.
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare 2026-12-01 00:00']);
    hub.sends(ward, 'utskrivningsklar', 'sat 10:00', ready('sat 09:50'));
    expect(hub.owed()).toContain('fast-vardkontakt-senast openCare sun 00:00');
    expect(hub.unreceipted()).toEqual(all.map((unit) => `${unit} sat 13:00`));
    hub.sends(openCare, 'fast-vardkontakt', 'sat 10:30');
    hub.sends(ward, 'utskrivningsmeddelande', 'sat 11:00', leaves('sat 11:15'));
    // The final notes are due by the end of this Saturday.
    const call = 'sip-kallelse openCare 2026-12-02 00:00';
    expect(hub.owed()).toEqual(['informationsoverforing ward sun 00:00', call, 'slutanteckningar ward sun 00:00']);
    expect(reached(hub.sends(ward, 'slutanteckningar', 'sat 15:00'))).toEqual(all);
    expect(hub.owed()).toEqual([call]);
  });
});

describe('category E: special housing', () => {
  it('[G-CAT-15] [G-CAT-16] [G-ADM-14] [G-ADM-19] [G-FVK-16] the very housing plans, through a changed date and a setback', () => {
    const hub = new Gavleborg();
    // Monday: to the housing where the patient lives, to social services and open care.
    const where = { planningCategory: 'E' as const, recipients: [housing2] };
    expect(reached(hub.notice(where))).toEqual(['housing2', 'openCare', 'social']);
    hub.receipts('mon 08:50', housing2, openCare, social);
    hub.sends(housing2, 'fast-vardkontakt', 'mon 13:00', contact('Siv Berg', { unit: housing2 }));
    expect(hub.refuses(housing, 'fast-vardkontakt', 'mon 13:05')).toEqual(['unknown-episode']);
    // Tuesday: another date, receipted by all, and no new questions.
    const later = { planningCategory: 'E' as const, content: { expectedDischarge: '2026-11-28' } };
    expect(hub.sends(ward, 'inskrivningsmeddelande', 'tue 10:00', later).message.notice).toBe('changed-date');
    expect(hub.unreceipted()).toEqual(['housing2 tue 13:00', 'openCare tue 13:00', 'social tue 13:00']);
    expect(hub.owed()).toEqual([]);
    // Thursday: ready, and worse again in the afternoon. Nothing is owed any more.
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    const call = 'sip-kallelse housing2 2026-11-30 00:00';
    expect(hub.owed()).toEqual([
      'utskrivningsmeddelande ward fri 00:00',
      'informationsoverforing ward fri 00:00',
      call,
    ]);
    hub.sends(ward, 'utskrivningsklar-aterkallad', 'thu 15:00');
    expect([hub.state, hub.owed()]).toEqual(['inskriven', []]);
    // Friday: ready once more, with a new last day.
    hub.sends(ward, 'utskrivningsklar', 'fri 09:30', ready('fri 09:30'));
    const nextCall = 'sip-kallelse housing2 2026-12-01 00:00';
    expect(hub.owed()).toEqual([
      'utskrivningsmeddelande ward sat 00:00',
      'informationsoverforing ward sat 00:00',
      nextCall,
    ]);
    hub.sends(ward, 'slutanteckningar', 'fri 10:00');
    hub.sends(ward, 'utskrivningsmeddelande', 'fri 13:00', leaves('fri 13:30'));
    expect([hub.state, hub.owed()]).toEqual(['utskriven', [nextCall]]);
  });
});
