import { describe, expect, it } from '@jest/globals';
import { DomainWorld, message, notice } from '../../../test/support/domain.js';
import { reportColumnsOf } from './report-columns.js';

const MONDAY = '2026-11-23T08:15:00+01:00';
const at = (day: number, hour: number) => `2026-11-${String(day)}T${String(hour).padStart(2, '0')}:00:00+01:00`;

function admitted(): DomainWorld {
  const world = new DomainWorld();
  world.admit(notice(), MONDAY);
  return world;
}
const columns = (world: DomainWorld) => reportColumnsOf(world.episode());
const discharge = (dischargedAt: string) => message('utskrivningsmeddelande', { content: { dischargedAt } });

describe('what reports find a stay by', () => {
  it('is nothing while nobody has called it ready', () => {
    expect(columns(admitted())).toEqual({ first_ready_at: null, ended_at: null });
  });

  it('is when it was first called ready, also when that was taken back and given again', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar'), at(24, 9));
    world.admit(message('utskrivningsklar-aterkallad'), at(24, 15));
    world.admit(message('utskrivningsklar'), at(26, 10));
    expect(columns(world)).toEqual({ first_ready_at: new Date(at(24, 9)), ended_at: null });
  });

  it('is when its last message came, or the discharge that it tells when that is later', () => {
    for (const [dischargedAt, endedAt] of [
      [at(26, 9), at(26, 10)],
      [at(27, 9), at(27, 9)],
    ] as const) {
      const world = admitted();
      world.admit(message('utskrivningsklar'), at(24, 9));
      world.admit(discharge(dischargedAt), at(26, 10));
      expect(columns(world).ended_at).toEqual(new Date(endedAt));
    }
  });

  it('has no end again when the discharge is taken back', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar'), at(24, 9));
    world.admit(discharge(at(26, 9)), at(26, 10));
    world.admit(message('utskrivning-aterkallad'), at(26, 12));
    expect(columns(world).ended_at).toBeNull();
  });
});
