import { describe, expect, it } from '@jest/globals';

import {
  DomainWorld,
  hl7,
  message,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import type { Message } from '../message.js';

const PARTIES = [UNITS.openCare, UNITS.social].sort();
const planned = (changes: Partial<Message> = {}) => message('planerad-inskrivning', { patient: TOLVAN, ...changes });
const cancelled = () => message('planerad-inskrivning-installd');
const moved = (changes: Partial<Message> = {}) => message('avdelningsbyte', changes);

describe('a planned stay', () => {
  it('[L-ADM-01] [L-ADM-02] is known to the hub and told to nobody: no category is needed, no duty starts', () => {
    const plan = new DomainWorld().admit(planned());
    expect(plan.answer).toMatchObject({ episode: { state: 'planerad' }, deliveries: [], deadlines: [], warnings: [] });
    expect(plan.episode.facts).toEqual({
      state: 'planerad',
      ward: UNITS.ward,
      parties: [],
      noticeSent: false,
      plannedAdmission: '2026-11-30',
      expectedDischarge: '2026-12-03',
    });
    expect(plan.message).not.toHaveProperty('planningCategory');
  });

  it('keeps what is said of it anew, also where the patient lives, as long as it is planned', () => {
    const world = replayEpisode([[planned()]]);
    const plan = world.admit(
      planned({ patient: { ...TOLVAN, municipality: '2181' }, content: { plannedAdmission: '2026-12-07' } }),
    );
    expect(plan.episode.facts).toMatchObject({ plannedAdmission: '2026-12-07', expectedDischarge: '2026-12-03' });
    expect(plan.episode.patient.municipality).toBe('2181');
    expect(told(replayEpisode([[notice()]]).refuse(planned()))).toEqual(['wrong-state']);
  });

  it('[L-ADM-01] [G-ADM-26] becomes a stay by the admission notice, which is the first one and chooses the parties', () => {
    const world = replayEpisode([[planned({ planningCategory: 'CD' })]]);
    const plan = world.admit(notice());
    expect(plan.answer.episode.state).toBe('inskriven');
    expect(plan.message.notice).toBe('first');
    expect(unitsOf(plan)).toEqual(PARTIES);
    expect(world.episodes.size).toBe(1);
  });

  it('[G-CAT-01] lends its category to a notice that states none, and its dates', () => {
    const world = replayEpisode([[planned({ needs: ['oppenvard', 'socialtjanst'] })]]);
    const plan = world.admit(
      noticeWith({ expectedDischarge: undefined }, { planningCategory: undefined }),
      undefined,
      hl7('A01'),
    );
    expect(plan.message.planningCategory).toBe('BC');
    expect(unitsOf(plan)).toEqual(PARTIES);
    expect(told(plan.answer.warnings)).toEqual([]);
  });

  it('[G-CAT-01] without category does not spare the notice one', () => {
    const world = replayEpisode([[planned()]]);
    expect(told(world.refuse(notice({ planningCategory: undefined })))).toEqual(['missing-field G-CAT-01']);
  });

  it('[G-CAT-19] with a category that contradicts its needs is refused', () => {
    const reasons = new DomainWorld().refuse(planned({ planningCategory: 'C', needs: ['oppenvard'] }));
    expect(told(reasons)).toEqual(['conflicting-needs G-CAT-19']);
  });

  it('[L-ADM-01] that names recipients is accepted, and they are told to be of no use', () => {
    const plan = new DomainWorld().admit(planned({ recipients: [UNITS.social] }));
    expect(told(plan.answer.warnings)).toEqual(['recipients-unused L-ADM-01']);
    expect(plan.deliveries).toEqual([]);
  });

  it('[G-RDY-14] is left by a ready notice as if nothing had been known: flagged and delivered', () => {
    const world = replayEpisode([[planned({ planningCategory: 'BC' })]]);
    const plan = world.admit(message('utskrivningsklar'));
    expect(told(plan.answer.warnings)).toEqual(['out-of-order G-RDY-14']);
    expect(unitsOf(plan)).toEqual(PARTIES);
  });

  it('[L-ADM-01] that is called off is told to nobody and takes nothing more', () => {
    const world = replayEpisode([[planned()]]);
    const plan = world.admit(cancelled());
    expect(plan.answer).toMatchObject({ episode: { state: 'avbruten' }, deliveries: [], deadlines: [], warnings: [] });
    expect(told(world.refuse(notice()))).toEqual(['wrong-state']);
    expect(told(replayEpisode([[notice()]]).refuse(cancelled()))).toEqual(['wrong-state']);
    expect(told(new DomainWorld().refuse(cancelled()))).toContain('unknown-episode');
  });

  it('is no second open stay beside another one, until it begins', () => {
    const world = replayEpisode([[notice()]]);
    expect(told(world.admit(planned({ episodeId: 'V2' })).answer.warnings)).toEqual([]);
    expect(told(world.admit(noticeWith({}, { episodeId: 'V1' })).answer.warnings)).toEqual([]);
    expect(told(world.admit(notice({ episodeId: 'V2' })).answer.warnings)).toEqual(['second-open-episode']);
  });

  it('is planned again when its notice is withdrawn, and the parties are chosen anew by the next', () => {
    const first = notice({ planningCategory: 'CD' });
    const world = replayEpisode([[planned()], [first]]);
    const back = world.admit(message('makulering', { content: { messageId: first.messageId, reason: 'fel' } }));
    expect(back.answer.episode.state).toBe('planerad');
    expect(back.episode.facts.parties).toEqual([]);
    expect(unitsOf(world.admit(notice()))).toEqual(PARTIES);
  });

  it('[G-ADM-30] opens only with a patient', () => {
    expect(told(new DomainWorld().refuse(planned({ patient: undefined })))).toEqual(['missing-field G-ADM-05']);
  });

  it('[L-ADM-02] keeps the reason for admission only with consent', () => {
    const content = { reason: 'höftplastik' };
    expect(new DomainWorld().admit(planned({ content })).message.content).toEqual({});
    expect(new DomainWorld().admit(planned({ content, consent: { given: true } })).message.content).toEqual(content);
  });
});

describe('a change of ward', () => {
  it('[L-ADM-02] is kept, told to nobody, and leads to no other state', () => {
    for (const steps of [[notice()], [notice(), message('utskrivningsklar')], [planned()]]) {
      const world = replayEpisode(steps.map((step) => [step] as const));
      const before = world.episode();
      const plan = world.admit(moved());
      expect(plan.episode.facts).toEqual({ ...before.facts, ward: UNITS.ward14 });
      expect([plan.deliveries, plan.answer.warnings]).toEqual([[], []]);
      // What the ward owes goes with the patient.
      expect(plan.deadlines.map(({ responsible }) => responsible)).toEqual(plan.endedDeadlines.map(() => UNITS.ward14));
    }
  });

  it('[L-ADM-02] leads to a ward of the same hospital, and to nothing else', () => {
    const world = replayEpisode([[notice()]]);
    for (const ward of ['SE2321000016-NONE', UNITS.otherHospital, UNITS.openCare, UNITS.social]) {
      expect(world.refuse(moved({ content: { ward } }))).toMatchObject([
        { code: 'unknown-unit', path: 'content.ward', rule: 'L-ADM-02' },
      ]);
    }
  });

  it('fits only where the stay is known and not over', () => {
    expect(told(new DomainWorld().refuse(moved()))).toContain('unknown-episode');
    const world = replayEpisode([[notice()], [message('utskrivningsmeddelande')]]);
    expect(told(world.refuse(moved()))).toEqual(['wrong-state']);
  });

  it('[G-CAT-20] [G-ADM-13] moves neither category nor parties, whatever it carries', () => {
    const world = replayEpisode([[notice()]]);
    const patient = { ...TOLVAN, municipality: '2181', healthCentre: UNITS.openCare2 };
    const plan = world.admit(moved({ patient, planningCategory: 'E' }));
    expect(plan.episode.facts.category).toBe('BC');
    expect(plan.episode.patient).toEqual(TOLVAN);
    expect(unitsOf(world.admit(message('utskrivningsklar')))).toEqual(PARTIES);
  });

  it('is undone by a makulering', () => {
    const move = moved();
    const world = replayEpisode([[notice()], [move]]);
    const plan = world.admit(message('makulering', { content: { messageId: move.messageId, reason: 'fel' } }));
    expect(plan.episode.facts.ward).toBe(UNITS.ward);
    expect(plan.deliveries).toEqual([]);
  });
});
