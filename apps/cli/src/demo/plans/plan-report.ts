import type { Both } from '#domain/both.js';
import { PLAN_DUTY_NAMES, PLAN_STATE_NAMES } from '#domain/plan/names.js';
import { both } from '../../i18n/both.js';
import type { Texts } from '../../i18n/sv.js';
import { sv } from '../../i18n/sv.js';
import { swedishOf } from '../../send/outcome-text.js';
import { dayAndTime, seenFrom } from '../../stockholm-time.js';
import type { Output } from '../../surroundings.js';
import { paintFor } from '../report.js';
import type { TimelineLine } from '../timeline.js';
import { printTimeline } from '../timeline.js';
import type { Alarm, Letter, PlanEvent, PlayedStory } from './plan-player.js';
import type { PlanRegion } from './regions.js';
import type { PartyLook, PlanLook } from './views.js';

/** All that was played of a region's plans. */
export interface PlayedPlans {
  readonly region: PlanRegion;
  readonly stories: readonly PlayedStory[];
  readonly nameOf: (hsaId: string) => string;
  /** Machine time that the play took, start of the hub included. */
  readonly seconds: number;
}

/** What the stories come to in figures. */
export interface PlanFigures {
  readonly messages: number;
  readonly refusedByRule: number;
  /** Refused although the routine wants it taken, or taken although it wants it refused. */
  readonly wrong: number;
  readonly alarms: number;
}

export function planFigures(stories: readonly PlayedStory[]): PlanFigures {
  const events = stories.flatMap((story) => story.events);
  const told = events.filter((event) => event.type === 'told');
  const alarms = events.filter((event) => event.type === 'alarm');
  return {
    messages: told.filter(({ outcome }) => outcome.kind === 'accepted').length,
    refusedByRule: told.filter(({ outcome, isAsTold }) => outcome.kind === 'refused' && isAsTold).length,
    wrong: told.filter(({ isAsTold }) => !isAsTold).length,
    alarms: alarms.reduce((sum, { times }) => sum + times, 0),
  };
}

/** The stories as a person reads them: what happened, what each party sees, what is waited for, what the person is shown. */
export function plansText(plans: PlayedPlans, { isTerminal, width }: Pick<Output, 'isTerminal' | 'width'>): string {
  const paint = paintFor(isTerminal);
  const lines = ['', paint.heading(both((texts) => texts.plans.title(plans.region.title)))];
  for (const played of plans.stories) {
    lines.push('', paint.heading(`${played.story.name}: ${both((texts) => said(played.story.about, texts))}`));
    lines.push(...printTimeline(linesOf(played, plans.nameOf), paint, width));
  }
  const { messages, refusedByRule, wrong, alarms } = planFigures(plans.stories);
  return [
    ...lines,
    '',
    both((texts) => texts.plans.summary(messages, refusedByRule, wrong, alarms)),
    both((texts) => texts.plans.took(plans.seconds.toFixed(0))),
    '',
  ].join('\n');
}

