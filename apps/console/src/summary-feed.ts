import { Injectable } from '@nestjs/common';
import type { MessageEvent, OnModuleDestroy } from '@nestjs/common';
import {
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  finalize,
  from,
  interval,
  map,
} from 'rxjs';
import { merge, of, share, ReplaySubject, Subject, takeUntil, timer } from 'rxjs';
import type { Observable } from 'rxjs';
import { HubLog, HubMetrics } from '#flows/ports.js';
import type { SummaryDto } from './dto/summary.dto.js';
import { HubSummary } from './hub-summary.js';

/** How often the counters are looked at while somebody listens, and how often a silent stream shows that it lives; machine ms. */
const LOOK_EVERY = 1_000;
const HEARTBEAT_EVERY = 15_000;

/**
 * The summary as a stream for consoles: now, and whenever it has changed. All listeners of the process share one look; when
 * nobody listens nobody looks. While the storage is away the stream stays open and silent but for its heartbeat.
 */
@Injectable()
export class SummaryFeed implements OnModuleDestroy {
  private readonly stopped = new Subject<void>();
  private readonly summaries: Observable<SummaryDto>;

  constructor(
    summary: HubSummary,
    private readonly metrics: HubMetrics,
    log: HubLog,
  ) {
    const look = () =>
      from(summary.read()).pipe(
        catchError((error: unknown) => {
          log.error('summary-feed', error);
          return EMPTY;
        }),
      );
    this.summaries = timer(0, LOOK_EVERY).pipe(
      exhaustMap(look),
      distinctUntilChanged((a, b) => fingerprint(a) === fingerprint(b)),
      share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: true }),
    );
  }

  events(): Observable<MessageEvent> {
    const changes = this.summaries.pipe(map((summary): MessageEvent => ({ type: 'summary', data: summary })));
    const heartbeats = interval(HEARTBEAT_EVERY).pipe(map((): MessageEvent => ({ type: 'heartbeat', data: {} })));
    const greeting = of<MessageEvent>({ type: 'heartbeat', data: {}, retry: 2_000 });
    return defer(() => {
      this.metrics.connections('stream', 1);
      return concat(greeting, merge(changes, heartbeats));
    }).pipe(
      takeUntil(this.stopped),
      finalize(() => this.metrics.connections('stream', -1)),
    );
  }

  onModuleDestroy(): void {
    this.stopped.next();
  }
}

/** What makes a summary another one: not the time, nor the ages that grow with it. */
function fingerprint({ total, units }: SummaryDto): string {
  return JSON.stringify([total, units], (key, value: unknown) => (key === 'seconds' ? undefined : value));
}
