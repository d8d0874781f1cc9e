import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLanguage } from '../../i18n/texts.js';
import { Masked } from '../../parts/marked-text.js';
import { momentText } from '../../parts/moment.js';
import type { Plan } from './wire.js';

/** What codes around a plan are called; one that the page does not know is called by itself. */
export function useCodes(): (list: string, code: string) => string {
  const { t, i18n } = useTranslation('plans');
  return (list, code) => (i18n.exists(`${list}.${code}`, { ns: 'plans' }) ? t(`${list}.${code}`) : code);
}

/** Something that somebody wrote: masked until it is revealed, nothing where nothing was written. */
export function Written({ of, isMasked }: { of: string | undefined; isMasked: boolean }) {
  if (of !== undefined) return <span className="plan-written">{of}</span>;
  return isMasked ? <Masked /> : null;
}

/** A unit of the plan, with a link to what the directory says of it. */
export function PlanUnit({ plan, hsaId }: { plan: Pick<Plan, 'units'>; hsaId: string }) {
  const known = plan.units.find((unit) => unit.hsaId === hsaId);
  return <Link href={`/directory/units/${encodeURIComponent(hsaId)}`}>{known?.name ?? hsaId}</Link>;
}

/** The number to call, where the directory has one. */
export function Phone({ plan, hsaId }: { plan: Pick<Plan, 'units'>; hsaId: string }) {
  const { t } = useTranslation('plans');
  const phone = plan.units.find((unit) => unit.hsaId === hsaId)?.phone;
  if (phone === undefined || phone === '') return null;
  return (
    <a className="nowrap" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} aria-label={t('call', { phone })}>
      {phone}
    </a>
  );
}

/** The person's own name, for who is told of as the person and nothing else; undefined while it is masked. */
export function nameOfPerson({ patient }: Pick<Plan, 'patient'>, relation: string | undefined): string | undefined {
  if (relation !== 'den-enskilde' || patient === undefined) return undefined;
  return [patient.givenName, patient.familyName].filter(Boolean).join(' ');
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** An instant in Swedish time, or a civil day as it is. */
export function When({ at }: { at: string | undefined }) {
  const { language } = useLanguage();
  if (at === undefined) return <span className="quiet">–</span>;
  return (
    <time className="nowrap" dateTime={at}>
      {DAY.test(at) ? at : momentText(at, language)}
    </time>
  );
}
