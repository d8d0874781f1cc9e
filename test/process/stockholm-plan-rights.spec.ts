import { describe, expect, it } from '@jest/globals';
import type { Content, MessageKind } from '#domain/message.js';
import { mayDoOf } from '#domain/plan/deciding/may-do.js';

import { centre, city, housing, SIGNED, StockholmPlan } from './stockholm-plan.js';
import { otherCentre, ward } from './stockholm.js';

/** Who may do what with a plan, in which state, and where it leads: as the county's rows say it. */

const ROLES = { coordinator: centre, owner: housing, participant: city, outsider: otherCentre } as const;
type Role = keyof typeof ROLES;
const ALL: readonly Role[] = ['coordinator', 'owner', 'participant', 'outsider'];
const WITHIN: readonly Role[] = ['coordinator', 'owner', 'participant'];
const ITS: readonly Role[] = ['coordinator', 'owner'];
const ALONE: readonly Role[] = ['coordinator'];

/** A plan that goes on, in which special housing wrote a goal and what it does. */
function ongoing(): StockholmPlan {
  const plan = StockholmPlan.at('upprattad');
  plan.say(centre, 'samtycke', { scope: ['mote'], actors: [centre, city, housing] });
  plan.say(centre, 'sip-deltagare', { event: 'tillagd', participant: { unit: housing, relation: 'vard' } });
  plan.say(centre, 'sip-huvudmal', { text: 'Jag vill gå ut', overallResponsible: 'region' });
  plan.say(housing, 'sip-delmal', { heading: 'hemma', text: 'Jag går i trappan' });
  const doing = { text: 'Du får hjälp', shared: true, responsible: { party: 'enhet', unit: housing } };
  plan.say(housing, 'sip-insats', { subgoal: plan.last, ...doing });
  plan.calls({ purpose: 'uppfoljning', meetingAt: '2027-01-15T13:00:00+01:00' }, {});
  return plan;
}

const plan = ongoing();
const [goal, subgoal, intervention] = [plan.facts.goals, plan.facts.subgoals, plan.facts.interventions].map(
  (list) => list[0]?.id ?? '',
);
const doing = { subgoal, text: 'Du får hjälp', shared: true, responsible: { party: 'enhet', name: 'Vi' } };
const call = { setting: 'utan-vardtillfalle', meetingAt: '2027-01-15T13:00:00+01:00', minutes: 30, form: 'video' };
const social = { unit: city, relation: 'socialtjanst' };

const ROWS: readonly (readonly [rule: string, kind: MessageKind, content: Content, allowed: readonly Role[]])[] = [
  ['S-CALL-02', 'sip-initiativ', { raisedBy: 'patient' }, ALL],
  ['S-CON-01', 'samtycke', { scope: ['informationsoverforing'] }, WITHIN],
  ['S-CON-01', 'samtycke-aterkallat', { scope: ['informationsoverforing'] }, WITHIN],
  // Only open care has care contacts.
  ['L-FVK-01', 'fast-vardkontakt', { name: 'Aram Demir', unit: centre }, ['coordinator', 'outsider']],
  ['S-GEN-03', 'sip-underlag', { raisedBy: 'personal' }, ALONE],
  ['S-CALL-03', 'sip-kallelse', { purpose: 'uppfoljning', ...call }, ALONE],
  ['S-CALL-03', 'sip-kallelse', { purpose: 'aktorsmote', ...call }, ALONE],
  ['S-CALL-11', 'sip-deltagare', { event: 'forhinder', participant: social }, WITHIN],
  ['S-CALL-11', 'sip-deltagare', { event: 'kvitterat', participant: social }, WITHIN],
  ['S-MAP-07', 'sip-deltagare', { event: 'tillagd', participant: social }, ALONE],
  ['S-MAP-07', 'sip-deltagare', { event: 'borttagen', participant: social }, ALONE],
  ['S-MEET-17', 'sip-mote', { event: 'radrum', consultation: 'Boendet' }, WITHIN],
  ['S-FUP-06', 'sip-mote', { event: 'oppnat', explained: true }, ALONE],
  ['S-FUP-06', 'sip-mote', { event: 'genomfort' }, ALONE],
  ['S-FUP-06', 'sip-mote', { event: 'installt' }, ALONE],
  ['S-FUP-06', 'sip-mote', { event: 'sipkollen' }, ALONE],
  ['S-FUP-06', 'sip-mote', { event: 'plan-skapad' }, ALONE],
  ['S-GEN-03', 'sip-huvudmal', { goal, text: 'Jag vill gå ut' }, ALONE],
  ['S-GEN-03', 'sip-delmal', { heading: 'hemma', text: 'Jag går ut' }, WITHIN],
  ['S-FUP-05', 'sip-delmal', { subgoal, heading: 'hemma', text: 'Jag går ut' }, ITS],
  // Not over the head of who still works on it.
  ['S-FUP-05', 'sip-delmal-avslut', { subgoal }, ['owner']],
  ['S-FUP-01', 'sip-insats', doing, WITHIN],
  ['S-FUP-05', 'sip-insats', { intervention, ...doing }, ITS],
  ['S-FUP-05', 'sip-insats-avslut', { intervention }, ITS],
  ['S-FUP-05', 'sip-uppfoljning', { event: 'kommentar', intervention }, ITS],
  ['S-FUP-02', 'sip-uppfoljning', { event: 'avsteg', comment: 'Pausad' }, WITHIN],
  // A comment on what one does oneself may be its outcome alone.
  ['S-FUP-02', 'sip-uppfoljning', { event: 'kommentar', intervention, outcome: 'fortsatter' }, ITS],
  ['S-FUP-03', 'sip-uppfoljning', { event: 'revisionsbeslut', revise: true }, ALONE],
  ['S-MEET-08', 'sip-delgivning', { event: 'delgiven' }, ALONE],
  ['S-MEET-08', 'sip-delgivning', { event: 'kopia' }, ALONE],
  ['S-MEET-07', 'sip-delgivning', SIGNED, WITHIN],
  ['S-MEET-10', 'sip-delgivning', { event: 'journalford' }, WITHIN],
  ['S-GEN-03', 'sip-samordningsansvarig', { coordinator: { name: 'Bella Ström', unit: city } }, ALONE],
  ['S-CLOSE-01', 'sip-avslut', { reason: 'inget-behov' }, ALONE],
];

