import { describe, expect, it } from '@jest/globals';
import type { Content } from '#domain/message.js';

import { centre, city, housing, says, StockholmPlan } from './stockholm-plan.js';
import { asih, at, otherCentre, remarked, Stockholm, TOLVAN, ward } from './stockholm.js';

describe('the call', () => {
  it('[S-GEN-03] [S-CALL-03] [S-GEN-02] the care contact calls, and nobody else does', () => {
    const plan = StockholmPlan.at('samtycke');
    expect(plan.coordinator).toBe(centre);
    const call = { purpose: 'sip', setting: 'utan-vardtillfalle' };
    expect(plan.refused(otherCentre, 'sip-kallelse', call)).toContain('unknown-plan');
    const named = StockholmPlan.at('kallad');
    named.say(centre, 'fast-vardkontakt', { name: 'Aram Demir', unit: otherCentre });
    expect(named.coordinator).toBe(otherCentre);
    expect(named.callRefused()).toContain('not-coordinator S-CALL-03');
    // Whom the others know to coordinate stays so until it is told otherwise.
    expect(named.refused(centre, 'sip-samordningsansvarig', { coordinator: { name: 'Nora Falk' } })).toEqual([
      'not-coordinator S-GEN-03',
    ]);
    named.say(otherCentre, 'sip-samordningsansvarig', { coordinator: { name: 'Nora Falk', unit: centre } });
    expect(named.coordinator).toBe(centre);
  });

  it('[L-SIP-01] the municipality is called, through the system or on paper, or takes part already', () => {
    const social = { relation: 'socialtjanst', organisation: 'Ekerö', phone: '08-560 391 00' };
    const plan = StockholmPlan.at('samtycke');
    expect(plan.callRefused({}, { recipients: [otherCentre] })).toEqual(['missing-field L-SIP-01']);
    // What the professionals settle among themselves is no plan.
    expect(plan.calls({ purpose: 'aktorsmote' }, { recipients: [otherCentre] })).toEqual([]);
    expect(plan.calls({}, { recipients: [housing] })).toEqual([]);
    expect(StockholmPlan.at('samtycke').calls({}, { recipients: [city] })).toEqual([]);
    expect(
      StockholmPlan.at('samtycke').calls(
        { participants: [{ ...social, channel: 'fax' }] },
        { recipients: [otherCentre] },
      ),
    ).toEqual([]);
    expect(StockholmPlan.at('upprattad').calls({ purpose: 'uppfoljning' }, {})).toEqual([]);
    const added = StockholmPlan.at('samtycke');
    added.say(centre, 'sip-deltagare', { event: 'tillagd', participant: { unit: city, relation: 'socialtjanst' } });
    expect(added.calls({}, { recipients: [otherCentre] })).toEqual([]);
  });

  it.each(['fax', 'brev', 'post'])(
    '[S-CALL-09] [S-CALL-15] who has no inbox is called by %s with the same form, and the receipt is noted by hand',
    (channel) => {
      const plan = StockholmPlan.at('samtycke');
      const participant = { relation: 'socialtjanst', organisation: 'Ekerö', name: 'Ines Ek', channel };
      const said = plan.say(centre, 'sip-kallelse', { ...call(), participants: [participant] });
      expect([said.deliveries, said.printJobs?.queued.length]).toEqual([[], 1]);
      expect(plan.facts.meetings[0]?.called).toEqual([{ name: 'Ines Ek', relation: 'socialtjanst', channel }]);
      // Received on a Monday, to be noted and to be sent by the end of Tuesday.
      expect(plan.owed()).toEqual(['sip-kvittens centre wed 00:00', 'sip-brev centre wed 00:00']);
      plan.wait('2026-11-24T09:00:00+01:00');
      expect(plan.refused(city, 'sip-deltagare', { event: 'kvitterat', participant })).toContain('unknown-plan');
      expect(plan.remarks(centre, 'sip-deltagare', { event: 'kvitterat', participant })).toEqual([]);
      expect(plan.owed()).toEqual(['sip-brev centre wed 00:00']);
      expect(plan.facts.meetings[0]?.called[0]).toHaveProperty('acknowledgedAt');
    },
  );

  it('[S-CALL-15] [S-CALL-12] a receipt on paper that comes late is remarked upon, and the care contact reminded', () => {
    const plan = StockholmPlan.at('samtycke');
    const participant = { relation: 'vard', organisation: 'Legevisitten', channel: 'fax' };
    plan.calls({ participants: [participant] });
    expect(plan.ladderOf('sip-kvittens')).toEqual({
      rules: ['S-GEN-03'],
      heard: ['paminnelse centre wed 00:00', 'eskalering VCH02 thu 00:00'],
    });
    plan.wait('2026-11-25T09:00:00+01:00');
    expect(plan.remarks(centre, 'sip-deltagare', { event: 'kvitterat', participant })).toEqual(['late S-CALL-12']);
  });

  it.each<[string, Content, string[]]>([
    ['without a day', { meetingAt: undefined }, ['missing-field S-CALL-06']],
    ['without a length', { minutes: undefined }, ['missing-field S-CALL-06']],
    ['in no place', { place: undefined }, ['missing-field S-CALL-06']],
  ])('[S-CALL-06] it is refused %s', (_what, content, reasons) => {
    expect(StockholmPlan.at('samtycke').callRefused(content)).toEqual(reasons);
  });

  it.each<[string, Content, string[]]>([
    ['a room that nobody has booked', { roomBooked: undefined }, ['incomplete S-CALL-06']],
    ['a video call, without a room', { form: 'video', roomBooked: undefined, place: undefined }, []],
    ['a telephone call, without a room', { form: 'telefon', roomBooked: undefined, place: undefined }, []],
    ['an empty agenda', { agenda: undefined }, ['incomplete S-MEET-16']],
    ['a person who was not asked', { consulted: undefined }, ['incomplete S-GEN-06']],
    ['nobody said whether there is a plan', { existingPlan: undefined }, ['incomplete S-CALL-01']],
    ['a plan that there is', { existingPlan: true }, ['inconsistent S-CALL-01']],
  ])('[S-CALL-06] [S-CALL-07] [S-MEET-16] [S-GEN-06] [S-CALL-01] %s: %j, %j', (_what, content, remarks) => {
    expect(StockholmPlan.at('samtycke').calls(content)).toEqual(remarks);
  });

  it('[S-CALL-05] a call at a discharge names the stay, so that what is owed there ends', () => {
    const plan = StockholmPlan.at('samtycke');
    expect(plan.calls()).toEqual([]);
    for (const setting of ['fore-utskrivning', 'efter-utskrivning']) {
      expect(plan.calls({ setting })).toEqual(['inconsistent S-CALL-05']);
    }
  });

  it('[S-CALL-01] [S-CALL-03] who has a plan is called to a follow-up of it, and not to a new one', () => {
    const plan = StockholmPlan.at('upprattad');
    expect(plan.callRefused()).toEqual(['plan-exists S-CALL-01']);
    expect(plan.calls({ purpose: 'uppfoljning' }, {})).toEqual([]);
    expect(plan.state).toBe('uppfoljning-kallad');
    expect(plan.calls({ purpose: 'uppfoljning', meetingAt: '2027-01-20T13:00:00+01:00' }, {})).toEqual([]);
    expect(plan.state).toBe('uppfoljning-kallad');
    expect(plan.callRefused()).toEqual(['plan-exists S-CALL-01']);
  });

  it.each<[string, Content | undefined]>([
    ['nothing', undefined],
    ['the preparation', {}],
    ['a yes', says('ja')],
    ['a no', says('nej')],
    ['somebody who cannot say', says('kan-inte')],
  ])(
    '[S-CALL-01] [S-CON-01] [S-CON-02] [S-CON-04] after %s somebody who agrees is called: to a first meeting, or to a follow-up of a plan that is older',
    (_what, answer) => {
      for (const purpose of ['sip', 'uppfoljning']) {
        const plan = new StockholmPlan();
        if (answer !== undefined) plan.basis({ preparation: { whatMatters: 'Att gå ut' }, ...answer });
        plan.calls({ purpose, existingPlan: purpose === 'uppfoljning', ...says('ja') });
        expect([purpose, plan.state]).toEqual([purpose, 'kallad']);
      }
    },
  );

  it('[S-CALL-02] a need that is seen again changes nothing', () => {
    const plan = StockholmPlan.at('kallad');
    plan.say(city, 'sip-initiativ', { raisedBy: 'personal' });
    expect(plan.state).toBe('kallad');
  });

  it('[S-CALL-13] [S-CALL-12] whoever is called prepares until the meeting, and gives a receipt', () => {
    const plan = StockholmPlan.at('kallad');
    expect(plan.owed()).toEqual(['kvittens city wed 00:00', 'sip-forberedelse city 2026-12-04 13:00']);
    expect(plan.ladderOf('sip-forberedelse')).toEqual({
      rules: ['S-GEN-03'],
      heard: ['paminnelse city 2026-12-04 13:00', 'eskalering CHEF01 2026-12-05 13:00'],
    });
    plan.wait('2026-12-04T13:00:00+01:00');
    plan.meets({ event: 'oppnat', heldAt: '2026-12-04T13:00:00+01:00' });
    expect(plan.owed('sip-forberedelse')).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['vard', centre, ['attendance-duty S-CALL-11']],
    ['socialtjanst', city, ['attendance-duty S-CALL-11']],
    ['narstaende', centre, []],
  ])('[S-CALL-11] those who work in %s have to come: who cannot is told so', (relation, unit, remarks) => {
    const plan = StockholmPlan.at('samtycke');
    const participant = relation === 'narstaende' ? { relation, name: 'Dottern' } : { relation, unit };
    plan.calls({ participants: [{ relation: 'narstaende', name: 'Dottern' }] }, { recipients: [city, housing] });
    const who = relation === 'vard' ? { relation, unit: housing } : participant;
    const sender = relation === 'socialtjanst' ? city : centre;
    expect(plan.remarks(sender, 'sip-deltagare', { event: 'forhinder', participant: who, reason: 'Semester' })).toEqual(
      remarks,
    );
    expect(plan.remarks(sender, 'sip-deltagare', { event: 'kvitterat', participant: who })).toEqual([]);
    // It ends no duty.
    expect(plan.owed('sip-forberedelse')).toHaveLength(2);
  });

  it('[S-CALL-11] [S-CALL-15] only who takes part answers a call', () => {
    const plan = StockholmPlan.at('kallad');
    const participant = { relation: 'socialtjanst', unit: city };
    expect(plan.refused(asih, 'sip-deltagare', { event: 'forhinder', participant })).toEqual(['unknown-plan']);
    expect(plan.refused(asih, 'sip-deltagare', { event: 'kvitterat', participant })).toEqual(['unknown-plan']);
  });
});

