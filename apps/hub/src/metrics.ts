import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OutcomeClass } from '#domain/reason.js';
import type { Summary, UnitCounts } from '#flows/summary-ports.js';
import { HubMetrics } from '#flows/ports.js';

const ACK_SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128];

/** Counts that are states and not sums: what operations set their alarms on. */
const STATES = [
  ['waiting', 'Deliveries whose kvittens is still owed'],
  ['overdue', 'Open deadlines whose due time has passed'],
  ['openEscalations', 'Breached deadlines that nobody has resolved'],
  ['quarantined', 'Refused input held in quarantine'],
] as const satisfies readonly (readonly [state: keyof UnitCounts, meaning: string])[];

/** Under which label stands what belongs to no unit of the directory: texts from outside never become labels. */
const OTHER = 'other';

/** The counts of the region, the units that the directory has, and the domain time of both. */
interface RegionFigures {
  readonly summary: Summary;
  readonly known: ReadonlySet<string>;
  readonly now: Date;
}

/** What Prometheus reads: of the process itself, and of the region as the database has it. */
export class PromMetrics extends HubMetrics {
  readonly registry = new Registry();
  private lastSweep: number | undefined;

  private readonly messages = new Counter({
    name: 'hemgang_messages_total',
    help: 'Messages answered',
    labelNames: ['transport', 'kind', 'outcome'],
    registers: [this.registry],
  });
  private readonly ackSeconds = new Histogram({
    name: 'hemgang_ack_seconds',
    help: 'From the last byte of a message to its answer',
    labelNames: ['transport'],
    buckets: ACK_SECONDS,
    registers: [this.registry],
  });
  private readonly batch = new Histogram({
    name: 'hemgang_commit_messages',
    help: 'Messages that shared one transaction',
    buckets: BATCH_SIZES,
    registers: [this.registry],
  });
  private readonly steps = new Counter({
    name: 'hemgang_fired_total',
    help: 'Reminders and escalations fired by this process',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  private readonly open = new Gauge({
    name: 'hemgang_connections',
    help: 'Open connections',
    labelNames: ['transport'],
    registers: [this.registry],
  });
  private readonly sweep = new Gauge({
    name: 'hemgang_last_sweep_timestamp_seconds',
    help: 'When this process last looked through the due deadlines to the end (machine time)',
    registers: [this.registry],
  });
  private readonly up = new Gauge({
    name: 'hemgang_part_up',
    help: 'Whether a part of the hub can be worked with',
    labelNames: ['part'],
    registers: [this.registry],
  });
  private readonly oldest = new Gauge({
    name: 'hemgang_oldest_seconds',
    help: 'How long the oldest of each has waited (domain time); 0 when there is none',
    labelNames: ['state'],
    registers: [this.registry],
  });
  private readonly states = new Gauge({
    name: 'hemgang_open',
    help: STATES.map(([state, meaning]) => `${state}: ${meaning}`).join('; '),
    labelNames: ['state', 'unit'],
    registers: [this.registry],
  });

  constructor() {
    super();
    collectDefaultMetrics({ register: this.registry });
  }

  override admitted(
    transport: 'http' | 'mllp',
    kind: string | undefined,
    outcome: 'accepted' | 'duplicate' | OutcomeClass,
    seconds: number,
  ): void {
    this.messages.inc({ transport, kind: kind ?? 'unknown', outcome });
    this.ackSeconds.observe({ transport }, seconds);
  }

  override committed(messages: number): void {
    this.batch.observe(messages);
  }

  override fired(kind: 'paminnelse' | 'eskalering', steps: number): void {
    this.steps.inc({ kind }, steps);
  }

  override swept(): void {
    this.lastSweep = Date.now();
    this.sweep.set(this.lastSweep / 1000);
  }

  override connections(transport: 'mllp' | 'stream', change: 1 | -1): void {
    this.open.inc({ transport }, change);
  }

  /** Seconds of machine time since the last sweep of this process; undefined when it never swept. */
  sweepAge(): number | undefined {
    return this.lastSweep === undefined ? undefined : (Date.now() - this.lastSweep) / 1000;
  }

  partUp(part: string, isUp: boolean): void {
    this.up.set({ part }, isUp ? 1 : 0);
  }

  /** Sets what the region looks like; undefined when that cannot be known now: no figures rather than old ones. */
  region(region: RegionFigures | undefined): void {
    this.states.reset();
    this.oldest.reset();
    if (region === undefined) return;
    const { summary, known, now } = region;
    for (const [state] of STATES) {
      let rest = summary.total.counts[state];
      for (const [unit, { counts }] of summary.units) {
        if (!known.has(unit)) continue;
        this.states.set({ state, unit }, counts[state]);
        rest -= counts[state];
      }
      this.states.set({ state, unit: OTHER }, rest);
    }
    for (const [state, since] of Object.entries(summary.total.oldest)) {
      const seconds = since instanceof Date ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0;
      this.oldest.set({ state }, seconds);
    }
  }
}
