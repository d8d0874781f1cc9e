import { both } from '../i18n/both.js';
import type { Finding, Verdict } from './findings.js';

/**
 * A verdict for a person and for tools that look for `file:line:column:`. Says nothing that stands in the message but its id
 * and kind.
 */
export function verdictLines({ file, line, kind, messageId, isValid, isIgnored, findings }: Verdict): string[] {
  const lines = findings.map((finding) => findingLine(file, line, finding));
  if (!isValid) return lines;
  const what = isIgnored ? both((texts) => texts.ignoredBySource) : (kind ?? '');
  return [['ok', what, messageId ?? '', file].filter((part) => part !== '').join('  '), ...lines];
}

function findingLine(file: string, start: number, finding: Finding): string {
  const { line, column, code, rule, sv, en, path } = finding;
  const place = [file, line ?? start, column ?? 1].map(String).join(':');
  const source = rule === undefined ? code : `${code} [${rule}]`;
  return `${place}: ${label(finding)}${source} ${sv} · ${en}${path === '' ? '' : ` (${path})`}`;
}

function label({ severity }: Finding): string {
  switch (severity) {
    case 'error':
      return '';
    case 'doubt':
      return `${both((texts) => texts.unlessKnown)}: `;
    case 'warning':
      return `${both((texts) => texts.warning)}: `;
  }
}

/** The same for programs. */
export function verdictJson({ isValid, isIgnored, findings, ...known }: Verdict): Readonly<Record<string, unknown>> {
  const shown = findings.map(({ severity, ...finding }) => ({ severity, ...finding }));
  return { ...known, valid: isValid, ...(isIgnored ? { ignored: true } : {}), findings: shown };
}