function call(): Content {
  return {
    ...{ purpose: 'sip', setting: 'utan-vardtillfalle', existingPlan: false, consulted: ['patient'], minutes: 30 },
    ...{ form: 'video', meetingAt: '2026-12-04T13:00:00+01:00', agenda: ['Vem gör vad'] },
  };
}

describe('a plan beside a stay', () => {
  it('[S-CALL-02] the hospital sees the need: the plan begins, and the care contact coordinates it as soon as there is one', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(ward, 'sip-initiativ', 'tue 09:00');
    const [plan] = hub.plans.values();
    expect([plan?.facts.state, plan?.facts.need?.unit, plan?.facts.coordinators]).toEqual(['behov', ward, []]);
    hub.sends(centre, 'fast-vardkontakt', 'wed 11:00');
    expect([...hub.plans.values()][0]?.facts).toMatchObject({ coordinators: [{ unit: centre, name: 'Nora Falk' }] });
    hub.sends(city, 'sip-initiativ', 'wed 12:00');
    expect([hub.plans.size, [...hub.plans.values()][0]?.facts.state]).toEqual([1, 'behov']);
  });

  it('[S-CON-01] [S-CON-03] [S-CON-04] one answer holds for stay and plan, wherever it was told', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    hub.prepares('thu 12:00', { ...says('ja'), offeredOn: '2026-11-25' });
    expect(remarked(hub.call('thu 12:10', {}, { consent: undefined }))).toEqual([]);
    const declined = new Stockholm();
    declined.notice();
    declined.ready();
    declined.sends(centre, 'samtycke', 'thu 12:00', { content: { scope: ['sip'], ...says('nej') } });
    expect(declined.owed()).toEqual([]);
    expect([...declined.plans.values()][0]?.facts.state).toBe('dialog');
    const unable = new Stockholm();
    unable.notice();
    unable.ready();
    unable.sends(centre, 'samtycke', 'thu 12:00', { content: { scope: ['sip'], ...says('kan-inte') } });
    expect(unable.owed()).toEqual(['sip-kallelse centre 2026-11-30 00:00']);
    expect(unable.callRefused('thu 12:05', {}, { consent: undefined })).toEqual(['consent-required S-CON-01']);
    const assessed = says('kan-inte', 'kallelse', { harmAssessed: true });
    unable.sends(centre, 'samtycke', 'thu 12:10', { content: { scope: ['sip'], ...assessed } });
    expect(remarked(unable.call('thu 12:15', {}, { consent: undefined }))).toEqual([]);
  });

  it('[S-PAY-04] [S-CON-02] an offer that was declined is kept as a plan that is talked over, also where there was none', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(centre, 'fast-vardkontakt', 'wed 11:00');
    hub.sends(centre, 'samtycke', 'wed 12:00', { content: { scope: ['sip'] } });
    expect(hub.plans.size).toBe(0);
    hub.sends(centre, 'samtycke', 'wed 13:00', { content: { scope: ['sip'], ...says('nej') } });
    const [plan] = hub.plans.values();
    const answers = plan?.facts.consents.flatMap(({ about, answer }) => (about === 'kallelse' ? [answer] : []));
    expect([plan?.facts.state, answers]).toEqual(['dialog', ['nej']]);
  });

  it('[S-CON-03] [S-CALL-05] an answer that the stay does not hear of is remarked upon', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    const said = hub.prepares('thu 12:00', { ...says('nej'), offeredOn: '2026-11-25' });
    expect(remarked(said)).toEqual(['inconsistent S-CON-03']);
    expect(remarked(hub.prepares('thu 12:10', { preparation: { whatMatters: 'Att gå ut' } }))).toEqual([]);
  });

  it('[S-CALL-05] [S-CALL-01] the call of a stay ends what is owed there, whether it is to a first meeting or to the follow-up of a plan', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(hub.owed()).toEqual(['sip-kallelse centre 2026-11-30 00:00']);
    hub.call('fri 09:00');
    expect(hub.owed().some((duty) => duty.startsWith('sip-kallelse'))).toBe(false);
    expect([...hub.plans.values()].map(({ facts, episode }) => [facts.state, episode])).toEqual([
      ['kallad', hub.episode('S1').id],
    ]);
  });

  it('[S-CON-09] [S-CLOSE-02] what is taken back beside a stay ends both', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    hub.call('thu 12:10');
    hub.sends(centre, 'samtycke-aterkallat', 'fri 09:00');
    const [plan] = hub.plans.values();
    expect([plan?.facts.state, plan?.facts.closed?.how]).toEqual(['avslutad', 'samtycke']);
    expect(at('fri 09:00')).toContain('2026-11-27');
    expect(plan?.patient.id).toBe(TOLVAN.id);
  });
});
