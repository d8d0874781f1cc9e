import { describe, expect, it } from '@jest/globals';
import type { FiredStep } from '#domain/deadline/deadline.js';
import { decideFiring } from '#domain/deadline/firing.js';
import type { Content, Message, MessageKind } from '#domain/message.js';

import { AT, CareChain, notice, NO, silentNotice } from '../support/blekinge.js';

/** What each deadline of a chain is counted from, after what nobody owes it any more, and who hears of it when it has passed. */

const MONDAY = '2026-11-23T09:00:00+01:00';
const TUESDAY = '2026-11-24T09:00:00+01:00';
const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});

const open = (chain: CareChain, name: string) =>
  chain.deadlines.filter(({ kind, state }) => kind === name && state === 'open');
const short = (hsaId: string): string => hsaId.split('-')[1] ?? '';
/** Who owes it until when. */
const owed = (chain: CareChain, name: string): string[] =>
  open(chain, name).map(({ responsible, due }) => `${short(responsible)} ${CLOCK.format(due)}`);

/** Who hears what when the ladder is looked at for the first time at that time. */
function heard(chain: CareChain, name: string, at: string): string[] {
  const [found] = open(chain, name);
  if (found === undefined) return [];
  const about = { episodeNumber: 'K1', messageId: found.message, messageKind: 'inskrivningsmeddelande' as const };
  const deadline = { ...found, profile: chain.profile.id, fired: [] };
  const subject = { ...about, parties: chain.episode('K1').facts.parties };
  const { firings } = decideFiring(deadline, subject, chain, new Date(at));
  return firings.map(({ step, to = 'nobody' }) => `${step.send} ${short(to)}`);
}

/** What the notice is told of its own time. */
function lateness(message: Message, at = MONDAY): string[] {
  const { warnings } = new CareChain().admit(message, at).answer;
  return warnings.filter(({ code }) => code === 'late').map(({ rule = '' }) => rule);
}

const withoutDate = (): CareChain => {
  const chain = new CareChain();
  chain.admit(silentNotice({ expectedDischarge: undefined, admittedAt: '2026-11-23T07:00:00+01:00' }), MONDAY);
  return chain;
};
const admitted = (): CareChain => new CareChain().admitted();

/** Rule, what makes it owed, after what it is over. */
const OWED: readonly [rule: string, name: string, begun: () => CareChain, over: readonly MessageKind[]][] = [
  ['B-ADM-10', 'beraknad-utskrivning', withoutDate, ['utskrivningsmeddelande', 'avbryt-vardtillfalle', 'avliden']],
  ['B-ANS-01', 'svar-pa-inskrivning', admitted, ['avbryt-vardtillfalle', 'avliden', 'samtycke-aterkallat']],
  ['B-DRP-01', 'utskrivningsrapport', admitted, ['avbryt-vardtillfalle', 'avliden', 'samtycke-aterkallat']],
];

describe('a deadline is over', () => {
  it.each(OWED.flatMap(([rule, name, begun, over]) => over.map((kind) => [rule, name, kind, begun] as const)))(
    '[%s] %s after %s',
    (_rule, name, kind, begun) => {
      const chain = begun();
      for (const unit of [AT.centre, AT.social, AT.homeCare]) chain.receipt(unit);
      expect(open(chain, name)).not.toEqual([]);
      chain.admit(chain.byWard(kind), TUESDAY);
      expect(open(chain, name)).toEqual([]);
    },
  );

  it.each([
    ['B-ANS-01', 'svar-pa-inskrivning'],
    ['B-DRP-01', 'utskrivningsrapport'],
  ])('[%s] %s after the discharge', (_rule, name) => {
    const chain = admitted();
    chain.admit(chain.answer(AT.centre), TUESDAY);
    chain.admit(chain.byWard('utskrivningsklar', { override: { reason: 'Rapporten kommer' } }), TUESDAY);
    chain.municipalityReady();
    expect(open(chain, name)).not.toEqual([]);
    chain.admit(chain.byWard('utskrivningsmeddelande'), '2026-11-27T15:00:00+01:00');
    expect(open(chain, name)).toEqual([]);
  });

  it('[B-DRP-01] a report without the medical plan is none', () => {
    const chain = admitted().reported({ medicalPlan: undefined });
    expect(owed(chain, 'utskrivningsrapport')).toEqual(['AVD45 2026-11-25 00:00']);
    expect(open(chain.reported(), 'utskrivningsrapport')).toEqual([]);
  });
});

