import type { AdmissionRequest, DecisionGround } from '../../admission/admission-plan.js';
import type { ConsentWord, Said, Subject } from '../../condition.js';
import { CONSENT_ABOUT } from '../../content/plan.js';
import type { Directory } from '../../directory/directory.js';
import type { Party } from '../../episode/episode.js';
import { standingSteps } from '../../episode/steps.js';
import type { PartyRole } from '../../message.js';
import type { Profile } from '../../profile/profile.js';
import { present } from '../../profile/profile-values.js';
import { isAgreed, isTakenBack, latestConsent } from '../folding/consents.js';
import { isOfPlan } from '../folding/meetings.js';
import type { PlanObject } from '../folding/meant.js';
import { takingPart } from '../folding/parties.js';
import type { Acting } from './permissions.js';
import type { PlanCodes, PlanRules } from '../plan-rule.js';
import { unsignedBy } from '../folding/signing.js';
import { coordinatorOf, unitsOf } from '../plan.js';
import type { ConsentAbout, Plan, PlanFacts, PlanMeeting, PlanParticipant } from '../plan.js';

/**
 * What the conditions of a profile may ask of a plan. Everything that is not known is absent, and an empty list is.
 *
 * | path | what stands there |
 * |---|---|
 * | `plan.state` | state of the plan before the message; `plan` is absent where the message begins it |
 * | `plan.isFirst` | true while nobody was called to a SIP, then absent |
 * | `plan.mainGoal`, `goals[]` | `id`, `text`, `unit`, `at`, `accepted`, `reachBy`, `evaluateOn`, `evaluations[]` and the rest of a main goal |
 * | `plan.subgoals[]`, `interventions[]` | as in the facts of a plan: `heading`, `owner`, `state`, `shared`, `responsible`, `comments[]` |
 * | `plan.openSubgoals`, `openInterventions` | numbers; interventions that are saved or shared and not closed |
 * | `plan.followUpOn`, `remindOn`, `madeAt`, `revisedAt`, `offeredOn`, `talkedOverOn` | days and instants |
 * | `plan.call` | the latest call, meetings of the parties alone aside: `id`, `purpose`, `setting`, `meetingAt`, `form`, `place`, `agenda[]`, `called[]` with `unit` and `relation`, `held` |
 * | `plan.meeting` | the latest that was held, meetings of the parties alone aside: `id`, `purpose`, `heldAt`, `note`, `planReady`, `followUpOn`, `attendance[]` |
 * | `plan.areas[]`, `headings` | the kartläggning; its codes |
 * | `plan.participants[]`, `units` | who takes part now: `unit`, `role`, `relation`, `name`; HSA-ids, the coordinator's unit among them |
 * | `plan.coordinator`, `careContact`, `initiator`, `representative` | `name`, `unit`, `title`, `relation` |
 * | `plan.noRepresentative` | true: the person has none, as was said outright |
 * | `plan.consent.<about>` | `ja`, `nej` (also a yes that was taken back), `kan-inte`; about `kallelse`, `mote`, `plan`, `informationsoverforing` |
 * | `plan.agreed.<about>` | HSA-ids that it covers; absent: all |
 * | `plan.harmAssessed.<about>` | true where an assessment of harm stands in place of an answer |
 * | `plan.consentAt.<about>` | instant of the answer |
 * | `plan.need`, `preparation`, `relativesObjected`, `deliveryWish` | as told |
 * | `plan.signed` | names of who has signed since the plan was last revised |
 * | `plan.unsigned` | who still has to sign before it holds: names, HSA-ids, `den-enskilde`; absent where all have |
 * | `plan.died`, `closed` | true or absent |
 * | `plan.episode` | the hub's id of the care episode beside which it began |
 * | `after.*` | the same as the message leaves the plan; in `when` of transitions `plan.*` is that too |
 * | `after.takenBack` | true where the message takes back one of the consents that the region names for that (`consent.closes`) |
 * | `acting.coordinator`, `participant`, `owner`, `administrator`, `careContact`, `initiator`, `stay`, `elsewhere` | what the sender is to the plan: true or absent |
 * | `object.kind`, `state`, `owner`, `othersOpen`, `shared`, `purpose` | what the message names, or what is meant where it names nothing |
 * | `codes.headings`, `scale`, `needReasons`, `closing`, `professions` | the codes that the region has agreed on |
 */
