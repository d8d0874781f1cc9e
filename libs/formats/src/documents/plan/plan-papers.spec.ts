import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Plan, PlanFacts } from '#domain/plan/plan.js';
import type { PlanRules } from '#domain/plan/plan-rule.js';
import {
  CENTRE,
  HOME_CARE,
  idOf,
  PAPER_DIRECTORY,
  PAPER_RULES,
  planWith,
  SAMPLE_PLAN,
} from '../../../../../test/support/plan-sample.js';
import { htmlOf } from '../html.js';
import type { PaperLanguage } from '../paper.js';
import type { Addressee } from './addressee.js';
import { paperOf } from './papers.js';
import type { PaperWish } from './papers.js';

const NOW = new Date('2027-01-15T10:00:00Z');
const ADDRESS = { line: ['Åkergatan 1'], postalCode: '80310', city: 'Gävle' };
const TO_PERSON: Addressee = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post', address: ADDRESS };
const TO_RELATIVE: Addressee = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post', address: ADDRESS };
const TO_SCHOOL: Addressee = { relation: 'skola', name: 'Åsa Öst', organisation: 'Ängskolan', channel: 'post' };
const TO_CARE: Addressee = { relation: 'vard', name: 'Rehabkliniken', channel: 'fax', phone: '026-10 00 01' };

interface Setting {
  readonly plan?: Plan;
  readonly language?: PaperLanguage;
  readonly rules?: PlanRules | undefined;
  readonly now?: Date;
}

function made(wish: PaperWish, { plan = SAMPLE_PLAN, language = 'sv', rules = PAPER_RULES, now = NOW }: Setting = {}) {
  return paperOf({ plan, rules, directory: PAPER_DIRECTORY, language, now }, wish);
}

/** What can be read on a page, without its style. */
const readOn = (page: string) =>
  page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

function pageOf(wish: PaperWish, setting?: Setting): string {
  const paper = made(wish, setting);
  if (paper === undefined) throw new Error('there is no such paper');
  return htmlOf(paper);
}

const textOf = (wish: PaperWish, setting?: Setting): string => readOn(pageOf(wish, setting));

const callTo = (addressee?: Addressee, setting?: Setting) => textOf({ kind: 'kallelse', addressee }, setting);
const [MEETING] = SAMPLE_PLAN.facts.meetings;
const meetingWith = (changes: object): Partial<PlanFacts> => ({
  meetings: MEETING === undefined ? [] : [{ ...MEETING, ...changes }],
});

