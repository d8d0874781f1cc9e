import { describe, expect, it } from '@jest/globals';
import type { Content } from '#domain/message.js';

import { centre, city, HELD, says, SIGNED, StockholmPlan, THERE, without } from './stockholm-plan.js';
import { otherCentre } from './stockholm.js';

const signedBy = (...names: string[]): Content => ({
  event: 'undertecknad',
  signatures: THERE.filter(({ name }) => names.includes(name)).map(({ unit, name, relation }) => ({
    name,
    relation,
    ...(unit === undefined ? {} : { unit }),
  })),
});

/** The same meeting, told when it was over. */
function metOn(plan: StockholmPlan, at: string, content: Content = HELD): string[] {
  plan.wait(at);
  return plan.meets({ ...content, heldAt: at });
}

describe('signatures and copies', () => {
  it('[S-MEET-07] [S-MEET-20] the plan holds when everybody who was there has signed, each for themselves', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    expect(plan.owed('sip-fardigstallande')).toHaveLength(1);
    plan.say(centre, 'sip-delgivning', signedBy('Nora Falk', 'Tolvan Tolvansson'));
    expect([plan.state, plan.owed('sip-fardigstallande').length]).toEqual(['plan-ej-klar', 1]);
    expect(plan.refused(city, 'sip-delgivning', { event: 'undertecknad' })).toEqual(['missing-field S-MEET-07']);
    plan.say(city, 'sip-delgivning', signedBy('Bella Ström'));
    expect([plan.state, plan.owed('sip-fardigstallande')]).toEqual(['upprattad', []]);
    plan.say(city, 'sip-delgivning', signedBy('Bella Ström'));
    expect(plan.state).toBe('upprattad');
  });

  it('[S-MEET-07] who did not come need not sign; who is not told to have been there does as a unit', () => {
    const plan = StockholmPlan.at('mote-pagar');
    plan.meets({ ...HELD, attendance: [THERE[0], { ...THERE[1], attended: false }, THERE[2]] });
    plan.say(centre, 'sip-delgivning', signedBy('Nora Falk', 'Tolvan Tolvansson'));
    expect(plan.state).toBe('upprattad');
    const silent = StockholmPlan.at('mote-pagar');
    silent.meets({ ...HELD, attendance: [] });
    silent.say(centre, 'sip-delgivning', signedBy('Nora Falk', 'Tolvan Tolvansson'));
    expect(silent.state).toBe('plan-ej-klar');
    silent.say(city, 'sip-delgivning', signedBy('Bella Ström'));
    expect(silent.state).toBe('upprattad');
  });

  it('[S-MEET-09] [S-MEET-20] [S-GEN-03] the care contact finishes it by the end of the next weekday, and is reminded', () => {
    const plan = StockholmPlan.at('mote-pagar');
    metOn(plan, '2026-12-04T14:00:00+01:00');
    expect(plan.owed('sip-fardigstallande')).toEqual(['sip-fardigstallande centre 2026-12-08 00:00']);
    expect(plan.ladderOf('sip-fardigstallande')).toEqual({
      rules: ['S-GEN-03'],
      heard: ['paminnelse centre 2026-12-08 00:00', 'eskalering VCH02 2026-12-09 00:00'],
    });
    plan.wait('2026-12-08T09:00:00+01:00');
    expect(plan.remarks(centre, 'sip-delgivning', SIGNED)).toEqual(['late S-MEET-20']);
  });

  it('[S-MEET-08] [S-MEET-11] the person gets the original and has understood it; the care contact hands it over', () => {
    const plan = StockholmPlan.at('mote-pagar');
    metOn(plan, '2026-12-04T14:00:00+01:00');
    expect(plan.owed('sip-delgivning')).toEqual(['sip-delgivning centre 2026-12-08 00:00']);
    const given = { event: 'delgiven', way: 'utskrift' };
    expect(plan.refused(city, 'sip-delgivning', given)).toEqual(['not-coordinator S-MEET-08']);
    expect(plan.remarks(centre, 'sip-delgivning', given)).toEqual(['incomplete S-MEET-08', 'incomplete S-MEET-11']);
    expect(plan.owed('sip-delgivning')).toEqual([]);
    expect(plan.remarks(centre, 'sip-delgivning', { ...given, original: true, understood: true })).toEqual([]);
    const late = StockholmPlan.at('mote-pagar');
    metOn(late, '2026-12-04T14:00:00+01:00');
    late.wait('2026-12-08T09:00:00+01:00');
    expect(late.remarks(centre, 'sip-delgivning', { ...given, original: true, understood: true })).toEqual([
      'late S-MEET-08',
    ]);
  });

  it('[S-MEET-08] [S-MEET-11] the others have it in the hub, and who is on paper gets a copy', () => {
    const plan = StockholmPlan.at('samtycke');
    const daughter = { relation: 'narstaende', name: 'Dottern', channel: 'brev' };
    plan.calls({ participants: [daughter] });
    expect(plan.owed('sip-brev')).toEqual(['sip-brev centre wed 00:00']);
    metOn(plan, '2026-12-04T14:00:00+01:00');
    expect(plan.owed('sip-kopior')).toEqual(['sip-kopior centre 2026-12-08 00:00']);
    expect(plan.refused(city, 'sip-delgivning', { event: 'kopia', to: daughter })).toEqual([
      'not-coordinator S-MEET-08',
    ]);
    expect(plan.remarks(centre, 'sip-delgivning', { event: 'kopia', to: daughter })).toEqual([]);
    expect(plan.owed('sip-kopior')).toEqual([]);
  });

  it.each(['plan-ej-klar', 'upprattad', 'uppfoljning-kallad'])(
    '[S-MEET-10] in %s each unit notes the plan in its own records, and the others learn that',
    (state) => {
      const plan = StockholmPlan.at(state);
      const noted = { event: 'journalford', on: '2026-12-07' };
      expect(plan.reaches(city, 'sip-delgivning', noted)).toEqual(['centre']);
      expect(plan.reaches(centre, 'sip-delgivning', noted)).toEqual(['city']);
      expect(plan.refused(otherCentre, 'sip-delgivning', noted)).toEqual(['unknown-plan']);
      expect([plan.state, plan.facts.handovers.filter(({ event }) => event === 'journalford').length]).toEqual([
        state,
        2,
      ]);
      for (const event of ['delgiven', 'kopia']) plan.say(centre, 'sip-delgivning', { event });
      plan.say(centre, 'sip-delgivning', SIGNED);
      expect(plan.state).toBe(state === 'plan-ej-klar' ? 'upprattad' : state);
    },
  );
});

