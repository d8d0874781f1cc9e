import { mayActAs } from '#domain/access.js';
import type { Caller } from '#domain/access.js';
import type { Both } from '#domain/both.js';
import { civilDateOf, instantOf, parseInstant } from '#domain/calendar.js';
import type { Plan } from '#domain/plan/plan.js';
import { calendarFor } from '#domain/plan/sight/calendar.js';
import type { CalendarEntry } from '#domain/plan/sight/calendar.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { PlanStore } from './plan-ports.js';

/** Plans that are read at once: a large unit has thousands in a year, and the hub does other things in between. */
const PAGE = 250;

/** Something in the calendar of a unit, and what is advised about it. */
export interface UnitEntry extends Omit<CalendarEntry, 'units'> {
  /** Units that take part, by HSA-id and name. */
  readonly units: readonly { readonly hsaId: string; readonly name: string }[];
  readonly advice?: Both;
}

/** The calendar of a unit between two days. Nothing in it tells who anybody is. */
export interface UnitCalendar {
  readonly unit: { readonly hsaId: string; readonly name: string };
  /** By their starts. */
  readonly entries: readonly UnitEntry[];
  /** Instant of the latest change of any of them, ISO 8601; undefined when there is none. */
  readonly changedAt: string | undefined;
}

const ADVICE: Readonly<Partial<Record<CalendarEntry['kind'], Both>>> = {
  paminnelse: { sv: 'Kalla nu till den planerade uppföljningen.', en: 'Call to the planned follow-up now.' },
  'planerad-uppfoljning': {
    sv: 'Ingen är kallad än: datumet är det som bestämdes på mötet.',
    en: 'Nobody is called yet: the day is the one that the meeting set.',
  },
};

/** Meetings, planned follow-ups and reminders of a unit, from the plans that it takes part in. */
export class ReadCalendar {
  /** @param page plans that are read at once, a positive number */
  constructor(
    private readonly plans: PlanStore,
    private readonly configuration: ConfigurationHolder,
    private readonly page = PAGE,
  ) {}

  /** @param from civil day; @param to the last one. Undefined for another's unit. */
  async ofUnit(caller: Caller, hsaId: string, from: string, to: string): Promise<UnitCalendar | undefined> {
    return mayActAs(caller, hsaId) ? this.forOperations(hsaId, from, to) : undefined;
  }

  /** The same of any unit that the directory has. */
  async forOperations(hsaId: string, from: string, to: string): Promise<UnitCalendar | undefined> {
    const { directory } = this.configuration.current;
    const unit = directory.units.get(hsaId);
    if (unit === undefined) return undefined;
    const nameOf = (id: string) => directory.units.get(id)?.name ?? id;
    const entries = (await this.entriesOf(hsaId, from, to))
      .map((entry) => ({
        ...entry,
        units: entry.units.map((id) => ({ hsaId: id, name: nameOf(id) })),
        ...(ADVICE[entry.kind] === undefined ? {} : { advice: ADVICE[entry.kind] }),
      }))
      .sort((one, other) => startOf(one) - startOf(other));
    const changedAt = entries
      .map((entry) => entry.changedAt)
      .toSorted()
      .at(-1);
    return { unit: { hsaId, name: unit.name }, entries, changedAt };
  }

  private async entriesOf(unit: string, from: string, to: string): Promise<CalendarEntry[]> {
    const { profiles } = this.configuration.current;
    const entries: CalendarEntry[] = [];
    let plans: Plan[];
    let after: string | undefined;
    do {
      plans = await this.plans.ofUnitBetween(unit, from, to, this.page, after);
      const its = plans.flatMap((plan) => {
        const rules = profiles.get(plan.profile)?.plan;
        return rules === undefined ? [] : calendarFor(unit, plan, rules);
      });
      entries.push(...its.filter(({ start }) => isBetween(start, from, to)));
      after = plans.at(-1)?.id;
    } while (plans.length === this.page);
    return entries;
  }
}

function isBetween(start: string, from: string, to: string): boolean {
  const day = dayOf(start);
  return day >= from && day <= to;
}

/** The civil day in Sweden on which an entry begins. */
function dayOf(start: string): string {
  const instant = parseInstant(start);
  return instant === undefined ? start : civilDateOf(instant);
}

function startOf({ start }: Pick<CalendarEntry, 'start'>): number {
  return (parseInstant(start) ?? instantOf(start, '00:00')).getTime();
}
