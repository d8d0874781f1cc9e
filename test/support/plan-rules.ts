import { MESSAGE_KINDS, PARTY_ROLES } from '#domain/message.js';
import type { MessageKind } from '#domain/message.js';
import type { PlanActor, PlanPermission, PlanRules, PlanTransition } from '#domain/plan/plan-rule.js';
import type { PlanState } from '#domain/plan/plan.js';
import type { KindRule, Profile } from '#domain/profile/profile.js';

import { gavleborg } from './domain.js';

/** A small region of plans for specs of the engine: the open-care process of table 1.1 with the permissions of table 7c. */

const MADE: readonly PlanState[] = ['huvudmal-klart', 'pagaende', 'uppfoljning-kallad', 'uppfoljning-genomford'];
const OPEN: readonly PlanState[] = [
  'behov',
  'underlag',
  'samtycke',
  'kartlagd',
  'kallad',
  'mote-genomfort',
  'plan-skapad',
  ...MADE,
  'avliden-aviserad',
];

const may = (rule: string, kind: MessageKind, by: readonly PlanActor[], event?: string): PlanPermission => ({
  rule,
  kind,
  by,
  ...(event === undefined ? {} : { event }),
});

const PERMISSIONS: readonly PlanPermission[] = [
  may('N-COORD-05', 'sip-underlag', ['coordinator']),
  may('N-MAP-11', 'sip-kartlaggning', ['coordinator']),
  may('N-ACTOR-05', 'sip-kallelse', ['participant'], 'aktorsmote'),
  may('N-COORD-07', 'sip-kallelse', ['coordinator']),
  may('N-PART-01', 'sip-deltagare', ['coordinator']),
  may('N-ACTOR-05', 'sip-mote', ['coordinator', 'owner'], 'installt'),
  may('N-MEET-07', 'sip-mote', ['coordinator']),
  may('N-GOAL-02', 'sip-huvudmal', ['coordinator']),
  may('N-SUB-01', 'sip-delmal', ['participant']),
  may('N-CLOSE-01', 'sip-delmal-avslut', ['owner', 'coordinator']),
  may('N-SUB-01', 'sip-insats', ['participant']),
  may('N-CLOSE-03', 'sip-insats-avslut', ['owner', 'coordinator']),
  may('N-FUP-03', 'sip-uppfoljning', ['participant']),
  may('N-EVAL-05', 'sip-utvardering', ['coordinator']),
  may('N-COORD-07', 'sip-delgivning', ['coordinator']),
  may('N-COORD-05', 'sip-samordningsansvarig', ['coordinator']),
  may('N-CLOSE-06', 'sip-ateroppnande', ['administrator']),
  may('N-CLOSE-09', 'sip-avslut', ['coordinator']),
  may('N-CON-03', 'samtycke-aterkallat', ['participant', 'care-contact', 'stay']),
  may(
    'N-CLOSE-11',
    'avliden',
    ['participant', 'initiator', 'care-contact', 'administrator', 'stay', 'elsewhere'],
    'manuell',
  ),
];

type From = PlanState | 'none';

const rows = (
  on: MessageKind,
  from: readonly From[],
  to: PlanTransition['to'],
  more: Pick<PlanTransition, 'event' | 'when'> = {},
): PlanTransition[] => from.map((one) => ({ on, from: one, to, ...more }));

const YES_TO_BOTH = {
  all: ['plan', 'informationsoverforing'].map((about) => ({ is: { path: `plan.consent.${about}`, value: 'ja' } })),
} as const;

