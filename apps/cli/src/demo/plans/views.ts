import type { Both } from '#domain/both.js';
import { Answer } from '../../api/answer.js';
import { jsonOf } from '../../api/hub-client.js';
import type { HubClient } from '../../api/hub-client.js';
import type { Witness } from '../witness.js';

/** How a plan stands, as each party and the person may see it at one time. */
export interface PlanLook {
  readonly state: string;
  readonly stateName: Both;
  readonly waitedFor: readonly Waited[];
  readonly parties: readonly PartyLook[];
  /** What 1177 shows the person; null: nothing. */
  readonly person: PersonLook | null;
}

export interface Waited {
  readonly name: Both;
  /** HSA-id. */
  readonly unit: string;
  readonly due: Date;
  readonly isOverdue: boolean;
  readonly rule: string;
}

export interface PartyLook {
  /** HSA-ids of the units that look with the same client: they see the same. */
  readonly units: readonly string[];
  readonly isCoordinator: boolean;
  readonly goals: number;
  readonly subgoals: number;
  readonly interventions: number;
  /** Those among them that nobody else sees. */
  readonly unshared: number;
  /** Kinds that they may send now. */
  readonly mayDo: readonly Both[];
}

export interface PersonLook {
  /** Main goals and sub-goals. */
  readonly goals: readonly string[];
  readonly interventions: readonly string[];
}

/** What all who take part see of a plan now; the coordinator first. */
export async function lookAt(plan: string, witness: Witness, portal: Portal | undefined): Promise<PlanLook> {
  const byClient = Map.groupBy(await partiesOf(plan, witness), (unit) => witness.mailboxes.get(unit)?.hub);
  const seen = await Promise.all(
    [...byClient.values()].map(async (units) => ({ units, view: await viewFor(units[0] ?? '', plan, witness) })),
  );
  const [first] = seen.flatMap(({ view }) => view ?? []);
  if (first === undefined) throw new Error('Nobody may see the plan');
  return {
    state: first.text('state'),
    stateName: bothIn(first, 'stateName'),
    waitedFor: first.list('waitedFor').map(waitedIn),
    parties: seen.flatMap(({ units, view }) => (view === undefined ? [] : [partyLook(units, view)])),
    person: (await portal?.read(plan)) ?? null,
  };
}

/** Units that take part, as any of them sees it. */
async function partiesOf(plan: string, witness: Witness): Promise<string[]> {
  for (const unit of witness.mailboxes.keys()) {
    const view = await viewFor(unit, plan, witness);
    const isMasked = view?.raw['isMasked'] === true;
    if (view === undefined || isMasked) continue;
    const coordinator = view.optionalChild('coordinator')?.optionalText('unit');
    const others = view
      .list('participants')
      .filter((one) => one.optionalText('removedAt') === undefined)
      .flatMap((one) => one.optionalText('participantUnit') ?? []);
    const known = [...(coordinator === undefined ? [] : [coordinator]), ...others];
    return [...new Set(known)].filter((one) => witness.mailboxes.has(one));
  }
  return [];
}

async function viewFor(unit: string, plan: string, witness: Witness): Promise<Answer | undefined> {
  const path = `/v1/plans/${plan}`;
  const response = await witness.mailboxes.get(unit)?.hub.send({ path });
  return response === undefined || response.status >= 300 ? undefined : Answer.of(jsonOf(response), path);
}

function partyLook(units: readonly string[], view: Answer): PartyLook {
  const goals = view.list('goals');
  const subgoals = [...goals.flatMap((goal) => goal.list('subgoals')), ...view.list('looseSubgoals')];
  const interventions = subgoals.flatMap((subgoal) => subgoal.list('interventions'));
  const mayDo = view.list('mayDo').filter((one) => one.texts('units').some((unit) => units.includes(unit)));
  const kinds = new Map(mayDo.map((one) => [one.text('kind'), bothIn(one, 'name')]));
  return {
    units,
    isCoordinator: units.some((unit) => unit === view.optionalChild('coordinator')?.optionalText('unit')),
    goals: goals.length,
    subgoals: subgoals.length,
    interventions: interventions.length,
    unshared: interventions.filter(({ raw }) => raw['isShared'] === false).length,
    mayDo: [...kinds.values()],
  };
}

function waitedIn(duty: Answer): Waited {
  return {
    name: bothIn(duty, 'name'),
    unit: duty.text('unit'),
    due: duty.instant('due'),
    isOverdue: duty.raw['isOverdue'] === true,
    rule: duty.text('rule'),
  };
}

function bothIn(answer: Answer, field: string): Both {
  const both = answer.child(field);
  return { sv: both.text('sv'), en: both.text('en') };
}

/** That what the person is shown has changed. */
export interface PortalChange {
  readonly plan: string;
  readonly state: 'shown' | 'withdrawn';
}

/** 1177's client of a region: hears of what has changed, and reads what may be shown. */
export class Portal {
  private place = '0';
  private readonly versions = new Map<string, string>();

  constructor(private readonly hub: HubClient) {}

  /** What has changed since the last time for those who look at it. */
  async changes(): Promise<PortalChange[]> {
    const page = await this.hub.json('GET', `/v1/portal/changes?after=${this.place}&limit=200`);
    this.place = page.text('next');
    return page.list('items').flatMap((item): PortalChange[] => {
      const [plan, state] = [item.text('id'), item.text('state')];
      const version = item.optionalText('version') ?? 'withdrawn';
      if (this.versions.get(plan) === version) return [];
      this.versions.set(plan, version);
      return [{ plan, state: state === 'shown' ? 'shown' : 'withdrawn' }];
    });
  }

  /** Undefined: the person is shown nothing. */
  async read(plan: string): Promise<PersonLook | undefined> {
    const path = `/fhir/CarePlan/${plan}`;
    const response = await this.hub.send({ path });
    if (response.status >= 300) return undefined;
    const carePlan = Answer.of(jsonOf(response), path);
    const goals = carePlan.optionalList('contained').filter((one) => one.text('resourceType') === 'Goal');
    return {
      goals: goals.map((goal) => goal.child('description').text('text')),
      interventions: carePlan.optionalList('activity').map((one) => one.child('detail').text('description')),
    };
  }
}
