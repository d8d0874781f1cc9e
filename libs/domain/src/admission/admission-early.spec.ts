import { describe, expect, it } from '@jest/globals';

import {
  demoDirectory,
  DomainWorld,
  from,
  message,
  notice,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
  unitsOf,
} from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import type { Message } from '../message.js';

const { ward, ward14, openCare, social, homeCare, housing, otherHospital } = UNITS;
const GIVEN = { given: true, scope: ['informationsoverforing'] };
const PROFILE = processProfile();
const BEFORE = '2026-11-21T08:15:00+01:00';
const SENT = '2026-11-21T08:00:00+01:00';

const early = (kind: 'vardbegaran' | 'vardrapport', changes: Partial<Message> = {}) =>
  message(kind, {
    sender: homeCare,
    episodeId: undefined,
    patient: TOLVAN,
    consent: GIVEN,
    sentAt: SENT,
    ...changes,
  });
const waiting = (...sent: Message[]) => {
  const world = new DomainWorld(PROFILE);
  for (const one of sent) world.tell(one, BEFORE);
  return world;
};

describe('a message that comes before its stay', () => {
  it('[G-REQ-05] [B-REP-07] is accepted, told to nobody yet, and waits', () => {
    const plan = new DomainWorld(PROFILE).tell(early('vardrapport'), BEFORE);
    expect(plan.answer).toMatchObject({ episode: null, deliveries: [], deadlines: [] });
    expect(plan.waits).toEqual({ until: null });
    expect(told(plan.answer.warnings)).toEqual(['waits-for-stay G-REQ-05']);
  });

  it('[G-REQ-06] [G-REQ-07] waits the hours of its region from the sending, or from the arrival if that was earlier', () => {
    const until = (sentAt: string) => new DomainWorld(PROFILE).tell(early('vardbegaran', { sentAt }), BEFORE).waits;
    expect(until(SENT)).toEqual({ until: new Date('2026-11-23T08:00:00+01:00') });
    expect(until('2026-11-21T20:00:00+01:00')).toEqual({ until: new Date('2026-11-23T08:15:00+01:00') });
    const old = new DomainWorld(PROFILE).refuse(early('vardbegaran', { sentAt: '2026-11-19T08:15:00+01:00' }), BEFORE);
    expect(told(old)).toEqual(['unknown-episode G-REQ-06']);
  });

  it('[B-REP-06] goes at once to the wards that it names, and to nobody else', () => {
    const world = new DomainWorld(PROFILE);
    const plan = world.tell(early('vardrapport', { recipients: [ward14] }), BEFORE);
    expect(plan.deliveries).toMatchObject([{ unit: ward14, role: 'slutenvard', receiptDue: expect.any(Date) }]);
    expect(plan.deadlines).toMatchObject([{ kind: 'kvittens', responsible: ward14, informs: homeCare }]);
    expect(told(world.refuse(early('vardrapport', { recipients: [openCare] }), BEFORE))).toEqual([
      'role-not-concerned G-ADM-09',
    ]);
  });

  it('is about somebody, is consented to, and names no stay', () => {
    const world = new DomainWorld(PROFILE);
    expect(told(world.refuse(early('vardrapport', { patient: undefined })))).toEqual(['missing-field G-ADM-05']);
    expect(told(world.refuse(early('vardrapport', { episodeId: 'V1' })))).toEqual(['unknown-episode']);
    const withheld = world.tell(early('vardbegaran', { consent: undefined, recipients: [ward] }), BEFORE);
    expect([withheld.waits, withheld.deliveries]).toEqual([undefined, []]);
    expect(told(withheld.answer.warnings)).toEqual(['consent-missing G-REQ-03']);
  });

  it('is refused where the kind does not come early', () => {
    const late = message('extrameddelande', { sender: social, episodeId: undefined, patient: TOLVAN });
    expect(told(new DomainWorld(PROFILE).refuse(late))).toEqual(['unknown-episode']);
  });

  it('belongs to the open stay that its sender takes part in, if there is one', () => {
    const world = replayEpisode([[notice({ planningCategory: 'CD' })]], new DomainWorld(PROFILE));
    const plan = world.admit(early('vardbegaran'), '2026-11-23T08:20:00+01:00');
    expect(plan.episode.number).toBe('V1');
    expect(unitsOf(plan)).toEqual([ward]);
    const stranger = world.tell(early('vardbegaran', { sender: housing }), '2026-11-22T08:20:00+01:00');
    expect(stranger.episode).toBeUndefined();
  });

  it('can be withdrawn while it waits', () => {
    const world = waiting(early('vardrapport', { messageId: 'v', recipients: [ward] }));
    const content = { messageId: 'v', reason: 'fel person' };
    const plan = world.tell(message('makulering', { sender: homeCare, episodeId: undefined, content }), BEFORE);
    expect(plan).toMatchObject({ episode: undefined, withdraws: world.messages[0]?.id });
    expect(unitsOf(plan)).toEqual([ward]);
    expect(plan.endedDeliveries).toHaveLength(1);
    expect(world.admit(notice()).joins).toBeUndefined();
  });
});

