import type { Paper, PaperLanguage } from '#formats/documents/paper.js';
import { htmlOf } from '#formats/documents/html.js';
import type { PdfPress } from '#formats/documents/pdf/pdf.js';
import { PAPER_POLICY } from '#formats/documents/policy.js';
import { acceptRanges, ratingOf } from '#formats/accept.js';
import { Problem } from '#formats/json/problem.js';
import { NO_STORE } from '../answers.js';

/** Forms of a paper, the one without a preference first. */
export const PAPER_FORMS = ['application/pdf', 'text/html'] as const;
type PaperForm = (typeof PAPER_FORMS)[number];

export interface PaperReply {
  header(name: string, value: string): PaperReply;
  send(body: unknown): unknown;
}

/** The form that the caller likes best, the first where it does not say. @throws Problem when it takes none of them. */
export function formFor<Form extends string>(accept: string | undefined, forms: readonly [Form, ...Form[]]): Form {
  const ranges = acceptRanges(accept ?? '').filter(({ type }) => type !== '');
  if (ranges.length === 0) return forms[0];
  const rated = forms.map((form) => ({ form, ...ratingOf(form, ranges) }));
  const [best] = rated.toSorted((one, other) => other.quality - one.quality || other.exactness - one.exactness);
  if (best !== undefined && best.quality > 0) return best.form;
  const known = forms.join(', ');
  throw new Problem(406, 'not-acceptable', `It comes as ${known}`, [
    { path: 'Accept', message: `name one of ${known}` },
  ]);
}

/** Swedish, unless the caller likes English better. */
export function languageFor(languages: string | undefined): PaperLanguage {
  const liked = (language: PaperLanguage) =>
    Math.max(
      0,
      ...acceptRanges(languages ?? '')
        .filter(({ type }) => type === language || type.startsWith(`${language}-`))
        .map(({ quality }) => quality),
    );
  return liked('en') > liked('sv') ? 'en' : 'sv';
}

/** Sends a paper; its name says nothing of whom it is about. */
export async function sendPaper(
  reply: PaperReply,
  paper: Paper,
  { form, press, name }: { form: PaperForm; press: PdfPress; name: string },
): Promise<void> {
  const body = form === 'text/html' ? htmlOf(paper) : await press.print(paper);
  reply
    .header('Cache-Control', NO_STORE)
    .header('Vary', 'Accept, Accept-Language')
    .header('Content-Type', form === 'text/html' ? 'text/html; charset=utf-8' : form)
    .header('Content-Language', paper.language)
    .header('Content-Security-Policy', PAPER_POLICY)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Referrer-Policy', 'no-referrer')
    .header('Content-Disposition', `inline; filename="${name}.${form === 'text/html' ? 'html' : 'pdf'}"`)
    .send(body);
}