describe('the note in the medical record', () => {
  const NOTED = { event: 'journalford' };

  it('[S-MEET-10] is owed by the care contact once all have signed, by the end of the next weekday', () => {
    const plan = StockholmPlan.at('plan-ej-klar');
    plan.say(centre, 'sip-delgivning', signedBy('Nora Falk', 'Tolvan Tolvansson'));
    expect(plan.owed('sip-journalforing')).toEqual([]);
    plan.wait('2026-12-04T16:00:00+01:00');
    plan.say(city, 'sip-delgivning', signedBy('Bella Ström'));
    const owed = ['sip-journalforing centre 2026-12-08 00:00'];
    expect(plan.owed('sip-journalforing')).toEqual(owed);
    expect(plan.ladderOf('sip-journalforing').rules).toEqual(['S-GEN-03']);
    // Who signs once more holds nothing up, and what others note is noted in theirs.
    plan.wait('2026-12-07T16:00:00+01:00');
    plan.say(city, 'sip-delgivning', signedBy('Bella Ström'));
    plan.say(city, 'sip-delgivning', NOTED);
    expect(plan.owed('sip-journalforing')).toEqual(owed);
    expect(plan.remarks(centre, 'sip-delgivning', NOTED)).toEqual([]);
    expect(plan.owed('sip-journalforing')).toEqual([]);
  });

  it('[S-MEET-10] that comes later is late, and of a plan that is over none is owed', () => {
    const late = StockholmPlan.at('upprattad');
    late.wait('2026-12-20T09:00:00+01:00');
    expect(late.remarks(centre, 'sip-delgivning', NOTED)).toEqual(['late S-MEET-10']);
    const over = StockholmPlan.at('upprattad');
    over.say(centre, 'samtycke-aterkallat', { scope: ['sip'] });
    expect(over.owed('sip-journalforing')).toEqual([]);
  });
});

