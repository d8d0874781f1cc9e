import { describe, expect, it } from '@jest/globals';
import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import { htmlOf } from '#formats/documents/html.js';
import type { PaperLanguage } from '#formats/documents/paper.js';
import { paperOf } from '#formats/documents/plan/papers.js';
import type { PaperWish } from '#formats/documents/plan/papers.js';

import { AT_THE_MEETING, CALL, centre, city, HELD, SIGNED, StockholmPlan } from './stockholm-plan.js';
import { TOLVAN } from './stockholm.js';

const operations = 'SE2321009991-DRIFT';
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'brev' } as const;
const RELATIVE = { relation: 'narstaende', name: 'Dottern', channel: 'brev' } as const;
const CLINIC = { relation: 'vard', name: 'Rehabkliniken', channel: 'fax', phone: '08-100 01' } as const;

/** What can be read on a paper of a plan in Stockholm. */
function textOf(plan: StockholmPlan, wish: PaperWish, language: PaperLanguage = 'sv'): string {
  const { directory, profile } = plan;
  const now = new Date('2026-12-05T10:00:00Z');
  const paper = paperOf({ plan: plan.plan, rules: profile.plan, directory, language, now }, wish);
  if (paper === undefined) throw new Error('there is no such paper');
  return htmlOf(paper)
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const RECEIVERS = [PERSON, RELATIVE, CLINIC, undefined];

describe('the letter that calls to a meeting', () => {
  const plan = StockholmPlan.at('kallad');

  it.each<[string, PaperLanguage, readonly string[], readonly string[]]>([
    [
      'in Swedish',
      'sv',
      [
        'Så går mötet till',
        'sekretess och samtycke',
        'Alla får komma till tals',
        'fördelar ordet och håller tiden',
        'kommer först',
      ],
      ['Alla säger vilka de är. Du får börja', 'Du berättar vad du behöver hjälp med', 'stöttar dig hela vägen'],
    ],
    [
      'in English',
      'en',
      ['How the meeting goes', 'secrecy and consent', 'Everybody gets to speak', 'watches the time', 'come first'],
      ['Everybody says who they are. You may begin', 'You tell what you need help with', 'supports you all the way'],
    ],
  ])(
    '[S-CON-08] [S-MEET-02] [S-MEET-03] [S-MEET-04] [S-MEET-12] [S-MEET-15] [P-MEET-03] [P-MEET-04] [P-MEET-06] tells everybody %s how the meeting goes',
    (_name, language, everybody, person) => {
      for (const addressee of RECEIVERS) {
        const text = textOf(plan, { kind: 'kallelse', addressee }, language);
        for (const told of everybody) expect(text).toContain(told);
      }
      const own = textOf(plan, { kind: 'kallelse', addressee: PERSON }, language);
      for (const told of person) expect(own).toContain(told);
    },
  );

  it('[P-MEET-01] [P-MEET-02] names who leads it and who writes the plan, where that is decided', () => {
    const text = textOf(plan, { kind: 'kallelse', addressee: PERSON });
    expect(text).toContain('Leder mötet Nora Falk');
    expect(text).toContain('Skriver planen Nora Falk');
    const open = StockholmPlan.at('samtycke');
    open.calls({ leader: undefined, documentedBy: undefined });
    expect(textOf(open, { kind: 'kallelse' })).not.toContain('Leder mötet');
  });

  it('[S-CALL-10] [S-GEN-05] [S-REF-03] is one form for everybody and every act, by fax and by letter', () => {
    for (const addressee of RECEIVERS) {
      const text = textOf(plan, { kind: 'kallelse', addressee });
      expect(text).toContain('Kallelse till möte om samordnad individuell plan (SIP)');
      expect(text).not.toMatch(/2017:\d+|HSL|SoL\b/);
    }
  });
});

/** What a message puts into the print queue, as `kind receiver channel`. */
const queuedBy = ({ printJobs }: AdmissionPlan): string[] =>
  (printJobs?.queued ?? []).map(({ kind, receiver }) => `${kind} ${receiver.name ?? ''} ${receiver.channel}`);

describe('what waits to be printed', () => {
  const calledOnPaper = (): StockholmPlan => {
    const plan = StockholmPlan.at('samtycke');
    plan.calls({ participants: [PERSON, CLINIC] });
    plan.meets({ event: 'oppnat', explained: true, ...AT_THE_MEETING });
    plan.say(centre, 'sip-huvudmal', { text: 'Jag vill gå till kyrkan', overallResponsible: 'region' });
    return plan;
  };

  it('[S-CALL-09] [S-MEET-08] is the call by letter and by fax, and once all have signed the original and the copy', () => {
    const plan = StockholmPlan.at('samtycke');
    const call = plan.say(centre, 'sip-kallelse', { ...CALL, participants: [PERSON, CLINIC] }, { recipients: [city] });
    expect(queuedBy(call)).toEqual(['kallelse Tolvan Tolvansson brev', 'kallelse Rehabkliniken fax']);
    const met = calledOnPaper();
    expect(queuedBy(met.say(centre, 'sip-mote', HELD))).toEqual([]);
    expect(queuedBy(met.say(centre, 'sip-delgivning', SIGNED))).toEqual([
      'plan Tolvan Tolvansson post',
      'plan Rehabkliniken fax',
    ]);
  });

  it('[S-CLOSE-01] is nothing any more for somebody who has died, also when the plan is closed by hand', () => {
    const plan = calledOnPaper();
    plan.meets(HELD);
    plan.say(centre, 'sip-delgivning', SIGNED);
    plan.say(operations, 'avliden', { diedOn: '2026-11-23', source: 'folkbokforing' });
    const closed = plan.say(centre, 'sip-avslut', { reason: 'avliden' });
    expect(closed.printJobs?.cancelled).toMatchObject([{ why: 'closed', states: ['queued', 'printed'] }]);
    expect(closed.printJobs?.cancelled[0]).not.toHaveProperty('meeting');
    const alive = calledOnPaper();
    alive.meets(HELD);
    alive.say(centre, 'sip-delgivning', SIGNED);
    expect(alive.say(centre, 'sip-avslut', { reason: 'mal-uppnatt' }).printJobs).toBeUndefined();
  });
});

describe('the plan on paper', () => {
  it('[S-MEET-01] [S-REF-03] [S-MEET-19] [S-GEN-08] [P-CONTENT-02] is one form for adults and one for the young: what region and municipality answer for', () => {
    const titles = ['Samordnad individuell plan (SIP)', 'Samordnad individuell plan (SIP) för barn och unga'];
    for (const [at, id] of ['191212121212', '201212121212'].entries()) {
      const plan = StockholmPlan.at('plan-ej-klar', { ...TOLVAN, id });
      plan.say(centre, 'sip-huvudmal', { text: 'Jag vill gå till kyrkan', overallResponsible: 'region' });
      plan.say(city, 'sip-delmal', { heading: 'hemma', text: 'Jag går i trappan' });
      const subgoal = plan.last;
      for (const [unit, text] of [
        [city, 'Du får hjälp att handla'],
        [centre, 'Du får träna balansen'],
      ] as const) {
        plan.say(unit, 'sip-insats', { subgoal, text, shared: true, responsible: { party: 'enhet', unit } });
      }
      const text = textOf(plan, { kind: 'plan' });
      expect(text.includes(titles[1] ?? '')).toBe(at === 1);
      for (const told of [titles[0] ?? '', 'Du får hjälp att handla', 'Du får träna balansen', 'Regionen']) {
        expect(text).toContain(told);
      }
      for (const unit of [city, centre]) expect(text).toContain(plan.unit(unit).name);
    }
  });
});
