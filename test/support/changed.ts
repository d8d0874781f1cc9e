/**
 * A copy of parsed configuration with some places changed. A place is written `units.SE2321000016-AVD12.phone`: keys,
 * list positions (`+` appends) or, in a list, the `hsaId` or `id` of an item. `undefined` takes away what is there.
 */
export function changed(value: unknown, changes: Readonly<Record<string, unknown>>): unknown {
  const copy: unknown = structuredClone(value);
  for (const [place, next] of Object.entries(changes)) {
    const steps = place.split('.');
    const last = steps.pop() ?? '';
    put(
      steps.reduce((at, step) => entryOf(at, step), copy),
      last,
      next,
    );
  }
  return copy;
}

/** What stands at a place, written as for `changed`. */
export function placed(value: unknown, place: string): unknown {
  return place.split('.').reduce((at, step) => entryOf(at, step), value);
}

function put(at: unknown, step: string, next: unknown): void {
  if (Array.isArray(at)) {
    if (next === undefined) at.splice(Number(keyIn(at, step)), 1);
    else at[step === '+' ? at.length : Number(keyIn(at, step))] = next;
  } else if (typeof at === 'object' && at !== null) {
    if (next === undefined) Reflect.deleteProperty(at, step);
    else Reflect.set(at, step, next);
  } else throw new Error(`nothing to change at ${step}`);
}

function entryOf(at: unknown, step: string): unknown {
  if (typeof at !== 'object' || at === null) throw new Error(`there is no ${step}`);
  const entry: unknown = Reflect.get(at, keyIn(at, step));
  return entry;
}

function keyIn(at: object, step: string): string {
  if (!Array.isArray(at) || /^\d+$/.test(step)) return step;
  return String(at.findIndex((item: { hsaId?: unknown; id?: unknown }) => item.hsaId === step || item.id === step));
}
