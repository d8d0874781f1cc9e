import type { PlanState } from '#domain/plan/plan.js';
import { planViewFor } from '#domain/plan/sight/sight.js';
import type { PlanViewer, SeenPlan } from '#domain/plan/sight/sight.js';
import type { PlanView } from '#domain/plan/sight/view.js';
import { demoDirectory } from './domain.js';
import { ToldPlan } from './plan-steps.js';
import { profileOf } from './profiles.js';

/** Norrbotten as the repository has it. */
export const NORRBOTTEN = profileOf('norrbotten');
export const DIRECTORY = demoDirectory();
export const NOW = new Date('2026-12-01T12:00:00Z');

export const SIP_UNITS = {
  /** Coordinates. */
  social: 'SE2120002742-SOC01',
  openCare: 'SE2321000222-HC01',
  homeCare: 'SE2120002742-HSV01',
  psychiatry: 'SE2321000222-NP01',
  administrator: 'SE2321000222-FORV01',
  portal: 'SE2321000222-PORTAL',
  operations: 'SE2321000222-DRIFT',
} as const;

/** A plan of Norrbotten with a main goal, a sub-goal, and a shared intervention of each of two units. */
export class SightPlan extends ToldPlan {
  readonly goal: string;
  readonly subgoal: string;
  readonly shared: string;

  constructor(state: PlanState = 'pagaende') {
    super(NORRBOTTEN);
    const { social, openCare, homeCare } = SIP_UNITS;
    const bySocial = { unit: social };
    this.tell(
      'sip-underlag',
      {
        coordinator: { name: 'Bodil Bistånd', phone: '0920-45 30 00' },
        consents: [
          { about: 'kallelse', answer: 'ja' },
          { about: 'mote', answer: 'ja' },
          { about: 'plan', answer: 'ja' },
          { about: 'informationsoverforing', answer: 'ja' },
        ],
        reasonText: 'Flera som inte vet av varandra',
      },
      { ...bySocial, state: 'samtycke' },
    );
    this.tell('sip-kartlaggning', { heading: 'halsa', needs: 'Sover dåligt' }, { ...bySocial, state: 'kartlagd' });
    const participants = [
      { unit: openCare, relation: 'vard' },
      { unit: homeCare, relation: 'vard' },
    ];
    this.tell(
      'sip-kallelse',
      {
        ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-11-30T13:00:00+01:00', minutes: 60 },
        ...{ agenda: ['Vad är viktigt'], participants, leader: { name: 'Lena Ledare' } },
      },
      { ...bySocial, state: 'kallad', to: [openCare, homeCare] },
    );
    this.tell(
      'sip-mote',
      {
        ...{ event: 'genomfort', note: 'Alla var där', followUpOn: '2027-02-01' },
        attendance: [{ unit: openCare, name: 'Doris Distrikt', relation: 'vard', attended: true }],
      },
      { ...bySocial, state: 'mote-genomfort', at: '2026-11-30T14:00:00Z' },
    );
    this.goal = this.tell(
      'sip-huvudmal',
      { text: 'Jag vill klara vardagen hemma till midsommar', followUpOn: '2027-02-01' },
      { ...bySocial, state: 'huvudmal-klart' },
    );
    this.subgoal = this.tell(
      'sip-delmal',
      { heading: 'halsa', text: 'Jag sover hela natten' },
      { unit: openCare, state },
    );
    this.shared = this.tell(
      'sip-insats',
      { subgoal: this.subgoal, text: 'Du får träffa sköterskan', shared: true, ongoing: true },
      { unit: openCare },
    );
  }

  see(viewer: Partial<PlanViewer>, changes: Partial<SeenPlan> = {}): PlanView {
    const seen = { plan: this.plan, deadlines: [], directory: DIRECTORY, profile: NORRBOTTEN, now: NOW, ...changes };
    return planViewFor(seen, { units: [], isOperations: false, isAdministrator: false, ...viewer });
  }
}

/** Texts of the interventions in a view, one line for each. */
export function interventionsIn({ goals, looseSubgoals }: PlanView): (string | undefined)[] {
  const subgoals = [...goals.flatMap(({ subgoals: all }) => all), ...looseSubgoals];
  return subgoals.flatMap(({ interventions }) => interventions.map(({ text }) => text));
}
