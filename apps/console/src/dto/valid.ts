import { isString, ValidateBy } from 'class-validator';
import { parseInstant } from '#domain/calendar.js';

/** A date and time with zone, of a day that exists; week dates and the like are none. */
export const IsInstant = () =>
  ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value: unknown) => isString(value) && parseInstant(value) !== undefined,
      defaultMessage: () => 'must be a date and time with zone',
    },
  });

/** An instant after that of another field, where both can be read. */
export const IsAfter = (field: string) =>
  ValidateBy({
    name: 'isAfter',
    validator: {
      validate: (value: unknown, about) => {
        const other: unknown = about === undefined ? undefined : Reflect.get(about.object, field);
        const [from, to] = [other, value].map((text) => (isString(text) ? parseInstant(text) : undefined));
        return from === undefined || to === undefined || to > from;
      },
      defaultMessage: () => `must be later than ${field}`,
    },
  });
