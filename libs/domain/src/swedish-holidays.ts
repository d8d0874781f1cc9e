/** A day that is no working day although it may fall on Monday to Friday. */
export interface SwedishHoliday {
  /** The Swedish name, lower case, as it is said in running text. */
  readonly name: string;
  /** `holiday`: public holiday by lag (1989:253). `eve`: an eve that is counted as one. */
  readonly kind: 'holiday' | 'eve';
}

const DAY = 86_400_000;
const SATURDAY = 6;
const FRIDAY = 5;

/**
 * The named holidays and eves of one year, keyed by civil date (`YYYY-MM-DD`). Where two meet on one day a public
 * holiday hides an eve, and the one named first below hides the other. Ordinary Sundays are not listed.
 * Right from 2005, the year in which the national day took the place of annandag pingst.
 */
export function swedishHolidaysOf(year: number): ReadonlyMap<string, SwedishHoliday> {
  const easter = easterSunday(year);
  const midsummerEve = firstWeekdayFrom(Date.UTC(year, 5, 19), FRIDAY);
  const holidays: readonly (readonly [number, string])[] = [
    [Date.UTC(year, 0, 1), 'nyårsdagen'],
    [Date.UTC(year, 0, 6), 'trettondedag jul'],
    [easter - 2 * DAY, 'långfredagen'],
    [easter, 'påskdagen'],
    [easter + DAY, 'annandag påsk'],
    [Date.UTC(year, 4, 1), 'första maj'],
    [easter + 39 * DAY, 'Kristi himmelsfärdsdag'],
    [easter + 49 * DAY, 'pingstdagen'],
    [Date.UTC(year, 5, 6), 'Sveriges nationaldag'],
    [midsummerEve + DAY, 'midsommardagen'],
    [firstWeekdayFrom(Date.UTC(year, 9, 31), SATURDAY), 'alla helgons dag'],
    [Date.UTC(year, 11, 25), 'juldagen'],
    [Date.UTC(year, 11, 26), 'annandag jul'],
  ];
  const eves: readonly (readonly [number, string])[] = [
    [easter - DAY, 'påskafton'],
    [easter + 48 * DAY, 'pingstafton'],
    [midsummerEve, 'midsommarafton'],
    [Date.UTC(year, 11, 24), 'julafton'],
    [Date.UTC(year, 11, 31), 'nyårsafton'],
  ];
  const days = new Map<string, SwedishHoliday>();
  for (const [kind, list] of [['holiday', holidays] as const, ['eve', eves] as const]) {
    for (const [time, name] of list) {
      const date = new Date(time).toISOString().slice(0, 10);
      if (!days.has(date)) days.set(date, { name, kind });
    }
  }
  return days;
}

/** Easter Sunday as UTC midnight, by the anonymous Gregorian computation that Meeus prints. */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}

function firstWeekdayFrom(time: number, weekday: number): number {
  return time + ((weekday - new Date(time).getUTCDay() + 7) % 7) * DAY;
}