export interface PlanValues {
  readonly plan?: Readonly<Record<string, unknown>> | undefined;
  readonly after?: Readonly<Record<string, unknown>> | undefined;
  readonly acting?: Acting | undefined;
  readonly object?: PlanObject | undefined;
  readonly codes: Readonly<Record<string, unknown>>;
}

/** The facts of a plan as conditions ask for them; see the table above. */
function valuesOf(
  { facts, episode }: Pick<Plan, 'facts' | 'episode'>,
  rules: PlanRules | undefined,
): Readonly<Record<string, unknown>> {
  const { representative, death, participants, consents, handovers, revisedAt = '', ...told } = facts;
  const coordinator = coordinatorOf(facts);
  return {
    ...told,
    ...present({
      revisedAt: facts.revisedAt,
      episode,
      coordinator,
      representative: representative ?? undefined,
      noRepresentative: representative === null ? true : undefined,
      isFirst: facts.meetings.some(({ purpose }) => purpose === 'sip') ? undefined : true,
      mainGoal: facts.goals[0],
      call: callOf(facts.meetings),
      meeting: meetingOf(facts.meetings),
      died: death === undefined ? undefined : true,
      closed: facts.closed === undefined ? undefined : true,
    }),
    participants: takingPart({ participants }).map(participantOf),
    units: unitsOf(facts),
    headings: facts.areas.map(({ heading }) => heading),
    openSubgoals: facts.subgoals.filter(({ state }) => state === 'pagaende').length,
    openInterventions: facts.interventions.filter(({ state }) => state !== 'avslutad').length,
    consent: ofEach(({ answer }) => answer, { consents }),
    agreed: ofEach(({ actors }) => actors, { consents }),
    harmAssessed: ofEach(({ harmAssessed }) => harmAssessed, { consents }),
    consentAt: ofEach(({ at }) => at, { consents }),
    signed: handovers.flatMap(({ event, at, signatures = [] }) =>
      event === 'undertecknad' && at >= revisedAt ? signatures.map(({ name }) => name) : [],
    ),
    unsigned: unsignedBy(facts, rules ?? {}),
  };
}

function ofEach(
  read: (consent: PlanFacts['consents'][number]) => unknown,
  facts: Pick<PlanFacts, 'consents'>,
): Record<string, unknown> {
  const known = CONSENT_ABOUT.flatMap((about): [ConsentAbout, unknown][] => {
    const last = latestConsent(facts, about);
    const value = last && read(last);
    return value === undefined ? [] : [[about, value]];
  });
  return Object.fromEntries(known);
}

function participantOf({ participantUnit, role, relation, name, channel }: PlanParticipant): Record<string, unknown> {
  return { ...present({ unit: participantUnit, role, name }), relation, channel };
}

function callOf(meetings: readonly PlanMeeting[]): Record<string, unknown> | undefined {
  const call = meetings.findLast((one) => isOfPlan(one) && one.calledOffAt === undefined);
  return call && { ...call, held: call.held === undefined ? undefined : true };
}

function meetingOf(meetings: readonly PlanMeeting[]): Record<string, unknown> | undefined {
  const meeting = meetings.findLast((one) => isOfPlan(one) && one.held !== undefined);
  const { id, purpose, setting, form, held } = meeting ?? {};
  return held && { ...present({ setting, form }), ...held, id, purpose };
}

/** The lists of codes that the region has agreed on. */
function codesOf(rules: PlanRules | undefined): Readonly<Record<string, unknown>> {
  const codes = (list: PlanCodes | undefined) => list?.codes.map(({ code }) => code);
  return present({
    headings: codes(rules?.headings),
    scale: codes(rules?.scale),
    needReasons: codes(rules?.needReasons),
    closing: codes(rules?.closing),
    professions: codes(rules?.professions),
  });
}

/** The plan by itself: what conditions of duties and reports are asked of when no message comes in. */
export function subjectOfPlan(plan: Plan, { plan: rules }: Pick<Profile, 'plan'>): Subject {
  const values = valuesOf(plan, rules);
  return {
    values: { patient: plan.patient, plan: values, after: values, codes: codesOf(rules) },
    said: standingSteps(plan).map(saidIn),
    parties: partiesOf(plan, undefined),
    isReceipted: () => false,
    ...consentsIn(plan.facts, rules),
  };
}

