import { describe, expect, it } from '@jest/globals';
import { en } from '../i18n/en.js';
import { sv } from '../i18n/sv.js';
import type { PartyStory, StoryEvent } from './story.js';
import type { Paint } from './timeline.js';
import { printTimeline, timelineOf } from './timeline.js';

const PLAIN: Paint = { heading: String, good: String, bad: String, faint: String };
const unit = { hsaId: 'SE1-U', name: 'Enheten', role: 'sabo', organisation: 'o' };
const about = { kind: 'utskrivningsklar', messageId: 'm-1', episode: 'V1' };
const END = new Date('2026-11-30T14:00:00+01:00');
const at = (time: string): Date => new Date(`${time}:00+01:00`);

function story(...events: StoryEvent[]): PartyStory {
  return { unit, events };
}

function reminder(occurrence: number, time: string, messageId = 'm-1'): StoryEvent {
  const overdue = { step: 'paminnelse', duty: 'kvittens', due: at('2026-11-24T13:00'), rule: 'G-ACK-12' };
  const whose = { responsible: 'SE1-U', responsibleName: 'Enheten', phone: '08-465 004 12' };
  return { type: 'reminder', ...about, messageId, ...overdue, ...whose, occurrence, at: at(time) };
}

const swedish = (party: PartyStory): string[] => timelineOf(party, (id) => id, END).map((line) => line.say(sv));

