import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { anyInstant, anyText } from '../../../../test/support/any-message.js';
import { CALENDAR_KINDS } from '#domain/plan/sight/calendar.js';
import { icalendarOf, shortPlanId } from './calendar.js';
import type { CalendarEntry } from './calendar.js';
import { colourName } from './colour-name.js';
import { foldedLine, LONGEST_LINE, textValue } from './content-line.js';

const NOW = new Date('2026-11-23T08:15:30.250Z');
const UNIT = { hsaId: 'SE2321000016-HC01', name: 'Hälsocentralen Öster' };
const PLAN = '0190a1b2-0000-7000-8000-00000000abcd';

const MEETING: CalendarEntry = {
  id: '0190a1b2-0000-7000-8000-0000000000ff',
  kind: 'sip',
  start: '2026-12-01T10:00:00+01:00',
  minutes: 45,
  plan: PLAN,
  units: ['Hälsocentralen Öster', 'Socialtjänsten, Gävle'],
  colour: '#1f6feb',
  changedAt: '2026-11-23T08:00:00+01:00',
  sequence: 2,
};

/** A reader of iCalendar that shares nothing with the writer: it unfolds, splits, and takes the escapes out. */
interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

function linesOf(calendar: string): string[] {
  expect(calendar.endsWith('\r\n')).toBe(true);
  expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return calendar
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1);
}

function propertyOf(line: string): Property {
  const [, head = '', raw = ''] = /^((?:"[^"]*"|[^":])+):(.*)$/su.exec(line) ?? [];
  const [name = '', ...parameters] = head.split(';');
  const value = raw.replace(/\\([nN;,\\])/g, (_all, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped));
  return {
    name,
    parameters: Object.fromEntries(parameters.map((one) => one.split('=', 2) as [string, string])),
    value,
  };
}

function eventsIn(calendar: string): Map<string, Property>[] {
  const events: Map<string, Property>[] = [];
  const open: string[] = [];
  for (const property of linesOf(calendar).map(propertyOf)) {
    const { name, value } = property;
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push(new Map());
    } else if (name === 'END') expect(open.pop()).toBe(value);
    else if (open.at(-1) === 'VEVENT') {
      expect(events.at(-1)?.has(name)).toBe(false);
      events.at(-1)?.set(name, property);
    }
  }
  expect(open).toEqual([]);
  return events;
}

const theOnly = (entry: CalendarEntry, language: 'sv' | 'en' = 'sv'): Map<string, Property> => {
  const [event, another] = eventsIn(icalendarOf([entry], { unit: UNIT, now: NOW, language }));
  if (event === undefined || another !== undefined) throw new Error('one entry is one event');
  return event;
};
const valueOf = (event: Map<string, Property>, name: string): string | undefined => event.get(name)?.value;

const anyEntry: fc.Arbitrary<CalendarEntry> = fc.record(
  {
    id: fc.uuid(),
    kind: fc.constantFrom(...CALENDAR_KINDS),
    start: fc.oneof(anyInstant, fc.constantFrom('2026-12-01', '9999-12-31', '0001-01-01')),
    minutes: fc.integer({ min: -10, max: 1_000_000_000 }),
    plan: fc.uuid(),
    units: fc.array(anyText, { maxLength: 4 }),
    colour: fc.constantFrom('#1f6feb', '#FFFFFF', 'bla', ''),
    calledOff: fc.boolean(),
    changedAt: anyInstant,
    sequence: fc.nat(),
    note: anyText,
  },
  { requiredKeys: ['id', 'kind', 'start', 'plan', 'units', 'changedAt'] },
);

