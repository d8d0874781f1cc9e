import { beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/cli.js';

interface Event {
  type: 'sent' | 'received' | 'receipt' | 'reminder' | 'escalation';
  at: string;
  kind: string;
  messageId: string;
  episode: string;
  code: string;
  state: string;
  step: string;
  occurrence: number;
  due: string;
  receiptDue?: string;
  isLate: boolean;
  responsible: string;
  newDate?: string;
  remarks: { code: string; rule?: string }[];
  recipients: { unit: string; state: string; receiptDue?: string; receiptedAt?: string }[];
}

interface Week {
  to: string;
  seconds: number;
  episodes: { episode: string; state: string }[];
  parties: { hsaId: string; events: Event[] }[];
  summary: Record<string, number>;
}

const MEDICINE = 'SE2321000016-AVD12';
const GERIATRICS = 'SE2321000016-AVD14';
const STRAND_HC = 'SE2321000016-HC01';
const SATRA_HC = 'SE2321000016-HC02';
const NORRA_HC = 'SE2321000016-HC03';
const GAVLE_SOCIAL = 'SE2120002338-SOC01';
const GAVLE_HOME_CARE = 'SE2120002338-HSV01';
const SANDVIKEN_SOCIAL = 'SE2120002346-SOC01';
const CARE_HOME = 'SE2120002346-SABO01';
const CARE_HOME_MANAGER = 'SE2120002346-CHEF02';
const OPERATIONS = 'SE2321000016-DRIFT';
const HOUR = 3_600_000;

const stockholm = (time: string): string => new Date(`${time}:00+01:00`).toISOString();
const hoursAfter = (instant: string, hours: number): string =>
  new Date(new Date(instant).getTime() + hours * HOUR).toISOString();

describe('the demo week', () => {
  let week: Week;

  beforeAll(async () => {
    const { code, out, err } = await runCli(['demo', '--json']);
    if (code !== 0) throw new Error(`The demo ended with ${String(code)}: ${err}`);
    week = JSON.parse(out);
  }, 120_000);

  function eventsOf(hsaId: string, type?: Event['type']): Event[] {
    const events = week.parties.find((party) => party.hsaId === hsaId)?.events ?? [];
    return type === undefined ? events : events.filter((event) => event.type === type);
  }

  const sent = (): (Event & { sender: string })[] =>
    week.parties.flatMap(({ hsaId, events }) =>
      events.filter(({ type }) => type === 'sent').map((event) => ({ ...event, sender: hsaId })),
    );

  /** Every receipt that was not there in time: who owed it to whom. */
  const missed = () =>
    sent().flatMap(({ sender, messageId, recipients }) =>
      recipients.flatMap(({ unit, state, receiptDue, receiptedAt }) => {
        if (receiptDue === undefined || state === 'withdrawn' || receiptDue > week.to) return [];
        return receiptedAt === undefined || receiptedAt > receiptDue
          ? [{ sender, messageId, unit, receiptDue, receiptedAt: receiptedAt ?? week.to }]
          : [];
      }),
    );

  it('takes less than a minute', () => {
    expect(week.seconds).toBeLessThan(60);
  });

  it('every message is accepted, HL7 v2 with AA and JSON with 201', () => {
    expect(new Set(sent().map(({ code }) => code))).toEqual(new Set(['AA', '201']));
    expect(week.summary).toMatchObject({ messages: 29, refused: 0, refusedByRule: 0 });
  });

  it.each([
    ['G-CAT-11', 'V20261123-001', MEDICINE, [GAVLE_SOCIAL, STRAND_HC]],
    ['G-CAT-13', 'V20261123-002', GERIATRICS, [GAVLE_HOME_CARE, GAVLE_SOCIAL, SATRA_HC]],
    ['G-CAT-15', 'V20261124-003', MEDICINE, [CARE_HOME, NORRA_HC, SANDVIKEN_SOCIAL]],
  ])(
    '[%s] each message of %s reaches all whom its category concerns, and the ward, but not its sender',
    (_rule, episode, ward, units) => {
      const messages = sent().filter((message) => message.episode === episode);
      expect(new Set(messages.map(({ sender }) => sender))).toEqual(
        new Set([ward, ...units.filter((unit) => unit !== CARE_HOME)]),
      );
      for (const { sender, recipients } of messages) {
        const others = [ward, ...units].filter((unit) => unit !== sender);
        expect(recipients.map(({ unit }) => unit).toSorted()).toEqual(others.toSorted());
      }
    },
  );

  it.each([
    ['V20261123-001', STRAND_HC, MEDICINE, '2026-11-23T09:20', '2026-11-28T14:20'],
    ['V20261123-002', SATRA_HC, GERIATRICS, '2026-11-23T14:10', '2026-11-26T11:00'],
    ['V20261124-003', NORRA_HC, MEDICINE, '2026-11-24T13:30', '2026-11-29T11:05'],
  ])(
    '[G-FVK-14][G-XFER-01] the ward of %s sees the care contact that the health centre named, which sees the final notes',
    (episode, healthCentre, ward, named, noted) => {
      const seen = (unit: string, kind: string) =>
        eventsOf(unit, 'received')
          .filter((event) => event.episode === episode && event.kind === kind)
          .map(({ at }) => at);
      expect(seen(ward, 'fast-vardkontakt')).toEqual([stockholm(named)]);
      expect(seen(healthCentre, 'slutanteckningar')).toEqual([stockholm(noted)]);
    },
  );

  it('[G-ACK-17] notices, the changed date and ready notices are to be receipted, nothing else is', () => {
    for (const { kind, recipients } of sent()) {
      const isAsked = kind === 'inskrivningsmeddelande' || kind === 'utskrivningsklar';
      expect(recipients.map(({ receiptDue }) => receiptDue !== undefined)).toEqual(recipients.map(() => isAsked));
    }
  });

  it('[G-ACK-12] each missed receipt: the late unit is reminded and the ward is told, both at the due time', () => {
    expect(missed()).toHaveLength(4);
    for (const { sender, messageId, unit, receiptDue } of missed()) {
      expect(eventsOf(unit, 'reminder')).toContainEqual(
        expect.objectContaining({ messageId, occurrence: 1, at: receiptDue, due: receiptDue }),
      );
      expect(eventsOf(sender, 'escalation')).toContainEqual(
        expect.objectContaining({ messageId, step: 'avsandare', responsible: unit, at: receiptDue }),
      );
    }
  });

  it('[G-ACK-11] the manager hears of a receipt two hours late, operations of one a day late', () => {
    const silent = missed().filter(({ unit }) => unit === CARE_HOME);
    expect(silent).toHaveLength(2);
    const expected = (step: string, hours: number) =>
      silent.map(({ messageId, receiptDue }) => ({ step, messageId, at: hoursAfter(receiptDue, hours) }));
    const told = (unit: string) => eventsOf(unit).map(({ step, messageId, at }) => ({ step, messageId, at }));
    expect(told(CARE_HOME_MANAGER)).toEqual(expected('chef', 2));
    expect(told(OPERATIONS)).toEqual(expected('driftledning', 24));
  });

  it('[G-ACK-11] a missing receipt keeps nobody in hospital: all three are discharged', () => {
    expect(week.episodes.map(({ state }) => state)).toEqual(['utskriven', 'utskriven', 'utskriven']);
  });

  it('[G-ACK-01][G-ACK-04] reminders are repeated at 09:00 and 13:00, at the weekend too, until the week ends', () => {
    const first = sent().find(({ episode, kind }) => episode === 'V20261124-003' && kind === 'inskrivningsmeddelande');
    const reminders = eventsOf(CARE_HOME, 'reminder').filter(({ messageId }) => messageId === first?.messageId);
    const days = ['25', '26', '27', '28', '29', '30'];
    expect(reminders.map(({ at }) => at)).toEqual([
      stockholm('2026-11-24T13:00'),
      ...days.flatMap((day) => [stockholm(`2026-11-${day}T09:00`), stockholm(`2026-11-${day}T13:00`)]),
    ]);
    expect(reminders.map(({ occurrence }) => occurrence)).toEqual(reminders.map((_, index) => index + 1));
  });

  it('[G-ACK-03][G-ACK-04] what comes on Saturday afternoon is due on Sunday at nine', () => {
    const saturday = sent().find(({ at }) => at === stockholm('2026-11-28T13:40'));
    expect(saturday?.recipients.map(({ receiptDue }) => receiptDue)).toEqual([
      stockholm('2026-11-29T09:00'),
      stockholm('2026-11-29T09:00'),
    ]);
  });

  it('punctual units hear nothing: no reminder but to those that were late', () => {
    const late = new Set(missed().map(({ unit }) => unit));
    const reminded = week.parties.filter(({ events }) => events.some(({ type }) => type === 'reminder'));
    expect(new Set(reminded.map(({ hsaId }) => hsaId))).toEqual(late);
    expect(late).toEqual(new Set([CARE_HOME, GAVLE_HOME_CARE, GAVLE_SOCIAL]));
  });

  it('a receipt that comes after the reminder ends the ladder: neither manager nor operations are told', () => {
    const told = [...eventsOf('SE2120002338-CHEF01'), ...eventsOf('SE2120002338-CHEF02')];
    expect(told).toEqual([]);
    expect(eventsOf(GAVLE_HOME_CARE, 'reminder')).toHaveLength(1);
    expect(eventsOf(GAVLE_HOME_CARE, 'receipt').map(({ isLate }) => isLate)).toEqual([true, false]);
  });

  it('[G-ACK-08] the changed date reaches every party and is receipted by each', () => {
    const units = [STRAND_HC, GAVLE_SOCIAL];
    for (const unit of units) {
      const changed = eventsOf(unit, 'received').filter(({ newDate }) => newDate === '2026-11-28');
      expect(changed).toHaveLength(1);
      expect(eventsOf(unit, 'receipt').map(({ messageId }) => messageId)).toContain(changed[0]?.messageId);
    }
  });

  it('[G-RDY-15] a ready notice that is taken back is no longer waited for: nobody is reminded of it', () => {
    const ready = sent().find(({ at }) => at === stockholm('2026-11-27T10:30'));
    expect(ready?.recipients.find(({ unit }) => unit === STRAND_HC)?.state).toBe('withdrawn');
    expect(eventsOf(STRAND_HC).filter(({ kind }) => kind === 'utskrivningsklar-aterkallad')).toHaveLength(1);
    const all = week.parties.flatMap(({ events }) => events);
    expect(all.filter(({ type, messageId }) => type === 'reminder' && messageId === ready?.messageId)).toEqual([]);
  });

  it('[G-DIS-14][G-ADM-21] nothing that the routine asks for is missing, but what the care home writes for the patient', () => {
    const incomplete = sent().flatMap(({ episode, kind, remarks }) =>
      remarks.filter(({ code }) => code === 'incomplete').map(({ rule }) => [episode, kind, rule]),
    );
    expect(incomplete).toEqual([['V20261124-003', 'utskrivningsmeddelande', 'G-DIS-14']]);
  });

  it('[G-DIS-02][G-DIS-03] a discharge notice after noon is remarked upon, those before noon are not', () => {
    const remarked = sent()
      .filter(({ kind }) => kind === 'utskrivningsmeddelande')
      .map(({ at, remarks }) => [at, remarks.filter(({ code }) => code !== 'incomplete').map(({ rule }) => rule)]);
    expect(remarked).toContainEqual([stockholm('2026-11-28T15:10'), ['G-DIS-03']]);
    expect(remarked).toContainEqual([stockholm('2026-11-26T11:30'), []]);
    expect(remarked).toContainEqual([stockholm('2026-11-29T11:30'), []]);
  });

  it('the summary counts what the parties saw', () => {
    const all = week.parties.flatMap(({ events }) => events);
    const count = (type: Event['type']): number => all.filter((event) => event.type === type).length;
    expect(week.summary).toMatchObject({
      deliveries: count('received') + count('reminder') + count('escalation'),
      receiptsInTime: 15,
      receiptsLate: 2,
      receiptsMissing: 2,
      reminders: count('reminder'),
      escalations: count('escalation'),
      openEscalations: 2,
    });
    expect(count('reminder')).toBe(18);
    expect(count('escalation')).toBe(8);
  });

  it('says nothing of the persons but the number of their stay', () => {
    expect(JSON.stringify(week)).not.toMatch(/19\d{10}|Tolvan|Elvan|Nian/);
  });
});
