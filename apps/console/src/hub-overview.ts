import { Injectable } from '@nestjs/common';
import { civilDayAt } from '#domain/operations/clock-weeks.js';
import { fewOfEachKind } from '#domain/operations/problems.js';
import type { Backlog } from '#domain/operations/problems.js';
import { ConfigurationHolder } from '#flows/configuration-holder.js';
import { HubEnvironment, LATE_OF_PLANS_CAP, OPEN_PLANS_CAP, SOON_CAP } from '#flows/overview-ports.js';
import type { Figures, PlanFigures, Vitals } from '#flows/overview-ports.js';
import { ReadOverview } from '#flows/read-overview.js';
import type { Overview } from '#flows/read-overview.js';
import type { ActDto, ActNowDto, HubStateDto, OverviewDto, PlanFiguresDto } from './dto/overview.dto.js';
import { problemDto } from './dto/problem.dto.js';

/** How many problems of a kind are told at once. */
export const PROBLEMS_TOLD = 20;

/** The overview as the console shows it. Every answer that differs from the one before in more than the time gets a new number. */
@Injectable()
export class HubOverview {
  private last = '';
  private sequence = 0;

  constructor(
    private readonly overview: ReadOverview,
    private readonly configuration: ConfigurationHolder,
    private readonly environment: HubEnvironment,
  ) {}

  async read(): Promise<OverviewDto> {
    return this.view(await this.overview.read());
  }

  view({ at, figures, vitals, facts, problems, plans, flow }: Overview): OverviewDto {
    const { directory } = this.configuration.current;
    const { name, clock, version } = this.environment;
    const what = {
      environment: { name, clock, version },
      day: civilDayAt(at),
      act: actNow(figures, facts.units, facts.unownedEscalations),
      plans: plansDto(plans),
      flow,
      hub: hubState(vitals),
      problems: fewOfEachKind(problems, PROBLEMS_TOLD).map((problem) => problemDto(problem, directory)),
      problemCount: problems.length,
    };
    const text = JSON.stringify({ ...what, hub: { ...what.hub, lastSweepAt: null } });
    if (text !== this.last) {
      this.last = text;
      this.sequence += 1;
    }
    return { at, sequence: this.sequence, ...what };
  }
}

function actNow(
  { total, units }: Figures,
  facts: Overview['facts']['units'],
  unowned: Overview['facts']['unownedEscalations'],
): ActNowDto {
  const soon = [...units.values()].filter(({ dueSoon }) => dueSoon > 0);
  const silent = facts.flatMap(({ silence }) => (silence === undefined ? [] : [{ count: 1, since: silence.since }]));
  return {
    overdueReceipts: sumOf(facts.flatMap(({ overdueReceipts }) => overdueReceipts ?? [])),
    overdueOther: sumOf(facts.flatMap(({ overdueDuties }) => overdueDuties ?? [])),
    dueSoon: {
      ...sumOf(
        soon.flatMap(({ dueSoon, dueSoonFirst }) => (dueSoonFirst ? [{ count: dueSoon, since: dueSoonFirst }] : [])),
      ),
      ...(soon.some(({ dueSoon }) => dueSoon >= SOON_CAP) ? { isCapped: true } : {}),
    },
    escalationsUnowned: {
      ...sumOf(unowned === undefined ? [] : [unowned]),
      ...(unowned?.isCapped === true ? { isCapped: true } : {}),
    },
    quarantined: { count: total.counts.quarantined, since: total.oldest.quarantined ?? null },
    silentParties: sumOf(silent),
  };
}

function plansDto({ open, lateDuties, lateLetters }: PlanFigures): PlanFiguresDto {
  const late = (backlog: Backlog | undefined): ActDto => ({
    ...sumOf(backlog === undefined ? [] : [backlog]),
    ...(backlog !== undefined && backlog.count >= LATE_OF_PLANS_CAP ? { isCapped: true } : {}),
  });
  return {
    open,
    ...(open >= OPEN_PLANS_CAP ? { isCapped: true } : {}),
    lateDuties: late(lateDuties),
    lateLetters: late(lateLetters),
  };
}

function sumOf(backlogs: readonly Backlog[]): ActDto {
  let since: Date | null = null;
  let count = 0;
  for (const one of backlogs) {
    count += one.count;
    if (since === null || one.since < since) since = one.since;
  }
  return { count, since };
}

function hubState({ queue, lastSweepAt, isSweepLate, processes, disk }: Vitals): HubStateDto {
  const isWell =
    !isSweepLate && queue?.isHealthy !== false && disk?.isLow !== true && processes.every((one) => one.isAlive);
  return {
    state: isWell ? 'well' : 'degraded',
    database: true,
    queue: queue?.isHealthy ?? null,
    lastSweepAt,
    processes: processes.filter(({ isAlive }) => isAlive).length,
  };
}
