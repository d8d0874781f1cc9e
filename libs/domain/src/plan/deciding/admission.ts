import { accept, refuse } from '../../admission/admission-answer.js';
import { careContactReasons, checkAgainst } from '../../admission/admission-checks.js';
import { passedOn } from '../../admission/admission-consent.js';
import type { Passed } from '../../admission/admission-consent.js';
import type {
  AdmissionDecision,
  AdmissionRequest,
  DecisionGround,
  KnownState,
  PlannedDelivery,
  VisibleMessage,
} from '../../admission/admission-plan.js';
import { clockAhead } from '../../admission/admission-remarks.js';
import type { Subject } from '../../condition.js';
import { receiptDeadlines } from '../../deadline/deadline-start.js';
import type { Content } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import type { KindRule } from '../../profile/profile.js';
import type { Warning } from '../../reason.js';
import { visibleContent, visibleHead, visiblePatient } from '../../visible.js';
import { decideDeath } from './death.js';
import { draftOf, patientReasons, withoutPlans } from './change.js';
import type { Draft } from './change.js';
import { locate } from './locate.js';
import { answeredOutside, mayHearOf } from './outsiders.js';
import { stayReasons } from './one-person.js';
import type { PlanRules } from '../plan-rule.js';
import type { PlanStep } from '../plan.js';
import { printJobsOf } from '../paper/print-jobs.js';
import { broughtAlong, reachOf, recipientReasons } from './recipients.js';
import { changeDuties } from '../duties/reconcile.js';
import { isEndedByConsent, takenBackBy } from './taken-back.js';

/**
 * Decides a message about a plan (SIP): which plan it is, who may do it, whether it fits, what is asked of it, whom it reaches.
 * A person has at most one open plan in a region. Every reason at once; pure, as the rest of the decisions.
 */
export function decidePlan(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): AdmissionDecision {
  const rules = ground.profile.plan;
  if (rules === undefined) return refuse(withoutPlans(ground.profile));
  if (request.message.kind === 'avliden') return decideDeath(request, known, ground, rule, rules);
  const found = locate(request, known, ground, rules);
  if (!found.ok) return refuse(...found.reasons);
  const id = ground.newId();
  const drafted = draftOf(request, found.plan, ground, rules, { id });
  const passed = passedOn(request.message, rule, drafted.subject.hasConsent);
  const checked = checkAgainst(rule, besideStays(drafted.subject, known));
  const reasons = [
    ...patientReasons(request, found.plan, ground),
    ...stayReasons(request, known, found.plan),
    ...drafted.reasons,
    ...recipientReasons(request, drafted, rule, ground),
    ...passed.reasons,
    ...checked.reasons,
    ...careContactReasons(request.message, ground),
  ];
  if (reasons.length > 0) return refuse(...reasons);
  return acceptPlan({ request, known, ground, rule, rules, drafted, passed, odd: checked.warnings });
}

/** Whether the person is admitted somewhere, of which a message about a plan alone says nothing (B-INI-07). */
function besideStays(subject: Subject, { hasOtherOpenEpisode }: KnownState): Subject {
  return hasOtherOpenEpisode ? { ...subject, values: { ...subject.values, openStay: true } } : subject;
}

interface Accepted {
  readonly request: AdmissionRequest;
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly rule: KindRule;
  readonly rules: PlanRules;
  readonly drafted: Draft;
  readonly passed: Passed;
  readonly odd: readonly Warning[];
}

function acceptPlan(accepted: Accepted): AdmissionDecision {
  const { request, known, ground, rule, rules, drafted, passed } = accepted;
  const { plan, before, step } = drafted;
  const now = request.receivedAt;
  const reach = passed.isWithheld ? { deliveries: [], warnings: [] } : reachOf(request, drafted, rule, rules, ground);
  const deliveries = [...reach.deliveries, ...broughtAlong(drafted, reach.deliveries, ground)];
  const duties = changeDuties({ plan, known: known.planDeadlines ?? [], ground, now, message: step.message });
  const back = takenBackBy(plan, step.message, known);
  const { message, warnings } = shown(accepted, reach.deliveries);
  const decision = accept(
    {
      message,
      profile: ground.profile.id,
      episode: undefined,
      alsoEpisodes: [],
      plans: [plan],
      printJobs: printJobsOf({
        before,
        after: plan,
        message: step.message,
        profile: ground.profile,
        newId: ground.newId,
        now,
      }),
      deliveries,
      deadlines: [...receiptsOf(accepted, deliveries), ...duties.started],
      endedDeadlines: [...duties.ended, ...back.receipts],
      endedDeliveries: back.deliveries,
      withdraws: undefined,
    },
    [...reach.warnings, ...warnings, ...drafted.warnings, ...accepted.odd, ...duties.warnings, ...clockAhead(request)],
  );
  return mayHearOf({ before, after: plan }, request, ground) ? decision : answeredOutside(decision, request);
}

/** The receipts that the message asks for (S-CALL-12). */
function receiptsOf({ request, known, ground, drafted }: Accepted, deliveries: readonly PlannedDelivery[]) {
  const { subject, plan } = drafted;
  const context = { request, known, ground, deliveries, takenBack: [], facts: undefined, subject };
  return receiptDeadlines(context).map((deadline) => ({ ...deadline, plan: plan.id }));
}

/** The message as its recipients see it. */
function shown(
  { request, ground, drafted: { plan, step }, passed }: Accepted,
  deliveries: readonly PlannedDelivery[],
): { message: VisibleMessage; warnings: Warning[] } {
  const { patient: told } = request.message;
  const isProtected = plan.patient.protected === true || told?.protected === true;
  const person = visiblePatient(
    { ...(told ?? plan.patient), ...(isProtected ? { protected: true } : {}) },
    ground.profile,
  );
  return {
    message: {
      ...visibleHead(request, step.message),
      plan: plan.id,
      patient: person.patient,
      ...visibleContent(passed, isProtected),
      ...(isEndedByConsent(plan, step.message) ? { content: endingIn(step) } : {}),
    },
    // What goes to nobody anyway is told to nobody.
    warnings: deliveries.length === 0 ? [] : [...passed.warnings, ...(told === undefined ? [] : person.warnings)],
  };
}

/** Who learns that the consent is gone learns that, and nothing else of what the underlag says. */
function endingIn({ kind, content }: PlanStep): Content {
  if (kind !== 'sip-underlag') return content;
  const { consents, author } = content;
  return { ...present({ consents, author }) };
}
