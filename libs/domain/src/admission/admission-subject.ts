import type { AdmissionRequest, DecisionGround, KnownState, WaitingMessage } from './admission-plan.js';
import type { Concern } from './admission-concern.js';
import type { Said, Subject } from '../condition.js';
import { isActive } from '../episode/care-contacts.js';
import { consentTo, isConsented } from '../episode/consents.js';
import type { Episode, EpisodeFacts, EpisodeStep } from '../episode/episode.js';
import { keptOf, standingSteps } from '../episode/steps.js';
import { PARTY_ROLES } from '../message.js';
import { consentsBeside, valuesBeside } from '../plan/deciding/beside-values.js';
import type { PartyRole, PlanningCategory } from '../message.js';
import type { Profile } from '../profile/profile.js';
import type { Directory, Unit } from '../directory/directory.js';
import type { KindRule } from '../profile/profile.js';

/** What is known of a stay when conditions are asked of a message about it. */
interface Known {
  readonly state: KnownState;
  /** Absent where the message tells of no stay, or as long as it is not clear whom it concerns. */
  readonly concern: Concern | undefined;
  /** Messages that the stay takes up now. */
  readonly joined: readonly WaitingMessage[];
}

/** What the conditions of a profile are asked of: the message, its sender, the stay as it was before. */
export function subjectOf(
  request: AdmissionRequest,
  { state, concern, joined }: Known,
  ground: DecisionGround,
): Subject {
  const { episode, receipted, hasOtherOpenEpisode } = state;
  const { directory, profile } = ground;
  const { message, sender, receivedAt } = request;
  const { content } = message;
  const standing = standingSteps(episode);
  const early = joined.map((one) => ({
    ...one,
    unit: one.sender,
    ...keptOf(one.kind, profile.kinds[one.kind], one.content, undefined),
  }));
  const said = [...early, ...standing].flatMap(saidIn);
  const parties = concern?.parties ?? episode?.facts.parties ?? [];
  const category = concern?.category ?? message.planningCategory ?? episode?.facts.category;
  const named = typeof content['unit'] === 'string' ? directory.units.get(content['unit']) : undefined;
  const consents = consentsBeside(state, ground);
  return {
    values: {
      content,
      patient: concern?.patient ?? message.patient ?? episode?.patient,
      consent: message.consent,
      planningCategory: category,
      category: columnsOf(category, profile),
      needs: message.needs,
      recipients: message.recipients,
      namedRoles: rolesOf(message.recipients, directory),
      inReplyTo: message.inReplyTo,
      kind: message.kind,
      sender: unitIn(sender),
      unit: named && unitIn(named),
      receivedAt: receivedAt.toISOString(),
      sentAt: message.sentAt,
      openStay: hasOtherOpenEpisode || (episode !== undefined && standing.length > 0) ? true : undefined,
      episode: episode && factsIn(episode.facts),
      roles: [...new Set(parties.map(({ role }) => role))],
      said: latestOf(said),
      ...valuesBeside(request, state, ground),
    },
    said,
    parties,
    isReceipted: (kind) => receipted?.includes(kind) === true,
    hasConsent: (scope) => isConsented(scope, message.consent, consents),
    consentTo: (scope) => consentTo(scope, message.consent, consents),
  };
}

/** The same subject with the message counted among what has been said, as conditions of transitions see it. */
export function withItself(subject: Subject, { message, sender }: AdmissionRequest, rule: KindRule): Subject {
  const kept = keptOf(message.kind, rule, message.content, undefined);
  const own = saidIn({ kind: message.kind, role: sender.role, unit: sender.hsaId, ...kept });
  return { ...subject, said: [...subject.said, ...own] };
}

/** The same subject asked again when the message has been accepted: the stay is as the message leaves it. */
export function afterwards(subject: Subject, { facts }: Episode): Subject {
  const values = { ...subject.values, episode: factsIn(facts) };
  return { ...subject, values, parties: facts.parties, ...consentsIn(facts) };
}

function consentsIn({ consents }: EpisodeFacts): Pick<Subject, 'hasConsent' | 'consentTo'> {
  return {
    hasConsent: (scope) => isConsented(scope, undefined, consents),
    consentTo: (scope) => consentTo(scope, undefined, consents),
  };
}

/** What the table of categories asks for beside the recipients. */
function columnsOf(
  category: PlanningCategory | undefined,
  { categories }: Profile,
): Record<string, unknown> | undefined {
  if (category === undefined) return undefined;
  const { fvk, sip, payment } = categories[category];
  return { fvk, sip, payment };
}

/** What was said last of each kind. */
function latestOf(said: readonly Said[]): Record<string, unknown> {
  const latest: Record<string, unknown> = {};
  for (const { kind, content } of said) latest[kind] = content;
  return latest;
}

const NOBODY: readonly PartyRole[] = [];

function saidIn({ kind, role, unit, kept = {} }: Pick<EpisodeStep, 'kind' | 'role' | 'unit' | 'kept'>): Said[] {
  if (role === undefined || unit === undefined) return [];
  const branches: unknown = kept['branches'];
  const alsoFor = Array.isArray(branches) ? PARTY_ROLES.filter((one) => branches.includes(one)) : NOBODY;
  return [{ kind, role, unit, alsoFor, content: kept }];
}

function rolesOf(units: readonly string[] = [], directory: Directory): PartyRole[] {
  return [...new Set(units.flatMap((unit) => directory.units.get(unit)?.role ?? []))];
}

function unitIn({ hsaId, role, type, organisation, municipality }: Unit): Record<string, unknown> {
  return { role, unit: hsaId, type, organisation, municipality: municipality ?? undefined };
}

/** The facts, care contacts that ended left out. */
function factsIn(facts: EpisodeFacts): Record<string, unknown> {
  const careContacts = facts.careContacts?.filter(isActive);
  return { ...facts, careContacts, coordinator: careContacts?.find(({ coordinator }) => coordinator) };
}

/** What the conditions of deadlines are asked of when no message comes in but a receipt: the stay by itself. */
export function subjectOfStay(episode: Episode, profile: Profile): Subject {
  const { facts, patient } = episode;
  const said = standingSteps(episode).flatMap(saidIn);
  return {
    values: {
      patient,
      planningCategory: facts.category,
      category: columnsOf(facts.category, profile),
      episode: factsIn(facts),
      roles: [...new Set(facts.parties.map(({ role }) => role))],
      said: latestOf(said),
    },
    said,
    parties: facts.parties,
    isReceipted: () => false,
    ...consentsIn(facts),
  };
}