describe('a deadline begins', () => {
  it('[B-ADM-10] where no day of discharge is known, and not where one is', () => {
    expect(owed(withoutDate(), 'beraknad-utskrivning')).toEqual(['AVD45 2026-11-25 00:00']);
    expect(owed(admitted(), 'beraknad-utskrivning')).toEqual([]);
    const known = withoutDate();
    known.admit(silentNotice(), MONDAY);
    known.admit(silentNotice({ expectedDischarge: undefined }), TUESDAY);
    expect(owed(known, 'beraknad-utskrivning')).toEqual([]);
  });

  it('[B-ANS-01] [B-DRP-01] with consent, and not without it', () => {
    const silent = new CareChain();
    silent.admit(silentNotice({ admittedAt: '2026-11-23T07:00:00+01:00' }), MONDAY);
    for (const name of ['svar-pa-inskrivning', 'utskrivningsrapport']) {
      expect([open(silent, name), open(admitted(), name).length > 0]).toEqual([[], true]);
    }
    const toPlan = new CareChain();
    toPlan.admit({ ...silentNotice(), consent: { given: true, scope: ['sip'] } }, MONDAY);
    expect([open(toPlan, 'svar-pa-inskrivning'), open(toPlan, 'utskrivningsrapport')]).toEqual([[], []]);
  });

  it.each([
    ['B-ADM-10', 'beraknad-utskrivning', { consent: NO, content: { expectedDischarge: undefined, reason: undefined } }],
    ['B-DRP-01', 'utskrivningsrapport', {}],
  ])(
    '[%s] %s with the admission, or with a need that was seen later',
    (_rule, name, { content = {}, ...head }: Partial<Message>) => {
      const seen = (more: Content) => {
        const chain = new CareChain();
        chain.admit(notice({ ...head, content: { ...content, ...more } }), '2026-11-26T09:00:00+01:00');
        return owed(chain, name);
      };
      const admittedAt = '2026-11-23T07:00:00+01:00';
      expect(seen({ admittedAt })).toEqual(['AVD45 2026-11-25 00:00']);
      expect(seen({ admittedAt, needIdentifiedAt: '2026-11-26T08:00:00+01:00' })).toEqual(['AVD45 2026-11-28 00:00']);
    },
  );

  it.each([
    ['B-ADM-10', 'beraknad-utskrivning', withoutDate],
    ['B-DRP-01', 'utskrivningsrapport', admitted],
  ] as const)('[%s] %s is the duty of the ward that has the patient', (_rule, name, begun) => {
    const chain = begun();
    expect(owed(chain, name).map((its) => its.split(' ')[0])).toEqual(['AVD45']);
    chain.admit(chain.byWard('avdelningsbyte', { ward: AT.otherWard, movedAt: TUESDAY }), TUESDAY);
    expect(owed(chain, name).map((its) => its.split(' ')[0])).toEqual(['AVD46']);
  });
});

