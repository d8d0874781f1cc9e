import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  AT,
  blekinge,
  CareChain,
  CRITERIA,
  notice as chainNotice,
  telling,
} from '../../../../test/support/blekinge.js';
import { ExplainedStay } from '../../../../test/support/explained.js';
import {
  demoDirectory,
  DomainWorld,
  from,
  gavleborg,
  message,
  notice,
  TOLVAN,
  UNITS,
} from '../../../../test/support/domain.js';
import { processProfile } from '../../../../test/support/process.js';
import { EPISODE_STATES } from '../episode/episode.js';
import { MESSAGE_KINDS } from '../message.js';
import type { Content, Message, MessageKind } from '../message.js';
import type { Explained, Explanation } from './explanation.js';
import { fieldName } from './names.js';

/** What holds of the explanation of any stay, whatever has been sent in it. */

interface Region {
  readonly number: string;
  readonly world: () => DomainWorld;
  readonly units: readonly string[];
  readonly write: (unit: string, kind: MessageKind, world: DomainWorld, target: string) => Message;
}

const gavle = ({ ward, ward14, openCare, social, homeCare }: typeof UNITS) => [
  ward,
  ward14,
  openCare,
  social,
  homeCare,
];

function inGavle(world: () => DomainWorld): Region {
  return {
    number: 'V1',
    world: () => {
      const made = world();
      made.admit(notice({ planningCategory: 'CD' }));
      return made;
    },
    units: gavle(UNITS),
    write: (sender, kind, made, target) => {
      const its = kind === 'makulering' ? { content: { messageId: target, reason: 'fel' } } : {};
      const recipients = kind === 'generellt-meddelande' ? { recipients: [UNITS.openCare] } : {};
      const changes = { ...its, ...recipients, consent: { given: true } };
      if (made.unit(sender).role !== 'slutenvard') return from(sender, kind, made, changes);
      return message(kind, { sender, ...changes, ...(kind === 'identitetsbyte' ? { patient: TOLVAN } : {}) });
    },
  };
}

const REGIONS: Readonly<Record<string, Region>> = {
  gavleborg: inGavle(() => new DomainWorld(gavleborg(), demoDirectory())),
  'the test region': inGavle(() => new DomainWorld(processProfile(), demoDirectory())),
  blekinge: {
    number: 'K1',
    world: () => new CareChain().admitted(),
    units: [AT.ward, AT.centre, AT.social, AT.homeCare],
    write: (sender, kind, made, target) => {
      const said: Content = kind === 'makulering' ? { messageId: target, reason: 'fel' } : {};
      if (sender !== AT.ward) return telling(kind, sender, { episode: made.episode('K1').id, content: said });
      if (kind === 'inskrivningsmeddelande') return chainNotice();
      const content = kind === 'utskrivningsmeddelande' ? { ...said, criteria: CRITERIA } : said;
      return telling(kind, sender, { episodeId: 'K1', content });
    },
  },
};

const someEvents = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ what: fc.constant('send' as const), unit: fc.nat(9), kind: fc.nat(99) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('receipt' as const), unit: fc.nat(9), kind: fc.nat(99) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('fire' as const), unit: fc.nat(9), kind: fc.nat(99) }) },
  ),
  { maxLength: 25 },
);

const everyItem = (items: readonly Explained[]): Explained[] =>
  items.flatMap((item) => [item, ...everyItem(item.then ?? [])]);

function wordsOf({ standing, happened, waitedFor, next, missing, steps }: Explanation): string[] {
  const items = everyItem([...standing, ...happened, ...waitedFor, ...next, ...missing]).map(({ text }) => text);
  const views = steps.flatMap((view) => view.steps.flatMap(({ text, whose }) => [text, whose]));
  return [...items, ...views].flatMap(({ sv, en }) => [sv, en]);
}