describe('the call to a meeting', () => {
  const WHEN = ['torsdag 3 december 2026 kl. 13.00', '60 minuter', 'Vi träffas', 'Hemma hos dig'];

  it('[S-CALL-06] [S-CALL-09] [G-SIP-31] tells everybody when, for how long, how and where, who comes and whom to ask', () => {
    for (const to of [TO_PERSON, TO_RELATIVE, TO_SCHOOL, TO_CARE, undefined])
      for (const told of [
        ...WHEN,
        'Hemsjukvården Gävle: arbetsterapeut, sjuksköterska',
        'Hälsocentralen Centrum',
        '026-15 40 00',
      ])
        expect(callTo(to)).toContain(told);
  });

  it('[N-CALL-01] tells the person and the parties what is taken up, and relatives to ask', () => {
    for (const to of [TO_PERSON, TO_SCHOOL, TO_CARE]) expect(callTo(to)).toContain('Vem som gör vad När vi följer upp');
    expect(callTo(TO_RELATIVE)).not.toContain('När vi följer upp');
  });

  it('[S-MAP-05] what the person does not want taken up is on none', () => {
    for (const to of [TO_PERSON, TO_RELATIVE, TO_SCHOOL, undefined]) expect(callTo(to)).not.toContain('Ekonomin');
  });

  it('[N-MAP-04] [N-CALL-13] what was mapped goes with the first call, not to relatives, and not without consent', () => {
    for (const to of [TO_PERSON, TO_SCHOOL, undefined]) expect(callTo(to)).toContain('Behov Svårt att gå i trappor.');
    expect(callTo(TO_RELATIVE)).not.toContain('trappor');
    const refused = {
      about: 'informationsoverforing',
      answer: 'nej',
      message: idOf(9),
      unit: CENTRE,
      at: '2026-11-21',
    } as const;
    const plan = planWith({ consents: [refused] });
    expect(callTo(TO_SCHOOL, { plan })).not.toContain('trappor');
    expect(callTo(TO_PERSON, { plan })).toContain('trappor');
    const some = planWith({ consents: [{ ...refused, answer: 'ja', actors: [HOME_CARE] }] });
    expect(callTo(TO_SCHOOL, { plan: some })).not.toContain('trappor');
  });

  it('[N-MAP-12] [N-FUP-10] a call to a follow-up says so and brings no kartläggning', () => {
    const text = callTo(TO_PERSON, { plan: planWith(meetingWith({ purpose: 'uppfoljning' })) });
    expect(text).toContain('Kallelse till uppföljning av samordnad individuell plan (SIP)');
    expect(text).not.toContain('trappor');
  });

  it('[S-CON-03] [N-GEN-15] [G-SIP-25] tells the person what they decide, and the first time what a SIP is', () => {
    for (const told of ['Du bestämmer', 'ta tillbaka ditt samtycke', 'Vad är en SIP?', 'Det är frivilligt.'])
      expect(callTo(TO_PERSON)).toContain(told);
    expect(callTo(TO_SCHOOL)).not.toContain('Vad är en SIP?');
  });

  it('[N-GEN-07] [S-CALL-11] [S-CALL-13] [S-CALL-14] tells who works in care that they have to come, prepared and with a mandate', () => {
    expect(callTo(TO_CARE)).toContain('skyldig att delta');
    expect(callTo(TO_CARE)).toContain('bör kunna fatta beslut');
    for (const to of [TO_PERSON, TO_RELATIVE, TO_SCHOOL]) expect(callTo(to)).not.toContain('skyldig att delta');
  });

  it('[S-CALL-09] has a head for a fax, or an address for a window', () => {
    expect(callTo(TO_CARE)).toContain('Fax till Rehabkliniken Faxnummer 026-10 00 01');
    expect(made({ kind: 'kallelse', addressee: TO_CARE })?.letter).toBeUndefined();
    const { letter } = made({ kind: 'kallelse', addressee: TO_PERSON }) ?? {};
    expect(letter).toEqual({
      ...{ window: 'right', from: ['Hälsocentralen Centrum', '026-15 40 00'] },
      ...{ to: ['Tolvan Tolvansson', 'Åkergatan 1', '803 10 Gävle'], date: '15 januari 2027' },
    });
    const left = { ...PAPER_RULES, paper: { rule: 'S-CALL-09', window: 'left', postedCounts: false } } as const;
    expect(made({ kind: 'kallelse', addressee: TO_PERSON }, { rules: left })?.letter?.window).toBe('left');
  });

  it('[L-PROT-01] without an address nothing stands behind the window, not even the name', () => {
    const { letter } = made({ kind: 'kallelse', addressee: TO_SCHOOL }) ?? {};
    expect(letter?.to).toEqual([]);
  });

  it('the number of the person is for who has care of them; others see the name', () => {
    for (const to of [TO_PERSON, TO_CARE, undefined]) expect(callTo(to)).toContain('19121212-1212');
    for (const to of [TO_RELATIVE, TO_SCHOOL]) {
      expect(callTo(to)).not.toContain('19121212');
      expect(made({ kind: 'kallelse', addressee: to })?.person).toBe('Tolvan Tolvansson');
    }
  });

  it('can be made of a meeting that is named, else of the one that is ahead, and of none where there is none', () => {
    const held = { heldAt: '2026-12-03', attendance: [], message: idOf(7), unit: CENTRE, at: '2026-12-03T13:00:00Z' };
    const plan = planWith(meetingWith({ held }));
    expect(made({ kind: 'kallelse' }, { plan })).toBeUndefined();
    expect(made({ kind: 'kallelse', meeting: idOf(5) }, { plan })?.title).toContain('Kallelse');
    expect(made({ kind: 'kallelse', meeting: idOf(6) }, { plan })).toBeUndefined();
    expect(made({ kind: 'aktorsmote' })).toBeUndefined();
  });

  it('[N-ACTOR-06] [N-ACTOR-07] [N-ACTOR-08] [N-ACTOR-11] a meeting of the parties says what it is not, that the person agrees, and what to do before', () => {
    const plan = planWith(meetingWith({ purpose: 'aktorsmote' }));
    const text = textOf({ kind: 'aktorsmote' }, { plan });
    for (const told of [
      'ersätter inte mötet om SIP',
      'Mötet avser Planering',
      'Samtycke till mötet Ja',
      'Läs på om ärendet.',
      'mandat',
    ])
      expect(text).toContain(told);
    expect(made({ kind: 'kallelse' }, { plan })).toBeUndefined();
  });
});

