import { describe, expect, it } from '@jest/globals';
import { checkMessage } from '#domain/message-check.js';

import { TOLVAN } from '../support/domain.js';
import {
  at,
  colour,
  CONSENT,
  Gavleborg,
  homeCare,
  housing,
  leaves,
  NO_CONSENT,
  openCare,
  openCare2,
  reached,
  ready,
  remarked,
  social,
  ward,
  ward14,
} from './gavleborg.js';

/** Receipts, planning answers, colours, dialogue and care requests in Gävleborg. */

/** A stay of category CD since Monday 08:15, receipted by all before nine. */
function planned(): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory: 'CD' });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  return hub;
}

const EVERYBODY = [ward, openCare, social, homeCare];

describe('the arrival talk', () => {
  const talk = { heldAt: '2026-11-23T07:40:00+01:00', by: { name: 'Sara Syster' }, participants: 'Patienten, dottern' };
  const admittedAt = '2026-11-23T07:00:00+01:00';
  const content = (arrivalTalk?: object) => ({
    content: { admittedAt, expectedDischarge: '2026-11-27', ...(arrivalTalk && { arrivalTalk }) },
  });

  it('[G-ADM-21] is missing: the first notice is remarked upon and delivered; a later one need not repeat it', () => {
    const hub = new Gavleborg();
    const first = hub.notice(content());
    expect([remarked(first), reached(first)]).toEqual([['incomplete G-ADM-21'], ['openCare', 'social']]);
    expect(remarked(hub.notice(content(), 'mon 10:00'))).not.toContain('incomplete G-ADM-21');
  });

  it.each([
    ['08:15:00', []],
    ['08:15:01', ['out-of-order G-ADM-21']],
  ])('[G-ADM-21] comes before the notice of 08:15:00: held at %s', (time, expected) => {
    const held = content({ ...talk, heldAt: `2026-11-23T${time}+01:00` });
    expect(remarked(new Gavleborg().notice(held))).toEqual(expected);
  });

  it('[G-ADM-22] [G-ADM-23] [G-ADM-24] [G-PLAN-07] [G-PLAN-31] tells in fields of its own who took part and what it showed', () => {
    const whole = { ...talk, notes: 'Behöver hemtjänst, hem på fredag' };
    expect(new Gavleborg().notice(content(whole)).message.content['arrivalTalk']).toEqual(whole);
  });
});

describe('a receipt that is not given', () => {
  const REASON = { content: { reason: 'Driftstopp i journalen' } };

  it('[G-ACK-09] [G-ACK-16] [G-RDY-09] is explained to the ward, by the party itself', () => {
    const hub = planned();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    for (const unit of [openCare, social, homeCare]) {
      expect(reached(hub.sends(unit, 'orsak-utebliven-kvittens', 'thu 12:55', REASON))).toEqual(['ward']);
    }
    expect(hub.refuses(ward, 'orsak-utebliven-kvittens', 'thu 12:56', REASON)).toEqual(['sender-role G-ACK-09']);
  });

  it('[G-ACK-10] [G-RDY-09] leads to talk between ward and open care, in both directions', () => {
    const hub = planned();
    hub.sends(openCare, 'orsak-utebliven-kvittens', 'mon 12:00', REASON);
    const asked = hub.sends(ward, 'generellt-meddelande', 'mon 12:10', { recipients: [openCare] });
    expect(reached(asked)).toEqual(['openCare']);
    expect(reached(hub.sends(openCare, 'generellt-meddelande', 'mon 12:20', { recipients: [ward] }))).toEqual(['ward']);
  });

  it('[G-ACK-11] [G-RDY-09] [G-RDY-16] keeps nobody in hospital, and is owed until it is given', () => {
    const hub = new Gavleborg();
    hub.notice();
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    hub.sends(openCare, 'orsak-utebliven-kvittens', 'thu 09:40', REASON);
    expect(hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00')).episode.facts.state).toBe(
      'utskriven',
    );
    expect(hub.unreceipted()).toEqual([
      'openCare mon 09:00',
      'openCare thu 13:00',
      'social mon 09:00',
      'social thu 13:00',
    ]);
    // What else is open stands with the stay, for every party to see.
    expect(hub.owed()).toContain('fast-vardkontakt-senast openCare fri 00:00');
  });

  it('[G-ACK-17] is not asked for by anything but notices', () => {
    const hub = planned();
    hub.sends(ward, 'planeringsunderlag', 'mon 10:00');
    hub.sends(ward, 'adl-status', 'mon 10:00');
    hub.sends(homeCare, 'vardbegaran', 'mon 10:00');
    hub.sends(openCare, 'fast-vardkontakt', 'mon 10:00');
    for (const unit of EVERYBODY) hub.sends(unit, 'patientinformation', 'mon 10:00');
    expect(hub.unreceipted()).toEqual([]);
    hub.notice({ planningCategory: 'CD', content: { expectedDischarge: '2026-11-29' } }, 'mon 10:05');
    expect(hub.unreceipted()).toEqual(['homeCare mon 13:00', 'openCare mon 13:00', 'social mon 13:00']);
  });
});

