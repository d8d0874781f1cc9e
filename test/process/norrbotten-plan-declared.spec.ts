import { describe, expect, it } from '@jest/globals';

import { norrbotten } from '../support/norrbotten.js';

/**
 * What `config/profiles/norrbotten.yaml` declares of plans, as tables to be read beside `./hemgang profile draw`; what follows from
 * it is in the other specs of Norrbotten.
 */
const { plan } = norrbotten();
if (plan === undefined) throw new Error('the region has no plans');

const OPEN =
  'behov underlag samtycke kartlagd kallad mote-genomfort plan-skapad huvudmal-klart pagaende uppfoljning-kallad uppfoljning-genomford avliden-aviserad';
const allTo = (states: string, to: string) => states.split(' ').map((state) => `${state} ${to}`);
/** A consent that is taken back comes first, in every open state. */
const TAKEN_BACK = allTo(OPEN, 'avslutad').map((row) => row.replace(' ', '? '));
const WITH_GOAL = 'huvudmal-klart pagaende uppfoljning-kallad uppfoljning-genomford';
const MET = 'mote-genomfort plan-skapad huvudmal-klart pagaende uppfoljning-genomford';

describe('the table of states of a plan in Norrbotten', () => {
  // A row with ? has a condition, and the next one is taken where it does not hold.
  const ways: [rules: string, what: string, rows: string[]][] = [
    ['[N-CON-03] [N-CLOSE-14]', 'samtycke-aterkallat', [...TAKEN_BACK, ...allTo(OPEN, 'same')]],
    ['[N-CLOSE-12] [N-CLOSE-13]', 'avliden folkbokforing', allTo(OPEN, 'avliden-aviserad')],
    [
      '[N-CLOSE-11] [N-CLOSE-13]',
      'avliden manuell',
      [...allTo(OPEN, 'avliden-aviserad').map((row) => row.replace(' ', '? ')), ...allTo(OPEN, 'avslutad')],
    ],
    ['[N-GEN-03]', 'sip-initiativ', ['none? behov', ...allTo(OPEN, 'same')]],
    [
      '[N-BASIS-01] [N-BASIS-02]',
      'sip-underlag',
      [
        ...TAKEN_BACK,
        ...allTo('none? behov? underlag?', 'avbojd'),
        ...allTo('none? behov? underlag?', 'samtycke'),
        ...allTo('none behov underlag', 'underlag'),
        ...allTo(OPEN.replace('behov underlag ', ''), 'same'),
      ],
    ],
    [
      '[N-CON-01]',
      'samtycke',
      [
        ...TAKEN_BACK,
        'underlag? avbojd',
        'underlag? samtycke',
        ...allTo(OPEN.replace('underlag ', ''), 'same'),
        'underlag same',
      ],
    ],
    ['[N-MAP-10] [N-MAP-11]', 'sip-kartlaggning ny', ['samtycke kartlagd', 'kartlagd same', 'kallad same']],
    ['[N-MAP-10] [N-MAP-11]', 'sip-kartlaggning andrad', ['samtycke kartlagd', 'kartlagd same', 'kallad same']],
    ['[N-MAP-10] [N-MAP-11]', 'sip-kartlaggning borttagen', ['kartlagd? samtycke', 'kartlagd same', 'kallad same']],
    [
      '[N-INIT-01] [N-INIT-02]',
      'sip-kallelse sip',
      ['kartlagd kallad', 'kallad same', ...allTo('none? behov? underlag? samtycke?', 'kallad')],
    ],
    [
      '[N-INIT-01] [N-FUP-01]',
      'sip-kallelse uppfoljning',
      [...allTo('huvudmal-klart pagaende uppfoljning-genomford', 'uppfoljning-kallad'), 'uppfoljning-kallad same'],
    ],
    [
      '[N-INIT-01] [N-ACTOR-05] [N-ACTOR-08] [N-ACTOR-15]',
      'sip-kallelse aktorsmote',
      ['none behov', ...allTo(OPEN, 'same')],
    ],
    ['[N-MEET-07]', 'sip-mote oppnat', ['kallad same', 'uppfoljning-kallad same']],
    [
      '[N-MEET-07]',
      'sip-mote genomfort',
      [
        ...allTo(MET.replace('uppfoljning', 'uppfoljning-kallad uppfoljning'), 'same').map((row) =>
          row.replace(' ', '? '),
        ),
        'kallad mote-genomfort',
        'uppfoljning-kallad uppfoljning-genomford',
      ],
    ],
    ['[N-MEET-07]', 'sip-mote installt', ['kallad kartlagd', 'uppfoljning-kallad pagaende']],
    ['[N-MEET-07] [N-MEET-12]', 'sip-mote plan-skapad', ['mote-genomfort plan-skapad']],
    ['[N-MEET-07] [N-COORD-07]', 'sip-mote sipkollen', allTo(MET, 'same')],
    [
      '[N-GOAL-02]',
      'sip-huvudmal',
      [
        'plan-skapad huvudmal-klart',
        'uppfoljning-genomford pagaende',
        ...allTo('huvudmal-klart pagaende uppfoljning-kallad', 'same'),
      ],
    ],
    ['[N-SUB-01]', 'sip-delmal', allTo(WITH_GOAL, 'same')],
    ['[N-CLOSE-01]', 'sip-delmal-avslut', allTo(WITH_GOAL, 'same')],
    [
      '[N-INT-03] [N-SUB-02]',
      'sip-insats',
      ['huvudmal-klart pagaende', ...allTo('pagaende uppfoljning-kallad uppfoljning-genomford', 'same')],
    ],
    ['[N-CLOSE-03]', 'sip-insats-avslut', allTo(WITH_GOAL, 'same')],
    ['[N-CLOSE-06]', 'sip-ateroppnande', allTo(WITH_GOAL, 'same')],
    ['[N-FUP-03]', 'sip-uppfoljning kommentar', allTo(WITH_GOAL, 'same')],
    [
      '[N-EVAL-05]',
      'sip-utvardering',
      ['uppfoljning-genomford pagaende', ...allTo('huvudmal-klart pagaende uppfoljning-kallad', 'same')],
    ],
    ['[N-PUB-03]', 'sip-delgivning', allTo(`plan-skapad ${WITH_GOAL} avliden-aviserad avslutad`, 'same')],
    ['[N-PART-01]', 'sip-deltagare', allTo(OPEN, 'same')],
    ['[N-COORD-05]', 'sip-samordningsansvarig', allTo(OPEN, 'same')],
    ['[N-CLOSE-09]', 'sip-avslut', allTo(OPEN, 'avslutad')],
  ];

  it.each(ways)('%s where %s fits, and where it leads', (_rules, what, expected) => {
    const rows = plan.transitions.filter(({ on, event }) => [on, event].filter(Boolean).join(' ') === what);
    expect(rows.map(({ from, to, when }) => `${from}${when === undefined ? '' : '?'} ${to}`)).toEqual(expected);
  });

  it('[N-GEN-01] holds nothing else', () => {
    const known = new Set(ways.map(([, what]) => what));
    const others = plan.transitions.filter(({ on, event }) => !known.has([on, event].filter(Boolean).join(' ')));
    expect(others).toEqual([]);
  });

  it('[N-GEN-01] [N-GEN-03] [N-BASIS-01] [N-CON-01] [N-MAP-10] [N-INIT-02] [N-MEET-07] the conditions of its rows', () => {
    const whens = plan.transitions.flatMap(({ on, event, to, when }) =>
      when === undefined ? [] : [[[on, event].filter(Boolean).join(' '), to, when]],
    );
    const unlike = [...new Map(whens.map((row) => [JSON.stringify(row), row])).values()];
    const no = { is: { path: 'plan.consent.plan', value: 'nej' } };
    const both = {
      all: [
        { is: { path: 'plan.consent.plan', value: 'ja' } },
        { is: { path: 'plan.consent.informationsoverforing', value: 'ja' } },
      ],
    };
    const takenBack = { is: { path: 'plan.takenBack', value: true } };
    expect(unlike).toEqual([
      ['samtycke', 'avslutad', takenBack],
      ['samtycke-aterkallat', 'avslutad', takenBack],
      ['sip-underlag', 'avslutad', takenBack],
      ['avliden manuell', 'avliden-aviserad', { is: { path: 'acting.elsewhere', value: true } }],
      ['sip-initiativ', 'behov', { not: { is: { path: 'content.needed', value: false } } }],
      ['sip-underlag', 'avbojd', no],
      ['sip-underlag', 'samtycke', both],
      ['samtycke', 'avbojd', no],
      ['samtycke', 'samtycke', both],
      ['sip-kartlaggning borttagen', 'samtycke', { lacks: 'plan.areas' }],
      ['sip-kallelse sip', 'kallad', { not: { is: { path: 'content.setting', value: 'utan-vardtillfalle' } } }],
      [
        'sip-mote genomfort',
        'same',
        { all: [{ has: 'content.meeting' }, { is: { path: 'object.state', value: 'genomford' } }] },
      ],
    ]);
  });
});

