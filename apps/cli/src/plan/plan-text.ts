import type { Both } from '#domain/both.js';
import type { Answer } from '../api/answer.js';
import { en } from '../i18n/en.js';
import { sv } from '../i18n/sv.js';
import { dayAndTime } from '../stockholm-time.js';

/** A plan (SIP) as one who may see it reads it, in one language: where it stands, its goals, what is awaited, what may be sent, what was done. */
export function planLines(plan: Answer, language: keyof Both): string[] {
  const { plans, locale } = language === 'sv' ? sv : en;
  const named = (answer: Answer, field: string): string => answer.child(field).text(language);
  const names = new Map(plan.list('units').map((unit) => [unit.text('hsaId'), unit.text('name')]));
  const nameOf = (hsaId: string): string => names.get(hsaId) ?? hsaId;
  const coordinator = plan.optionalChild('coordinator');
  const waited = plan.list('waitedFor').map((duty) => {
    const due = dayAndTime(duty.instant('due'), locale);
    const text = plans.waited(named(duty, 'name'), nameOf(duty.text('unit')), due);
    return `${text}${duty.raw['isOverdue'] === true ? plans.overdue : ''} [${duty.text('rule')}]`;
  });
  const mayDo = plan
    .list('mayDo')
    .filter((one) => one.texts('units').length > 0)
    .map((one) => {
      const event = one.optionalText('event');
      const kind = `${named(one, 'name')}${event === undefined ? '' : ` (${event})`}`;
      return `${kind}: ${one.texts('units').map(nameOf).join(', ')} [${one.text('rule')}]`;
    });
  const done = plan.list('done').map((step) => {
    const withdrawn = step.raw['withdrawn'] === true ? plans.withdrawn : '';
    return `${dayAndTime(step.instant('at'), locale)}  ${nameOf(step.text('unit'))}: ${named(step, 'name')}${withdrawn}`;
  });
  return [
    plans.planTitle(plan.text('id'), named(plan, 'stateName')),
    ...(coordinator === undefined ? [] : [`  ${plans.coordinator(coordinatorName(coordinator, nameOf))}`]),
    ...section(plans.goals, goalLines(plan)),
    ...section(plans.waitedFor, waited),
    ...section(plans.maySend, mayDo),
    ...section(plans.happened, done),
  ];
}

function coordinatorName(coordinator: Answer, nameOf: (hsaId: string) => string): string {
  const parts = [coordinator.optionalText('name'), nameOf(coordinator.text('unit'))];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Goals with what stands under them; nothing where what was written is not for the reader. */
function goalLines(plan: Answer): string[] {
  const linesOf = (subgoal: Answer): string[] => [
    ...written(subgoal, '  '),
    ...subgoal.list('interventions').flatMap((intervention) => written(intervention, '    ')),
  ];
  return [
    ...plan.list('goals').flatMap((goal) => [...written(goal, ''), ...goal.list('subgoals').flatMap(linesOf)]),
    ...plan.list('looseSubgoals').flatMap(linesOf),
  ];
}

function written(part: Answer, indent: string): string[] {
  const text = part.optionalText('text');
  return text === undefined ? [] : [`${indent}${text}`];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