interface Standing {
  readonly before: Plan | undefined;
  readonly after: Plan;
  readonly acting: Acting;
  readonly object: PlanObject | undefined;
}

/** What the checks of a kind are asked of: the message, its sender, the plan as it was and as the message leaves it. */
export function subjectForPlan(
  { message, sender, receivedAt }: AdmissionRequest,
  { before, after, acting, object }: Standing,
  { directory, profile }: DecisionGround,
): Subject {
  const { content, recipients } = message;
  const said = standingSteps(before).map(saidIn);
  const plan: PlanValues = {
    plan: before && valuesOf(before, profile.plan),
    after: { ...valuesOf(after, profile.plan), ...takenBack(before, after, profile.plan) },
    acting,
    object,
    codes: codesOf(profile.plan),
  };
  return {
    values: {
      content,
      patient: after.patient,
      consent: message.consent,
      recipients,
      namedRoles: rolesOf(recipients, directory),
      inReplyTo: message.inReplyTo,
      kind: message.kind,
      sender: present({
        role: sender.role,
        unit: sender.hsaId,
        type: sender.type,
        organisation: sender.organisation,
        municipality: sender.municipality ?? undefined,
      }),
      receivedAt: receivedAt.toISOString(),
      sentAt: message.sentAt,
      ...plan,
      roles: [...new Set(partiesOf(after, directory).map(({ role }) => role))],
      said: Object.fromEntries(said.map((one) => [one.kind, one.content])),
    },
    said,
    parties: partiesOf(after, directory),
    isReceipted: () => false,
    ...consentsIn(after.facts, profile.plan),
  };
}

/** Whether the message takes back what the person had agreed to, of that for which the region says so (N-CON-03, S-CLOSE-02). */
function takenBack(before: Plan | undefined, { facts }: Plan, rules: PlanRules | undefined): { takenBack?: true } {
  if (before === undefined || rules === undefined) return {};
  return isTakenBack(before.facts, facts, rules.consent.closes) ? { takenBack: true } : {};
}

/** The same asked of the plan as the message leaves it, as rows of the transition table see it. */
export function leftBy(subject: Subject): Subject {
  return { ...subject, values: { ...subject.values, plan: subject.values['after'] } };
}

function saidIn({ kind, role, unit, content }: Plan['steps'][number]): Said {
  return { kind, role, unit, alsoFor: [], content };
}

function rolesOf(units: readonly string[] = [], directory: Directory): PartyRole[] {
  return [...new Set(units.flatMap((unit) => directory.units.get(unit)?.role ?? []))];
}

function partiesOf({ facts }: Pick<Plan, 'facts'>, directory: Directory | undefined): Party[] {
  const known = new Map(facts.participants.map(({ participantUnit, role }) => [participantUnit, role]));
  return unitsOf(facts).flatMap((unit): Party[] => {
    const role = directory?.units.get(unit)?.role ?? known.get(unit);
    return role === undefined ? [] : [{ unit, role }];
  });
}

function consentsIn(facts: PlanFacts, rules: PlanRules | undefined): Pick<Subject, 'hasConsent' | 'consentTo'> {
  const takesHarm = rules?.consent.harmRule !== undefined;
  const consentTo = (scope: string) => wordOn(facts, scope, takesHarm);
  return { consentTo, hasConsent: (scope) => consentTo(scope)?.given === true };
}

/** What the person has said of a scope; `sip` is the call, the meeting and the plan, a no to one of them is a no. */
function wordOn(facts: PlanFacts, scope: string, takesHarm: boolean): ConsentWord | undefined {
  const abouts = CONSENT_ABOUT.filter(
    (about) => about === scope || (scope === 'sip' && about !== 'informationsoverforing'),
  );
  const answers = abouts.flatMap((about) => latestConsent(facts, about) ?? []);
  const isRefused = answers.some(({ answer }) => answer === 'nej');
  const isGiven = answers.every(({ about }) => isAgreed(facts, about, takesHarm));
  // Who cannot say has said neither, as long as nobody has assessed the harm.
  if (answers.length === 0 || (!isRefused && !isGiven)) return undefined;
  return { given: isGiven, actors: answers.find(({ actors }) => actors !== undefined)?.actors };
}
