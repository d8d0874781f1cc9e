import { describe, expect, it } from '@jest/globals';
import { gavleborg, UNITS } from '../../../../test/support/domain.js';
import { deadlineRule, DutyStay, MONDAY, TUESDAY } from '../../../../test/support/duties.js';
import type { Told } from '../../../../test/support/duties.js';
import type { WaitingMessage } from '../admission/admission-plan.js';
import type { Party } from '../episode/episode.js';
import type { DeadlineRule } from '../profile/profile.js';

const base = gavleborg();

const ANSWER = deadlineRule({
  scope: 'answer',
  due: { hours: 24, orEndOf: 'next-weekday' },
  metBy: ['svar-pa-inskrivning'],
  cancelledBy: ['avliden', 'avbryt-vardtillfalle'],
  ladder: 'egen-uppgift',
});
const CONTACT = deadlineRule({
  rule: 'G-FVK-07',
  lateRule: 'G-FVK-20',
  responsible: 'oppenvard',
  informs: 'ward',
  due: { endOf: 'day' },
  from: ['readyAt'],
  startedBy: ['utskrivningsklar'],
  restarts: true,
  metBy: ['fast-vardkontakt', 'svar-pa-inskrivning'],
  metWhen: { has: 'episode.coordinator' },
  when: { in: { path: 'planningCategory', values: ['D', 'BC', 'CD', 'E'] } },
  cancelledBy: ['utskrivningsklar-aterkallad', 'avliden'],
});
const REPORT = deadlineRule({
  rule: 'B-DRP-01',
  responsible: 'ward',
  due: { endOf: 'next-weekday' },
  metBy: ['utskrivningsrapport'],
  metByField: 'medicalPlan',
});

const OPEN_CARE: Party = { role: 'oppenvard', unit: UNITS.openCare };
const CLINIC: Party = { role: 'oppenvard', unit: UNITS.openCare2 };
const SOCIAL: Party = { role: 'socialtjanst', unit: UNITS.social };
const HOME_CARE: Party = { role: 'hemsjukvard', unit: UNITS.homeCare };
const PARTIES = [OPEN_CARE, SOCIAL];

