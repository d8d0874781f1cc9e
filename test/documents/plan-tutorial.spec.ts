import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkMessage } from '#domain/message-check.js';

import { told } from '../support/domain.js';
import { NorrbottenWorld } from '../support/norrbotten.js';

const PAGE = readFileSync('docs/interface.md', 'utf8');
const [, tutorial = ''] = /^### A plan from beginning to end\n(.*?)^### /ms.exec(PAGE) ?? [];
/** Each body with what the page says of the answer. */
const STEPS = [...tutorial.matchAll(/```json\n(.*?)```\s+Answer: (\d+),([^\n]*)/gs)].map(
  ([, body = '', status = '', rest = '']) => ({
    body,
    status,
    state: /^ state `([\w-]+)`/.exec(rest)?.[1],
    rules: [...rest.matchAll(/`(N-[A-Z]+-\d+)`/g)].map(([, rule]) => rule),
  }),
);
/** Ids of the hub in specs are not of the form that messages take. */
const SOME_PLAN = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';

/** What came of the messages of the page, told one after the other to the rules. */
function tellAll() {
  const world = new NorrbottenWorld();
  return STEPS.map(({ body }) => {
    const check = checkMessage(JSON.parse(body.replace('<plan>', SOME_PLAN)));
    if (!check.ok) throw new Error(`${body}: ${JSON.stringify(check.reasons)}`);
    const { plan, ...head } = check.message;
    const message = plan === undefined ? head : { ...head, plan: world.plan.id };
    const decision = world.decide(message, head.sentAt);
    if (decision.kind === 'refused') return { state: undefined, said: told(decision.reasons) };
    world.apply(message, decision.plan);
    return { state: decision.plan.answer.plan?.state, said: told(decision.plan.answer.warnings) };
  });
}

describe('the plan from beginning to end of docs/interface.md', () => {
  let came: ReturnType<typeof tellAll>;

  beforeAll(() => {
    came = tellAll();
  });

  it('goes from the basis to the closing, a refusal among them', () => {
    expect(STEPS.length).toBe([...tutorial.matchAll(/```json/g)].length);
    expect(STEPS.map(({ status }) => status).filter((status) => status !== '201')).toEqual(['409']);
    expect([came[0]?.state, came.at(-1)?.state]).toEqual(['samtycke', 'avslutad']);
  });

  it.each(STEPS.map(({ body }, index) => [/"messageId": "([\w-]+)"/.exec(body)?.[1], index] as const))(
    'the answer to %s is the one that the page tells of',
    (_id, index) => {
      const { state, rules } = STEPS[index]!;
      expect(came[index]?.state).toBe(state);
      const ruled = (came[index]?.said ?? []).map((one) => one.split(' ')[1]).sort();
      expect(ruled).toEqual([...rules].sort());
    },
  );
});
