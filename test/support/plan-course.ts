import { isDeepStrictEqual } from 'node:util';
import type { AdmissionPlan } from '#domain/admission/admission-plan.js';
import type { Consent, Content, Message, MessageKind, Patient } from '#domain/message.js';
import { foldPlan } from '#domain/plan/folding/facts.js';
import { coordinatorOf, isOpenPlan } from '#domain/plan/plan.js';
import type { Plan } from '#domain/plan/plan.js';

import { withIds } from '../../apps/cli/src/demo/plans/plan-story.js';
import type { TellStep } from '../../apps/cli/src/demo/plans/plan-story.js';
import { PLAN_REGIONS } from '../../apps/cli/src/demo/plans/regions.js';
import { instantAt } from '../../apps/cli/src/demo/scenario.js';
import { demoDirectory, DomainWorld } from './domain.js';
import { Dice } from './model-dice.js';
import { notKept } from './plan-handled.js';
import { checkPlanPromises } from './plan-promises.js';
import { profileOf } from './profiles.js';

const DIRECTORY = demoDirectory();
const HOUR = 3_600_000;
/** Characters of a content that a broken promise is told with. */
const LONGEST = 80;

/** What a move is, and how often. */
const MOVES = {
  ...{ next: 60, skip: 4, again: 10, byAnother: 8, besideStay: 6, consent: 5, stay: 6 },
  ...{ makulering: 4, own: 6, handOver: 4, notKept: 9, death: 2, wait: 4 },
} as const;

/** Kinds that a stay takes too, and that change the plan through it. */
const OF_BOTH: readonly MessageKind[] = ['sip-initiativ', 'sip-kallelse', 'samtycke', 'samtycke-aterkallat', 'avliden'];

/** What a message names. */
type Head = Pick<Partial<Message>, 'plan' | 'patient' | 'episode' | 'episodeId' | 'planningCategory' | 'inReplyTo'>;

/**
 * One person in one region, with a stay or without, and a plan that is told by what the stories of the demo tell: in their order, and
 * not. After each message that the rules take, everything that is promised of plans is looked at.
 */
export class PlanCourse {
  private readonly world: DomainWorld;
  private readonly steps: readonly TellStep[];
  private readonly patient: Patient;
  private readonly units: readonly string[];
  private readonly ward: string;
  private readonly operations: string;
  /** HSA-id of a health centre that has nothing to do with the person. */
  private readonly outsider: string;
  private readonly labelled = new Map<string, string>();
  private readonly log: string[] = [];
  private now = instantAt('2026-11-23 07:00').getTime();
  private cursor = 0;
  private count = 0;
  private stays = 0;

  /** @param seen gathers what has come about in all courses. */
  constructor(
    private readonly profile: string,
    private readonly seen: Set<string>,
  ) {
    const region = PLAN_REGIONS.get(profile);
    const whole = region?.stories[0];
    if (region === undefined || whole === undefined) throw new Error(`nothing is told of plans in ${profile}`);
    const { id, givenName, familyName, street, postalCode, city, municipality, healthCentre } = whole.patient;
    const address = { line: [street], postalCode, city };
    this.patient = { id, idType: 'personnummer', givenName, familyName, address, municipality, healthCentre };
    this.world = new DomainWorld(profileOf(profile), DIRECTORY);
    this.steps = region.stories.flatMap(({ steps }) => steps.filter((step) => 'tell' in step));
    this.operations = region.operations;
    this.units = [...new Set(this.steps.map(({ unit }) => unit))];
    const others = [...DIRECTORY.units.values()].filter((unit) => unit.profile === profile);
    const ofRole = (role: string) => others.find((unit) => unit.role === role && unit.hsaId !== healthCentre)?.hsaId;
    this.ward = ofRole('slutenvard') ?? '';
    this.outsider = others.find(({ role, hsaId }) => role === 'oppenvard' && !this.units.includes(hsaId))?.hsaId ?? '';
  }

  move(number: number): void {
    const dice = new Dice(number);
    switch (dice.weighted(MOVES)) {
      case 'next':
        this.next();
        break;
      case 'skip':
        this.cursor += 1;
        break;
      case 'again':
        this.told(dice.one(this.steps));
        break;
      case 'byAnother':
        this.told(dice.one(this.steps), { sender: dice.one([...this.units, this.outsider, this.ward]) });
        break;
      case 'besideStay':
        this.told(dice.one(this.steps.filter(({ tell }) => OF_BOTH.includes(tell))), { isBesideStay: true });
        break;
      case 'consent':
        this.consent(dice);
        break;
      case 'stay':
        this.stay(dice);
        break;
      case 'own':
        this.own(dice);
        break;
      case 'handOver':
        this.handOver(dice);
        break;
      case 'notKept':
        this.notKept(dice);
        break;
      case 'makulering':
        this.withdraw(dice);
        break;
      case 'death':
        this.death(dice);
        break;
      case 'wait':
        this.now += dice.whole(1, 240) * HOUR;
        break;
    }
  }

