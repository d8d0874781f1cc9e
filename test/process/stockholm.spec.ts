import { describe, expect, it } from '@jest/globals';
import type { MessageKind, PartyRole } from '#domain/message.js';

import {
  asih,
  at,
  centre,
  city,
  district,
  HOME_HEALTH_CARE,
  homeCareTeam,
  housing,
  NO,
  otherCentre,
  reached,
  remarked,
  stockholm,
  Stockholm,
  ward,
} from './stockholm.js';

/** What `config/profiles/stockholm.yaml` says beside the stories of its categories: each rule by itself. */
describe('whom a need concerns', () => {
  it.each<[string, string, string[]]>([
    ['L-ADM-01', 'B', ['centre']],
    ['L-ADM-01', 'C', ['city']],
    ['L-ADM-01', 'D', ['centre']],
    ['S-GEN-02', 'BC', ['centre', 'city']],
    ['S-GEN-02', 'CD', ['centre', 'city']],
    ['S-GEN-02', 'E', ['centre', 'city', 'housing']],
  ])('[L-ADM-01] [S-GEN-02] by %s category %s is told of to %j', (_rule, category, units) => {
    const { notice } = { notice: new Stockholm().notice({ planningCategory: category as 'B' }) };
    expect(reached(notice)).toEqual(units);
  });

  it('[L-ADM-01] [L-RDY-01] nobody is told of category A, neither of the admission nor of being ready', () => {
    const hub = new Stockholm();
    const nothing = { planningCategory: 'A' as const };
    expect(hub.refuses(ward, 'inskrivningsmeddelande', 'mon 08:15', nothing)).toEqual([
      'category-without-notice L-ADM-01',
    ]);
    expect(hub.refuses(ward, 'utskrivningsklar', 'mon 08:15', nothing)).toEqual(['category-without-notice L-RDY-01']);
  });

  it.each([
    [[], 'A'],
    [['oppenvard'], 'B'],
    [['socialtjanst'], 'C'],
    [['hemsjukvard'], 'D'],
    [['hemsjukvard', 'oppenvard'], 'D'],
    [['oppenvard', 'socialtjanst'], 'BC'],
    [['socialtjanst', 'hemsjukvard'], 'CD'],
    [['socialtjanst', 'hemsjukvard', 'oppenvard'], 'CD'],
    [['sabo'], 'E'],
    [['sabo', 'oppenvard'], 'E'],
    [['sabo', 'socialtjanst'], 'E'],
    [['sabo', 'socialtjanst', 'oppenvard'], 'E'],
  ])('[L-ADM-01] [S-GEN-02] [L-RDY-01] the needs %j are category %s', (needs, category) => {
    const rows = stockholm().needs.filter((row) => [...row.needs].sort().join() === [...needs].sort().join());
    expect(rows.map((row) => row.category)).toEqual([category]);
  });

  it('[L-ADM-01] health care at home beside special housing fits no category', () => {
    const hub = new Stockholm();
    const both = { planningCategory: undefined, needs: ['sabo' as const, 'hemsjukvard' as const], patient: undefined };
    expect(hub.refuses(ward, 'inskrivningsmeddelande', 'mon 08:15', both)).toContain('conflicting-needs L-ADM-01');
  });

  it("[L-ADM-01] a home care team takes the health centre's place, or stands beside it, when it is named", () => {
    const named = (recipients: string[]) =>
      reached(new Stockholm().notice({ planningCategory: 'CD', recipients: [...recipients, district] }));
    expect(named([homeCareTeam])).toEqual(['district', 'homeCareTeam']);
    expect(named([centre, asih])).toEqual(['asih', 'centre', 'district']);
  });

  it("[L-ADM-01] a municipality's home health care is nobody whom a category names", () => {
    const hub = new Stockholm();
    const refused = hub.refuses(ward, 'inskrivningsmeddelande', 'mon 08:15', {
      planningCategory: 'D',
      recipients: [HOME_HEALTH_CARE],
    });
    expect(refused).toEqual(['role-not-concerned L-ADM-01']);
  });

  it('[L-PAY-01] [S-GEN-02] [L-FVK-01] liability goes with the municipality, a plan with both, a care contact with open care', () => {
    const { categories } = stockholm();
    const having = (key: 'payment' | 'sip' | 'fvk') =>
      Object.entries(categories).flatMap(([name, row]) => (row[key] ? [name] : []));
    expect(having('payment')).toEqual(['C', 'BC', 'CD', 'E']);
    expect(having('sip')).toEqual(['BC', 'CD', 'E']);
    expect(having('fvk')).toEqual(['B', 'D', 'BC', 'CD', 'E']);
  });
});

