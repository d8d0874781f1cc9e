import { describe, expect, it } from '@jest/globals';
import { Answer } from '../api/answer.js';
import { explanationLines } from './explanation-text.js';

const said = (sv: string, more: object = {}) => ({ code: 'x', text: { sv, en: `${sv} (en)` }, ...more });

const EPISODE = {
  id: 'E1',
  organisation: 'gavle-sjukhus',
  episodeId: 'V1',
  explanation: {
    at: '2026-11-28T08:05:00.000Z',
    standing: [said('Patienten är inskriven.')],
    waitedFor: [
      said('Hälsocentralen skulle ha kvitterat.', {
        rule: 'G-ACK-03',
        overdue: true,
        unit: { hsaId: 'SE1-A', name: 'Hälsocentralen', phone: '026-1' },
        then: [said('Chefen får veta det.', { rule: 'G-ACK-11' })],
      }),
      said('Kommunen ska svara.', { overdue: false, unit: { hsaId: 'SE1-B' } }),
    ],
    missing: [],
    next: [said('Avvisas än så länge.', { then: [said('Saknas.', { then: [said('Från kommunen.')] })] })],
    steps: [
      {
        role: 'oppenvard',
        steps: [
          { text: said('Ankomstsamtal').text, state: 'done', rule: 'G-PLAN-28', whose: said('slutenvården').text },
          {
            ...{ number: 1, text: said('Kvittera').text, state: 'open', rule: 'G-PLAN-29', whose: said('x').text },
            checklist: { rule: 'B-ANS-12', link: 'https://checklistor.example/' },
          },
          { number: 2, text: said('Planera').text, state: 'unseen', rule: 'G-PLAN-29', whose: said('x').text },
        ],
      },
    ],
    happened: [said('Avdelningen skickade något.', { at: '2026-11-23T07:15:00.000Z', then: [said('Det gick fram.')] })],
  },
};

const lines = (width?: number, language: 'sv' | 'en' = 'sv', episode: unknown = EPISODE) =>
  explanationLines(Answer.of(episode, 'episode'), language, width);

describe('an explanation at the terminal', () => {
  it('is grouped under headings, what is overdue marked, with whom to call, times as clocks in Sweden show them', () => {
    expect(lines()).toEqual([
      'Vårdtillfälle V1 vid gavle-sjukhus (E1)',
      'Så som det står lör 28 nov 09:05',
      '',
      'Läget',
      '  Patienten är inskriven.',
      '',
      'Vad som väntas',
      '  ! Hälsocentralen skulle ha kvitterat. [G-ACK-03]',
      '      Ring Hälsocentralen: 026-1',
      '      - Chefen får veta det. [G-ACK-11]',
      '    Kommunen ska svara.',
      '',
      'Vad som kan skickas nu',
      '  Avvisas än så länge.',
      '    - Saknas.',
      '      - Från kommunen.',
      '',
      'Steg för steg: öppenvård',
      '     [x] Ankomstsamtal (slutenvården) [G-PLAN-28]',
      '   1 [ ] Kvittera [G-PLAN-29]',
      '         Checklista: https://checklistor.example/',
      '   2 [-] Planera [G-PLAN-29]',
      '',
      'Vad som har hänt',
      '  mån 23 nov 08:15  Avdelningen skickade något.',
      '                    - Det gick fram.',
    ]);
  });

  it('tells reminders of the same once, at the last, with how many and since when', () => {
    const reminder = (at: string, text = 'Hälsocentralen påmindes.') => ({ ...said(text, { at }), code: 'reminder' });
    const happened = [
      reminder('2026-11-27T08:00:00.000Z'),
      reminder('2026-11-27T12:00:00.000Z', 'Kommunen påmindes.'),
      said('Kommunen svarade.', { at: '2026-11-27T12:30:00.000Z' }),
      reminder('2026-11-28T08:00:00.000Z'),
    ];
    const episode = { ...EPISODE, explanation: { ...EPISODE.explanation, happened } };
    expect(lines(undefined, 'sv', episode).slice(-3)).toEqual([
      '  fre 27 nov 13:00  Kommunen påmindes.',
      '  fre 27 nov 13:30  Kommunen svarade.',
      '  lör 28 nov 09:00  Hälsocentralen påmindes. (2 gånger sedan fre 27 nov 09:00)',
    ]);
  });

  it('is the same in English', () => {
    const english = lines(undefined, 'en');
    expect(english).toHaveLength(lines().length);
    expect(english.slice(0, 5)).toEqual([
      'Care episode V1 of gavle-sjukhus (E1)',
      'As it stands Sat 28 Nov 09:05',
      '',
      'How it stands',
      '  Patienten är inskriven. (en)',
    ]);
  });

  it('breaks lines between words where the terminal ends, and hangs what follows under its beginning', () => {
    const long = 'Biståndsenheten ska kvittera inskrivningsmeddelande från avdelningen senast måndag klockan nio';
    const episode = {
      ...EPISODE,
      explanation: { ...EPISODE.explanation, happened: [said(long, { at: '2026-11-23T07:15:00Z' })] },
    };
    const broken = lines(60, 'sv', episode);
    expect(broken.every((line) => line.length <= 60)).toBe(true);
    expect(broken.slice(-3)).toEqual([
      '  mån 23 nov 08:15  Biståndsenheten ska kvittera',
      '                    inskrivningsmeddelande från avdelningen',
      '                    senast måndag klockan nio',
    ]);
  });

  it('says so when the hub has no profile to explain it by', () => {
    expect(lines(80, 'sv', { ...EPISODE, explanation: null })).toEqual([
      'Vårdtillfälle V1 vid gavle-sjukhus (E1)',
      'Regionens profil finns inte i navet just nu',
    ]);
  });
});
