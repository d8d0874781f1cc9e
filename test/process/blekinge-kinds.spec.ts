import { describe, expect, it } from '@jest/globals';
import type { Message, MessageKind } from '#domain/message.js';

import { AT, CareChain, gotBy, telling, TREAN, YES } from '../support/blekinge.js';
import { told } from '../support/domain.js';

/** Kind by kind: who may send it and who gets it; in which state of a chain it fits, and where it leads. */

const UNITS = {
  ward: AT.ward,
  emergency: AT.emergency,
  centre: AT.centre,
  social: AT.social,
  homeCare: AT.homeCare,
  housing: AT.housing,
  careStaff: AT.careStaff,
};
type Unit = keyof typeof UNITS;
const ALL = Object.keys(UNITS) as Unit[];

const hospital: Unit[] = ['ward', 'emergency'];
const municipality: Unit[] = ['social', 'homeCare', 'housing'];
const parties: Unit[] = ['centre', ...municipality];
const everybody: Unit[] = [...hospital, ...parties];

/** `parties`: all in the chain but the hospital; `others`: all in the chain but the sender; `named`: whom the message names. */
type Told = 'parties' | 'others' | 'ward' | 'named' | 'nobody';
type Answer = 'kvittens' | 'no kvittens';

const KINDS: readonly [rule: string, kind: MessageKind, senders: readonly Unit[], told: Told, answer: Answer][] = [
  ['B-REP-01', 'vardrapport', municipality, 'ward', 'kvittens'],
  ['B-ADM-14', 'inskrivningsmeddelande', ['ward'], 'parties', 'kvittens'],
  ['B-ANS-01', 'svar-pa-inskrivning', parties, 'ward', 'kvittens'],
  ['B-DRP-08', 'utskrivningsrapport', hospital, 'parties', 'kvittens'],
  ['B-EXT-01', 'extrameddelande', everybody, 'others', 'kvittens'],
  ['B-RDY-05', 'utskrivningsklar', hospital, 'parties', 'kvittens'],
  ['B-RDY-05', 'utskrivningsklar-aterkallad', hospital, 'parties', 'kvittens'],
  ['B-MUN-01', 'kommunklar', municipality, 'ward', 'kvittens'],
  ['B-DIS-11', 'utskrivningsmeddelande', hospital, 'parties', 'kvittens'],
  ['B-DIS-11', 'utskrivning-aterkallad', hospital, 'parties', 'kvittens'],
  ['B-FREE-01', 'fristaende-meddelande', everybody, 'named', 'kvittens'],
  ['B-CON-08', 'samtycke', everybody, 'others', 'kvittens'],
  ['B-CON-08', 'samtycke-aterkallat', everybody, 'others', 'kvittens'],
  ['B-SCO-03', 'avliden', everybody, 'others', 'kvittens'],
  ['B-ADM-14', 'avbryt-vardtillfalle', hospital, 'parties', 'kvittens'],
  ['B-PLN-13', 'planerad-inskrivning', hospital, 'nobody', 'no kvittens'],
  ['B-PLN-13', 'planerad-inskrivning-installd', hospital, 'nobody', 'no kvittens'],
  ['B-ADM-14', 'avdelningsbyte', hospital, 'nobody', 'no kvittens'],
  ['L-PROT-01', 'personuppgifter', hospital, 'nobody', 'no kvittens'],
  ['B-ADM-08', 'identitetsbyte', hospital, 'parties', 'no kvittens'],
];

const STATES = [
  'none',
  'planerad',
  'inskriven',
  'utskrivningsklar',
  'kommunklar',
  'utskriven',
  'avbruten',
  'avslutad',
] as const;
type State = (typeof STATES)[number];

const NOON = '2026-11-27T12:00:00+01:00';
const PLANNED = { plannedAdmission: '2026-11-30', expectedDischarge: '2026-12-03' };

