import { describe, expect, it } from '@jest/globals';

import {
  DomainWorld,
  hl7,
  message,
  notice,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';

const { openCare, social, homeCare, housing, openCare2 } = UNITS;
const READY_AT = '2026-11-26T10:00:00+01:00';
const LEAVES_AT = '2026-11-26T11:00:00+01:00';
const PARTIES = [openCare, social].sort();

const admitted = () => replayEpisode([[notice()]]);
const ready = () => replayEpisode([[message('utskrivningsklar'), READY_AT]], admitted());
const discharged = () => replayEpisode([[message('utskrivningsmeddelande'), LEAVES_AT]], ready());

describe('a ready notice', () => {
  it('[G-RDY-01] keeps who judged the patient ready, and when', () => {
    const { readyAt, readyAssessedBy } = ready().episode().facts;
    expect(readyAt).toBe('2026-11-26T09:30:00+01:00');
    expect(readyAssessedBy).toEqual({ name: 'Disa Doktor', title: 'överläkare' });
  });

  it('[G-RDY-01] does not keep the physician of an earlier judgement', () => {
    const world = ready();
    world.admit(message('utskrivningsklar', { content: { readyAt: '2026-11-27T09:00:00+01:00' } }));
    expect(world.episode().facts.readyAssessedBy).toBeUndefined();
  });

  it('[G-RDY-02] is refused from anyone but a ward', () => {
    const world = admitted();
    for (const sender of [openCare, social, homeCare, housing, 'SE2321000016-VCH01']) {
      expect(told(world.refuse(message('utskrivningsklar', { sender })))).toContain('sender-role G-RDY-02');
    }
  });

  it('[G-RDY-14] without an admission notice is flagged and delivered', () => {
    const world = new DomainWorld();
    const plan = world.admit(message('utskrivningsklar', { patient: TOLVAN, planningCategory: 'BC' }), READY_AT);
    expect(told(plan.answer.warnings)).toEqual(['out-of-order G-RDY-14']);
    expect(unitsOf(plan)).toEqual(PARTIES);
    expect(plan.answer.episode.state).toBe('utskrivningsklar');
    expect(plan.episode.facts.noticeSent).toBe(false);
  });

  it('[G-RDY-14] is flagged as long as no admission notice was sent, and not after one', () => {
    const world = replayEpisode([[message('utskrivningsklar', { patient: TOLVAN, planningCategory: 'BC' }), READY_AT]]);
    expect(told(world.admit(message('utskrivningsklar'), READY_AT).answer.warnings)).toEqual(['out-of-order G-RDY-14']);
    world.admit(message('utskrivningsklar-aterkallad'), READY_AT);
    expect(told(world.admit(message('utskrivningsklar'), READY_AT).answer.warnings)).toEqual(['out-of-order G-RDY-14']);
    world.admit(notice());
    expect(told(world.admit(message('utskrivningsklar'), READY_AT).answer.warnings)).toEqual([]);
  });

  it('[G-RDY-14] after an admission notice is not flagged', () => {
    expect(told(admitted().admit(message('utskrivningsklar'), READY_AT).answer.warnings)).toEqual([]);
  });

  it('[G-RDY-15] taken back reopens the stay: the parties are told, unread notices and the duty to discharge are gone', () => {
    const world = ready();
    const plan = world.admit(message('utskrivningsklar-aterkallad'), '2026-11-26T12:00:00+01:00');
    expect(plan.answer.episode.state).toBe('inskriven');
    expect(unitsOf(plan)).toEqual(PARTIES);
    expect(plan.episode.facts.readyAt).toBeUndefined();
    expect(plan.episode.facts.readyAssessedBy).toBeUndefined();
    const notices = world.deliveries.filter(({ kind }) => kind === 'utskrivningsklar');
    expect(notices.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(world.openDuties()).toEqual([]);
  });

  it('[G-RDY-15] taken back ends the receipts of unread ready notices, and no others', () => {
    const world = ready();
    world.admit(message('utskrivningsklar-aterkallad'));
    const open = world.deadlines.filter(({ kind, state }) => kind === 'kvittens' && state === 'open');
    const first = world.messages.find(({ kind }) => kind === 'inskrivningsmeddelande');
    expect(open.map((deadline) => deadline.message)).toEqual([first?.id, first?.id]);
  });

  it('[G-RDY-15] taken back leaves a receipted delivery as it is', () => {
    const world = ready();
    world.receipt(social);
    world.admit(message('utskrivningsklar-aterkallad'));
    const states = world.deliveries
      .filter(({ kind }) => kind === 'utskrivningsklar')
      .map(({ unit, state }) => [unit, state]);
    expect(new Map(states as [string, string][])).toEqual(
      new Map([
        [social, 'receipted'],
        [openCare, 'withdrawn'],
      ]),
    );
  });

  it('cannot be taken back when there is none', () => {
    expect(told(admitted().refuse(message('utskrivningsklar-aterkallad')))).toEqual(['wrong-state']);
  });
});

describe('a discharge notice', () => {
  it('[G-DIS-06] reaches every party of the episode', () => {
    const world = replayEpisode([[notice({ planningCategory: 'CD' })], [message('utskrivningsklar'), READY_AT]]);
    expect(unitsOf(world.admit(message('utskrivningsmeddelande'), LEAVES_AT))).toEqual(
      [homeCare, openCare, social].sort(),
    );
  });

  it('[G-DIS-16] of a patient whom nobody judged ready is flagged and delivered', () => {
    const plan = admitted().admit(message('utskrivningsmeddelande'), LEAVES_AT);
    expect(told(plan.answer.warnings)).toContain('out-of-order G-DIS-16');
    expect(plan.answer.episode.state).toBe('utskriven');
    expect(unitsOf(plan)).toEqual(PARTIES);
  });

  it('[G-DIS-16] after a ready notice is not flagged', () => {
    const { warnings } = ready().admit(message('utskrivningsmeddelande'), LEAVES_AT).answer;
    expect(told(warnings)).not.toContain('out-of-order G-DIS-16');
  });

  it('[G-DIS-04] passes the responsibility to open care and municipality', () => {
    const { facts } = discharged().episode();
    expect(facts.state).toBe('utskriven');
    expect(facts.responsibility).toEqual({ roles: ['oppenvard', 'socialtjanst'] });
    expect(facts.dischargedAt).toBe('2026-11-26T11:00:00+01:00');
    expect(ready().episode().facts.responsibility).toBeUndefined();
  });

  it('[G-DIS-05] keeps party and reason when something else was decided', () => {
    const responsibility = { party: UNITS.ward14, reason: 'uppföljning på avdelningen' };
    const content = { dischargedAt: '2026-11-26T11:00:00+01:00', responsibility };
    const world = ready();
    const plan = world.admit(message('utskrivningsmeddelande', { content }), LEAVES_AT);
    expect(world.episode().facts.responsibility).toEqual(responsibility);
    expect(plan.message.content['responsibility']).toEqual(responsibility);
  });

  it('taken back goes back to the state before, with the parties told and the unread notices withdrawn', () => {
    const world = discharged();
    const plan = world.admit(message('utskrivning-aterkallad'), '2026-11-26T12:00:00+01:00');
    expect(plan.answer.episode.state).toBe('utskrivningsklar');
    expect(unitsOf(plan)).toEqual(PARTIES);
    expect(plan.episode.facts.dischargedAt).toBeUndefined();
    expect(plan.episode.facts.responsibility).toBeUndefined();
    expect(plan.episode.facts.readyAt).toBe('2026-11-26T09:30:00+01:00');
    const notices = world.deliveries.filter(({ kind }) => kind === 'utskrivningsmeddelande');
    expect(notices.every(({ state }) => state === 'withdrawn')).toBe(true);
    const early = replayEpisode([[message('utskrivningsmeddelande'), LEAVES_AT]], admitted());
    expect(early.admit(message('utskrivning-aterkallad')).answer.episode.state).toBe('inskriven');
  });

  it('taken back goes back to the state before also when it was taken back before, with all that followed withdrawn', () => {
    const world = discharged();
    world.admit(message('utskrivning-aterkallad', { messageId: 'ett' }));
    world.admit(message('utskrivningsklar-aterkallad', { messageId: 'två' }));
    world.admit(notice({ messageId: 'tre' }));
    for (const messageId of ['tre', 'två', 'ett']) {
      world.admit(message('makulering', { content: { messageId, reason: 'fel knapp' } }));
    }
    expect(world.episode().facts.state).toBe('utskriven');
    expect(world.admit(message('utskrivning-aterkallad')).answer.episode.state).toBe('utskrivningsklar');
  });

  it('closes the episode: a later notice does not fit, another stay of the patient is no second open one', () => {
    const world = discharged();
    expect(told(world.refuse(notice()))).toEqual(['wrong-state']);
    expect(told(world.admit(notice({ episodeId: 'V2' })).answer.warnings)).toEqual([]);
  });
});

describe('an episode entered in error', () => {
  it('takes back everything: the parties are told, unread deliveries, receipts and duties end', () => {
    const world = ready();
    world.receipt(openCare);
    const plan = world.admit(message('avbryt-vardtillfalle'), READY_AT, hl7('A11'));
    expect(plan.answer.episode.state).toBe('avbruten');
    expect(unitsOf(plan)).toEqual(PARTIES);
    const before = world.deliveries.filter(({ kind }) => kind !== 'avbryt-vardtillfalle');
    expect(before.filter(({ unit }) => unit === social).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(before.filter(({ unit }) => unit === openCare).map(({ state }) => state)).toEqual([
      'receipted',
      'receipted',
    ]);
    expect(world.deadlines.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('takes no further message', () => {
    const world = replayEpisode([[message('avbryt-vardtillfalle')]], admitted());
    for (const kind of ['inskrivningsmeddelande', 'utskrivningsklar', 'utskrivningsmeddelande'] as const) {
      expect(told(world.refuse(message(kind)))).toEqual(['wrong-state']);
    }
  });
});

describe('the sender of a message', () => {
  it('may be another ward of the same hospital, which then has the patient', () => {
    const world = admitted();
    world.admit(message('utskrivningsklar', { sender: UNITS.ward14 }), READY_AT);
    expect(world.episode().facts.ward).toBe(UNITS.ward14);
  });

  it('knows neither the episodes of another hospital nor whether they exist', () => {
    const world = admitted();
    const { id } = world.episode();
    const foreign = message('utskrivningsklar', { sender: UNITS.otherHospital, episodeId: undefined, episode: id });
    const absent = { ...foreign, episode: '00000000-0000-4000-8000-999999999999' };
    expect(told(world.refuse(foreign))).toEqual(['unknown-episode']);
    expect(told(world.refuse(absent))).toEqual(['unknown-episode']);
    const own = world.admit(notice({ sender: UNITS.otherHospital }));
    expect(own.episode.id).not.toBe(id);
  });

  it('may name the episode by the id of the hub, but not two different ones', () => {
    const world = admitted();
    const { id } = world.episode();
    expect(world.admit(message('utskrivningsklar', { episodeId: undefined, episode: id })).episode.id).toBe(id);
    const both = message('utskrivningsmeddelande', { episode: id, episodeId: 'V2' });
    expect(told(world.refuse(both))).toEqual(['unknown-episode']);
  });

  it('is told when the episode is about another patient', () => {
    const patient = { ...TOLVAN, id: '198001019986' };
    expect(told(admitted().refuse(notice({ patient })))).toEqual(['patient-mismatch']);
  });

  it('is told of everything at once, also when the state does not fit', () => {
    const wrong = message('utskrivningsklar-aterkallad', { recipients: ['SE0000000000-NONE', openCare2] });
    expect(told(admitted().refuse(wrong))).toEqual(['wrong-state', 'unknown-unit G-ADM-28']);
  });

  it('needs an admission notice or a ready notice before anything else', () => {
    const world = new DomainWorld();
    for (const kind of ['utskrivningsmeddelande', 'utskrivning-aterkallad', 'avbryt-vardtillfalle'] as const) {
      expect(told(world.refuse(message(kind, { patient: TOLVAN })))).toEqual(['unknown-episode']);
    }
  });
});
