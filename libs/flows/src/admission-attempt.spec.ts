import { describe, expect, it } from '@jest/globals';
import { demoDirectory, gavleborg, JSON_ORIGIN, message, TOLVAN, UNITS } from '../../../test/support/domain.js';
import type { Message, MessageKind } from '#domain/message.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';
import { attemptOf } from './admission-attempt.js';
import type { PlanName } from './ports.js';

const REGION = gavleborg();
const PLAN = '01a2047b-e74b-753a-b74f-6abe9e120e34';
const KEYS = { idempotencyKey: () => Buffer.from('key'), contentHash: () => Buffer.from('hash') };
const RAW = { bytes: Buffer.from(''), contentType: 'application/json', source: 'http:test', receivedAt: new Date() };

/** What a region that has plans says of kinds, as far as it matters here. */
function withPlans(kinds: Partial<Record<MessageKind, 'about' | 'beside'>>): Profile {
  const rules = Object.entries(kinds).map(([kind, how]) => {
    const rule = REGION.kinds['sip-kallelse'] ?? REGION.kinds.samtycke ?? fail();
    return [kind, { ...rule, about: how === 'about' ? 'plan' : 'stay', changesPlan: how === 'beside' }] as const;
  });
  const person = { ...(REGION.kinds.personuppgifter ?? fail()), about: 'person' as const };
  return {
    ...REGION,
    kinds: { personuppgifter: person, identitetsbyte: person, ...Object.fromEntries(rules) },
    plan: {
      ...{ rule: 'N-BASIS-01', permissions: [], transitions: [], duties: {} },
      coordinator: { rule: 'N-COORD-01', first: 'sender', name: { sv: 's', en: 'c' }, person: false },
      closing: { rule: 'N-CLOSE-01', codes: [] },
      consent: { rule: 'N-CON-01', toCall: [], toMeet: [], closes: [], closesRule: 'N-CON-03', scopeRule: 'N-CON-01' },
      death: { rule: 'N-CLOSE-11', noticedRule: 'N-CLOSE-12' },
    },
  };
}

function fail(): never {
  throw new Error('the region has no such kind');
}

const withoutPlans = ({ plan: _, ...region }: Profile): Profile => region;

function planAsked(one: Message, profile: Profile): PlanName | undefined {
  const sender = demoDirectory().units.get(one.sender) ?? fail();
  return attemptOf(RAW, { message: one, origin: JSON_ORIGIN }, sender, KEYS, profile).plan;
}

const REGION_WITH = withPlans({
  'sip-huvudmal': 'about',
  'sip-kallelse': 'beside',
  avliden: 'beside',
  makulering: 'beside',
});
const alone = { sender: UNITS.social, episodeId: undefined };

describe('which plans a message asks for', () => {
  it('the one that it names, and otherwise the open ones of its patient in the region', () => {
    for (const kind of ['sip-huvudmal', 'sip-kallelse'] as const) {
      expect(planAsked(message(kind, { ...alone, plan: PLAN, patient: TOLVAN }), REGION_WITH)).toEqual({ id: PLAN });
      expect(planAsked(message(kind, { ...alone, patient: TOLVAN }), REGION_WITH)).toEqual({
        ...{ patientIds: [TOLVAN.id], profile: 'gavleborg' },
      });
    }
  });

  it('those of the person of a stay, when the stay is all that it names', () => {
    const stays = [{ episodeId: 'V1' }, { episodeId: undefined, episode: PLAN }];
    for (const stay of stays) {
      const asked = planAsked(message('sip-kallelse', { ...stay, patient: undefined }), REGION_WITH);
      expect(asked).toEqual({ patientIds: [], profile: 'gavleborg' });
    }
    expect(planAsked(message('sip-kallelse', { ...alone, patient: undefined }), REGION_WITH)).toBeUndefined();
  });

  it('[N-CLOSE-11] a death ends plans in every region', () => {
    const asked = planAsked(message('avliden', { ...alone, patient: TOLVAN }), REGION_WITH);
    expect(asked).toEqual({ patientIds: [TOLVAN.id], profile: undefined });
  });

  it('what is told of a person goes into all plans of the region, under both identities', () => {
    const about = { episodeId: undefined, patient: TOLVAN };
    expect(planAsked(message('personuppgifter', about), REGION_WITH)).toEqual({
      ...{ patientIds: [TOLVAN.id], profile: 'gavleborg' },
    });
    const content = { previousId: '191212721219', previousIdType: 'samordningsnummer' };
    expect(planAsked(message('identitetsbyte', { ...about, content }), REGION_WITH)).toEqual({
      ...{ patientIds: ['191212721219', TOLVAN.id], profile: 'gavleborg' },
    });
  });

  it('no message of a region without plans asks for any, and none that changes none', () => {
    const without = withoutPlans(REGION_WITH);
    for (const kind of MESSAGE_KINDS) {
      const one = message(kind, { patient: TOLVAN });
      expect(planAsked(one, without)).toBeUndefined();
      const isAsking = ['sip-huvudmal', 'sip-kallelse', 'avliden', 'makulering', 'personuppgifter', 'identitetsbyte'];
      if (!isAsking.includes(kind)) expect(planAsked(one, REGION_WITH)).toBeUndefined();
    }
  });
});