describe('what a party sees, as lines', () => {
  it('a delivery says what it is, until when it is to be receipted, and that it was taken back', () => {
    const received: StoryEvent = {
      ...about,
      type: 'received',
      at: at('2026-11-28T13:40'),
      deliveryId: 'd',
      receiptDue: at('2026-11-29T09:00'),
      state: 'withdrawn',
      newDate: undefined,
      told: undefined,
    };
    expect(swedish(story(received))).toEqual(['får utskrivningsklar V1, kvittens senast sön 29 nov 09:00, återtaget']);
    const changed: StoryEvent = {
      ...received,
      kind: 'inskrivningsmeddelande',
      newDate: '2026-11-28',
      state: 'received',
    };
    expect(timelineOf(story(changed), String, END)[0]?.say(en)).toBe(
      'gets admission notice V1, new discharge date 2026-11-28, receipt by Sun 29 Nov 09:00',
    );
    const untold: StoryEvent = { ...received, kind: 'inskrivningsmeddelande', state: 'received', told: [] };
    const told = ['expectedDischarge'];
    expect(swedish(story(untold, { ...untold, told }))).toEqual([
      'får inskrivningsmeddelande V1, utan samtycke: innehållet är tomt, kvittens senast sön 29 nov 09:00',
      'får inskrivningsmeddelande V1, utan samtycke: innehållet är bara expectedDischarge, kvittens senast sön 29 nov 09:00',
    ]);
  });

  it('a refusal stands out unless the routine wants it', () => {
    const refused: StoryEvent = {
      ...about,
      type: 'sent',
      at: at('2026-11-26T13:30'),
      as: 'json',
      code: '422',
      isAccepted: false,
      isAsTold: true,
      remarks: [{ severity: 'error', place: '', code: 'not-yet', rule: 'B-DIS-09', text: 'Not yet' }],
      recipients: [],
    };
    const tones = (event: StoryEvent): string[] => timelineOf(story(event), String, END).map(({ tone }) => tone);
    expect(tones(refused)).toEqual(['plain', 'plain']);
    expect(tones({ ...refused, isAsTold: false })).toEqual(['bad', 'bad']);
    expect(swedish(story(refused))[0]).toBe('skickar utskrivningsklar V1 (JSON, HTTP), svar 422, så som rutinen säger');
    expect(swedish(story(refused))[1]).toMatch(/^avvisat: .* \[not-yet B-DIS-09\]$/);
  });

  it('a receipt is in time or late, and late ones stand out', () => {
    const receipt: StoryEvent = {
      ...about,
      type: 'receipt',
      at: at('2026-11-29T09:40'),
      due: at('2026-11-29T09:00'),
      isLate: true,
    };
    const [late] = timelineOf(story(receipt), String, END);
    expect([late?.tone, late?.say(sv)]).toEqual([
      'bad',
      'kvitterar utskrivningsklar V1, för sent (skulle ha kommit 09:00)',
    ]);
    const [punctual] = timelineOf(story({ ...receipt, isLate: false }), String, END);
    expect([punctual?.tone, punctual?.say(sv)]).toEqual(['good', 'kvitterar utskrivningsklar V1, i tid']);
  });

  it('a reminder that comes before the time says until when', () => {
    const before = { ...reminder(1, '2026-11-24T08:00'), due: at('2026-11-24T12:00') };
    expect(swedish(story(before))).toEqual(['PÅMINNELSE 1: kvittens för utskrivningsklar V1, senast 12:00']);
  });

  it('two reminders of one duty stand alone, the later ones are told together at the first of them', () => {
    const party = story(
      reminder(1, '2026-11-24T13:00'),
      reminder(2, '2026-11-25T09:00'),
      reminder(3, '2026-11-25T13:00'),
      reminder(1, '2026-11-25T13:00', 'm-2'),
      reminder(4, '2026-11-26T09:00'),
      reminder(5, '2026-11-26T13:00'),
    );
    expect(swedish(party)).toEqual([
      'PÅMINNELSE 1: kvittens för utskrivningsklar V1, skulle ha kommit 13:00',
      'PÅMINNELSE 2: kvittens för utskrivningsklar V1, skulle ha kommit tis 24 nov 13:00',
      'PÅMINNELSE 3 till 5: kvittens för utskrivningsklar V1, den sista tor 26 nov 13:00',
      'PÅMINNELSE 1: kvittens för utskrivningsklar V1, skulle ha kommit tis 24 nov 13:00',
    ]);
  });

  it('the sender sees under its message who has receipted when, who has not, and what was taken back', () => {
    const due = at('2026-11-24T13:00');
    const sent: StoryEvent = {
      ...about,
      type: 'sent',
      at: at('2026-11-24T11:30'),
      as: 'A16',
      code: 'AA',
      isAccepted: true,
      isAsTold: true,
      remarks: [{ severity: 'warning', place: '', code: 'late', rule: 'G-ADM-02', text: 'It is late' }],
      recipients: [
        { unit: 'A', state: 'receipted', receiptDue: due, receiptedAt: at('2026-11-24T12:30') },
        { unit: 'B', state: 'receipted', receiptDue: due, receiptedAt: at('2026-11-24T13:30') },
        { unit: 'C', state: 'received', receiptDue: due, receiptedAt: undefined },
        { unit: 'D', state: 'withdrawn', receiptDue: due, receiptedAt: undefined },
        { unit: 'E', state: 'received', receiptDue: undefined, receiptedAt: undefined },
      ],
    };
    expect(timelineOf(story(sent), String, END).map(({ tone, say }) => [tone, say(sv)])).toEqual([
      ['plain', 'skickar utskrivningsklar V1 (A16, MLLP), svar AA'],
      ['plain', 'varning: Meddelandet kom senare än regeln säger [late G-ADM-02]'],
      ['good', 'A kvitterade 12:30'],
      ['bad', 'B kvitterade 13:30, för sent (skulle ha kommit 13:00)'],
      ['bad', 'C har inte kvitterat (skulle ha kommit 13:00)'],
      ['plain', 'D: återtaget före kvittens'],
    ]);
    const early = at('2026-11-24T12:45');
    expect(timelineOf(story(sent), String, early).map(({ tone, say }) => [tone, say(sv)])).toContainEqual([
      'plain',
      'C har till 13:00 på sig att kvittera',
    ]);
  });

  it('an escalation says who is late and whom to call', () => {
    const base = reminder(1, '2026-11-24T15:00');
    if (base.type !== 'reminder') throw new Error('no reminder');
    expect(swedish(story({ ...base, type: 'escalation', step: 'chef' }))).toEqual([
      'ESKALERING till chef: Enheten är sen med kvittens för utskrivningsklar V1, ring 08-465 004 12',
    ]);
  });
});

describe('a timeline on paper', () => {
  const say = (swedishText: string, english: string) => (texts: typeof sv) =>
    texts.locale === sv.locale ? swedishText : english;
  const line = (time: string, text: string, english: string) => ({
    at: at(time),
    tone: 'plain' as const,
    mark: '-',
    say: say(text, english),
  });

  it('the time stands once, the English beside the Swedish in a column of its own', () => {
    const lines = [
      line('2026-11-24T13:00', 'ett', 'one'),
      line('2026-11-24T13:00', 'tjugotvå', 'twenty-two'),
      { ...line('2026-11-24T13:00', 'under', 'below'), at: undefined },
    ];
    expect(printTimeline(lines, PLAIN, 80)).toEqual([
      '  tis 24 nov 13:00  - ett        one',
      '                    - tjugotvå   twenty-two',
      '                      - under    below',
    ]);
  });

  it('where there is no room the English stands below', () => {
    const lines = [line('2026-11-24T13:00', 'en ganska lång rad', 'a fairly long line')];
    expect(printTimeline(lines, PLAIN, 50)).toEqual([
      '  tis 24 nov 13:00  - en ganska lång rad',
      '                      a fairly long line',
    ]);
  });
});