describe('who may do what with a plan in Norrbotten', () => {
  it.each([
    ['N-GEN-03', 'sip-initiativ', 'anyone'],
    ['N-BASIS-01', 'sip-underlag', 'anyone'],
    ['N-MAP-11', 'sip-kartlaggning', 'coordinator'],
    ['N-INIT-01', 'sip-kallelse sip', 'anyone'],
    ['N-FUP-01', 'sip-kallelse uppfoljning', 'coordinator'],
    ['N-ACTOR-05', 'sip-kallelse aktorsmote', 'anyone'],
    ['N-PART-01', 'sip-deltagare tillagd', 'coordinator'],
    ['N-PART-01', 'sip-deltagare borttagen', 'coordinator'],
    ['N-PART-01', 'sip-deltagare kvitterat', 'coordinator'],
    ['N-GEN-07', 'sip-deltagare forhinder', 'coordinator participant'],
    ['N-MEET-07', 'sip-mote oppnat', 'coordinator owner'],
    ['N-MEET-07', 'sip-mote genomfort', 'coordinator owner'],
    ['N-MEET-07', 'sip-mote installt', 'coordinator owner'],
    ['N-MEET-12', 'sip-mote plan-skapad', 'coordinator'],
    ['N-COORD-07', 'sip-mote sipkollen', 'coordinator'],
    ['N-GOAL-02', 'sip-huvudmal', 'coordinator'],
    ['N-SUB-01', 'sip-delmal ny', 'coordinator participant'],
    ['N-SUB-01', 'sip-delmal andrad', 'owner coordinator'],
    ['N-CLOSE-01', 'sip-delmal-avslut', 'owner coordinator'],
    ['N-SUB-02', 'sip-insats ny', 'coordinator participant'],
    ['N-INT-03', 'sip-insats andrad', 'owner'],
    ['N-CLOSE-03', 'sip-insats-avslut', 'owner'],
    ['N-FUP-03', 'sip-uppfoljning kommentar', 'owner coordinator'],
    ['N-EVAL-05', 'sip-utvardering', 'coordinator'],
    ['N-PUB-03', 'sip-delgivning delgiven', 'coordinator'],
    ['N-COORD-07', 'sip-delgivning kopia', 'coordinator participant'],
    ['N-COORD-07', 'sip-delgivning journalford', 'coordinator participant'],
    ['N-COORD-07', 'sip-delgivning avslut-dokumenterat', 'coordinator participant'],
    ['N-COORD-05', 'sip-samordningsansvarig', 'coordinator administrator'],
    ['N-CLOSE-06', 'sip-ateroppnande', 'administrator'],
    ['N-CLOSE-09', 'sip-avslut', 'coordinator'],
    ['N-CON-01', 'samtycke', 'coordinator participant'],
    ['N-CON-03', 'samtycke-aterkallat', 'participant care-contact stay'],
    ['N-CLOSE-11', 'avliden manuell', 'participant care-contact stay elsewhere'],
    ['N-COORD-10', 'fast-vardkontakt', 'anyone'],
  ])('[%s] %s: %s', (rule, what, by) => {
    const rows = plan.permissions.filter(({ kind, event }) => [kind, event].filter(Boolean).join(' ') === what);
    expect(rows.map((row) => [row.rule, row.by.join(' ')])).toEqual([[rule, by]]);
  });

  it('[N-CLOSE-06] who corrects for others are the system managers', () => {
    expect(plan.administrators).toEqual({ rule: 'N-CLOSE-06', types: ['systemforvaltning'] });
  });
});

