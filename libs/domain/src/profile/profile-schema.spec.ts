import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { changed } from '../../../../test/support/changed.js';
import { jsonSchemaJudge } from '../../../../test/support/schema-judges.js';
import { problemsAfter, testRegion } from '../../../../test/support/test-region.js';
import { CONDITION_KEYS } from './profile-conditions.js';
import { DUE_KEYS } from './profile-deadlines.js';
import { profileSchema } from './profile-schema.js';

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const judge = jsonSchemaJudge(profileSchema());

describe('the schema of profiles that editors use', () => {
  it('is the one in the repository: npm run schemas writes it', () => {
    expect(JSON.parse(read('config/schema/profile.schema.json'))).toEqual(profileSchema());
  });

  it.each(readdirSync(new URL('../../../../config/profiles', import.meta.url)))('fits the profile %s', (name) => {
    expect(judge(parse(read(`config/profiles/${name}`)))).toBeUndefined();
  });

  it('fits the profile that uses everything', () => expect(judge(testRegion())).toBeUndefined());

  it('has every key of conditions and due rules', () => {
    const { $defs } = profileSchema() as { $defs: Record<string, { properties: object }> };
    expect(Object.keys($defs['condition']?.properties ?? {})).toEqual(CONDITION_KEYS);
    expect(Object.keys($defs['due']?.properties ?? {})).toEqual(DUE_KEYS);
  });

  it.each<[string, unknown]>([
    ['kinds.kommunklart', { rule: 'B-MUN-01', senders: ['sabo'], recipients: 'ward' }],
    ['kinds.kommunklar.sender', ['sabo']],
    ['kinds.kommunklar.senders', undefined],
    ['kinds.kommunklar.senders.0', 'kommunen'],
    ['kinds.kommunklar.recipients', 'alla'],
    ['kinds.kommunklar.checks.0.must', { has: 'content.decided', lacks: 'content.decided' }],
    ['kinds.kommunklar.checks.0.must', {}],
    ['kinds.kommunklar.checks.0.must.all.0.hass', 'x'],
    ['kinds.kommunklar.checks.0.otherwise.refuse', 'odd'],
    ['kinds.kommunklar.consent.0.without', 'stop'],
    ['deadlines.kvittens.due', {}],
    ['deadlines.kvittens-vardag.due.cutOff.time', '15'],
    ['deadlines.fast-vardkontakt.responsible', 'kommunen'],
    ['ladders.svar.0.to', 'chefen'],
    ['transitions.0.on', []],
    ['transitions.0.from', 'hemma'],
    ['rules.coffee', 'G-ACK-03'],
    ['categories.D.rule', 'D'],
    ['windows', undefined],
  ])('finds, as the check does, what is wrong at %s: %j', (place, value) => {
    expect(judge(changed(testRegion(), { [place]: value }))).toBeDefined();
    expect(problemsAfter({ [place]: value })).not.toEqual([]);
  });
});
