import type { FollowUpComment, Intervention, MainGoal, SubGoal } from '#domain/plan/plan.js';
import { blocksOf, fieldsOf, joined, paragraph, sectionOf } from '../paper.js';
import type { Block, Words } from '../paper.js';
import { evaluationTable } from './follow-up-paper.js';
import { reachable } from './plan-ground.js';
import type { PlanGround } from './plan-ground.js';

/** What is left out of a paper: what is closed, unless it was asked for (N-PRINT-02). What is not shared is on none (N-INT-03). */
export interface Shown {
  readonly closed: boolean;
}

/** Interventions that may stand on paper. */
export function sharedIn(interventions: readonly Intervention[], { closed }: Shown): Intervention[] {
  return interventions.filter(({ state, shared }) => shared && state !== 'sparad' && (closed || state !== 'avslutad'));
}

/** By somebody else than the region, the municipality or the person (N-CONTENT-04, S-CONTENT-04, P-CONTENT-03). */
export function isByOthers({ responsible }: Intervention): boolean {
  return responsible?.party === 'annan' || responsible?.party === 'narstaende';
}

export function goalBlocks(ground: PlanGround, goal: MainGoal): Block[] {
  const { text, dates } = ground;
  const { plan } = text;
  return blocksOf(
    paragraph(goal.text, 'large'),
    fieldsOf([
      { label: plan.reachBy, value: goal.reachBy === undefined ? undefined : dates.when(goal.reachBy) },
      { label: plan.evaluateOn, value: goal.evaluateOn === undefined ? undefined : dates.when(goal.evaluateOn) },
      { label: plan.ownPart, value: goal.ownPart },
      { label: plan.helpPart, value: goal.helpPart },
    ]),
    sectionOf(3, plan.evaluations, evaluationTable(ground, goal.evaluations)),
  );
}

export function subGoalBlocks(ground: PlanGround, subgoal: SubGoal, shown: Shown): Block[] {
  const { text, rules, codeName, dates, plan, unitName, day } = ground;
  const { closed, reachBy, evaluateOn, onBehalfOf } = subgoal;
  const interventions = sharedIn(plan.facts.interventions, shown).filter((one) => one.subgoal === subgoal.id);
  const head = sectionOf(
    3,
    `${text.plan.subgoal}: ${codeName(rules?.headings, subgoal.heading)}`,
    paragraph(subgoal.text),
    closed === undefined ? undefined : paragraph(text.plan.isClosed(day(closed.at), unitName(closed.unit)), 'quiet'),
    onBehalfOf === undefined
      ? undefined
      : paragraph(text.plan.onBehalf(onBehalfOf.name ?? text.relations[onBehalfOf.relation].toLowerCase()), 'quiet'),
    fieldsOf([
      { label: text.plan.reachBy, value: reachBy === undefined ? undefined : dates.when(reachBy) },
      { label: text.plan.evaluateOn, value: evaluateOn === undefined ? undefined : dates.when(evaluateOn) },
    ]),
  );
  const tables = blocksOf(interventionTable(ground, interventions), evaluationTable(ground, subgoal.evaluations));
  return [{ kind: 'together', blocks: head, leads: tables.length > 0 }, ...tables];
}

/** What is done, who answers for it and how to reach them, when, and beside it how it was followed up (N-FUP-09, N-PRINT-03). */
export function interventionTable(ground: PlanGround, interventions: readonly Intervention[]): Block | undefined {
  if (interventions.length === 0) return undefined;
  const { columns } = ground.text.plan;
  const isFollowedUp = interventions.some(({ comments }) => commentsOf(comments).length > 0);
  const rows = interventions.map((one): Words[] => {
    const row = [whatOf(ground, one), whoOf(ground, one), whenOf(ground, one)];
    return isFollowedUp ? [...row, commentWords(ground, one.comments)] : row;
  });
  const heads = [
    { head: columns.what, share: 6 },
    { head: columns.who, share: 5 },
    { head: columns.when, share: 5 },
  ];
  return {
    kind: 'table',
    columns: isFollowedUp ? [...heads, { head: columns.followUp, share: 6 }] : heads,
    rows,
  };
}

function whatOf({ text, unitName, day }: PlanGround, { text: what, closed }: Intervention): string {
  return closed === undefined ? what : `${what}\n${text.plan.isClosed(day(closed.at), unitName(closed.unit))}`;
}

function whoOf({ text, unitName, unitPhone }: PlanGround, { responsible, owner }: Intervention): Words {
  if (responsible === undefined) return reachable(unitName(owner), unitPhone(owner));
  const { party, unit, name, profession, phone } = responsible;
  if (party === 'den-enskilde') return text.parties[party];
  const kind = party === 'enhet' || name !== undefined ? undefined : text.parties[party];
  const place =
    unit === undefined ? (party === 'enhet' && name === undefined ? unitName(owner) : undefined) : unitName(unit);
  return reachable(
    joined([name, profession, place, kind], '\n'),
    phone ?? (unit === undefined ? undefined : unitPhone(unit)),
  );
}

function whenOf({ text, day }: PlanGround, { ongoing, startsOn, endsOn, frequency }: Intervention): string {
  return joined(
    [
      frequency,
      ongoing === true ? text.plan.ongoing : undefined,
      startsOn === undefined ? undefined : text.plan.from(day(startsOn)),
      endsOn === undefined ? undefined : text.plan.until(day(endsOn)),
    ],
    '\n',
  );
}

function commentsOf(comments: readonly FollowUpComment[]): FollowUpComment[] {
  return comments.filter(({ event }) => event === 'kommentar');
}

function commentWords(ground: PlanGround, comments: readonly FollowUpComment[]): string {
  const { text, unitName, day } = ground;
  return commentsOf(comments)
    .map(({ comment, outcome, unit, at }) => {
      const said = joined([comment, outcome === undefined ? undefined : text.followUp.outcomes[outcome]], '\n');
      return `${said}\n(${unitName(unit)}, ${day(at)})`;
    })
    .join('\n');
}

/** Closed interventions that were followed up: they leave the plan, what was said of them does not (N-FUP-12). */
export function closedFollowUps(ground: PlanGround): Intervention[] {
  return sharedIn(ground.plan.facts.interventions, { closed: true }).filter(
    ({ state, comments }) => state === 'avslutad' && commentsOf(comments).length > 0,
  );
}
