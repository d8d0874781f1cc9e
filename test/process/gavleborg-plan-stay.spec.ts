import { describe, expect, it } from '@jest/globals';

import type { Message, MessageKind } from '#domain/message.js';

import { told } from '../support/domain.js';
import {
  at,
  contact,
  homeCare,
  leaves,
  openCare,
  reached,
  ready,
  remarked,
  social,
  ward,
  type Gavleborg,
} from './gavleborg.js';
import { call, coloured, meets, stay, YES } from './gavleborg-sip.js';
import { GOAL, HELD, SERVICE, SUBGOAL } from './gavleborg-plan.js';

/** A plan in Gävleborg beside a stay: what the discharge leads to, and what is owed in it, each by its own clock. */

const planOf = (hub: Gavleborg) => {
  const [plan, ...others] = hub.plans.values();
  if (plan === undefined || others.length > 0) throw new Error(`there are ${String(hub.plans.size)} plans`);
  return plan;
};
const coordinates = (hub: Gavleborg) => planOf(hub).facts.coordinators.at(-1)?.unit;

/** A message about the plan alone. */
const ofPlan = (hub: Gavleborg, unit: string, kind: MessageKind, content: object): Message => ({
  ...hub.written(unit, kind, 'wed 10:00', { content: { ...content } }),
  episode: undefined,
  episodeId: undefined,
  plan: planOf(hub).id,
});
const lastOf = (hub: Gavleborg) => hub.messages.at(-1)?.id ?? '';

