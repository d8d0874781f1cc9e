import { PLAN_DUTIES, type PlanRules } from '#domain/plan/plan-rule.js';
import { PLAN_STATES } from '#domain/plan/plan.js';
import type { Profile } from '#domain/profile/profile.js';
import { actorWords, conditionWords, planDueWords } from '#domain/profile/words/words.js';
import type { DrawingTexts } from '../i18n/drawing.js';
import { code, fitTable, stateDiagram } from './state-diagram.js';
import { table, type Row } from './table.js';

/** What a region says of its plans (SIP): states as a diagram, the rest as tables. */
export function drawPlan(
  rules: PlanRules,
  { windows }: Pick<Profile, 'windows'>,
  texts: DrawingTexts,
): [title: string, lines: string[]][] {
  const { columns, planTitles } = texts;
  const telling = { texts, code };
  const fits = fitTable(rules.transitions, PLAN_STATES, texts);
  return [
    [planTitles.states, stateDiagram(rules.transitions)],
    [planTitles.fits, [texts.fitsAbout, '', ...table(fits.head, fits.rows)]],
    [
      planTitles.permissions,
      table(
        [columns.kind, columns.event, columns.may, columns.rule],
        rules.permissions.map(({ kind, event, by, rule }): Row => [
          code(kind),
          event === undefined ? '' : code(event),
          actorWords(by, telling),
          rule,
        ]),
      ),
    ],
    [
      planTitles.duties,
      table(
        [columns.deadline, columns.due, columns.needs, columns.ladder, columns.rule],
        PLAN_DUTIES.flatMap((duty): Row[] => {
          const its = rules.duties[duty];
          if (its === undefined) return [];
          const { when, ladder, rule, lateRule } = its;
          return [
            [
              code(duty),
              planDueWords(its, windows, telling),
              when === undefined ? '' : conditionWords(when, telling),
              ladder === undefined ? '' : code(ladder),
              [...new Set([rule, lateRule ?? rule])].join(', '),
            ],
          ];
        }),
      ),
    ],
    [planTitles.lists, listTable(rules, texts)],
  ];
}

/** The lists that the region has agreed on. */
function listTable(rules: PlanRules, { columns, planTitles, inLanguage }: DrawingTexts): string[] {
  const lists = (['headings', 'scale', 'needReasons', 'professions', 'closing'] as const).flatMap((id): Row[] => {
    const list = rules[id];
    if (list === undefined) return [];
    return list.codes.map(({ code: name, name: said }) => [
      planTitles.listNames[id],
      code(name),
      said[inLanguage],
      list.rule,
    ]);
  });
  return table([columns.list, columns.code, columns.name, columns.rule], lists);
}
