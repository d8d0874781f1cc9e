import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { PlanCourse } from '../support/plan-course.js';
import { PLAN_REGIONS } from '../../apps/cli/src/demo/plans/regions.js';

/**
 * Random courses of a plan beside a stay, in every region: what the stories of the demo tell, left out, told again, out of order, by
 * others, beside the plan or beside the stay, with consents that name units, withdrawals, deaths and makuleringar in between. What
 * holds after each message stands in `test/support/plan-course.ts`. `HEMGANG_MODEL_SEED` and
 * `HEMGANG_MODEL_PLANS` play others, and more of them.
 */
const COURSES = Number(process.env['HEMGANG_MODEL_PLANS'] ?? 40);
const SEED = Number(process.env['HEMGANG_MODEL_SEED'] ?? 20_261_123);

/** Each move follows from one number; of a course that fails, moves are left out as long as it still fails. */
const courses = fc.array(fc.noShrink(fc.nat(0x7fffffff)), { minLength: 20, maxLength: 60, size: 'max' });

describe.each([...PLAN_REGIONS.keys()])('random plans beside a stay in %s', (profile) => {
  it('keep one open plan, tell nobody outside the consent, owe nothing once they are over, and show outsiders nothing', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(courses, (numbers) => {
        const course = new PlanCourse(profile, seen);
        for (const number of numbers) course.move(number);
      }),
      { numRuns: COURSES, seed: SEED },
    );
    // A course that got nowhere proves nothing.
    const wanted = [
      ...['closed samtycke', 'closed avliden', 'closed for-hand', 'state avliden-aviserad', 'state kallad'],
      ...['withdrawn', 'beside a stay', 'another plan', 'left out', 'new coordinator', 'handed on', 'misdirected'],
      ...(profile === 'norrbotten' ? ['unshared'] : []),
    ];
    expect(wanted.filter((one) => !seen.has(one))).toEqual([]);
  });
});
