import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CONSENT_ABOUT } from '../../content/plan.js';
import type { Content, MessageKind } from '../../message.js';
import type { ConsentAbout, PlanConsent, PlanFacts, PlanStep } from '../plan.js';
import { isOutside, latestConsent, withConsents } from './consents.js';

const UNITS = ['SE-A', 'SE-B', 'SE-C'] as const;
const NOTHING = { consents: [] as readonly PlanConsent[] } as PlanFacts;

type Said = Pick<PlanStep, 'kind' | 'content' | 'consent'>;

/** The history after messages that are told a minute apart. */
function after(said: readonly Said[]): PlanFacts {
  return said.reduce<PlanFacts>((facts, one, minute) => {
    const at = new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
    const step: PlanStep = {
      ...{ message: `m${String(minute)}`, messageId: `own${String(minute)}`, unit: 'SE-A', role: 'oppenvard', at },
      ...{ state: 'samtycke', ...one },
    };
    return withConsents(facts, step);
  }, NOTHING);
}

const told = (kind: MessageKind, content: Content): Said => ({ kind, content });
const listed = (answer: string, actors?: readonly string[]) =>
  told('sip-underlag', { consents: [{ about: 'plan', answer, ...(actors && { actors }) }] });

/** The ways in which an answer about the plan is told. */
const WAYS = ['head', 'listed', 'samtycke', 'samtycke-listed'] as const;

function toldBy(way: (typeof WAYS)[number], isYes: boolean, actors: readonly string[] | undefined): Said {
  const named = actors === undefined ? {} : { actors: [...actors] };
  const scope = ['plan'];
  const answer = isYes ? 'ja' : 'nej';
  switch (way) {
    case 'head':
      return { ...told('sip-kartlaggning', {}), consent: { given: isYes, scope, ...named } };
    case 'listed':
      return listed(answer, actors);
    case 'samtycke':
      return isYes ? told('samtycke', { scope, ...named }) : told('samtycke-aterkallat', { scope });
    case 'samtycke-listed':
      return told('samtycke', { scope, consents: [{ about: 'plan', answer, ...named }] });
  }
}

describe('a yes', () => {
  const again = WAYS.map((way) => [way] as const);

  it.each(again)('[N-CON-01] [S-CON-06] that is only said again (%s) stays with the units that it named', (way) => {
    for (const first of WAYS) {
      const facts = after([toldBy(first, true, ['SE-A']), toldBy(way, true, undefined)]);
      expect([first, latestConsent(facts, 'plan')?.actors]).toEqual([first, ['SE-A']]);
      expect(isOutside(facts, 'SE-B')).toBe(true);
    }
  });

  it.each(again)('[S-CON-06] [B-CON-07] is widened by naming the units (%s)', (way) => {
    const facts = after([listed('ja', ['SE-A']), toldBy(way, true, ['SE-A', 'SE-B'])]);
    expect(UNITS.map((unit) => isOutside(facts, unit))).toEqual([false, false, true]);
  });

  it.each(again)('[N-CON-01] after a no (%s) begins anew', (way) => {
    const facts = after([listed('ja', ['SE-A']), toldBy(way, false, undefined), listed('ja')]);
    expect(UNITS.map((unit) => isOutside(facts, unit))).toEqual([false, false, false]);
  });

  it('[N-CON-01] told twice in one message, once without its units, covers the units alone', () => {
    const consent = { given: true, scope: ['plan'], actors: ['SE-A'] };
    const facts = after([{ ...listed('ja'), consent }]);
    expect(latestConsent(facts, 'plan')?.actors).toEqual(['SE-A']);
    const twice = [
      { about: 'plan', answer: 'ja', actors: ['SE-A'] },
      { about: 'plan', answer: 'ja' },
    ];
    expect(latestConsent(after([told('samtycke', { consents: twice })]), 'plan')?.actors).toEqual(['SE-A']);
  });

  it('[S-CON-04] an assessment of harm that is repeated, or answered later, covers no more units either', () => {
    const unable = (actors?: readonly string[]) =>
      told('samtycke', {
        scope: ['plan'],
        consents: [{ about: 'plan', answer: 'kan-inte', harmAssessed: true, ...(actors && { actors }) }],
      });
    for (const later of [unable(), listed('ja')]) {
      expect(latestConsent(after([unable(['SE-A']), later]), 'plan')?.actors).toEqual(['SE-A']);
    }
  });

  it('[N-CON-01] that was given before another is recorded as it stood then', () => {
    const old = told('sip-underlag', { consents: [{ about: 'plan', answer: 'ja', at: '2026-11-01T08:00:00Z' }] });
    const facts = after([listed('ja', ['SE-A']), old]);
    expect(latestConsent(facts, 'plan')?.actors).toEqual(['SE-A']);
  });

  it('[N-CON-01] [S-CON-06] never covers more than was named since the last no, in whatever sequence it is told', () => {
    const one = fc.record({
      way: fc.constantFrom(...WAYS),
      isYes: fc.boolean(),
      actors: fc.option(fc.subarray([...UNITS], { minLength: 1 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (sequence) => {
        const facts = after(sequence.map(({ way, isYes, actors }) => toldBy(way, isYes, actors)));
        // What the person has said, read by hand: nobody, everybody, or the units that were named last.
        const covered = sequence.reduce<readonly string[] | 'everybody' | 'nobody'>(
          (known, { isYes, actors }) => (!isYes ? 'nobody' : (actors ?? (known === 'nobody' ? 'everybody' : known))),
          'nobody',
        );
        const last = latestConsent(facts, 'plan');
        const read = last?.answer !== 'ja' ? 'nobody' : (last.actors ?? 'everybody');
        expect(read).toEqual(covered);
      }),
    );
  });

  it('[N-CON-01] keeps the answers to other things apart', () => {
    const others = CONSENT_ABOUT.filter((about): about is ConsentAbout => about !== 'plan');
    const facts = after([listed('ja', ['SE-A']), told('samtycke', { scope: [...others] })]);
    expect(others.map((about) => latestConsent(facts, about)?.actors)).toEqual(others.map(() => undefined));
  });
});
