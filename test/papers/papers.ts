import type { Paper, PaperLanguage } from '#formats/documents/paper.js';
import { packPaper } from '#formats/documents/patient-pack/pack-paper.js';
import { paperOf } from '#formats/documents/plan/papers.js';
import type { PaperWish } from '#formats/documents/plan/papers.js';
import type { Plan } from '#domain/plan/plan.js';
import type { PlanRules } from '#domain/plan/plan-rule.js';
import { SAMPLE_PACK } from '../support/pack-sample.js';
import { largePlan, PAPER_DIRECTORY, PAPER_RULES, planWith, SAMPLE_PLAN } from '../support/plan-sample.js';

const NOW = new Date('2027-01-15T10:00:00Z');
const ADDRESS = { line: ['Åkergatan 1'], postalCode: '80310', city: 'Gävle' };
const SIGNED: PlanRules = { ...PAPER_RULES, signing: { rule: 'S-MEET-07', by: 'all' } };
const YOUNG = planWith({}, { id: '201212121212', givenName: 'Tolvina' });

/** A paper of a plan in these specs. */
export function made(
  wish: PaperWish,
  language: PaperLanguage = 'sv',
  plan: Plan = SAMPLE_PLAN,
  rules = PAPER_RULES,
): Paper {
  const paper = paperOf({ plan, rules, directory: PAPER_DIRECTORY, language, now: NOW }, wish);
  if (paper === undefined) throw new Error('there is no such paper');
  return paper;
}

const ACTORS = planWith({
  meetings: SAMPLE_PLAN.facts.meetings.map((meeting) => ({
    ...meeting,
    ...{ purpose: 'aktorsmote' as const, agenda: ['Vem som har det medicinska ansvaret'], place: 'Video' },
    called: meeting.called.filter(({ unit }) => unit !== undefined),
  })),
});
const RIGHT = { channel: 'post', address: ADDRESS } as const;

/** Every document that there is, as it is looked at. */
export const PAPERS: readonly (readonly [name: string, paper: Paper])[] = [
  [
    'call-person',
    made({ kind: 'kallelse', addressee: { relation: 'den-enskilde', name: 'Tolvan Tolvansson', ...RIGHT } }),
  ],
  [
    'call-relative',
    made({ kind: 'kallelse', addressee: { relation: 'narstaende', name: 'Eva Tolvansson', ...RIGHT } }),
  ],
  [
    'call-external-left-window',
    made(
      { kind: 'kallelse', addressee: { relation: 'skola', organisation: 'Ängskolan', name: 'Åsa Öst', ...RIGHT } },
      'sv',
      SAMPLE_PLAN,
      { ...PAPER_RULES, paper: { rule: 'S-CALL-09', window: 'left', postedCounts: true } },
    ),
  ],
  [
    'call-fax',
    made({
      kind: 'kallelse',
      addressee: { relation: 'vard', name: 'Rehabkliniken', channel: 'fax', phone: '026-10 00 01' },
    }),
  ],
  ['call-protected', made({ kind: 'kallelse', addressee: { relation: 'den-enskilde', name: 'T T', channel: 'post' } })],
  ['call-party', made({ kind: 'kallelse' })],
  ['call-actors', made({ kind: 'aktorsmote' }, 'sv', ACTORS)],
  ['plan', made({ kind: 'plan' })],
  ['plan-letter', made({ kind: 'plan', addressee: { relation: 'den-enskilde', name: 'Tolvan Tolvansson', ...RIGHT } })],
  ['plan-closed-shown', made({ kind: 'plan', closed: true })],
  ['plan-signed', made({ kind: 'plan' }, 'sv', SAMPLE_PLAN, SIGNED)],
  ['plan-young', made({ kind: 'plan' }, 'sv', YOUNG, SIGNED)],
  ['plan-large', made({ kind: 'plan' }, 'sv', largePlan())],
  ['plan-english', made({ kind: 'plan' }, 'en')],
  ['follow-up', made({ kind: 'uppfoljning' })],
  ['information', made({ kind: 'information' })],
  ['information-english', made({ kind: 'information' }, 'en')],
  ['patient-pack', packPaper(SAMPLE_PACK, 'sv')],
  ['patient-pack-english', packPaper(SAMPLE_PACK, 'en')],
];
