import {
  CALL_PURPOSES,
  CALL_SETTINGS,
  MEETING_FORMS,
  RAISED_BY,
  RELATIVES_INFORMED,
  SIP_WHEN,
} from '../content/sip.js';
import type { Content } from '../message.js';
import { present } from '../profile/profile-values.js';
import { recordedOf } from './consents.js';
import type { EpisodeFacts, EpisodeStep, Party, RecordedConsent } from './episode.js';
import type { CalledUnit, SipCall, SipNeed, SipState, StaySip } from './sip-facts.js';

const SCOPE = 'sip';

/** What the standing messages say of a SIP; undefined when that is nothing. */
export function sipOf(
  steps: readonly EpisodeStep[],
  facts: Pick<EpisodeFacts, 'parties' | 'ward'>,
  consents: readonly RecordedConsent[],
): StaySip | undefined {
  const existingPlan = existingIn(steps);
  const need = needIn(steps);
  const call = callIn(steps, facts);
  const word = wordOn(consents, need !== undefined || call !== undefined);
  const state = stateOf(steps, word, need, call);
  const sip = present({ state, existingPlan, need, call, consent: word });
  return Object.keys(sip).length === 0 ? undefined : sip;
}

function stateOf(
  steps: readonly EpisodeStep[],
  word: StaySip['consent'],
  need: SipNeed | undefined,
  call: SipCall | undefined,
): SipState | undefined {
  const judged = steps.findLast((step) => step.kind === 'sip-initiativ' || isCall(step));
  if (word?.given === false) return 'avbojd';
  if (judged?.kind === 'sip-initiativ' && judged.kept?.['needed'] === false) return 'ej-aktuell';
  if (call !== undefined) return 'kallad';
  return need === undefined ? undefined : 'behov';
}

/** What the person has said; a word on everything counts only where a SIP is being worked on. */
function wordOn(consents: readonly RecordedConsent[], isWorkedOn: boolean): StaySip['consent'] {
  const word = recordedOf(SCOPE, consents);
  if (word === undefined || !(isWorkedOn || word.scope === SCOPE)) return undefined;
  const { given, at, unit, actors } = word;
  return { given, at, unit, ...(actors === undefined ? {} : { actors }) };
}

function existingIn(steps: readonly EpisodeStep[]): boolean | undefined {
  const said = steps.map(({ kept }) => kept?.['existingPlan']).filter((value) => typeof value === 'boolean');
  return said.at(-1);
}

/** The initiatives, each laid over the one before, and what was mentioned of a need before them. */
function needIn(steps: readonly EpisodeStep[]): SipNeed | undefined {
  return steps.reduce<SipNeed | undefined>((known, step) => {
    const { kind, kept = {}, unit, role, at } = step;
    if (unit === undefined || role === undefined) return known;
    const first = known ?? { when: 'efter-utskrivning' as const, unit, role, at };
    if (kind === 'extrameddelande') {
      const mentioned = fieldsIn(kept['sip']);
      return mentioned === undefined ? known : { ...first, ...present({ when: codeIn(SIP_WHEN, mentioned['when']) }) };
    }
    if (kind !== 'sip-initiativ') return known;
    if (kept['needed'] === false) return undefined;
    return { ...first, initiativeAt: first.initiativeAt ?? at, ...saidOfNeed(kept) };
  }, undefined);
}

function saidOfNeed(kept: Readonly<Record<string, unknown>>): Partial<SipNeed> {
  const { needIdentifiedAt } = kept;
  return present({
    when: codeIn(SIP_WHEN, kept['when']),
    raisedBy: codeIn(RAISED_BY, kept['raisedBy']),
    identifiedAt: typeof needIdentifiedAt === 'string' ? needIdentifiedAt : undefined,
    relativesInformed: codeIn(RELATIVES_INFORMED, kept['relativesInformed']),
  });
}

function callIn(steps: readonly EpisodeStep[], facts: Pick<EpisodeFacts, 'parties' | 'ward'>): SipCall | undefined {
  const index = steps.findLastIndex(isCall);
  const step = steps[index];
  if (step?.unit === undefined || step.role === undefined) return undefined;
  const { kept = {}, unit, role, at } = step;
  const { meetingAt, minutes, place } = kept;
  return {
    purpose: codeIn(CALL_PURPOSES, kept['purpose']) ?? 'sip',
    setting: codeIn(CALL_SETTINGS, kept['setting']) ?? 'efter-utskrivning',
    ...present({
      meetingAt: typeof meetingAt === 'string' ? meetingAt : undefined,
      minutes: typeof minutes === 'number' ? minutes : undefined,
      form: codeIn(MEETING_FORMS, kept['form']),
      place: typeof place === 'string' ? place : undefined,
    }),
    unit,
    role,
    at,
    called: calledBy(step, facts).map((one) => ({ ...one, ...replyOf(one, steps.slice(index + 1)) })),
  };
}

/** Whether a message calls to a SIP, or to its follow-up; a meeting of the parties alone is none. */
export function isPlanCall(kind: string, content: Content = {}): boolean {
  return kind === 'sip-kallelse' && content['purpose'] !== 'aktorsmote';
}

function isCall({ kind, kept }: Pick<EpisodeStep, 'kind' | 'kept'>): boolean {
  return isPlanCall(kind, kept);
}

/** Those who were named, or else all that take part. */
function calledBy(
  { to, unit: caller }: EpisodeStep,
  { parties, ward }: Pick<EpisodeFacts, 'parties' | 'ward'>,
): Party[] {
  const around: Party[] = [...parties, { unit: ward, role: 'slutenvard' }];
  const called = around.filter(({ unit }) => unit !== caller && (to === undefined || to.includes(unit)));
  return called.filter((one, at) => called.findIndex(({ unit }) => unit === one.unit) === at);
}

function replyOf({ unit }: Party, later: readonly EpisodeStep[]): Pick<CalledUnit, 'declinedAt'> {
  const reply = later.findLast((step) => step.unit === unit && fieldsIn(step.kept?.['callReply']) !== undefined);
  const attends = fieldsIn(reply?.kept?.['callReply'])?.['attends'];
  return reply === undefined || attends !== false ? {} : { declinedAt: reply.at };
}

function fieldsIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function codeIn<T extends string>(codes: readonly T[], value: unknown): T | undefined {
  return codes.find((code) => code === value);
}
