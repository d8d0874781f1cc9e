import type { Both } from '#domain/both.js';
import { instantOf } from '#domain/calendar.js';
import type { Consent, MessageKind, PlanningCategory } from '#domain/message.js';
import type { CivilTime, Stay } from '../scenario.js';

/** What can be told of a plan (SIP): its whole way from need to closing, and what else may happen on that way. */
export const STORY_NAMES = [
  'whole',
  'consent-withdrawn',
  'death-by-hand',
  'death-noticed',
  'new-coordinator',
  'wrong-closing',
  'actor-meeting',
] as const;
export type StoryName = (typeof STORY_NAMES)[number];

/**
 * What is done around one person's plan, as data. What comes of it (who gets it, what is owed by whom, what the person is shown,
 * which letters there are) stands nowhere in here: the hub decides that.
 */
export interface PlanStory {
  readonly name: StoryName;
  /** What it is told for, in Swedish and English. */
  readonly about: Both;
  /** Of Skatteverket's test series. */
  readonly patient: Stay['patient'];
  /** The stay beside which the plan is made: HSA-id of the ward, and the hospital's number of the care episode. */
  readonly stay?: { readonly ward: string; readonly episode: string };
  /** In the order of time. */
  readonly steps: readonly PlanStep[];
  /** When the last look at the plan is taken. */
  readonly ends: CivilTime;
}

export type PlanStep = TellStep | ReceiptStep | PostStep | RegisterStep | LookStep;

/** A unit tells a message; JSON over HTTP. */
export interface TellStep {
  readonly at: CivilTime;
  /** HSA-id of the sender. */
  readonly unit: string;
  readonly tell: MessageKind;
  /** As the kind asks for it; `the(label)` wherever it names what an earlier step told of. */
  readonly content: Content;
  /** Later steps name by it what this one tells of: a meeting, a goal, an intervention. */
  readonly label?: string;
  /** HSA-ids of units that the sender names. */
  readonly recipients?: readonly string[];
  readonly consent?: Consent;
  /** It names the stay; through that it is about the plan too, where the kind concerns both. Absent: it is about the plan. */
  readonly ofStay?: true;
  /** Whom the stay concerns; in the notice of admission. */
  readonly planningCategory?: PlanningCategory;
  /** Rules by which the hub refuses it, since the routine wants it so. Absent: it is taken. */
  readonly refused?: readonly string[];
}

/** A unit receipts all that waits in its inbox for the plan. */
export interface ReceiptStep {
  readonly at: CivilTime;
  /** HSA-id. */
  readonly receipt: string;
  readonly by: { readonly name: string; readonly title?: string };
}

/** A unit prints and posts all that waits in its print queue for the plan. */
export interface PostStep {
  readonly at: CivilTime;
  /** HSA-id. */
  readonly post: string;
  readonly by: { readonly name: string; readonly title?: string };
}

/** The population register delivers a file: the person has died. */
export interface RegisterStep {
  readonly at: CivilTime;
  /** Civil day of the death. */
  readonly register: string;
}

/** Everybody looks: what each party sees and may do, what is waited for, what the person is shown. */
export interface LookStep {
  readonly at: CivilTime;
  /** What one looks for, in Swedish and English. */
  readonly look: Both;
}

export type Content = Readonly<Record<string, unknown>>;

/** In a content: the hub's id of what the step with this label told of. */
export interface Named {
  readonly the: string;
}

export function the(label: string): Named {
  return { the: label };
}

/** A content with the hub's ids in place of the labels. @throws Error for a label that no earlier step has */
export function withIds(content: Content, ids: ReadonlyMap<string, string>): Content {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, idIn(value, ids)]));
}

function idIn(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null || !('the' in value)) return value;
  const id = ids.get(String(value.the));
  if (id === undefined) throw new Error(`No step before has the label ${String(value.the)}`);
  return id;
}

/** The hub's ids of what a story is about, as far as they are known. */
interface KnownIds {
  readonly plan?: string | undefined;
  readonly episode?: string | undefined;
}

/**
 * What a step names in a message: the plan by its id once there is one, before that the person. Of the stay the ward says its own
 * number, with the person when it begins; the other parties say the hub's id.
 */
export function headOf(story: PlanStory, step: TellStep, known: KnownIds): Content {
  const { ofStay, unit, planningCategory } = step;
  if (ofStay !== true) return known.plan === undefined ? { patient: personIn(story) } : { plan: known.plan };
  if (story.stay === undefined) throw new Error(`The story ${story.name} has no stay`);
  if (unit !== story.stay.ward) return { episode: known.episode };
  const begins = known.episode === undefined ? { patient: personIn(story), planningCategory } : {};
  return { episodeId: story.stay.episode, ...begins };
}

function personIn({ patient }: PlanStory): Content {
  const { id, givenName, familyName, street, postalCode, city, municipality, healthCentre } = patient;
  const address = { line: [street], postalCode, city };
  return { id, idType: 'personnummer', givenName, familyName, address, municipality, healthCentre };
}

/** An instant of a story as it stands in contents: ISO 8601 with the zone of that day in Sweden. */
export function momentOf(time: CivilTime): string {
  const [date = '', wall = ''] = time.split(' ');
  const offset = new Date(`${date}T${wall}:00Z`).getTime() - instantOf(date, wall).getTime();
  return `${date}T${wall}:00+0${String(offset / 3_600_000)}:00`;
}
