import { describe, expect, it } from '@jest/globals';

import {
  colour,
  contact,
  Gavleborg,
  homeCare,
  housing,
  leaves,
  NO_CONSENT,
  openCare,
  patient,
  reached,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** What a message is asked for, by whom alone, and that nobody else is asked for it. */

/** Eighteen years old on 27 November 2026. */
const YOUNG = patient({ id: '200811272384' });

function stay(planningCategory: 'B' | 'C' | 'BC' | 'CD' | 'E' = 'CD'): Gavleborg {
  const hub = new Gavleborg();
  const content = { admittedAt: '2026-11-23T07:00:00+01:00', expectedDischarge: '2026-11-27', physicianAssessed: true };
  hub.notice({ planningCategory, content });
  hub.receipts('mon 08:50', openCare, social, homeCare, housing);
  return hub;
}

describe('a written assessment of self-care', () => {
  it('[G-SELF-05] [G-SELF-07] [G-SELF-10] [G-SELF-11] [G-SELF-20] is not there yet when it is asked for: the request holds none of it', () => {
    const content = { phase: 'begaran', measure: 'ögondroppar' };
    const plan = stay().sends(social, 'egenvardsbedomning', 'tue 10:00', { recipients: [homeCare], content });
    expect(remarked(plan)).toEqual([]);
  });

  it.each([
    ['G-SELF-10', { informed: undefined }],
    ['G-SELF-20', { performer: undefined }],
    ['G-SELF-20', { assessor: undefined }],
    ['G-SELF-11', { followUp: undefined }],
  ])('[%s] lacks something without it: %j', (rule, missing) => {
    const whole = {
      phase: 'bedomning',
      measure: 'ögondroppar',
      assessment: 'Klarar det själv',
      responsibleParty: 'patient',
      informed: { who: 'patient', at: '2026-11-24T10:00:00+01:00' },
      performer: 'patient',
      assessor: { name: 'Anna Arbetsterapeut', title: 'arbetsterapeut' },
      followUp: { by: 'Anna Arbetsterapeut', on: '2026-12-24' },
    };
    const said = (content: object) => ({
      recipients: [social],
      content: Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)),
    });
    const hub = stay();
    expect(remarked(hub.sends(homeCare, 'egenvardsbedomning', 'tue 10:00', said(whole)))).toEqual([]);
    const plan = hub.sends(homeCare, 'egenvardsbedomning', 'tue 11:00', said({ ...whole, ...missing }));
    expect(remarked(plan)).toEqual([`incomplete ${rule}`]);
  });
});

describe('a general message', () => {
  it('[G-HOME-01] [G-HOME-02] [G-HOME-03] [G-HOME-04] [G-HOME-05] [G-HOME-06] that asks home health care for nothing is asked for nothing', () => {
    const plan = stay().sends(ward, 'generellt-meddelande', 'tue 10:00', { recipients: [openCare] });
    expect([reached(plan), remarked(plan)]).toEqual([['openCare'], []]);
  });

  it('[G-HOME-05] about somebody young is one like any other', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD', patient: YOUNG });
    expect(reached(hub.sends(ward, 'generellt-meddelande', 'tue 10:00', { recipients: [openCare] }))).toEqual([
      'openCare',
    ]);
  });

  it.each([
    ['G-HOME-02', { isHealthCare: false }],
    ['G-HOME-03', { expectedDays: 13 }],
    ['G-HOME-04', { cannotReachHealthCentre: false }],
    ['G-HOME-06', { planMadeOn: undefined }],
  ])('[%s] a request that does not meet it comes back with that criterion: %j', (rule, changes) => {
    const request = {
      isHealthCare: true,
      expectedDays: 14,
      cannotReachHealthCentre: true,
      startsOn: '2026-11-28',
      planMadeOn: '2026-11-24',
    };
    const asked = (homeCareRequest: object) => ({
      recipients: [homeCare],
      content: { text: 'Kan ni ta över?', homeCareRequest: JSON.parse(JSON.stringify(homeCareRequest)) },
    });
    const hub = stay();
    expect(hub.refuses(ward, 'generellt-meddelande', 'tue 10:00', asked({ ...request, ...changes }))).toEqual([
      `criterion-not-met ${rule}`,
    ]);
    expect(reached(hub.sends(ward, 'generellt-meddelande', 'tue 10:01', asked(request)))).toEqual(['homeCare']);
  });
});

describe('a request for somebody who is too young', () => {
  it('[G-HOME-05] comes back with that criterion', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD', patient: YOUNG });
    const request = { isHealthCare: true, expectedDays: 14, cannotReachHealthCentre: true };
    const homeCareRequest = { ...request, startsOn: '2026-11-28', planMadeOn: '2026-11-24' };
    const asked = { recipients: [homeCare], content: { text: 'Kan ni ta över?', homeCareRequest } };
    expect(hub.refuses(ward, 'generellt-meddelande', 'tue 10:00', asked)).toEqual(['criterion-not-met G-HOME-05']);
  });
});

