import { describe, expect, it } from '@jest/globals';

import {
  at,
  colour,
  CONSENT,
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
import { YES, NO, stay, call, meets, sipOf, coloured } from './gavleborg-sip.js';

/** The meeting to which a plan (SIP) is called in Gävleborg: who takes part, with what consent, and on which day. */

describe('who takes part', () => {
  it('[L-SIP-01] open care wherever municipal health care does', () => {
    const hub = stay('CD');
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:00');
    expect(hub.refuses(homeCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [social] }))).toEqual([
      'missing-field L-SIP-01',
    ]);
    const both = hub.sends(homeCare, 'sip-kallelse', 'tue 10:00', call({}, { recipients: [social, openCare] }));
    expect(reached(both)).toEqual(['openCare', 'social']);
  });

  it('[G-CON-10] the units that the patient has agreed to, and no others', () => {
    const hub = stay();
    const narrow = { ...YES, actors: [openCare, homeCare] };
    expect(hub.refuses(openCare, 'sip-kallelse', 'tue 10:00', call({}, { consent: narrow }))).toEqual([
      'consent-required G-CON-10',
    ]);
    hub.sends(openCare, 'samtycke', 'tue 11:00', { content: { scope: ['sip'], actors: [openCare, homeCare] } });
    expect(hub.refuses(openCare, 'sip-kallelse', 'tue 12:00', call({}, { consent: undefined }))).toEqual([
      'consent-required G-CON-10',
    ]);
    const plan = hub.sends(
      openCare,
      'sip-kallelse',
      'tue 12:00',
      call({}, { consent: undefined, recipients: [homeCare] }),
    );
    expect(reached(plan)).toEqual(['homeCare']);
  });

  it.each([
    ['CD', openCare, [ward]],
    ['CD', openCare, [social]],
    ['CD', homeCare, [openCare]],
    ['CD', openCare, [homeCare]],
    ['E', openCare, [housing]],
    ['E', housing, [openCare, ward, social]],
  ] as const)('[G-SIP-27] [L-SIP-01] in category %s %s may call %j', (category, unit, recipients) => {
    const plan = stay(category).sends(unit, 'sip-kallelse', 'wed 10:00', call({}, { recipients: [...recipients] }));
    expect(plan.deliveries.map((delivery) => delivery.unit).sort()).toEqual([...recipients].sort());
  });

  it('[L-SIP-01] special housing calls open care too', () => {
    const alone = call({}, { recipients: [social] });
    expect(stay('E').refuses(housing, 'sip-kallelse', 'wed 10:00', alone)).toEqual(['missing-field L-SIP-01']);
  });

  it('[G-SIP-10] [G-SIP-11] before, when and after the patient is ready, and leaves the stay as it is', () => {
    const hub = stay();
    const goesOn = (state: string, when: string) => {
      hub.sends(social, 'sip-initiativ', when);
      hub.sends(openCare, 'sip-kallelse', when, call());
      expect(hub.state).toBe(state);
    };
    hub.sends(ward, 'utskrivningsklar', 'wed 09:30', ready('wed 09:15'));
    hub.sends(ward, 'utskrivningsklar-aterkallad', 'wed 09:45');
    goesOn('inskriven', 'wed 10:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    goesOn('utskrivningsklar', 'thu 10:00');
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:30'));
    goesOn('utskriven', 'fri 10:00');
    hub.sends(homeCare, 'avliden', 'fri 11:00', { content: { diedOn: '2026-11-27', source: 'manuell' } });
    expect(hub.refuses(social, 'sip-initiativ', 'fri 12:00')).toEqual(['wrong-state']);
    expect(hub.refuses(openCare, 'sip-kallelse', 'fri 12:00', call())).toEqual(['wrong-state']);
  });

  it('[G-SIP-27] twenty units at most', () => {
    const hub = stay();
    const many = Array.from({ length: 21 }, (_, i) => `SE2321000016-EXTRA${String(i + 10)}`);
    const units = new Map([
      ...hub.directory.units,
      ...many.map((id) => [id, { ...hub.unit(social), hsaId: id }] as const),
    ]);
    hub.directory = { ...hub.directory, units };
    hub.episode().facts.parties.push(...many.map((unit) => ({ role: 'socialtjanst' as const, unit })));
    const sent = (recipients: string[]) => call({}, { recipients, consent: YES });
    expect(reached(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', sent(many.slice(0, 20))))).toHaveLength(20);
    expect(hub.refuses(openCare, 'sip-kallelse', 'wed 10:00', sent(many))).toEqual(['invalid-value G-SIP-27']);
  });

  it('[G-SIP-18] a meeting before the discharge is called while the patient is there', () => {
    const plan = stay().sends(
      openCare,
      'sip-kallelse',
      'wed 10:00',
      meets('2026-11-26', { setting: 'fore-utskrivning' }),
    );
    expect(remarked(plan)).toEqual([]);
  });

  it('[G-SIP-12] a unit that says no stays called, with the no beside it', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call());
    const no = { recipients: [openCare], content: { text: 'Kan inte', callReply: { attends: false } } };
    hub.sends(homeCare, 'generellt-meddelande', 'wed 11:00', no);
    expect(sipOf(hub)?.call?.called).toEqual([
      { unit: social, role: 'socialtjanst' },
      { unit: homeCare, role: 'hemsjukvard', declinedAt: '2026-11-25T10:00:00.000Z' },
    ]);
  });

  it.each([
    ['aim', call({ aim: undefined }), ['missing-field G-SIP-28']],
    ['a blank aim', call({ aim: ' ' }), ['missing-field G-SIP-28']],
    [
      'a meeting before the discharge for one who has gone home',
      call({ setting: 'fore-utskrivning' }),
      ['contradiction G-SIP-18'],
    ],
    ['a call that belongs to no stay', call({ setting: 'utan-vardtillfalle' }), ['contradiction G-SIP-18']],
  ])('[G-SIP-18] [G-SIP-28] is refused without or with %s', (_what, sent, expected) => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    const content = Object.fromEntries(Object.entries(sent.content ?? {}).filter(([, value]) => value !== undefined));
    expect(hub.refuses(openCare, 'sip-kallelse', 'fri 10:00', { ...sent, content })).toEqual(expected);
  });

  it.each(['situation', 'background', 'assessment', 'recommendation'])(
    '[G-SIP-28] the purpose may stand in SBAR: %s',
    (part) => {
      const content = Object.fromEntries(Object.entries(call().content ?? {}).filter(([name]) => name !== 'aim'));
      const plan = stay().sends(openCare, 'sip-kallelse', 'wed 10:00', {
        ...call(),
        content: { ...content, sbar: { [part]: 'x' } },
      });
      expect(remarked(plan)).toEqual([]);
    },
  );

  it('[G-SIP-17] time and place that are missing are remarked upon', () => {
    for (const field of ['meetingAt', 'place']) {
      const content = Object.fromEntries(Object.entries(call().content ?? {}).filter(([name]) => name !== field));
      const plan = stay().sends(openCare, 'sip-kallelse', 'wed 10:00', { ...call(), content });
      expect(remarked(plan)).toEqual(['incomplete G-SIP-17']);
    }
  });
});

