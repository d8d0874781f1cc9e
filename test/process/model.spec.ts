import { describe, expect, it } from '@jest/globals';

import { defaultModel, modelOptions, playModel } from '../support/model.js';
import { readRegion, regionNames } from '../support/model-region.js';
import type { Region } from '../support/model-region.js';

/**
 * Random courses of care episodes in every region that has a profile: messages of all kinds by right and wrong senders, again,
 * late and out of order, receipts, deliveries handed on or sent back, withdrawals, ladders that fire while time passes. Whatever
 * comes, what the region's file promises is kept; `test/support/model*.ts` says what that is. Some minutes of work, so
 * HEMGANG_MODEL_EPISODES and HEMGANG_MODEL_SEED may ask for fewer, or others.
 */
const MINUTES = 60_000;

/** What has to have been seen, so that a course that got nowhere proves nothing. */
function sightsOf({ file }: Region): string[] {
  const [kinds, deadlines] = [Object.keys(file.kinds), Object.keys(file.deadlines)];
  const actions = ['receipted', 'forwarded', 'misdirected', 'state planerad', 'state utskriven', 'state avbruten'];
  return [...kinds.map((kind) => `accepted ${kind}`), ...deadlines.map((kind) => `begun ${kind}`), ...actions];
}

describe.each(regionNames())('the model of %s', (name) => {
  it(
    'no state but those of the table, no deadline without an end, nothing to a unit that the routine does not name',
    () => {
      const options = modelOptions();
      const { sights, failure } = playModel(name, options);
      expect(failure ?? '').toBe('');
      expect(sights.count('episode')).toBeGreaterThanOrEqual(options.episodes);
      if (options.episodes < defaultModel.episodes) return;
      const region = readRegion(name);
      expect(sights.missing(sightsOf(region))).toEqual([]);
      const rows = new Set(region.rows.map(({ on, from }) => `row ${on} from ${from}`));
      expect(sights.missing(rows).length).toBeLessThanOrEqual(rows.size / 20);
    },
    10 * MINUTES,
  );
});

describe('the model itself', () => {
  it('tells the shortest course that breaks a promise, as a story', () => {
    const { failure = '' } = playModel('gavleborg', { episodes: 500, seed: 1 }, (profile) => {
      const { avliden, ...kinds } = profile.kinds;
      return { ...profile, kinds: { ...kinds, ...(avliden && { avliden: { ...avliden, recipients: 'parties' } }) } };
    });
    const lines = failure.split('\n');
    expect(lines[0]).toBe('gavleborg, seed 1:');
    expect(lines.at(-1)).toMatch(/^broken: avliden goes to whom the routine names/);
    expect(lines.filter((line) => / sends m-\d+ avliden /.test(line))).not.toEqual([]);
    expect(lines.length).toBeLessThan(40);
  });

  it.each([
    ['a deadline that nothing cancels any more', 'what a message cancels is not open any more'],
    ['a ladder that is never looked at', 'a rung to come is waited for'],
  ])('finds %s', (what, broken) => {
    const { failure = '' } = playModel('gavleborg', { episodes: 2_000, seed: 1 }, (profile) => {
      const { utskrivningsmeddelande: rule, ...deadlines } = profile.deadlines;
      if (rule === undefined) throw new Error('the region has no such deadline');
      const changed = what.startsWith('a ladder') ? { ...rule, ladder: undefined } : { ...rule, cancelledBy: [] };
      return { ...profile, deadlines: { ...deadlines, utskrivningsmeddelande: changed } };
    });
    expect(failure).toContain(`broken: ${broken}`);
  });
});
