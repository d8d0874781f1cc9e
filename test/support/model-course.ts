import type { Message, Origin } from '#domain/message.js';
import { isHubKind } from '#domain/message.js';
import type { Episode } from '#domain/episode/episode.js';

import { forward, misdirect, moveClock, receipt } from './model-actions.js';
import type { Look } from './model-actions.js';
import type { Dice } from './model-dice.js';
import { checkDuties, checkEnds, Fired } from './model-duties.js';
import { ModelHub } from './model-hub.js';
import type { Admitted, HeldDeadline, HeldDelivery, HeldMessage } from './model-hub.js';
import { write } from './model-messages.js';
import type { Plot, Written } from './model-messages.js';
import { checkAccepted, checkStays, Ledger, promise } from './model-promises.js';
import type { Region } from './model-region.js';
import type { Sights, Story } from './model-story.js';

/** Monday morning, in a week without a holiday. */
const START = Date.parse('2026-11-23T06:00:00Z');

/** One course of things in a region: whatever is done in it, its promises are looked at. */
export class Course {
  readonly hub: ModelHub;
  readonly ledger = new Ledger();
  /** All that was sent, also what was refused. */
  readonly sent: Written[] = [];
  private readonly fired = new Fired();
  /** What happened, as far as it changed anything. */
  private readonly journal: ((hub: ModelHub) => void)[] = [];
  private count = 0;

  constructor(
    readonly region: Region,
    regions: ReadonlyMap<string, Region>,
    private readonly sights: Sights,
    private readonly story?: Story,
  ) {
    this.hub = new ModelHub(regions, new Date(START));
  }

  /** An id under which nothing has been sent. */
  nextId(): string {
    this.count += 1;
    return `m-${String(this.count)}`;
  }

  says(text: string): void {
    this.story?.says(this.hub, text);
  }

  /** Lets time pass and looks at everything once it stands still. */
  settle(): void {
    this.pass(0, false);
    checkStays(this.hub, this.ledger);
    checkDuties(this.hub);
  }

  pass(milliseconds: number, isStandstill: boolean): void {
    const to = new Date(this.hub.now.getTime() + milliseconds);
    moveClock(this.hub, to, isStandstill, (looks) => this.seeFired(looks));
    this.journal.push((hub) => moveClock(hub, to, isStandstill, () => undefined));
  }

  private seeFired(looks: readonly Look[]): void {
    this.fired.check(this.hub, looks);
    for (const { deadline, firings } of looks) {
      for (const { step, to } of firings) {
        this.sights.see(`fired ${deadline.kind}`);
        this.story?.fires(this.hub, deadline, step.step, to);
      }
    }
  }

  send(plot: Plot, dice: Dice): Admitted {
    return this.admit(write(this.hub, this.region, plot, dice));
  }

  admit(written: Written): Admitted {
    const { message, origin } = written;
    this.sent.push(written);
    const earlier = this.earlier(message);
    const admitted = this.hub.admit(message, origin);
    this.story?.sent(this.hub, message, origin, admitted);
    this.sights.see(`${admitted.kind} ${message.kind}`);
    if (admitted.kind === 'accepted') {
      this.journal.push((hub) => hub.admit(message, origin));
      this.seeAccepted(message, origin, admitted, earlier);
    } else {
      const open = this.hub.openDeadlines().map(({ id }) => id);
      promise(open.join() === [...earlier.open.keys()].join(), 'what is not accepted changes nothing');
    }
    return admitted;
  }

  /** What there was before a message. */
  private earlier({ kind, sender, content }: Message) {
    const target = kind === 'makulering' ? this.hub.own(sender, String(content['messageId'])) : undefined;
    const held = target === undefined ? [] : this.hub.deliveriesOf(target.id);
    return {
      reached: held.flatMap(({ state, unit }) => (state === 'forwarded' || state === 'misdirected' ? [] : [unit])),
      waiting: [...this.hub.messages.values()].flatMap((one): HeldMessage[] => (one.waits ? [{ ...one }] : [])),
      open: new Map(this.hub.openDeadlines().map((one): [string, HeldDeadline] => [one.id, { ...one }])),
    };
  }