describe('a stay that begins', () => {
  it('[G-REQ-08] [B-REP-07] takes up what waited for it: the ward gets it, and the stay remembers it', () => {
    const world = waiting(early('vardrapport', { messageId: 'v' }), early('vardbegaran'));
    const plan = world.admit(notice({ planningCategory: 'CD' }), '2026-11-23T07:59:59+01:00');
    const [report, request] = world.messages;
    expect(plan.joins).toEqual([report?.id, request?.id]);
    expect(plan.deliveries.filter((one) => one.message !== undefined)).toMatchObject([
      { unit: ward, role: 'slutenvard', message: report?.id, receiptDue: expect.any(Date) },
      { unit: ward, role: 'slutenvard', message: request?.id, receiptDue: null },
    ]);
    expect(plan.deadlines.filter(({ message: of }) => of !== undefined)).toMatchObject([
      { kind: 'kvittens', responsible: ward, informs: homeCare, message: report?.id },
    ]);
    expect(plan.episode.steps.map(({ kind, unit, kept }) => [kind, unit, kept])).toEqual([
      ['inskrivningsmeddelande', ward, undefined],
      ['vardrapport', homeCare, { support: ['SoL'] }],
      ['vardbegaran', homeCare, undefined],
    ]);
    expect(plan.episode.facts.consents).toMatchObject([{ given: true, unit: homeCare }]);
    expect(plan.episode.version).toBe(1);
    const units = plan.answer.deliveries.map(({ unit }) => unit);
    expect(units.sort()).toEqual([homeCare, openCare, social].sort());
    expect(plan.answer.deadlines.every(({ responsible }) => responsible !== ward)).toBe(true);
  });

  it('[G-REQ-06] leaves out what has waited too long: from the second on at which the hours are over', () => {
    const world = waiting(early('vardbegaran'), early('vardrapport'));
    const plan = world.admit(notice(), '2026-11-23T08:00:00+01:00');
    expect(plan.joins).toEqual([world.messages[1]?.id]);
  });

  it('does not deliver again what the ward has already', () => {
    const world = waiting(early('vardrapport', { recipients: [ward] }));
    const plan = world.admit(notice());
    expect(plan.joins).toHaveLength(1);
    expect(plan.deliveries.filter(({ unit }) => unit === ward)).toEqual([]);
  });

  it('takes nothing up while it is only planned, and nothing of another patient', () => {
    const world = waiting(early('vardrapport'));
    expect(world.admit(message('planerad-inskrivning', { patient: TOLVAN })).joins).toBeUndefined();
    const other = notice({ episodeId: 'V2', patient: { ...TOLVAN, id: '198001019986' } });
    expect(world.admit(other).joins).toBeUndefined();
    expect(world.admit(notice()).joins).toHaveLength(1);
    expect(world.admit(notice({ episodeId: 'V3', sender: otherHospital })).joins).toBeUndefined();
  });

  it('may be withdrawn with what it took up, which does not begin it anew', () => {
    const world = waiting(early('vardrapport'));
    world.admit(notice({ messageId: 'fel' }));
    const plan = world.admit(message('makulering', { content: { messageId: 'fel', reason: 'fel patient' } }));
    expect(plan.answer.episode.state).toBe('avbruten');
    const right = { ...TOLVAN, id: '198001019986', givenName: 'Test' };
    expect(world.admit(notice({ patient: right })).message.notice).toBe('first');
  });
});