describe('the notice itself', () => {
  const sent = (content: Content, sender: string = AT.ward) =>
    notice({ sender, content: { admittedAt: '2026-11-23T09:00:00+01:00', ...content } });
  const after = (hours: number, ms = 0) => new Date(Date.parse(MONDAY) + hours * 3_600_000 + ms).toISOString();

  it.each(['assessedAt', 'needIdentifiedAt'])(
    '[B-ADM-01] has 24 hours from the admission, or from %s when that is later',
    (field) => {
      const later = { [field]: '2026-11-23T15:00:00+01:00' };
      expect(lateness(sent({}), after(24))).toEqual([]);
      expect(lateness(sent({}), after(24, 1))).toEqual(['B-ADM-01']);
      expect(lateness(sent(later), after(30))).toEqual([]);
      expect(lateness(sent(later), after(30, 1))).toEqual(['B-ADM-01']);
    },
  );

  it.each([AT.piva, AT.paka, AT.moa, AT.aka])(
    '[B-ADM-01] [B-ADM-13] has another day at a place of observation, %s, but not where a need was seen',
    (place) => {
      expect(lateness(sent({}, place), after(48))).toEqual([]);
      expect(lateness(sent({}, place), after(48, 1))).toEqual(['B-ADM-13']);
      const need = { needIdentifiedAt: '2026-11-23T09:00:00+01:00' };
      expect(lateness(sent(need, place), after(24))).toEqual([]);
      expect(lateness(sent(need, place), after(49))).toEqual(['B-ADM-01']);
    },
  );

  it('[B-ADM-01] [B-ADM-13] is judged by one of the two, also long after both', () => {
    expect(lateness(sent({}), after(60))).toEqual(['B-ADM-01']);
    expect(lateness(sent({}, AT.moa), after(60))).toEqual(['B-ADM-13']);
  });
});

describe('who hears of it', () => {
  const due = '2026-11-25T00:00:00+01:00';
  const after = (hours: number, ms = 0) => new Date(Date.parse(due) + hours * 3_600_000 + ms).toISOString();

  it.each([
    ['B-ADM-10', 'beraknad-utskrivning', withoutDate],
    ['B-DRP-01', 'utskrivningsrapport', admitted],
  ] as const)(
    '[%s] %s: the ward when it is due, its manager two hours later, operations after a day',
    (_rule, name, begun) => {
      const chain = begun();
      expect(heard(chain, name, after(0, -1))).toEqual([]);
      expect(heard(chain, name, after(0))).toEqual(['paminnelse AVD45']);
      const [manager = ''] = [chain.unit(AT.ward).manager].map((unit) => short(unit ?? ''));
      expect(heard(chain, name, after(2, -1))).toEqual(['paminnelse AVD45']);
      expect(heard(chain, name, after(2))).toContain(`eskalering ${manager}`);
      const operations = short(chain.directory.operationsUnits.get('blekinge') ?? '');
      expect(heard(chain, name, after(24, -1))).not.toContain(`eskalering ${operations}`);
      expect(heard(chain, name, after(24))).toContain(`eskalering ${operations}`);
    },
  );

  it.each([
    ['B-DRP-01', 'utskrivningsrapport', admitted],
    ['B-ADM-10', 'beraknad-utskrivning', withoutDate],
    ['B-ANS-14', 'svar-pa-inskrivning', admitted],
  ] as const)('[%s] who owes %s is reminded again at the next watch', (_rule, name, begun) => {
    const chain = begun();
    const [found] = open(chain, name);
    const about = { episodeNumber: 'K1', messageId: found!.message, messageKind: 'inskrivningsmeddelande' as const };
    const look = (fired: FiredStep[], at: string) =>
      decideFiring({ ...found!, profile: 'blekinge', fired }, about, chain, new Date(at));
    const first = look([], due);
    expect(first.firings.map(({ step }) => step.send)).toContain('paminnelse');
    expect(look(first.fired, '2026-11-25T07:59:59+01:00').firings.map(({ step }) => step.send)).not.toContain(
      'paminnelse',
    );
    expect(look(first.fired, '2026-11-25T08:00:00+01:00').firings.map(({ step }) => step.send)).toContain('paminnelse');
  });

  it('[B-ACK-13] operations hear of a receipt that is missing a day after it was due, and not before', () => {
    const chain = admitted();
    const operations = `eskalering ${short(chain.directory.operationsUnits.get('blekinge') ?? '')}`;
    const passed = (ms: number) => new Date(Date.parse('2026-11-24T00:00:00+01:00') + 86_400_000 + ms).toISOString();
    expect(heard(chain, 'kvittens', passed(-1))).not.toContain(operations);
    expect(heard(chain, 'kvittens', passed(0))).toContain(operations);
  });
});
