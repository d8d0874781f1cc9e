import { once } from 'node:events';
import { civilDateOf } from '#domain/calendar.js';
import { PLANNING_CATEGORIES } from '#domain/message.js';
import type { ExitCode } from '../failure.js';
import { EXIT, Failure } from '../failure.js';
import { both } from '../i18n/both.js';
import { dayAndTime, isoInSweden } from '../stockholm-time.js';
import type { Surroundings } from '../surroundings.js';
import { onlyCategory, REGIONS } from './courses/regions.js';
import type { RunningHub } from './hub-process.js';
import { startHub } from './hub-process.js';
import { registerFolder } from './plans/plan-player.js';
import { chosenPlans, showPlans } from './plans/plans.command.js';
import { play } from './player.js';
import type { Week } from './report.js';
import { weekJson, weekText } from './report.js';
import type { Scenario } from './scenario.js';
import { instantAt } from './scenario.js';
import { figuresOf, storiesOf } from './story.js';

export interface DemoOptions {
  /** Gävleborg without it; with `sip` Norrbotten. */
  readonly profile?: string;
  /** One stay of this planning category instead of the week. */
  readonly category?: string;
  /** Plans (SIP) instead of the week. */
  readonly sip?: boolean;
  /** With `sip`: which story, or `all`; the whole way without it. */
  readonly story?: string;
  readonly keep?: boolean;
  readonly json?: boolean;
}

/**
 * Plays a region's week, a stay of one planning category, or a plan (SIP), on a hub of its own and prints what every party saw. Ends with
 * 1 when the hub refused a message that it should have taken, or took one that the routine wants refused. Whatever ends it, Ctrl-C too, the hub is stopped and its folder removed.
 */
export async function demo(options: DemoOptions, at: Surroundings): Promise<ExitCode> {
  const chosen = playOf(options);
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort(new Failure(both((texts) => texts.interrupted)));
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await demoOn(chosen, options, interrupt.signal, at);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

/** What a hub is started for, and what is shown of it. */
interface Play {
  /** When its clock begins: ISO 8601 with the zone. */
  readonly starts: string;
  readonly environment?: (dataDir: string) => NodeJS.ProcessEnv;
  readonly show: (stage: Stage) => Promise<ExitCode>;
}

interface Stage {
  readonly hub: RunningHub;
  readonly stopped: AbortSignal;
  readonly at: Surroundings;
  readonly json: boolean;
  readonly seconds: () => number;
}

function playOf(options: DemoOptions): Play {
  const { sip = false, story, category, profile } = options;
  if (!sip && story !== undefined) throw new Failure(both((texts) => texts.plans.storyNeedsSip));
  if (!sip) return weekPlay(scenarioOf(options));
  if (category !== undefined) throw new Failure(both((texts) => texts.plans.noCategory));
  const chosen = chosenPlans(profile, story);
  return {
    starts: chosen.starts,
    environment: (dataDir) => ({
      HEMGANG_REGISTER_DIR: registerFolder(dataDir),
      HEMGANG_REGISTER_SECONDS: '1',
    }),
    show: ({ hub, stopped, at, json, seconds }) => showPlans(chosen, hub, stopped, at, { json, seconds }),
  };
}

function weekPlay(scenario: Scenario): Play {
  return {
    starts: isoInSweden(instantAt(scenario.starts)),
    show: async ({ hub, stopped, at, json, seconds }) => {
      const week = await weekOn(hub, scenario, stopped, at, seconds);
      at.out.write(json ? weekJson(week) : weekText(week, at.out));
      return week.figures.refused > 0 ? EXIT.someRefused : EXIT.allWell;
    },
  };
}

function scenarioOf({ profile = 'gavleborg', category }: DemoOptions): Scenario {
  const region = REGIONS.get(profile);
  if (region === undefined) {
    const known = [...REGIONS.keys()].join(', ');
    throw new Failure(both((texts) => texts.demoNoProfile(profile, known)));
  }
  if (category === undefined) return region.week;
  const wanted = PLANNING_CATEGORIES.find((one) => one === category.toUpperCase());
  if (wanted !== undefined) return onlyCategory(region, wanted);
  throw new Failure(both((texts) => texts.demoNoCategory(category, PLANNING_CATEGORIES.join(', '))));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function demoOn(
  chosen: Play,
  options: DemoOptions,
  interrupted: AbortSignal,
  at: Surroundings,
): Promise<ExitCode> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  at.err.say(both((texts) => texts.demoStarting));
  const hub = await startHub(chosen.starts, interrupted, chosen.environment);
  try {
    at.err.say(both((texts) => texts.demoReady(seconds().toFixed(1))));
    const code = await chosen.show({ hub, stopped: interrupted, at, json: options.json === true, seconds });
    if (options.keep === true) await keep(hub, interrupted, at);
    return code;
  } finally {
    await hub.stop();
  }
}

async function weekOn(
  hub: RunningHub,
  scenario: Scenario,
  interrupted: AbortSignal,
  { err }: Surroundings,
  seconds: () => number,
): Promise<Week> {
  let day = '';
  const played = await play(scenario, hub, interrupted, (instant, line) => {
    const today = civilDateOf(instant);
    if (today !== day) err.say(both((texts) => dayAndTime(instant, texts.locale).slice(0, -' 08:15'.length)));
    day = today;
    err.progress(`${dayAndTime(instant)}  ${line}`);
  });
  const stories = await storiesOf(played);
  const figures = figuresOf(stories, played, instantAt(scenario.ends));
  return { scenario, played, stories, figures, seconds: seconds() };
}

async function keep(
  { url, mllp, dataDir }: RunningHub,
  interrupted: AbortSignal,
  { err }: Surroundings,
): Promise<void> {
  const address = `${mllp.host}:${String(mllp.port)}`;
  err.say(both((texts) => texts.demoKept(url, address, dataDir)));
  // A promise alone keeps no process alive; the pipes to the hub do.
  if (!interrupted.aborted) await once(interrupted, 'abort');
}
