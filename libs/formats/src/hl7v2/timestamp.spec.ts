import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dateOrInstantOfHl7, hl7OfInstant, hl7OfIso, instantOfHl7 } from './timestamp.js';

describe('HL7 timestamps', () => {
  it.each([
    ['20261123081500+0100', '2026-11-23T08:15:00+01:00'],
    ['202611230815-0530', '2026-11-23T08:15:00-05:30'],
    ['20261123081500.12+0100', '2026-11-23T08:15:00.12+01:00'],
    ['20261123081500Z', '2026-11-23T08:15:00Z'],
    ['20261123081500+0000', '2026-11-23T08:15:00Z'],
    ['20261123081500', '2026-11-23T08:15:00+01:00'],
    ['20260723081500', '2026-07-23T08:15:00+02:00'],
    ['2026112308', '2026-11-23T08:00:00+01:00'],
    ['20261123', '2026-11-23T00:00:00+01:00'],
    ['20260329013000', '2026-03-29T01:30:00+01:00'],
    ['20260329033000', '2026-03-29T03:30:00+02:00'],
    ['20261025023000', '2026-10-25T02:30:00+02:00'],
    ['20261025033000', '2026-10-25T03:30:00+01:00'],
  ])('%s is %s', (text, expected) => {
    expect(instantOfHl7(text)).toBe(expected);
  });

  it('a time that the spring night skips is moved forward by what was skipped', () => {
    expect(new Date(instantOfHl7('20260329023000') ?? '')).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  it.each([
    '',
    '2026',
    '202611',
    '20261301',
    '20260230',
    '2026112324',
    '202611230860',
    '20261123081500+01',
    '20261123 0815',
    '20261123081500+2500',
    'x',
  ])('%j is no timestamp that says a day', (text) => {
    expect(instantOfHl7(text)).toBeUndefined();
  });

  it('without time of day a civil day stays a civil day where one may', () => {
    expect(dateOrInstantOfHl7('20261127')).toBe('2026-11-27');
    expect(dateOrInstantOfHl7('202611271100')).toBe('2026-11-27T11:00:00+01:00');
    expect(dateOrInstantOfHl7('202611')).toBeUndefined();
    expect(dateOrInstantOfHl7('20260231')).toBeUndefined();
  });

  it('what is written is read as the same', () => {
    for (const iso of ['2026-11-23T08:15:00+01:00', '2026-11-23T08:15:00.250-05:30', '2026-11-23T08:15:00Z']) {
      expect(instantOfHl7(hl7OfIso(iso))).toBe(iso);
    }
    expect(hl7OfIso('2026-11-27')).toBe('20261127');
    expect(hl7OfIso('tomorrow')).toBe('');
  });

  it('an instant is written in Swedish civil time, both changes of the clock included', () => {
    expect(hl7OfInstant(new Date('2026-10-25T00:30:00Z'))).toBe('20261025023000+0200');
    expect(hl7OfInstant(new Date('2026-10-25T01:30:00Z'))).toBe('20261025023000+0100');
    expect(hl7OfInstant(new Date('2026-03-29T00:59:59.999Z'))).toBe('20260329015959+0100');
    expect(hl7OfInstant(new Date('2026-03-29T01:00:00Z'))).toBe('20260329030000+0200');
  });

  it('every instant is written so that it is read as itself, to the second', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const second = Math.floor(instant.getTime() / 1000) * 1000;
        expect(Date.parse(instantOfHl7(hl7OfInstant(instant)) ?? '')).toBe(second);
      }),
    );
  });

  it('reading never throws, whatever the digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{4,14}(\.[0-9]{1,4})?([+-][0-9]{4})?$/), (text) => {
        expect(() => [instantOfHl7(text), dateOrInstantOfHl7(text)]).not.toThrow();
      }),
    );
  });
});