describe('who may send what', () => {
  const all: PartyRole[] = ['slutenvard', 'oppenvard', 'socialtjanst', 'sabo'];
  const unitOf: Partial<Record<PartyRole, string>> = {
    slutenvard: ward,
    oppenvard: centre,
    socialtjanst: city,
    sabo: housing,
    hemsjukvard: HOME_HEALTH_CARE,
  };
  const kinds: [string, MessageKind, PartyRole[]][] = [
    ['[L-ADM-01]', 'inskrivningsmeddelande', ['slutenvard']],
    ['[L-RDY-01]', 'utskrivningsklar', ['slutenvard']],
    ['[L-RDY-01]', 'utskrivningsklar-aterkallad', ['slutenvard']],
    ['[L-XFER-01]', 'utskrivningsmeddelande', ['slutenvard']],
    ['[L-XFER-01]', 'utskrivning-aterkallad', ['slutenvard']],
    ['[L-ADM-01]', 'avbryt-vardtillfalle', ['slutenvard']],
    ['[L-ADM-01]', 'makulering', all],
    ['[L-FVK-01]', 'fast-vardkontakt', ['oppenvard']],
    ['[L-PLAN-01]', 'generellt-meddelande', all],
    ['[L-XFER-01]', 'slutanteckningar', ['slutenvard']],
    ['[S-CON-01]', 'samtycke', all],
    ['[S-CON-09]', 'samtycke-aterkallat', all],
    ['[S-CALL-02]', 'sip-initiativ', all],
    ['[S-GEN-03]', 'sip-kallelse', ['oppenvard']],
    ['[L-PLAN-01]', 'avliden', all],
    ['[L-ADM-01]', 'planerad-inskrivning', ['slutenvard']],
    ['[L-ADM-01]', 'planerad-inskrivning-installd', ['slutenvard']],
    ['[L-ADM-01]', 'avdelningsbyte', ['slutenvard']],
    ['[L-PROT-01]', 'personuppgifter', ['slutenvard']],
    ['[L-ADM-02]', 'identitetsbyte', ['slutenvard']],
    ['[S-MAP-04]', 'sip-underlag', all],
    ['[S-MAP-07]', 'sip-deltagare', all],
    ['[S-FUP-06]', 'sip-mote', all],
    ['[S-CONTENT-01]', 'sip-huvudmal', all],
    ['[S-CONTENT-01]', 'sip-delmal', all],
    ['[S-CLOSE-01]', 'sip-delmal-avslut', all],
    ['[S-CONTENT-02]', 'sip-insats', all],
    ['[S-FUP-05]', 'sip-insats-avslut', all],
    ['[S-FUP-02]', 'sip-uppfoljning', all],
    ['[S-MEET-08]', 'sip-delgivning', all],
    ['[S-GEN-03]', 'sip-samordningsansvarig', all],
    ['[S-CLOSE-01]', 'sip-avslut', all],
  ];

  it.each(kinds)('%s %s comes from %j and from nobody else', (rule, kind, senders) => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'E' });
    const reason = `sender-role ${rule.slice(1, -1)}`;
    for (const [role, unit] of Object.entries(unitOf)) {
      const decision = hub.decide(hub.written(unit, kind, 'mon 09:00', {}), at('mon 09:00'));
      const codes = decision.kind === 'refused' ? decision.reasons.map((one) => `${one.code} ${one.rule ?? ''}`) : [];
      expect([role, codes.includes(reason)]).toEqual([role, !senders.includes(role as PartyRole)]);
    }
  });

  it('has these kinds and no others', () => {
    expect(Object.keys(stockholm().kinds).sort()).toEqual(kinds.map(([, kind]) => kind).sort());
  });

  it.each<[string, MessageKind, string, string[]]>([
    ['[L-FVK-01]', 'fast-vardkontakt', centre, ['city', 'housing', 'ward']],
    ['[L-PLAN-01]', 'generellt-meddelande', city, ['centre', 'housing', 'ward']],
    ['[L-XFER-01]', 'slutanteckningar', ward, ['centre', 'city', 'housing']],
    ['[S-CALL-02]', 'sip-initiativ', housing, ['centre', 'city', 'ward']],
    ['[S-CON-01]', 'samtycke', centre, ['city', 'housing', 'ward']],
    ['[S-CON-09]', 'samtycke-aterkallat', centre, ['city', 'housing', 'ward']],
    ['[L-PLAN-01]', 'avliden', city, ['centre', 'housing', 'ward']],
    ['[L-ADM-01]', 'avdelningsbyte', ward, []],
    ['[L-RDY-01]', 'utskrivningsklar', ward, ['centre', 'city', 'housing']],
    ['[L-XFER-01]', 'utskrivningsmeddelande', ward, ['centre', 'city', 'housing']],
    ['[L-ADM-01]', 'avbryt-vardtillfalle', ward, ['centre', 'city', 'housing']],
  ])('%s %s of %s reaches %j', (_rule, kind, unit, units) => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'E' });
    expect(reached(hub.sends(unit, kind, 'mon 09:00'))).toEqual(units);
  });

  it('[L-PLAN-01] who is named gets a message alone; a unit that has no part is not reached', () => {
    const hub = new Stockholm();
    hub.notice();
    const to = (recipients: string[]) => ({ recipients });
    expect(reached(hub.sends(city, 'generellt-meddelande', 'mon 10:00', to([centre])))).toEqual(['centre']);
    expect(hub.refuses(city, 'generellt-meddelande', 'mon 10:05', to([otherCentre]))).toEqual([
      'role-not-concerned L-PLAN-01',
    ]);
  });
});