describe('after the meeting', () => {
  function ongoing(): { plan: StockholmPlan; subgoal: string; intervention: string } {
    const plan = StockholmPlan.at('upprattad');
    plan.say(centre, 'sip-huvudmal', { text: 'Jag vill gå ut', overallResponsible: 'kommun' });
    plan.say(city, 'sip-delmal', { heading: 'hemma', text: 'Jag går i trappan' });
    const subgoal = plan.last;
    const responsible = { party: 'enhet', unit: city };
    plan.say(city, 'sip-insats', { subgoal, text: 'Du får hjälp', shared: true, responsible });
    return { plan, subgoal, intervention: plan.last };
  }

  it('[S-FUP-01] [S-FUP-05] each unit does, follows up and ends its own; the care contact may, others may not', () => {
    const { plan, subgoal, intervention } = ongoing();
    plan.say(centre, 'samtycke', { scope: ['mote'], actors: [centre, city, otherCentre] });
    plan.say(centre, 'sip-deltagare', { event: 'tillagd', participant: { unit: otherCentre, relation: 'vard' } });
    const comment = { event: 'kommentar', intervention, comment: 'Går bra' };
    const changed = { intervention, subgoal, text: 'Du får mer hjälp', shared: true, responsible: { party: 'enhet' } };
    expect(plan.refused(otherCentre, 'sip-uppfoljning', comment)).toEqual(['not-owner S-FUP-05']);
    expect(plan.refused(otherCentre, 'sip-insats', changed)).toEqual(['not-owner S-FUP-05']);
    expect(plan.refused(otherCentre, 'sip-insats-avslut', { intervention })).toEqual(['not-owner S-FUP-05']);
    expect(plan.refused(otherCentre, 'sip-delmal-avslut', { subgoal })).toEqual(
      expect.arrayContaining(['not-owner S-FUP-05']),
    );
    for (const unit of [city, centre]) {
      plan.say(unit, 'sip-uppfoljning', comment);
      plan.say(unit, 'sip-insats', changed);
    }
    plan.say(city, 'sip-insats-avslut', { intervention, reason: 'utford' });
    plan.say(centre, 'sip-delmal-avslut', { subgoal, reason: 'uppnatt' });
    expect(plan.facts.interventions[0]).toMatchObject({
      state: 'avslutad',
      comments: [{ unit: city }, { unit: centre }],
    });
    expect([plan.state, plan.facts.subgoals[0]?.state]).toEqual(['upprattad', 'avslutad']);
  });

  it.each(['plan-ej-klar', 'upprattad', 'uppfoljning-kallad'])(
    '[S-FUP-02] in %s who departs from the plan in something larger tells the care contact what',
    (state) => {
      const plan = StockholmPlan.at(state);
      expect(plan.refused(city, 'sip-uppfoljning', { event: 'avsteg' })).toEqual(['missing-field S-FUP-02']);
      expect(plan.refused(otherCentre, 'sip-uppfoljning', { event: 'avsteg', comment: 'x' })).toEqual(['unknown-plan']);
      expect(plan.reaches(city, 'sip-uppfoljning', { event: 'avsteg', comment: 'Hemtjänsten är pausad' })).toEqual([
        'centre',
      ]);
      expect(plan.owed('sip-avsteg')).toHaveLength(1);
      expect(plan.state).toBe(state);
    },
  );

  it('[S-FUP-03] the care contact decides by the end of the next weekday whether the plan is revised, or calls to the follow-up', () => {
    const plan = StockholmPlan.at('upprattad');
    plan.wait('2026-12-10T09:00:00+01:00');
    plan.say(city, 'sip-uppfoljning', { event: 'avsteg', comment: 'Hemtjänsten är pausad' });
    expect(plan.owed('sip-avsteg')).toEqual(['sip-avsteg centre 2026-12-12 00:00']);
    expect(plan.ladderOf('sip-avsteg').rules).toEqual(['S-GEN-03']);
    const decision = { event: 'revisionsbeslut', revise: false };
    expect(plan.refused(city, 'sip-uppfoljning', decision)).toEqual(['not-coordinator S-FUP-03']);
    expect(plan.refused(centre, 'sip-uppfoljning', { event: 'revisionsbeslut' })).toEqual(['missing-field S-FUP-03']);
    plan.wait('2026-12-12T09:00:00+01:00');
    expect(plan.remarks(centre, 'sip-uppfoljning', decision)).toEqual(['late S-FUP-03']);
    expect(plan.owed('sip-avsteg')).toEqual([]);
  });

  it('[S-FUP-03] [S-FUP-06] the care contact calls to the follow-up two weeks before it, and holds it', () => {
    const plan = StockholmPlan.at('upprattad');
    expect(plan.owed('sip-uppfoljning-kallelse')).toEqual(['sip-uppfoljning-kallelse centre 2027-01-02 00:00']);
    expect(plan.ladderOf('sip-uppfoljning-kallelse').heard).toEqual([
      'paminnelse centre 2027-01-02 00:00',
      'eskalering VCH02 2027-01-03 00:00',
    ]);
    const call = { purpose: 'uppfoljning', setting: 'utan-vardtillfalle' };
    plan.say(centre, 'sip-deltagare', { event: 'tillagd', participant: { unit: otherCentre, relation: 'vard' } });
    expect(plan.refused(otherCentre, 'sip-kallelse', call)).toContain('not-coordinator S-CALL-03');
    plan.calls({ purpose: 'uppfoljning', meetingAt: '2027-01-15T13:00:00+01:00' }, {});
    expect(plan.owed('sip-uppfoljning-kallelse')).toEqual([]);
    expect(plan.refused(city, 'sip-mote', { event: 'genomfort' })).toContain('not-coordinator S-FUP-06');
  });

  it('[S-FUP-04] a meeting that sets no day leaves the care contact to set one on the same day', () => {
    const plan = StockholmPlan.at('mote-pagar');
    metOn(plan, '2026-12-04T14:00:00+01:00', without({ ...HELD, followUpOn: undefined }));
    expect(plan.owed('sip-uppfoljningsdatum')).toEqual(['sip-uppfoljningsdatum centre 2026-12-05 00:00']);
    plan.say(centre, 'sip-huvudmal', {
      text: 'Jag vill gå ut',
      followUpOn: '2027-01-15',
      overallResponsible: 'region',
    });
    expect(plan.owed('sip-uppfoljningsdatum')).toEqual([]);
  });

  it('[S-FUP-07] [S-FUP-04] it is followed up on its day, again and again, for as long as there is a day', () => {
    const plan = StockholmPlan.at('uppfoljning-kallad');
    expect(plan.owed('sip-uppfoljning')).toEqual(['sip-uppfoljning centre 2027-01-16 00:00']);
    plan.meets({ event: 'oppnat', explained: true, ...says('ja', 'mote', { actors: [city], topics: ['x'] }) });
    expect(plan.state).toBe('uppfoljning-kallad');
    metOn(plan, '2027-01-15T14:00:00+01:00', { ...HELD, followUpOn: '2027-04-15' });
    expect(plan.state).toBe('upprattad');
    expect(plan.owed('sip-uppfoljning')).toEqual(['sip-uppfoljning centre 2027-04-16 00:00']);
    plan.calls({ purpose: 'uppfoljning', meetingAt: '2027-04-15T13:00:00+02:00' }, {});
    metOn(plan, '2027-04-17T14:00:00+02:00', {
      ...HELD,
      followUpOn: undefined,
      noFollowUpReason: 'Målen är nådda',
      assignmentPeriod: 'Till sommaren',
    });
    expect([plan.state, plan.owed('sip-uppfoljning')]).toEqual(['upprattad', []]);
  });

  it('[S-FUP-07] a follow-up that comes late is remarked upon', () => {
    const plan = StockholmPlan.at('uppfoljning-kallad');
    expect(metOn(plan, '2027-01-18T14:00:00+01:00', { ...HELD, followUpOn: '2027-04-15' })).toEqual(['late S-FUP-07']);
  });

  it('[S-MEET-09] [S-MEET-07] [S-FUP-03] a follow-up that leaves the plan to be written on, or unsigned, leaves it unfinished', () => {
    const plan = StockholmPlan.at('uppfoljning-kallad');
    plan.meets({ ...HELD, planReady: false });
    expect(plan.state).toBe('plan-ej-klar');
    plan.say(centre, 'sip-delgivning', { event: 'delgiven', original: true, understood: true });
    expect(plan.state).toBe('plan-ej-klar');
    plan.say(centre, 'sip-delgivning', SIGNED);
    expect(plan.state).toBe('upprattad');
    const ready = StockholmPlan.at('uppfoljning-kallad');
    ready.meets({ ...HELD, planReady: true });
    expect(ready.state).toBe('upprattad');
    const unsigned = StockholmPlan.at('plan-ej-klar');
    unsigned.calls({ purpose: 'uppfoljning' }, {});
    expect(unsigned.state).toBe('uppfoljning-kallad');
    unsigned.meets(HELD);
    expect(unsigned.state).toBe('plan-ej-klar');
  });
});