describe('the plan as a document', () => {
  const text = textOf({ kind: 'plan' });

  it('[N-CONTENT-01] [N-CONTENT-02] [N-CONTENT-03] [S-CONTENT-01] [S-CONTENT-02] [S-CONTENT-03] [P-CONTENT-01] has goals, what is done, and who answers for it', () => {
    for (const told of [
      'Huvudmål Jag vill kunna bo kvar hemma och ta mig till sommarstugan till midsommar.',
      'Delmål: Boende och vardag Jag vill kunna gå till affären',
      'Du får träna att gå med rollator ute två gånger i veckan',
      'arbetsterapeut Hemsjukvården Gävle 026-17 80 00',
      'Jag går en runda på gården varje dag. Jag själv',
    ])
      expect(text).toContain(told);
  });

  it('[N-GEN-11] is one whole that starts from what the person wants, in words and under headings that go down step by step', () => {
    const page = pageOf({ kind: 'plan' });
    const { goals, interventions } = SAMPLE_PLAN.facts;
    const subgoals = SAMPLE_PLAN.facts.subgoals.filter((one) => one.state === 'pagaende');
    const shared = interventions.filter((one) => one.shared && one.state === 'utdelad');
    for (const one of [...goals, ...subgoals, ...shared]) expect(text).toContain(one.text);
    const first = (told: string | undefined) => text.indexOf(told ?? 'none');
    expect(first(goals[0]?.text)).toBeLessThan(Math.min(...subgoals.map((one) => first(one.text))));
    expect(first(goals[0]?.text)).toBeLessThan(Math.min(...shared.map((one) => first(one.text))));
    const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, at) => expect(level - (levels[at] ?? 1)).toBeLessThanOrEqual(1));
    // Codes of the interface are nothing for people.
    expect(text).not.toMatch(/den-enskilde|pagaende|utdelad|socialtjanst|oppenvard/);
  });

  it('[N-CONTENT-04] [S-CONTENT-04] [P-CONTENT-03] has what others than region and municipality do', () => {
    expect(text).toContain('Åtgärder av andra än regionen och kommunen Eva Tolvansson: Dottern följer med');
  });

  it('[N-CONTENT-05] [N-CONTENT-07] [N-CONTENT-08] [P-CONTENT-04] has who coordinates, who answers for it, own part and help, and whom to call', () => {
    for (const told of [
      'Samordningsansvarig Frida Vik, distriktssköterska, Hälsocentralen Centrum 026-15 40 01',
      'Övergripande ansvar Regionen',
      'Det här klarar jag själv Jag lagar min egen mat.',
      'Det här behöver jag hjälp och stöd med Jag behöver stöd för att gå ut.',
      'Hemtjänsten Söder Om hjälpen hemma inte kommer 026-17 91 00',
      'Biståndsenheten Gävle Socialtjänst 026-17 90 00',
    ])
      expect(text).toContain(told);
    expect(text).not.toContain('070-174 06 00');
  });

  it('[N-CONTENT-06] [S-CONTENT-05] has a plan of times: goals, interventions, evaluation, follow-up', () => {
    for (const told of [
      'Ska vara uppnått fredag 18 juni 2027',
      'från 7 december 2026 till 1 februari 2027',
      'Planen följs upp måndag 1 mars 2027',
    ])
      expect(text).toContain(told);
  });

  it('[G-CON-08] has what the person has consented to, and for whom', () => {
    expect(text).toContain(
      'Planen Ja 20 november 2026 Hälsocentralen Centrum Hemsjukvården Gävle Biståndsenheten Gävle',
    );
    const [, plan] = SAMPLE_PLAN.facts.consents;
    if (plan === undefined) throw new Error('the sample has no consent');
    const withdrawn = planWith({ consents: [{ ...plan, withdrawnAt: '2027-01-10T10:00:00Z' }] });
    expect(textOf({ kind: 'plan' }, { plan: withdrawn })).toContain('Ja, återtaget 10 januari 2027');
    const judged = planWith({ consents: [{ ...plan, answer: 'kan-inte', harmAssessed: true }] });
    expect(textOf({ kind: 'plan' }, { plan: judged })).toContain('Menprövning är gjord');
  });

  it('[N-INT-03] [N-PRINT-01] never has what was not shared, be it open or closed', () => {
    const plan = planWith({
      interventions: SAMPLE_PLAN.facts.interventions.map((one) =>
        one.id === idOf(31)
          ? { ...one, state: 'avslutad', comments: SAMPLE_PLAN.facts.interventions[0]?.comments ?? [] }
          : one,
      ),
    });
    for (const wish of [{ kind: 'plan' }, { kind: 'plan', closed: true }, { kind: 'uppfoljning' }] as const)
      for (const one of [SAMPLE_PLAN, plan]) expect(textOf(wish, { plan: one })).not.toContain('Hemlig tanke');
  });

  it('[N-PRINT-02] [N-CLOSE-05] leaves out what is closed, or shows by whom and when it was', () => {
    expect(text).not.toContain('Jag vill förstå mina läkemedel.');
    const all = textOf({ kind: 'plan', closed: true });
    expect(all).toContain('Jag vill förstå mina läkemedel. Avslutad 13 januari 2027 av Hälsocentralen Centrum.');
  });

  it('[N-PRINT-03] [N-FUP-09] [N-FUP-12] has the follow-up beside each intervention, of closed ones too', () => {
    expect(text).toContain(
      'Går bra. Nu orkar du hela vägen till torget. Fortsätter (Hemsjukvården Gävle, 12 januari 2027)',
    );
    expect(text).toContain('Uppföljning av det som är avslutat');
    expect(text).toContain('Vi går igenom dina läkemedel med dig. Avslutad 13 januari 2027');
  });

  it('[S-MEET-05] [S-MEET-18] has what is agreed on and what is not, and why there is no follow-up', () => {
    const held = {
      ...{ message: idOf(7), unit: CENTRE, at: '2026-12-03T13:00:00Z', heldAt: '2026-12-03', attendance: [] },
      ...{ agreements: ['Träna varje dag'], disagreements: ['Om larm behövs'] },
      ...{ noFollowUpReason: 'Målen nås snart', assignmentPeriod: 'till sommaren' },
    };
    const plan = planWith({ ...meetingWith({ held }), followUpOn: undefined });
    for (const told of [
      'Det här är vi överens om Träna varje dag',
      'Det här är vi inte överens om Om larm behövs',
      'Varför planen inte följs upp Målen nås snart Uppdraget gäller till sommaren',
    ])
      expect(textOf({ kind: 'plan' }, { plan })).toContain(told);
  });

  it('[S-MEET-19] is another document for who is under 18 on the day it is made', () => {
    const plan = planWith({}, { id: '201212121212' });
    const on = (day: string) => textOf({ kind: 'plan' }, { plan, now: new Date(`${day}T12:00:00Z`) });
    expect(on('2030-12-12')).not.toContain('barn och unga');
    expect(on('2030-12-11')).toContain('Samordnad individuell plan (SIP) för barn och unga');
    expect(on('2030-12-11')).toContain('Det här är viktigt för mig');
    expect(
      textOf({ kind: 'plan' }, { plan: planWith({}, { id: '20121212T123', idType: 'reservnummer' }) }),
    ).not.toContain('barn');
  });

  it('[S-MEET-07] [B-SIP-14] has lines for those who have to sign and have not, and says who has', () => {
    expect(text).not.toContain('Underskrifter');
    const all = { ...PAPER_RULES, signing: { rule: 'S-MEET-07', by: 'all' } } as const;
    const unsigned = textOf({ kind: 'plan' }, { rules: all });
    for (const who of [
      'Tolvan Tolvansson',
      'Frida Vik, Hälsocentralen Centrum',
      'Hemsjukvården Gävle',
      'Eva Tolvansson',
    ])
      expect(unsigned).toContain(`${who}. Ort, datum och underskrift`);
    const signatures = [{ name: 'Frida Vik', unit: CENTRE, signedOn: '2026-12-03' }];
    const handover = {
      event: 'undertecknad',
      on: '2026-12-03',
      message: idOf(8),
      unit: CENTRE,
      at: '2026-12-03',
      signatures,
    } as const;
    const plan = planWith({ handovers: [handover] });
    const signed = textOf({ kind: 'plan' }, { rules: all, plan });
    expect(signed).toContain('Undertecknat av Frida Vik, Hälsocentralen Centrum, 3 december 2026');
    expect(signed).not.toContain('Frida Vik, Hälsocentralen Centrum. Ort');
    const one = { ...PAPER_RULES, signing: { rule: 'B-SIP-14', by: 'coordinator' } } as const;
    expect(textOf({ kind: 'plan' }, { rules: one })).not.toContain('Tolvan Tolvansson. Ort');
    expect(textOf({ kind: 'plan' }, { rules: all, plan: planWith({}, { id: '201212121212' }) })).toContain(
      'Vårdnadshavare. Ort',
    );
  });

  it('[S-MEET-07] once the meeting was held, those who were there sign, and nobody else', () => {
    const rules = { ...PAPER_RULES, signing: { rule: 'S-MEET-07', by: 'all' } } as const;
    const [meeting] = SAMPLE_PLAN.facts.meetings;
    if (meeting === undefined) throw new Error('the sample has no meeting');
    const attendance = [
      { relation: 'den-enskilde', attended: true },
      { relation: 'vard', unit: CENTRE, name: 'Frida Vik', attended: true },
      { relation: 'vard', unit: HOME_CARE, name: 'Hugo Heden', attended: true },
      { relation: 'socialtjanst', unit: 'SE2120002338-SOC01', attended: false },
    ] as const;
    const held = {
      unit: CENTRE,
      message: idOf(8),
      at: '2026-12-03T13:00:00Z',
      heldAt: '2026-12-03T12:00:00Z',
      attendance,
    };
    const facts = { meetings: [{ ...meeting, purpose: 'sip', held }] } as const;
    const signatures = [{ name: 'Hugo Heden', unit: HOME_CARE }];
    const handover = {
      event: 'undertecknad',
      on: '2026-12-03',
      message: idOf(9),
      unit: CENTRE,
      at: '2026-12-03',
      signatures,
    } as const;
    const paper = textOf({ kind: 'plan' }, { rules, plan: planWith({ ...facts, handovers: [handover] }) });
    const lines = paper.slice(paper.indexOf('Underskrifter'));
    expect(lines).toContain('Tolvan Tolvansson. Ort, datum och underskrift');
    expect(lines).toContain('Frida Vik, Hälsocentralen Centrum. Ort, datum och underskrift');
    expect(lines).toContain('Undertecknat av Hugo Heden, Hemsjukvården Gävle');
    for (const nobody of ['Hemsjukvården Gävle. Ort', 'Biståndsenheten', 'Eva Tolvansson']) {
      expect(lines).not.toContain(nobody);
    }
  });

  it('says of a plan without a main goal that it is not finished, and of one that is over that it is', () => {
    expect(textOf({ kind: 'plan' }, { plan: planWith({ goals: [] }) })).toContain('Planen är inte färdig än.');
    const closed = { message: idOf(9), unit: CENTRE, at: '2027-01-14T10:00:00Z', how: 'for-hand' } as const;
    expect(textOf({ kind: 'plan' }, { plan: planWith({ closed }) })).toContain('Planen är avslutad');
  });

  it('calls codes as they are written where the region has no words for them', () => {
    expect(
      paperOf(
        { plan: SAMPLE_PLAN, rules: undefined, directory: PAPER_DIRECTORY, language: 'sv', now: NOW },
        { kind: 'plan' },
      )?.blocks,
    ).toContainEqual(expect.objectContaining({ kind: 'together' }));
    const bare = { units: new Map() };
    const paper = paperOf(
      { plan: SAMPLE_PLAN, rules: undefined, directory: bare, language: 'sv', now: NOW },
      { kind: 'plan' },
    );
    expect(readOn(htmlOf(paper ?? fail()))).toContain('Delmål: boende');
  });
});