describe('a discharge and its plan', () => {
  it('[G-SIP-23] [G-SIP-10] [G-SIP-64] leads from the need to a plan of the patient’s own, which outlives the stay', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    expect(hub.sends(social, 'sip-initiativ', 'tue 10:00').answer.plan?.state).toBe('behov');
    expect(hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call()).answer.plan?.state).toBe('kallad');
    expect([planOf(hub).episode, coordinates(hub)]).toEqual([hub.episode().id, openCare]);
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    hub.tell(ofPlan(hub, openCare, 'sip-mote', HELD), '2026-12-08T15:00:00+01:00');
    hub.tell(ofPlan(hub, openCare, 'sip-huvudmal', GOAL), '2026-12-08T15:10:00+01:00');
    hub.tell(ofPlan(hub, homeCare, 'sip-delmal', SUBGOAL), '2026-12-08T15:20:00+01:00');
    hub.tell(
      ofPlan(hub, homeCare, 'sip-insats', { ...SERVICE(homeCare), subgoal: lastOf(hub) }),
      '2026-12-08T15:30:00+01:00',
    );
    expect([planOf(hub).facts.state, hub.state]).toEqual(['pagaende', 'utskriven']);
  });

  it('[G-SIP-10] the care contact coordinates as soon as it is named, also after the need was told', () => {
    const hub = stay();
    hub.sends(social, 'sip-initiativ', 'tue 08:00');
    expect(coordinates(hub)).toBeUndefined();
    hub.sends(homeCare, 'fast-vardkontakt', 'tue 09:00', contact('Hanna Hem'));
    expect([coordinates(hub), planOf(hub).facts.careContact?.name]).toEqual([homeCare, 'Hanna Hem']);
  });

  it('[G-SIP-69] [G-CLOSE-05] another care contact takes the plan over', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call());
    expect(coordinates(hub)).toBe(openCare);
    hub.sends(homeCare, 'fast-vardkontakt', 'wed 09:00', contact('Hanna Hem', { coordinator: true }));
    expect([coordinates(hub), planOf(hub).facts.coordinators[0]?.until]).toEqual([
      homeCare,
      new Date(at('wed 09:00')).toISOString(),
    ]);
  });

  it('[G-SIP-16] at a discharge its health care judges whether one is needed, whoever is the care contact', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(social, 'sip-initiativ', 'tue 10:00');
    const judged = { content: { needed: false, reasonText: 'Hemtjänsten räcker' } };
    hub.sends(homeCare, 'sip-initiativ', 'tue 11:00', judged);
    expect(planOf(hub).facts.state).toBe('avslutad');
  });

  it('[G-SIP-16] the judgement that no plan is needed begins none', () => {
    const hub = stay();
    const judged = hub.sends(openCare, 'sip-initiativ', 'tue 09:00', {
      content: { needed: false, reasonText: 'Hemtjänsten räcker' },
    });
    expect([hub.plans.size, remarked(judged)]).toEqual([0, []]);
  });

  it('[G-SIP-77] a plan that is there at the admission is followed up, and there is no other one beside it', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call());
    hub.tell(ofPlan(hub, openCare, 'sip-mote', { ...HELD, heldAt: at('tue 13:00') }), at('tue 14:00'));
    hub.tell(ofPlan(hub, openCare, 'sip-huvudmal', GOAL), at('tue 14:10'));
    const again = hub.sends(
      openCare,
      'sip-kallelse',
      'wed 10:00',
      call({ purpose: 'uppfoljning', existingPlan: true }),
    );
    expect([hub.plans.size, again.answer.plan?.state, planOf(hub).facts.goals.length]).toEqual([
      1,
      'uppfoljning-kallad',
      1,
    ]);
  });

  it('[G-SIP-19] [G-SIP-20] [G-COL-22] the meeting may be in the hospital, as red advises', () => {
    const hub = coloured('rod');
    const plan = hub.sends(
      openCare,
      'sip-kallelse',
      'wed 10:00',
      meets('2026-11-26', { setting: 'fore-utskrivning', place: 'Avdelning 12' }),
    );
    expect([plan.answer.plan?.state, remarked(plan)]).toEqual(['kallad', []]);
    hub.tell(ofPlan(hub, openCare, 'sip-mote', { ...HELD, heldAt: at('thu 13:00') }), at('thu 14:00'));
    expect(planOf(hub).facts.state).toBe('mote-genomfort');
  });

  it.each([
    ['gron', 7, 21, 'G-COL-08'],
    ['gul', 1, 6, 'G-COL-13'],
    ['rod', 0, 1, 'G-COL-15'],
  ] as const)(
    '[G-SIP-20] [G-COL-05] [G-COL-18] %s advises %i to %i days after the discharge',
    (colour, least, most, rule) => {
      expect(stay().profile.plan?.meetingWindows?.[colour]).toEqual({ rule, least, most });
    },
  );

  it('[G-COL-05] [G-SIP-64] the calendar has a colour for each kind of meeting', () => {
    const colours = Object.values(stay().profile.plan?.calendar?.colours ?? {});
    expect([colours.length, new Set(colours).size]).toEqual([5, 5]);
  });

  it.each([
    ['sip-behov', 'G-SIP-59'],
    ['sip-forberedelse', 'G-SIP-30'],
    ['sip-delgivning', 'G-SIP-57'],
    ['sip-kopior', 'G-SIP-58'],
    ['sip-brev', 'G-SIP-32'],
    ['sip-uppfoljning-kallelse', 'G-SIP-42'],
    ['sip-uppfoljning', 'G-SIP-34'],
  ] as const)('%s is reminded of, and a day later its manager hears of it [%s]', (kind, rule) => {
    const { ladders, plan } = stay().profile;
    const duty = plan?.duties[kind];
    expect([duty?.rule, duty?.ladder]).toEqual([rule, 'plan']);
    expect(ladders['plan']?.map(({ send, to, afterHours }) => `${send} ${to} ${String(afterHours)}`)).toEqual([
      'paminnelse responsible 0',
      'eskalering manager 24',
    ]);
  });

  it('[G-SIP-02] [G-SIP-22] [G-SIP-61] [G-SIP-76] at a stay nothing is asked that a call without one is', () => {
    const sent = call({ consulted: undefined }, { recipients: [ward] });
    const content = Object.fromEntries(Object.entries(sent.content ?? {}).filter(([, value]) => value !== undefined));
    expect(remarked(stay().sends(openCare, 'sip-kallelse', 'wed 10:00', { ...sent, content }))).toEqual([]);
    const alone = { ...call({}, { recipients: [social] }), content };
    expect(stay().refuses(homeCare, 'sip-kallelse', 'wed 10:00', alone)).toEqual(['missing-field L-SIP-01']);
  });

  it('[G-COL-07] [G-COL-21] blue has no window', () => {
    expect(stay().profile.plan?.meetingWindows?.bla).toBeUndefined();
  });
});