/** A chain in a state; with special housing where it has a part. */
function chainIn(state: State, hasHousing = false): CareChain {
  const chain = new CareChain();
  if (state === 'none') return chain;
  if (state === 'planerad') {
    chain.admit(telling('planerad-inskrivning', AT.ward, { episodeId: 'K1', patient: TREAN, content: PLANNED }));
    return chain;
  }
  chain.admitted(hasHousing ? { needs: ['sabo', 'socialtjanst', 'oppenvard'] } : {});
  if (state === 'inskriven') return chain;
  if (state === 'avbruten') chain.admit(chain.byWard('avbryt-vardtillfalle'), NOON);
  if (state === 'avslutad') chain.admit(chain.byWard('avliden'), NOON);
  if (state === 'avbruten' || state === 'avslutad') return chain;
  for (const unit of [AT.centre, AT.social]) chain.admit(chain.answer(unit), '2026-11-23T15:30:00+01:00');
  chain.reported().ready();
  if (state !== 'utskrivningsklar') chain.municipalityReady();
  if (state === 'utskriven') chain.admit(chain.byWard('utskrivningsmeddelande'), '2026-11-27T14:00:00+01:00');
  return chain;
}

function whatIsSaid(kind: MessageKind, sender: Unit): Partial<Message> {
  switch (kind) {
    case 'inskrivningsmeddelande':
      return { patient: TREAN, consent: YES, needs: ['oppenvard', 'socialtjanst', 'hemsjukvard'] };
    case 'fristaende-meddelande':
      return { patient: TREAN, recipients: [partner(sender)] };
    case 'planerad-inskrivning':
      return { patient: TREAN, content: PLANNED };
    case 'personuppgifter':
      return { patient: TREAN, content: { updatedAt: NOON } };
    case 'identitetsbyte': {
      const content = { previousId: TREAN.id, previousIdType: TREAN.idType };
      return { patient: { ...TREAN, id: '191212121212' }, content };
    }
    case 'utskrivningsklar':
      return { content: { override: { reason: 'Rapporten kommer senare' } } };
    case 'kommunklar':
      return { content: { branches: ['socialtjanst', 'hemsjukvard', 'sabo'] } };
    case 'avdelningsbyte':
      return { content: { ward: AT.otherWard, movedAt: NOON } };
    case 'avliden':
      return { content: { diedOn: '2026-11-27', source: 'manuell' } };
    default:
      return {};
  }
}

const partner = (sender: Unit): string => (sender === 'social' ? AT.ward : AT.social);

/** As the hospital writes it under its own number, and the others under that of the hub. */
function written(chain: CareChain, kind: MessageKind, sender: Unit): Message {
  const its = { sentAt: NOON, ...whatIsSaid(kind, sender) };
  if (kind === 'fristaende-meddelande') return telling(kind, UNITS[sender], its);
  if (chain.episodes.size === 0 || hospital.includes(sender)) {
    return telling(kind, UNITS[sender], { episodeId: 'K1', ...its });
  }
  if (kind === 'svar-pa-inskrivning') return chain.answer(UNITS[sender]);
  return telling(kind, UNITS[sender], { episode: chain.episode('K1').id, ...its });
}

/** In which state a message of the kind is looked at here. */
const FOUND_IN: Readonly<Partial<Record<MessageKind, State>>> = {
  utskrivningsklar: 'utskrivningsklar',
  'utskrivningsklar-aterkallad': 'utskrivningsklar',
  kommunklar: 'utskrivningsklar',
  utskrivningsmeddelande: 'kommunklar',
  'utskrivning-aterkallad': 'utskriven',
  'planerad-inskrivning': 'none',
  'planerad-inskrivning-installd': 'planerad',
};

const short = (hsaId: string): string => hsaId.split('-')[1] ?? '';

function expected(to: Told, sender: Unit): string[] {
  const inChain = [AT.centre, AT.social, sender === 'housing' ? AT.housing : AT.homeCare];
  // The ward that sends is where the patient is.
  const ward = sender === 'emergency' ? AT.emergency : AT.ward;
  const among = (units: readonly string[]) =>
    units
      .filter((unit) => unit !== UNITS[sender])
      .map(short)
      .sort();
  if (to === 'nobody') return [];
  if (to === 'named') return [short(partner(sender))];
  if (to === 'ward') return among([ward]);
  return among(to === 'parties' ? inChain : [ward, ...inChain]);
}