describe('who may do what', () => {
  it.each(ROWS)('[%s] %s %j', (rule, kind, content, allowed) => {
    const may = ALL.filter((role) => plan.allows(ROLES[role], kind, content));
    expect(may).toEqual(allowed);
    // What is changed is changed by the rule of those who own it.
    const isOther = content['outcome'] !== undefined || (rule === 'S-FUP-05' && /^sip-(delmal|insats)$/.test(kind));
    if (!isOther) expect(ruleOf(plan, kind, content)).toBe(rule);
  });

  it('[S-CLOSE-03] [S-MEET-08] of a plan that is closed each unit notes it, and the care contact hands it over', () => {
    const closed = StockholmPlan.at('upprattad');
    closed.say(centre, 'sip-avslut', { reason: 'mal-uppnatt' });
    for (const [rule, event, allowed] of [
      ['S-CLOSE-03', 'avslut-dokumenterat', ['coordinator', 'participant']],
      ['S-MEET-10', 'journalford', ['coordinator', 'participant']],
      ['S-MEET-08', 'delgiven', ['coordinator']],
      ['S-MEET-08', 'kopia', ['coordinator']],
    ] as const) {
      expect(ALL.filter((role) => closed.allows(ROLES[role], 'sip-delgivning', { event }))).toEqual(allowed);
      expect(ruleOf(closed, 'sip-delgivning', { event })).toBe(rule);
    }
  });

  it('[L-PLAN-01] a death is told by those who take part, and closes the plan', () => {
    const died = { diedOn: '2026-12-24', source: 'manuell' };
    for (const unit of [centre, city]) {
      const told = StockholmPlan.at('upprattad');
      told.say(unit, 'avliden', died, unit === city ? {} : { plan: undefined, patient: told.patient });
      expect([unit, told.state]).toEqual([unit, 'avslutad']);
    }
    const other = StockholmPlan.at('upprattad');
    for (const unit of [ward, housing, otherCentre])
      expect(other.refused(unit, 'avliden', died)).toEqual(['unknown-plan']);
  });

  it('[S-GEN-03] rights go by unit: whoever writes there may be somebody else than the care contact', () => {
    const named = StockholmPlan.at('plan-ej-klar');
    named.say(centre, 'fast-vardkontakt', { name: 'Nora Falk', unit: centre });
    const goalOf = { text: 'Jag vill gå ut', overallResponsible: 'region', author: { name: 'Mira Sandell' } };
    expect(named.remarks(centre, 'sip-huvudmal', goalOf)).toEqual([]);
    // Before the meeting there is nothing to write, and the county's rule says so.
    expect(StockholmPlan.at('kallad').refused(centre, 'sip-huvudmal', goalOf)).toEqual(['wrong-plan-state S-MEET-09']);
  });
});

/** By which rule the plan says who may send it. */
function ruleOf({ plan: its, profile, directory }: StockholmPlan, kind: MessageKind, { event, purpose }: Content) {
  const said = event ?? purpose;
  const rows = mayDoOf({ plan: its, profile, directory, units: [centre] });
  return rows.find((row) => row.kind === kind && (row.event === undefined || row.event === said))?.rule;
}
