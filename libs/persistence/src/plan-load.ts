import type { KnownDeadline, KnownState, OutstandingPlanDelivery } from '#domain/admission/admission-plan.js';
import { isOpenPlan } from '#domain/plan/plan.js';
import type { Plan } from '#domain/plan/plan.js';
import type { AdmissionAttempt, PlanName } from '#flows/ports.js';
import { PLAN_JSON, planOf } from './plan-rows.js';
import type { PlanJson } from './plan-rows.js';
import type { Sql } from './transaction.js';

/** Whose plans an attempt may change, as far as only the database knows it. */
export interface NamedPlans {
  /** Identities of the persons under whose locks the plans are read. */
  readonly persons: readonly string[];
  /** For a makulering: the hub's id of the message that it names, which belongs to a plan. */
  readonly target: string | undefined;
}

const NOBODY: NamedPlans = { persons: [], target: undefined };

/** What is known of the plans that an attempt may change; empty for one that changes none. */
export type KnownPlans = Pick<
  KnownState,
  'plans' | 'hasOtherOpenPlan' | 'planConsentEndedAt' | 'planDeadlines' | 'planDeliveries'
>;

interface FoundPerson {
  what: 'plan' | 'stay' | 'number' | 'target' | 'left';
  one: string;
  other: string | null;
  patient: string | null;
  message: string | null;
}

const PERSONS = `
SELECT 'plan' AS what, id::text AS one, NULL AS other, patient_id AS patient, NULL::uuid AS message FROM plan WHERE id = ANY($1::uuid[])
UNION ALL SELECT 'stay', id::text, NULL, patient_id, NULL FROM episode WHERE id = ANY($2::uuid[])
UNION ALL SELECT 'number', organisation, number, patient_id, NULL
  FROM unnest($3::text[], $4::text[]) AS k(organisation, number) JOIN episode USING (organisation, number)
UNION ALL SELECT 'target', m.sender, m.message_id, p.patient_id, m.id
  FROM unnest($5::text[], $6::text[]) AS t(sender, message_id) JOIN message m USING (sender, message_id) LEFT JOIN plan p ON p.id = m.plan_id
UNION ALL SELECT 'left', k.id, NULL, p.patient_id, NULL FROM unnest($7::text[]) AS k(id)
  JOIN plan p ON p.former_ids @> jsonb_build_array(jsonb_build_object('id', k.id, 'now', true)) AND p.former_ids IS NOT NULL
  WHERE p.closed_at IS NULL
ORDER BY message DESC`;

/** Whose plans each attempt of a batch may change. Asks nothing when the attempts name persons themselves, or no plans. */
export async function namePlans(sql: Sql, attempts: readonly AdmissionAttempt[]): Promise<NamedPlans[]> {
  const ids = attempts.flatMap(({ plan }) => (plan !== undefined && 'id' in plan ? [plan.id] : []));
  const stays = attempts.flatMap(({ plan, episode }) =>
    plan === undefined || 'id' in plan || episode === undefined ? [] : [episode],
  );
  const byNumber = stays.flatMap((name) => ('id' in name ? [] : [name]));
  const targets = attempts.flatMap(({ target }) => target ?? []);
  const dead = attempts.flatMap(({ plan }) => (isOfDeath(plan) ? plan.patientIds : []));
  const isAsked = ids.length + stays.length + targets.length + dead.length > 0;
  const found = !isAsked
    ? []
    : await sql<FoundPerson>(PERSONS, [
        ids,
        stays.flatMap((name) => ('id' in name ? [name.id] : [])),
        byNumber.map(({ organisation }) => organisation),
        byNumber.map(({ number }) => number),
        targets.map(({ sender }) => sender),
        targets.map(({ messageId }) => messageId),
        dead,
      ]);
  return attempts.map((attempt) => namedBy(attempt, found));
}