/** The same for a program: instants are ISO 8601 UTC. */
export function plansJson({ region, stories, seconds }: PlayedPlans): string {
  const value = {
    profile: region.profile,
    seconds,
    stories: stories.map(({ story, plan, events, letters }) => ({
      ...{ name: story.name, about: story.about, plan: plan ?? null, events, letters },
    })),
    summary: planFigures(stories),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function said(text: Both, { locale }: Texts): string {
  return locale === sv.locale ? text.sv : text.en;
}

/** What a code is called; the code itself where it has no name. */
function nameIn(names: Readonly<Record<string, Both>>, code: string, texts: Texts): string {
  const name = Object.entries(names).find(([known]) => known === code)?.[1];
  return name === undefined ? code : said(name, texts);
}

type NameOf = (hsaId: string) => string;

function linesOf({ events, letters, plan }: PlayedStory, nameOf: NameOf): TimelineLine[] {
  const lines = events.flatMap((event) => eventLines(event, nameOf));
  if (plan === undefined) return [...lines, below('bad', '!', (texts) => texts.plans.noPlan)];
  return letters.length === 0 ? lines : [...lines, lettersLine(letters)];
}

function below(tone: TimelineLine['tone'], mark: string, say: TimelineLine['say']): TimelineLine {
  return { at: undefined, tone, mark, say };
}

function eventLines(event: PlanEvent, nameOf: NameOf): TimelineLine[] {
  const { at } = event;
  const plain = { at, tone: 'plain' as const };
  switch (event.type) {
    case 'told':
      return toldLines(event, nameOf);
    case 'alarm':
      return [{ at, tone: 'bad', mark: '!', say: (texts) => alarmText(event, at, nameOf, texts) }];
    case 'receipted':
      return [{ ...plain, mark: '✓', say: (texts) => texts.plans.receipted(nameOf(event.unit), event.deliveries) }];
    case 'posted':
      return [{ ...plain, mark: '✉', say: (texts) => texts.plans.posted(nameOf(event.unit), event.letters) }];
    case 'register':
      return [{ ...plain, mark: '→', say: (texts) => texts.plans.register }];
    case 'portal': {
      const isShown = event.state === 'shown';
      const say = (texts: Texts): string => (isShown ? texts.plans.shown : texts.plans.notShown);
      return [{ at, tone: isShown ? 'good' : 'plain', mark: '●', say }];
    }
    case 'look':
      return lookLines(event.about, event.look, at, nameOf);
  }
}

function toldLines(
  { at, unit, kind, outcome, isAsTold, state }: Extract<PlanEvent, { type: 'told' }>,
  nameOf: NameOf,
): TimelineLine[] {
  const isTaken = outcome.kind === 'accepted';
  const head: TimelineLine = {
    at,
    tone: isAsTold ? 'plain' : 'bad',
    mark: '→',
    say: (texts) =>
      [
        texts.plans.told(nameOf(unit), texts.kinds[kind] ?? kind, outcome.code),
        state === undefined ? '' : texts.plans.state(nameIn(PLAN_STATE_NAMES, state, texts)),
        isAsTold ? (isTaken ? '' : texts.plans.asRoutine) : texts.plans.against,
      ].join(''),
  };
  const units = [...new Set(outcome.deliveries.map((delivery) => nameOf(delivery.unit)))].join(', ');
  const to = units === '' ? [] : [below('plain', '-', (texts) => texts.plans.to(units))];
  const remarks = outcome.remarks.map((remark) =>
    below(remark.severity === 'error' && !isAsTold ? 'bad' : 'plain', '!', (texts) => {
      const words = texts.locale === sv.locale ? (swedishOf(remark) ?? remark.text) : remark.text;
      const source = [remark.code, remark.rule].filter((part) => part !== undefined).join(' ');
      return `${remark.severity === 'error' ? texts.refused : texts.warning}: ${words} [${source}]`;
    }),
  );
  return [head, ...to, ...remarks];
}

function alarmText(
  { step, duty, unit, responsible, due, times }: Alarm,
  at: Date,
  nameOf: NameOf,
  texts: Texts,
): string {
  const [to, name, by] = [
    nameOf(unit),
    texts.duties[duty] ?? nameIn(PLAN_DUTY_NAMES, duty, texts),
    seenFrom(due, at, texts.locale),
  ];
  const isReminder = unit === responsible;
  const text = isReminder
    ? texts.plans.reminder(to, name, by)
    : texts.plans.escalation(to, name, nameOf(responsible), by);
  return `${text}${times > 1 ? texts.plans.times(times) : ''} [${step}]`;
}

function lookLines(about: Both, look: PlanLook, at: Date, nameOf: NameOf): TimelineLine[] {
  const { stateName, waitedFor, parties, person } = look;
  const shown =
    person === null
      ? [below('plain', '●', (texts) => texts.plans.personNothing)]
      : [
          below('good', '●', (texts) => texts.plans.person),
          ...person.goals.map((text) => below('plain', ' ', (texts) => `  ${texts.plans.goal(text)}`)),
          ...person.interventions.map((text) => below('plain', ' ', (texts) => `  ${texts.plans.intervention(text)}`)),
        ];
  return [
    { at, tone: 'plain', mark: '◆', say: (texts) => texts.plans.look(said(about, texts), said(stateName, texts)) },
    ...waitedFor.map(({ name, unit, due, isOverdue, rule }) =>
      below(isOverdue ? 'bad' : 'plain', '…', (texts) => {
        const text = texts.plans.waited(said(name, texts), nameOf(unit), dayAndTime(due, texts.locale));
        return `${text}${isOverdue ? texts.plans.overdue : ''} [${rule}]`;
      }),
    ),
    ...parties.flatMap((party) => partyLines(party, nameOf)),
    ...shown,
  ];
}

function partyLines(party: PartyLook, nameOf: NameOf): TimelineLine[] {
  const { units, isCoordinator, goals, subgoals, interventions, unshared, mayDo } = party;
  const head = below('plain', '-', (texts) =>
    [
      texts.plans.party(units.map(nameOf).join(' + '), goals, subgoals, interventions),
      unshared > 0 ? texts.plans.unshared(unshared) : '',
      isCoordinator ? texts.plans.coordinates : '',
    ].join(''),
  );
  if (mayDo.length === 0) return [head];
  return [head, below('plain', ' ', (texts) => texts.plans.mayDo(mayDo.map((kind) => said(kind, texts)).join(', ')))];
}

function lettersLine(letters: readonly Letter[]): TimelineLine {
  return below('plain', '✉', ({ plans }) => {
    const what = letters.map(
      ({ kind, state }) => `${plans.letterKinds[kind] ?? kind} ${plans.letterStates[state] ?? state}`,
    );
    return plans.letters(letters.length, what.join(', '));
  });
}