describe('what the region has agreed on for plans in Norrbotten', () => {
  it('[N-GEN-01] [N-CALL-04] [N-CALL-10] [N-BASIS-01] [N-GEN-09] [N-CLOSE-02] [N-ACTOR-10] [N-INT-03] [N-FUP-07] say by which rule the hub speaks of plans', () => {
    expect([plan.rule, plan.rules]).toEqual([
      'N-GEN-01',
      {
        'plan-exists': 'N-CALL-10',
        'unknown-plan': 'N-BASIS-01',
        'wrong-state': 'N-GEN-09',
        'others-ongoing': 'N-CLOSE-02',
        'actors-only': 'N-ACTOR-10',
        'actors-consent': 'N-ACTOR-06',
        unit: 'N-CALL-04',
        owner: 'N-INT-03',
        replacement: 'N-FUP-07',
      },
    ]);
  });

  it('[N-COORD-01] [N-COORD-02] the one who coordinates is first who began, and a person by name', () => {
    expect(plan.coordinator).toMatchObject({ rule: 'N-COORD-01', first: 'sender', person: true });
  });

  it.each<[string, 'headings' | 'scale' | 'needReasons' | 'professions' | 'closing', string]>([
    [
      'N-MAP-06',
      'headings',
      'halsa larande vardagens-krav kommunikation forflyttning personlig-vard hemliv relationer arbete-studier-ekonomi fritid-delaktighet stod-i-omgivningen',
    ],
    ['N-EVAL-07', 'scale', 'inte-alls till-viss-del till-stor-del helt kan-inte-bedomas'],
    ['N-GEN-13', 'needReasons', 'flera-kontakter mellan-stolarna avlastning bollas'],
    [
      'N-CALL-05',
      'professions',
      'lakare sjukskoterska distriktsskoterska underskoterska fysioterapeut arbetsterapeut psykolog kurator logoped dietist rehabkoordinator bistandshandlaggare socialsekreterare enhetschef boendestodjare skolskoterska',
    ],
    ['N-CLOSE-07', 'closing', 'avliden samtycke-aterkallat inget-behov inga-insatser'],
  ])('[%s] its list of %s', (rule, list, codes) => {
    expect([plan[list]?.rule, plan[list]?.codes.map(({ code }) => code).join(' ')]).toEqual([rule, codes]);
  });

  it('[N-MAP-06] [N-MAP-07] each heading has a text that helps', () => {
    expect(plan.headings?.codes.filter(({ help }) => help === undefined)).toEqual([]);
  });

  it('[N-CLOSE-07] [N-CLOSE-10] [N-CON-05] closing asks for a comment; a consent taken back is one of its reasons', () => {
    expect(plan.closing.commentRule).toBe('N-CLOSE-10');
    expect(plan.closing.codes.flatMap(({ code, rule }) => (rule === undefined ? [] : [[code, rule]]))).toEqual([
      ['samtycke-aterkallat', 'N-CON-05'],
    ]);
  });

  it('[N-CON-01] [N-CON-02] [N-CON-03] [N-CLOSE-11] [N-CLOSE-13] what consent and a death mean', () => {
    expect(plan.consent).toEqual({
      rule: 'N-CON-02',
      toCall: ['plan', 'informationsoverforing'],
      toMeet: [],
      closes: ['plan'],
      closesRule: 'N-CON-03',
      scopeRule: 'N-CON-01',
    });
    expect(plan.death).toEqual({ rule: 'N-CLOSE-11', noticedRule: 'N-CLOSE-13' });
  });

  it.each([
    ['sip-behov', 'N-GEN-04', { days: 3, calendar: 'weekdays' }, 'sip-samordning'],
    ['sip-samtycke', 'N-GEN-03', { days: 3, calendar: 'weekdays' }, 'sip-samordning'],
    ['sip-kallelse-plan', 'N-GEN-03', { days: 5, calendar: 'weekdays' }, 'sip-samordning'],
    ['sip-forberedelse', 'N-PREP-02', { atStart: true }, undefined],
    ['sip-mote', 'N-ACTOR-05', { endOf: 'day' }, 'sip-samordning'],
    ['sip-brev', 'N-CALL-07', { endOf: 'next-weekday' }, 'sip-samordning'],
    ['sip-anteckning', 'N-MEET-08', { endOf: 'next-weekday' }, 'sip-samordning'],
    ['sip-huvudmal', 'N-GOAL-03', { endOf: 'day' }, 'sip-huvudmal'],
    ['sip-uppfoljningsdatum', 'N-GOAL-05', { endOf: 'day' }, 'sip-samordning'],
    ['sip-delmal-insatser', 'N-SUB-02', { days: 3, calendar: 'every-calendar-day' }, 'sip-part'],
    ['sip-utdelning', 'N-INT-06', { days: 3, calendar: 'every-calendar-day' }, 'sip-part'],
    ['sip-delgivning', 'N-PUB-03', { days: 5, calendar: 'weekdays' }, 'sip-samordning'],
    ['sip-uppfoljning-kallelse', 'N-CAL-02', { atStart: true }, 'sip-paminnelse'],
    ['sip-uppfoljning', 'N-FUP-01', { endOf: 'day' }, 'sip-samordning'],
    ['sip-avliden', 'N-CLOSE-13', { endOf: 'next-weekday' }, 'sip-avliden'],
  ] as const)('%s is owed by [%s]', (duty, rule, due, ladder) => {
    const its = plan.duties[duty];
    expect([its?.rule, its?.due, its?.ladder, its?.when]).toEqual([rule, due, ladder, undefined]);
  });

  it('[N-GEN-04] [N-PUB-03] [N-PUB-08] [N-CAL-02] and nothing else is; who hands a revised plan over late is told so', () => {
    expect(Object.keys(plan.duties)).toHaveLength(15);
    expect(plan.duties['sip-delgivning']?.lateRule).toBe('N-PUB-08');
    expect(plan.duties['sip-uppfoljning-kallelse']?.daysBefore).toBe(-14);
  });

  it('[N-GEN-01] [N-DOC-01] [N-DOC-02] [N-DOC-03] [N-DOC-04] [N-DOC-05] [N-PUB-04] [N-CAL-01] [N-CALL-07] advice, 1177, colours and letters', () => {
    expect([plan.wording, plan.patientPortal, plan.calendar, plan.paper]).toEqual([
      { goal: 'N-DOC-01', poorGoal: 'N-DOC-02', subgoal: 'N-DOC-03', poorSubgoal: 'N-DOC-04', own: 'N-DOC-05' },
      { rule: 'N-PUB-04' },
      {
        rule: 'N-CAL-01',
        colours: {
          sip: '#1f6feb',
          uppfoljning: '#2da44e',
          aktorsmote: '#8250df',
          'planerad-uppfoljning': '#bf8700',
          paminnelse: '#cf222e',
        },
      },
      { rule: 'N-CALL-07', window: 'right', postedCounts: true },
    ]);
    expect([plan.signing, plan.meetingWindows, plan.followUpDays]).toEqual([undefined, undefined, undefined]);
  });
});
