import { expect, it } from '@jest/globals';
import type { Message } from '#domain/message.js';

import { CareChain, notice as noticeOfChain } from '../support/blekinge.js';
import type { DomainWorld } from '../support/domain.js';
import { hl7, told } from '../support/domain.js';
import { Gavleborg, ward as wardInGavle } from './gavleborg.js';
import { Stockholm, ward as wardInStockholm } from './stockholm.js';

/** What a record system sends of its own accord whenever something is saved, although it tells nobody anything new. */

const gavle = new Gavleborg();
const chain = new CareChain();
const stockholm = new Stockholm();

const REGIONS: readonly [region: string, hub: DomainWorld, notice: () => Message][] = [
  ['Gävleborg', gavle, () => gavle.written(wardInGavle, 'inskrivningsmeddelande', 'mon 09:00', {})],
  ['Blekinge', chain, () => noticeOfChain()],
  [
    'Stockholm',
    stockholm,
    () => stockholm.written(wardInStockholm, 'inskrivningsmeddelande', 'mon 09:00', { planningCategory: 'BC' }),
  ],
];

it.each(REGIONS)('[L-DUP-01] an A08 that changes nothing is delivered to nobody in %s', (_region, hub, notice) => {
  const at = '2026-11-23T09:00:00+01:00';
  expect(hub.admit(notice(), at).deliveries).not.toEqual([]);
  const again = hub.admit(notice(), at, hl7('A08'));
  expect([again.deliveries, told(again.answer.warnings)]).toEqual([[], expect.arrayContaining(['nothing-changed'])]);
});