describe('planning answers', () => {
  it('[G-ADM-17] [G-PLAN-09] come from the ward at the admission, before anybody has receipted', () => {
    const hub = new Gavleborg();
    hub.notice();
    expect(reached(hub.sends(ward, 'planeringsunderlag', 'mon 08:16', colour('gron')))).toEqual(['openCare', 'social']);
  });

  it('[G-ACK-06] [G-ACK-07] [G-PLAN-09] [G-PLAN-10] come from the parties once the last of them has receipted the first notice', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    hub.receipts('mon 08:40', openCare, social);
    for (const unit of [openCare, social, homeCare]) {
      expect(hub.refuses(unit, 'planeringsunderlag', 'mon 08:45')).toEqual(['not-yet G-ACK-07']);
    }
    hub.receipts('mon 08:59', homeCare);
    for (const unit of [openCare, social, homeCare]) {
      const own = { content: { answers: [{ question: `Insatser från ${unit}?`, answer: 'Som förut' }] } };
      const plan = hub.sends(unit, 'planeringsunderlag', 'mon 09:00', own);
      expect(plan.message.content).toEqual(own.content);
      expect(reached(plan)).toHaveLength(3);
    }
  });

  it('[G-ACK-08] [G-ADM-18] a changed date shuts nobody’s questions and opens none', () => {
    const hub = planned();
    hub.notice({ planningCategory: 'CD', content: { expectedDischarge: '2026-11-29' } }, 'tue 08:00');
    expect(hub.unreceipted()).toHaveLength(3);
    expect(reached(hub.sends(social, 'planeringsunderlag', 'tue 08:01'))).toHaveLength(3);
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare wed 00:00']);
  });

  it('[G-ADM-27] [G-PLAN-03] reach the parties of the stay and the ward, and nobody else', () => {
    const hub = new Gavleborg();
    hub.notice();
    hub.receipts('mon 08:50', openCare, social);
    expect(reached(hub.sends(social, 'planeringsunderlag', 'mon 09:30'))).toEqual(['openCare', 'ward']);
    for (const stranger of [homeCare, housing, openCare2]) {
      expect(hub.refuses(stranger, 'planeringsunderlag', 'mon 09:35')).toEqual(['unknown-episode']);
    }
  });

  it('[G-CON-04] [G-PLAN-05] are kept back without consent, and so is the colour', () => {
    for (const [kind, unit] of [
      ['planeringsunderlag', social],
      ['generellt-meddelande', openCare],
      ['adl-status', ward],
    ] as const) {
      const hub = new Gavleborg();
      hub.notice({ consent: NO_CONSENT });
      hub.receipts('mon 08:50', openCare, social);
      const plan = hub.sends(unit, kind, 'mon 09:30');
      expect([reached(plan), remarked(plan), plan.message.content]).toEqual([[], ['consent-missing G-CON-04'], {}]);
      expect(hub.episode().facts.colours).toBeUndefined();
      expect(reached(hub.sends(unit, kind, 'mon 09:40', { consent: CONSENT }))).toHaveLength(2);
    }
  });
});

