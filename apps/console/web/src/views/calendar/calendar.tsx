import { useTranslation } from 'react-i18next';
import type { OpsCalendarDto } from '../../../../src/dto/calendar.dto.js';
import { useFilters } from '../../api/address.js';
import { useOne } from '../../api/lists.js';
import { useHubNow } from '../../api/live.js';
import type { Json } from '../../api/wire.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { dayOf } from '../../parts/civil-days.js';
import { Button } from '../../parts/controls.js';
import { OneOf } from '../../parts/one-of.js';
import { PageHead } from '../../parts/page.js';
import { Answer, Nothing, Waiting } from '../../parts/states.js';
import { UnitBox } from '../../parts/unit-box.js';
import { moved, SPANS, weeksOf } from './days.js';
import type { Span } from './days.js';
import { DayTable } from './day-table.js';
import { Legend } from './legend.js';
import { Subscription } from './subscription.js';
import './calendar.css';

type UnitCalendar = Json<OpsCalendarDto>;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Calls, follow-ups and reminders of one unit, a week or a month at a time. */
export default function Calendar() {
  const { t } = useTranslation('calendar');
  const { of, choose } = useFilters();
  const now = useHubNow();
  const unit = of('unit');
  const asked = of('day');
  const day = asked !== undefined && DAY.test(asked) ? asked : now === undefined ? undefined : dayOf(now);
  const span = SPANS.find((one) => one === of('span')) ?? 'month';
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="calendar-unit no-print" role="group" aria-label={t('filter')}>
        <UnitBox label={t('unit')} value={unit ?? ''} onChange={(hsaId) => choose({ unit: hsaId })} />
      </div>
      {unit === undefined ? (
        <Nothing>{t('choose')}</Nothing>
      ) : day === undefined ? (
        <Waiting />
      ) : (
        <OfUnit key={unit} unit={unit} day={day} span={span} choose={choose} />
      )}
    </>
  );
}

interface Shown {
  readonly unit: string;
  readonly day: string;
  readonly span: Span;
  readonly choose: (filters: Readonly<Record<string, string | undefined>>) => void;
}

function OfUnit({ unit, day, span, choose }: Shown) {
  const { t } = useTranslation('calendar');
  const weeks = weeksOf(day, span);
  const [from, to] = [weeks[0]?.[0] ?? day, weeks.at(-1)?.at(-1) ?? day];
  const calendar = useOne<UnitCalendar>('/v1/ops/calendar', { unit, from, to });
  return (
    <>
      <div className="row apart no-print">
        <div className="row">
          <Button aria-label={t(`${span}.before`)} onPress={() => choose({ day: moved(day, span, -1) })}>
            ◂
          </Button>
          <Button onPress={() => choose({ day: undefined })}>{t('today')}</Button>
          <Button aria-label={t(`${span}.after`)} onPress={() => choose({ day: moved(day, span, 1) })}>
            ▸
          </Button>
          <SpanName day={day} weeks={weeks} span={span} />
        </div>
        <OneOf
          label={t('span')}
          value={span}
          onChange={(id) => choose({ span: id })}
          choices={SPANS.map((id) => ({ id, text: t(`${id}.name`) }))}
        />
      </div>
      <Answer of={calendar}>
        {({ entries }) => (
          <>
            <p role="status" className="quiet small">
              {t('count', { count: entries.length })}
            </p>
            <DayTable weeks={weeks} month={span === 'month' ? day.slice(0, 7) : undefined} entries={entries} />
            <Legend of={entries} />
          </>
        )}
      </Answer>
      <Subscription unit={unit} />
    </>
  );
}

function SpanName({ day, weeks, span }: { day: string; weeks: readonly string[][]; span: Span }) {
  const { language } = useLanguage();
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const at = (civil: string) => new Date(`${civil}T00:00:00Z`);
  const [first = day, last = day] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
  const name =
    span === 'month'
      ? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(at(day))
      : new Intl.DateTimeFormat(locale, {
          timeZone: 'UTC',
          day: 'numeric',
          month: 'long',
          year: 'numeric',
        }).formatRange(at(first), at(last));
  return <h2>{capital(name)}</h2>;
}