describe('A line of iCalendar', () => {
  it('is folded at 75 octets, never within a character, and is the line again when it is unfolded', () => {
    const anyLine = fc.array(fc.oneof(anyText, fc.string({ unit: 'binary' })), { maxLength: 30 });
    fc.assert(
      fc.property(
        anyLine.map((parts) =>
          parts
            .join('')
            .toWellFormed()
            .replaceAll(/[\r\n]/g, ''),
        ),
        (line) => {
          const folded = foldedLine(line);
          const lines = folded.slice(0, -2).split('\r\n');
          for (const one of lines) {
            expect(Buffer.byteLength(one)).toBeLessThanOrEqual(LONGEST_LINE);
            expect(one.isWellFormed()).toBe(true);
          }
          expect(lines.map((one, index) => (index === 0 ? one : one.slice(1))).join('')).toBe(line);
        },
      ),
    );
  });

  it('is as long as it may be before it is folded', () => {
    expect(foldedLine('x'.repeat(75))).toBe(`${'x'.repeat(75)}\r\n`);
    expect(foldedLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x\r\n`);
    expect(foldedLine(`${'x'.repeat(74)}å`)).toBe(`${'x'.repeat(74)}\r\n å\r\n`);
  });

  it('has its text escaped, line breaks as one sign, control characters left out', () => {
    expect(textValue('a;b,c\\d\r\ne\rf\ng\0h\x1bi\tj:k"l')).toBe('a\\;b\\,c\\\\d\\ne\\nf\\nghi\tj:k"l');
  });
});

describe('The calendar of a unit', () => {
  it('can be read by others, whatever its entries hold', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 5 }), anyText, (entries, name) => {
        const events = eventsIn(icalendarOf(entries, { unit: { ...UNIT, name }, now: NOW }));
        expect(events).toHaveLength(entries.length);
        for (const [index, event] of events.entries()) {
          expect(valueOf(event, 'UID')).toBe(`${entries[index]?.id ?? ''}@hemgang`);
          expect(valueOf(event, 'DTSTAMP')).toBe('20261123T081530Z');
          expect(valueOf(event, 'DTSTART')).toMatch(/^\d{8}(T\d{6}Z)?$/);
          expect(valueOf(event, 'DTEND') ?? '99991231T235959Z').toMatch(/^\d{8}T\d{6}Z$/);
          expect(valueOf(event, 'LAST-MODIFIED')).toMatch(/^\d{8}T\d{6}Z$/);
          expect(valueOf(event, 'STATUS')).toMatch(/^(CONFIRMED|TENTATIVE|CANCELLED)$/);
        }
      }),
    );
  });

  it('[N-CAL-01] tells a meeting by its time in UTC, its kind with its colour code, the plan and the units, and nobody by name', () => {
    const event = theOnly(MEETING);
    expect(valueOf(event, 'DTSTART')).toBe('20261201T090000Z');
    expect(valueOf(event, 'DTEND')).toBe('20261201T094500Z');
    expect(valueOf(event, 'SUMMARY')).toBe('SIP-möte · plan 0000abcd · Hälsocentralen Öster, Socialtjänsten, Gävle');
    expect(valueOf(event, 'CATEGORIES')).toBe('SIP-möte');
    expect([valueOf(event, 'COLOR'), valueOf(event, 'X-HEMGANG-COLOUR')]).toEqual(['royalblue', '#1f6feb']);
    expect([valueOf(event, 'STATUS'), valueOf(event, 'SEQUENCE'), valueOf(event, 'CLASS')]).toEqual([
      'CONFIRMED',
      '2',
      'PRIVATE',
    ]);
    expect(valueOf(event, 'LAST-MODIFIED')).toBe('20261123T070000Z');
    expect([...event.keys()]).not.toEqual(expect.arrayContaining(['LOCATION', 'ATTENDEE', 'ORGANIZER']));
  });

  it('tells the same in English', () => {
    expect(valueOf(theOnly({ ...MEETING, units: [] }, 'en'), 'SUMMARY')).toBe('SIP meeting · plan 0000abcd');
  });

  it('keeps what was called off, as cancelled, under the same UID', () => {
    const event = theOnly({ ...MEETING, calledOff: true, sequence: 3 });
    expect([valueOf(event, 'UID'), valueOf(event, 'STATUS'), valueOf(event, 'TRANSP')]).toEqual([
      `${MEETING.id}@hemgang`,
      'CANCELLED',
      'TRANSPARENT',
    ]);
    expect(valueOf(event, 'SUMMARY')).toMatch(/^Inställt: SIP-möte/);
  });

  it('[N-CAL-02] has a planned follow-up and the reminder to call to it as whole days', () => {
    const event = theOnly({ ...MEETING, kind: 'paminnelse', start: '2027-03-01' });
    expect(event.get('DTSTART')).toEqual({ name: 'DTSTART', parameters: { VALUE: 'DATE' }, value: '20270301' });
    expect([valueOf(event, 'DTEND'), valueOf(event, 'STATUS')]).toEqual([undefined, 'TENTATIVE']);
  });

  it('takes an hour for a meeting of which nobody has said how long it lasts', () => {
    expect(valueOf(theOnly({ ...MEETING, minutes: undefined }), 'DTEND')).toBe('20261201T100000Z');
  });

  it('calls a plan by the part of its id in which plans of the same minute differ', () => {
    expect(shortPlanId(PLAN)).toBe('0000abcd');
  });

  it('knows the nearest colour that CSS has a name for', () => {
    expect(['#2da44e', '#cf222e', '#bf8700', '#8250df', '#000001', 'bla'].map(colourName)).toEqual([
      'seagreen',
      'crimson',
      'darkgoldenrod',
      'mediumpurple',
      'black',
      undefined,
    ]);
  });
});
