import { styleText } from 'node:util';
import { both } from '../i18n/both.js';
import { en } from '../i18n/en.js';
import type { Texts } from '../i18n/sv.js';
import { sv } from '../i18n/sv.js';
import type { Output } from '../surroundings.js';
import { dayAndTime } from '../stockholm-time.js';
import type { Played } from './player.js';
import type { Scenario } from './scenario.js';
import { instantAt } from './scenario.js';
import type { Figures, PartyStory } from './story.js';
import type { Paint } from './timeline.js';
import { printTimeline, timelineOf } from './timeline.js';

/** All that a play has to show. */
export interface Week {
  readonly scenario: Scenario;
  readonly played: Played;
  readonly stories: readonly PartyStory[];
  readonly figures: Figures;
  /** Machine time that the play took, start of the hub included. */
  readonly seconds: number;
}

const PLAIN: Paint = { heading: String, good: String, bad: String, faint: String };
const COLOURED: Paint = {
  heading: (text) => styleText('bold', text, { validateStream: false }),
  good: (text) => styleText('green', text, { validateStream: false }),
  bad: (text) => styleText('yellow', text, { validateStream: false }),
  faint: (text) => styleText('dim', text, { validateStream: false }),
};

/** How lines are painted where they go: plain but on a terminal. */
export function paintFor(isTerminal: boolean): Paint {
  return isTerminal ? COLOURED : PLAIN;
}

/** The week as a person reads it: the stays, what each party saw and did, the figures. */
export function weekText(week: Week, { isTerminal, width }: Pick<Output, 'isTerminal' | 'width'>): string {
  const paint = paintFor(isTerminal);
  const { stories } = week;
  const lines = [...headLines(week, paint), '', paint.heading(both((texts) => texts.demoParties))];
  const names = new Map([...week.played.witness.mailboxes].map(([hsaId, { unit }]) => [hsaId, unit.name]));
  for (const story of stories) {
    const role = both((texts) => texts.roles[story.unit.role] ?? story.unit.role);
    lines.push('', `${paint.heading(story.unit.name)}  ${paint.faint(`${story.unit.hsaId}, ${role}`)}`);
    lines.push(
      ...printTimeline(
        timelineOf(story, (hsaId) => names.get(hsaId) ?? hsaId, instantAt(week.scenario.ends)),
        paint,
        width,
      ),
    );
  }
  return [...lines, '', ...summaryLines(week, paint), ''].join('\n');
}

function headLines({ scenario, played }: Week, paint: Paint): string[] {
  const [from, to] = [instantAt(scenario.starts), instantAt(scenario.ends)];
  const title = (texts: Texts): string =>
    texts.demoTitle(scenario.title, dayAndTime(from, texts.locale), dayAndTime(to, texts.locale));
  const stays = scenario.courses.flatMap(({ about, stay: { episode, category, ward } }) => {
    const name = played.witness.mailboxes.get(ward)?.unit.name ?? ward;
    const state = played.episodes.get(episode);
    const end = (texts: Texts): string =>
      state === undefined ? texts.demoNotBegun : (texts.episodeStates[state] ?? state);
    return [
      `  ${episode}  ${both((texts) => texts.demoEpisode(category, name, end(texts)))}`,
      `  ${' '.repeat(episode.length)}  ${paint.faint(both((texts) => (texts.locale === sv.locale ? about.sv : about.en)))}`,
    ];
  });
  return ['', paint.heading(title(sv)), paint.faint(title(en)), '', both((texts) => texts.demoEpisodes), ...stays];
}

function summaryLines({ figures, seconds }: Week, paint: Paint): string[] {
  const rows: readonly (readonly [number, (texts: Texts) => string])[] = [
    [figures.messages, (texts) => texts.summaryMessages],
    [figures.refused, (texts) => texts.summaryRefused],
    [figures.refusedByRule, (texts) => texts.summaryRefusedByRule],
    [figures.deliveries, (texts) => texts.summaryDeliveries],
    [figures.receiptsInTime, (texts) => texts.summaryInTime],
    [figures.receiptsLate, (texts) => texts.summaryLate],
    [figures.receiptsMissing, (texts) => texts.summaryMissing],
    [figures.reminders, (texts) => texts.summaryReminders],
    [figures.escalations, (texts) => texts.summaryEscalations],
    [figures.openEscalations, (texts) => texts.summaryOpen],
  ];
  const lines = rows.map(([number, say]) => `  ${String(number).padStart(4)}  ${both(say)}`);
  return [
    paint.heading(both((texts) => texts.demoSummary)),
    ...lines,
    '',
    both((texts) => texts.summaryTook(seconds.toFixed(0))),
  ];
}

/** The same for a program: instants are ISO 8601 UTC. */
export function weekJson({ scenario, played, stories, figures, seconds }: Week): string {
  const value = {
    profile: scenario.profile,
    from: instantAt(scenario.starts),
    to: instantAt(scenario.ends),
    seconds,
    episodes: scenario.courses.map(({ about, stay: { episode, category, ward } }) => {
      return { episode, category, ward, about, state: played.episodes.get(episode) ?? null };
    }),
    parties: stories.map(({ unit, events }) => ({ ...unit, events })),
    summary: figures,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
