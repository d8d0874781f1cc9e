import type { DeliveryState } from '#domain/delivery.js';
import { isKeptFrom } from '#domain/plan/deciding/handing-on.js';
import { planAfterHandling } from '#domain/plan/deciding/handled.js';
import { takesPart } from '#domain/plan/folding/parties.js';
import type { Plan } from '#domain/plan/plan.js';

import { demoDirectory, type DomainWorld } from './domain.js';
import type { Dice } from './model-dice.js';

/** What a unit does with something that it got of a plan and does not keep, in the hub of the specs. */

const DIRECTORY = demoDirectory();
const NEWS: readonly DeliveryState[] = ['waiting', 'received'];
let count = 0;
const newId = () => `00000000-0000-4000-9000-${String((count += 1)).padStart(12, '0')}`;

interface NotKept {
  /** In words, for who reads the course. */
  readonly what: string;
  /** What is not as it should be after it. */
  readonly broken: readonly string[];
  readonly kind: 'handed on' | 'misdirected';
  readonly hasChanged: boolean;
}

/**
 * Something that lies in an inbox of the plan is handed on within its organisation, though neither to the outsider nor back to its
 * sender, or said to be misdirected; undefined: nothing lies.
 */
export function notKept(
  world: DomainWorld,
  { plan, outsider, now }: { readonly plan: Plan; readonly outsider: string; readonly now: Date },
  dice: Dice,
): NotKept | undefined {
  const lying = world.deliveries.filter(({ plan: of, state }) => of === plan.id && NEWS.includes(state));
  if (lying.length === 0) return undefined;
  const delivery = dice.one(lying);
  const sender = world.messages.find(({ id }) => id === delivery.message)?.sender;
  const from = DIRECTORY.units.get(delivery.unit);
  const others = [...DIRECTORY.units.values()].filter(
    ({ hsaId, organisation }) =>
      organisation === from?.organisation &&
      ![delivery.unit, outsider, sender].includes(hsaId) &&
      !isKeptFrom(delivery, hsaId, plan.facts),
  );
  const next = others.length > 0 && dice.chance(50) ? dice.one(others) : undefined;
  const deadlines = world.deadlines.flatMap((one) =>
    one.plan === plan.id && one.delivery === undefined ? [{ ...one, metBy: one.endedBy }] : [],
  );
  const to = next && { unit: next.hsaId, role: next.role };
  const notice = next === undefined ? newId() : undefined;
  const moved = planAfterHandling({ plan, delivery, to, notice, now, deadlines }, { profile: world.profile, newId });
  delivery.state = next === undefined ? 'misdirected' : 'forwarded';
  if (next !== undefined) world.deliveries.push({ ...delivery, id: newId(), unit: next.hsaId, state: 'waiting' });
  if (moved !== undefined) {
    world.plans.set(plan.id, moved.plan);
    for (const { id, ...end } of moved.ended) {
      Object.assign(world.deadlines.find((one) => one.id === id) ?? {}, end, { endedBy: undefined });
    }
    for (const one of moved.started) {
      const message = one.message ?? delivery.message;
      world.deadlines.push({ ...one, message, episode: undefined, endedBy: undefined });
    }
  }
  const kind = next === undefined ? ('misdirected' as const) : ('handed on' as const);
  const what = `${delivery.unit} ${delivery.kind} ${kind}${next === undefined ? '' : ` to ${next.hsaId}`}`;
  return { what, kind, hasChanged: moved !== undefined, broken: moved === undefined ? [] : wrongIn(world, moved.plan) };
}

/** Who has no part any more owes nothing, and nothing is owed twice. */
function wrongIn(world: DomainWorld, plan: Plan): string[] {
  const open = world.deadlines.filter(
    ({ plan: of, scope, state }) => of === plan.id && scope === 'plan' && state === 'open',
  );
  const keys = open.map(({ kind, responsible, about }) => [kind, responsible, about].join(' '));
  return [
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `the same is owed twice: ${key}`),
    ...open
      .filter(({ responsible }) => !takesPart(plan, responsible))
      .map(({ kind, responsible }) => `${kind} is owed by ${responsible}, which has no part in the plan any more`),
  ];
}
