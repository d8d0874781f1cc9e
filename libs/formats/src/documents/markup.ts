/** A piece of HTML: made from templates of ours alone, so that everything else in it has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template; nothing is written for what is not there. */
type Part = Html | string | number | undefined | readonly (Html | undefined)[];

/** A template whose values are escaped, but for pieces of HTML. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + written(values[index - 1]) + string));
}

function written(value: Part): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return value.map((one) => one?.text ?? '').join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
