import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PLAN_STATE_NAMES } from '#domain/plan/names.js';
import type { ReportDto } from '../../../../src/dto/report.dto.js';
import type { Both, Json } from '../../api/wire.js';
import { capital, useNames } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import type { Language } from '../../i18n/texts.js';
import { Moment } from '../../parts/moment.js';

export type ReportColumn = NonNullable<Json<ReportDto>['columns']>[number];
export type Row = Readonly<Record<string, unknown>>;

const PLAN_STATES: Readonly<Record<string, Both>> = PLAN_STATE_NAMES;

/** Ids that stand with the name in one cell, by the key of the name. */
const NAMED: Readonly<Record<string, { readonly id: string; readonly view: string }>> = {
  unitName: { id: 'unit', view: '/directory/units' },
  wardName: { id: 'ward', view: '/directory/units' },
  coordinatorName: { id: 'coordinator', view: '/directory/units' },
  number: { id: 'episode', view: '/episodes' },
  plan: { id: 'plan', view: '/plans' },
};

/** Which columns are shown, which are those where something stands, and what stands in a cell. */
export function useCells(columns: readonly ReportColumn[], rows: readonly Row[]) {
  const { t } = useTranslation('reports');
  const { language } = useLanguage();
  const codeText = useCodeText();
  const keys = new Set(columns.map(({ key }) => key));
  const joined = new Set(
    Object.entries(NAMED).flatMap(([name, { id }]) => (keys.has(name) && id !== name ? [id] : [])),
  );
  const isEmpty = (key: string) => rows.every((row) => row[key] === null || row[key] === undefined);
  const shown = columns.filter(({ key }) => !joined.has(key) && !isEmpty(key));
  const cell = ({ key, form }: ReportColumn, row: Row): React.ReactNode => {
    const named = NAMED[key];
    const id = named === undefined ? undefined : row[named.id];
    if (named !== undefined && typeof id === 'string') {
      const name = row[key];
      return <Link href={`${named.view}/${encodeURIComponent(id)}`}>{typeof name === 'string' ? name : id}</Link>;
    }
    const value = row[key];
    if (value === null || value === undefined) return <span className="quiet">–</span>;
    if (form === 'instant' && typeof value === 'string') return <Moment at={value} />;
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return numberText(value, form, language);
    if (Array.isArray(value)) return value.map((code) => codeText(key, String(code))).join(', ');
    return form === 'code' ? codeText(key, String(value)) : String(value);
  };
  return { shown, cell };
}

/** What a code is called, by the key of its column. */
export function useCodeText(): (key: string, code: string) => string {
  const names = useNames();
  const { both } = useLanguage();
  const { t, i18n } = useTranslation('reports');
  return (key, code) => {
    if (key === 'role' || key === 'faultRoles') return names.role(code);
    if (key === 'kind') return names.kind(code);
    if (key === 'planState' && Object.hasOwn(PLAN_STATES, code)) return capital(both(PLAN_STATES[code]));
    if (key === 'state' && names.episodeState(code) !== code) return names.episodeState(code);
    const text = `code.${key}.${code}`;
    return i18n.exists(text, { ns: 'reports' }) ? t(text) : code;
  };
}

/** `12,5 %`, `9 800 kr`, `1 234`. */
export function numberText(value: number, form: ReportColumn['form'], language: Language): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  if (form === 'share') return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
  if (form === 'kronor') return `${value.toLocaleString(locale)} kr`;
  return value.toLocaleString(locale, { maximumFractionDigits: 2 });
}
