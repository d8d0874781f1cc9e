import type { Relation } from '#domain/plan/plan.js';
import type { PaperChannel, PrintReceiver } from '#domain/plan/paper/print-jobs.js';
import type { PaperLetter } from '../paper.js';
import { addressLines } from '../wording.js';
import { personOf } from './plan-ground.js';
import type { PlanGround } from './plan-ground.js';

/** To whom a paper goes; absent: to nobody in particular, and it shows what a party sees. */
export type Addressee = Pick<PrintReceiver, 'relation' | 'name' | 'organisation' | 'address' | 'phone'> & {
  readonly channel?: PaperChannel;
};

/** Whether it may know the number of the person besides the name: the person, and who gives care or support. */
export function knowsNumber(relation: Relation | undefined): boolean {
  return relation !== 'narstaende' && relation !== 'skola' && relation !== 'myndighet' && relation !== 'annan';
}

/** Whom a paper is about, as far as its receiver may know that. */
export function shownPerson(ground: PlanGround, addressee: Addressee | undefined): string {
  return knowsNumber(addressee?.relation) ? personOf(ground) : ground.personName;
}

/** Envelopes have their window to the right where the region says nothing else. */
export function letterOf(
  { rules, unitName, unitPhone, dates, now }: PlanGround,
  unit: string,
  { channel, name, organisation, address }: Addressee,
): PaperLetter | undefined {
  if (channel === undefined || channel === 'fax') return undefined;
  const phone = unitPhone(unit);
  return {
    window: rules?.paper?.window ?? 'right',
    from: [unitName(unit), ...(phone === undefined ? [] : [phone])],
    // Without an address nothing stands behind the window: a name alone would tell that the address is protected.
    to:
      address === undefined ? [] : [organisation, name, ...addressLines(address)].filter((line) => line !== undefined),
    date: dates.day(now),
  };
}
