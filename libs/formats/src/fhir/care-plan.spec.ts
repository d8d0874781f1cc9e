import { describe, expect, it } from '@jest/globals';

import type { PlanView } from '#domain/plan/sight/view.js';
import { r4Issues } from '../../../../test/support/r4.js';
import { DIRECTORY, NORRBOTTEN, NOW, SightPlan, SIP_UNITS } from '../../../../test/support/plan-sight.js';
import { planViewFor } from '#domain/plan/sight/sight.js';
import { carePlanOf } from './care-plan.js';
import { encodeResource, readResource } from './encoding.js';
import { objectAt, objectsAt } from './object.js';
import type { FhirObject } from './object.js';

function viewOf(told: SightPlan, viewer: { units: readonly string[]; isOperations?: boolean }): PlanView {
  const seen = { plan: told.plan, profile: NORRBOTTEN, directory: DIRECTORY, deadlines: [], now: NOW };
  return planViewFor(seen, { isOperations: false, isAdministrator: false, ...viewer });
}

const goalsIn = (plan: FhirObject) => objectsAt(plan['contained']).filter((one) => one['resourceType'] === 'Goal');
const detailsIn = (plan: FhirObject) => objectsAt(plan['activity']).map((one) => objectAt(one['detail']));

function expectValid(plan: FhirObject): void {
  expect(r4Issues(JSON.parse(JSON.stringify(plan)))).toEqual([]);
  for (const encoding of ['json', 'xml'] as const) {
    const bytes = encodeResource(plan, encoding);
    const read = readResource({ bytes, contentType: `application/fhir+${encoding}` }, encoding, 'CarePlan');
    expect(read).toEqual({ ok: true, resource: JSON.parse(JSON.stringify(plan)) });
  }
}

describe('A plan as a CarePlan', () => {
  const told = new SightPlan();
  const plan = carePlanOf(viewOf(told, { units: [SIP_UNITS.social] }));

  it('is valid R4, in both forms', () => {
    expectValid(plan);
  });

  it('[N-CONTENT-01] [N-CONTENT-02] has main goals, sub-goals that name theirs, and an activity for each intervention', () => {
    const [main, sub] = goalsIn(plan);
    expect(main).toMatchObject({ lifecycleStatus: 'active', identifier: [{ value: told.goal }] });
    expect(sub).toMatchObject({
      extension: [{ url: 'urn:hemgang:fhir:extension:content.goal', valueString: told.goal }],
      identifier: [{ value: told.subgoal }],
    });
    expect(detailsIn(plan).map(({ goal }) => goal)).toEqual(
      detailsIn(plan).map(() => [{ reference: `#${String(sub?.['id'])}` }]),
    );
    expect(detailsIn(plan).length).toBeGreaterThan(0);
  });

  it('[N-CONTENT-05] names who coordinates, and is the active plan of the person', () => {
    expect(plan).toMatchObject({
      status: 'active',
      intent: 'plan',
      identifier: [{ system: 'urn:hemgang:fhir:NamingSystem:sip', value: told.plan.id }],
      author: { identifier: { value: SIP_UNITS.social }, display: 'Bodil Bistånd' },
      subject: { type: 'Patient', identifier: { value: told.plan.patient.id } },
      careTeam: [{ reference: '#team' }],
    });
  });

  it('[N-INT-03] holds for nobody else what its owner has saved and not shared', () => {
    const saved = new SightPlan();
    const before = detailsIn(carePlanOf(viewOf(saved, { units: [SIP_UNITS.social] }))).length;
    const text = 'Ringer på måndagar';
    saved.tell(
      'sip-insats',
      { subgoal: saved.subgoal, text, shared: false, ongoing: true },
      { unit: SIP_UNITS.homeCare },
    );
    const own = carePlanOf(viewOf(saved, { units: [SIP_UNITS.homeCare] }));
    const others = carePlanOf(viewOf(saved, { units: [SIP_UNITS.social] }));
    expect([detailsIn(own).length, detailsIn(others).length]).toEqual([before + 1, before]);
    expect(JSON.stringify(others)).not.toContain(text);
  });

  it('is valid without person and texts, as operations see it, and tells none of them', () => {
    const masked = carePlanOf(viewOf(told, { units: [], isOperations: true }));
    expectValid(masked);
    expect(JSON.stringify(masked)).not.toContain(told.plan.patient.id);
  });
});