describe.each(Object.entries(REGIONS))('an explanation in %s', (_name, region) => {
  /** Plays events an hour or three apart, and looks at the explanation after each. */
  function play(
    events: readonly { what: 'send' | 'receipt' | 'fire'; unit: number; kind: number }[],
    look: (stay: ExplainedStay, at: string) => void,
  ): void {
    const world = region.world();
    const stay = new ExplainedStay(world, region.number);
    const sent: string[] = [];
    events.forEach(({ what, unit, kind }, index) => {
      const at = new Date(Date.parse('2026-11-23T10:00:00+01:00') + index * 3 * 3_600_000).toISOString();
      const by = region.units[unit % region.units.length] ?? '';
      if (what === 'receipt') stay.receipted(at, () => world.receipt(by));
      else if (what === 'fire') stay.passes(at);
      else {
        const chosen = MESSAGE_KINDS[kind % MESSAGE_KINDS.length] ?? 'samtycke';
        const written = region.write(by, chosen, world, sent[kind % (sent.length || 1)] ?? 'm-0');
        const decision = world.decide(written, at);
        if (decision.kind === 'accepted') world.apply(written, decision.plan);
        if (decision.kind === 'accepted') sent.push(written.messageId);
      }
      look(stay, at);
    });
  }

  it('waits for every open deadline that the reader may know of exactly once, whoever reads', () => {
    fc.assert(
      fc.property(someEvents, fc.nat(9), (events, reader) => {
        play(events, (stay, at) => {
          const unit = region.units[reader % region.units.length] ?? '';
          for (const units of [[], [unit]]) {
            const open = stay.knownTo(...units).deadlines.flatMap(({ id, state }) => (state === 'open' ? [id] : []));
            const told = stay.explain(at, ...units).waitedFor.map(({ deadline }) => deadline);
            expect([...told].sort()).toEqual([...open].sort());
          }
        });
      }),
      { numRuns: 8 },
    );
  });

  it('is whole sentences in both languages, and never says who the patient is', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        play(events, (stay, at) => {
          const words = wordsOf(stay.explain(at));
          expect(words.filter((text) => /[{}]|undefined|\[object|^\s*$/.test(text))).toEqual([]);
          expect(words.join(' ')).not.toMatch(/Tolvan|Trean|19121212|19370224/);
        });
      }),
      { numRuns: 12 },
    );
  });

  it('says that something is refused, or fits, as the hub then decides', () => {
    const judged = new Set<string>();
    fc.assert(
      fc.property(someEvents, (events) => {
        play(events, (stay, at) => {
          const { world } = stay;
          for (const { code, kinds = [], roles = [] } of stay.explain(at).next) {
            const senders = region.units.filter((unit) => roles.includes(world.unit(unit).role));
            for (const kind of kinds) {
              for (const sender of senders) {
                const chosen = MESSAGE_KINDS.find((one) => one === kind) ?? 'samtycke';
                const bare = { ...region.write(sender, chosen, world, 'm-0'), consent: undefined };
                const decision = world.decide(bare, at);
                if (code === 'may-not-yet') expect([kind, decision.kind]).toEqual([kind, 'refused']);
                else if (decision.kind === 'refused') {
                  expect([kind, ...decision.reasons.map((reason) => reason.code)]).not.toContain('wrong-state');
                }
                judged.add(code);
              }
            }
          }
        });
      }),
      { numRuns: 4, seed: 11 },
    );
    expect([...judged]).toEqual(expect.arrayContaining(['may-lead-on', 'may-not-yet', 'may-send']));
  });

  it('can be given of a stay in every state, also one that no message of the region leads to', () => {
    const stay = new ExplainedStay(region.world(), region.number);
    const { episode, ...rest } = stay.known();
    for (const state of EPISODE_STATES) {
      Object.assign(episode.facts, { state });
      expect(rest.messages).toHaveLength(1);
      expect(stay.explain('2026-11-23T12:00:00+01:00').standing[0]?.code).toBe(`state-${state}`);
    }
  });
});

describe('what explanations have to name', () => {
  it.each([gavleborg(), blekinge()])('are the fields that need consent in $name, each by a name', ({ kinds }) => {
    const fields = Object.values(kinds).flatMap(({ consent }) => consent.flatMap((rule) => rule.fields));
    expect(fields.filter((field) => fieldName(field).sv === field)).toEqual([]);
  });
});
