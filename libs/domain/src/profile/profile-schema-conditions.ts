import { COUNT, described, HOURS, listOf, objectOf, ref, TEXT } from './profile-schema-parts.js';
import type { Schema } from './profile-schema-parts.js';
import { A_YEAR } from './profile-conditions.js';

const path = ref('path');
const some = { minItems: 1 };
const DAYS: Schema = { type: 'number', minimum: -A_YEAR };

const QUESTIONS: Readonly<Record<string, Schema>> = {
  has: described('Something stands at the path', path),
  lacks: described('Nothing stands at the path', path),
  is: described('Exactly that stands there', objectOf({ path, value: { type: ['string', 'number', 'boolean'] } })),
  in: described(
    'One of these stands there, or among what stands there',
    objectOf({ path, values: listOf(TEXT, some) }),
  ),
  ordered: described(
    'The first is not later than the second; holds where one is missing',
    listOf(path, { minItems: 2, maxItems: 2 }),
  ),
  count: described(
    'So many items, or a number within these bounds',
    objectOf({ path, least: HOURS, most: HOURS }, ['path']),
  ),
  said: described(
    'An earlier message of the stay stands',
    objectOf({ kind: ref('kind'), by: listOf(ref('role')), has: TEXT }, ['kind']),
  ),
  saidByAll: described(
    'Every party of these roles has said it',
    objectOf(
      {
        kind: ref('kind'),
        roles: listOf(ref('role'), some),
        since: described('After the last message of it', ref('kind')),
      },
      ['kind', 'roles'],
    ),
  ),
  receipted: described('All that got the first message of this kind have receipted it', ref('kind')),
  consent: described('The person consents to this', TEXT),
  refused: described('The person has said no to this, or has taken a consent back', TEXT),
  agreed: described(
    'The consent to this covers the units there; one that names no units covers all',
    objectOf({ scope: TEXT, units: path }),
  ),
  same: described('The same stands at both; holds where one is missing', listOf(path, { minItems: 2, maxItems: 2 })),
  among: described(
    'What stands at the first stands at the second too; holds where one is missing',
    listOf(path, { minItems: 2, maxItems: 2 }),
  ),
  apart: described('Nothing at the first stands at the second', listOf(path, { minItems: 2, maxItems: 2 })),
  every: described(
    'It holds of each item there, or of each for which when holds; paths within begin with item',
    objectOf({ of: path, when: ref('condition'), must: ref('condition') }, ['of', 'must']),
  ),
  within: described(
    'So many civil days after the first of these that stands, before it when negative; holds where one is missing',
    objectOf({ from: listOf(path, some), through: path, least: DAYS, most: DAYS }, ['from', 'through']),
  ),
  lasts: described(
    'The second day is at least so many days after the first',
    objectOf({ from: path, through: path, days: COUNT, calendar: ref('calendar') }),
  ),
  longer: described(
    'More than so many elapsed hours lie between the two',
    objectOf({ from: path, through: path, hours: COUNT }),
  ),
  weekday: described('It falls on a weekday in Sweden', path),
  age: described(
    'On that day the patient has had so many birthdays; holds where it is not known',
    objectOf({ on: path, least: HOURS, most: HOURS }, ['on']),
  ),
  inWords: described('Each text there has a word, none is only a code', path),
  all: described('All of these hold', listOf(ref('condition'), some)),
  any: described('One of these holds', listOf(ref('condition'), some)),
  not: described('This does not hold', ref('condition')),
};

export const CONDITION_SCHEMA = objectOf(QUESTIONS, [], { minProperties: 1, maxProperties: 1 });