describe('colour tracks', () => {
  it('[G-COL-01] [G-COL-03] [G-PLAN-11] each party has the colour that it answered last', () => {
    const hub = planned();
    hub.sends(social, 'planeringsunderlag', 'mon 10:00', colour('gron'));
    hub.sends(homeCare, 'planeringsunderlag', 'mon 10:05', colour('gron'));
    hub.sends(social, 'planeringsunderlag', 'wed 10:00', colour('rod'));
    expect(hub.episode().facts.colours).toEqual({ socialtjanst: 'rod', hemsjukvard: 'gron' });
  });

  it('[G-COL-02] is blue, green, yellow or red; anything else is refused', () => {
    const head = { messageId: 'm', sender: ward, sentAt: '2026-11-23T10:00:00+01:00', episodeId: 'V1' };
    const answers = [{ question: 'Insatser?', answer: 'Nej' }];
    const check = (track: string) =>
      checkMessage({ ...head, kind: 'planeringsunderlag', content: { answers, colour: track } });
    for (const track of ['bla', 'gron', 'gul', 'rod']) expect(check(track).ok).toBe(true);
    for (const track of ['svart', 'orange', 'Röd']) expect(check(track).ok).toBe(false);
  });

  it.each([
    [['gron', 'gul', 'gron'], 'gul'],
    [['gron', 'gul', 'rod'], 'rod'],
    [['gron', 'gron', 'gron'], 'gron'],
    [['gron', 'bla', 'gron'], 'gron'],
  ] as const)('[G-COL-04] [G-COL-16] of %j the stay has the most urgent, %s', (tracks, overall) => {
    const hub = planned();
    [openCare, social, homeCare].forEach((unit, index) => {
      hub.sends(unit, 'planeringsunderlag', `mon 1${String(index)}:00`, colour(tracks[index] ?? 'bla'));
    });
    expect(hub.episode().facts.colour).toBe(overall);
  });

  it('[G-COL-17] the stay has none as long as a party has not answered', () => {
    const hub = planned();
    for (const unit of [ward, openCare, social]) hub.sends(unit, 'planeringsunderlag', 'mon 10:00', colour('rod'));
    expect(hub.episode().facts.colour).toBeUndefined();
    hub.sends(homeCare, 'planeringsunderlag', 'mon 11:00', colour('gron'));
    expect(hub.episode().facts.colour).toBe('rod');
  });

  it('[G-COL-19] blue is remarked upon where others than social services take part', () => {
    for (const [category, expected] of [
      ['C', []],
      ['BC', ['inconsistent G-COL-19']],
      ['D', ['inconsistent G-COL-19']],
      ['E', ['inconsistent G-COL-19']],
    ] as const) {
      const hub = new Gavleborg();
      hub.notice({ planningCategory: category });
      expect(remarked(hub.sends(ward, 'planeringsunderlag', 'mon 10:00', colour('bla')))).toEqual(expected);
    }
  });

  it.each([
    ['D', openCare],
    ['E', openCare],
    ['BC', social],
  ] as const)('[G-COL-19] also where category %s is left without %s, which sent the notice back', (category, gone) => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: category });
    const { facts } = hub.episode();
    facts.parties = facts.parties.filter(({ unit }) => unit !== gone);
    const plan = hub.sends(ward, 'planeringsunderlag', 'mon 10:00', colour('bla'));
    expect(remarked(plan)).toEqual(['inconsistent G-COL-19']);
  });

  it('[G-COL-20] [G-PLAN-30] a colour orders nothing: red stops no discharge, and starts no deadline', () => {
    const hub = planned();
    hub.sends(openCare, 'fast-vardkontakt', 'mon 09:30');
    for (const unit of [openCare, social, homeCare]) hub.sends(unit, 'planeringsunderlag', 'mon 10:00', colour('rod'));
    expect([hub.episode().facts.colour, hub.owed()]).toEqual(['rod', []]);
    hub.sends(ward, 'utskrivningsklar', 'mon 10:30', ready('mon 10:30'));
    hub.sends(ward, 'utskrivningsmeddelande', 'mon 11:00', leaves('mon 11:00'));
    expect(hub.state).toBe('utskriven');
  });
});

