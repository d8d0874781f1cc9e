import type { Answer } from '../api/answer.js';
import { en } from '../i18n/en.js';
import type { Texts } from '../i18n/sv.js';
import { sv } from '../i18n/sv.js';
import { dayAndTime } from '../stockholm-time.js';

type Language = 'sv' | 'en';

/** How a page is set: in which language, and how wide. */
interface Page {
  readonly language: Language;
  readonly texts: Texts;
  readonly width: number;
}

/** Lines are no longer than this where nobody knows how many characters there is room for. */
const WIDTH = 110;
const NARROWEST = 60;

/** A care episode as the hub explains it, as lines for a terminal; times as clocks in Sweden show them. */
export function explanationLines(episode: Answer, language: Language, width: number | undefined): string[] {
  const texts = language === 'sv' ? sv : en;
  const page = { language, texts, width: Math.max(NARROWEST, Math.min(width ?? WIDTH, WIDTH)) };
  const explanation = episode.optionalChild('explanation');
  const title = texts.explainTitle(episode.text('episodeId'), episode.text('organisation'), episode.text('id'));
  if (explanation === undefined) return [title, texts.explainNoProfile];
  const at = dayAndTime(explanation.instant('at'), texts.locale);
  const part = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', heading, ...lines];
  const said = (name: string): string[] =>
    explanation.list(name).flatMap((item) => itemLines(item, '  ', '    ', page));
  return [
    title,
    texts.explainAt(at),
    ...part(texts.explainStanding, said('standing')),
    ...part(texts.explainWaitedFor, awaitedLines(explanation.list('waitedFor'), page)),
    ...part(texts.explainMissing, said('missing')),
    ...part(texts.explainNext, said('next')),
    ...explanation.list('steps').flatMap((view) => part(texts.explainSteps(roleOf(view, page)), stepLines(view, page))),
    ...part(texts.explainHappened, happenedLines(explanation.list('happened'), page)),
  ];
}

function roleOf(view: Answer, { texts }: Page): string {
  const role = view.text('role');
  return texts.roles[role] ?? role;
}

function sentence(item: Answer, { language }: Page): string {
  const rule = item.optionalText('rule');
  return `${item.child('text').text(language)}${rule === undefined ? '' : ` [${rule}]`}`;
}

/** An item, and what hangs on it below. */
function itemLines(item: Answer, head: string, indent: string, page: Page): string[] {
  return [
    ...wrapped(sentence(item, page), head, indent, page),
    ...item.optionalList('then').flatMap((one) => itemLines(one, `${indent}- `, `${indent}  `, page)),
  ];
}

/** What is overdue is marked, with whom to call. */
function awaitedLines(items: readonly Answer[], page: Page): string[] {
  return items.flatMap((item) => {
    const unit = item.optionalChild('unit');
    const phone = unit?.optionalText('phone');
    const name = unit?.optionalText('name') ?? unit?.optionalText('hsaId') ?? '';
    const call = phone === undefined ? [] : [`      ${page.texts.explainCall(name, phone)}`];
    return [
      ...wrapped(sentence(item, page), item.raw['overdue'] === true ? '  ! ' : '    ', '    ', page),
      ...call,
      ...item.optionalList('then').flatMap((one) => wrapped(sentence(one, page), '      - ', '        ', page)),
    ];
  });
}

function stepLines(view: Answer, page: Page): string[] {
  const marks: Readonly<Record<string, string>> = { done: '[x]', open: '[ ]', unseen: '[-]' };
  return view.list('steps').flatMap((step) => {
    const number = step.raw['number'];
    const isOwn = typeof number === 'number';
    const text = step.child('text').text(page.language);
    const whose = isOwn ? '' : ` (${step.child('whose').text(page.language)})`;
    const head = `  ${(isOwn ? String(number) : '').padStart(2)} ${marks[step.text('state')] ?? '[ ]'} `;
    const link = step.optionalChild('checklist')?.optionalText('link');
    const lines = wrapped(`${text}${whose} [${step.text('rule')}]`, head, ' '.repeat(head.length), page);
    return link === undefined ? lines : [...lines, `${' '.repeat(head.length)}${page.texts.explainChecklist(link)}`];
  });
}

/** What happened, each beside its time; reminders of the same at the last of them. */
function happenedLines(items: readonly Answer[], page: Page): string[] {
  const reminders = Map.groupBy(
    items.filter((item) => item.text('code') === 'reminder'),
    (item) => sentence(item, page),
  );
  return items.flatMap((item) => {
    const same = reminders.get(sentence(item, page)) ?? [item];
    if (same.at(-1) !== item) return [];
    const first = same.length === 1 ? undefined : same[0]?.optionalInstant('at');
    const times = first && page.texts.explainTimes(String(same.length), dayAndTime(first, page.texts.locale));
    const at = item.optionalInstant('at');
    const head = `  ${at === undefined ? '' : dayAndTime(at, page.texts.locale)}  `;
    const indent = ' '.repeat(head.length);
    return [
      ...wrapped(`${sentence(item, page)}${times ?? ''}`, head, indent, page),
      ...item.optionalList('then').flatMap((one) => wrapped(sentence(one, page), `${indent}- `, `${indent}  `, page)),
    ];
  });
}

/** A text broken between words, its first line behind one head and the others behind another. */
function wrapped(text: string, head: string, indent: string, { width }: Page): string[] {
  const lines: string[] = [];
  let line = head;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
