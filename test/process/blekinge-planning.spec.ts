import { describe, expect, it } from '@jest/globals';

import { dueOf } from '#domain/deadline/deadline.js';
import { decideFiring } from '#domain/deadline/firing.js';

import { told } from '../support/domain.js';
import { AT, blekinge, CareChain, gotBy, notice, telling, TREAN } from '../support/blekinge.js';

const TUESDAY = '2026-11-24T09:00:00+01:00';
const profile = blekinge();

describe('the report of the municipality', () => {
  const report = (changes: object = {}) => telling('vardrapport', AT.social, { patient: TREAN, ...changes });

  it.each([AT.ward, AT.centre])('[B-REP-01] is sent by the municipality: not by %s', (sender) => {
    const reasons = new CareChain().refuse(telling('vardrapport', sender, { patient: TREAN }));
    expect(told(reasons)).toEqual(['sender-role B-REP-01']);
  });

  it('[B-REP-02] says by which law support has been granted', () => {
    const plan = new CareChain().tell(report({ content: { support: undefined } }));
    expect(told(plan.answer.warnings)).toContain('incomplete B-REP-02');
  });

  it('[B-REP-03] [B-REP-05] [B-REP-07] [B-REP-10] waits for the stay, and is the ward’s when it begins', () => {
    const chain = new CareChain();
    expect(chain.tell(report(), '2026-11-20T08:00:00+01:00').deliveries).toEqual([]);
    const admitted = chain.admit(notice(), '2026-11-23T09:00:00+01:00');
    expect(admitted.joins).toHaveLength(1);
    expect(chain.deliveries.filter(({ unit }) => unit === AT.ward).map(({ kind }) => kind)).toEqual(['vardrapport']);
    // Where none was sent, none is missed.
    expect(new CareChain().admit(notice(), '2026-11-23T09:00:00+01:00').answer.warnings).toEqual([]);
  });

  it('[B-REP-06] [B-EMG-02] the emergency department gets it at once, observation and psychiatric wards at the stay', () => {
    expect(gotBy(new CareChain().tell(report({ recipients: [AT.emergency] })))).toEqual(['AKUT01']);
    for (const unit of [AT.piva, AT.paka, AT.moa, AT.aka]) {
      const reasons = new CareChain().refuse(report({ recipients: [unit] }));
      expect(told(reasons)).toEqual(['role-not-concerned B-REP-07']);
    }
  });

  it('[B-REP-09] nobody is late with it', () => {
    const rules = Object.values(profile.deadlines);
    expect(rules.filter(({ metBy }) => metBy.includes('vardrapport'))).toEqual([]);
  });
});

