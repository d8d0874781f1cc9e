import { useLanguage } from '../i18n/texts.js';
import type { Language } from '../i18n/texts.js';

const ZONE = 'Europe/Stockholm';
const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `Sat 21 Nov 09:05`, in Swedish time whatever the clock of this machine says. */
export function momentText(instant: string, language: Language, withSeconds = false): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: ZONE,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' as const } : {}),
  }).format(new Date(instant));
}

/** `3 h 12 min`: how long something has lasted or took. */
export function spanText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${String(whole)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${String(hours)} h ${String(minutes % 60)} min`;
  return `${String(Math.floor(hours / 24))} d ${String(hours % 24)} h`;
}

/** `3 hours ago`, `in 20 minutes`. */
export function relativeText(instant: string, now: number, language: Language): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'minute');
}

/** An instant in Swedish time; with `now`, in the hub's time, also how far away it is. */
export function Moment({
  at,
  now,
  withSeconds = false,
}: {
  at: string | null | undefined;
  now?: number | undefined;
  withSeconds?: boolean;
}) {
  const { language } = useLanguage();
  if (at === null || at === undefined) return <span className="quiet">–</span>;
  return (
    <time dateTime={at}>
      <span className="nowrap">{momentText(at, language, withSeconds)}</span>
      {now !== undefined && (
        <>
          {' '}
          <span className="quiet small nowrap">({relativeText(at, now, language)})</span>
        </>
      )}
    </time>
  );
}
