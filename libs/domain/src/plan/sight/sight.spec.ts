import { describe, expect, it } from '@jest/globals';
import type { Content, MessageKind } from '../../message.js';
import { interventionsIn, NORRBOTTEN, NOW, SightPlan, SIP_UNITS } from '../../../../../test/support/plan-sight.js';
import { planReadingUnit } from './readers.js';
import type { PlanState } from '../plan.js';

const { social, openCare, homeCare, psychiatry, administrator } = SIP_UNITS;
const SECRET = 'Du får hjälp med det som bara vi vet';

function withSecret(): { plan: SightPlan; secret: string } {
  const plan = new SightPlan();
  const secret = plan.tell('sip-insats', { subgoal: plan.subgoal, text: SECRET, shared: false }, { unit: homeCare });
  return { plan, secret };
}

const duty = (kind: string, responsible: string, due: string, changes = {}) => ({
  ...{
    id: `d-${kind}`,
    kind,
    responsible,
    due: new Date(due),
    state: 'open' as const,
    rule: 'N-SUB-02',
    informs: responsible,
  },
  ...{ message: 's1', metBy: undefined, delivery: undefined, ...changes },
});

describe('what a viewer sees of a plan', () => {
  it('[N-INT-03] an intervention that is not shared is seen by the unit that wrote it and by nobody else', () => {
    const { plan } = withSecret();
    expect(interventionsIn(plan.see({ units: [homeCare] }))).toEqual(['Du får träffa sköterskan', SECRET]);
    for (const units of [[social], [openCare]]) {
      expect(interventionsIn(plan.see({ units, isAdministrator: true }))).toEqual(['Du får träffa sköterskan']);
    }
    expect(interventionsIn(plan.see({ units: [administrator], isAdministrator: true }))).toEqual([]);
  });

  it('for operations only what stands on a list of the region is left of what somebody wrote, also of headings and callings', () => {
    const plan = new SightPlan();
    plan.tell('sip-kartlaggning', { heading: 'Tolvans egen rubrik', needs: 'x' }, { unit: social });
    plan.tell(
      'sip-utvardering',
      { goal: plan.goal, score: 'Tolvan är nöjd', evaluatedOn: '2026-12-01' },
      { unit: social },
    );
    const guest = { relation: 'annan', name: 'Åke', organisation: 'Tolvans förening', professions: ['Tolvans vän'] };
    plan.tell('sip-deltagare', { event: 'tillagd', participant: { ...guest, channel: 'post' } }, { unit: social });
    const text = (isRevealed: boolean) => JSON.stringify(plan.see({ isOperations: true, isRevealed }));
    expect(text(false)).not.toContain('Tolvan');
    expect(text(false)).toContain('"heading":"halsa"');
    const written = ['Tolvans egen rubrik', 'Tolvan är nöjd', 'Tolvans förening', 'Tolvans vän'];
    for (const one of written) expect(text(true)).toContain(one);
  });

  it('[N-INT-03] others cannot tell from anything in the view whether, or how many, interventions are hidden', () => {
    const { plan, secret } = withSecret();
    const without = new SightPlan();
    plan.tell('sip-uppfoljning', { event: 'kommentar', intervention: secret, comment: 'Går bra' }, { unit: homeCare });
    plan.tell(
      'sip-insats',
      { intervention: secret, subgoal: plan.subgoal, text: 'Annat', shared: false },
      { unit: homeCare },
    );
    plan.tell('sip-insats-avslut', { intervention: 'm-s8', reason: 'utford' }, { unit: homeCare });
    const deadlines = [duty('sip-utdelning', homeCare, '2026-12-03T11:00:00Z')];
    for (const viewer of [{ units: [social] }, { units: [openCare] }]) {
      expect(JSON.stringify(plan.see(viewer, { deadlines }))).toBe(JSON.stringify(without.see(viewer)));
    }
    const revealed = { isOperations: true, isRevealed: true };
    expect(JSON.stringify(plan.see(revealed))).toBe(JSON.stringify(without.see(revealed)));
    expect(plan.see({ units: [homeCare] }, { deadlines }).done).toHaveLength(11);
  });

  it('[N-INT-03] once it is shared all see it, but not that it was saved before', () => {
    const { plan, secret } = withSecret();
    plan.tell(
      'sip-insats',
      { intervention: secret, subgoal: plan.subgoal, text: SECRET, shared: true },
      { unit: homeCare },
    );
    const view = plan.see({ units: [openCare] });
    expect(interventionsIn(view)).toContain(SECRET);
    expect(view.done.filter(({ unit }) => unit === homeCare)).toHaveLength(1);
  });

  it.each(['pagaende', 'uppfoljning-kallad', 'avliden-aviserad', 'avslutad'] as const)(
    '[N-INT-03] whatever becomes of an intervention in a plan that is %s, who sees it is: the owner always, others once it was shared',
    (state) => {
      const seen = (told: (plan: SightPlan, id: string) => void) => {
        const { plan, secret } = withSecret();
        told(plan, secret);
        plan.tell('sip-delgivning', { event: 'delgiven' }, { unit: social, state });
        const viewers = { coordinator: social, participant: openCare, owner: homeCare };
        const all = Object.entries(viewers).filter(([, unit]) =>
          interventionsIn(plan.see({ units: [unit] })).includes(SECRET),
        );
        const operations = interventionsIn(plan.see({ isOperations: true, isRevealed: true })).includes(SECRET);
        return [...all.map(([name]) => name), ...(operations ? ['operations'] : [])].join(', ');
      };
      const byOwner = { unit: homeCare };
      const share = (plan: SightPlan, intervention: string, shared: boolean) =>
        plan.tell('sip-insats', { intervention, subgoal: plan.subgoal, text: SECRET, shared }, byOwner);
      const close = (plan: SightPlan, intervention: string) =>
        plan.tell('sip-insats-avslut', { intervention }, byOwner);
      const reopen = (plan: SightPlan, intervention: string) =>
        plan.tell('sip-ateroppnande', { intervention, reason: 'fel' }, { unit: administrator });
      const everybody = 'coordinator, participant, owner, operations';
      expect(seen(() => undefined)).toBe('owner');
      expect(seen((plan, id) => share(plan, id, true))).toBe(everybody);
      expect(seen(close)).toBe('owner');
      expect(seen((plan, id) => [share(plan, id, true), close(plan, id)])).toBe(everybody);
      expect(seen((plan, id) => [close(plan, id), reopen(plan, id)])).toBe('owner');
      expect(seen((plan, id) => [share(plan, id, true), close(plan, id), reopen(plan, id)])).toBe(everybody);
    },
  );

  it('[N-INT-04] [N-INT-05] the owner is told which of its interventions are shared', () => {
    const { plan } = withSecret();
    const [goal] = plan.see({ units: [homeCare] }).goals;
    const interventions = goal?.subgoals[0]?.interventions ?? [];
    expect(interventions.map(({ text, isShared }) => [text, isShared])).toEqual([
      ['Du får träffa sköterskan', true],
      [SECRET, false],
    ]);
  });

  it('[N-MAP-09] what was mapped stands area by area, each as it was said last, and without what was taken away', () => {
    const plan = new SightPlan();
    const told = (content: Content) => plan.tell('sip-kartlaggning', content, { unit: social });
    const home = told({ heading: 'hemliv', resources: 'Lagar frukost' });
    const loose = told({ heading: 'larande', needs: 'Glömmer' });
    told({ area: home, heading: 'hemliv', resources: 'Lagar frukost och bakar', obstacles: 'Trappan' });
    told({ area: loose, heading: 'larande', removed: true });
    const areas = plan.see({ units: [openCare] }).areas;
    expect(areas.map(({ heading, needs, resources, obstacles }) => [heading, needs, resources, obstacles])).toEqual([
      ['halsa', 'Sover dåligt', undefined, undefined],
      ['hemliv', undefined, 'Lagar frukost och bakar', 'Trappan'],
    ]);
  });

  it('[N-PART-02] those who take part are listed, and who coordinates may add somebody and take somebody away', () => {
    const plan = new SightPlan();
    const relative = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post' };
    plan.tell('sip-deltagare', { event: 'tillagd', participant: relative }, { unit: social });
    const view = plan.see({ units: [social] });
    expect(view.participants.map(({ participantUnit, name }) => participantUnit ?? name)).toEqual([
      openCare,
      homeCare,
      'Eva Tolvansson',
    ]);
    for (const event of ['tillagd', 'borttagen']) {
      const rows = (unit: string) => plan.see({ units: [unit] }).mayDo.filter(({ kind }) => kind === 'sip-deltagare');
      expect(rows(social).find((row) => row.event === event)?.units).toEqual([social]);
      expect(rows(openCare).find((row) => row.event === event)?.units).toEqual([]);
    }
    const left = { unit: homeCare, relation: 'vard' };
    plan.tell('sip-deltagare', { event: 'borttagen', participant: left }, { unit: social });
    const removed = plan.see({ units: [social] }).participants.filter(({ removedAt }) => removedAt !== undefined);
    expect(removed.map(({ participantUnit }) => participantUnit)).toEqual([homeCare]);
  });

  it('[N-MEET-11] it shows that a meeting was held, and when; one that is only called is not', () => {
    const plan = new SightPlan();
    const next = { purpose: 'uppfoljning', setting: 'utan-vardtillfalle', meetingAt: '2027-02-01T13:00:00+01:00' };
    plan.tell('sip-kallelse', next, { unit: social, to: [openCare] });
    const meetings = plan.see({ units: [openCare] }).meetings;
    expect(meetings.map(({ purpose, held }) => [purpose, held?.heldAt])).toEqual([
      ['sip', '2026-11-30T14:00:00.000Z'],
      ['uppfoljning', undefined],
    ]);
  });

  it('[N-PUB-01] the whole plan is seen at once: need, consent, areas, meetings, who takes part, goals and what is done', () => {
    const view = new SightPlan().see({ units: [openCare] });
    expect(view).toMatchObject({
      need: { text: 'Flera som inte vet av varandra' },
      areas: [{ heading: 'halsa' }],
      meetings: [{ purpose: 'sip', held: { note: 'Alla var där' } }],
      goals: [{ subgoals: [{ text: 'Jag sover hela natten', interventions: [{ text: 'Du får träffa sköterskan' }] }] }],
      coordinator: { name: 'Bodil Bistånd' },
      followUpOn: '2027-02-01',
    });
    expect(view.consent.map(({ about, answer }) => `${about} ${answer}`)).toEqual([
      'kallelse ja',
      'mote ja',
      'plan ja',
      'informationsoverforing ja',
    ]);
    expect(view.participants).toHaveLength(2);
    expect(view.done).toHaveLength(7);
  });

  it('[N-MAP-10] [N-MAP-11] the kartläggning is written by who coordinates, and only read by the others', () => {
    const plan = new SightPlan();
    expect(plan.see({ units: [social] }).areas).toMatchObject([{ needs: 'Sover dåligt', isWritable: true }]);
    expect(plan.see({ units: [openCare] }).areas).toMatchObject([{ needs: 'Sover dåligt', isWritable: false }]);
  });

  it('[N-PRINT-02] closed sub-goals and interventions are left out when that is asked for', () => {
    const plan = new SightPlan();
    plan.tell('sip-insats-avslut', { intervention: plan.shared, reason: 'utford' }, { unit: openCare });
    expect(interventionsIn(plan.see({ units: [openCare] }, { closed: 'exclude' }))).toEqual([]);
    expect(plan.see({ units: [openCare] }).goals[0]?.subgoals[0]?.interventions[0]).toMatchObject({
      state: 'avslutad',
      closed: { unit: openCare, reason: 'utford', at: expect.any(String) },
    });
    plan.tell('sip-delmal-avslut', { subgoal: plan.subgoal }, { unit: openCare });
    expect(plan.see({ units: [openCare] }, { closed: 'exclude' }).goals[0]?.subgoals).toEqual([]);
    expect(plan.see({ units: [social] }).goals[0]?.subgoals).toHaveLength(1);
  });

  it('[N-CLOSE-05] who closed an intervention, and when, stands under it', () => {
    const plan = new SightPlan();
    plan.tell(
      'sip-insats-avslut',
      { intervention: plan.shared, comment: 'Klart' },
      { unit: openCare, at: '2026-12-01T09:00:00Z' },
    );
    const closed = plan.see({ units: [social] }).goals[0]?.subgoals[0]?.interventions[0]?.closed;
    expect(closed).toMatchObject({ unit: openCare, at: '2026-12-01T09:00:00.000Z', comment: 'Klart' });
  });

  it('[N-FUP-05] [N-FUP-09] a follow-up comment stands with its intervention', () => {
    const plan = new SightPlan();
    plan.tell(
      'sip-uppfoljning',
      { event: 'kommentar', intervention: plan.shared, comment: 'Det hjälper' },
      { unit: openCare },
    );
    expect(plan.see({ units: [homeCare] }).goals[0]?.subgoals[0]?.interventions[0]?.comments).toMatchObject([
      { comment: 'Det hjälper', unit: openCare },
    ]);
  });

  it('[N-COORD-12] every coordinator stays in the history with the end of its time', () => {
    const plan = new SightPlan();
    plan.tell('sip-samordningsansvarig', { coordinator: { name: 'Doris Distrikt', unit: openCare } }, { unit: social });
    const view = plan.see({ units: [openCare] });
    expect(view.coordinator).toMatchObject({ unit: openCare, name: 'Doris Distrikt' });
    expect(view.coordinators.map(({ unit, until }) => [unit, until !== undefined])).toEqual([
      [social, true],
      [openCare, false],
    ]);
  });

  it('[N-CON-03] when the consent to the transfer of information is taken back, others keep seeing what they wrote themselves', () => {
    const plan = new SightPlan();
    plan.tell('samtycke-aterkallat', {}, { unit: social, state: 'avslutad' });
    expect(plan.see({ units: [openCare] }).goals).toEqual([]);
    expect(plan.see({ units: [openCare] }).looseSubgoals).toMatchObject([{ text: 'Jag sover hela natten' }]);
    expect(plan.see({ units: [homeCare] })).toMatchObject({ goals: [], looseSubgoals: [], areas: [], isOpen: false });
    expect(plan.see({ units: [social] }).goals).toHaveLength(1);
  });

  it('[N-ACTOR-08] a meeting of the parties alone is seen by those who were called to it', () => {
    const plan = new SightPlan();
    const participants = [{ unit: openCare, relation: 'vard' }];
    const content = { purpose: 'aktorsmote', regards: 'planering', setting: 'utan-vardtillfalle', participants };
    plan.tell('sip-kallelse', { ...content, meetingAt: '2026-12-07T09:00:00+01:00' }, { unit: social, to: [openCare] });
    const purposes = (units: string[]) => plan.see({ units }).meetings.map(({ purpose }) => purpose);
    expect(purposes([openCare])).toEqual(['sip', 'aktorsmote']);
    expect(purposes([homeCare])).toEqual(['sip']);
  });

  it('operations see states, units, duties and times, and nothing that was written nor who the person is', () => {
    const { plan } = withSecret();
    const view = plan.see(
      { isOperations: true },
      { deadlines: [duty('sip-delmal-insatser', homeCare, '2026-12-03T11:00:00Z')] },
    );
    const text = JSON.stringify(view);
    for (const secret of [
      'Tolvan',
      '19121212',
      'Sover',
      'sover hela',
      'sköterskan',
      'midsommar',
      'Alla var där',
      'Doris',
      'Lena Ledare',
      'viktigt',
      'Flera',
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(view).toMatchObject({ isMasked: true, state: 'pagaende', mayDo: [], waitedFor: [{ unit: homeCare }] });
    expect(plan.see({ isOperations: true, isRevealed: true }).goals[0]?.text).toContain('midsommar');
  });

  it('what is waited for says who owes what until when by which rule, the most urgent first', () => {
    const deadlines = [
      duty('sip-uppfoljning', social, '2027-02-01T23:00:00Z'),
      duty('sip-delmal-insatser', homeCare, '2026-12-01T11:00:00Z', { rule: 'N-SUB-02' }),
      duty('sip-huvudmal', social, '2026-12-01T10:00:00Z', { state: 'met' }),
    ];
    expect(new SightPlan().see({ units: [openCare] }, { deadlines }).waitedFor).toMatchObject([
      {
        kind: 'sip-delmal-insatser',
        unit: homeCare,
        rule: 'N-SUB-02',
        isOverdue: true,
        name: { en: expect.any(String) },
      },
      { kind: 'sip-uppfoljning', unit: social, isOverdue: false },
    ]);
    expect(NOW.toISOString()).toBe('2026-12-01T12:00:00.000Z');
  });

  it('[N-INT-03] a duty that was met by what is not shared is still waited for, as far as the others know', () => {
    const { plan, secret } = withSecret();
    const met = duty('sip-delmal-insatser', homeCare, '2026-12-03T11:00:00Z', { state: 'met', metBy: secret });
    const kinds = (units: string[]) => plan.see({ units }, { deadlines: [met] }).waitedFor.map(({ unit }) => unit);
    expect([kinds([openCare]), kinds([homeCare])]).toEqual([[homeCare], []]);
    plan.tell(
      'sip-insats',
      { intervention: secret, subgoal: plan.subgoal, text: SECRET, shared: true },
      { unit: homeCare },
    );
    expect(kinds([openCare])).toEqual([]);
  });

  it('who takes part, or is called, may look at a plan; who was taken off it, or never had to do with it, may not', () => {
    const plan = new SightPlan();
    const reads = (unit: string) => planReadingUnit([unit], plan.plan.facts) === unit;
    expect([social, openCare, homeCare, psychiatry].map(reads)).toEqual([true, true, true, false]);
    const participant = { unit: homeCare, relation: 'vard' };
    plan.tell('sip-deltagare', { event: 'borttagen', participant }, { unit: social });
    expect(reads(homeCare)).toBe(false);
  });
});

describe('what a viewer may send', () => {
  const KINDS: readonly (readonly [MessageKind, string | undefined])[] = [
    ['sip-kartlaggning', undefined],
    ['sip-kallelse', 'uppfoljning'],
    ['sip-mote', 'genomfort'],
    ['sip-huvudmal', undefined],
    ['sip-delmal', 'ny'],
    ['sip-delmal-avslut', undefined],
    ['sip-insats', 'ny'],
    ['sip-insats', 'andrad'],
    ['sip-insats-avslut', undefined],
    ['sip-uppfoljning', 'kommentar'],
    ['sip-utvardering', undefined],
    ['sip-samordningsansvarig', undefined],
    ['sip-ateroppnande', undefined],
    ['sip-avslut', undefined],
  ];
  const ROLES = { coordinator: [social], owner: [openCare], participant: [homeCare], administrator: [administrator] };

  /** A line for each kind: which roles may send it now. */
  function table(state: PlanState): string[] {
    const plan = new SightPlan(state);
    return KINDS.map(([kind, event]) => {
      const may = Object.entries(ROLES).filter(([name, units]) => {
        const view = plan.see({ units, isAdministrator: name === 'administrator' });
        const row = view.mayDo.find((one) => one.kind === kind && (event === undefined || one.event === event));
        return row !== undefined && row.units.length > 0;
      });
      return `${kind}${event === undefined ? '' : ` ${event}`}: ${may.map(([name]) => name).join(', ')}`;
    });
  }

  it('[N-MAP-11] [N-GOAL-02] [N-EVAL-05] [N-CLOSE-06] [N-CLOSE-09] in an ongoing plan each role may send what the table gives it', () => {
    expect(table('pagaende')).toEqual([
      'sip-kartlaggning: ',
      'sip-kallelse uppfoljning: coordinator',
      'sip-mote genomfort: coordinator',
      'sip-huvudmal: coordinator',
      'sip-delmal ny: coordinator, owner, participant',
      'sip-delmal-avslut: coordinator, owner',
      'sip-insats ny: coordinator, owner, participant',
      'sip-insats andrad: owner',
      'sip-insats-avslut: owner',
      'sip-uppfoljning kommentar: coordinator, owner',
      'sip-utvardering: coordinator',
      'sip-samordningsansvarig: coordinator, administrator',
      'sip-ateroppnande: administrator',
      'sip-avslut: coordinator',
    ]);
  });

  it('[N-CLOSE-08] in a closed plan nobody may send anything but what begins nothing', () => {
    for (const line of table('avslutad')) expect(line).toMatch(/: (administrator)?$/);
  });

  it('what may not be sent says why: the state, or whose it is', () => {
    const rows = new SightPlan().see({ units: [homeCare] }).mayDo;
    const why = (kind: string) => rows.find((row) => row.kind === kind)?.why;
    expect(why('sip-avslut')).toEqual({
      sv: 'Det gör den samordningsansvariga',
      en: 'That is done by the coordinator',
    });
    expect(why('sip-kartlaggning')).toEqual({
      sv: 'Det går inte när planen är i läget pågående',
      en: 'Not while the plan is in the state ongoing',
    });
  });

  it('[N-COORD-06] with the coordinator the rights move at once', () => {
    const plan = new SightPlan();
    const content: Content = { coordinator: { name: 'Doris Distrikt', unit: openCare } };
    plan.tell('sip-samordningsansvarig', content, { unit: social });
    const closes = (unit: string) => plan.see({ units: [unit] }).mayDo.find(({ kind }) => kind === 'sip-avslut')?.units;
    expect([closes(social), closes(openCare)]).toEqual([[], [openCare]]);
    expect(NORRBOTTEN.plan?.permissions.find(({ kind }) => kind === 'sip-avslut')?.rule).toBe('N-CLOSE-09');
  });
});