describe('the answer to the admission', () => {
  const rule = profile.deadlines['svar-pa-inskrivning']!;
  const due = (start: string) => dueOf(rule, profile.windows, new Date(start))?.toISOString();

  it('[B-ANS-01] [B-ANS-02] is due after 24 hours, or by the end of the next weekday when they run out on a day off', () => {
    expect(due('2026-11-23T10:00:00+01:00')).toBe('2026-11-24T09:00:00.000Z');
    expect(due('2026-11-26T23:59:59+01:00')).toBe('2026-11-27T22:59:59.000Z');
    expect(due('2026-11-27T00:00:00+01:00')).toBe('2026-11-30T23:00:00.000Z');
    expect(due('2026-11-29T10:00:00+01:00')).toBe('2026-11-30T09:00:00.000Z');
  });

  it('[B-ANS-03] Monday gives Tuesday, Friday and Saturday Monday, and Friday before a holiday on Monday Tuesday', () => {
    expect(due('2026-11-27T10:00:00+01:00')).toBe('2026-11-30T23:00:00.000Z');
    expect(due('2026-11-28T10:00:00+01:00')).toBe('2026-11-30T23:00:00.000Z');
    // Easter: Good Friday the 26th, Monday the 29th.
    expect(due('2027-03-25T10:00:00+01:00')).toBe('2027-03-30T22:00:00.000Z');
  });

  it('[B-ANS-04] [B-ANS-05] each of them answers for itself: both branches of the municipality, clinic and health centre', () => {
    const chain = new CareChain().admitted({ recipients: [AT.clinic, AT.centre] });
    const answers = () => chain.owed().filter((one) => one.startsWith('svar'));
    expect(answers()).toEqual(['HSV01', 'KLIN01', 'SOC01', 'VC01'].map((unit) => `svar-pa-inskrivning ${unit}`));
    chain.admit(chain.answer(AT.centre), TUESDAY);
    chain.admit(chain.answer(AT.social), TUESDAY);
    expect(answers()).toEqual(['svar-pa-inskrivning HSV01', 'svar-pa-inskrivning KLIN01']);
  });

  it('[B-ANS-06] an empty one is refused; that there is nothing to tell is an answer', () => {
    const chain = new CareChain().admitted();
    expect(told(chain.refuse(chain.answer(AT.centre, { information: undefined }), TUESDAY))).toEqual([
      'missing-field B-ANS-06',
    ]);
    const nothing = { information: undefined, nothingToTell: true };
    expect(chain.admit(chain.answer(AT.centre, nothing), TUESDAY).answer.warnings).toEqual([]);
  });

  it('[B-ANS-07] it does not both tell something and say that there is nothing', () => {
    const chain = new CareChain().admitted();
    expect(told(chain.refuse(chain.answer(AT.social, { nothingToTell: true }), TUESDAY))).toEqual([
      'contradiction B-ANS-07',
    ]);
  });

  it('[B-ANS-08] the municipality names professions and how to reach them', () => {
    const chain = new CareChain().admitted();
    for (const contacts of [undefined, [{ phone: '031-390 06 40' }]]) {
      expect(told(chain.refuse(chain.answer(AT.homeCare, { contacts }), TUESDAY))).toEqual(['missing-field B-ANS-08']);
    }
  });

  it('[B-ANS-09] open care names the care contact, with a telephone number', () => {
    const chain = new CareChain().admitted();
    const careContact = { name: 'Dag Distriktsson' };
    expect(told(chain.refuse(chain.answer(AT.centre, { careContact }), TUESDAY))).toEqual(['missing-field B-ANS-09']);
  });

  it('[B-ANS-15] [B-DIS-03] one without a care contact is a part of the answer; the contact may be named afterwards', () => {
    const chain = new CareChain().admitted();
    const partly = chain.admit(chain.answer(AT.centre, { careContact: undefined }), TUESDAY);
    expect(told(partly.answer.warnings)).toEqual(['incomplete B-ANS-15']);
    expect(chain.owed()).not.toContain('svar-pa-inskrivning VC01');
    chain.admit(chain.answer(AT.centre, { information: undefined }), '2026-11-25T09:00:00+01:00');
    expect(chain.episode('K1').facts.careContacts).toMatchObject([{ name: 'Dag Distriktsson' }]);
  });

  it('[B-ANS-13] it belongs to a chain that the hub knows, and names the notice', () => {
    const chain = new CareChain().admitted();
    const lost = { ...chain.answer(AT.centre), episode: '00000000-0000-4000-8000-000000009999' };
    expect(told(chain.refuse(lost, TUESDAY))).toEqual(['unknown-episode']);
    expect(told(chain.refuse({ ...chain.answer(AT.centre), sender: AT.social1082 }, TUESDAY))).toContain(
      'unknown-episode',
    );
    const unnamed = { ...chain.answer(AT.centre) };
    delete unnamed.inReplyTo;
    expect(told(chain.admit(unnamed, TUESDAY).answer.warnings)).toEqual(['incomplete B-ANS-13']);
  });

  it('[B-ANS-14] one that is missing is asked for, and told of, whatever others have answered', () => {
    const chain = new CareChain().admitted();
    chain.admit(chain.answer(AT.centre), TUESDAY);
    const missing = chain.deadlines.find(
      ({ kind, responsible }) => kind === 'svar-pa-inskrivning' && responsible === AT.social,
    )!;
    const ground = { profile, directory: chain.directory, newId: chain.newId };
    const subject = { episodeNumber: 'K1', messageId: 'b-1', messageKind: 'inskrivningsmeddelande' };
    const deadline = { ...missing, profile: 'blekinge', fired: [] };
    const at = (time: string) =>
      decideFiring(deadline, subject, ground, new Date(time)).firings.map(({ step, to }) => [step.step, to]);
    expect(at('2026-11-24T08:59:00+01:00')).toEqual([]);
    expect(at('2026-11-24T09:00:00+01:00')).toEqual([
      ['paminnelse', AT.social],
      ['avsandare', AT.ward],
    ]);
    expect(at('2026-11-25T09:00:00+01:00').map(([step]) => step)).toEqual([
      'paminnelse',
      'avsandare',
      'chef',
      'driftledning',
    ]);
  });
});