function fail(): never {
  throw new Error('there is no such paper');
}

describe('the other papers', () => {
  it('[N-EVAL-06] [N-FUP-08] the follow-up has evaluations by the names of the region, comments with what comes of them, and the next day', () => {
    const text = textOf({ kind: 'uppfoljning' });
    for (const told of [
      '12 januari 2027 Delvis uppnått Jag har kommit halvvägs. Frida Vik Hälsocentralen Centrum',
      'Går bra. Nu orkar du hela vägen till torget. Fortsätter Hemsjukvården Gävle',
      'Dag måndag 1 mars 2027',
    ])
      expect(text).toContain(told);
    const plan = planWith({ goals: [], interventions: [], subgoals: [] });
    expect(textOf({ kind: 'uppfoljning' }, { plan })).toContain('Inget är uppföljt eller utvärderat än.');
  });

  it('[N-GEN-15] [G-SIP-25] [N-PUB-04] the information says nothing of the person, and of 1177 only where the plan is shown there', () => {
    const text = textOf({ kind: 'information' });
    expect(text).not.toMatch(/Tolvan|1912/);
    expect(text).toContain('Du kan läsa en pågående plan på 1177.');
    const rules = { ...PAPER_RULES, patientPortal: undefined };
    expect(textOf({ kind: 'information' }, { rules: rules as PlanRules })).not.toContain('1177');
  });

  it('each can be had in English, but for what people wrote', () => {
    expect(textOf({ kind: 'plan' }, { language: 'en' })).toContain('Main goal Jag vill kunna bo kvar hemma');
    expect(callTo(TO_PERSON, { language: 'en' })).toContain('Thursday, 3 December 2026 at 13:00');
    expect(textOf({ kind: 'information' }, { language: 'en' })).toContain('What is a SIP?');
    expect(textOf({ kind: 'uppfoljning' }, { language: 'en' })).toContain('Partly reached');
  });

  it('what people wrote stands to the letter, and none of it is taken for HTML', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (any) => {
        fc.pre(any.trim() !== '');
        const plan = planWith({
          goals: SAMPLE_PLAN.facts.goals.map((goal) => ({ ...goal, text: `<script>${any}` })),
        });
        const page = htmlOf(made({ kind: 'plan' }, { plan }) ?? fail());
        expect(page.match(/<\/?\w+/g)).toEqual(htmlOf(made({ kind: 'plan' }) ?? fail()).match(/<\/?\w+/g));
      }),
      { numRuns: 50 },
    );
  });
});
