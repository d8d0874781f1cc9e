const CIVIL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Years that somebody has only begun to write are no years yet. */
const SHAPE = /^((?:19|20)\d{2})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;

/** `2026-11-28T09:05`: an instant by the clocks of Sweden, as `<input type="datetime-local">` has it. */
export function civilOf(instant: string | number | Date): string {
  return CIVIL.format(new Date(instant)).replace(' ', 'T');
}

/**
 * The instant (ISO 8601, UTC) at which the clocks of Sweden show a civil time; undefined when it is none. Of an hour that the
 * clocks have twice the first; one that they leap over is moved on by the leap.
 */
export function instantOf(civil: string): string | undefined {
  const parts = SHAPE.exec(civil)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (Number.isNaN(asUtc)) return undefined;
  const shown = civil.slice(0, 16);
  // Sweden is two hours ahead of UTC in summer and one in winter.
  const found = [2, 1].map((ahead) => asUtc - ahead * 3_600_000).find((instant) => civilOf(instant) === shown);
  return new Date(found ?? asUtc - 3_600_000).toISOString();
}