describe('the discharge report', () => {
  it('[B-DRP-01] [B-DRP-08] goes to open care and municipality by the end of the weekday after the admission', () => {
    const chain = new CareChain().admitted(
      { content: { admittedAt: '2026-11-27T07:00:00+01:00', expectedDischarge: '2026-12-04', reason: 'Fall' } },
      '2026-11-27T09:00:00+01:00',
    );
    const [owed] = chain.deadlines.filter(({ kind }) => kind === 'utskrivningsrapport');
    expect(owed).toMatchObject({ due: new Date('2026-12-01T00:00:00+01:00'), responsible: AT.ward });
    const late = chain.admit(chain.byWard('utskrivningsrapport'), '2026-12-01T00:00:00+01:00');
    expect([gotBy(late), told(late.answer.warnings)]).toEqual([['HSV01', 'SOC01', 'VC01'], ['late B-DRP-01']]);
  });

  it('[B-DRP-02] a plan that is older than the one reported is remarked upon', () => {
    const chain = new CareChain().admitted().reported();
    const older = chain.byWard('utskrivningsrapport', { medicalPlanAt: '2026-11-23T09:59:59+01:00' });
    expect(told(chain.admit(older, '2026-11-25T09:00:00+01:00').answer.warnings)).toEqual(['inconsistent B-DRP-02']);
  });

  it('[B-DRP-03] [B-DRP-12] [B-DRP-11] nursing status may follow: it is missed in the report, and no deadline hangs on it', () => {
    const chain = new CareChain().admitted();
    const first = chain.byWard('utskrivningsrapport', { nursingStatus: undefined });
    expect(told(chain.admit(first, '2026-11-23T13:00:00+01:00').answer.warnings)).toEqual(['incomplete B-DRP-11']);
    expect(chain.owed()).not.toContain('utskrivningsrapport AVD45');
  });

  it('[B-DRP-11] a first one without the medical plan is incomplete, and does not end the duty', () => {
    const chain = new CareChain().admitted();
    const first = chain.byWard('utskrivningsrapport', { medicalPlan: undefined });
    expect(told(chain.admit(first, '2026-11-23T13:00:00+01:00').answer.warnings)).toEqual(['incomplete B-DRP-11']);
    expect(chain.owed()).toContain('utskrivningsrapport AVD45');
  });

  it('[B-DRP-04] [B-DRP-05] [B-DRP-06] [B-DRP-07] [B-SCO-06] it is renewed during the whole stay, also after kommunklar', () => {
    const chain = new CareChain().admitted().answered().reported().ready();
    const status = { nursingStatus: 'Går i trappa', functionStatus: 'Går 50 meter med rollator' };
    const renewed = chain.admit(chain.byWard('utskrivningsrapport', status), '2026-11-26T11:00:00+01:00');
    expect([gotBy(renewed), renewed.answer.episode.state]).toEqual([['HSV01', 'SOC01', 'VC01'], 'utskrivningsklar']);
    chain.municipalityReady();
    const again = chain.admit(chain.byWard('utskrivningsrapport', status), '2026-11-27T09:00:00+01:00');
    expect([again.answer.episode.state, again.answer.warnings]).toEqual(['kommunklar', []]);
    expect(again.message.content).toMatchObject(status);
  });

  it('[B-DRP-10] earlier versions stay as they were', () => {
    const chain = new CareChain().admitted().reported();
    chain.admit(chain.byWard('utskrivningsrapport', { medicalPlan: 'Tabletter' }), '2026-11-25T09:00:00+01:00');
    const versions = chain.messages.filter(({ kind }) => kind === 'utskrivningsrapport');
    expect(versions.map(({ visible, withdrawn }) => [visible.content['medicalPlan'], withdrawn])).toEqual([
      ['Vätskedrivande intravenöst', false],
      ['Tabletter', false],
    ]);
  });
});