describe('the notice', () => {
  it.each([
    ['tue 07:00:00', []],
    ['tue 07:00:01', ['late L-ADM-03']],
  ])('[L-ADM-03] [L-ADM-04] admitted on Monday 07:00, told on %s: %j', (when, remarks) => {
    expect(remarked(new Stockholm().notice({}, when))).toEqual(remarks);
  });

  it('[L-ADM-03] an assessment that came later starts the 24 hours, whichever clock is in force', () => {
    const later = { admittedAt: at('mon 07:00'), assessedAt: at('tue 06:00'), expectedDischarge: '2026-11-27' };
    const content = { ...later, mobile: '070-174 06 05' };
    expect(remarked(new Stockholm().notice({ content }, 'wed 06:00:00'))).toEqual([]);
    expect(remarked(new Stockholm().notice({ content }, 'wed 06:00:01'))).toEqual(['late L-ADM-03']);
    // The night of the summer time has 23 hours by the clock: 24 have gone at 08:00.
    const spring = { admittedAt: '2027-03-27T07:00:00+01:00', expectedDischarge: '2027-03-30', mobile: '1' };
    expect(remarked(new Stockholm().notice({ content: spring }, '2027-03-28T08:00:00+02:00'))).toEqual([]);
    expect(remarked(new Stockholm().notice({ content: spring }, '2027-03-28T08:00:01+02:00'))).toEqual([
      'late L-ADM-03',
    ]);
  });

  it('[L-ADM-02] without consent the estimate goes out alone, and what would tell of the person is hidden', () => {
    const content = { reason: 'Fall', other: 'Nyckel hos grannen', assessedAt: at('mon 07:10') };
    const consent = { ...NO, recordedAt: at('mon 08:00') };
    const { message, answer } = new Stockholm().notice({ consent, content });
    expect(message.consent).toEqual(consent);
    expect(message.content).toEqual({ expectedDischarge: '2026-11-27' });
    expect(message).not.toHaveProperty('planningCategory');
    for (const field of ['municipality', 'healthCentre']) expect(message.patient).not.toHaveProperty(field);
    expect(message.patient).toMatchObject({ id: '191212121212', address: { city: 'Stockholm' } });
    const withheld = answer.warnings.filter(({ code }) => code === 'consent-missing').map(({ path }) => path);
    expect(withheld.sort()).toEqual(
      ['admittedAt', 'assessedAt', 'mobile', 'other', 'reason'].map((field) => `content.${field}`),
    );
  });

  it('[L-ADM-02] with consent everything goes out', () => {
    const { message } = new Stockholm().notice({ content: { reason: 'Fall' } });
    expect(message).toMatchObject({ planningCategory: 'BC', content: { reason: 'Fall', mobile: '070-174 06 05' } });
  });

  it('[L-ADM-02] [L-ADM-04] an estimate that is missing is remarked, and owed within 24 hours of the admission', () => {
    const hub = new Stockholm();
    expect(remarked(hub.notice({ content: { expectedDischarge: undefined } }))).toEqual(['date-missing L-ADM-02']);
    expect(hub.owed()).toEqual(['beraknad-utskrivning ward tue 07:00']);
    expect(hub.ladderOf('beraknad-utskrivning')).toEqual({
      rules: ['L-ADM-04'],
      heard: ['paminnelse ward tue 07:00', 'eskalering VCH01 tue 09:00', 'eskalering DRIFT wed 07:00'],
    });
    hub.notice({ content: { expectedDischarge: '2026-11-28' } }, 'mon 12:00');
    expect(hub.owed()).toEqual([]);
  });

  it('[L-ADM-04] the estimate is owed by the ward that has the patient, from a later assessment where there was one', () => {
    const hub = new Stockholm();
    hub.notice({ content: { expectedDischarge: undefined, assessedAt: at('mon 08:00') } });
    expect(hub.owed()).toEqual(['beraknad-utskrivning ward tue 08:00']);
    hub.sends(ward, 'avdelningsbyte', 'mon 12:00');
    expect(hub.owed()).toEqual(['beraknad-utskrivning otherWard tue 08:00']);
  });

  it('[L-ADM-02] with consent each of these reaches the others whole', () => {
    const hub = new Stockholm();
    hub.notice();
    expect(reached(hub.sends(city, 'generellt-meddelande', 'mon 09:00'))).toEqual(['centre', 'ward']);
    expect(reached(hub.sends(ward, 'sip-initiativ', 'mon 10:00'))).toEqual(['centre', 'city']);
    expect(hub.sends(ward, 'slutanteckningar', 'mon 09:30').message.content).toMatchObject({ medicalSummary: 'Läkt' });
    const left = hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05');
    expect(left.message.content).toMatchObject({ summary: 'Till hemmet' });
  });

  it('[L-ADM-04] whoever leaves, or was never there, needs no estimate any more', () => {
    for (const kind of ['utskrivningsmeddelande', 'avbryt-vardtillfalle', 'avliden'] as const) {
      const hub = new Stockholm();
      hub.notice({ content: { expectedDischarge: undefined } });
      hub.sends(ward, kind, 'mon 12:00');
      expect(hub.owed().filter((duty) => duty.startsWith('beraknad'))).toEqual([]);
    }
  });

  it('[L-ADM-03] a notice that does not say when the patient was admitted is remarked upon', () => {
    expect(remarked(new Stockholm().notice({ content: { admittedAt: undefined } }))).toEqual(['date-missing L-ADM-03']);
  });

  it('[L-ADM-04] a new estimate reaches all parties at once', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'E' });
    const changed = hub.notice({ planningCategory: 'E', content: { expectedDischarge: '2026-11-29' } }, 'tue 10:00');
    expect([changed.message.notice, reached(changed)]).toEqual(['changed-date', ['centre', 'city', 'housing']]);
  });

  it("[S-MAP-02] asks for the patient's mobile number where there is to be a plan, and is sent without it", () => {
    const without = { content: { mobile: undefined } };
    expect(remarked(new Stockholm().notice(without))).toEqual(['incomplete S-MAP-02']);
    expect(remarked(new Stockholm().notice({ planningCategory: 'D', ...without }))).toEqual([]);
    const silent = remarked(new Stockholm().notice({ consent: NO, ...without }));
    expect(silent).not.toContain('incomplete S-MAP-02');
  });

  it('[S-MAP-03] [S-MAP-02] or for the word that the ward is the way to reach the patient', () => {
    const through = { mobile: undefined, other: 'Nås genom avdelningen' };
    expect(remarked(new Stockholm().notice({ content: through }))).toEqual([]);
  });

  it('[S-MAP-02] a number that was given once is not asked for again, one that never was is', () => {
    const never = new Stockholm();
    never.notice({ content: { mobile: undefined } });
    const changed = { content: { mobile: undefined, expectedDischarge: '2026-11-28' } };
    expect(remarked(never.notice(changed, 'tue 10:00'))).toEqual(['incomplete S-MAP-02']);
    const hub = new Stockholm();
    expect(remarked(hub.notice())).toEqual([]);
    expect(
      remarked(hub.notice({ content: { mobile: undefined, expectedDischarge: '2026-11-28' } }, 'tue 10:00')),
    ).toEqual([]);
  });

  it('[L-PLAN-01] whoever has the notice may begin to plan at once: nothing waits for a kvittens', () => {
    const hub = new Stockholm();
    expect(hub.notice().deliveries.map(({ receiptDue }) => receiptDue)).toEqual([null, null]);
    expect(reached(hub.sends(city, 'generellt-meddelande', 'mon 08:16'))).toEqual(['centre', 'ward']);
  });

  it('[L-ADM-02] planning without consent reaches nobody, and the sender is told', () => {
    const hub = new Stockholm();
    hub.notice({ consent: NO });
    const plan = hub.sends(city, 'generellt-meddelande', 'mon 09:00');
    expect([reached(plan), remarked(plan)]).toEqual([[], ['consent-missing L-ADM-02']]);
    const notes = hub.sends(ward, 'slutanteckningar', 'mon 09:30');
    expect([notes.message.content, reached(notes)]).toEqual([{}, ['centre', 'city']]);
    const need = hub.sends(ward, 'sip-initiativ', 'mon 10:00');
    expect([reached(need), remarked(need)]).toEqual([[], ['consent-missing L-ADM-02']]);
    const left = hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05');
    expect(left.message.content).toEqual({ dischargedAt: at('fri 11:00') });
  });
});