const TRANSITIONS: readonly PlanTransition[] = [
  ...(['samtycke', 'samtycke-aterkallat', 'sip-underlag'] as const).flatMap((on) =>
    rows(on, OPEN, 'avslutad', { when: { is: { path: 'plan.takenBack', value: true } } }),
  ),
  ...rows('avliden', OPEN, 'avliden-aviserad', { event: 'folkbokforing' }),
  ...rows('avliden', OPEN, 'avliden-aviserad', {
    event: 'manuell',
    when: { is: { path: 'acting.elsewhere', value: true } },
  }),
  ...rows('avliden', OPEN, 'avslutad', { event: 'manuell' }),
  ...rows('sip-initiativ', ['none'], 'behov'),
  ...rows('sip-underlag', ['none', 'behov', 'underlag'], 'samtycke', { when: YES_TO_BOTH }),
  ...rows('sip-underlag', ['none', 'behov', 'underlag'], 'avbojd', {
    when: { is: { path: 'plan.consent.plan', value: 'nej' } },
  }),
  ...rows('sip-underlag', ['none', 'behov'], 'underlag'),
  ...rows(
    'sip-underlag',
    OPEN.filter((state) => state !== 'behov'),
    'same',
  ),
  ...rows('sip-kartlaggning', ['samtycke'], 'kartlagd'),
  ...rows('sip-kartlaggning', ['kartlagd', 'kallad'], 'same'),
  ...rows('sip-kallelse', ['kartlagd', 'kallad'], 'kallad', { event: 'sip' }),
  ...rows('sip-kallelse', ['huvudmal-klart', 'pagaende', 'uppfoljning-kallad'], 'uppfoljning-kallad', {
    event: 'uppfoljning',
  }),
  ...rows('sip-kallelse', OPEN, 'same', { event: 'aktorsmote' }),
  ...rows('sip-kallelse', ['none'], 'behov', { event: 'sip' }),
  ...rows('sip-deltagare', OPEN, 'same'),
  ...rows('sip-mote', ['kallad'], 'mote-genomfort', { event: 'genomfort' }),
  ...rows('sip-mote', ['uppfoljning-kallad'], 'uppfoljning-genomford', { event: 'genomfort' }),
  ...rows('sip-mote', ['mote-genomfort'], 'plan-skapad', { event: 'plan-skapad' }),
  ...rows('sip-mote', ['kallad'], 'kartlagd', { event: 'installt' }),
  ...rows('sip-mote', ['uppfoljning-kallad'], 'previous', { event: 'installt' }),
  ...['radrum', 'sipkollen'].flatMap((event) =>
    rows('sip-mote', [...MADE, 'plan-skapad', 'mote-genomfort'], 'same', { event }),
  ),
  ...rows('sip-huvudmal', ['plan-skapad'], 'huvudmal-klart'),
  ...rows('sip-huvudmal', MADE, 'same'),
  ...rows('sip-delmal', MADE, 'same'),
  ...rows('sip-insats', ['huvudmal-klart'], 'pagaende', { when: { is: { path: 'content.shared', value: true } } }),
  ...rows('sip-insats', MADE, 'same'),
  ...(['sip-delmal-avslut', 'sip-insats-avslut', 'sip-ateroppnande'] as const).flatMap((on) => rows(on, MADE, 'same')),
  ...rows('sip-uppfoljning', MADE, 'same'),
  ...rows('sip-utvardering', ['uppfoljning-genomford'], 'pagaende'),
  ...rows('sip-utvardering', ['huvudmal-klart', 'pagaende'], 'same'),
  ...rows('sip-delgivning', [...MADE, 'avslutad'], 'same'),
  ...rows('sip-samordningsansvarig', OPEN, 'same'),
  ...rows('sip-avslut', OPEN, 'avslutad'),
  ...(['samtycke', 'samtycke-aterkallat', 'fast-vardkontakt'] as const).flatMap((on) => rows(on, OPEN, 'same')),
];

const codes = (rule: string, ...all: readonly string[]) => ({
  rule,
  codes: all.map((code) => ({ code, name: { sv: code, en: code } })),
});

export const PLAN_RULES: PlanRules = {
  rule: 'N-GEN-01',
  rules: {
    'plan-exists': 'N-CALL-10',
    'wrong-state': 'N-GEN-09',
    'others-ongoing': 'N-CLOSE-02',
    'actors-only': 'N-ACTOR-10',
    unit: 'N-CALL-04',
    owner: 'N-INT-03',
  },
  coordinator: {
    rule: 'N-COORD-01',
    first: 'sender',
    name: { sv: 'samordningsansvarig', en: 'coordinator' },
    person: true,
  },
  permissions: PERMISSIONS,
  transitions: TRANSITIONS,
  headings: codes('N-MAP-06', 'personlig-vard', 'boende'),
  scale: codes('N-EVAL-07', '-1', '0', '1'),
  closing: { ...codes('N-CLOSE-07', 'malen-nadda', 'inget-behov'), commentRule: 'N-CLOSE-10' },
  consent: {
    rule: 'N-CON-02',
    toCall: ['plan'],
    toMeet: [],
    closes: ['plan'],
    closesRule: 'N-CON-03',
    scopeRule: 'N-CON-01',
  },
  death: { rule: 'N-CLOSE-11', noticedRule: 'N-CLOSE-13' },
  administrators: { rule: 'N-CLOSE-06', types: ['forvaltning'] },
  duties: {},
};

/** Messages that the fixture leaves as the region of the demo has them. */
const kindOf = (rule: string, more: Partial<KindRule> = {}): KindRule => ({
  rule,
  senders: PARTY_ROLES,
  notSenderTypes: [],
  recipients: 'participants',
  about: 'plan',
  consent: [],
  checks: [],
  expectedFields: {},
  keeps: [],
  retractsAll: false,
  ...more,
});

const ALSO_OF_STAYS = ['sip-initiativ', 'samtycke', 'samtycke-aterkallat', 'avliden', 'fast-vardkontakt'] as const;

function kinds(): Profile['kinds'] {
  const ofPlan = MESSAGE_KINDS.filter((kind) => kind.startsWith('sip-')).map(
    (kind) => [kind, kindOf('N-GEN-01')] as const,
  );
  const beside = ALSO_OF_STAYS.map(
    (kind) => [kind, kindOf('N-GEN-03', { about: 'stay', recipients: 'others', changesPlan: true })] as const,
  );
  const named = { rule: 'N-CALL-03', least: 1, most: 20, roles: PARTY_ROLES, notTypes: [] };
  const call = kindOf('N-CALL-03', { about: 'stay', recipients: 'named', named, changesPlan: true });
  return {
    ...Object.fromEntries(ofPlan),
    ...Object.fromEntries(beside),
    'sip-kallelse': call,
    'sip-underlag': kindOf('N-BASIS-02', { recipients: 'none' }),
    'sip-kartlaggning': kindOf('N-MAP-11', { recipients: 'none' }),
  };
}

/** The demo region with the plans of this fixture in place of its own. */
export function fixtureProfile(changes: Partial<PlanRules> = {}): Profile {
  const base = gavleborg();
  return { ...base, kinds: { ...base.kinds, ...kinds() }, plan: { ...PLAN_RULES, ...changes } };
}
