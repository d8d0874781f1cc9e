/**
 * Where in an HL7 v2 message something is, in the form of the ERL data type (ERR-2): segment id, number of the segment
 * among those of its name, field, repetition, component, sub-component. All numbers count from 1.
 */
export interface Location {
  readonly segment: string;
  readonly sequence: number;
  readonly field?: number;
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}

const PATH = /^([A-Z][A-Z0-9]{2})(?:\((\d{1,6})\))?(?:-(\d{1,4})(?:\((\d{1,6})\))?(?:\.(\d{1,4})(?:\.(\d{1,4}))?)?)?$/;
const ERL = /^([A-Z][A-Z0-9]{2})\^(\d{1,6})(?:\^(\d{1,4})(?:\^(\d{1,6})(?:\^(\d{1,4})(?:\^(\d{1,4}))?)?)?)?$/;

/** A location written with `^`, such as `PID^1^3^1` or `PID^1^5^1^2`; what a `Reason.path` of this format holds. */
export function formatLocation(location: Location): string {
  const { segment, sequence, field, repetition, component, subcomponent } = location;
  const parts: (string | number)[] = [segment, sequence];
  if (field !== undefined) {
    parts.push(field);
    if (repetition !== undefined || component !== undefined) parts.push(repetition ?? 1);
    if (component !== undefined) {
      parts.push(component);
      if (subcomponent !== undefined) parts.push(subcomponent);
    }
  }
  return parts.join('^');
}

/** Reads what `formatLocation` writes; `undefined` for anything else, such as a path of the JSON model. */
export function parseLocation(text: string): Location | undefined {
  return fromMatch(ERL.exec(text));
}

/**
 * Reads a path as people write it: `PV2-9`, `PID-5.1`, `PID-3(2).4.2`, `OBX(3)-5`.
 * Without a number in brackets the first segment or repetition is meant.
 */
export function parsePath(path: string): Location | undefined {
  return fromMatch(PATH.exec(path));
}

/** A location as people write it, such as `PID-3.1` or `OBX(2)-5`; `parsePath` reads it. */
export function printPath({ segment, sequence, field, repetition, component, subcomponent }: Location): string {
  const which = (number = 1): string => (number === 1 ? '' : `(${String(number)})`);
  const inside = [component, subcomponent].filter((part) => part !== undefined).map((part) => `.${String(part)}`);
  const at = field === undefined ? '' : `-${String(field)}${which(repetition)}${inside.join('')}`;
  return `${segment}${which(sequence)}${at}`;
}

function fromMatch(match: RegExpExecArray | null): Location | undefined {
  const segment = match?.[1];
  if (match === null || segment === undefined) return undefined;
  const location = {
    segment,
    sequence: positive(match[2]) ?? 1,
    field: positive(match[3]),
    repetition: positive(match[4]),
    component: positive(match[5]),
    subcomponent: positive(match[6]),
  };
  const zero = match.slice(2).some((part) => part !== undefined && Number(part) === 0);
  return zero ? undefined : location;
}

function positive(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