  private seeAccepted(
    message: Message,
    origin: Origin,
    admitted: Extract<Admitted, { kind: 'accepted' }>,
    earlier: ReturnType<Course['earlier']>,
  ): void {
    const { plan, before } = admitted;
    checkAccepted(this.hub, this.ledger, admitted, message, origin, earlier);
    checkEnds(this.hub, admitted, message, earlier.open);
    for (const { state } of plan.withdraws === undefined ? [] : this.hub.deliveriesOf(plan.withdraws)) {
      const isGone = ['withdrawn', 'forwarded', 'misdirected'].includes(state);
      promise(isGone, 'a message that was withdrawn is nobody’s any more', state);
    }
    if (plan.episode !== undefined) this.sights.see(`state ${plan.episode.facts.state}`);
    if (plan.joins !== undefined) this.sights.see('joined');
    if (plan.waits !== undefined) this.sights.see('waits');
    if (plan.episode !== undefined && plan.withdraws === undefined) {
      this.sights.see(`row ${message.kind} from ${before?.facts.state ?? 'none'}`);
    }
    for (const { kind } of plan.deadlines) this.sights.see(`begun ${kind}`);
  }

  /** Deliveries that can be receipted, handed on or sent back. */
  waiting(): HeldDelivery[] {
    return [...this.hub.deliveries.values()].filter(({ state }) => state === 'waiting' || state === 'received');
  }

  receipt(delivery: HeldDelivery): void {
    const began = this.hub.deadlines.size;
    promise(receipt(this.hub, delivery), 'what waits can be receipted');
    this.journal.push((hub) => receipt(hub, hub.deliveries.get(delivery.id)!));
    promise(!receipt(this.hub, delivery), 'a kvittens is given once');
    for (const { kind } of [...this.hub.deadlines.values()].slice(began)) this.sights.see(`begun ${kind}`);
    this.sights.see('receipted');
    this.says(`${delivery.unit} receipts ${delivery.kind}`);
  }

  handOn(delivery: HeldDelivery, target: string): void {
    const next = forward(this.hub, delivery, target);
    const outcome = next === undefined ? 'refused' : 'done';
    this.says(`${delivery.unit} hands ${delivery.kind} on to ${target}: ${outcome}`);
    if (next === undefined) return;
    this.journal.push((hub) => forward(hub, hub.deliveries.get(delivery.id)!, target));
    this.sights.see('forwarded');
    this.swap(delivery, next.unit);
  }

  sendBack(delivery: HeldDelivery): void {
    promise(misdirect(this.hub, delivery), 'what waits can be sent back');
    this.journal.push((hub) => misdirect(hub, hub.deliveries.get(delivery.id)!));
    this.sights.see('misdirected');
    this.says(`${delivery.unit} sends ${delivery.kind} back`);
    this.swap(delivery, undefined);
  }

  private swap({ episode, kind, role, unit }: HeldDelivery, next: string | undefined): void {
    if (episode !== undefined && !isHubKind(kind)) this.ledger.entries(episode).push({ role, unit, next });
  }

  /**
   * The same again, what was refused or repeated left out, and every stay read back from its text as a store does: it ends in the
   * same.
   */
  replay(): void {
    const stored = (episode: Episode) => JSON.parse(JSON.stringify(episode)) as Episode;
    const again = new ModelHub(this.hub.regions, new Date(START), stored);
    for (const act of this.journal) act(again);
    for (const kept of ['episodes', 'deliveries', 'deadlines'] as const) {
      const [one, other] = [this.hub, again].map((hub) => JSON.stringify([...hub[kept].values()]));
      promise(one === other, `what happened happens again: ${kept}`, one, other);
    }
  }
}
