import { describe, expect, it } from '@jest/globals';
import type { Content } from '#domain/message.js';

import {
  AGREED,
  answers,
  asih,
  at,
  centre,
  city,
  housing,
  otherCentre,
  reached,
  remarked,
  Stockholm,
  ward,
  YES,
} from './stockholm.js';

/** The plan (SIP) at discharge, as far as the stay goes: offer, consent, call. */
describe('consent to a plan', () => {
  it('[S-CON-01] [L-SIP-02] nobody is called before the person has agreed; afterwards they are', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(hub.callRefused('thu 13:00', {}, { consent: undefined })).toEqual(['consent-required S-CON-01']);
    // A yes to information being passed on is no yes to a plan.
    expect(hub.callRefused('thu 13:05', {}, { consent: YES })).toEqual(['consent-required S-CON-01']);
    hub.sends(centre, 'samtycke', 'thu 14:00');
    expect(remarked(hub.call('thu 14:05', {}, { consent: undefined }))).toEqual([]);
  });

  it('[S-CON-01] consent that is dated after the call is none before it', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    const recorded = (recordedAt: string) => ({ consent: { ...AGREED, recordedAt } });
    expect(hub.callRefused('thu 13:00', {}, recorded(at('thu 13:00:01')))).toEqual(['contradiction S-CON-01']);
    expect(remarked(hub.call('thu 13:00', {}, recorded(at('thu 13:00'))))).toEqual([]);
  });

  it('[S-CON-02] [S-CON-03] after a no nobody is called and no call is owed; a yes that comes of talking opens it again', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(hub.owed()).toEqual(['sip-kallelse centre 2026-11-30 00:00']);
    hub.sends(centre, 'generellt-meddelande', 'thu 13:00', answers(false));
    expect([hub.owed(), hub.episode('S1').facts.sip?.state]).toEqual([[], 'avbojd']);
    const silent = { consent: undefined };
    expect(hub.callRefused('thu 13:05', {}, silent)).toEqual([
      'consent-required S-CON-01',
      'consent-required S-CON-03',
    ]);
    hub.sends(centre, 'samtycke', 'thu 15:00');
    expect(reached(hub.call('thu 15:05', {}, silent))).toEqual(['city']);
  });

  it('[S-CON-04] somebody may decide for a person who cannot, and who did so is kept', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    const representative = { name: 'Gunnel Godman', role: 'menprövning' };
    const said = hub.sends(centre, 'samtycke', 'thu 13:00', { content: { scope: ['sip'], representative } });
    expect(said.message.content).toMatchObject({ representative });
    expect(reached(hub.call('thu 13:05', {}, { consent: undefined }))).toEqual(['city']);
  });

  it('[S-CON-06] a unit that the person has not agreed to is not called; one that is added needs a yes of its own', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'E' });
    hub.ready();
    const agreed = (actors: string[]) => ({ content: { scope: ['sip'], actors } });
    hub.sends(centre, 'samtycke', 'thu 13:00', agreed([city]));
    const both = { consent: undefined, recipients: [city, housing] };
    expect(hub.callRefused('thu 13:05', {}, both)).toEqual(['consent-required S-CON-06']);
    hub.sends(centre, 'samtycke', 'thu 14:00', agreed([city, housing]));
    expect(reached(hub.call('thu 14:05', {}, both))).toEqual(['city', 'housing']);
  });

  it('[S-CON-09] a consent that is withdrawn ends it: no call is owed, and none may be sent', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(centre, 'samtycke', 'wed 09:00');
    hub.ready();
    expect(reached(hub.sends(centre, 'samtycke-aterkallat', 'thu 12:00'))).toEqual(['city', 'ward']);
    expect(hub.owed()).toEqual([]);
    expect(hub.callRefused('thu 13:00', {}, { consent: undefined })).toContain('consent-required S-CON-03');
  });
});

