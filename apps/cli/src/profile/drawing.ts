import { MESSAGE_KINDS, PLANNING_CATEGORIES, type MessageKind } from '#domain/message.js';
import type { ConsentRule, DeadlineRule, EarlyRule, KindRule, LadderStep, Profile } from '#domain/profile.js';
import type { DrawingTexts } from '../i18n/drawing.js';
import { fitTable, stateDiagram } from './state-diagram.js';
import { code, codes, conditionWords, dueWords } from './words.js';

type Row = readonly string[];

/** A profile as a page of Markdown: its states as a Mermaid diagram, everything else as tables. */
export function drawProfile(profile: Profile, file: string, texts: DrawingTexts): string {
  const { columns } = texts;
  const fits = fitTable(profile.transitions, texts);
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
        kinds.map(({ kind, rule }) => kindRow(kind, rule, texts)),
      ),
    ],
    [
      texts.deadlines,
      table(
        [columns.deadline, columns.starts, columns.due, columns.owes, columns.ends, columns.ladder, columns.rule],
        Object.entries(profile.deadlines).map(([name, rule]) => deadlineRow(name, rule, profile, texts)),
      ),
    ],
    [
      texts.ladders,
      table(
        [columns.ladder, columns.step, columns.to, columns.at, columns.rule],
        Object.entries(profile.ladders).flatMap(([name, steps]) => steps.map((step) => stepRow(name, step, texts))),
      ),
    ],
    [
      texts.checks,
      table(
        [columns.kind, columns.must, columns.otherwise, columns.rule],
        kinds.flatMap(({ kind, rule }) => checkRows(kind, rule, texts)),
      ),
    ],
    [
      texts.consent,
      table(
        [columns.kind, columns.needs, columns.otherwise, columns.rule],
        kinds.flatMap(({ kind, rule }) => rule.consent.map((one) => consentRow(kind, one, texts))),
      ),
    ],
    [texts.categories, categoryTable(profile, texts)],
  ];
  const body = sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']));
  return [`# ${profile.name}`, '', texts.made(file), '', ...body].join('\n');
}

function kindRow(kind: MessageKind, rule: KindRule, texts: DrawingTexts): Row {
  const { notSenderTypes, early, alone, named, recipients } = rule;
  const senders = [
    codes(rule.senders),
    ...(notSenderTypes.length === 0 ? [] : [texts.notTypes(codes(notSenderTypes))]),
    ...(early === undefined ? [] : [earlyWords(early, texts)]),
    ...(alone === undefined ? [] : [`${texts.alone} (${alone.rule})`]),
  ];
  const namedOnes = named === undefined ? '' : texts.named(named.least, named.most, codes(named.roles));
  const notTypes = named === undefined || named.notTypes.length === 0 ? [] : [texts.notTypes(codes(named.notTypes))];
  return [
    code(kind),
    senders.join('; '),
    recipients === 'named' ? [namedOnes, ...notTypes].join('; ') : texts.recipients[recipients],
    rule.receipt === undefined ? '' : code(rule.receipt),
    rule.rule,
  ];
}

function earlyWords({ hours, notTypes, rule }: EarlyRule, texts: DrawingTexts): string {
  const wards = notTypes.length === 0 ? '' : `, ${texts.notTypes(codes(notTypes))}`;
  return `${texts.early(hours)}${wards} (${rule})`;
}

function deadlineRow(name: string, rule: DeadlineRule, { windows }: Profile, texts: DrawingTexts): Row {
  const when = rule.when === undefined ? [] : [texts.when(conditionWords(rule.when, texts))];
  return [
    code(name),
    [startWords(rule, texts), ...when].join('; '),
    dueWords(rule.due, windows, texts),
    owerWords(rule, texts),
    endWords(rule, texts),
    rule.ladder === undefined ? '' : code(rule.ladder),
    [...new Set([rule.rule, rule.lateRule])].join(', '),
  ];
}

function startWords(rule: DeadlineRule, texts: DrawingTexts): string {
  if (rule.scope === 'delivery') return texts.delivery;
  if (rule.after === 'receipts') return texts.receipts(codes(rule.startedBy));
  return `${codes(rule.startedBy)}${rule.from.length === 0 ? '' : ` (${codes(rule.from)})`}`;
}

function owerWords({ scope, roles, responsible, withoutCoordinator }: DeadlineRule, texts: DrawingTexts): string {
  if (scope === 'delivery') return texts.each;
  if (scope === 'answer') return roles.length === 0 ? texts.each : texts.eachOf(codes(roles));
  if (responsible === 'coordinator') return texts.coordinator(code(withoutCoordinator ?? ''));
  return responsible === 'sender' || responsible === 'ward' ? texts[responsible] : code(responsible);
}

function endWords(rule: DeadlineRule, texts: DrawingTexts): string {
  if (rule.scope === 'delivery') return texts.receiptEnds;
  const met = [
    codes(rule.metBy),
    ...(rule.metByField === undefined ? [] : [texts.withField(code(rule.metByField))]),
    ...(rule.metWhen === undefined ? [] : [texts.when(conditionWords(rule.metWhen, texts))]),
  ].join(' ');
  const cancelled = rule.cancelledBy.length === 0 ? [] : [texts.cancelled(codes(rule.cancelledBy))];
  const pointless =
    rule.cancelledWhen === undefined ? [] : [texts.pointless(conditionWords(rule.cancelledWhen, texts))];
  return [...(rule.metBy.length === 0 ? [] : [met]), ...cancelled, ...pointless].join('; ');
}

function stepRow(
  ladder: string,
  { step, send, to, afterHours, repeat, fromStart, rule }: LadderStep,
  texts: DrawingTexts,
): Row {
  const isPost = to === 'responsible' || to === 'sender' || to === 'manager' || to === 'operations';
  const at = [
    texts.afterHours(afterHours),
    ...(repeat === undefined ? [] : [texts.repeated(code(repeat))]),
    ...(fromStart === true ? [texts.fromStart] : []),
  ];
  return [code(ladder), code(step), `${code(send)}: ${isPost ? texts.stepTo[to] : code(to)}`, at.join(', '), rule];
}

function checkRows(kind: MessageKind, rule: KindRule, texts: DrawingTexts): Row[] {
  const checks = rule.checks.map(({ must, when, otherwise, rule: id }): Row => {
    const asked = [
      conditionWords(must, texts),
      ...(when === undefined ? [] : [texts.when(conditionWords(when, texts))]),
    ];
    const [outcome, reason] =
      'refuse' in otherwise ? ['refuse' as const, otherwise.refuse] : ['warn' as const, otherwise.warn];
    return [code(kind), asked.join(', '), `${texts.otherwise[outcome]} ${code(reason)}`, id];
  });
  const expected = Object.entries(rule.expectedFields).map(([field, id]): Row => [
    code(kind),
    texts.asks.has(code(`content.${field}`)),
    texts.otherwise.warn,
    id,
  ]);
  return [...checks, ...expected];
}

function consentRow(
  kind: MessageKind,
  { scope, fields, allowed, without, rule }: ConsentRule,
  texts: DrawingTexts,
): Row {
  const whole = allowed.length === 0 ? texts.wholeMessage : texts.allBut(codes(allowed));
  const what = fields.length === 0 ? whole : codes(fields);
  return [code(kind), `${what}: ${texts.asks.consent(code(scope))}`, texts.otherwise[without], rule];
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
      return [code(name), codes(recipients), notice[rest.notice], notice[ready], ...flags, rule];
    }),
  );
}

/** Nothing for a table without rows. */
function table(head: Row, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: Row) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}