describe('a discharge', () => {
  it('[G-DIS-14] is remarked upon when the ward itself has written nothing to the patient, although others have', () => {
    const hub = stay('E');
    for (const unit of [openCare, social, housing]) hub.sends(unit, 'patientinformation', 'wed 10:00');
    hub.sends(ward, 'slutanteckningar', 'thu 09:00');
    hub.sends(openCare, 'fast-vardkontakt', 'thu 09:05');
    const home = () => hub.decide(hub.written(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00')));
    const remarks = () => {
      const decision = home();
      return decision.kind === 'accepted' ? remarked(decision.plan) : [];
    };
    expect(remarks()).toContain('incomplete G-DIS-14');
    hub.sends(ward, 'patientinformation', 'thu 09:10');
    expect(remarks()).not.toContain('incomplete G-DIS-14');
  });

  it.each(['B', 'C'] as const)('[G-FVK-08] in category %s asks for no fast vårdkontakt', (category) => {
    const plan = stay(category).sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(plan)).not.toContain('incomplete G-FVK-08');
  });

  it.each(['D', 'BC', 'CD', 'E'] as const)('[G-FVK-08] in category %s asks for one', (category) => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: category });
    const plan = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(plan)).toContain('incomplete G-FVK-08');
  });
});

describe('what the parties answer', () => {
  it('[G-ACK-07] waits for the receipts, at special housing too', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'E' });
    expect(hub.refuses(housing, 'planeringsunderlag', 'mon 08:30')).toEqual(['not-yet G-ACK-07']);
    hub.receipts('mon 08:50', openCare, social, housing);
    expect(reached(hub.sends(housing, 'planeringsunderlag', 'mon 09:00'))).toEqual(['openCare', 'social', 'ward']);
  });

  it.each(['gron', 'gul', 'rod'] as const)('[G-COL-19] may be %s whoever takes part', (track) => {
    expect(remarked(stay().sends(social, 'planeringsunderlag', 'tue 09:00', colour(track)))).not.toContain(
      'inconsistent G-COL-19',
    );
  });
});

describe('a fast vårdkontakt', () => {
  it('[G-FVK-05] of special housing is named by special housing, not by open care', () => {
    const there = contact('Sara Syster', { unit: housing });
    const hub = stay('E');
    expect(hub.refuses(openCare, 'fast-vardkontakt', 'tue 09:00', there)).toEqual(['contradiction G-FVK-05']);
    expect(reached(hub.sends(housing, 'fast-vardkontakt', 'tue 09:05', there))).toEqual(['openCare', 'social', 'ward']);
  });
});

describe('a fast vårdkontakt of the municipality', () => {
  const plain = contact('Hanna Sund');
  const call = {
    recipients: [social, homeCare],
    consent: { given: true, scope: ['sip'] },
    content: {
      ...{ purpose: 'sip', setting: 'efter-utskrivning', form: 'fysiskt', place: 'Hemma', aim: 'Vem som gör vad' },
      meetingAt: '2026-12-08T13:00:00+01:00',
    },
  };

  /** Open care coordinates, and has called to a plan. */
  function called(category: 'CD' | 'E' = 'CD'): Gavleborg {
    const hub = stay(category);
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    const to = category === 'E' ? { recipients: [social, housing] } : {};
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', { ...call, ...to });
    return hub;
  }

  it.each([
    ['CD', homeCare],
    ['E', housing],
  ] as const)('[G-FVK-19] coordinates when a plan is on its way, in category %s', (category, unit) => {
    const hub = called(category);
    expect(remarked(hub.sends(unit, 'fast-vardkontakt', 'wed 10:00', plain))).toEqual(['inconsistent G-FVK-19']);
  });

  it('[G-FVK-19] coordinates when the patient has a plan already', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(openCare, 'planeringsunderlag', 'tue 10:00', { content: { existingPlan: true, answers: [] } });
    expect(remarked(hub.sends(homeCare, 'fast-vardkontakt', 'wed 10:00', plain))).toEqual(['inconsistent G-FVK-19']);
    hub.sends(openCare, 'planeringsunderlag', 'wed 11:00', { content: { existingPlan: false, answers: [] } });
    expect(remarked(hub.sends(homeCare, 'fast-vardkontakt', 'wed 12:00', plain))).toEqual([]);
  });

  it('[G-FVK-19] need not when open care names a further one, when it leaves, or when open care does not coordinate', () => {
    const hub = called();
    expect(remarked(hub.sends(openCare, 'fast-vardkontakt', 'wed 09:00', contact('Frida Berg')))).toEqual([]);
    const leaving = contact('Hanna Sund', { ended: true });
    expect(remarked(hub.sends(homeCare, 'fast-vardkontakt', 'wed 10:00', leaving))).toEqual([]);
    hub.sends(homeCare, 'fast-vardkontakt', 'wed 11:00', contact('Hanna Sund', { coordinator: true }));
    expect(remarked(hub.sends(homeCare, 'fast-vardkontakt', 'wed 12:00', contact('Hilda Sund')))).toEqual([]);
  });
});

