/**
 * The lexical forms behind `instant` and `date`, written so that XML Schema and ECMAScript read them alike: no anchors, no
 * look-ahead, no `\d`. The one thing they let through that the check refuses is 29 February of a common year.
 */
const LONG_MONTHS = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])';
const SHORT_MONTHS = '(0[469]|11)-(0[1-9]|[12][0-9]|30)';
const FEBRUARY = '02-(0[1-9]|[12][0-9])';
const DATE = `(19|20|21)[0-9]{2}-(${LONG_MONTHS}|${SHORT_MONTHS}|${FEBRUARY})`;
const HOUR_AND_MINUTE = '([01][0-9]|2[0-3]):[0-5][0-9]';
const TIME = `${HOUR_AND_MINUTE}(:[0-5][0-9](\\.[0-9]{1,9})?)?`;
const ZONE = `(Z|[+\\-]${HOUR_AND_MINUTE})`;

/** A date and time with zone; seconds and their fraction may be left out. */
export const INSTANT_PATTERN = `${DATE}T${TIME}${ZONE}`;

/** A civil day, or a date and time with zone. */
export const DATE_PATTERN = `${DATE}(T${TIME}${ZONE})?`;

/** The body of an expression that is anchored at both ends, as XML Schema wants it: anchored anyway, `\d` being 0 to 9. */
export function unanchored({ source }: RegExp): string {
  return source.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\d', '[0-9]');
}