describe('consent to a plan', () => {
  it('[G-CON-05] [L-SIP-02] without it nobody is called: not without a word, and not by consent to something else', () => {
    for (const consent of [undefined, NO, CONSENT]) {
      expect(stay().refuses(openCare, 'sip-kallelse', 'wed 10:00', call({}, { consent }))).toEqual([
        'consent-required G-CON-05',
      ]);
    }
    expect(remarked(stay().sends(openCare, 'sip-kallelse', 'wed 10:00', call()))).toEqual([]);
  });

  it('[G-FVK-09] [G-CON-07] [G-CON-15] [G-CON-11] a no ends the work with the plan, and stands there as its end', () => {
    const hub = stay();
    hub.sends(social, 'sip-initiativ', 'tue 09:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    hub.sends(openCare, 'generellt-meddelande', 'thu 10:00', { consent: NO });
    expect(hub.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
    expect(sipOf(hub)).toMatchObject({
      state: 'avbojd',
      need: { unit: social },
      consent: { given: false, unit: openCare },
    });
    expect(hub.refuses(social, 'sip-initiativ', 'thu 10:05')).toEqual(['consent-required G-CON-07']);
    expect(hub.refuses(openCare, 'sip-kallelse', 'thu 10:05', call({}, { consent: undefined }))).toEqual([
      'consent-required G-CON-05',
    ]);
  });

  it('[G-CON-07] [G-CON-15] a yes that comes later opens it again', () => {
    const hub = stay();
    hub.sends(social, 'sip-initiativ', 'tue 09:00');
    hub.sends(social, 'samtycke-aterkallat', 'tue 10:00', { content: { scope: ['sip'] } });
    expect(sipOf(hub)).toMatchObject({ state: 'avbojd' });
    hub.sends(social, 'samtycke', 'wed 10:00', { content: { scope: ['sip'] } });
    expect(sipOf(hub)).toMatchObject({ state: 'behov' });
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(hub.owed()).toContain('sip-kallelse openCare 2026-11-30 00:00');
  });

  it('[G-CON-08] what the person has said goes along with the plan: when, to whom, and for which units', () => {
    const hub = stay();
    hub.sends(social, 'sip-initiativ', 'tue 09:00');
    const recordedAt = '2026-11-24T10:30:00+01:00';
    const actors = [openCare, social, homeCare];
    hub.sends(openCare, 'sip-kallelse', 'tue 11:00', call({}, { consent: { ...YES, recordedAt, actors } }));
    expect(sipOf(hub)?.consent).toEqual({ given: true, at: recordedAt, unit: openCare, actors });
    // A record system that says yes to everything does not widen the circle.
    hub.sends(ward, 'adl-status', 'tue 12:00', { consent: { given: true } });
    expect(sipOf(hub)?.consent?.actors).toEqual(actors);
    // A no ends it, and the yes after that begins anew.
    hub.sends(ward, 'samtycke-aterkallat', 'tue 13:00', { content: { scope: ['sip'] } });
    hub.sends(ward, 'samtycke', 'tue 14:00', { content: { scope: ['sip'] } });
    expect(sipOf(hub)?.consent).toEqual({ given: true, at: '2026-11-24T13:00:00.000Z', unit: ward });
  });

  it('[G-CON-09] a plan that begins anew after a follow-up asks again', () => {
    const hub = stay();
    hub.sends(openCare, 'samtycke', 'tue 09:00', { content: { scope: ['sip'] } });
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call({}, { consent: undefined }));
    // The first meeting moved: no new plan.
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'tue 11:00', call({}, { consent: undefined })))).toEqual([]);
    for (const when of ['tue 12:00', 'tue 13:00']) {
      hub.sends(openCare, 'sip-kallelse', when, call({ purpose: 'uppfoljning' }, { consent: undefined }));
    }
    const anew = call({}, { consent: undefined });
    expect(hub.refuses(openCare, 'sip-kallelse', 'wed 10:00', anew)).toEqual(['consent-required G-CON-09']);
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', { ...anew, consent: YES }))).toEqual([]);
  });

  it('[G-CON-09] asked again since the follow-up', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call());
    hub.sends(openCare, 'sip-kallelse', 'tue 12:00', call({ purpose: 'uppfoljning' }));
    hub.sends(openCare, 'samtycke', 'tue 13:00', { content: { scope: ['sip'] } });
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'tue 14:00', call({}, { consent: undefined })))).toEqual([]);
  });

  it.each([
    ['13:00:00', []],
    ['13:00:01', ['contradiction G-CON-10']],
  ])('[G-CON-10] is asked for before the meeting of 13:00: recorded at %s', (time, expected) => {
    const hub = stay();
    const sent = meets('2026-11-25', { setting: 'fore-utskrivning' });
    const consent = { ...YES, recordedAt: `2026-11-25T${time}+01:00` };
    const decision = hub.decide(
      hub.written(openCare, 'sip-kallelse', 'tue 10:00', { ...sent, consent }),
      at('tue 10:00'),
    );
    expect(
      decision.kind === 'refused' ? decision.reasons.map(({ code, rule }) => `${code} ${rule ?? ''}`) : [],
    ).toEqual(expected);
  });

  it('[G-CON-10] one that the stay remembers comes before the meeting too', () => {
    const hub = stay();
    const remembered = { ...meets('2026-11-24', { setting: 'fore-utskrivning' }), consent: undefined };
    hub.sends(openCare, 'samtycke', 'wed 09:00', { content: { scope: ['sip'] } });
    expect(hub.refuses(openCare, 'sip-kallelse', 'wed 10:00', remembered)).toEqual(['contradiction G-CON-10']);
    // The one in the call itself came before.
    const consent = { ...YES, recordedAt: at('mon 12:00') };
    expect(
      hub.decide(hub.written(openCare, 'sip-kallelse', 'wed 10:00', { ...remembered, consent }), at('wed 10:00')).kind,
    ).toBe('accepted');
  });
});