describe('who sends what to whom', () => {
  it.each(KINDS)('[%s] %s is sent by %j, to %s, with %s', (rule, kind, senders, to, answer) => {
    for (const sender of ALL) {
      const hasHousing = sender === 'housing' && senders.includes(sender);
      const chain = chainIn(FOUND_IN[kind] ?? 'inskriven', hasHousing);
      const decision = chain.decide(written(chain, kind, sender), NOON);
      if (decision.kind === 'refused') {
        expect([sender, told(decision.reasons)[0]]).toEqual([sender, `sender-role ${rule}`]);
        expect(senders).not.toContain(sender);
        continue;
      }
      expect([sender, gotBy(decision.plan)]).toEqual([sender, expected(to, sender)]);
      expect(senders).toContain(sender);
      const asked = decision.plan.deliveries.map(({ receiptDue }) => receiptDue !== null);
      expect(asked).toEqual(asked.map(() => answer === 'kvittens'));
    }
  });

  it.each(
    KINDS.filter(
      ([, kind, , to]) => to === 'parties' && !['identitetsbyte', 'inskrivningsmeddelande'].includes(kind),
    ).map(([rule, kind]) => [rule, kind] as const),
  )('[%s] whoever sends %s hears that a role which is concerned has nobody', (_rule, kind) => {
    const chain = chainIn(FOUND_IN[kind] ?? 'inskriven');
    const { id, facts, ...stay } = chain.episode('K1');
    const without = facts.parties.filter(({ unit }) => unit !== AT.homeCare);
    chain.episodes.set(id, { id, ...stay, facts: { ...facts, parties: without } });
    const { warnings } = chain.admit(written(chain, kind, 'ward'), NOON).answer;
    expect(told(warnings)).toContain('role-vacant B-ADM-14');
  });

  it.each(everybody)('[B-ACK-09] %s may take back what it has sent, and those who got it hear of it', (sender) => {
    const chain = chainIn('inskriven', sender === 'housing');
    const sent = written(chain, 'samtycke', sender);
    const { id } = chain.admit(sent, NOON).message;
    const content = { messageId: sent.messageId, reason: 'fel person' };
    const plan = chain.tell(telling('makulering', UNITS[sender], { content }), NOON);
    expect([plan.withdraws, gotBy(plan)]).toEqual([id, expected('others', sender)]);
    expect(plan.deliveries.map(({ receiptDue }) => receiptDue)).toEqual(plan.deliveries.map(() => null));
  });

  it('[B-ACK-09] care staff take nothing back: they have sent nothing', () => {
    const content = { messageId: 'b-1', reason: 'fel person' };
    const chain = chainIn('inskriven');
    expect(told(chain.refuse(telling('makulering', AT.careStaff, { content }), NOON))[0]).toBe('sender-role B-ACK-09');
  });
});

/** Where it leads, by the state that it finds; it fits in no other. */
type Leads = Readonly<Partial<Record<State, State>>>;
const staysIn = (...states: State[]): Leads => Object.fromEntries(states.map((state) => [state, state]));
const open = staysIn('inskriven', 'utskrivningsklar', 'kommunklar');
const leadsTo = (to: State, ...states: State[]): Leads => Object.fromEntries(states.map((state) => [state, to]));

const WAYS: readonly [rule: string, kind: MessageKind, leads: Leads][] = [
  ['B-ADM-14', 'inskrivningsmeddelande', { ...leadsTo('inskriven', 'none', 'planerad'), ...open }],
  ['B-RDY-05', 'utskrivningsklar', { inskriven: 'utskrivningsklar', ...staysIn('utskrivningsklar', 'kommunklar') }],
  ['B-RDY-05', 'utskrivningsklar-aterkallad', leadsTo('inskriven', 'utskrivningsklar', 'kommunklar')],
  ['B-MUN-01', 'kommunklar', leadsTo('kommunklar', 'utskrivningsklar', 'kommunklar')],
  ['B-DIS-11', 'utskrivning-aterkallad', { utskriven: 'kommunklar' }],
  ['B-ADM-14', 'avbryt-vardtillfalle', leadsTo('avbruten', 'inskriven', 'utskrivningsklar', 'kommunklar')],
  ['B-SCO-03', 'avliden', leadsTo('avslutad', 'inskriven', 'utskrivningsklar', 'kommunklar')],
  ['B-PLN-13', 'planerad-inskrivning', leadsTo('planerad', 'none', 'planerad')],
  ['B-PLN-13', 'planerad-inskrivning-installd', { planerad: 'avbruten' }],
  ['B-ADM-14', 'avdelningsbyte', { ...staysIn('planerad'), ...open }],
  ['B-REP-01', 'vardrapport', open],
  ['B-ANS-01', 'svar-pa-inskrivning', open],
  ['B-DRP-08', 'utskrivningsrapport', open],
  ['B-EXT-01', 'extrameddelande', open],
  ['B-CON-08', 'samtycke', { ...open, ...staysIn('utskriven') }],
  ['B-CON-08', 'samtycke-aterkallat', { ...open, ...staysIn('utskriven') }],
];

