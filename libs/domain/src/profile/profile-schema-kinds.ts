import type { ALONE_KEYS, CHECK_KEYS, CONSENT_KEYS, EARLY_KEYS, KIND_KEYS, NAMED_KEYS } from './profile-kinds.js';
import { ABOUT, GATES, RECIPIENTS, WITHOUT_CONSENT } from './profile-kinds.js';
import { HIDDEN_FIELDS } from './profile.js';
import { COUNT, described, FLAG, HOURS, listOf, objectOf, oneOf, ref, TEXT } from './profile-schema-parts.js';
import type { Schema } from './profile-schema-parts.js';

type Keyed<Keys extends readonly string[]> = Record<Keys[number], Schema>;

const types = (about: string) => described(about, listOf(TEXT));

const NAMED: Keyed<typeof NAMED_KEYS> = {
  rule: ref('rule'),
  least: described('1 without it', HOURS),
  most: COUNT,
  roles: listOf(ref('role'), { minItems: 1 }),
  notTypes: types('Types of units that never get it'),
};

const EARLY: Keyed<typeof EARLY_KEYS> = {
  rule: ref('rule'),
  hours: described('For ever without it', COUNT),
  notTypes: types('Types of wards that do not get it before the stay'),
};

const ALONE: Keyed<typeof ALONE_KEYS> = { rule: ref('rule') };

const CONSENT: Keyed<typeof CONSENT_KEYS> = {
  rule: ref('rule'),
  scope: described('What the consent has to be about', TEXT),
  fields: described('Content fields that need it; the whole message without them', listOf(ref('field'))),
  allowed: described('Content fields that need none, when the whole message does', listOf(ref('field'))),
  without: oneOf(WITHOUT_CONSENT),
  hides: described('What recipients are not shown of the head either', listOf(oneOf(HIDDEN_FIELDS))),
};

const CHECK: Keyed<typeof CHECK_KEYS> = {
  rule: ref('rule'),
  when: described('It is asked only where this holds', ref('condition')),
  must: ref('condition'),
  at: described('Path that is told', ref('path')),
  otherwise: objectOf({ refuse: ref('refusal'), warn: ref('remark') }, [], { minProperties: 1, maxProperties: 1 }),
  detail: described('How to mend it, in a few words', TEXT),
  sv: described('The detail in Swedish, for answers and explanations', TEXT),
};

const KIND: Keyed<typeof KIND_KEYS> = {
  rule: ref('rule'),
  senders: listOf(ref('role')),
  notSenderTypes: types('Types of units that may not send it although their role may'),
  recipients: described(
    'category: whom the planning category concerns. parties: who has a part in the stay. others: parties and ward, ' +
      'the sender aside. ward. named: whom the sender names. withdrawn: who got the withdrawn message. none. ' +
      'participants: who takes part in the plan, the sender aside',
    oneOf(RECIPIENTS),
  ),
  named: described('With recipients named: how many, and of which roles', objectOf(NAMED, ['rule', 'most', 'roles'])),
  about: described(
    'stay: one stay. person: somebody, whatever stays there are. free: no stay. plan: a plan (SIP)',
    oneOf(ABOUT),
  ),
  changesPlan: described('About a stay, it also changes the plan of the person; a stay need not be there', FLAG),
  early: described('It may come before its stay and waits for it', objectOf(EARLY, ['rule'])),
  alone: described('It may be told of somebody without a stay, to units that are named', objectOf(ALONE)),
  receipt: described('Name of the deadline of its kvittens', ref('name')),
  gate: described('Column of the categories that must allow it', oneOf(GATES)),
  consent: described('What happens without consent', listOf(objectOf(CONSENT, ['rule', 'scope', 'without']))),
  checks: described('What a message has to fulfil', listOf(objectOf(CHECK, ['rule', 'must', 'otherwise']))),
  expectedFields: described('Content fields that may come later, each with its rule', {
    type: 'object',
    additionalProperties: ref('rule'),
  }),
  keeps: described('Content fields that the stay remembers', listOf(ref('field'))),
  retracts: described('The kind that it takes back', ref('kind')),
  retractsAll: described('It takes back all that has not been receipted', FLAG),
};

export const KIND_SCHEMA = objectOf(KIND, ['rule', 'senders', 'recipients']);