describe('a plan that is there already', () => {
  const exists = { content: { answers: [{ question: 'SIP?', answer: 'Ja' }], existingPlan: true } };

  it('[G-CAT-21] is followed up, and a missing one is made', () => {
    const hub = stay();
    hub.sends(homeCare, 'planeringsunderlag', 'tue 09:00', exists);
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call()))).toEqual(['inconsistent G-CAT-21']);
    const followUp = hub.sends(openCare, 'sip-kallelse', 'wed 10:05', call({ purpose: 'uppfoljning' }));
    expect(remarked(followUp)).toEqual([]);
    const none = stay();
    expect(remarked(none.sends(openCare, 'sip-kallelse', 'wed 10:00', call({ purpose: 'uppfoljning' })))).toEqual([
      'inconsistent G-CAT-21',
    ]);
    expect(
      remarked(none.sends(openCare, 'sip-kallelse', 'wed 10:05', call({ purpose: 'uppfoljning', existingPlan: true }))),
    ).toEqual([]);
    expect(sipOf(none)?.existingPlan).toBe(true);
  });

  it('[G-CAT-21] a follow-up is of one that the stay knows, that the call tells of, or that was called here', () => {
    const followUp = (more: object = {}) => call({ purpose: 'uppfoljning', ...more });
    const known = stay();
    known.sends(homeCare, 'planeringsunderlag', 'tue 09:00', exists);
    expect(remarked(known.sends(openCare, 'sip-kallelse', 'wed 10:00', followUp()))).toEqual([]);
    expect(remarked(stay().sends(openCare, 'sip-kallelse', 'wed 10:00', followUp({ existingPlan: true })))).toEqual([]);
    const called = stay();
    called.sends(openCare, 'sip-kallelse', 'wed 10:00', call());
    expect(remarked(called.sends(openCare, 'sip-kallelse', 'wed 11:00', followUp()))).toEqual([]);
    const told = stay();
    told.sends(homeCare, 'planeringsunderlag', 'tue 09:00', { content: { ...exists.content, existingPlan: false } });
    expect(remarked(told.sends(openCare, 'sip-kallelse', 'wed 10:00', followUp({ existingPlan: false })))).toEqual([
      'inconsistent G-CAT-21',
    ]);
  });

  it('[G-CAT-21] the call may say it itself', () => {
    expect(remarked(stay().sends(openCare, 'sip-kallelse', 'wed 10:00', call({ existingPlan: true })))).toEqual([
      'inconsistent G-CAT-21',
    ]);
  });

  it('[G-CAT-21] a word that is taken back is not known any more', () => {
    const hub = stay();
    hub.sends(homeCare, 'planeringsunderlag', 'tue 09:00', exists);
    hub.sends(homeCare, 'planeringsunderlag', 'tue 10:00', { content: { ...exists.content, existingPlan: false } });
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call()))).toEqual([]);
  });
});

