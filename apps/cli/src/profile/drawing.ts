import { EPISODE_STATES } from '#domain/episode/episode.js';
import { MESSAGE_KINDS, PLANNING_CATEGORIES, type MessageKind } from '#domain/message.js';
import type { ConsentRule, DeadlineRule, KindRule, LadderStep, Profile } from '#domain/profile/profile.js';
import {
  checkWords,
  codes,
  consentWords,
  dueWords,
  endWords,
  owerWords,
  recipientWords,
  senderWords,
  startWords,
  stepAtWords,
  stepToWords,
} from '#domain/profile/words/words.js';
import type { Telling } from '#domain/profile/words/words.js';
import type { DrawingTexts } from '../i18n/drawing.js';
import { drawPlan } from './plan-drawing.js';
import { code, fitTable, stateDiagram } from './state-diagram.js';
import { table, type Row } from './table.js';

/** A profile as a page of Markdown: its states as a Mermaid diagram, everything else as tables. */
export function drawProfile(profile: Profile, file: string, texts: DrawingTexts): string {
  const { columns } = texts;
  const telling = { texts, code };
  const fits = fitTable(profile.transitions, EPISODE_STATES, texts);
  const kinds = MESSAGE_KINDS.flatMap((kind) => {
    const rule = profile.kinds[kind];
    return rule === undefined ? [] : [{ kind, rule }];
  });
  const sections: [title: string, lines: string[]][] = [
    [texts.states, stateDiagram(profile.transitions)],
    [texts.fits, [texts.fitsAbout, '', ...table(fits.head, fits.rows)]],
    [
      texts.whoSends,
      table(
        [columns.kind, columns.senders, columns.recipients, columns.receipt, columns.rule],
        kinds.map(({ kind, rule }) => kindRow(kind, rule, telling)),
      ),
    ],
    [
      texts.deadlines,
      table(
        [columns.deadline, columns.starts, columns.due, columns.owes, columns.ends, columns.ladder, columns.rule],
        Object.entries(profile.deadlines).map(([name, rule]) => deadlineRow(name, rule, profile, telling)),
      ),
    ],
    [
      texts.ladders,
      table(
        [columns.ladder, columns.step, columns.to, columns.at, columns.rule],
        Object.entries(profile.ladders).flatMap(([name, steps]) => steps.map((step) => stepRow(name, step, telling))),
      ),
    ],
    [
      texts.checks,
      table(
        [columns.kind, columns.must, columns.otherwise, columns.rule],
        kinds.flatMap(({ kind, rule }) => checkRows(kind, rule, telling)),
      ),
    ],
    [
      texts.consent,
      table(
        [columns.kind, columns.needs, columns.otherwise, columns.rule],
        kinds.flatMap(({ kind, rule }) => rule.consent.map((one) => consentRow(kind, one, telling))),
      ),
    ],
    [texts.categories, categoryTable(profile, texts)],
    ...(profile.plan === undefined ? [] : drawPlan(profile.plan, profile, texts)),
  ];
  const body = sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']));
  return [`# ${profile.name}`, '', texts.made(file), '', ...body].join('\n');
}

function kindRow(kind: MessageKind, rule: KindRule, telling: Telling): Row {
  return [
    code(kind),
    senderWords(rule, telling),
    recipientWords(rule, telling),
    rule.receipt === undefined ? '' : code(rule.receipt),
    rule.rule,
  ];
}

function deadlineRow(name: string, rule: DeadlineRule, { windows }: Profile, telling: Telling): Row {
  return [
    code(name),
    startWords(rule, telling),
    dueWords(rule.due, windows, telling),
    owerWords(rule, telling),
    endWords(rule, telling),
    rule.ladder === undefined ? '' : code(rule.ladder),
    [...new Set([rule.rule, rule.lateRule])].join(', '),
  ];
}

function stepRow(ladder: string, rung: LadderStep, telling: Telling): Row {
  const { step, send, rule } = rung;
  return [code(ladder), code(step), `${code(send)}: ${stepToWords(rung, telling)}`, stepAtWords(rung, telling), rule];
}

function checkRows(kind: MessageKind, rule: KindRule, telling: Telling): Row[] {
  const { texts } = telling;
  const checks = rule.checks.map((check): Row => {
    const { asked, otherwise } = checkWords(check, telling);
    return [code(kind), asked, otherwise, check.rule];
  });
  const expected = Object.entries(rule.expectedFields).map(([field, id]): Row => [
    code(kind),
    texts.asks.has(code(`content.${field}`)),
    texts.otherwise.warn,
    id,
  ]);
  return [...checks, ...expected];
}

function consentRow(kind: MessageKind, rule: ConsentRule, telling: Telling): Row {
  return [code(kind), consentWords(rule, telling), telling.texts.otherwise[rule.without], rule.rule];
}

function categoryTable({ categories }: Profile, texts: DrawingTexts): string[] {
  const { columns, notice, yes } = texts;
  const mark = (flag: boolean) => (flag ? yes : '');
  return table(
    [
      columns.category,
      columns.recipients,
      columns.notice,
      columns.ready,
      columns.fvk,
      columns.sip,
      columns.payment,
      columns.rule,
    ],
    PLANNING_CATEGORIES.map((name): Row => {
      const { recipients, ready, fvk, sip, payment, rule, ...rest } = categories[name];
      const flags = [mark(fvk), mark(sip), mark(payment)];
      return [code(name), codes(recipients, { texts, code }), notice[rest.notice], notice[ready], ...flags, rule];
    }),
  );
}