describe('a message of no stay', () => {
  const free = (changes: Partial<Message> = {}) =>
    message('fristaende-meddelande', {
      sender: openCare,
      episodeId: undefined,
      patient: TOLVAN,
      recipients: [social],
      ...changes,
    });

  it('[B-FREE-01] [B-FREE-02] goes to whom its sender names, whatever stays the person has', () => {
    for (const world of [new DomainWorld(PROFILE), replayEpisode([[notice()]], new DomainWorld(PROFILE))]) {
      const plan = world.tell(free());
      expect(plan.answer.episode).toBeNull();
      expect(plan.deliveries).toMatchObject([{ unit: social, role: 'socialtjanst', receiptDue: expect.any(Date) }]);
      expect(plan.message).not.toHaveProperty('episode');
      expect(plan.waits).toBeUndefined();
    }
  });

  it('[B-FREE-06] has as many recipients as its region says', () => {
    const world = new DomainWorld(PROFILE);
    expect(told(world.refuse(free({ recipients: [] })))).toEqual(['missing-field G-PLAN-13']);
    expect(told(world.refuse(free({ recipients: [social, homeCare] })))).toEqual(['invalid-value G-PLAN-13']);
    expect(told(world.refuse(free({ recipients: ['SE-ingen'] })))).toEqual(['unknown-unit G-ADM-28']);
  });

  it('[B-EMG-08] never goes to units of some types', () => {
    const directory = demoDirectory({ [`units.${homeCare}.type`]: 'korttidsboende' });
    const world = new DomainWorld(PROFILE, directory);
    expect(told(world.refuse(free({ recipients: [homeCare] })))).toEqual(['role-not-concerned G-PLAN-13']);
  });

  it('names somebody, and no stay', () => {
    const world = replayEpisode([[notice()]], new DomainWorld(PROFILE));
    expect(told(world.refuse(free({ patient: undefined })))).toEqual(['missing-field G-ADM-05']);
    expect(
      told(world.refuse(from(social, 'fristaende-meddelande', world, { patient: TOLVAN, recipients: [ward] }))),
    ).toEqual(['unknown-field G-PLAN-13']);
  });

  it('[L-PROT-01] hides where a protected person lives', () => {
    const address = { line: ['Hemliga gatan 1'] };
    const plan = new DomainWorld(PROFILE).tell(free({ patient: { ...TOLVAN, protected: true, address } }));
    expect(plan.message.patient).not.toHaveProperty('address');
    expect(told(plan.answer.warnings)).toEqual(['protected-identity L-PROT-01']);
  });

  it('can be withdrawn by its sender', () => {
    const world = new DomainWorld(PROFILE);
    world.tell(free({ messageId: 'fri' }));
    const withdrawal = message('makulering', {
      sender: openCare,
      episodeId: undefined,
      content: { messageId: 'fri', reason: 'fel' },
    });
    const plan = world.tell(withdrawal);
    expect([unitsOf(plan), plan.withdraws]).toEqual([[social], world.messages[0]?.id]);
    expect(plan.endedDeadlines).toMatchObject([{ id: world.deadlines[0]?.id, state: 'cancelled' }]);
    expect(told(world.refuse({ ...withdrawal, messageId: 'igen' }))).toEqual(['already-withdrawn']);
  });
});

describe('whose stay it waits for', () => {
  const OTHER = { id: '193702249842', idType: 'personnummer' } as const;
  const begin = (world: DomainWorld, patient: Message['patient']) =>
    world.admit(notice({ patient }), '2026-11-22T10:00:00+01:00');

  it('[G-REQ-08] [G-ADM-05] is that of the person, also under an identity that is known since', () => {
    const world = waiting(early('vardbegaran'));
    const content = { previousId: TOLVAN.id, previousIdType: TOLVAN.idType };
    const change = world.tell(
      message('identitetsbyte', { episodeId: undefined, patient: { ...TOLVAN, ...OTHER }, content }),
      BEFORE,
    );
    expect(change.renames).toEqual({ from: TOLVAN.id, to: OTHER.id });
    expect(begin(world, { ...TOLVAN, ...OTHER }).joins).toHaveLength(1);
  });

  it('[G-ADM-05] is not that of somebody whom another hospital knows by the same reservnummer', () => {
    const world = waiting(early('vardbegaran'));
    const content = { previousId: TOLVAN.id, previousIdType: 'reservnummer' };
    const change = message('identitetsbyte', { episodeId: undefined, patient: { ...TOLVAN, ...OTHER }, content });
    expect(world.tell(change, BEFORE).renames).toBeUndefined();
  });

  it('[G-REQ-08] is one of its own region', () => {
    const world = waiting(early('vardbegaran'));
    const units = new Map(world.directory.units);
    units.set(homeCare, { ...world.unit(homeCare), profile: 'blekinge' });
    world.directory = { ...world.directory, units };
    expect(begin(world, TOLVAN).joins).toBeUndefined();
  });
});