describe('the colour of the stay and the day of the meeting', () => {
  it.each([
    ['gron', '2026-12-03', ['inconsistent G-COL-08']],
    ['gron', '2026-12-04', []],
    ['gron', '2026-12-18', []],
    ['gron', '2026-12-19', ['inconsistent G-COL-08']],
    ['gul', '2026-11-27', ['inconsistent G-COL-13']],
    ['gul', '2026-11-28', []],
    ['gul', '2026-12-03', []],
    ['gul', '2026-12-04', ['inconsistent G-COL-13']],
    ['rod', '2026-11-26', ['inconsistent G-COL-15']],
    ['rod', '2026-11-27', []],
    ['rod', '2026-11-28', []],
    ['rod', '2026-11-29', ['inconsistent G-COL-15']],
  ] as const)(
    '[G-COL-08] [G-COL-13] [G-COL-15] [G-COL-18] [G-COL-20] %s, expected home on Friday the 27th, meeting on %s: %j, and called all the same',
    (track, day, expected) => {
      const plan = coloured(track).sends(openCare, 'sip-kallelse', 'wed 10:00', meets(day));
      expect([remarked(plan), reached(plan)]).toEqual([expected, ['homeCare', 'social']]);
    },
  );

  it.each([
    ['gron', '2026-12-02', '2026-12-01', 'inconsistent G-COL-08'],
    ['gul', '2026-12-01', '2026-12-02', 'inconsistent G-COL-13'],
    ['rod', '2026-11-26', '2026-11-27', 'inconsistent G-COL-15'],
  ] as const)(
    '[G-COL-08] [G-COL-13] [G-COL-15] [G-COL-18] %s counts from the discharge, Wednesday the 25th, once that is known: %s and not %s',
    (track, inside, outside, expected) => {
      const hub = coloured(track);
      hub.sends(ward, 'utskrivningsmeddelande', 'wed 11:00', leaves('wed 11:00'));
      expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 13:00', meets(inside)))).toEqual([]);
      expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 13:05', meets(outside)))).toEqual([expected]);
    },
  );

  it('[G-COL-10] other colours say nothing of before or after', () => {
    const inHospital = meets('2026-11-28', { setting: 'fore-utskrivning' });
    expect(remarked(coloured('gul').sends(openCare, 'sip-kallelse', 'wed 10:00', inHospital))).toEqual([]);
  });

  it.each([
    ['gron', '2026-12-04', 'thu 11:00', []],
    ['gron', '2026-12-04', 'sat 11:00', ['inconsistent G-COL-08']],
    ['gul', '2026-12-02', 'thu 11:00', []],
    ['gul', '2026-12-02', 'wed 11:00', ['inconsistent G-COL-13']],
    ['rod', '2026-11-28', 'fri 11:00', []],
    ['rod', '2026-11-28', 'thu 11:00', ['inconsistent G-COL-15']],
  ] as const)(
    '[G-COL-08] [G-COL-13] [G-COL-15] [G-COL-18] %s, meeting on %s, and home %s: %j',
    (track, day, home, expected) => {
      const hub = coloured(track);
      hub.sends(openCare, 'sip-kallelse', 'wed 10:00', meets(day));
      const plan = hub.sends(ward, 'utskrivningsmeddelande', home, leaves(home));
      expect(remarked(plan).filter((one) => one.includes('G-COL'))).toEqual(expected);
    },
  );

  it('[G-COL-15] [G-COL-22] red may meet in the hospital, whatever the day', () => {
    const hub = coloured('rod');
    const inHospital = meets('2026-11-25', { setting: 'fore-utskrivning', place: 'Avdelning 12' });
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', inHospital))).toEqual([]);
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(home).filter((one) => one.includes('G-COL'))).toEqual([]);
  });

  it.each([true, false])(
    '[G-COL-10] [G-COL-11] green meets after the discharge, with a plan before or not: %s',
    (existingPlan) => {
      const hub = coloured('gron');
      const purpose = existingPlan ? 'uppfoljning' : 'sip';
      const before = meets('2026-12-04', { purpose, existingPlan, setting: 'fore-utskrivning' });
      expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', before))).toEqual(['inconsistent G-COL-10']);
      expect(
        remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:05', meets('2026-12-04', { purpose, existingPlan }))),
      ).toEqual([]);
    },
  );

  it('[G-COL-12] green may meet at home', () => {
    const plan = coloured('gron').sends(
      openCare,
      'sip-kallelse',
      'wed 10:00',
      meets('2026-12-04', { place: 'I hemmet' }),
    );
    expect([remarked(plan), plan.message.content['place']]).toEqual([[], 'I hemmet']);
  });

  it.each([true, false])('[G-COL-14] yellow holds with a plan before or not: %s', (existingPlan) => {
    const hub = coloured('gul');
    const content = { existingPlan, purpose: existingPlan ? 'uppfoljning' : 'sip' };
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', meets('2026-12-01', content)))).toEqual([]);
    const tooLate = hub.sends(openCare, 'sip-kallelse', 'wed 10:05', meets('2026-12-08', content));
    expect(remarked(tooLate)).toEqual(['inconsistent G-COL-13']);
  });

  it.each([
    ['gron', true, ['inconsistent G-COL-09']],
    ['gron', false, []],
    ['gul', false, ['inconsistent G-COL-13']],
    ['gul', true, []],
    ['rod', true, []],
  ] as const)(
    '[G-COL-09] [G-COL-13] green is for services as before, yellow for new ones: %s, changed %s',
    (track, servicesChange, expected) => {
      const answer = colour(track);
      const plan = stay().sends(social, 'planeringsunderlag', 'tue 09:00', {
        content: { ...answer.content, servicesChange },
      });
      expect(remarked(plan)).toEqual(expected);
    },
  );
});

describe('the time of the meeting for the patient', () => {
  it('[G-PLAN-22] [G-DIS-09] stands in patientinformation before the discharge; otherwise the ward is told', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'wed 10:00', meets('2026-12-01'));
    expect(sipOf(hub)?.call?.meetingAt).toBe('2026-12-01T13:00:00+01:00');
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(home)).toContain('incomplete G-PLAN-22');
    const told = stay();
    told.sends(openCare, 'sip-kallelse', 'wed 10:00', meets('2026-12-01'));
    const content = {
      entries: [{ date: '2026-11-25', text: 'Vi ses hemma hos dig' }],
      sipAt: '2026-12-01T13:00:00+01:00',
    };
    told.sends(openCare, 'patientinformation', 'wed 10:05', { content });
    expect(remarked(told.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00')))).not.toContain(
      'incomplete G-PLAN-22',
    );
  });

  it('[G-PLAN-22] nothing is asked for where no time is decided', () => {
    const home = stay().sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(home)).not.toContain('incomplete G-PLAN-22');
  });
});