/** Only a death is asked of the plans of all regions. */
function isOfDeath(plan: AdmissionAttempt['plan']): plan is Exclude<PlanName, { id: string }> {
  return plan !== undefined && 'patientIds' in plan && plan.profile === undefined;
}

function namedBy({ plan, episode, target }: AdmissionAttempt, found: readonly FoundPerson[]): NamedPlans {
  const of = (what: FoundPerson['what'], one: string, other: string | null = null) =>
    found.find((row) => row.what === what && row.one === one && row.other === other);
  if (target !== undefined) {
    const row = of('target', target.sender, target.messageId);
    const persons = listed(row);
    return persons.length === 0 ? NOBODY : { persons, target: row?.message ?? undefined };
  }
  if (plan === undefined) return NOBODY;
  if ('id' in plan) return { ...NOBODY, persons: listed(of('plan', plan.id)) };
  const stay =
    episode && ('id' in episode ? of('stay', episode.id) : of('number', episode.organisation, episode.number));
  // A plan that stayed under an earlier identity of the person is of who has died all the same (G-SIP-77).
  const left = isOfDeath(plan) ? found.filter(({ what, one }) => what === 'left' && plan.patientIds.includes(one)) : [];
  return { ...NOBODY, persons: [...new Set([...plan.patientIds, ...listed(stay), ...left.flatMap(listed)])] };
}

function listed(row: FoundPerson | undefined): string[] {
  const patient = row?.patient ?? null;
  return patient === null ? [] : [patient];
}

interface PlansRow {
  plans: (PlanJson & { erased: boolean })[] | null;
  deadlines: (Omit<KnownDeadline, 'due' | 'plan'> & { due: string; plan: string })[] | null;
  ended: { patient: string; profile: string; at: string }[] | null;
  deliveries: (Omit<OutstandingPlanDelivery, 'episode'> & { episode: string | null })[] | null;
}

const PLANS = `
WITH ids AS (
  SELECT id FROM plan WHERE id = ANY($1::uuid[])
  UNION SELECT id FROM plan WHERE patient_id = ANY($2::text[]) AND closed_at IS NULL
  UNION SELECT id FROM plan WHERE patient_id = ANY($3::text[]) AND closed_at IS NOT NULL
), found AS MATERIALIZED (SELECT p.* FROM ids JOIN plan p USING (id))
SELECT
  (SELECT json_agg(${PLAN_JSON}::jsonb || jsonb_build_object('erased', p.erased_at IS NOT NULL) ORDER BY p.id) FROM found p) AS plans,
  (SELECT json_agg(json_build_object('id', d.id, 'kind', d.kind, 'due', d.due, 'state', d.state, 'message', d.message_id,
     'metBy', d.ended_by, 'delivery', d.delivery_id, 'responsible', d.responsible,
     'informs', d.informs, 'plan', d.plan_id, 'about', d.about) ORDER BY d.id)
   FROM found f JOIN deadline d ON d.plan_id = f.id WHERE d.state <> 'cancelled' OR d.kind = 'sip-brev' OR d.ended_by = ANY($4::uuid[])) AS deadlines,
  (SELECT json_agg(json_build_object('patient', patient_id, 'profile', profile, 'at', facts->'closed'->>'at'))
   FROM plan WHERE patient_id = ANY($2::text[]) AND closed_at IS NOT NULL AND facts->'closed'->>'how' = 'samtycke') AS ended,
  (SELECT json_agg(json_build_object('id', d.id, 'message', d.message_id, 'kind', d.kind, 'unit', d.unit, 'plan', d.plan_id,
     'episode', d.episode_id, 'receipts', array(SELECT r.id FROM deadline r WHERE r.delivery_id = d.id AND r.state = 'open' ORDER BY r.id))
     ORDER BY d.id)
   FROM found f JOIN delivery d ON d.plan_id = f.id WHERE d.state IN ('waiting', 'received')) AS deliveries`;

