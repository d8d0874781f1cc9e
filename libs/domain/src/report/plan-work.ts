import { consentsOf } from '../episode/consents.js';
import { isPlanCall } from '../episode/sip.js';
import { factsAfter, instantIn } from './ready-spells.js';
import type { ReportEpisode, ReportStep } from './report-episode.js';

/** What has been done about the plan (SIP). */
export interface PlanWork {
  /** When it was first called to, or to its follow-up; a meeting of the parties alone is no call. */
  readonly calledAt: Date | undefined;
  /** Since when the person says no, or it is judged that none is needed; undefined when neither holds. */
  readonly refusedAt: Date | undefined;
  readonly notNeededAt: Date | undefined;
  /** Compulsory psychiatric care, which has a care plan of another kind in its place (L-SIP-04). */
  readonly isReplaced: boolean;
  /** Times that are over in which no call was to be made. */
  readonly excused: readonly ExcusedTime[];
}

export const EXCUSES = ['refused', 'not-needed', 'replaced'] as const;
export type Excuse = (typeof EXCUSES)[number];

export interface ExcusedTime {
  readonly why: Excuse;
  readonly from: Date;
  readonly until: Date;
}

/** A time that goes on as long as nobody has said otherwise. */
type Time = Omit<ExcusedTime, 'until'> & { readonly until: Date | undefined };

/** The scope of consent that stands for the plan: who does not want information passed on has not said no to a plan. */
const PLAN_SCOPE = 'sip';

/** @param standing the messages of the episode that stand, oldest first. */
export function planWork(episode: ReportEpisode, standing: readonly ReportStep[]): PlanWork {
  const call = standing.find(({ kind, kept }) => isPlanCall(kind, kept));
  const times = EXCUSES.flatMap((why) =>
    standing.reduce<Time[]>(
      (known, step, i) => (isAbout(why, step) ? changed(known, why, heldAfter(why, episode, standing, i)) : known),
      [],
    ),
  );
  const sinceWhen = (why: Excuse) => times.find((time) => time.why === why && time.until === undefined)?.from;
  return {
    calledAt: instantIn(call?.at),
    refusedAt: sinceWhen('refused'),
    notNeededAt: sinceWhen('not-needed'),
    isReplaced: sinceWhen('replaced') !== undefined,
    excused: times
      .flatMap(({ until, ...time }) => (until === undefined ? [] : [{ ...time, until }]))
      .sort((one, other) => one.from.getTime() - other.from.getTime()),
  };
}

/** Whether a message may begin or end such a time: the others need no looking back. */
function isAbout(why: Excuse, { kind, consent }: ReportStep): boolean {
  if (why === 'refused') return consent !== undefined || kind === 'samtycke' || kind === 'samtycke-aterkallat';
  return why === 'not-needed' ? kind === 'sip-initiativ' : true;
}

/** What is said a second time holds from the first. */
function changed(known: Time[], why: Excuse, { holds, at }: { holds: boolean; at: Date }): Time[] {
  const last = known.at(-1);
  const isOn = last !== undefined && last.until === undefined;
  if (holds === isOn) return known;
  return isOn ? [...known.slice(0, -1), { ...last, until: at }] : [...known, { why, from: at, until: undefined }];
}

/** Whether it held after one of the standing messages, and when that was said. */
function heldAfter(why: Excuse, episode: ReportEpisode, standing: readonly ReportStep[], index: number) {
  const said = standing.slice(0, index + 1);
  const at = new Date(standing[index]?.at ?? NaN);
  if (why === 'refused') {
    const word = consentsOf(said).find(({ scope }) => scope === PLAN_SCOPE);
    return { holds: word?.given === false, at: instantIn(word?.at) ?? at };
  }
  if (why === 'not-needed') {
    return { holds: said.findLast(({ kind }) => kind === 'sip-initiativ')?.kept?.['needed'] === false, at };
  }
  const { compulsoryCare } = factsAfter(episode, standing, index);
  return { holds: compulsoryCare === 'LPT' || compulsoryCare === 'LRV', at };
}
