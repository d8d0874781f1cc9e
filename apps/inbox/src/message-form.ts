export const JSON_FORM = 'application/json';
export const HL7_V2 = 'application/hl7-v2';

/** The forms in which a message goes out, best first. */
export const MESSAGE_FORMS = [JSON_FORM, HL7_V2] as const;
export type MessageForm = (typeof MESSAGE_FORMS)[number];

/** The form that an Accept header likes best; JSON without one, undefined when it likes none of ours. */
export function preferredForm(accept: string | undefined): MessageForm | undefined {
  if (accept === undefined || accept.trim() === '') return JSON_FORM;
  const ranges = accept.split(',').map(rangeOf);
  const rated = MESSAGE_FORMS.map((form) => ({ form, quality: qualityOf(form, ranges) }));
  // Sorting keeps our own order among equals.
  const [best] = rated.sort((one, other) => other.quality - one.quality);
  return best !== undefined && best.quality > 0 ? best.form : undefined;
}

interface AcceptRange {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(text: string): AcceptRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.map((parameter) => /^q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.[1]).find(Boolean);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}

/** The most exact range that covers a form decides. */
function qualityOf(form: MessageForm, ranges: readonly AcceptRange[]): number {
  for (const type of [form, 'application/*', '*/*']) {
    const range = ranges.find((candidate) => candidate.type === type);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