  private get plan(): Plan | undefined {
    const all = [...this.world.plans.values()];
    return all.find((plan) => isOpenPlan(plan)) ?? all.at(-1);
  }

  private get episode() {
    return [...this.world.episodes.values()].at(-1);
  }

  /** The whole story goes on; when it is over another begins. */
  private next(): void {
    const whole = PLAN_REGIONS.get(this.profile)?.stories[0]?.steps.filter((step) => 'tell' in step) ?? [];
    const step = whole[this.cursor % whole.length];
    this.cursor += 1;
    if (step === undefined) return;
    this.now = Math.max(this.now, instantAt(step.at).getTime());
    this.told(step);
  }

  private told(
    { unit, tell, content, recipients, consent, ofStay, label }: TellStep,
    { sender = unit, isBesideStay = ofStay === true }: { sender?: string; isBesideStay?: boolean } = {},
  ): void {
    if (tell === 'inskrivningsmeddelande') {
      this.admission(content);
      return;
    }
    const named = Object.values(content).map((value) =>
      typeof value === 'object' && value !== null && 'the' in value ? String(value.the) : undefined,
    );
    if (named.some((one) => one !== undefined && !this.labelled.has(one))) return;
    const id = this.send(sender, tell, withIds(content, this.labelled), this.headFor(sender, isBesideStay), {
      recipients,
      consent,
    });
    if (id !== undefined && label !== undefined) this.labelled.set(label, id);
  }

  private headFor(sender: string, isBesideStay: boolean): Head {
    const { plan, episode } = this;
    if (isBesideStay && episode !== undefined) {
      return sender === episode.facts.ward ? { episodeId: episode.number } : { episode: episode.id };
    }
    return plan !== undefined && isOpenPlan(plan) ? { plan: plan.id } : { patient: this.patient };
  }

  private consent(dice: Dice): void {
    const sender = dice.one(this.units);
    const actors = dice.chance(50) ? this.units.filter(() => dice.chance(60)) : undefined;
    const about = dice.one(['kallelse', 'mote', 'plan', 'informationsoverforing'] as const);
    const answer = dice.one(['ja', 'ja', 'nej', 'kan-inte'] as const);
    const named = actors === undefined || actors.length === 0 ? {} : { actors };
    const content = { consents: [{ about, answer, ...(answer === 'ja' ? named : {}) }] };
    const kind = dice.one(['sip-underlag', 'samtycke', 'samtycke-aterkallat'] as const);
    const head = this.headFor(sender, kind !== 'sip-underlag' && dice.chance(30));
    if (kind === 'sip-underlag') this.send(sender, kind, content, head);
    else this.send(sender, kind, { scope: ['sip'], ...(kind === 'samtycke' ? named : {}) }, head);
  }

  private admission(content: Content): void {
    this.stays += 1;
    const consent = { given: true, scope: ['informationsoverforing', 'sip'] };
    this.send(
      this.ward,
      'inskrivningsmeddelande',
      { physicianAssessed: true, arrivalTalk: { heldAt: new Date(this.now).toISOString() }, ...content },
      { patient: this.patient, episodeId: `M${String(this.stays)}`, planningCategory: 'BC' },
      { consent },
    );
  }

  private stay(dice: Dice): void {
    const at = new Date(this.now - HOUR).toISOString();
    const { episode } = this;
    if (episode === undefined || dice.chance(20)) {
      this.admission({ admittedAt: at, expectedDischarge: at, reason: 'Fall' });
      return;
    }
    const [kind, content] = dice.one([
      ['utskrivningsklar', { readyAt: at, assessedBy: { name: 'Disa Doktor', title: 'överläkare' } }],
      ['utskrivningsmeddelande', { dischargedAt: at }],
      ['avbryt-vardtillfalle', {}],
    ] as const);
    this.send(this.ward, kind, content, { episodeId: episode.number });
  }

  /** Someone writes what is not to be shared yet. */
  private own(dice: Dice): void {
    const [subgoal] = this.plan?.facts.subgoals ?? [];
    const unit = dice.one(this.units);
    if (subgoal === undefined) return;
    const content = { subgoal: subgoal.id, text: 'Du får prova', responsible: { party: 'enhet', unit }, shared: false };
    this.send(unit, 'sip-insats', content, this.headFor(unit, false));
  }