describe('the extra message', () => {
  it.each([
    [AT.ward, ['HSV01', 'SOC01', 'VC01']],
    [AT.centre, ['AVD45', 'HSV01', 'SOC01']],
    [AT.social, ['AVD45', 'HSV01', 'VC01']],
    [AT.homeCare, ['AVD45', 'SOC01', 'VC01']],
  ])('[B-EXT-01] [B-EXT-02] %s sends it to all in the chain', (sender, all) => {
    const chain = new CareChain().admitted();
    const extra = sender === AT.ward ? chain.byWard('extrameddelande') : chain.by(sender, 'extrameddelande');
    expect(gotBy(chain.admit(extra, TUESDAY))).toEqual(all);
  });

  it('[B-EXT-01] nobody in the chain can be left out', () => {
    const chain = new CareChain().admitted();
    const plan = chain.admit(chain.byWard('extrameddelande', {}, { recipients: [AT.centre] }), TUESDAY);
    expect([gotBy(plan), told(plan.answer.warnings)]).toEqual([
      ['HSV01', 'SOC01', 'VC01'],
      ['recipients-unused B-EXT-01'],
    ]);
  });

  it('[B-EXT-03] [B-EXT-04] [B-EXT-06] [B-EXT-07] [B-TRP-02] it tells of a SIP, of whom to call and of the transport', () => {
    const chain = new CareChain().admitted();
    const content = {
      text: 'Sonen önskar en SIP',
      sip: { when: 'efter-utskrivning', time: '2026-12-02T13:00:00+01:00', place: 'I hemmet', participants: 'Sonen' },
      contacts: [{ unit: 'Hemtjänsten', phone: '031-390 06 41' }],
      transport: 'Bärhjälp bokad',
    };
    const plan = chain.admit(chain.by(AT.social, 'extrameddelande', content), TUESDAY);
    expect(plan.message.content).toEqual(content);
  });

  it('[B-EXT-05] it says whether interventions are planned, and which apply before the discharge', () => {
    const chain = new CareChain().admitted();
    const none = { plannedInterventions: { planned: false } };
    expect(chain.admit(chain.by(AT.homeCare, 'extrameddelande', none), TUESDAY).answer.warnings).toEqual([]);
    const some = { plannedInterventions: { planned: true } };
    expect(told(chain.admit(chain.by(AT.homeCare, 'extrameddelande', some), TUESDAY).answer.warnings)).toEqual([
      'incomplete B-EXT-05',
    ]);
  });

  it('[B-EXT-08] nobody is late with it, and it ends nothing', () => {
    const chain = new CareChain().admitted();
    const before = chain.owed();
    chain.admit(chain.by(AT.social, 'extrameddelande'), TUESDAY);
    expect(chain.owed()).toEqual(before);
    expect(Object.values(profile.deadlines).some(({ metBy }) => metBy.includes('extrameddelande'))).toBe(false);
  });

  it('[B-EXT-09] [B-SCO-07] a chain goes to its end without a SIP: each plans by the report', () => {
    const chain = new CareChain().untilDischarge();
    const plan = chain.admit(chain.byWard('utskrivningsmeddelande'), '2026-11-27T14:05:00+01:00');
    expect(plan.answer.episode.state).toBe('utskriven');
  });
});
