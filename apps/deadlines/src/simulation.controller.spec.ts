import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Clock } from '#flows/ports.js';
import type { MoveClock } from '#flows/move-clock.js';
import { problemBody } from '#formats/json/problem.js';
import { SimulationController } from './simulation.controller.js';

const KEPT = new Date('2026-11-23T07:00:00Z');

function controllerOn({ isSimulated = true }): SimulationController {
  const clock: Pick<Clock, 'isSimulated' | 'now'> = { isSimulated, now: () => Promise.resolve(KEPT) };
  const moveClock: Pick<MoveClock, 'to'> = {
    to: (target) =>
      Promise.resolve(
        target < KEPT ? { kind: 'refused' as const, now: KEPT } : { kind: 'moved' as const, now: target },
      ),
  };
  return new SimulationController(clock as Clock, moveClock as MoveClock);
}

describe('the simulated clock over HTTP', () => {
  it('tells its time and moves forward to an instant in any zone', async () => {
    const controller = controllerOn({});
    expect(await controller.read()).toEqual({ now: '2026-11-23T07:00:00.000Z' });
    expect(await controller.move({ now: '2026-11-23T13:00:00+01:00' })).toEqual({ now: '2026-11-23T12:00:00.000Z' });
  });

  it('answers 409 with the kept time to a move backward', async () => {
    const refusal = await controllerOn({})
      .move({ now: '2026-11-23T06:59:59Z' })
      .catch((problem: unknown) => problem);
    expect(refusal).toMatchObject({ status: 409, code: 'clock-backward' });
    expect(problemBody(refusal as Parameters<typeof problemBody>[0])).toMatchObject({
      now: '2026-11-23T07:00:00.000Z',
    });
  });

  it.each(['2026-11-23', '2026-11-23T13:00:00', '2026-02-30T13:00:00Z', ''])('answers 400 to %j', async (now) => {
    await expect(controllerOn({}).move({ now })).rejects.toMatchObject({ status: 400, errors: [{ path: 'now' }] });
  });

  it("answers 404 where the machine's clock rules", async () => {
    const controller = controllerOn({ isSimulated: false });
    await expect(controller.read()).rejects.toMatchObject({ status: 404 });
    await expect(controller.move({ now: '2026-11-23T13:00:00Z' })).rejects.toMatchObject({ status: 404 });
  });
});
