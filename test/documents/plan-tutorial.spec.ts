import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkMessage } from '#domain/message-check.js';

import { told } from '../support/domain.js';
import type { DomainWorld } from '../support/domain.js';
import { NorrbottenWorld } from '../support/norrbotten.js';
import { Stockholm } from '../process/stockholm.js';

const PAGE = readFileSync('docs/interface.md', 'utf8');
const [, tutorial = ''] = /^### A plan from beginning to end\n(.*?)^### /ms.exec(PAGE) ?? [];
const [, beside = ''] = /^### A plan beside a stay\n(.*?)^### /ms.exec(PAGE) ?? [];

/** Each body of a part of the page with what the page says of the answer. */
const stepsIn = (part: string) =>
  [...part.matchAll(/```json\n(.*?)```\s+Answer: (\d+)([^\n]*)/gs)].map(([, body = '', status = '', rest = '']) => ({
    body,
    status,
    state: /^, state `([\w-]+)`/.exec(rest)?.[1],
    rules: [...rest.matchAll(/`(N-[A-Z]+-\d+)`/g)].map(([, rule]) => rule),
  }));

const STEPS = stepsIn(tutorial);
/** Ids of the hub in specs are not of the form that messages take. */
const SOME_ID = '0193a1b2-5f14-7212-a225-fa9f642b1ec0';

/** What came of the messages of the page, told one after the other to the rules. */
function tellAll() {
  return tellIn(new NorrbottenWorld(), STEPS);
}

function tellIn(world: DomainWorld, steps: ReturnType<typeof stepsIn>) {
  return steps.map(({ body }) => {
    const check = checkMessage(JSON.parse(body.replace(/<plan>|<episode>/, SOME_ID)));
    if (!check.ok) throw new Error(`${body}: ${JSON.stringify(check.reasons)}`);
    const { plan, episode, ...head } = check.message;
    const [knownPlan] = [...world.plans.values()];
    const [stay] = [...world.episodes.values()];
    const message = {
      ...head,
      ...(plan === undefined || knownPlan === undefined ? {} : { plan: knownPlan.id }),
      ...(episode === undefined || stay === undefined ? {} : { episode: stay.id }),
    };
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

describe('the plan beside a stay of docs/interface.md', () => {
  it('[S-CALL-05] [S-MAP-01] is called to for the stay and in the plan, with no remark', () => {
    const hub = new Stockholm();
    hub.notice({ recipients: ['SE2321009991-HLM01', 'SE2120000142-SOC02'] });
    const steps = stepsIn(beside);
    expect(steps.length).toBe([...beside.matchAll(/```json/g)].length);
    const came = tellIn(hub, steps);
    expect(came.map(({ state }) => state)).toEqual(steps.map(({ state }) => state));
    expect(came.flatMap(({ said }) => said)).toEqual([]);
    expect(hub.messages.at(-1)).toMatchObject({ kind: 'sip-kallelse', episode: hub.episode('S1').id });
    expect(hub.episode('S1').facts.sip?.call).toBeDefined();
    expect([...hub.plans.values()].map(({ episode }) => episode)).toEqual([hub.episode('S1').id]);
  });
});