describe('a care request', () => {
  const unknown = { patient: TOLVAN, consent: CONSENT, episode: undefined, episodeId: undefined };

  it('[G-REQ-01] [G-REQ-02] comes from open care and municipal health care, and goes to the ward', () => {
    const hub = planned();
    for (const unit of [openCare, homeCare])
      expect(reached(hub.sends(unit, 'vardbegaran', 'mon 09:00'))).toEqual(['ward']);
    expect(hub.refuses(social, 'vardbegaran', 'mon 09:00')).toEqual(['sender-role G-REQ-01']);
    expect(hub.refuses(ward, 'vardbegaran', 'mon 09:00')).toEqual(['sender-role G-REQ-01']);
  });

  it('[G-REQ-03] holds the present status, and cannot be without it', () => {
    const head = {
      kind: 'vardbegaran',
      messageId: 'm',
      sender: openCare,
      sentAt: '2026-11-23T10:00:00+01:00',
      episode: 'x',
    };
    expect(checkMessage({ ...head, content: {} }).ok).toBe(false);
    const hub = planned();
    expect(hub.sends(openCare, 'vardbegaran', 'mon 09:00').message.content).toEqual({ status: 'Yrsel sedan i går' });
  });

  it('[G-REQ-04] [G-REQ-09] is sent at once when the notice has come: no receipt has to come before it', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'D' });
    expect(reached(hub.sends(homeCare, 'vardbegaran', 'mon 08:15'))).toEqual(['ward']);
    expect(hub.unreceipted()).toEqual(['homeCare mon 09:00', 'openCare mon 09:00']);
  });

  it('[G-REQ-11] each unit may have its own in the same stay', () => {
    const hub = planned();
    hub.sends(openCare, 'vardbegaran', 'mon 09:00');
    hub.sends(homeCare, 'vardbegaran', 'mon 09:01', { content: { status: 'Sår på hälen' } });
    const held = hub.deliveries.filter(({ kind, unit }) => kind === 'vardbegaran' && unit === ward);
    expect(held.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it.each([
    ['46 h 59 min 59 s', 'mon 09:15:01', true],
    ['48 hours to the second', 'mon 08:15', false],
    ['48 hours and more', 'mon 08:14:59', false],
    ['47 h 59 min 59 s', 'mon 08:15:01', true],
  ])(
    '[G-REQ-05] [G-REQ-06] [G-REQ-07] [G-REQ-08] waits for an admission that comes after %s',
    (_name, sent, isTaken) => {
      // Given a request for a patient on the way to hospital
      const hub = new Gavleborg();
      const early = hub.tell(hub.written(homeCare, 'vardbegaran', sent, unknown), at(sent));
      expect([early.episode, remarked(early), reached(early)]).toEqual([undefined, ['waits-for-stay G-REQ-06'], []]);
      // When the patient is admitted on Wednesday 08:15
      const content = { admittedAt: '2026-11-25T08:00:00+01:00', expectedDischarge: '2026-11-27' };
      const plan = hub.notice({ planningCategory: 'D', content }, 'wed 08:15');
      // Then it belongs to the stay, or is gone
      expect(plan.joins ?? []).toEqual(isTaken ? [early.message.id] : []);
      expect(reached(plan).includes('ward')).toBe(isTaken);
    },
  );

  it('[G-CON-03] is kept back without consent', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'D', consent: NO_CONSENT });
    const plan = hub.sends(homeCare, 'vardbegaran', 'mon 09:00');
    expect([reached(plan), remarked(plan)]).toEqual([[], ['consent-missing G-CON-03']]);
  });
});