describe('the need', () => {
  it('[S-CALL-02] the hospital says whether a plan is needed before the discharge, and may propose when and where', () => {
    const hub = new Stockholm();
    hub.notice();
    const proposal = { when: 'fore-utskrivning', proposedAt: at('thu 13:00'), place: 'Avdelningen' };
    const told = hub.sends(ward, 'sip-initiativ', 'tue 09:00', { content: proposal });
    expect([reached(told), told.message.content]).toEqual([['centre', 'city'], expect.objectContaining(proposal)]);
    expect(hub.episode('S1').facts.sip).toMatchObject({ state: 'behov', need: { when: 'fore-utskrivning' } });
    const vague = { content: { when: undefined } };
    expect(remarked(hub.sends(ward, 'sip-initiativ', 'tue 10:00', vague))).toEqual(['incomplete S-CALL-02']);
    expect(remarked(hub.sends(city, 'sip-initiativ', 'tue 11:00', vague))).toEqual([]);
  });

  it('[S-CALL-05] [S-CALL-04] where it was judged that none is needed, no call is owed or missed', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    hub.sends(centre, 'sip-initiativ', 'thu 12:00', {
      content: { needed: false, reasonText: 'En insats, en utförare' },
    });
    expect(hub.owed()).toEqual([]);
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual(['incomplete S-PAY-01']);
  });

  it('[L-SIP-04] [S-CALL-04] [S-CALL-05] [S-PAY-01] under LPT or LRV there is a coordinated care plan, and no plan of this kind', () => {
    for (const compulsoryCare of ['LPT', 'LRV']) {
      const hub = new Stockholm();
      hub.notice({ content: { compulsoryCare } });
      hub.ready();
      expect(hub.owed()).toEqual([]);
      expect(hub.refuses(ward, 'sip-initiativ', 'thu 12:00')).toEqual(['contradiction L-SIP-04']);
      expect(hub.callRefused('thu 12:05')).toEqual(['contradiction L-SIP-04']);
      expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual([]);
    }
    const ended = new Stockholm();
    ended.notice({ content: { compulsoryCare: 'ingen' } });
    ended.ready();
    expect(reached(ended.call('thu 12:05'))).toEqual(['city']);
  });
});

describe('the call', () => {
  it('[S-GEN-02] [S-GEN-03] [L-SIP-01] there is one only where region and municipality both help', () => {
    for (const category of ['B', 'D'] as const) {
      const hub = new Stockholm();
      hub.notice({ planningCategory: category });
      expect(hub.callRefused('thu 13:00', {}, { recipients: [ward] })).toContain('category-without-notice S-GEN-02');
    }
    for (const category of ['BC', 'CD', 'E'] as const) {
      const hub = new Stockholm();
      hub.notice({ planningCategory: category });
      hub.ready();
      expect(reached(hub.call('thu 13:00'))).toEqual(['city']);
    }
  });

  it('[L-SIP-01] it goes to the municipality, to social services or to special housing', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'E' });
    hub.ready();
    expect(hub.callRefused('thu 13:00', {}, { recipients: [ward] })).toEqual(['missing-field L-SIP-01']);
    expect(reached(hub.call('thu 13:05', {}, { recipients: [housing] }))).toEqual(['housing']);
  });

  it('[S-CALL-03] [S-MAP-07] those whom the questions concern are named, one at least, and nobody else gets it', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'E' });
    hub.ready();
    expect(hub.callRefused('thu 13:00', {}, { recipients: [] })).toContain('missing-field S-CALL-03');
    expect(hub.callRefused('thu 13:05', {}, { recipients: [city, otherCentre] })).toContain(
      'role-not-concerned L-PLAN-01',
    );
    expect(reached(hub.call('thu 13:08'))).toEqual(['city']);
    expect(reached(hub.call('thu 13:10', {}, { recipients: [city, housing, ward] }))).toEqual([
      'city',
      'housing',
      'ward',
    ]);
  });

  it('[S-GEN-03] the unit of the care contact calls; another unit of open care is remarked upon', () => {
    const hub = new Stockholm();
    hub.notice({ recipients: [centre, asih] });
    hub.sends(centre, 'fast-vardkontakt', 'wed 11:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15');
    const by = (unit: string, when: string) =>
      remarked(hub.sends(unit, 'sip-kallelse', when, { recipients: [city], consent: AGREED }));
    expect(by(asih, 'thu 13:00')).toContain('inconsistent S-GEN-03');
    expect(by(centre, 'thu 13:05')).toEqual(['out-of-order S-MAP-01']);
  });

  it.each<[string, Content]>([
    ['no day', { meetingAt: undefined }],
    ['no length', { minutes: undefined }],
    ['no place', { place: undefined }],
    ['neither place nor form', { place: undefined, form: undefined }],
  ])('[S-CALL-06] it has day, length and place: %s is refused', (_what, content) => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(hub.callRefused('thu 13:00', content)).toEqual(['missing-field S-CALL-06']);
  });

  it.each([
    ['fysiskt', 'I hemmet'],
    ['video', undefined],
    ['telefon', undefined],
    [undefined, 'I hemmet'],
  ])('[S-CALL-07] [S-CALL-06] people meet %s at %s', (form, place) => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    const { message } = hub.call('thu 13:00', { form, place });
    expect([message.content['form'], message.content['place']]).toEqual([form, place]);
  });

  it('[S-CALL-01] it says whether there is a plan already, and one that exists is taken up again', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(remarked(hub.call('thu 13:00', { existingPlan: undefined }))).toEqual(['incomplete S-CALL-01']);
    expect(remarked(hub.call('thu 13:05', { existingPlan: true }))).toEqual(['inconsistent S-CALL-01']);
    const known = new Stockholm();
    known.notice();
    known.ready();
    expect(remarked(known.call('thu 13:10', { existingPlan: true, purpose: 'uppfoljning' }))).toEqual([]);
    expect(known.episode('S1').facts.sip).toMatchObject({ existingPlan: true, call: { purpose: 'uppfoljning' } });
  });

  it('[S-GEN-06] [S-MAP-11] the person has a say in form and place, and what was chosen is passed on', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(remarked(hub.call('thu 13:00', { consulted: undefined }))).toEqual(['incomplete S-GEN-06']);
    const { message, answer } = hub.call('thu 13:05', { consulted: ['patient', 'narstaende'], place: 'Biblioteket' });
    expect(answer.warnings).toEqual([]);
    expect(message.content).toMatchObject({ consulted: ['patient', 'narstaende'], place: 'Biblioteket' });
  });

  it('[S-MAP-08] who supports the person at the meeting is told', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    const participants = [{ name: 'Dottern', relation: 'narstaende' }];
    expect(hub.call('thu 13:00', { participants }).message.content).toMatchObject({ participants });
  });
});

