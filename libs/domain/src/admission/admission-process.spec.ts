import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DomainWorld, message, TOLVAN, UNITS } from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import type { AdmissionPlan } from './admission-plan.js';
import { EPISODE_STATES } from '../episode/episode.js';
import type { Episode } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import { nextTransition } from '../episode/transitions.js';
import { MESSAGE_KINDS } from '../message.js';
import type { Message, MessageKind } from '../message.js';

/** Random messages of all kinds by all parties of a region that has them all; whatever comes, these promises are kept. */
const PROFILE = processProfile();
const START = Date.parse('2026-11-23T06:00:00Z');
const PATIENTS = [TOLVAN, { ...TOLVAN, id: '198001019986', givenName: 'Test', municipality: '2181' }] as const;
const SENDERS = Object.values(UNITS);
const step = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constantFrom(...MESSAGE_KINDS.filter((kind) => PROFILE.kinds[kind] !== undefined)), weight: 5 },
    { arbitrary: fc.constantFrom(...MESSAGE_KINDS), weight: 1 },
  ),
  /** Which of the kinds that the table has a row for in the present state; any kind without it. */
  fitting: fc.option(fc.nat(200), { freq: 2, nil: undefined }),
  /** Among the units that may send the kind, or among all. */
  sender: fc.nat(20),
  isStranger: fc.constantFrom(false, false, false, false, false, true),
  number: fc.constantFrom('V1', 'V1', 'V2'),
  isNamed: fc.constantFrom(true, true, true, true, false),
  category: fc.constantFrom('BC' as const, 'CD' as const, 'E' as const, undefined),
  consent: fc.constantFrom(undefined, true, true, false),
  recipients: fc.constantFrom(undefined, undefined, [UNITS.social], [UNITS.ward], [UNITS.openCare, UNITS.homeCare]),
  protected: fc.constantFrom(undefined, undefined, undefined, true),
  back: fc.integer({ min: 1, max: 4 }),
  hours: fc.nat(20),
  receipt: fc.constantFrom(undefined, ...SENDERS),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A kind, and a unit that may send it: of those that take part where there are such. */
function chosen(one: Step, stay: Episode | undefined, world: DomainWorld): { kind: MessageKind; sender: string } {
  const state = standingSteps(stay).length === 0 ? 'none' : stay?.facts.state;
  const rows = PROFILE.transitions.filter(({ from }) => from === state);
  const kind = (one.fitting === undefined ? undefined : rows[one.fitting % rows.length]?.on) ?? one.kind;
  const mayTell = (unit: string) => PROFILE.kinds[kind]?.senders.includes(world.unit(unit).role) === true;
  const part = [stay?.facts.ward ?? UNITS.ward, ...(stay?.facts.parties ?? []).map(({ unit }) => unit)].filter(mayTell);
  const able = one.isStranger ? SENDERS : part.length > 0 ? part : SENDERS.filter(mayTell);
  return { kind, sender: able[one.sender % able.length] ?? UNITS.ward };
}

function sent(one: Step, index: number, world: DomainWorld): Message {
  const stay = [...world.episodes.values()].find(({ number }) => number === one.number);
  const { kind, sender } = chosen(one, stay, world);
  const target = kind === 'makulering' && !one.isStranger ? world.messages.at(-one.back) : undefined;
  const isWard = world.unit(sender).role === 'slutenvard';
  const named = isWard ? { episodeId: one.number } : { episodeId: undefined, episode: stay?.id };
  const [first, second] = PATIENTS;
  const patient = one.number === 'V1' ? first : second;
  const address = { line: ['Gatan 1'] };
  return message(kind, {
    messageId: `p-${String(index)}`,
    sender: target?.sender ?? sender,
    ...(one.isNamed && target === undefined ? named : { episodeId: undefined }),
    patient: { ...patient, address, ...(one.protected && { protected: true }) },
    planningCategory: one.category,
    recipients: one.recipients && [...one.recipients],
    ...(one.consent === undefined ? {} : { consent: { given: one.consent } }),
    ...(kind === 'makulering' ? { content: { messageId: target?.messageId ?? 'p-0', reason: 'fel' } } : {}),
  });
}

