import { describe, expect, it } from '@jest/globals';

import type { Content, MessageKind } from '../../message.js';
import { wordingRemarks } from './wording.js';

const WORDING = {
  goal: 'N-DOC-01',
  poorGoal: 'N-DOC-02',
  subgoal: 'N-DOC-03',
  poorSubgoal: 'N-DOC-04',
  own: 'N-DOC-05',
  plain: 'S-MEET-14',
};

const told = (kind: MessageKind, content: Content, wording: typeof WORDING | undefined = WORDING) =>
  wordingRemarks(kind, content, wording === undefined ? {} : { wording }).map(({ code, rule }) => `${code} ${rule}`);

const NURSE = { party: 'enhet', unit: 'SE2120002338-HSV01', name: 'Hemsjukvården' };

describe('the wording of a main goal', () => {
  it.each([
    'Jag vill kunna ta mig till sommarstugan före midsommar',
    'Jag vill må så bra att jag kan arbeta halvtid efter påsk',
    'Jag vill klara skolan minst tre dagar i veckan fram till jul',
    'JAG VILL GÅ UT VARJE DAG.',
    'Till 2027-03-01 vill jag bo i min egen lägenhet igen',
  ])('[N-DOC-01] [G-SIP-45] [G-SIP-49] has nothing to say of “%s”', (text) => {
    expect(told('sip-huvudmal', { text })).toEqual([]);
  });

  it('[N-DOC-01] [G-SIP-46] takes the day in its own field for a time mark', () => {
    const text = 'Jag vill läsa tidningen';
    expect(told('sip-huvudmal', { text })).toEqual(['wording-no-time N-DOC-01']);
    expect(told('sip-huvudmal', { text, reachBy: '2027-03-01' })).toEqual([]);
  });

  it.each([
    ['Trygghet i hemmet', 'wording-no-activity'],
    ['Säker läkemedelshantering', 'wording-no-activity'],
    ['Nedsatt syn', 'wording-no-activity'],
    ['Min trygghet', 'wording-no-activity'],
    ['Du ska få det bättre hemma', 'wording-in-second-person'],
    ['Patienten behöver kontakt med socialförvaltningen', 'wording-need-of-provider'],
    ['Hemtjänst x3', 'wording-amount-of-service'],
  ])('[N-DOC-02] [G-SIP-47] calls “%s” poor: %s', (text, code) => {
    expect(told('sip-huvudmal', { text, reachBy: '2027-03-01' })).toContain(`${code} N-DOC-02`);
  });

  it.each(['Trygghet i hemmet', 'Du ska få det bättre hemma', 'Hon vill bo hemma'])(
    '[N-DOC-01] [G-SIP-49] asks for the first person in “%s”',
    (text) => {
      expect(told('sip-huvudmal', { text })).toContain('wording-not-in-first-person N-DOC-01');
    },
  );
});

describe('the wording of a sub-goal', () => {
  it.each([
    'Jag vill gå med rollator till toaletten',
    'Jag vill skriva ett CV så att jag kan söka jobb',
    'Jag behöver stöd för att våga gå och handla',
    'Jag vill bo kvar hemma med hjälp med hygienen',
    'Jag vill kunna tömma blåsan hemma',
  ])('[N-DOC-03] has nothing to say of “%s”', (text) => {
    expect(told('sip-delmal', { text })).toEqual([]);
  });

  it.each([
    ['Rollatorträning x 3', 'wording-amount-of-service'],
    ['Gångträning 3 ggr', 'wording-amount-of-service'],
    ['Du måste söka arbete', 'wording-in-second-person'],
    ['Sök arbete', 'wording-in-second-person'],
    ['Boendestöd två gånger i veckan som sällskap vid inköp', 'wording-amount-of-service'],
    ['Hemtjänst x3', 'wording-amount-of-service'],
  ])('[N-DOC-04] calls “%s” poor: %s', (text, code) => {
    expect(told('sip-delmal', { text })).toEqual([`${code} N-DOC-04`, 'wording-not-in-first-person N-DOC-03']);
  });

  it('[N-DOC-03] does not take a house number or a word with an x for an amount', () => {
    expect(told('sip-delmal', { text: 'Jag vill gå till Storgatan 3 och ta min medicin Alex3' })).toEqual([]);
  });
});

describe('the wording of an intervention', () => {
  it('[N-DOC-05] [N-INT-07] has nothing to say when it speaks to the person and somebody answers for it', () => {
    const text = 'Distriktssköterskan hjälper dig att tömma blåsan några gånger om dagen';
    expect(told('sip-insats', { text, responsible: NURSE })).toEqual([]);
    expect(told('sip-insats', { text: 'Du går ut varje dag', responsible: { party: 'den-enskilde' } })).toEqual([]);
  });

  it('[N-DOC-05] [N-CONTENT-03] asks whom it is for and who answers for it', () => {
    const remarks = told('sip-insats', { text: 'Tappning vid behov' });
    expect(remarks).toEqual(['wording-not-to-the-person N-DOC-05', 'wording-nobody-responsible N-DOC-05']);
    expect(told('sip-insats', { text: 'Du får hjälp', responsible: { party: 'enhet' } })).toEqual([
      'wording-nobody-responsible N-DOC-05',
    ]);
  });
});

describe('advice on wording', () => {
  it('[S-MEET-14] remarks abbreviations and terms where the region asks for plain words', () => {
    const text = 'Jag vill klara min ADL innan jul';
    expect(told('sip-huvudmal', { text })).toEqual(['wording-jargon S-MEET-14']);
    const others = { ...WORDING };
    Reflect.deleteProperty(others, 'plain');
    expect(wordingRemarks('sip-huvudmal', { text }, { wording: others })).toEqual([]);
  });

  it('is given by regions that want it, and of goals and interventions alone', () => {
    expect(told('sip-huvudmal', { text: 'Trygghet' }, undefined)).not.toEqual([]);
    expect(wordingRemarks('sip-huvudmal', { text: 'Trygghet' }, {})).toEqual([]);
    expect(told('sip-kartlaggning', { text: 'Trygghet' })).toEqual([]);
    expect(told('sip-huvudmal', {})).toEqual([]);
  });

  it('never repeats what was written, and says it in both languages', () => {
    const [remark] = wordingRemarks('sip-huvudmal', { text: 'Hemlig Hemlighet' }, { wording: WORDING });
    expect(JSON.stringify(remark)).not.toContain('Hemlig');
    expect(remark).toMatchObject({ path: 'content.text', rule: 'N-DOC-02' });
  });
});
