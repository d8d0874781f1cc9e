import { describe, expect, it } from '@jest/globals';
import type { Message, MessageKind } from '#domain/message.js';

import { gavleborg, told } from '../support/domain.js';
import {
  at,
  Gavleborg,
  homeCare,
  housing,
  leaves,
  openCare,
  openCare2,
  patient,
  reached,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** Kind by kind: who may send it, who gets it and whether a kvittens is asked for; in which state of a stay it fits, and where it leads. */

const SHORT = { ward, openCare, social, homeCare, housing };
type Short = keyof typeof SHORT;
/** A unit outside the stays: the head of a hospital's units. */
const MANAGER = 'SE2321000016-VCH01';

const health: Short[] = ['openCare', 'homeCare', 'housing'];
const receivers: Short[] = ['openCare', 'social', 'homeCare', 'housing'];
const all: Short[] = ['ward', ...receivers];

/** `parties`: all in the stay but the ward; `others`: all in the stay but the sender; `named`: whom the message names. */
type Answer = 'kvittens' | 'no kvittens';
type Told = 'parties' | 'others' | 'ward' | 'named' | 'nobody';

const KINDS: readonly [rule: string, kind: MessageKind, senders: readonly Short[], told: Told, answer: Answer][] = [
  ['G-ADM-09', 'inskrivningsmeddelande', ['ward'], 'parties', 'kvittens'],
  ['G-RDY-02', 'utskrivningsklar', ['ward'], 'parties', 'kvittens'],
  ['G-RDY-15', 'utskrivningsklar-aterkallad', ['ward'], 'parties', 'no kvittens'],
  ['G-DIS-06', 'utskrivningsmeddelande', ['ward'], 'parties', 'no kvittens'],
  ['G-DIS-06', 'utskrivning-aterkallad', ['ward'], 'parties', 'no kvittens'],
  ['G-ADM-09', 'avbryt-vardtillfalle', ['ward'], 'parties', 'no kvittens'],
  ['L-ADM-01', 'planerad-inskrivning', ['ward'], 'nobody', 'no kvittens'],
  ['L-ADM-01', 'planerad-inskrivning-installd', ['ward'], 'nobody', 'no kvittens'],
  ['L-ADM-02', 'avdelningsbyte', ['ward'], 'nobody', 'no kvittens'],
  ['L-PROT-01', 'personuppgifter', ['ward'], 'nobody', 'no kvittens'],
  ['G-ADM-05', 'identitetsbyte', ['ward'], 'parties', 'no kvittens'],
  ['G-REQ-01', 'vardbegaran', health, 'ward', 'no kvittens'],
  ['G-PLAN-09', 'planeringsunderlag', all, 'others', 'no kvittens'],
  ['G-PLAN-13', 'generellt-meddelande', all, 'others', 'no kvittens'],
  ['G-PLAN-14', 'adl-status', ['ward'], 'others', 'no kvittens'],
  ['G-PLAN-20', 'patientinformation', all, 'others', 'no kvittens'],
  ['G-FVK-14', 'fast-vardkontakt', health, 'others', 'no kvittens'],
  ['G-ACK-09', 'orsak-utebliven-kvittens', receivers, 'ward', 'no kvittens'],
  ['G-XFER-10', 'slutanteckningar', ['ward'], 'parties', 'no kvittens'],
  ['G-CON-12', 'samtycke', all, 'others', 'no kvittens'],
  ['G-CON-11', 'samtycke-aterkallat', all, 'others', 'no kvittens'],
  ['G-CLOSE-02', 'avliden', all, 'others', 'no kvittens'],
  ['G-SELF-18', 'egenvardsbedomning', all, 'named', 'no kvittens'],
  ['G-SIP-11', 'sip-initiativ', all, 'others', 'no kvittens'],
  ['G-SIP-10', 'sip-kallelse', health, 'named', 'no kvittens'],
];

/** A stay of category CD, or of E where somebody at special housing has to say something; each kind where it fits. */
function stayFor(kind: MessageKind, sender: Short): Gavleborg {
  const hub = new Gavleborg();
  if (kind === 'planerad-inskrivning') return hub;
  if (kind === 'planerad-inskrivning-installd') {
    hub.sends(ward, 'planerad-inskrivning', 'mon 08:00', { patient: patient() });
    return hub;
  }
  hub.notice({ planningCategory: sender === 'housing' ? 'E' : 'CD' });
  hub.receipts('mon 08:50', ...Object.values(SHORT));
  if (kind === 'utskrivningsklar-aterkallad') hub.sends(ward, 'utskrivningsklar', 'mon 09:00', ready('mon 09:00'));
  if (kind === 'utskrivning-aterkallad') hub.sends(ward, 'utskrivningsmeddelande', 'mon 09:00', leaves('mon 09:00'));
  return hub;
}

/** The other party whom a message goes to that names one. */
const partner = (sender: Short): Short => (sender === 'openCare' ? 'social' : 'openCare');

function whatIsSaid(kind: MessageKind, sender: Short): Partial<Message> {
  const recipients = [SHORT[partner(sender)]];
  switch (kind) {
    case 'egenvardsbedomning': {
      const assessment = { assessment: 'Klarar det med stöd', responsibleParty: 'patient', measure: 'ögondroppar' };
      const content =
        sender === 'social' ? { phase: 'begaran', measure: 'ögondroppar' } : { phase: 'bedomning', ...assessment };
      return { recipients, content };
    }
    case 'sip-kallelse': {
      const meeting = { meetingAt: '2026-12-08T13:00:00+01:00', place: 'Hemma', aim: 'Vem som gör vad' };
      const content = { purpose: 'sip', setting: 'efter-utskrivning', form: 'fysiskt', ...meeting };
      return { recipients, consent: { given: true, scope: ['sip'] }, content };
    }
    case 'inskrivningsmeddelande':
      return { planningCategory: 'CD' };
    case 'personuppgifter':
    case 'planerad-inskrivning':
      return { patient: patient(), episodeId: 'V1' };
    case 'identitetsbyte':
      return {
        patient: patient({ id: '193702249842' }),
        content: { previousId: '191212121212', previousIdType: 'personnummer' },
      };
    default:
      return {};
  }
}

function expected(to: Told, sender: Short): Short[] {
  const inStay =
    sender === 'housing' ? (['openCare', 'social', 'housing'] as const) : (['homeCare', 'openCare', 'social'] as const);
  const among = (units: readonly Short[]): Short[] => units.filter((unit) => unit !== sender).sort();
  if (to === 'nobody') return [];
  if (to === 'named') return [partner(sender)];
  if (to === 'ward') return ['ward'];
  return among(to === 'parties' ? inStay : ['ward', ...inStay]);
}

describe('who sends what to whom', () => {
  it.each(KINDS)('[%s] %s is sent by %j, to %s, with %s', (rule, kind, senders, to, answer) => {
    for (const sender of all) {
      const hub = stayFor(kind, sender);
      const message = hub.written(SHORT[sender], kind, 'mon 10:00', whatIsSaid(kind, sender));
      const decision = hub.decide(message, at('mon 10:00'));
      if (decision.kind === 'refused') {
        expect([sender, told(decision.reasons)[0]]).toEqual([sender, `sender-role ${rule}`]);
        expect(senders).not.toContain(sender);
        continue;
      }
      expect([sender, reached(decision.plan)]).toEqual([sender, expected(to, sender)]);
      expect(senders).toContain(sender);
      const asked = decision.plan.deliveries.map(({ receiptDue }) => receiptDue !== null);
      expect(asked).toEqual(asked.map(() => answer === 'kvittens'));
    }
  });

  it.each([
    ...KINDS.filter(([, kind]) => !kind.startsWith('sip-')).map(([rule, kind]) => [rule, kind] as const),
    ['G-ADM-09', 'makulering'] as const,
  ])('[%s] %s comes from no unit outside the stays', (rule, kind) => {
    const hub = stayFor(kind, 'ward');
    const sent = hub.written(MANAGER, kind, 'mon 10:00', { patient: patient(), ...whatIsSaid(kind, 'ward') });
    const decision = hub.decide(sent, at('mon 10:00'));
    expect(decision.kind === 'refused' && told(decision.reasons)).toContain(`sender-role ${rule}`);
  });

  it.each(
    KINDS.filter(
      ([, kind, , to]) => to === 'parties' && kind !== 'identitetsbyte' && kind !== 'inskrivningsmeddelande',
    ).map(([rule, kind]) => [rule, kind] as const),
  )('[%s] whoever sends %s hears that a role which is concerned has nobody', (_rule, kind) => {
    const hub = stayFor(kind, 'ward');
    const stay = hub.episode();
    const parties = stay.facts.parties.filter(({ unit }) => unit !== social);
    hub.episodes.set(stay.id, { ...stay, facts: { ...stay.facts, parties } });
    const said = kind === 'inskrivningsmeddelande' ? {} : whatIsSaid(kind, 'ward');
    expect(remarked(hub.sends(ward, kind, 'mon 10:00', said))).toContain('role-vacant G-ADM-28');
  });

  it('[G-ADM-09] a notice that names another health centre tells the old and the new one', () => {
    const hub = stayFor('inskrivningsmeddelande', 'ward');
    const moved = { planningCategory: 'CD' as const, patient: patient({ healthCentre: openCare2 }) };
    expect(reached(hub.sends(ward, 'inskrivningsmeddelande', 'mon 10:00', moved))).toEqual(['openCare', 'openCare2']);
    expect(reached(hub.sends(ward, 'utskrivningsklar', 'mon 11:00'))).toEqual(['homeCare', 'openCare2', 'social']);
  });

  it('[G-ADM-09] who is named and has no part in the stay is told of by that rule', () => {
    const hub = stayFor('generellt-meddelande', 'ward');
    expect(hub.refuses(ward, 'generellt-meddelande', 'mon 10:00', { recipients: [housing] })).toEqual([
      'role-not-concerned G-ADM-09',
    ]);
  });

  it('[G-PLAN-13] a general message reaches each party, special housing among them, by name or as one of all', () => {
    const hub = stayFor('generellt-meddelande', 'housing');
    for (const unit of [ward, openCare, housing]) {
      const plan = hub.sends(social, 'generellt-meddelande', 'mon 10:00', { recipients: [unit] });
      expect(plan.deliveries.map((delivery) => delivery.unit)).toEqual([unit]);
    }
    const toAll = hub.sends(social, 'generellt-meddelande', 'mon 10:05');
    expect(reached(toAll)).toEqual(['housing', 'openCare', 'ward']);
  });

  it('[G-PLAN-13] a general message names twenty units at most', () => {
    const hub = stayFor('generellt-meddelande', 'ward');
    const many = Array.from({ length: 21 }, (_none, i) => `SE2120002338-SOC${String(i + 10)}`);
    const copies = many.map((hsaId) => [hsaId, { ...hub.unit(social), hsaId }] as const);
    hub.directory = { ...hub.directory, units: new Map([...hub.directory.units, ...copies]) };
    hub.episode().facts.parties.push(...many.map((unit) => ({ role: 'socialtjanst' as const, unit })));
    const plan = hub.sends(ward, 'generellt-meddelande', 'mon 10:00', { recipients: many.slice(1) });
    expect(plan.deliveries).toHaveLength(20);
    expect(hub.refuses(ward, 'generellt-meddelande', 'mon 10:00', { recipients: many })).toEqual([
      'invalid-value G-PLAN-13',
    ]);
  });

  it.each(['ward', 'openCare', 'homeCare', 'housing'] as const)(
    '[G-SELF-18] social services may ask %s for a written assessment, and it answers them',
    (asked) => {
      const hub = stayFor('egenvardsbedomning', asked);
      const question = { phase: 'begaran', measure: 'ögondroppar' };
      const plan = hub.sends(social, 'egenvardsbedomning', 'mon 10:00', {
        recipients: [SHORT[asked]],
        content: question,
      });
      expect(reached(plan)).toEqual([asked]);
      const content = { ...question, phase: 'bedomning', assessment: 'Klarar det', responsibleParty: 'patient' };
      const answer = hub.sends(SHORT[asked], 'egenvardsbedomning', 'mon 11:00', { recipients: [social], content });
      expect(reached(answer)).toEqual(['social']);
    },
  );

  it.each(all)('[G-ADM-09] %s may take back what it has sent, and those who got it hear of it', (sender) => {
    const hub = stayFor('samtycke', sender);
    const sent = hub.sends(SHORT[sender], 'samtycke', 'mon 09:00');
    const { messageId } = hub.messages.at(-1)!;
    const plan = hub.sends(SHORT[sender], 'makulering', 'mon 09:05', { content: { messageId, reason: 'fel person' } });
    expect(plan.withdraws).toBe(sent.message.id);
    expect(reached(plan)).toEqual(expected('others', sender));
  });
});

const STATES = ['none', 'planerad', 'inskriven', 'utskrivningsklar', 'utskriven', 'avbruten', 'avslutad'] as const;
type State = (typeof STATES)[number];

/** A stay of category CD in a state. */
function stayIn(state: State): Gavleborg {
  const hub = new Gavleborg();
  if (state === 'none') return hub;
  if (state === 'planerad') {
    hub.sends(ward, 'planerad-inskrivning', 'mon 08:00', { patient: patient() });
    return hub;
  }
  hub.notice({ planningCategory: 'CD' });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  if (state === 'inskriven') return hub;
  if (state === 'avbruten') hub.sends(ward, 'avbryt-vardtillfalle', 'tue 09:00');
  if (state === 'avslutad') hub.sends(ward, 'avliden', 'tue 09:00');
  if (state === 'avbruten' || state === 'avslutad') return hub;
  hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
  if (state === 'utskriven') hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
  return hub;
}

/** Where it leads, by the state that it finds; it fits in no other. */
type Leads = Readonly<Partial<Record<State, string>>>;
const staysIn = (...states: State[]): Leads => Object.fromEntries(states.map((state) => [state, state]));
const planning = staysIn('inskriven', 'utskrivningsklar');
const wholeWay = staysIn('inskriven', 'utskrivningsklar', 'utskriven');
const early = 'out-of-order';

const WAYS: readonly [rule: string, kind: MessageKind, leads: Leads][] = [
  ['G-ADM-09', 'inskrivningsmeddelande', { none: 'inskriven', planerad: 'inskriven', ...planning }],
  [
    'G-RDY-02',
    'utskrivningsklar',
    {
      none: `utskrivningsklar, ${early} G-RDY-14`,
      planerad: `utskrivningsklar, ${early} G-RDY-14`,
      inskriven: 'utskrivningsklar',
      utskrivningsklar: 'utskrivningsklar',
    },
  ],
  ['G-RDY-15', 'utskrivningsklar-aterkallad', { utskrivningsklar: 'inskriven' }],
  ['G-DIS-06', 'utskrivningsmeddelande', { inskriven: `utskriven, ${early} G-DIS-16`, utskrivningsklar: 'utskriven' }],
  ['G-DIS-06', 'utskrivning-aterkallad', { utskriven: 'utskrivningsklar' }],
  ['G-ADM-09', 'avbryt-vardtillfalle', { inskriven: 'avbruten', utskrivningsklar: 'avbruten' }],
  ['L-ADM-01', 'planerad-inskrivning', { none: 'planerad', planerad: 'planerad' }],
  ['L-ADM-01', 'planerad-inskrivning-installd', { planerad: 'avbruten' }],
  ['L-ADM-02', 'avdelningsbyte', staysIn('planerad', 'inskriven', 'utskrivningsklar')],
  ['G-REQ-01', 'vardbegaran', planning],
  ['G-PLAN-09', 'planeringsunderlag', planning],
  ['G-PLAN-14', 'adl-status', planning],
  ['G-PLAN-13', 'generellt-meddelande', wholeWay],
  ['G-PLAN-20', 'patientinformation', wholeWay],
  ['G-FVK-14', 'fast-vardkontakt', wholeWay],
  ['G-ACK-09', 'orsak-utebliven-kvittens', wholeWay],
  ['G-XFER-10', 'slutanteckningar', wholeWay],
  ['G-CON-12', 'samtycke', wholeWay],
  ['G-CON-11', 'samtycke-aterkallat', wholeWay],
  ['G-SELF-18', 'egenvardsbedomning', wholeWay],
  ['G-SIP-11', 'sip-initiativ', wholeWay],
  ['G-SIP-10', 'sip-kallelse', wholeWay],
  ['G-CLOSE-02', 'avliden', { inskriven: 'avslutad', utskrivningsklar: 'avslutad', utskriven: 'avslutad' }],
];

function senderOf(kind: MessageKind): Short {
  const senders = KINDS.find(([, one]) => one === kind)?.[2] ?? [];
  return kind === 'egenvardsbedomning' ? 'social' : (senders.find((one) => one === 'ward') ?? 'openCare');
}

describe('where in a stay it fits', () => {
  it.each(WAYS)('[%s] %s leads: %j', (_rule, kind, leads) => {
    const sender = senderOf(kind);
    for (const state of STATES) {
      const hub = stayIn(state);
      const said = { patient: patient(), planningCategory: 'CD' as const, ...whatIsSaid(kind, sender) };
      const decision = hub.decide(hub.written(SHORT[sender], kind, 'fri 10:00', said), at('fri 10:00'));
      const its = [state, leads[state] ?? 'does not fit'];
      if (decision.kind === 'refused') {
        const codes = decision.reasons.map(({ code }) => code);
        const isLost = codes.includes('wrong-state') || codes.includes('unknown-episode');
        expect([state, isLost ? 'does not fit' : told(decision.reasons).join(', ')]).toEqual(its);
      } else {
        const remarks = remarked(decision.plan).filter((remark) => remark.startsWith(early));
        expect([state, [decision.plan.episode?.facts.state, ...remarks].join(', ')]).toEqual(its);
      }
    }
  });

  it.each(WAYS.filter(([, , leads]) => leads.inskriven === 'inskriven').map(([rule, kind]) => [rule, kind] as const))(
    '[%s] %s leaves a stay as it is that was ready and is not any more',
    (_rule, kind) => {
      const sender = senderOf(kind);
      const hub = stayIn('utskrivningsklar');
      hub.sends(ward, 'utskrivningsklar-aterkallad', 'thu 10:00');
      hub.sends(SHORT[sender], kind, 'fri 10:00', whatIsSaid(kind, sender));
      expect(hub.state).toBe('inskriven');
    },
  );

  it('[G-DIS-06] a discharge that is taken back is as if it had never been said: withdrawn, and owed again', () => {
    const hub = stayIn('utskriven');
    const plan = hub.sends(ward, 'utskrivning-aterkallad', 'thu 12:00');
    expect(plan.endedDeliveries).toHaveLength(3);
    expect(hub.owed()).toContain('utskrivningsmeddelande ward fri 00:00');
  });

  it('[G-DIS-06] a discharge that is taken back leaves the stay as it was, also where it had come too early', () => {
    const hub = stayIn('inskriven');
    hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00'));
    hub.sends(ward, 'utskrivning-aterkallad', 'thu 12:00');
    expect(hub.state).toBe('inskriven');
  });

  it('has every kind of the profile in these tables, those of a plan aside', () => {
    const kinds = Object.entries(gavleborg().kinds).filter(([, rule]) => rule.about !== 'plan');
    const known = new Set<string>([...KINDS.map(([, kind]) => kind), 'makulering']);
    expect(kinds.filter(([kind]) => !known.has(kind))).toEqual([]);
  });
});