describe('ready, and home', () => {
  it.each([
    ['thu 23:59:59', []],
    ['fri 00:00:00', ['late L-RDY-01']],
  ])('[L-RDY-01] found ready on Thursday 10:00, told on %s: %j', (when, remarks) => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(centre, 'fast-vardkontakt', 'wed 11:00');
    expect(remarked(hub.sends(ward, 'utskrivningsklar', when))).toEqual(remarks);
  });

  it('[L-PAY-02] [L-RDY-01] a ready notice without one of admission is told all the same, and is out of order', () => {
    const ready = new Stockholm().sends(ward, 'utskrivningsklar', 'thu 10:15', { planningCategory: 'BC' });
    expect([reached(ready), remarked(ready)]).toEqual([['centre', 'city'], ['out-of-order L-PAY-02']]);
  });

  it('[L-FVK-01] the care contact is owed on the day on which the patient is ready, and the ward hears when nobody is named', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'D' });
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15');
    expect(hub.owed()).toEqual(['fast-vardkontakt centre fri 00:00']);
    expect(hub.ladderOf('fast-vardkontakt')).toEqual({
      rules: ['L-FVK-01'],
      heard: [
        'paminnelse centre fri 00:00',
        'eskalering ward fri 00:00',
        'eskalering VCH02 fri 02:00',
        'eskalering DRIFT sat 00:00',
      ],
    });
    // One that ends is none.
    hub.sends(centre, 'fast-vardkontakt', 'thu 11:00', { content: { name: 'Nora Falk', ended: true } });
    expect(hub.owed()).toEqual(['fast-vardkontakt centre fri 00:00']);
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'thu 12:00'))).toEqual(['incomplete L-FVK-01']);
    hub.sends(centre, 'fast-vardkontakt', 'thu 13:00');
    expect(hub.owed().filter((duty) => duty.startsWith('fast'))).toEqual([]);
  });

  it.each<[MessageKind]>([['utskrivningsklar-aterkallad'], ['avbryt-vardtillfalle'], ['avliden']])(
    '[L-FVK-01] [L-RDY-01] [S-CALL-05] after %s nobody owes a care contact or a call',
    (kind) => {
      const hub = new Stockholm();
      hub.notice();
      hub.sends(ward, 'utskrivningsklar', 'thu 10:15');
      expect(hub.owed()).toHaveLength(2);
      hub.sends(ward, kind, 'thu 12:00');
      expect(hub.owed()).toEqual([]);
    },
  );

  it('[L-FVK-01] [L-RDY-01] a patient who is found ready anew has a new last day', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'D' });
    hub.sends(ward, 'utskrivningsklar', 'wed 10:15', { content: { readyAt: at('wed 10:00') } });
    hub.sends(ward, 'utskrivningsklar-aterkallad', 'wed 14:00');
    hub.sends(ward, 'utskrivningsklar', 'fri 10:15', { content: { readyAt: at('fri 10:00') } });
    expect(hub.owed()).toEqual(['fast-vardkontakt centre sat 00:00']);
    // Said once more without being taken back, and a day late.
    const again = hub.sends(ward, 'utskrivningsklar', 'sun 09:00', { content: { readyAt: at('sat 10:00') } });
    expect(remarked(again)).toEqual(['late L-RDY-01']);
    expect(hub.owed()).toEqual(['fast-vardkontakt centre sun 00:00']);
  });

  it('[L-FVK-01] the day is that of the judgement, not of the notice; who is named before is named', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'D' });
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15', { content: { readyAt: at('wed 16:00') } });
    expect(hub.owed()).toEqual(['fast-vardkontakt centre thu 00:00']);
    const named = new Stockholm();
    named.notice({ planningCategory: 'D' });
    named.sends(centre, 'fast-vardkontakt', 'tue 11:00');
    named.sends(ward, 'utskrivningsklar', 'thu 10:15');
    expect(named.owed()).toEqual([]);
  });

  it('[L-FVK-01] social services alone need none', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'C' });
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15');
    expect(hub.owed()).toEqual([]);
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'thu 12:00'))).toEqual([]);
  });

  it('[L-XFER-01] the day is that on which the patient left; nothing is handed over of one who has died', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'C' });
    hub.sends(ward, 'utskrivningsmeddelande', 'sat 08:00', { content: { dischargedAt: at('fri 23:00') } });
    expect(hub.owed()).toEqual(['informationsoverforing ward sat 00:00']);
    hub.sends(city, 'avliden', 'sat 09:00');
    expect(hub.owed()).toEqual([]);
  });

  it.each<[string, MessageKind, MessageKind]>([
    ['[L-RDY-01]', 'utskrivningsklar', 'utskrivningsklar-aterkallad'],
    ['[L-XFER-01]', 'utskrivningsmeddelande', 'utskrivning-aterkallad'],
    ['[L-ADM-01]', 'inskrivningsmeddelande', 'avbryt-vardtillfalle'],
  ])('%s %s that is taken back by %s lies in no inbox any more', (_rule, kind, back) => {
    const hub = new Stockholm();
    hub.notice();
    if (kind !== 'inskrivningsmeddelande') hub.sends(ward, kind, 'thu 10:15');
    hub.sends(ward, back, 'thu 12:00');
    const states = hub.deliveries.filter((one) => one.kind === kind).map(({ state }) => state);
    expect(states).toEqual(['withdrawn', 'withdrawn']);
  });

  it('[L-XFER-01] what the others need is handed over by the end of the day of discharge, on a Saturday too', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'C' });
    hub.sends(ward, 'utskrivningsklar', 'fri 10:15', { content: { readyAt: at('fri 10:00') } });
    const leaves = { content: { dischargedAt: at('sat 11:00') } };
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'sat 11:05', leaves))).toEqual([]);
    expect(hub.owed()).toEqual(['informationsoverforing ward sun 00:00']);
    expect(hub.ladderOf('informationsoverforing')).toEqual({
      rules: ['L-XFER-01'],
      heard: ['paminnelse ward sun 00:00', 'eskalering VCH01 sun 02:00', 'eskalering DRIFT 2026-11-30 00:00'],
    });
    hub.sends(ward, 'slutanteckningar', 'sat 15:00');
    expect(hub.owed()).toEqual([]);
  });

  it('[L-XFER-01] is owed once: not when it was there before, not when the discharge is taken back', () => {
    const before = new Stockholm();
    before.notice({ planningCategory: 'C' });
    before.sends(ward, 'slutanteckningar', 'thu 12:00');
    before.sends(ward, 'utskrivningsmeddelande', 'fri 11:05');
    expect(before.owed()).toEqual([]);
    const back = new Stockholm();
    back.notice({ planningCategory: 'C' });
    expect(remarked(back.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual(['out-of-order L-RDY-01']);
    back.sends(ward, 'utskrivning-aterkallad', 'fri 12:00');
    expect([back.state, back.owed()]).toEqual(['inskriven', []]);
  });
});
