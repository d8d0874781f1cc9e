import { describe, expect, it } from '@jest/globals';
import { Answer } from '../api/answer.js';
import { planLines } from './plan-text.js';

const NAME = { sv: 'huvudmål', en: 'main goal' };
const VIEW = {
  id: 'p-1',
  stateName: { sv: 'pågående', en: 'ongoing' },
  coordinator: { unit: 'SOC', name: 'Brita Berg' },
  units: [
    { hsaId: 'SOC', name: 'Biståndsenheten' },
    { hsaId: 'HSV', name: 'Hemsjukvården' },
  ],
  goals: [{ text: 'Jag bor hemma', subgoals: [{ text: 'Jag går', interventions: [{ text: 'Du får sällskap' }] }] }],
  looseSubgoals: [],
  waitedFor: [{ name: NAME, unit: 'HSV', due: '2026-12-08T12:00:00Z', isOverdue: true, rule: 'N-GOAL-03' }],
  mayDo: [
    { name: NAME, units: ['SOC'], rule: 'N-GOAL-02' },
    { name: { sv: 'möte', en: 'meeting' }, event: 'genomfort', units: [], rule: 'N-MEET-07' },
  ],
  done: [{ name: NAME, unit: 'SOC', at: '2026-12-08T14:00:00Z', withdrawn: true }],
};

const linesOf = (changes: object, language: 'sv' | 'en' = 'sv') =>
  planLines(Answer.of({ ...VIEW, ...changes }, 'plan'), language);

describe('a plan on the command line', () => {
  it('tells where it stands, its goals, what is awaited, what may be sent and what was done, in one language', () => {
    expect(linesOf({})).toEqual([
      ...['SIP p-1: pågående', '  Samordnar: Brita Berg, Biståndsenheten'],
      ...['', 'Mål och insatser', '  Jag bor hemma', '    Jag går', '      Du får sällskap'],
      ...['', 'Vad som väntas', '  väntas av Hemsjukvården: huvudmål, senast tis  8 dec 13:00, försenat [N-GOAL-03]'],
      ...['', 'Vad som kan skickas nu', '  huvudmål: Biståndsenheten [N-GOAL-02]'],
      ...['', 'Vad som har hänt', '  tis  8 dec 15:00  Biståndsenheten: huvudmål, återtaget'],
    ]);
    expect(linesOf({}, 'en').slice(0, 2)).toEqual(['SIP p-1: ongoing', '  Coordinates: Brita Berg, Biståndsenheten']);
  });

  it('has no headings for what the reader is not told', () => {
    const masked = { goals: [{ subgoals: [] }], mayDo: [], coordinator: null };
    const lines = linesOf(masked).join('\n');
    expect(lines).not.toMatch(/Mål|Samordnar|skickas/);
  });
});
