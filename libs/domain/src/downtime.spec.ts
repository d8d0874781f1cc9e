import { describe, expect, it } from '@jest/globals';
import { demoDirectory, UNITS } from '../../../test/support/domain.js';
import { defaultUnit } from './directory/directory.js';
import { downtimeRefusal, endOfDowntime, withDowntime } from './downtime.js';
import type { SetDowntime } from './downtime.js';

const NOW = new Date('2026-11-23T09:00:00Z');
const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const down = (from: string, to: string, unit: string = UNITS.social): SetDowntime => ({
  ...{ id: 'd', unit, from: at(from), to: at(to), reason: 'Underhåll', by: 'user:drift' },
});

describe('downtime that operations set', () => {
  it('may neither be over, nor last longer than 31 days, nor overlap with other downtime; it may follow upon it', () => {
    const other = [down('10:00', '12:00')];
    expect(downtimeRefusal(down('07:00', '09:00'), [], NOW)).toBe('over');
    expect(downtimeRefusal({ from: NOW, to: new Date('2026-12-24T09:00:01Z') }, [], NOW)).toBe('too-long');
    expect(downtimeRefusal({ from: NOW, to: new Date('2026-12-24T09:00:00Z') }, [], NOW)).toBeUndefined();
    expect(downtimeRefusal(down('11:59', '13:00'), other, NOW)).toBe('overlap');
    expect(downtimeRefusal(down('09:30', '10:01'), other, NOW)).toBe('overlap');
    expect(downtimeRefusal(down('12:00', '13:00'), other, NOW)).toBeUndefined();
    expect(downtimeRefusal(down('08:00', '10:00'), other, NOW)).toBeUndefined();
  });

  it('is laid over what the file says, wherever the unit is looked up, and leaves the file as it is', () => {
    const directory = demoDirectory();
    const unit = directory.units.get(UNITS.social)!;
    const laid = withDowntime(directory, [
      down('08:00', '10:00'),
      down('10:00', '12:00'),
      down('08:00', '09:30', 'gone'),
    ]);
    const after = laid.units.get(UNITS.social)!;
    expect(endOfDowntime(after, NOW)).toEqual(at('12:00'));
    expect(defaultUnit(laid, unit.role, unit.municipality!, unit.profile)).toBe(after);
    expect(endOfDowntime(directory.units.get(UNITS.social)!, NOW)).toBeUndefined();
    expect(laid.units.size).toBe(directory.units.size);
    expect(laid.units.get(UNITS.ward)).toBe(directory.units.get(UNITS.ward));
    expect(withDowntime(directory, [])).toBe(directory);
  });
});