  /** Whoever coordinates names somebody at another unit. */
  private handOver(dice: Dice): void {
    const unit = this.plan && coordinatorOf(this.plan.facts)?.unit;
    const coordinator = { name: 'Nils Ny', title: 'sjuksköterska', phone: '08-465 004 40', unit: dice.one(this.units) };
    if (unit !== undefined)
      this.send(unit, 'sip-samordningsansvarig', { decided: 'annat', coordinator }, this.headFor(unit, false));
  }

  private withdraw(dice: Dice): void {
    const target = dice.maybe(this.world.messages.filter(({ withdrawn }) => !withdrawn));
    if (target === undefined) return;
    const content = { messageId: target.messageId, reason: 'fel person' };
    const head = target.episode === undefined ? {} : this.headFor(target.sender, true);
    const id = this.send(target.sender, 'makulering', content, head);
    if (id !== undefined && target.plan !== undefined) this.seen.add('withdrawn');
  }

  private death(dice: Dice): void {
    const diedOn = new Date(this.now).toISOString().slice(0, '2026-11-23'.length);
    const head = dice.chance(50) ? { patient: this.patient } : this.headFor(this.operations, false);
    if (dice.chance(50)) this.send(this.operations, 'avliden', { diedOn, source: 'folkbokforing' }, head);
    else this.send(dice.one(this.units), 'avliden', { diedOn, source: 'manuell' }, head);
  }

  private notKept(dice: Dice): void {
    const { plan, outsider } = this;
    const done = plan && notKept(this.world, { plan, outsider, now: new Date(this.now) }, dice);
    if (done === undefined) return;
    this.log.push(`${new Date(this.now).toISOString()} ${done.what}`);
    if (done.hasChanged) this.seen.add(done.kind);
    if (done.broken.length > 0 || !this.isFolded()) throw new Error([...this.log, ...done.broken].join('\n'));
  }

  /** Whether what is known of the plans is what their messages say. */
  private isFolded(): boolean {
    const { profile, plans } = this.world;
    return [...plans.values()].every((plan) => isDeepStrictEqual(foldPlan(plan, profile), plan.facts));
  }

  /** Tells it, keeps it and looks at what is promised; the hub's id of it, undefined when it was refused. */
  private send(
    sender: string,
    kind: MessageKind,
    content: Content,
    head: Head,
    more: { recipients?: readonly string[] | undefined; consent?: Consent | undefined } = {},
  ): string | undefined {
    this.now += 60_000;
    this.count += 1;
    const at = new Date(this.now).toISOString();
    const { recipients, consent } = more;
    const message: Message = {
      ...{ messageId: `c-${String(this.count)}`, kind, sender, sentAt: at, content, ...head },
      ...(recipients === undefined ? {} : { recipients: [...recipients] }),
      ...(consent === undefined ? {} : { consent }),
    };
    const before = new Map(this.world.plans);
    const decision = this.world.decide(message, at);
    const what = `${at} ${sender} ${kind} ${JSON.stringify(content).slice(0, LONGEST)} ${Object.keys(head).join('+')}`;
    if (decision.kind === 'refused') {
      this.log.push(`${what}: ${decision.reasons.map(({ code }) => code).join(' ')}`);
      return undefined;
    }
    this.log.push(`${what}: taken`);
    this.world.apply(message, decision.plan);
    this.look(message, decision.plan, before);
    return decision.plan.message.id;
  }

  private look(message: Message, admitted: AdmissionPlan, before: ReadonlyMap<string, Plan>): void {
    const { world, outsider, patient } = this;
    const broken = checkPlanPromises({ world, message, admitted, before, outsider, patient: patient.id });
    const all = this.isFolded() ? broken : [...broken, 'what is known of a plan is read off its messages'];
    if (all.length > 0) throw new Error([...this.log, ...all].join('\n'));
    this.note(message, admitted, before);
  }

  private note(
    { kind, content }: Message,
    { plans = [], deliveries, episode }: AdmissionPlan,
    before: ReadonlyMap<string, Plan>,
  ): void {
    for (const { id, facts } of plans) {
      this.seen.add(`state ${facts.state}`);
      if (facts.closed !== undefined) this.seen.add(`closed ${facts.closed.how}`);
      if (episode !== undefined) this.seen.add('beside a stay');
      if (!before.has(id) && before.size > 0) this.seen.add('another plan');
      if (kind === 'sip-samordningsansvarig') this.seen.add('new coordinator');
      if (kind === 'sip-insats' && content['shared'] !== true && deliveries.length === 0) this.seen.add('unshared');
      if (facts.consents.some(({ actors }) => actors !== undefined)) this.seen.add('left out');
    }
  }
}
