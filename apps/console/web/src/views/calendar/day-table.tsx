import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OpsCalendarEntryDto } from '../../../../src/dto/calendar.dto.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { dayOf } from '../../parts/civil-days.js';
import { civilOf } from '../../parts/civil-time.js';

export type Entry = Json<OpsCalendarEntryDto>;

const WHOLE_DAY = 10;

function isWholeDay({ start }: Entry): boolean {
  return start.length === WHOLE_DAY;
}

function dayOfEntry(entry: Entry): string {
  return isWholeDay(entry) ? entry.start : dayOf(entry.start);
}

/** Weeks as rows and days as cells; on narrow screens a list of the days that have something. @param month greys what is outside */
export function DayTable({
  weeks,
  month,
  entries,
}: {
  weeks: readonly (readonly string[])[];
  month: string | undefined;
  entries: readonly Entry[];
}) {
  const { t } = useTranslation('calendar');
  const { language } = useLanguage();
  const now = useHubNow();
  const today = now === undefined ? undefined : dayOf(now);
  const weekday = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeZone: 'UTC', weekday: 'short' });
  const [days = []] = weeks;
  return (
    <div className="table-frame" role="region" aria-label={t('table')} tabIndex={0}>
      <table className="calendar">
        <caption className="hidden-text">{t('table')}</caption>
        <thead>
          <tr>
            {days.map((day) => (
              <th key={day} scope="col">
                {weekday.format(new Date(`${day}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day
                  key={day}
                  day={day}
                  entries={entries.filter((entry) => dayOfEntry(entry) === day)}
                  isToday={day === today}
                  isOutside={month !== undefined && !day.startsWith(month)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({
  day,
  entries,
  isToday,
  isOutside,
}: {
  day: string;
  entries: readonly Entry[];
  isToday: boolean;
  isOutside: boolean;
}) {
  const { t } = useTranslation('calendar');
  const { language } = useLanguage();
  const name = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(new Date(`${day}T00:00:00Z`));
  return (
    <td
      data-outside={isOutside || undefined}
      data-today={isToday || undefined}
      data-empty={entries.length === 0 || undefined}
    >
      <time dateTime={day} className="calendar-day">
        <span className="calendar-number" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span className="calendar-name">{name}</span>
        {isToday && <span className="hidden-text"> ({t('today')})</span>}
      </time>
      {entries.length > 0 && (
        <ul className="plain-list">
          {entries.map((entry) => (
            <OneEntry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </td>
  );
}

function OneEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation('calendar');
  const { both } = useLanguage();
  const { kind, plan, start, minutes, colour, units, isCalledOff, isHeld, advice } = entry;
  return (
    <li
      className="calendar-entry"
      data-off={isCalledOff}
      style={colour === undefined ? undefined : { borderLeftColor: colour }}
    >
      <Link href={`/plans/${plan}`}>
        {!isWholeDay(entry) && <strong>{civilOf(start).slice(11)} </strong>}
        {t(`kind.${kind}`)}
      </Link>
      {minutes !== undefined && <span className="small quiet"> {t('minutes', { minutes })}</span>}
      {isCalledOff === true && <span className="small"> {t('calledOff')}</span>}
      {isHeld === true && <span className="small"> {t('held')}</span>}
      <span className="small quiet calendar-units">{units.map(({ name }) => name).join(', ')}</span>
      {advice !== undefined && <span className="small calendar-units">{both(advice)}</span>}
    </li>
  );
}
