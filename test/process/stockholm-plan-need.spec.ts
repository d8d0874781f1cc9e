import { describe, expect, it } from '@jest/globals';
import type { Content } from '#domain/message.js';

import { centre, city, says, StockholmPlan } from './stockholm-plan.js';
import { district, otherCentre } from './stockholm.js';

const PREPARATION: Content = {
  whatMatters: 'Att kunna gå ut',
  questions: ['Vem hjälper mig på helgen?', 'När får jag duscha?'],
  excludedTopics: ['Ekonomi'],
  network: 'Dotter i Uppsala, granne',
  minorChildren: false,
  supportedBy: 'Dottern',
  ownPreparation: 'Läsa igenom frågorna',
  adaptations: 'Tolk i teckenspråk',
  meetingWish: 'Hemma, på eftermiddagen',
  preMeeting: true,
};

describe('the preparation with the person', () => {
  it('[S-MAP-01] the meeting is prepared with the person before anybody is called; a call without that is remarked upon', () => {
    const plan = new StockholmPlan();
    plan.basis(says('ja', 'kallelse', { at: '2026-11-23T08:00:00+01:00' }));
    expect(plan.calls()).toEqual(['out-of-order S-MAP-01']);
    plan.basis({ preparation: { whatMatters: 'Att kunna gå ut' } });
    expect(plan.calls()).toEqual([]);
    // A follow-up goes on from the plan that there is.
    const older = new StockholmPlan();
    older.basis(says('ja'));
    expect(older.calls({ purpose: 'uppfoljning', existingPlan: true })).toEqual([]);
  });

  it('[S-MAP-04] what matters to the person is found out', () => {
    const plan = new StockholmPlan();
    expect(plan.basis({ preparation: { questions: ['Vem kommer?'] } })).toEqual(['incomplete S-MAP-04']);
    expect(plan.basis({ preparation: { whatMatters: 'Att kunna gå ut' } })).toEqual([]);
    expect(plan.basis({ raisedBy: 'narstaende' })).toEqual([]);
  });

  it('[S-MAP-06] [S-MAP-08] [S-MAP-09] [S-MAP-10] [S-MAP-11] network, support, own preparation, adaptations and wishes are kept', () => {
    const plan = new StockholmPlan();
    expect(plan.basis({ preparation: PREPARATION })).toEqual([]);
    plan.basis({ preparation: { whatMatters: 'Att kunna gå till kyrkan' } });
    expect(plan.facts.preparation).toEqual({ ...PREPARATION, whatMatters: 'Att kunna gå till kyrkan' });
  });

  it('[S-MAP-05] what the person does not want to be taken up is on no agenda', () => {
    const plan = new StockholmPlan();
    plan.basis({ preparation: PREPARATION, ...says('ja'), offeredOn: '2026-11-23' });
    expect(plan.callRefused({ agenda: ['Vem gör vad', 'Ekonomi'] })).toEqual(['contradiction S-MAP-05']);
    expect(plan.calls({ agenda: ['Vem gör vad'] })).toEqual([]);
  });

  it('[S-MAP-07] [S-CALL-03] whoever the questions concern is added and removed by the care contact alone', () => {
    const plan = StockholmPlan.at('kallad');
    const who = { participant: { unit: district, relation: 'socialtjanst' } };
    expect(plan.refused(city, 'sip-deltagare', { event: 'tillagd', ...who })).toEqual(['not-coordinator S-MAP-07']);
    expect(plan.reaches(centre, 'sip-deltagare', { event: 'tillagd', ...who })).toEqual(['city', 'district']);
    expect(plan.state).toBe('kallad');
    expect(plan.reaches(centre, 'sip-deltagare', { event: 'borttagen', ...who })).toEqual(['city']);
  });

  it('[S-MAP-12] [S-CALL-03] the professionals may meet beforehand, once the person agrees; that leads the plan nowhere', () => {
    const among = { purpose: 'aktorsmote', agenda: ['Ekonomin'] };
    const asked = StockholmPlan.at('behov');
    expect(asked.callRefused(among)).toEqual(['consent-required S-CON-01']);
    const plan = StockholmPlan.at('samtycke');
    expect(plan.calls(among)).toEqual([]);
    expect(plan.state).toBe('samtycke');
    // What is asked of the plan's own meeting is not asked of this one.
    expect(plan.meets({ event: 'genomfort', heldAt: '2026-11-24T09:00:00+01:00' })).toEqual([]);
    expect([plan.state, plan.facts.followUpOn]).toEqual(['samtycke', undefined]);
    expect(plan.refused(city, 'sip-kallelse', { ...among, setting: 'utan-vardtillfalle' })).toContain(
      'sender-role S-GEN-03',
    );
  });
});