describe('the days of the call', () => {
  it.each([
    ['wed 23:59:59', 'sun 00:00'],
    ['thu 00:00:00', '2026-11-30 00:00'],
    // Weekends count.
    ['fri 16:00:00', '2026-12-01 00:00'],
    // Over Christmas and New Year too.
    ['2026-12-23T10:00:00+01:00', '2026-12-27 00:00'],
    ['2026-12-31T23:59:59+01:00', '2027-01-04 00:00'],
    // Both nights in which the clock changes, and the leap day.
    ['2027-03-26T10:00:00+01:00', '2027-03-30 00:00'],
    ['2027-10-29T10:00:00+02:00', '2027-11-02 00:00'],
    ['2028-02-27T10:00:00+01:00', '2028-03-02 00:00'],
  ])('[S-CALL-05] [L-SIP-03] a ready notice received %s: called before %s', (received, due) => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(ward, 'utskrivningsklar', received, { content: { readyAt: at(received) } });
    expect(hub.owed()).toContain(`sip-kallelse centre ${due}`);
  });

  it('[S-CALL-05] counted from its receipt, not from when the patient was found ready', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(centre, 'fast-vardkontakt', 'tue 11:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15', { content: { readyAt: at('wed 16:00') } });
    expect(hub.owed()).toEqual(['sip-kallelse centre 2026-11-30 00:00']);
  });

  it.each([
    ['sun 23:59:59', []],
    ['2026-11-30T00:00:00+01:00', ['late S-CALL-05']],
  ])('[S-CALL-05] [L-SIP-03] ready on Thursday, called %s: %j', (when, remarks) => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    expect(remarked(hub.call(when))).toEqual(remarks);
  });

  it('[S-CALL-05] who coordinates owes it, else open care; the ward, the manager and operations hear when nobody calls', () => {
    const hub = new Stockholm();
    hub.notice({ recipients: [centre, asih] });
    hub.sends(asih, 'fast-vardkontakt', 'wed 11:00');
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15');
    expect(hub.owed()).toEqual(['sip-kallelse asih 2026-11-30 00:00']);
    expect(hub.ladderOf('sip-kallelse')).toEqual({
      rules: ['S-CALL-05'],
      heard: [
        'paminnelse asih 2026-11-30 00:00',
        'eskalering ward 2026-11-30 00:00',
        'eskalering VCH02 2026-11-30 02:00',
        'eskalering DRIFT 2026-12-01 00:00',
      ],
    });
  });

  it('[S-CALL-05] a call that went out before is enough, a meeting of the parties alone is not', () => {
    const before = new Stockholm();
    before.notice();
    before.sends(centre, 'fast-vardkontakt', 'tue 11:00');
    before.call('wed 09:00');
    before.sends(ward, 'utskrivningsklar', 'thu 10:15');
    expect(before.owed().filter((duty) => duty.startsWith('sip-kallelse'))).toEqual([]);
    const among = new Stockholm();
    among.notice();
    among.ready();
    among.call('thu 13:00', { purpose: 'aktorsmote' });
    expect(among.owed()).toContain('sip-kallelse centre 2026-11-30 00:00');
  });

  it('[S-CALL-05] a category in which the municipality has no part any more needs no call', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    hub.notice({ planningCategory: 'D' }, 'thu 12:00');
    expect(hub.owed()).toEqual([]);
  });

  it('[S-CALL-04] a discharge before the call is remarked upon, and the call is still owed', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(centre, 'samtycke', 'wed 10:00');
    hub.ready();
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual(['incomplete S-CALL-04']);
    expect(hub.owed()).toContain('sip-kallelse centre 2026-11-30 00:00');
    expect(remarked(hub.call('fri 15:00'))).toEqual([]);
  });

  it('[S-CALL-04] a discharge after the call, or after a no, is not', () => {
    const called = new Stockholm();
    called.notice();
    called.ready();
    called.call('thu 13:00');
    expect(remarked(called.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual([]);
    const declined = new Stockholm();
    declined.notice();
    declined.ready();
    declined.sends(centre, 'generellt-meddelande', 'thu 13:00', answers(false));
    expect(remarked(declined.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual([]);
  });
});

describe('what follows the call', () => {
  it.each([
    ['thu 13:00', 'sat 00:00'],
    // Received on a Friday, to be receipted by the end of Monday.
    ['fri 13:00', '2026-12-01 00:00'],
    ['sat 13:00', '2026-12-01 00:00'],
  ])('[S-CALL-12] called on %s, to be receipted before %s', (when, due) => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(centre, 'fast-vardkontakt', 'mon 11:00');
    hub.call(when);
    const preparation = 'sip-forberedelse city 2026-12-04 13:00';
    expect(hub.owed()).toEqual([`kvittens city ${due}`, preparation]);
    hub.receipt(city);
    expect(hub.owed()).toEqual([preparation]);
  });

  it('[S-CALL-12] who does not is reminded; the one who called, the manager and operations hear of it', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    hub.call('thu 13:00');
    expect(hub.ladderOf('kvittens')).toEqual({
      rules: ['S-CALL-12'],
      heard: [
        'paminnelse city sat 00:00',
        'eskalering centre sat 00:00',
        'eskalering CHEF01 sat 02:00',
        'eskalering DRIFT sun 00:00',
      ],
    });
  });

  it.each<[string, (hub: Stockholm) => unknown, string[]]>([
    ['nobody asked', () => undefined, ['incomplete S-CALL-04', 'incomplete S-PAY-01']],
    ['the person said yes', (hub) => hub.sends(centre, 'samtycke', 'thu 12:00'), ['incomplete S-CALL-04']],
    ['the person said no', (hub) => hub.sends(centre, 'generellt-meddelande', 'thu 12:00', answers(false)), []],
    ['a call went out', (hub) => hub.call('thu 12:00'), []],
  ])('[S-PAY-01] whether a plan was offered: %s', (_what, offer, remarks) => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    offer(hub);
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual(remarks);
  });

  it('[S-PAY-01] [S-CALL-04] nobody asks for an offer or a call where only one of the two helps', () => {
    const hub = new Stockholm();
    hub.notice({ planningCategory: 'D' });
    hub.ready();
    expect(remarked(hub.sends(ward, 'utskrivningsmeddelande', 'fri 11:05'))).toEqual([]);
  });

  it('[S-PAY-04] the answer to the offer is kept with its date and who recorded it', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.ready();
    hub.sends(centre, 'generellt-meddelande', 'thu 13:00', answers(false));
    expect(hub.episode('S1').facts.sip?.consent).toEqual({
      given: false,
      at: new Date(at('thu 13:00')).toISOString(),
      unit: centre,
    });
  });
});