describe('where in a chain it fits', () => {
  it.each(WAYS.filter(([, , leads]) => leads.inskriven === 'inskriven').map(([rule, kind]) => [rule, kind] as const))(
    '[%s] %s leaves a chain as it is that was ready and is not any more',
    (_rule, kind) => {
      const sender = KINDS.find(([, one]) => one === kind)?.[2][0] ?? 'ward';
      const chain = chainIn('utskrivningsklar');
      chain.admit(chain.byWard('utskrivningsklar-aterkallad'), NOON);
      expect(chain.admit(written(chain, kind, sender), NOON).answer.episode.state).toBe('inskriven');
    },
  );

  it('[B-ADM-14] a chain that was begun in error takes back what nobody has receipted', () => {
    const chain = chainIn('inskriven');
    expect(chain.admit(chain.byWard('avbryt-vardtillfalle'), NOON).endedDeliveries).toHaveLength(3);
  });

  it.each(['utskriven', 'avbruten', 'avslutad'] as const)(
    '[B-DIS-11] a discharge is amended after it, and not after anything else that ends a chain: %s',
    (state) => {
      const chain = chainIn(state);
      const decision = chain.decide(chain.byWard('utskrivningsmeddelande'), NOON);
      const its = decision.kind === 'accepted' ? [decision.plan.episode?.facts.state] : told(decision.reasons);
      expect(its[0]).toBe(state === 'utskriven' ? 'utskriven' : 'wrong-state');
    },
  );

  it.each(['inskriven', 'utskrivningsklar', 'kommunklar'] as const)(
    '[B-DIS-11] [B-CON-02] without consent a discharge is registered from %s',
    (state) => {
      const chain = chainIn(state);
      chain.admit(chain.byWard('samtycke-aterkallat', { scope: ['informationsoverforing'] }), NOON);
      const plan = chain.admit(chain.byWard('utskrivningsmeddelande'), NOON);
      expect([plan.answer.episode.state, plan.deliveries]).toEqual(['utskriven', []]);
    },
  );

  it('[B-EXT-01] after the discharge an extra message fits when it answers a call to a plan', () => {
    const chain = chainIn('utskriven');
    const answers = { callReply: { attends: true } };
    expect(told(chain.refuse(chain.by(AT.centre, 'extrameddelande'), NOON))).toContain('wrong-state');
    const plan = chain.admit(chain.by(AT.centre, 'extrameddelande', answers), NOON);
    expect([plan.answer.episode.state, gotBy(plan)]).toEqual(['utskriven', ['AVD45', 'HSV01', 'SOC01']]);
    const cancelled = chainIn('avbruten');
    expect(told(cancelled.refuse(cancelled.by(AT.centre, 'extrameddelande', answers), NOON))).toContain('wrong-state');
  });

  it('[B-DIS-11] a discharge that is taken back is as if it had never been said, and may be said again', () => {
    const chain = chainIn('utskriven');
    const plan = chain.admit(chain.byWard('utskrivning-aterkallad'), NOON);
    expect([plan.answer.episode.state, plan.endedDeliveries.length]).toEqual(['kommunklar', 3]);
    expect(chain.admit(chain.byWard('utskrivningsmeddelande'), NOON).answer.episode.state).toBe('utskriven');
  });

  it.each(WAYS)('[%s] %s leads: %j', (_rule, kind, leads) => {
    const sender = KINDS.find(([, one]) => one === kind)?.[2][0] ?? 'ward';
    for (const state of STATES) {
      const chain = chainIn(state);
      const message = { ...written(chain, kind, sender), ...(hospital.includes(sender) ? { patient: TREAN } : {}) };
      const decision = chain.decide(message, NOON);
      const its = [state, leads[state] ?? 'does not fit'];
      if (decision.kind === 'accepted') expect([state, decision.plan.episode?.facts.state]).toEqual(its);
      else {
        const isLost = decision.reasons.some(({ code }) => code === 'wrong-state' || code === 'unknown-episode');
        expect([state, isLost ? 'does not fit' : told(decision.reasons).join(', ')]).toEqual(its);
      }
    }
  });
});