describe('planning during the stay', () => {
  it('[G-PLAN-01] [G-PLAN-08] [G-ADM-31] [G-LAW-03] begins with the notice: each recipient can write at once, and open care is asked for a contact', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    for (const unit of EVERYBODY) {
      expect(reached(hub.sends(unit, 'patientinformation', 'mon 08:16'))).toHaveLength(3);
    }
    hub.receipts('mon 08:50', openCare, social, homeCare);
    expect(hub.owed()).toEqual(['fast-vardkontakt openCare wed 00:00']);
  });

  it('[G-PLAN-02] [G-LAW-03] [G-RDY-12] [G-RDY-13] what others need to begin on the ready day is owed by the end of that day', () => {
    const hub = planned();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 23:59:59', ready('thu 09:00'));
    expect(hub.owed()).toContain('informationsoverforing ward fri 00:00');
    // Reception at home is told of to all who take part.
    const text = 'Hemtjänsten möter dig i dag klockan tre';
    const told = hub.sends(social, 'patientinformation', 'thu 23:59:59', {
      content: { entries: [{ date: '2026-11-26', text }] },
    });
    expect(reached(told)).toEqual(['homeCare', 'openCare', 'ward']);
  });

  it('[G-PLAN-13] [G-PLAN-24] a general message goes to the parties that are named, or to all', () => {
    const hub = planned();
    for (const unit of EVERYBODY) expect(reached(hub.sends(unit, 'generellt-meddelande', 'tue 10:00'))).toHaveLength(3);
    const one = hub.sends(social, 'generellt-meddelande', 'tue 10:05', { recipients: [homeCare] });
    expect(reached(one)).toEqual(['homeCare']);
    expect(hub.refuses(social, 'generellt-meddelande', 'tue 10:06', { recipients: [housing] })).toEqual([
      'role-not-concerned G-ADM-09',
    ]);
  });

  it('[G-PLAN-14] the ward tells of the ADL status as often as it changes, and nobody else does', () => {
    const hub = planned();
    for (const status of ['Behöver hjälp', 'Går själv']) {
      const plan = hub.sends(ward, 'adl-status', 'tue 10:00', { content: { status } });
      expect([plan.message.content['status'], reached(plan)]).toEqual([status, ['homeCare', 'openCare', 'social']]);
    }
    expect(hub.refuses(homeCare, 'adl-status', 'tue 10:00')).toEqual(['sender-role G-PLAN-14']);
  });

  it('[G-PLAN-16] [G-PLAN-17] [G-PLAN-27] patient information is written by every party from the admission on, and after the discharge', () => {
    const hub = planned();
    for (const when of ['mon 09:00', 'wed 09:00']) {
      for (const unit of EVERYBODY) expect(reached(hub.sends(unit, 'patientinformation', when))).toHaveLength(3);
    }
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:30'));
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    const text = 'Vi ringer dig i morgon och hör hur det går';
    const followed = hub.sends(homeCare, 'patientinformation', 'fri 09:00', {
      content: { entries: [{ date: '2026-11-27', text }] },
    });
    expect(reached(followed)).toEqual(['openCare', 'social', 'ward']);
  });

  it('[G-PLAN-18] [G-PLAN-19] an entry of it has a date and says what is planned; without either it is refused', () => {
    const head = {
      kind: 'patientinformation',
      messageId: 'm',
      sender: ward,
      sentAt: '2026-11-23T10:00:00+01:00',
      episodeId: 'V1',
    };
    const check = (entry: object) => checkMessage({ ...head, content: { entries: [entry] } }).ok;
    expect(check({ date: '2026-11-25', text: 'Hembesök av arbetsterapeut' })).toBe(true);
    expect(check({ text: 'Hembesök av arbetsterapeut' })).toBe(false);
    expect(check({ date: '2026-11-25' })).toBe(false);
  });

  it('[G-PLAN-20] [G-PLAN-25] nurse and rehabilitation of one unit write their own, supplies and aids among them', () => {
    const entries = [
      { date: '2026-11-24', text: 'Näringsdryck levereras på torsdag', profession: 'sjuksköterska' },
      { date: '2026-11-24', text: 'Rollator och toaförhöjning står hemma på torsdag', profession: 'rehab' },
    ];
    const plan = planned().sends(homeCare, 'patientinformation', 'tue 09:00', { content: { entries } });
    expect(plan.message.content).toEqual({ entries });
  });

  it('[G-PLAN-21] what one party wrote is withdrawn by nobody else', () => {
    const hub = planned();
    const { message } = hub.sends(social, 'patientinformation', 'tue 09:00');
    const withdrawn = { content: { messageId: message.messageId, reason: 'fel' } };
    expect(hub.refuses(homeCare, 'makulering', 'tue 09:10', withdrawn)).toEqual(['unknown-message']);
    expect(reached(hub.sends(social, 'makulering', 'tue 09:20', withdrawn))).toEqual(['homeCare', 'openCare', 'ward']);
  });

  it('[G-PLAN-06] goes on when the patient is moved to another ward', () => {
    const hub = planned();
    hub.sends(ward, 'avdelningsbyte', 'tue 09:00');
    expect(reached(hub.sends(social, 'patientinformation', 'tue 10:00'))).toEqual(['homeCare', 'openCare', 'ward14']);
    expect(hub.sends(ward14, 'adl-status', 'tue 10:05').deliveries).toHaveLength(3);
  });
});
