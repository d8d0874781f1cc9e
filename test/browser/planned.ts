import { PERSONS } from './traces.js';
import type { World } from './world.js';

/** Units of Norrbotten that take part in the plan of these specs. */
export const IN = {
  social: 'SE2120002742-SOC01',
  homeCare: 'SE2120002742-HSV01',
  healthCentre: 'SE2321000222-HC01',
} as const;

/** What is written in the plan, which operations see only once they have said why. */
export const WRITTEN = {
  goal: 'Jag vill klara vardagen hemma till midsommar',
  subgoal: 'Jag går i trappan med någon bredvid mig',
  done: 'Jag vet vem jag ska ringa när det blir natt',
  intervention: 'Du får sällskap i trappan varje dag av hemsjukvården',
  unshared: 'Vi har inte pratat med dig om det här än',
  note: 'Tolvan berättade vad som är viktigt för honom',
} as const;

const CONSENTS = ['kallelse', 'mote', 'plan', 'informationsoverforing'].map((about) => ({ about, answer: 'ja' }));
const COORDINATOR = { name: 'Brita Berg', title: 'biståndshandläggare', phone: '0980-319 220' };

/** A plan of Luleå that goes on, with letters, a closed sub-goal, and evaluations. */
export interface Planned {
  /** The hub's id of the plan. */
  readonly plan: string;
  /** HSA-id of the unit that coordinates it, and sends its letters. */
  readonly sender: string;
}

type Content = Readonly<Record<string, unknown>>;

/** Tells a plan in Norrbotten up to the call to its follow-up, all of it at the time that the clock shows. */
export async function tellPlan(world: World): Promise<Planned> {
  const { hub } = world;
  let number = 0;
  let plan: string | undefined;
  const tell = async (sender: string, kind: string, content: Content, head: Content = {}): Promise<string> => {
    number += 1;
    const now = (await world.ask('/v1/ops/overview')).at;
    const about = plan === undefined ? { patient: PATIENT } : { plan };
    const message = { messageId: `sip-${String(number)}`, kind, sender, sentAt: now, ...about, content, ...head };
    const { status, body } = await hub.call(await hub.tokenFor(sender), 'POST', '/v1/messages', message);
    if (status !== 201) throw new Error(`${kind} was refused: ${JSON.stringify(body)}`);
    plan ??= body.plan.id;
    return body.id;
  };
  const { social, homeCare, healthCentre } = IN;
  await tell(social, 'sip-underlag', BASIS);
  await tell(social, 'sip-kartlaggning', { heading: 'forflyttning', needs: 'Trappan', resources: 'Går själv inne' });
  await tell(social, 'sip-kallelse', CALL, { recipients: [healthCentre, homeCare] });
  await tell(social, 'sip-deltagare', { event: 'kvitterat', participant: HOME_CARE });
  await tell(social, 'sip-mote', HELD);
  await tell(social, 'sip-mote', { event: 'plan-skapad' });
  const goal = await tell(social, 'sip-huvudmal', GOAL);
  const subgoal = await tell(homeCare, 'sip-delmal', { goal, heading: 'forflyttning', text: WRITTEN.subgoal });
  await tell(homeCare, 'sip-insats', { subgoal, ...INTERVENTION });
  await tell(homeCare, 'sip-insats', { subgoal, ...INTERVENTION, text: WRITTEN.unshared, shared: false });
  const done = await tell(healthCentre, 'sip-delmal', { goal, heading: 'halsa', text: WRITTEN.done });
  const carriedOut = { ...INTERVENTION, text: 'Du får ett kort med numret', responsible: { party: 'den-enskilde' } };
  const card = await tell(healthCentre, 'sip-insats', { subgoal: done, ...carriedOut });
  await tell(healthCentre, 'sip-uppfoljning', {
    intervention: card,
    event: 'kommentar',
    comment: 'Kortet sitter på kylen',
  });
  await tell(healthCentre, 'sip-insats-avslut', { intervention: card, reason: 'utford' });
  await tell(healthCentre, 'sip-delmal-avslut', { subgoal: done, reason: 'uppnatt' });
  for (const score of ['till-viss-del', 'till-stor-del']) {
    const told = { comment: 'Det känns bättre', evaluatedOn: '2026-11-20', dialogueWith: ['patient'] };
    await tell(social, 'sip-utvardering', { goal, score, ...told });
  }
  await tell(social, 'sip-kallelse', FOLLOW_UP);
  if (plan === undefined) throw new Error('there is no plan');
  return { plan, sender: social };
}

const PATIENT = {
  id: PERSONS[0],
  idType: 'personnummer',
  givenName: 'Tolvan',
  familyName: 'Tolvansson',
  municipality: '2580',
  healthCentre: IN.healthCentre,
};

const BASIS = {
  coordinator: COORDINATOR,
  consents: CONSENTS,
  raisedBy: 'patient',
  initiator: { name: 'Brita Berg' },
  noRepresentative: true,
};

const HOME_CARE = { unit: IN.homeCare, relation: 'vard' };
const PERSON = { relation: 'den-enskilde', name: 'Tolvan Tolvansson', channel: 'post' };

const CALL = {
  ...{ purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-11-20T09:00:00+01:00', minutes: 60 },
  ...{ agenda: ['Vad är viktigt för dig'], form: 'fysiskt', place: 'Hemma hos Tolvan' },
  participants: [{ unit: IN.healthCentre, relation: 'vard' }, HOME_CARE, PERSON],
};

const HELD = {
  ...{ event: 'genomfort', note: WRITTEN.note, careContact: 'utsedd', followUpOn: '2026-12-15' },
  attendance: [
    { unit: IN.healthCentre, name: 'Hanna Häll', relation: 'vard', attended: true },
    { unit: IN.homeCare, relation: 'vard', attended: false },
    { relation: 'den-enskilde', name: 'Tolvan Tolvansson', attended: true },
  ],
};

const GOAL = {
  ...{ text: WRITTEN.goal, reachBy: '2027-06-19', followUpOn: '2026-12-15', remindOn: '2026-12-01' },
  ...{ ownPart: 'Jag lagar frukost', helpPart: 'Jag behöver hjälp i trappan', deliveryWish: 'bada' },
};

const INTERVENTION = {
  ...{ text: WRITTEN.intervention, shared: true, startsOn: '2026-11-23' },
  responsible: { party: 'enhet', unit: IN.homeCare },
};

const FOLLOW_UP = {
  ...{ purpose: 'uppfoljning', setting: 'utan-vardtillfalle', meetingAt: '2026-12-15T13:00:00+01:00', minutes: 45 },
  ...{ agenda: ['Hur går det'], form: 'video' },
};
