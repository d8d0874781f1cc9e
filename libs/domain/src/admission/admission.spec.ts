import { describe, expect, it } from '@jest/globals';

import {
  DomainWorld,
  gavleborg,
  JSON_ORIGIN,
  message,
  MONDAY,
  notice,
  noticeWith,
  replayEpisode,
  told,
  TOLVAN,
  UNITS,
} from '../../../../test/support/domain.js';
import { decideAdmission } from './admission.js';
import { MESSAGE_KINDS } from '../message.js';

const EXTRAS = { reason: 'höftfraktur', mobile: '070-1740605', other: 'hund hemma' };
const GIVEN = { given: true, scope: ['informationsoverforing'], recordedAt: '2026-11-23T08:00:00+01:00' };

/** Freezes a value with all that is in it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('consent', () => {
  it('[G-ADM-03] [L-ADM-02] is not needed for the notice itself: name, identity, address and date go without it', () => {
    const patient = { ...TOLVAN, address: { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' } };
    for (const consent of [undefined, { given: false }]) {
      const plan = new DomainWorld().admit(notice({ patient, consent }));
      expect(plan.deliveries).toHaveLength(2);
      expect(plan.answer.warnings).toEqual([]);
      expect(plan.message.patient).toEqual(patient);
      expect(plan.message.content['expectedDischarge']).toBe('2026-11-27');
    }
  });

  it.each([
    ['no consent', undefined],
    ['consent that was refused', { given: false }],
    ['consent to something else', { given: true, scope: ['sip'] }],
  ])('[G-ADM-08] [L-ADM-02] with %s, extras are left out and the sender is told of each', (_name, consent) => {
    const plan = new DomainWorld().admit(noticeWith(EXTRAS, { consent }));
    expect(Object.keys(plan.message.content)).toEqual(['admittedAt', 'expectedDischarge', 'arrivalTalk']);
    expect(plan.answer.warnings.map(({ code, rule, path }) => [code, rule, path])).toEqual([
      ['consent-missing', 'G-ADM-08', 'content.reason'],
      ['consent-missing', 'G-ADM-08', 'content.mobile'],
      ['consent-missing', 'G-ADM-08', 'content.other'],
    ]);
    expect(JSON.stringify({ ...plan, episode: { ...plan.episode } })).not.toMatch(/höftfraktur|070-1740605|hund/);
    expect(plan.deliveries).toHaveLength(2);
  });

  it.each([[GIVEN], [{ given: true }], [{ given: true, scope: [] }]])(
    '[G-ADM-08] [L-ADM-02] that was given (%j) lets the extras pass, and is told to the recipients',
    (consent) => {
      const plan = new DomainWorld().admit(noticeWith(EXTRAS, { consent }));
      expect(plan.message.content).toMatchObject(EXTRAS);
      expect(plan.message.consent).toEqual(consent);
      expect(plan.answer.warnings).toEqual([]);
    },
  );
});

describe('a person with protected identity', () => {
  const address = { line: ['Hemliga gatan 1'], postalCode: '80310', city: 'Gävle' };

  it('[L-PROT-01] has no address in what recipients get, and the sender is told', () => {
    const plan = new DomainWorld().admit(notice({ patient: { ...TOLVAN, protected: true, address } }));
    expect(plan.message.patient).toEqual({ ...TOLVAN, protected: true });
    expect(plan.answer.warnings).toMatchObject([
      { code: 'protected-identity', rule: 'L-PROT-01', path: 'patient.address' },
    ]);
  });

  it('[L-PROT-01] stays protected when a later message does not say so again', () => {
    const world = replayEpisode([[notice({ patient: { ...TOLVAN, protected: true } })]]);
    const plan = world.admit(message('utskrivningsklar', { patient: { ...TOLVAN, address } }));
    expect(plan.message.patient?.address).toBeUndefined();
    expect(plan.message.patient?.protected).toBe(true);
    expect(told(plan.answer.warnings)).toContain('protected-identity L-PROT-01');
  });

  it('[L-PROT-01] became protected after the address was known: no later message shows it', () => {
    const world = replayEpisode([[notice({ patient: { ...TOLVAN, address } })]]);
    world.admit(message('utskrivningsklar', { patient: { ...TOLVAN, protected: true } }));
    const plan = world.admit(message('utskrivningsmeddelande', { messageId: 'ut' }));
    expect(plan.message.patient?.address).toBeUndefined();
    expect(told(plan.answer.warnings)).not.toContain('protected-identity L-PROT-01');
    const withdrawal = world.admit(message('makulering', { content: { messageId: 'ut', reason: 'fel' } }));
    expect(withdrawal.message.patient?.address).toBeUndefined();
  });

  it('[L-PROT-01] is protected no more when the record system says so', () => {
    const world = replayEpisode([[notice({ patient: { ...TOLVAN, protected: true } })]]);
    const plan = world.admit(message('utskrivningsklar', { patient: { ...TOLVAN, protected: false, address } }));
    expect(plan.message.patient?.address).toEqual(address);
  });
});

describe('what is kept with a notice', () => {
  it('[G-ADM-12] is who judged the patient to be in the target group, and when', () => {
    const judged = {
      assessedAt: '2026-11-23T07:30:00+01:00',
      assessedBy: { name: 'Disa Doktor', title: 'överläkare' },
    };
    const plan = new DomainWorld().admit(noticeWith({ ...judged, physicianAssessed: true }));
    expect(plan.episode.facts.targetGroup).toEqual({ ...judged, physicianAssessed: true });
    expect(plan.message.content).toMatchObject(judged);
  });

  it('[G-ADM-12] is the admission as the time of a judgement of which nothing else is said', () => {
    const plan = new DomainWorld().admit(notice());
    expect(plan.episode.facts.targetGroup).toEqual({ assessedAt: '2026-11-23T07:00:00+01:00' });
  });

  it('[G-ADM-12] is not lost when a later notice says nothing of it', () => {
    const assessedBy = { name: 'Disa Doktor' };
    const world = replayEpisode([[noticeWith({ assessedAt: '2026-11-23T07:30:00+01:00', assessedBy })]]);
    const plan = world.admit(noticeWith({ expectedDischarge: '2026-11-30' }));
    expect(plan.episode.facts.targetGroup).toEqual({ assessedAt: '2026-11-23T07:30:00+01:00', assessedBy });
  });

  it('[G-ADM-30] [G-ADM-11] nothing is kept of a patient who is not in the target group', () => {
    const world = new DomainWorld();
    expect(world.decide(notice({ planningCategory: 'A' })).kind).toBe('refused');
    expect(world.decide(notice({ planningCategory: 'B' })).kind).toBe('refused');
    expect([world.episodes.size, world.deliveries.length, world.deadlines.length]).toEqual([0, 0, 0]);
  });
});

describe('what is odd but no reason to refuse', () => {
  it('is a clock that runs ahead by more than five minutes', () => {
    const sent = (sentAt: string) => new DomainWorld().admit(notice({ sentAt }), MONDAY).answer.warnings;
    expect(sent('2026-11-23T08:20:00+01:00')).toEqual([]);
    expect(sent('2026-11-23T08:20:00.001+01:00')).toMatchObject([{ code: 'clock-ahead', path: 'sentAt' }]);
  });

  it('is a second open care episode of the same patient, told once', () => {
    const world = replayEpisode([[notice()]]);
    expect(told(world.admit(notice({ episodeId: 'V2' })).answer.warnings)).toEqual(['second-open-episode']);
    expect(told(world.admit(notice({ episodeId: 'V2' })).answer.warnings)).toEqual([]);
  });
});

describe('who may send', () => {
  it('[G-ADM-30] [G-RDY-02] a unit that is no ward sends none of these kinds', () => {
    const world = replayEpisode([[notice()]]);
    const notices = MESSAGE_KINDS.slice(0, MESSAGE_KINDS.indexOf('vardrapport'));
    for (const kind of notices.filter((one) => one !== 'makulering')) {
      const sent = message(kind, { sender: UNITS.openCare, patient: TOLVAN });
      expect(world.refuse(sent)).toMatchObject([{ code: 'sender-role', path: 'sender' }, ...[]]);
    }
  });

  it('a kind that the region does not have is refused', () => {
    const { kinds, ...rest } = gavleborg();
    const profile = { ...rest, kinds: { inskrivningsmeddelande: kinds.inskrivningsmeddelande } };
    expect(told(new DomainWorld(profile).refuse(message('utskrivningsklar')))).toEqual(['unknown-kind']);
  });
});

describe('a decision', () => {
  it('[L-DUP-01] is the same each time that it is made on the same knowledge, and changes nothing that it is made from', () => {
    const world = replayEpisode([[notice()], [message('utskrivningsklar')]]);
    const repeated = message('utskrivningsmeddelande');
    const known = frozen(world.known(repeated));
    const request = frozen({
      message: repeated,
      origin: JSON_ORIGIN,
      sender: world.unit(UNITS.ward),
      receivedAt: new Date(MONDAY),
    });
    const decide = () => {
      let ids = 0;
      return decideAdmission(request, known, {
        profile: frozen(world.profile),
        directory: world.directory,
        newId: () => `id-${String((ids += 1))}`,
      });
    };
    const first = decide();
    expect(first.kind).toBe('accepted');
    expect(decide()).toEqual(first);
  });

  it('answers with what the sender needs to know, and open deadlines only', () => {
    const { answer, message: shown, episode } = new DomainWorld().admit(notice({ messageId: 'svar-1' }));
    expect(answer).toEqual({
      id: shown.id,
      messageId: 'svar-1',
      episode: { id: episode.id, state: 'inskriven' },
      deliveries: [
        { id: expect.any(String), unit: UNITS.openCare, role: 'oppenvard', receiptDue: '2026-11-23T08:00:00.000Z' },
        { id: expect.any(String), unit: UNITS.social, role: 'socialtjanst', receiptDue: '2026-11-23T08:00:00.000Z' },
      ],
      deadlines: [
        { kind: 'kvittens', due: '2026-11-23T08:00:00.000Z', responsible: UNITS.openCare },
        { kind: 'kvittens', due: '2026-11-23T08:00:00.000Z', responsible: UNITS.social },
      ],
      warnings: [],
    });
    expect(episode).toMatchObject({ number: 'V1', organisation: 'gavle-sjukhus', version: 1, profile: 'gavleborg' });
    expect(shown).toMatchObject({ episode: episode.id, episodeId: 'V1', sender: UNITS.ward });
  });
});
