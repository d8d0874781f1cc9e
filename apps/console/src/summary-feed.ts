import { Injectable } from '@nestjs/common';
import type { MessageEvent, OnModuleDestroy } from '@nestjs/common';
import { catchError, concat, concatMap, defer, EMPTY, exhaustMap, finalize, from, interval, map } from 'rxjs';
import { merge, of, share, ReplaySubject, Subject, takeUntil, timer } from 'rxjs';
import type { Observable } from 'rxjs';
import { ReadOverview } from '#flows/read-overview.js';
import type { Overview } from '#flows/read-overview.js';
import { HubLog, HubMetrics } from '#flows/ports.js';
import type { News } from './dto/events.dto.js';
import type { OverviewDto } from './dto/overview.dto.js';
import type { SummaryDto } from './dto/summary.dto.js';
import { HubOverview } from './hub-overview.js';
import { HubSummary } from './hub-summary.js';

/** How often the counters are looked at while somebody listens, and how often a silent stream shows that it lives; machine ms. */
const LOOK_EVERY = 2_000;
const HEARTBEAT_EVERY = 15_000;

/** How things stood at one look; written when somebody is to be told, and then once for all who listen. */
class Look {
  /** What makes a summary another one: not the time, nor the ages that grow with it. */
  readonly print: string;
  private summaryText: string | undefined;
  private overviewText: string | undefined;

  constructor(
    { figures }: Overview,
    private readonly asSummary: () => SummaryDto,
    private readonly asOverview: OverviewDto,
  ) {
    const parts = [...figures.units].map(([unit, { counts, oldest }]) => [unit, counts, oldest]);
    this.print = JSON.stringify([figures.total, parts]);
  }

  get sequence(): number {
    return this.asOverview.sequence;
  }

  get summary(): string {
    return (this.summaryText ??= JSON.stringify(this.asSummary()));
  }

  get overview(): string {
    return (this.overviewText ??= JSON.stringify(this.asOverview));
  }
}

/**
 * Summary and overview as a stream for consoles: now, and whenever they have changed; the overview so often besides that who
 * listens sees how old the figures are. All listeners of the process share one look; when nobody listens nobody looks. While the
 * storage is away the stream stays open and silent but for its heartbeat.
 */
@Injectable()
export class SummaryFeed implements OnModuleDestroy {
  private readonly stopped = new Subject<void>();
  private readonly looks: Observable<Look>;

  constructor(
    figures: ReadOverview,
    summary: HubSummary,
    overview: HubOverview,
    private readonly metrics: HubMetrics,
    log: HubLog,
  ) {
    const look = () =>
      from(figures.read()).pipe(
        map((read) => new Look(read, () => summary.view(read.figures, read.at), overview.view(read))),
        catchError((error: unknown) => {
          log.error('summary-feed', error);
          return EMPTY;
        }),
      );
    this.looks = timer(0, LOOK_EVERY).pipe(
      exhaustMap(look),
      share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: true }),
    );
  }

  /** @param only the one kind of news that is wanted; without it, both. */
  events(only?: News): Observable<MessageEvent> {
    const heartbeats = interval(HEARTBEAT_EVERY).pipe(map((): MessageEvent => ({ type: 'heartbeat', data: {} })));
    const greeting = of<MessageEvent>({ type: 'heartbeat', data: {}, retry: 2_000 });
    return defer(() => {
      this.metrics.connections('stream', 1);
      const listener = new Listener(only);
      return concat(greeting, merge(this.looks.pipe(concatMap((look) => listener.eventsOf(look))), heartbeats));
    }).pipe(
      takeUntil(this.stopped),
      finalize(() => this.metrics.connections('stream', -1)),
    );
  }

  onModuleDestroy(): void {
    this.stopped.next();
  }
}

/** One who listens, and what it has been told last. */
class Listener {
  private print: string | undefined;
  private sequence: number | undefined;
  private toldAt = 0;

  constructor(private readonly only: News | undefined) {}

  eventsOf(look: Look): MessageEvent[] {
    const { print, sequence } = look;
    const events: MessageEvent[] = [];
    if (this.only !== 'overview' && print !== this.print) events.push({ type: 'summary', data: look.summary });
    const isOld = performance.now() - this.toldAt >= HEARTBEAT_EVERY;
    if (this.only !== 'summary' && (sequence !== this.sequence || isOld)) {
      events.push({ type: 'overview', data: look.overview });
      this.toldAt = performance.now();
    }
    [this.print, this.sequence] = [print, sequence];
    return events;
  }
}