describe('three clocks', () => {
  it('[G-SIP-13] [G-SIP-15] [G-SIP-59] [G-SIP-78] the call is due three days after the message that the patient is ready', () => {
    const hub = stay();
    hub.sends(openCare, 'fast-vardkontakt', 'tue 09:00');
    hub.sends(social, 'sip-initiativ', 'tue 10:00');
    const owed = () => hub.owed().filter((duty) => duty.startsWith('sip-'));
    expect(owed()).toEqual([]);
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:15'));
    expect(owed()).toEqual(['sip-kallelse openCare 2026-11-30 00:00']);
    hub.sends(openCare, 'sip-kallelse', 'thu 10:00', call());
    expect(owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
  });

  it('[G-SIP-78] [G-SIP-57] the finished plan is due three days and nights after the meeting, whenever the patient was ready', () => {
    const hub = stay();
    hub.sends(ward, 'utskrivningsklar', 'tue 09:30', ready('tue 09:15'));
    hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call());
    hub.tell(ofPlan(hub, openCare, 'sip-mote', HELD), '2026-12-08T15:00:00+01:00');
    const duty = hub.deadlines.find(({ kind, state }) => kind === 'sip-delgivning' && state === 'open');
    expect(duty?.due.toISOString()).toBe('2026-12-11T12:00:00.000Z');
  });

  it('[G-SIP-78] [G-COL-18] the window of the colour counts from the discharge', () => {
    const hub = coloured('gul');
    hub.sends(ward, 'utskrivningsmeddelande', 'wed 11:00', leaves('wed 11:00'));
    expect(remarked(hub.sends(openCare, 'sip-kallelse', 'wed 13:00', meets('2026-12-02')))).toEqual([
      'inconsistent G-COL-13',
    ]);
  });
});

describe('consent and the plan beside a stay', () => {
  it('[G-CON-11] [G-CON-07] taken back at the stay it ends the plan, and the stay goes on', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call());
    hub.sends(ward, 'samtycke-aterkallat', 'wed 09:00', { content: { scope: ['sip'] } });
    expect([planOf(hub).facts.state, hub.state]).toEqual(['avslutad', 'inskriven']);
  });

  it('[G-CON-12] told to the stay before anything of a plan it holds for the call', () => {
    const hub = stay();
    hub.sends(ward, 'samtycke', 'tue 09:00', { content: { scope: ['sip'] } });
    const plan = hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call({}, { consent: undefined }));
    expect([plan.answer.plan?.state, reached(plan)]).toEqual(['kallad', ['homeCare', 'social']]);
  });

  it('[G-CLOSE-02] a death ends both', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call({}, { consent: YES }));
    hub.sends(ward, 'avliden', 'wed 09:00', { content: { diedOn: '2026-11-25', source: 'manuell' } });
    expect([planOf(hub).facts.state, hub.state]).toEqual(['avslutad', 'avslutad']);
  });

  it('[G-CLOSE-03] who has no part in the plan cannot end it', () => {
    const hub = stay();
    hub.sends(openCare, 'sip-kallelse', 'tue 10:00', call());
    const end = ofPlan(hub, social, 'sip-avslut', { reason: 'annat', comment: 'x' });
    expect(told(hub.refuse(end, at('wed 10:00')))).toEqual(['not-coordinator G-CLOSE-03']);
  });
});