describe('the meeting at the discharge', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 10, 26 + n)).toISOString().slice(0, 10);

  /** What the discharge of Thursday the 26th is told when the meeting is so many days after it. */
  function toldOf(track: 'gron' | 'gul' | 'rod', days: number): string[] {
    const hub = stay();
    for (const unit of [ward, openCare, social, homeCare]) {
      hub.sends(unit, 'planeringsunderlag', 'tue 09:00', colour(track));
    }
    const meeting = { meetingAt: `${day(days)}T13:00:00+01:00`, form: 'fysiskt', place: 'Hemma', aim: 'Vem gör vad' };
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', {
      recipients: [social, homeCare],
      consent: { given: true, scope: ['sip'] },
      content: { purpose: 'sip', setting: 'efter-utskrivning', ...meeting },
    });
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    return remarked(home).filter((remark) => remark.startsWith('inconsistent'));
  }

  it.each([
    ['G-COL-08', 'gron', 6, false],
    ['G-COL-08', 'gron', 7, true],
    ['G-COL-08', 'gron', 21, true],
    ['G-COL-08', 'gron', 22, false],
    ['G-COL-13', 'gul', 0, false],
    ['G-COL-13', 'gul', 1, true],
    ['G-COL-13', 'gul', 6, true],
    ['G-COL-13', 'gul', 7, false],
    ['G-COL-15', 'rod', -1, false],
    ['G-COL-15', 'rod', 0, true],
    ['G-COL-15', 'rod', 1, true],
    ['G-COL-15', 'rod', 2, false],
  ] as const)('[%s] %s meets %d days after it: as the colour advises: %s', (rule, track, days, isAdvised) => {
    expect(toldOf(track, days)).toEqual(isAdvised ? [] : [`inconsistent ${rule}`]);
  });

  it('[G-PLAN-22] is not in the patient information as long as nobody has written its time there', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', {
      recipients: [social, homeCare],
      consent: { given: true, scope: ['sip'] },
      content: {
        ...{ purpose: 'sip', setting: 'efter-utskrivning', form: 'fysiskt', place: 'Hemma', aim: 'Vem gör vad' },
        meetingAt: '2026-12-08T13:00:00+01:00',
      },
    });
    hub.sends(openCare, 'patientinformation', 'wed 10:00');
    const home = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    expect(remarked(home)).toContain('incomplete G-PLAN-22');
  });
});

describe('without consent', () => {
  const told = {
    reason: 'Höftfraktur',
    mobile: '0702222222',
    other: 'Hund hemma',
    placedBy: 'Gävle kommun',
    contactOrder: ['dottern'],
    compulsoryCare: 'LPT',
  };

  it.each(Object.entries(told))('[G-ADM-08] the notice does not tell %s: %j', (field, value) => {
    const content = { admittedAt: '2026-11-23T07:00:00+01:00', expectedDischarge: '2026-11-27', [field]: value };
    const withheld = new Gavleborg().notice({ planningCategory: 'CD', consent: NO_CONSENT, content });
    expect([withheld.message.content[field], remarked(withheld)]).toEqual([
      undefined,
      expect.arrayContaining(['consent-missing G-ADM-08']),
    ]);
    expect(new Gavleborg().notice({ planningCategory: 'CD', content }).message.content[field]).toEqual(value);
  });

  it('[G-ADM-08] the plan of a stay does not tell its reason either', () => {
    const content = { plannedAdmission: '2026-11-30', reason: 'Höftplastik' };
    const planned = (consent: object) =>
      new Gavleborg().sends(ward, 'planerad-inskrivning', 'mon 08:00', { patient: patient(), content, ...consent });
    expect(planned({ consent: NO_CONSENT }).message.content).toEqual({ plannedAdmission: '2026-11-30' });
    expect(planned({ consent: { given: true, scope: ['informationsoverforing'] } }).message.content).toEqual(content);
    expect(planned({ consent: { given: true, scope: ['sip'] } }).message.content).not.toHaveProperty('reason');
  });

  it('[G-CON-03] the others do not learn of the illness from what is written to the patient', () => {
    const content = { entries: [{ date: '2026-11-25', text: 'Vi ringer' }], health: 'Hjärtsvikt' };
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD', consent: { given: true, scope: ['sip'] } });
    const plan = hub.sends(ward, 'patientinformation', 'tue 09:00', { content });
    expect([plan.message.content['health'], remarked(plan)]).toEqual([undefined, ['consent-missing G-CON-03']]);
    expect(reached(plan)).toEqual(['homeCare', 'openCare', 'social']);
    expect(plan.message.content['entries']).toEqual(content.entries);
  });
});