describe('the consent to a call', () => {
  it.each<[string, Content, string]>([
    ['nothing yet', {}, 'behov'],
    ['yes', says('ja'), 'samtycke'],
    ['no', says('nej'), 'dialog'],
    ['cannot say', says('kan-inte'), 'menprovning'],
    ['cannot say, the harm assessed', says('kan-inte', 'kallelse', { harmAssessed: true }), 'samtycke'],
  ])('[S-CON-01] [S-CON-02] [S-CON-04] the basis says %s: %j, %s', (_what, content, state) => {
    const begun = new StockholmPlan();
    begun.basis({ ...content, offeredOn: '2026-11-23' });
    expect(begun.state).toBe(state);
    const known = StockholmPlan.at('behov');
    known.basis(content);
    expect(known.state).toBe(state);
    const told = StockholmPlan.at('behov');
    told.say(centre, 'samtycke', { scope: ['informationsoverforing'], ...content });
    expect(told.state).toBe(state);
  });

  it('[S-CON-02] [S-CON-03] after a no it is talked over; who still says no is not called, and that is an end', () => {
    for (const tell of ['sip-underlag', 'samtycke', 'samtycke-aterkallat'] as const) {
      const no = tell === 'samtycke-aterkallat' ? { scope: ['sip'] } : { scope: ['sip'], ...says('nej') };
      const plan = StockholmPlan.at('behov');
      const say = () => plan.remarks(centre, tell, tell === 'sip-underlag' ? says('nej') : no);
      expect(say()).toEqual([]);
      expect([tell, plan.state]).toEqual([tell, 'dialog']);
      expect(plan.callRefused()).toEqual(expect.arrayContaining(['consent-required S-CON-01']));
      // What says nothing of it leaves it so.
      plan.basis({ talkedOverOn: '2026-11-23' });
      plan.say(centre, 'samtycke', { scope: ['informationsoverforing'] });
      plan.say(centre, 'samtycke-aterkallat', { scope: ['informationsoverforing'] });
      expect([tell, plan.state]).toEqual([tell, 'dialog']);
      say();
      expect([tell, plan.state]).toEqual([tell, 'avbojd']);
      expect(plan.callRefused()).toContain('wrong-plan-state S-MEET-09');
    }
    const everything = StockholmPlan.at('behov');
    everything.basis(says('nej'));
    everything.say(centre, 'samtycke-aterkallat', {});
    expect(everything.state).toBe('avbojd');
  });

  it('[S-CON-02] the day on which the no was talked over is asked for, once', () => {
    const silent = StockholmPlan.at('behov');
    expect(silent.basis(says('nej'))).toEqual([]);
    expect(silent.basis({ preparation: { whatMatters: 'Att gå ut' } })).toEqual([]);
    expect(silent.basis(says('nej'))).toEqual(['incomplete S-CON-02']);
    const plan = StockholmPlan.at('behov');
    plan.basis(says('nej'));
    plan.basis({ talkedOverOn: '2026-11-24' });
    expect(plan.basis(says('nej'))).toEqual([]);
    const told = StockholmPlan.at('behov');
    told.basis(says('nej'));
    expect(told.basis({ ...says('nej'), talkedOverOn: '2026-11-24' })).toEqual([]);
    const agreed = StockholmPlan.at('behov');
    agreed.basis(says('nej'));
    expect(agreed.basis(says('ja'))).toEqual([]);
  });

  it.each(['sip-underlag', 'samtycke'] as const)(
    '[S-CON-02] [S-CON-01] a yes that comes of talking opens it again, told by %s or in the call itself',
    (kind) => {
      const plan = StockholmPlan.at('behov');
      plan.basis(says('nej'));
      plan.say(centre, kind, { ...(kind === 'samtycke' ? { scope: ['sip'] } : {}), ...says('ja') });
      expect(plan.state).toBe('samtycke');
      expect(plan.calls()).toEqual([]);
      const inTheCall = StockholmPlan.at('behov');
      inTheCall.basis(says('nej'));
      inTheCall.calls(says('ja'));
      expect(inTheCall.state).toBe('kallad');
    },
  );

  it('[S-CON-04] [S-CON-01] [S-CON-02] for somebody who cannot say, an assessment of harm may stand in its place', () => {
    const plan = StockholmPlan.at('behov');
    plan.basis(says('kan-inte'));
    expect(plan.callRefused()).toEqual(['consent-required S-CON-04', 'consent-required S-CON-01']);
    plan.say(centre, 'samtycke', {
      scope: ['informationsoverforing'],
      ...says('kan-inte', 'kallelse', { harmAssessed: true }),
    });
    expect([plan.state, plan.calls()]).toEqual(['samtycke', []]);
    // What is about something else leaves it so.
    const silent = StockholmPlan.at('behov');
    silent.basis(says('kan-inte'));
    silent.basis({ preparation: { whatMatters: 'Att kunna gå ut' } });
    for (const kind of ['samtycke', 'samtycke-aterkallat'] as const) {
      silent.say(centre, kind, { scope: ['informationsoverforing'] });
    }
    expect(silent.state).toBe('menprovning');
    // Who comes to and says no has taken nothing back.
    const unable = StockholmPlan.at('behov');
    unable.basis(says('kan-inte'));
    unable.basis(says('nej'));
    expect(unable.state).toBe('dialog');
    const later = StockholmPlan.at('behov');
    later.basis(says('kan-inte'));
    expect(later.calls(says('ja'))).toEqual([]);
    expect(later.state).toBe('kallad');
  });

  it('[S-CON-06] nobody is called whom the person has not agreed to, nor told who is added later', () => {
    const plan = new StockholmPlan();
    plan.basis({ preparation: PREPARATION, offeredOn: '2026-11-23', ...says('ja', 'kallelse', { actors: [city] }) });
    expect(plan.callRefused({}, { recipients: [city, otherCentre] })).toEqual(
      expect.arrayContaining(['consent-not-covering S-CON-06']),
    );
    plan.calls();
    const who = { participant: { unit: otherCentre, relation: 'vard' } };
    const added = plan.say(centre, 'sip-deltagare', { event: 'tillagd', ...who });
    expect([added.deliveries.map(({ unit }) => unit), added.answer.warnings.map(({ rule }) => rule)]).toEqual([
      [city],
      ['S-CON-06'],
    ]);
    const goal = { heading: 'hemma', text: 'Jag går ut' };
    expect(plan.refused(otherCentre, 'sip-delmal', goal)).toContain('consent-not-covering S-CON-06');
    expect(plan.refused(city, 'sip-delmal', goal)).not.toContain('consent-not-covering S-CON-06');
    plan.basis(says('ja', 'kallelse', { actors: [city, otherCentre] }));
    expect(
      plan.reaches(city, 'sip-deltagare', { event: 'forhinder', participant: { unit: city, relation: 'vard' } }),
    ).toEqual(['centre', 'otherCentre']);
  });
});

