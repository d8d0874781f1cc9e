import type { Evaluation, Intervention } from '#domain/plan/plan.js';
import { blocksOf, fieldsOf, joined, listOf, paragraph, sectionOf } from '../paper.js';
import type { Block, Paper } from '../paper.js';
import { coordinatorWords, personOf, referenceOf } from './plan-ground.js';
import type { PlanGround } from './plan-ground.js';

/** How goals were evaluated and interventions followed up, also those that are closed by now; nothing that was not shared. */
export function followUpPaper(ground: PlanGround): Paper {
  const { followUp } = ground.text;
  const parts = blocksOf(goalParts(ground), subGoalParts(ground), interventionParts(ground), deviationParts(ground));
  const { followUpOn } = ground.plan.facts;
  return {
    language: ground.language,
    title: followUp.title,
    person: personOf(ground),
    reference: referenceOf(ground),
    madeAt: ground.now,
    blocks: blocksOf(
      paragraph(parts.length === 0 ? followUp.nothing : followUp.intro),
      parts,
      sectionOf(
        2,
        followUp.next,
        fieldsOf([
          { label: followUp.nextOn, value: followUpOn === undefined ? undefined : ground.dates.when(followUpOn) },
          { label: ground.text.plan.coordinator, value: coordinatorWords(ground) },
        ]),
      ),
    ),
  };
}

/** Each evaluation with the degree as the region calls it; nothing where there is none. */
export function evaluationTable(ground: PlanGround, evaluations: readonly Evaluation[]): Block | undefined {
  if (evaluations.length === 0) return undefined;
  const { columns } = ground.text.followUp;
  return {
    kind: 'table',
    columns: [
      { head: columns.on, share: 3 },
      { head: columns.score, share: 4 },
      { head: columns.comment, share: 6 },
      { head: columns.by, share: 5 },
    ],
    rows: evaluations.map(({ on, score, comment = '', evaluator, unit }) => [
      ground.day(on),
      ground.codeName(ground.rules?.scale, score),
      comment,
      joined([evaluator?.name, evaluator?.title, ground.unitName(unit)], '\n'),
    ]),
  };
}

function goalParts(ground: PlanGround): Block[] {
  const { goals } = ground.plan.facts;
  return goals.flatMap(({ text, evaluations }) => {
    const table = evaluationTable(ground, evaluations);
    return table === undefined ? [] : sectionOf(2, ground.text.followUp.goal, paragraph(text), table);
  });
}

function subGoalParts(ground: PlanGround): Block[] {
  const { subgoals } = ground.plan.facts;
  return subgoals.flatMap(({ heading, text, evaluations }) => {
    const name = `${ground.text.followUp.subgoal}: ${ground.codeName(ground.rules?.headings, heading)}`;
    const table = evaluationTable(ground, evaluations);
    return table === undefined ? [] : sectionOf(2, name, paragraph(text), table);
  });
}

function interventionParts(ground: PlanGround): Block[] {
  const { interventionColumns: columns, interventions: heading } = ground.text.followUp;
  const rows = ground.plan.facts.interventions
    .filter(({ shared }) => shared)
    .flatMap((one) => commentRows(ground, one));
  if (rows.length === 0) return [];
  return sectionOf(2, heading, {
    kind: 'table',
    columns: [
      { head: columns.what, share: 5 },
      { head: columns.comment, share: 6 },
      { head: columns.outcome, share: 4 },
      { head: columns.by, share: 5 },
    ],
    rows,
  });
}

function commentRows({ text, unitName, day }: PlanGround, { text: what, comments }: Intervention): string[][] {
  return comments
    .filter(({ event }) => event === 'kommentar')
    .map(({ comment = '', outcome, unit, at }) => [
      what,
      comment,
      outcome === undefined ? '' : text.followUp.outcomes[outcome],
      `${unitName(unit)}\n${day(at)}`,
    ]);
}

function deviationParts({ plan, text, unitName, day }: PlanGround): Block[] {
  const items = plan.facts.deviations
    .filter(({ comment }) => comment !== undefined)
    .map(({ comment = '', unit, at }) => `${comment} (${unitName(unit)}, ${day(at)})`);
  return sectionOf(2, text.followUp.deviations, listOf(items));
}