function checkReach(
  plan: AdmissionPlan,
  sender: string,
  before: Episode | undefined,
  recipients: readonly string[],
): void {
  const { episode } = plan;
  for (const { unit, message: earlier } of plan.withdraws === undefined ? plan.deliveries : []) {
    const around = [before, episode].flatMap((stay) => [
      ...(stay?.facts.parties.map((party) => party.unit) ?? []),
      stay?.facts.ward,
    ]);
    expect(episode === undefined ? recipients.includes(unit) : around.includes(unit)).toBe(true);
    if (earlier === undefined && plan.message.kind !== 'identitetsbyte') expect(unit).not.toBe(sender);
  }
  const own = plan.deliveries.filter(({ message: earlier }) => earlier === undefined).map(({ unit }) => unit);
  expect(new Set(own).size).toBe(own.length);
}

function checkSecrets(plan: AdmissionPlan): void {
  const { message: shown, episode } = plan;
  if (shown.patient?.protected === true) expect(shown.patient).not.toHaveProperty('address');
  const withheld = plan.answer.warnings.some(({ code, path }) => code === 'consent-missing' && path === 'consent');
  if (!withheld) return;
  expect(shown.content).toEqual({});
  expect(episode?.steps.find((one) => one.message === shown.id)?.kept).toBeUndefined();
}

function checkStay(plan: AdmissionPlan, { kind }: Message, before: Episode | undefined): void {
  const { episode } = plan;
  if (episode === undefined) return;
  expect(EPISODE_STATES).toContain(episode.facts.state);
  if (PROFILE.kinds[kind]?.about !== 'stay' || kind === 'makulering') return;
  const begun = standingSteps(before).length === 0 ? 'none' : (before?.facts.state ?? 'none');
  expect(nextTransition(PROFILE.transitions, kind, begun)).toBeDefined();
  expect(episode.version).toBe((before?.version ?? 0) + 1);
  expect(episode.steps).toHaveLength((before?.steps.length ?? 0) + 1 + (plan.joins?.length ?? 0));
  for (const one of standingSteps(episode)) expect([typeof one.unit, typeof one.role]).toEqual(['string', 'string']);
}

/** Nobody learns of a stay in which the unit takes no part. */
function checkForeign(next: Message, before: Episode | undefined, world: DomainWorld): void {
  if (before === undefined || next.kind === 'makulering' || PROFILE.kinds[next.kind]?.about === 'free') return;
  const { organisation, hsaId } = world.unit(next.sender);
  const isPart = before.organisation === organisation || before.facts.parties.some(({ unit }) => unit === hsaId);
  expect(isPart).toBe(true);
}

describe('a region in which every kind exists', () => {
  it('[G-ADM-09] [G-PLAN-13] [G-XFER-08] keeps its promises whatever is sent by whomever', () => {
    const reached = new Set<string>();
    let joined = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), (steps) => {
        const world = new DomainWorld(PROFILE);
        let now = START;
        steps.forEach((one, index) => {
          now += one.hours * 3_600_000;
          const at = new Date(now).toISOString();
          const next = { ...sent(one, index, world), sentAt: at };
          const known = world.known(next);
          const before = structuredClone(known.episode);
          const decision = world.decide(next, at);
          if (decision.kind === 'refused') {
            expect(decision.reasons.length).toBeGreaterThan(0);
            return;
          }
          const { plan } = decision;
          world.apply(next, plan);
          reached.add(next.kind);
          joined += plan.joins?.length ?? 0;
          if (plan.episode !== undefined) checkForeign(next, before, world);
          if (PROFILE.kinds[next.kind]?.about !== 'person')
            checkReach(plan, next.sender, before, next.recipients ?? []);
          checkSecrets(plan);
          checkStay(plan, next, before);
          if (plan.waits !== undefined)
            expect([plan.episode, PROFILE.kinds[next.kind]?.early === undefined]).toEqual([undefined, false]);
          if (one.receipt !== undefined) world.receipt(one.receipt);
        });
      }),
      { numRuns: 400 },
    );
    const kinds = MESSAGE_KINDS.filter((kind) => PROFILE.kinds[kind] !== undefined);
    expect(kinds.filter((kind) => !reached.has(kind))).toEqual([]);
    expect(joined).toBeGreaterThan(0);
  });
});