/** Reads the plans that attempts may change, in one statement and under the locks of their persons; nothing when there are none. */
export async function loadPlans(
  sql: Sql,
  attempts: readonly AdmissionAttempt[],
  named: readonly NamedPlans[],
): Promise<(index: number) => KnownPlans> {
  const persons = [...new Set(named.flatMap((name) => name.persons))];
  if (persons.length === 0) return () => ({});
  const withClosed = named.flatMap(({ persons: of, target }, index) =>
    target !== undefined || attempts[index]?.person !== undefined ? of : [],
  );
  const [row] = await sql<PlansRow>(PLANS, [
    attempts.flatMap(({ plan }) => (plan !== undefined && 'id' in plan ? [plan.id] : [])),
    persons,
    [...new Set(withClosed)],
    named.flatMap(({ target }) => target ?? []),
  ]);
  const found = (row?.plans ?? []).map(({ erased, ...plan }) => ({ plan: planOf(plan), isErased: erased }));
  return (index) => {
    const [attempt, name] = [attempts[index], named[index]];
    if (attempt === undefined || name === undefined || name.persons.length === 0) return {};
    const isMeant = meantBy(attempt, name);
    const plans = found.flatMap((one) => (isMeant(one) ? [one.plan] : []));
    const isOfOne = (id: string) => plans.some((plan) => plan.id === id);
    return {
      plans,
      hasOtherOpenPlan: found.some(({ plan }) => !isOfOne(plan.id) && isOpenPlan(plan) && isBeside(plan, plans)),
      planConsentEndedAt: endedAt(attempt, name, row?.ended ?? []),
      planDeadlines: (row?.deadlines ?? []).filter(({ plan }) => isOfOne(plan)).map(deadlineOf),
      planDeliveries: (row?.deliveries ?? [])
        .filter(({ plan }) => isOfOne(plan))
        .map((delivery) => ({ ...delivery, episode: delivery.episode ?? undefined })),
    };
  };
}

interface FoundPlan {
  readonly plan: Plan;
  readonly isErased: boolean;
}

/** Which of the plans that were read an attempt means. What was erased leads on to nothing; it only goes with its person. */
function meantBy(attempt: AdmissionAttempt, { persons, target }: NamedPlans): (found: FoundPlan) => boolean {
  const { plan: asked } = attempt;
  if (target !== undefined) {
    return ({ plan, isErased }) =>
      !isErased && persons.includes(plan.patient.id) && plan.steps.some(({ message }) => message === target);
  }
  if (asked === undefined) return () => false;
  if ('id' in asked) return ({ plan, isErased }) => !isErased && plan.id === asked.id;
  const isOfPerson = ({ plan }: FoundPlan) =>
    persons.includes(plan.patient.id) && (asked.profile === undefined || plan.profile === asked.profile);
  return attempt.person === undefined ? (found) => isOfPerson(found) && isOpenPlan(found.plan) : isOfPerson;
}

function endedAt(
  { plan: asked }: AdmissionAttempt,
  { persons }: NamedPlans,
  ended: NonNullable<PlansRow['ended']>,
): string | undefined {
  const region = asked !== undefined && 'patientIds' in asked ? asked.profile : undefined;
  return ended
    .filter(({ patient, profile }) => persons.includes(patient) && profile === region)
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

function isBeside({ profile, patient }: Plan, plans: readonly Plan[]): boolean {
  return plans.some((one) => one.profile === profile && one.patient.id === patient.id);
}

function deadlineOf(row: NonNullable<PlansRow['deadlines']>[number]): KnownDeadline {
  return {
    ...row,
    due: new Date(row.due),
    metBy: row.metBy ?? undefined,
    delivery: row.delivery ?? undefined,
    about: row.about ?? undefined,
  };
}

/** Whether the plans that were read are still those of the persons whose locks are held. */
export function isOfNamed({ plans = [] }: KnownPlans, { persons }: NamedPlans): boolean {
  return plans.every(({ patient }) => persons.includes(patient.id));
}
