import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import type { AdmissionPlan, KnownState } from '#domain/admission/admission-plan.js';
import type { MessageKind, Patient } from '#domain/message.js';
import type { Plan, PlanFacts, PlanState, PlanStep } from '#domain/plan/plan.js';
import type { AdmissionAttempt, AdmissionOutcome, AdmissionVerdict, EpisodeName, PlanName } from '#flows/ports.js';
import { PgAdmissionStore } from '#persistence/admission.store.js';
import { createDataSource } from '#persistence/data-source.js';
import { PgPlanReportStore } from '#persistence/plan-report.store.js';
import { PgPlanStore } from '#persistence/plan.store.js';
import { createTestDatabase } from '../support/database.js';

export const OPEN_CARE = 'SE2321000016-OPEN';
export const MUNICIPALITY = 'SE2120001234-SOC';
export const NOW = new Date('2026-11-23T08:15:00Z');

const TABLES = [
  ...['payload', 'message', 'idempotency_key', 'plan', 'plan_unit', 'plan_day', 'delivery', 'deadline', 'audit_entry'],
  'counter_delta',
];

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export const tolvan: Patient = {
  ...{
    id: '191212121212',
    idType: 'personnummer',
    givenName: 'Tolvan',
    familyName: 'Tolvansson',
    municipality: '2180',
  },
};

/** What somebody tells of a plan, as far as the store looks at it. */
export interface Told {
  readonly kind?: MessageKind;
  readonly messageId: string;
  readonly sender?: string;
  readonly plan?: PlanName;
  readonly episode?: EpisodeName;
  readonly target?: { readonly sender: string; readonly messageId: string };
  readonly changes?: Partial<AdmissionAttempt>;
}

export const ofPerson = (id = tolvan.id, profile: string | undefined = 'norrbotten'): PlanName => ({
  ...{ patientIds: [id], profile },
});

function factsOf(state: PlanState, changes: Partial<PlanFacts> = {}): PlanFacts {
  return {
    state,
    ...{ coordinators: [], consents: [], areas: [], participants: [], meetings: [], goals: [], subgoals: [] },
    ...{ interventions: [], handovers: [], deviations: [] },
    ...changes,
  };
}

/** One message of a plan, told of in a hand-written way: the first one begins a plan, each later one adds a step. */
export function told(
  message: Told,
  known: KnownState,
  change: (plan: Plan) => Plan = (plan) => plan,
  patient = tolvan,
): AdmissionPlan & { plans: readonly [Plan] } {
  const { kind = 'sip-underlag', messageId, sender = OPEN_CARE } = message;
  const id = uuidV7();
  const before: Plan = known.plans?.[0] ?? {
    ...{ id: uuidV7(), profile: 'norrbotten', patient, version: 0, steps: [], facts: factsOf('underlag') },
  };
  const step: PlanStep = {
    ...{ message: id, messageId, kind, unit: sender, role: 'oppenvard', at: NOW.toISOString(), content: { text: 'Å' } },
    state: before.facts.state,
  };
  const plan = change({ ...before, version: before.version + 1, steps: [...before.steps, step] });
  const { state } = plan.facts;
  return {
    message: {
      ...{ id, messageId, kind, sender, sentAt: NOW.toISOString(), receivedAt: NOW.toISOString(), content: {} },
      ...{ plan: plan.id, patient },
    },
    profile: plan.profile,
    episode: undefined,
    alsoEpisodes: [],
    plans: [plan],
    ...{ deliveries: [], deadlines: [], endedDeadlines: [], endedDeliveries: [], withdraws: undefined },
    answer: {
      ...{ id, messageId, episode: null, plan: { id: plan.id, state }, deliveries: [], deadlines: [], warnings: [] },
    },
  };
}

/** Two admission stores, as two hub processes have them, with plans on one database. */
export class PlanStoreWorld {
  readonly plans: PgPlanStore;
  readonly reports: PgPlanReportStore;

  private constructor(
    readonly dataSource: DataSource,
    private readonly stores: readonly PgAdmissionStore[],
    readonly close: () => Promise<void>,
  ) {
    this.plans = new PgPlanStore(dataSource);
    this.reports = new PgPlanReportStore(dataSource);
  }

  static async open(options = { batchSize: 128, inFlight: 3 }): Promise<PlanStoreWorld> {
    const database = await createTestDatabase();
    const sources = await Promise.all([1, 2].map(() => createDataSource(database.url, 10).initialize()));
    const [first] = sources;
    if (first === undefined) throw new Error('no database');
    const stores = sources.map((source) => new PgAdmissionStore(source, uuidV7, options));
    return new PlanStoreWorld(first, stores, async () => {
      await Promise.all(sources.map((source) => source.destroy()));
      await database.drop();
    });
  }

  attemptOf(message: Told): AdmissionAttempt {
    const { messageId, sender = OPEN_CARE, plan, episode, target } = message;
    return {
      raw: { bytes: Buffer.from('x'), contentType: 'application/json', source: 'http:test', receivedAt: NOW },
      idempotencyKey: hashOf(`${sender} ${messageId}`),
      contentHash: hashOf(messageId),
      own: { sender, role: 'oppenvard', messageId },
      patientId: plan !== undefined && 'patientIds' in plan ? plan.patientIds[0] : undefined,
      ...{ episode, plan, target, mayOpen: false },
      ...message.changes,
    };
  }

  admit(message: Told, decide: (known: KnownState) => AdmissionVerdict, store = 0): Promise<AdmissionOutcome> {
    const [one] = this.stores.slice(store);
    if (one === undefined) throw new Error('no such store');
    return one.admit(this.attemptOf(message), decide);
  }

  /** Has a message accepted that changes a plan; gives the plan as it is then, and what was known before. */
  async tell(
    message: Told,
    change?: (plan: Plan) => Plan,
    { store = 0, patient = tolvan, more = {} as Partial<AdmissionPlan> } = {},
  ): Promise<{ plan: Plan; known: KnownState; message: string }> {
    let seen: { plan: Plan; known: KnownState; message: string } | undefined;
    const outcome = await this.admit(
      message,
      (known) => {
        const plan = { ...told(message, known, change, patient), ...more };
        seen = { plan: plan.plans[0] ?? { ...told(message, known).plans[0] }, known, message: plan.message.id };
        return { kind: 'accepted', plan };
      },
      store,
    );
    if (outcome.kind !== 'accepted' || seen === undefined) throw new Error(JSON.stringify(outcome));
    return seen;
  }

  /** What would be known when the message is decided; nothing is kept. */
  async known(message: Told): Promise<KnownState> {
    let seen: KnownState | undefined;
    await this.admit(message, (known) => {
      seen = known;
      return { kind: 'refused', reasons: [] };
    });
    if (seen === undefined) throw new Error('nothing was decided');
    return seen;
  }

  async rows<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query(text, parameters);
  }

  async contents(): Promise<Record<string, string>> {
    const contents: Record<string, string> = {};
    for (const table of TABLES) {
      const [row] = await this.rows<{ all: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS all FROM ${table} t`,
      );
      contents[table] = row?.all ?? '';
    }
    return contents;
  }
}