describe('the end', () => {
  it.each(['mal-uppnatt', 'inget-behov', 'inget-samtycke', 'avliden'])(
    '[S-CLOSE-01] [S-CLOSE-02] the care contact closes it with a reason, such as %s',
    (reason) => {
      for (const state of ['behov', 'kallad', 'mote-pagar', 'plan-ej-klar', 'upprattad', 'uppfoljning-kallad']) {
        const plan = StockholmPlan.at(state);
        plan.say(centre, 'sip-avslut', { reason });
        expect([plan.state, plan.facts.closed?.reason]).toEqual(['avslutad', reason]);
      }
    },
  );

  it('[S-CLOSE-01] a reason is needed, one of the county, and nobody else closes', () => {
    const plan = StockholmPlan.at('upprattad');
    expect(plan.refused(centre, 'sip-avslut', {})).toEqual(['missing-field S-CLOSE-01']);
    expect(plan.refused(centre, 'sip-avslut', { reason: 'trott' })).toEqual(['unknown-code S-CLOSE-01']);
    expect(plan.refused(city, 'sip-avslut', { reason: 'inget-behov' })).toEqual(['not-coordinator S-CLOSE-01']);
    expect(plan.reaches(centre, 'sip-avslut', { reason: 'inget-behov' })).toEqual(['city']);
    expect(plan.refused(centre, 'sip-mote', { event: 'oppnat' })).toContain('wrong-plan-state S-MEET-09');
  });

  it.each(['kallelse', 'mote', 'plan'])('[S-CLOSE-02] [S-CON-09] who takes back the consent to %s ends it', (about) => {
    for (const kind of ['sip-underlag', 'samtycke', 'samtycke-aterkallat'] as const) {
      const plan = StockholmPlan.at('upprattad');
      plan.say(centre, 'samtycke', { scope: ['sip'] });
      const said =
        kind === 'samtycke-aterkallat'
          ? { scope: [about] }
          : { scope: ['informationsoverforing'], ...says('nej', about) };
      plan.say(centre, kind, kind === 'sip-underlag' ? says('nej', about) : said);
      expect([kind, plan.state, plan.facts.closed?.how]).toEqual([kind, 'avslutad', 'samtycke']);
    }
    const told = StockholmPlan.at('upprattad');
    expect(told.reaches(city, 'samtycke-aterkallat', { scope: ['sip'] })).toEqual(['centre']);
    const other = StockholmPlan.at('upprattad');
    other.say(centre, 'samtycke-aterkallat', { scope: ['informationsoverforing'] });
    expect(other.state).toBe('upprattad');
  });

  it('[S-CLOSE-03] each unit notes the end in its own records by the end of the next weekday, of a plan that is closed', () => {
    const plan = StockholmPlan.at('upprattad');
    plan.wait('2026-12-10T09:00:00+01:00');
    const noted = { event: 'avslut-dokumenterat' };
    expect(plan.refused(city, 'sip-delgivning', noted)).toEqual(['wrong-plan-state S-MEET-09']);
    plan.say(centre, 'sip-avslut', { reason: 'mal-uppnatt' });
    expect(plan.owed('sip-avslut-dokumenterat')).toEqual([
      'sip-avslut-dokumenterat centre 2026-12-12 00:00',
      'sip-avslut-dokumenterat city 2026-12-12 00:00',
    ]);
    expect(plan.ladderOf('sip-avslut-dokumenterat').rules).toEqual(['S-GEN-03']);
    expect(plan.reaches(city, 'sip-delgivning', noted)).toEqual(['centre']);
    expect(plan.refused(otherCentre, 'sip-delgivning', noted)).toEqual(['unknown-plan']);
    expect(plan.refused(city, 'sip-delgivning', SIGNED)).toEqual(['wrong-plan-state S-MEET-09']);
    expect(plan.owed('sip-avslut-dokumenterat')).toEqual(['sip-avslut-dokumenterat centre 2026-12-12 00:00']);
    plan.wait('2026-12-12T09:00:00+01:00');
    expect(plan.remarks(centre, 'sip-delgivning', noted)).toEqual(['late S-CLOSE-03']);
    // The person still gets the plan as it ended.
    expect(plan.owed('sip-delgivning')).toEqual(['sip-delgivning centre wed 00:00']);
    plan.say(centre, 'sip-delgivning', { event: 'delgiven', original: true, understood: true });
    expect(plan.owed('sip-delgivning')).toEqual([]);
  });

  it('[S-CLOSE-02] [S-CLOSE-03] the end that a withdrawal brings is noted too', () => {
    const plan = StockholmPlan.at('upprattad');
    plan.say(centre, 'samtycke-aterkallat', { scope: ['sip'] });
    expect(plan.owed('sip-avslut-dokumenterat')).toHaveLength(2);
    plan.say(city, 'sip-delgivning', { event: 'avslut-dokumenterat' });
    expect(plan.owed('sip-avslut-dokumenterat')).toHaveLength(1);
  });

  it('[S-CLOSE-01] a death told by hand ends it; one that the register notices is closed by the care contact', () => {
    const plan = StockholmPlan.at('kallad');
    plan.say(city, 'avliden', { diedOn: '2026-11-24', source: 'manuell' });
    expect([plan.state, plan.facts.closed?.how]).toEqual(['avslutad', 'avliden']);
    const noticed = StockholmPlan.at('kallad');
    noticed.wait('2026-11-24T09:00:00+01:00');
    const operations = noticed.directory.operationsUnits.get('stockholm') ?? '';
    noticed.say(operations, 'avliden', { diedOn: '2026-11-24', source: 'folkbokforing' });
    expect([noticed.state, noticed.owed('sip-avliden')]).toEqual([
      'avliden-aviserad',
      ['sip-avliden centre thu 00:00'],
    ]);
    expect(noticed.ladderOf('sip-avliden').rules).toEqual(['S-GEN-03']);
    expect(noticed.remarks(centre, 'sip-avslut', {})).toEqual([]);
    expect([noticed.state, noticed.owed('sip-avliden')]).toEqual(['avslutad', []]);
  });
});