describe('the offer as proof', () => {
  it('[S-PAY-04] offer, answer and what was said after a no stand with their days; an answer without an offer is remarked upon', () => {
    expect(new StockholmPlan().basis({ ...says('nej'), offeredOn: '2026-11-22' })).toEqual([]);
    expect(new StockholmPlan().basis({ raisedBy: 'patient' })).toEqual([]);
    const plan = new StockholmPlan();
    expect(plan.basis(says('nej', 'kallelse', { at: '2026-11-23T08:00:00+01:00' }))).toEqual(['incomplete S-PAY-04']);
    expect(plan.basis({ offeredOn: '2026-11-22', talkedOverOn: '2026-11-23' })).toEqual([]);
    expect(plan.basis(says('nej', 'kallelse', { at: '2026-11-23T08:05:00+01:00' }))).toEqual([]);
    expect(plan.facts).toMatchObject({ state: 'avbojd', offeredOn: '2026-11-22', talkedOverOn: '2026-11-23' });
    expect(plan.facts.consents.map(({ about, answer, at }) => [about, answer, at])).toEqual([
      ['kallelse', 'nej', '2026-11-23T07:00:00.000Z'],
      ['kallelse', 'nej', '2026-11-23T07:05:00.000Z'],
    ]);
    // An end: what comes later begins anew.
    plan.say(centre, 'sip-underlag', {}, { plan: undefined, patient: plan.patient });
    expect([plan.plans.size, plan.state]).toEqual([2, 'behov']);
  });
});
