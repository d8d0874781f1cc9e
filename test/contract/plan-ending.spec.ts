import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Content, MessageKind } from '#domain/message.js';
import type { AdmissionReport } from '#flows/admit-message.js';
import { TOLVAN } from '../support/domain.js';
import { SIP_UNITS } from '../support/plan-sight.js';
import { CLIENTS, PlanHttpWorld } from './plan-http-world.js';

/** Psychiatry takes no part in the plan. */
const { social, psychiatry: outside } = SIP_UNITS;
/** A test person of whom the hub knows nothing. */
const NOBODY = { ...TOLVAN, id: '194203159803' };

let world: PlanHttpWorld;
let plan: string;

beforeAll(async () => {
  world = await PlanHttpWorld.open();
  ({ plan } = await world.ongoing());
}, 60_000);

afterAll(() => world.close());

/** What a sender is told, byte for byte but for the ids that differ in any two answers. */
function toldIn(report: AdmissionReport): string {
  return JSON.stringify(report).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|m-\d+/g, 'id');
}

const seen = async () => (await world.get(CLIENTS.municipality, `/v1/plans/${plan}`)).body;

describe('a unit that has the person in neither a stay nor a plan', () => {
  const ending: readonly (readonly [MessageKind, Content])[] = [
    ['avliden', { diedOn: '2026-11-22', source: 'manuell' }],
    ['samtycke-aterkallat', { scope: ['sip'] }],
    ['samtycke-aterkallat', {}],
  ];

  it.each(ending)(
    '[N-CLOSE-11] [N-CON-03] is told the same of %s %j whether or not there is a plan, and changes nothing',
    async (kind, content) => {
      const before = await seen();
      const ofPerson = await world.admit(outside, kind, content, { patient: TOLVAN });
      const ofPlan = await world.admit(outside, kind, content, { plan });
      expect(ofPerson).toMatchObject({ kind: 'refused', reasons: [{ code: 'unknown-plan' }] });
      expect(toldIn(ofPerson)).toBe(toldIn(await world.admit(outside, kind, content, { patient: NOBODY })));
      expect(toldIn(ofPlan)).toBe(toldIn(await world.admit(outside, kind, content, { plan: randomUUID() })));
      expect(await seen()).toEqual(before);
    },
  );

  it('[N-CLOSE-12] [N-CLOSE-13] and one that takes part do not tell what the population register has told', async () => {
    const content = { diedOn: '2026-11-22', source: 'folkbokforing' };
    for (const [unit, head] of [
      [outside, { patient: TOLVAN }],
      [social, { plan }],
    ] as const) {
      expect(await world.admit(unit, 'avliden', content, head)).toMatchObject({
        kind: 'refused',
        reasons: [{ code: 'not-from-register', path: 'content.source', rule: 'N-CLOSE-13' }],
      });
    }
    expect(await seen()).toMatchObject({ state: 'pagaende', isOpen: true });
  });
});
