import { describe, expect, it } from '@jest/globals';

import {
  DomainWorld,
  from,
  message,
  MONDAY,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import type { Consent } from '../message.js';

const { ward, openCare, social, homeCare } = UNITS;
const TRANSFER = 'informationsoverforing';
const at = (hour: string) => `2026-11-23T${hour}:00+01:00`;
const PROFILE = processProfile();

const admitted = (consent?: Consent, profile = PROFILE) =>
  replayEpisode([[notice({ consent, planningCategory: 'CD' })]], new DomainWorld(profile));
const given = (recordedAt?: string): Consent => ({ given: true, scope: [TRANSFER], ...(recordedAt && { recordedAt }) });
const final = (consent?: Consent) => message('slutanteckningar', { consent });

describe('what the stay remembers of consent', () => {
  it('[G-CON-12] is what any message said of it: scope, time and who recorded it', () => {
    const world = admitted(given(at('07:30')));
    expect(world.episode().facts.consents).toEqual([{ scope: TRANSFER, given: true, at: at('07:30'), unit: ward }]);
    world.admit(from(social, 'samtycke', world, { content: { scope: ['sip'] } }), at('09:00'));
    expect(world.episode().facts.consents).toContainEqual({
      scope: 'sip',
      given: true,
      at: '2026-11-23T08:00:00.000Z',
      unit: social,
    });
  });

  it('[G-ADM-08] [G-CON-02] lets content pass in a later message that says nothing of consent', () => {
    const world = admitted(given());
    const plan = world.admit(noticeWith({ reason: 'höftfraktur' }, { planningCategory: 'CD' }));
    expect(plan.message.content['reason']).toBe('höftfraktur');
    expect(plan.answer.warnings).toEqual([]);
  });

  it('[G-ADM-08] does not stretch to another scope', () => {
    const world = admitted({ given: true, scope: ['sip'] });
    const plan = world.admit(noticeWith({ reason: 'höftfraktur' }, { planningCategory: 'CD' }));
    expect(plan.message.content).not.toHaveProperty('reason');
    expect(told(plan.answer.warnings)).toEqual(['consent-missing G-ADM-08']);
  });

  it('[G-CON-11] ends with a withdrawal, of one scope or of all', () => {
    for (const content of [{ scope: [TRANSFER] }, {}]) {
      const world = admitted(given(at('07:30')));
      world.admit(from(openCare, 'samtycke-aterkallat', world, { content }), at('09:00'));
      const plan = world.admit(noticeWith({ reason: 'x' }, { planningCategory: 'CD' }), at('09:05'));
      expect(told(plan.answer.warnings)).toEqual(['consent-missing G-ADM-08']);
    }
    const world = admitted(given(at('07:30')));
    world.admit(from(openCare, 'samtycke-aterkallat', world, { content: { scope: ['sip'] } }), at('09:00'));
    expect(told(world.admit(final(), at('09:05')).answer.warnings)).toEqual([]);
  });

  it('[G-CON-11] is not undone by a record system that repeats the old consent, but by a new one', () => {
    const world = admitted(given(at('07:30')));
    world.admit(from(openCare, 'samtycke-aterkallat', world), at('09:00'));
    expect(told(world.admit(final(given(at('07:30'))), at('09:05')).answer.warnings)).toEqual([
      'consent-missing G-XFER-08',
    ]);
    expect(told(world.admit(final(given(at('09:30'))), at('09:35')).answer.warnings)).toEqual([]);
    expect(told(world.admit(final(), at('09:40')).answer.warnings)).toEqual([]);
  });

  it('goes back when the message that told it is withdrawn', () => {
    const world = admitted(given());
    world.admit(from(openCare, 'samtycke-aterkallat', world, { messageId: 'nej' }), at('09:00'));
    const withdrawal = { episode: undefined, content: { messageId: 'nej', reason: 'fel person' } };
    world.admit(from(openCare, 'makulering', world, withdrawal), at('09:05'));
    expect(told(world.admit(final(), at('09:10')).answer.warnings)).toEqual([]);
  });
});

describe('without consent', () => {
  it('[G-XFER-08] a kind of which recipients are to be told reaches them without its content', () => {
    const plan = admitted().admit(final());
    expect(unitsOf(plan)).toEqual([homeCare, openCare, social].sort());
    expect(plan.message).toMatchObject({ content: {}, consent: { given: false, scope: [TRANSFER] } });
    expect(plan.answer.warnings).toMatchObject([{ code: 'consent-missing', path: 'consent', rule: 'G-XFER-08' }]);
    expect(JSON.stringify(plan)).not.toContain('Alvedon');
  });

  it('[G-CON-03] a kind that needs it is refused', () => {
    const world = admitted();
    expect(world.refuse(from(social, 'generellt-meddelande', world))).toMatchObject([
      { code: 'consent-required', path: 'consent', rule: 'G-CON-03' },
    ]);
    const own = from(social, 'generellt-meddelande', world, { consent: given() });
    expect(world.decide(own).kind).toBe('accepted');
  });

  it('[G-REQ-03] a kind that is withheld is accepted, kept from everybody, and the sender is told', () => {
    const world = admitted();
    const plan = world.admit(from(homeCare, 'vardbegaran', world));
    expect(plan.deliveries).toEqual([]);
    expect(told(plan.answer.warnings)).toEqual(['consent-missing G-REQ-03']);
    expect(JSON.stringify(plan)).not.toContain('Yrsel');
    expect(unitsOf(world.admit(from(homeCare, 'vardbegaran', world, { consent: given() })))).toEqual([ward]);
  });

  it('[B-ADM-08] [L-ADM-02] only the content that is allowed without it may be sent', () => {
    const allowed = ['expectedDischarge', 'admittedAt', 'arrivalTalk'];
    const rule = { rule: 'G-ADM-08', scope: TRANSFER, allowed, without: 'refuse' };
    const profile = processProfile({ 'kinds.inskrivningsmeddelande.consent': [rule] });
    const world = new DomainWorld(profile);
    expect(world.refuse(noticeWith({ reason: 'höft', mobile: '070' }))).toMatchObject([
      { code: 'consent-required', path: 'content.reason', rule: 'G-ADM-08' },
      { code: 'consent-required', path: 'content.mobile', rule: 'G-ADM-08' },
    ]);
    expect(world.decide(notice()).kind).toBe('accepted');
    expect(world.decide(noticeWith({ reason: 'höft' }, { consent: given() })).kind).toBe('accepted');
  });

  it('[B-ADM-08] or what is not allowed is kept back', () => {
    const rule = { rule: 'G-ADM-08', scope: TRANSFER, allowed: ['expectedDischarge'], without: 'withhold' };
    const profile = processProfile({ 'kinds.inskrivningsmeddelande.consent': [rule] });
    const plan = new DomainWorld(profile).admit(noticeWith({ reason: 'höft' }));
    expect(plan.message.content).toEqual({ expectedDischarge: '2026-11-27' });
    expect(plan.answer.warnings.map(({ path }) => path)).toEqual([
      'content.admittedAt',
      'content.arrivalTalk',
      'content.reason',
    ]);
    expect(plan.deliveries).toHaveLength(2);
  });

  it('[B-ADM-09] no message but the first may be sent where the region says so, until consent is given', () => {
    const rule = { rule: 'G-CON-03', scope: TRANSFER, without: 'refuse' };
    const profile = processProfile({
      'kinds.utskrivningsklar.consent': [rule],
      'kinds.extrameddelande.consent': [rule],
    });
    const world = admitted({ given: false }, profile);
    for (const kind of ['utskrivningsklar', 'extrameddelande'] as const) {
      expect(told(world.refuse(message(kind)))).toEqual(['consent-required G-CON-03']);
    }
    world.admit(notice({ planningCategory: 'CD', consent: given() }));
    expect(world.decide(message('utskrivningsklar')).kind).toBe('accepted');
  });

  it('what a field says is remembered for later messages only as far as recipients saw it', () => {
    const rule = { rule: 'G-CON-03', scope: TRANSFER, fields: ['executableFrom'], without: 'withhold' };
    const world = admitted(undefined, processProfile({ 'kinds.kommunklar.consent': [rule] }));
    world.admit(message('utskrivningsklar'));
    world.admit(from(social, 'kommunklar', world));
    expect(world.episode().steps.at(-1)?.kept).toEqual({ decided: true });
  });
});

describe('a person of whom something is told', () => {
  it('is asked for consent as anybody else', () => {
    const rule = { rule: 'G-CON-03', scope: TRANSFER, without: 'withhold' };
    const world = admitted(undefined, processProfile({ 'kinds.identitetsbyte.consent': [rule] }));
    const change = message('identitetsbyte', { episodeId: undefined, patient: { ...TOLVAN, id: '198001019986' } });
    const plan = world.tell(change, MONDAY);
    expect([plan.deliveries, told(plan.answer.warnings)]).toEqual([[], ['consent-missing G-CON-03']]);
  });
});