describe('an answer that is owed', () => {
  const asked = (to: Party[] = [OPEN_CARE, SOCIAL], answer: DeadlineRule = ANSWER) => {
    const stay = new DutyStay({ svar: answer }, to);
    const { id } = stay.tell('inskrivningsmeddelande', { to });
    return { stay, notice: id };
  };

  it('[B-ANS-01] [B-ANS-04] is asked of each recipient by itself, by the same time, and the sender waits for it', () => {
    const { stay, notice } = asked([OPEN_CARE, SOCIAL, HOME_CARE]);
    expect(stay.plannedOf('svar')).toMatchObject(
      [UNITS.openCare, UNITS.social, UNITS.homeCare].map((unit) => ({
        responsible: unit,
        informs: UNITS.ward,
        delivery: `${notice} to ${unit}`,
        scope: 'answer',
        state: 'open',
        startedFrom: null,
        startedAt: new Date(MONDAY),
        due: new Date(TUESDAY),
        nextFireAt: new Date(TUESDAY),
      })),
    );
  });

  it('[B-ANS-04] is asked of the roles that the rule names only', () => {
    const { stay } = asked([OPEN_CARE, SOCIAL], { ...ANSWER, roles: ['socialtjanst', 'hemsjukvard'] });
    expect(stay.owed()).toEqual([`svar ${UNITS.social}`]);
  });

  it("[B-ANS-05] [B-ANS-14] ends by the unit's own answer; another's does not stop it, also of the same role", () => {
    const { stay } = asked([OPEN_CARE, CLINIC, SOCIAL]);
    stay.tell('svar-pa-inskrivning', { by: UNITS.openCare });
    expect(stay.owed()).toEqual([`svar ${UNITS.openCare2}`, `svar ${UNITS.social}`]);
    stay.tell('svar-pa-inskrivning', { by: UNITS.openCare });
    expect(stay.owed()).toEqual([`svar ${UNITS.openCare2}`, `svar ${UNITS.social}`]);
    stay.tell('svar-pa-inskrivning', { by: UNITS.openCare2 });
    expect(stay.owed()).toEqual([`svar ${UNITS.social}`]);
  });

  it('[B-ANS-14] may be given by another unit of its role of which none was asked, and by no other role', () => {
    const { stay } = asked([OPEN_CARE, SOCIAL]);
    stay.tell('svar-pa-inskrivning', { by: UNITS.homeCare });
    expect(stay.owed()).toHaveLength(2);
    stay.tell('svar-pa-inskrivning', { by: UNITS.openCare2 });
    expect(stay.owed()).toEqual([`svar ${UNITS.social}`]);
  });

  it('[B-MUN-08] given jointly also ends that of the other branch', () => {
    const { stay } = asked([OPEN_CARE, SOCIAL, HOME_CARE], { ...ANSWER, metBy: ['kommunklar'] });
    stay.tell('kommunklar', { by: UNITS.social, content: { decided: true, branches: ['hemsjukvard'] } });
    expect(stay.owed()).toEqual([`svar ${UNITS.openCare}`]);
  });

  it.each([
    ['2026-11-24T10:00:00+01:00', false],
    ['2026-11-24T10:00:00.001+01:00', true],
  ])('[B-ANS-01] given at %s is late: %p', (at, late) => {
    const { stay } = asked();
    const { ended, judged, warnings } = stay.tell('svar-pa-inskrivning', { by: UNITS.social, at });
    expect(ended).toMatchObject([{ state: 'met', late }]);
    expect(judged).toEqual([{ kind: 'svar', rule: 'B-ANS-01', due: '2026-11-24T09:00:00.000Z', late }]);
    expect(warnings.map(({ code, rule: by }) => [code, by])).toEqual(late ? [['late', 'B-ANS-14']] : []);
  });

  it('[B-ANS-01] is not asked again by a later notice, but of a unit that is new', () => {
    const { stay } = asked([OPEN_CARE]);
    stay.tell('inskrivningsmeddelande', { to: [OPEN_CARE, SOCIAL], parties: [OPEN_CARE, SOCIAL], at: TUESDAY });
    expect(stay.owed()).toEqual([`svar ${UNITS.openCare}`, `svar ${UNITS.social}`]);
    expect(stay.plannedOf('svar').map(({ due }) => due.toISOString())).toEqual([
      '2026-11-24T09:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
    ]);
  });

  it('[B-ANS-14] is owed no more by a unit that left the stay, nor for a delivery that was taken back', () => {
    const { stay, notice } = asked([OPEN_CARE, SOCIAL]);
    stay.tell('inskrivningsmeddelande', { to: [CLINIC, OPEN_CARE], parties: [CLINIC, SOCIAL] });
    expect(stay.owed()).toEqual([`svar ${UNITS.social}`, `svar ${UNITS.openCare2}`]);
    stay.tell('avdelningsbyte', { takenBack: [`${notice} to ${UNITS.social}`] });
    expect(stay.owed()).toEqual([`svar ${UNITS.openCare2}`]);
  });

  it.each(['avliden', 'avbryt-vardtillfalle'] as const)('[B-ANS-14] is owed by nobody after %s', (kind) => {
    const { stay, notice } = asked();
    const { ended } = stay.tell(kind, { takenBack: [`${notice} to ${UNITS.social}`] });
    expect(ended.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(stay.owed()).toEqual([]);
  });

  it('[B-ANS-14] is owed again when the answer, or what had ended it, is withdrawn, and goes with the notice', () => {
    const { stay, notice } = asked([SOCIAL]);
    const answer = stay.tell('svar-pa-inskrivning', { by: UNITS.social });
    stay.withdraw(answer.id, 'svar-pa-inskrivning');
    expect(stay.owed()).toEqual([`svar ${UNITS.social}`]);
    const death = stay.tell('avliden');
    stay.withdraw(death.id, 'avliden');
    expect(stay.owed()).toEqual([`svar ${UNITS.social}`]);
    stay.tell('svar-pa-inskrivning', { by: UNITS.social });
    stay.withdraw(notice, 'inskrivningsmeddelande');
    expect(stay.deadlines.map(({ state }) => state)).toEqual(['cancelled']);
  });
});

describe('a duty of a role', () => {
  const readyAt = { readyAt: '2026-11-26T09:30:00+01:00' };
  const ready = (stay: DutyStay, told: Told = {}) => stay.tell('utskrivningsklar', { content: readyAt, ...told });

  it('[G-FVK-07] is that of each party of the role, and the ward waits for it', () => {
    const stay = new DutyStay({ fvk: CONTACT }, [OPEN_CARE, CLINIC, SOCIAL]);
    ready(stay, { by: UNITS.ward14 });
    expect(stay.plannedOf('fvk')).toMatchObject(
      [UNITS.openCare, UNITS.openCare2].map((responsible) => ({
        responsible,
        informs: UNITS.ward,
        delivery: undefined,
        startedFrom: 'readyAt',
        due: new Date('2026-11-27T00:00:00+01:00'),
      })),
    );
  });

  it('[G-FVK-21] begins only where its condition holds', () => {
    const stay = new DutyStay({ fvk: CONTACT }, PARTIES);
    ready(stay, { values: { planningCategory: 'C' } });
    expect(stay.owed()).toEqual([]);
    ready(stay);
    expect(stay.owed()).toEqual([`fvk ${UNITS.openCare}`]);
  });

  it('[G-FVK-20] is nobody’s where the stay has no such party', () => {
    const stay = new DutyStay({ fvk: CONTACT }, [SOCIAL]);
    ready(stay);
    expect(stay.deadlines).toEqual([]);
  });

  it('[G-FVK-05] [G-FVK-07] is met for all by whoever does it, where the message does what was asked', () => {
    const stay = new DutyStay({ fvk: CONTACT }, [OPEN_CARE, CLINIC, HOME_CARE]);
    ready(stay);
    stay.tell('fast-vardkontakt', { by: UNITS.openCare, content: { name: 'Vera Vård', ended: true } });
    expect(stay.owed()).toHaveLength(2);
    const values = { episode: { coordinator: { name: 'Vera Vård' } } };
    const { judged, ended } = stay.tell('fast-vardkontakt', {
      by: UNITS.homeCare,
      values,
      at: '2026-11-27T00:00:00+01:00',
    });
    expect(ended).toMatchObject([
      { state: 'met', late: true },
      { state: 'met', late: true },
    ]);
    expect(judged).toHaveLength(1);
    expect(stay.owed()).toEqual([]);
  });

  it('[G-FVK-07] counts anew from another ready date', () => {
    const stay = new DutyStay({ fvk: CONTACT }, PARTIES);
    ready(stay);
    ready(stay);
    expect(stay.plannedOf('fvk')).toHaveLength(1);
    ready(stay, { content: { readyAt: '2026-11-27T09:30:00+01:00' } });
    expect(stay.plannedOf('fvk').map(({ due }) => due)).toEqual([
      new Date('2026-11-27T00:00:00+01:00'),
      new Date('2026-11-28T00:00:00+01:00'),
    ]);
    expect(stay.owed()).toEqual([`fvk ${UNITS.openCare}`]);
  });

  it('[G-ADM-13] [G-FVK-07] follows the role to the unit that takes over, by the same time', () => {
    const stay = new DutyStay({ fvk: CONTACT }, PARTIES);
    ready(stay);
    const notice = stay.tell('inskrivningsmeddelande', { parties: [CLINIC, SOCIAL] });
    expect(stay.owed()).toEqual([`fvk ${UNITS.openCare2}`]);
    expect(stay.plannedOf('fvk').map(({ due }) => due.toISOString())).toEqual([
      '2026-11-26T23:00:00.000Z',
      '2026-11-26T23:00:00.000Z',
    ]);
    stay.withdraw(notice.id, 'inskrivningsmeddelande');
    expect(stay.owed()).toEqual([`fvk ${UNITS.openCare}`]);
  });

  it('[G-FVK-07] ends when nobody stands for the role any more', () => {
    const stay = new DutyStay({ fvk: CONTACT }, PARTIES);
    ready(stay);
    stay.tell('inskrivningsmeddelande', { parties: [SOCIAL] });
    expect(stay.owed()).toEqual([]);
  });
});

describe('a duty of the ward', () => {
  it('[B-DRP-01] is counted from the arrival of the message where no field is named', () => {
    const stay = new DutyStay({ rapport: REPORT }, PARTIES);
    stay.tell('inskrivningsmeddelande', { at: '2026-11-27T16:00:00+01:00' });
    expect(stay.plannedOf('rapport')).toMatchObject([
      {
        responsible: UNITS.ward,
        startedFrom: null,
        startedAt: new Date('2026-11-27T16:00:00+01:00'),
        due: new Date('2026-12-01T00:00:00+01:00'),
      },
    ]);
  });

  it('[B-DRP-01] moves with the patient to another ward, once, and is met by the field that is asked for', () => {
    const stay = new DutyStay({ rapport: REPORT }, PARTIES);
    stay.tell('inskrivningsmeddelande');
    stay.tell('avdelningsbyte', { ward: UNITS.ward14 });
    expect(stay.owed()).toEqual([`rapport ${UNITS.ward14}`]);
    stay.tell('inskrivningsmeddelande', { by: UNITS.ward14, at: TUESDAY });
    expect(stay.owed()).toEqual([`rapport ${UNITS.ward14}`]);
    stay.tell('utskrivningsrapport', { by: UNITS.ward14, content: { nursingStatus: 'x' } });
    expect(stay.owed()).toEqual([`rapport ${UNITS.ward14}`]);
    stay.tell('utskrivningsrapport', { by: UNITS.ward14, content: { medicalPlan: 'x' } });
    expect(stay.owed()).toEqual([]);
  });

  it('of the unit that sends goes with the patient when that is a ward, and stays with any other', () => {
    const profile = { ...REPORT, responsible: 'sender', startedBy: ['inskrivningsmeddelande', 'vardrapport'] } as const;
    const ofWard = new DutyStay({ rapport: profile }, PARTIES);
    ofWard.tell('inskrivningsmeddelande');
    ofWard.tell('avdelningsbyte', { ward: UNITS.ward14 });
    expect(ofWard.owed()).toEqual([`rapport ${UNITS.ward14}`]);
    const ofParty = new DutyStay({ rapport: profile }, PARTIES);
    ofParty.tell('vardrapport', { by: OPEN_CARE.unit });
    ofParty.tell('avdelningsbyte', { ward: UNITS.ward14 });
    expect(ofParty.owed()).toEqual([`rapport ${OPEN_CARE.unit}`]);
  });

  it('waits with those that begin with receipts', () => {
    const stay = new DutyStay(
      { fvk: { ...CONTACT, from: [], startedBy: ['inskrivningsmeddelande'], after: 'receipts' } },
      PARTIES,
    );
    stay.tell('inskrivningsmeddelande', { to: [OPEN_CARE] });
    expect(stay.deadlines).toEqual([]);
  });
});

describe('the receipt of a delivery', () => {
  const KVITTENS = deadlineRule({ ...base.deadlines['kvittens'], cancelledBy: ['avliden'] });
  const receiptDue = new Date('2026-11-23T12:00:00Z');
  const stayWith = (outstanding: string[] = []) =>
    new DutyStay({ kvittens: KVITTENS, svar: ANSWER }, [SOCIAL], outstanding, base.kinds);

  it('[B-ANS-16] and the answer are two duties: neither is done by the other', () => {
    const stay = stayWith();
    stay.tell('inskrivningsmeddelande', { to: [SOCIAL], receiptDue });
    expect(stay.owed()).toEqual([`kvittens ${UNITS.social}`, `svar ${UNITS.social}`]);
    expect([...stay.plannedOf('kvittens'), ...stay.plannedOf('svar')].map(({ scope }) => scope)).toEqual([
      'delivery',
      'answer',
    ]);
    stay.tell('svar-pa-inskrivning', { by: UNITS.social });
    expect(stay.owed()).toEqual([`kvittens ${UNITS.social}`]);
  });

  it('[B-REP-07] of an earlier message that is delivered now is owed to who sent that one', () => {
    const stay = stayWith();
    const earlier: WaitingMessage = {
      id: 'early',
      kind: 'utskrivningsklar',
      sender: UNITS.homeCare,
      role: 'hemsjukvard',
      receivedAt: new Date(MONDAY),
      until: null,
      content: {},
    };
    stay.tell('avdelningsbyte', { to: [{ role: 'slutenvard', unit: UNITS.ward }], receiptDue, earlier });
    expect(stay.plannedOf('kvittens')).toMatchObject([
      { message: 'early', informs: UNITS.homeCare, responsible: UNITS.ward, due: receiptDue },
    ]);
    expect(stay.plannedOf('svar')).toEqual([]);
  });

  it('[G-ACK-05] that a message had made pointless is owed again with that one withdrawn, where it is still missing', () => {
    for (const [outstanding, owed] of [
      [['id-1 to SE2120002338-SOC01'], [`kvittens ${UNITS.social}`]],
      [[], []],
    ]) {
      const stay = stayWith(outstanding);
      stay.tell('inskrivningsmeddelande', { to: [SOCIAL], receiptDue });
      const death = stay.tell('avliden');
      expect(stay.owed()).toEqual([]);
      stay.withdraw(death.id, 'avliden');
      expect(stay.owed().filter((one) => one.startsWith('kvittens'))).toEqual(owed);
    }
  });
});

describe('the message that opened a stay', () => {
  it('takes with it, when it is withdrawn, every duty but receipts of what others sent', () => {
    const stay = new DutyStay({ rapport: REPORT, svar: ANSWER, fvk: CONTACT }, PARTIES);
    const notice = stay.tell('inskrivningsmeddelande', { to: [OPEN_CARE] });
    stay.tell('avdelningsbyte', { ward: UNITS.ward14 });
    stay.tell('utskrivningsklar', { content: { readyAt: '2026-11-26T09:30:00+01:00' } });
    expect(stay.owed()).toHaveLength(3);
    stay.withdraw(notice.id, 'inskrivningsmeddelande');
    expect(stay.owed()).toEqual([]);
  });
});
