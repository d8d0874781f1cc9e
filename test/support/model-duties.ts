import type { Episode, EpisodeFacts } from '#domain/episode/episode.js';
import type { Message, PartyRole } from '#domain/message.js';

import type { Look } from './model-actions.js';
import type { Admitted, HeldDeadline, ModelHub } from './model-hub.js';
import { checkAccess, promise } from './model-promises.js';
import { CLOSED, fits } from './model-region.js';
import type { FileDeadline, FileRung, Region } from './model-region.js';

/** What is owed: by whom, as long as what, until when, and who hears of it. */

const HOUR = 3_600_000;

function fileRule({ file }: Region, { kind }: HeldDeadline): FileDeadline {
  const rule = file.deadlines[kind];
  if (rule === undefined) throw new Error(`the file has no deadline ${kind}`);
  return rule;
}

function ladder({ file }: Region, { ladder: name }: FileDeadline): readonly FileRung[] {
  return name === undefined ? [] : (file.ladders[name] ?? []);
}

/** What is open has an end before it, whoever owes it takes part, and its ladder waits for its next rung. */
export function checkDuties(hub: ModelHub): void {
  const seen = new Set<string>();
  for (const deadline of hub.openDeadlines()) {
    const region = hub.regions.get(deadline.profile)!;
    const rule = fileRule(region, deadline);
    const episode = hub.episodes.get(deadline.episode ?? '');
    const held = hub.messages.get(deadline.message);
    promise(held?.withdrawn === false, 'nothing is owed for a message that was withdrawn', deadline.kind, deadline.id);
    checkAccess(hub, region, deadline.responsible);
    const hangsOn = deadline.delivery === undefined ? undefined : hub.deliveries.get(deadline.delivery);
    if (rule.scope === 'episode')
      promise(hangsOn === undefined, 'what the stay owes hangs on no delivery', deadline.kind);
    else {
      // A stay that was called off and goes on after all has taken its deliveries back, and still waits for the answers.
      const states =
        rule.scope === 'delivery' ? ['waiting', 'received'] : ['waiting', 'received', 'receipted', 'withdrawn'];
      promise(
        states.includes(hangsOn?.state ?? ''),
        'what a unit owes for a delivery is owed while it has it',
        deadline.kind,
        hangsOn?.state,
      );
      promise(hangsOn?.unit === deadline.responsible, 'the unit that has the delivery owes it', deadline.kind);
    }
    if (rule.scope !== 'delivery' && episode !== undefined) checkOwner(hub, region, rule, deadline, episode);
    const key = `${deadline.kind} ${deadline.responsible} ${deadline.delivery ?? ''} ${deadline.episode ?? deadline.message}`;
    promise(!seen.has(key), 'the same is owed once', key);
    seen.add(key);
    checkLadder(hub, region, rule, deadline);
  }
}

/** Whoever owes something of a stay has a part in it, and can still send what is waited for. */
function checkOwner(
  hub: ModelHub,
  region: Region,
  rule: FileDeadline,
  deadline: HeldDeadline,
  { facts }: Episode,
): void {
  const { responsible = 'sender' } = rule;
  const owner = hub.unit(deadline.responsible);
  if (owner.role !== 'slutenvard') {
    const isParty = facts.parties.some(({ unit }) => unit === owner.hsaId);
    promise(isParty, 'who owes something takes part in the stay', deadline.kind, owner.hsaId, facts.parties);
  } else if (rule.scope === 'episode')
    promise(
      facts.ward === owner.hsaId,
      'the ward that has the patient owes it',
      deadline.kind,
      owner.hsaId,
      facts.ward,
    );
  if (rule.scope === 'episode' && responsible !== 'sender') {
    const owing =
      responsible === 'ward'
        ? [facts.ward]
        : responsible === 'coordinator'
          ? coordinating(facts, rule)
          : ofRole(facts, responsible);
    promise(owing.includes(owner.hsaId), `${responsible} owes it`, deadline.kind, owner.hsaId, owing);
  }
  if (!CLOSED.includes(facts.state)) return;
  const canCome = (rule.metBy ?? []).some((kind) => fits(region, kind, facts.state));
  promise(canCome, 'what is owed when the stay is over can still be done', deadline.kind, facts.state);
}

function ofRole({ parties }: EpisodeFacts, role: PartyRole | undefined): string[] {
  return parties.flatMap((party) => (party.role === role ? [party.unit] : []));
}

/** The unit of the care contact that coordinates, or else one of its role; as long as nobody does, those of another role. */
function coordinating(facts: EpisodeFacts, { withoutCoordinator }: FileDeadline): string[] {
  const contact = facts.careContacts?.find(({ coordinator, until }) => coordinator && until === undefined);
  const own = facts.parties.flatMap(({ unit }) => (unit === contact?.by ? [unit] : []));
  const found = own.length > 0 ? own : ofRole(facts, contact?.role);
  return found.length > 0 ? found : ofRole(facts, withoutCoordinator);
}

/** Every rung whose time has come has been taken, and the ladder is looked at when the next one comes. */
function checkLadder(hub: ModelHub, region: Region, rule: FileDeadline, deadline: HeldDeadline): void {
  const rungs = ladder(region, rule);
  promise(rungs.length > 0, 'what stays open has a ladder', deadline.kind);
  const { fired, nextFireAt, due } = deadline;
  promise(
    nextFireAt === null || nextFireAt > hub.now,
    'a ladder waits for a time to come',
    deadline.kind,
    nextFireAt,
    hub.now,
  );
  for (const rung of rungs) {
    const taken = fired.find(({ step }) => step === rung.step)?.count ?? 0;
    const at = due.getTime() + rung.afterHours * HOUR;
    const isPutOff = rung.send === 'paminnelse' && isAway(hub, region, deadline.responsible);
    if (at <= hub.now.getTime() && rung.fromStart !== true && !isPutOff) {
      promise(taken > 0, 'a rung whose time has come is taken', deadline.kind, rung.step, due, hub.now);
    }
    if (at > hub.now.getTime() && rung.fromStart !== true)
      promise(taken === 0 || hasRun(deadline), 'no rung is taken before its time', deadline.kind, rung.step);
    if ((rung.repeat !== undefined && rung.until === undefined) || taken === 0)
      promise(nextFireAt !== null, 'a rung to come is waited for', deadline.kind, rung.step);
  }
}

/** A deadline that ended and runs again keeps what has fired. */
function hasRun({ fired }: HeldDeadline): boolean {
  return fired.length > 0;
}

function isAway(hub: ModelHub, { directory }: Region, unit: string): boolean {
  return (directory.units.get(unit)?.downtime ?? []).some(
    ({ from, to }) => Date.parse(from) <= hub.now.getTime() && hub.now.getTime() < Date.parse(to),
  );
}

/** Rungs that have been taken, so that none is taken twice. */
export class Fired {
  private readonly taken = new Set<string>();
  /** Of which deadlines a rung was taken, by their name. */
  readonly kinds = new Set<string>();

  check(hub: ModelHub, looks: readonly Look[]): void {
    for (const { deadline, firings } of looks) {
      const region = hub.regions.get(deadline.profile)!;
      const rungs = ladder(region, fileRule(region, deadline));
      for (const { step, at, count, to, hubMessage } of firings) {
        const rung = rungs.find((one) => one.step === step.step);
        if (rung === undefined) throw new Error(`the file has no rung ${step.step}`);
        const key = `${deadline.id} ${step.step} ${String(count)}`;
        promise(!this.taken.has(key), 'a rung is taken once', deadline.kind, step.step, count);
        const again = `${deadline.id} ${step.step} at ${at.toISOString()} ${to ?? ''}`;
        promise(!this.taken.has(again), 'a rung is taken once for its time', deadline.kind, step.step, at);
        if (rung.repeat === undefined)
          promise(
            count <= this.least(hub, rung, deadline),
            'a rung that is not repeated is taken once',
            deadline.kind,
            step.step,
            count,
          );
        this.taken.add(key).add(again);
        this.kinds.add(deadline.kind);
        promise(at <= hub.now, 'a rung is not taken ahead of its time', step.step, at);
        promise(
          !(rung.send === 'paminnelse' && isAway(hub, region, deadline.responsible)),
          'nobody is reminded while away',
          deadline.responsible,
        );
        same(to, toldBy(hub, region, rung, deadline), step.step);
        if (hubMessage !== undefined) {
          checkAccess(hub, region, hubMessage.delivery.unit);
          promise(hubMessage.delivery.unit === to, 'who is told gets the message', to);
        }
      }
    }
  }

  private least(hub: ModelHub, { to }: FileRung, { episode }: HeldDeadline): number {
    const { parties = [] } = hub.episodes.get(episode ?? '')?.facts ?? {};
    return Math.max(1, parties.filter(({ role }) => role === to).length);
  }
}

function same(to: string | undefined, expected: readonly (string | undefined)[], step: string): void {
  promise(expected.includes(to), 'a rung tells whom it names', step, to ?? null, expected);
}

function toldBy(hub: ModelHub, region: Region, { to }: FileRung, deadline: HeldDeadline): (string | undefined)[] {
  const { directory, name } = region;
  const { responsible } = deadline;
  if (to === 'responsible') return [responsible];
  if (to === 'sender') return [otherThan(responsible, waitsFor(hub, region, deadline))];
  if (to === 'manager') return [directory.units.get(responsible)?.manager];
  if (to === 'operations') return [directory.operationsUnits.get(name)];
  const { parties = [], ward = '' } = hub.episodes.get(deadline.episode ?? '')?.facts ?? {};
  const units = [...parties, { role: 'slutenvard', unit: ward }].filter(
    ({ role, unit }) => role === to && unit !== responsible,
  );
  return units.length === 0 ? [undefined] : units.map(({ unit }) => unit);
}

/** The ward that has the patient by now, where the file says that the ward waits; else whoever was told from the start. */
function waitsFor(hub: ModelHub, region: Region, deadline: HeldDeadline): string {
  if (fileRule(region, deadline).informs !== 'ward') return deadline.informs;
  return hub.episodes.get(deadline.episode ?? '')?.facts.ward ?? deadline.informs;
}

const otherThan = (unit: string, other: string) => (unit === other ? undefined : other);

type Accepted = Extract<Admitted, { kind: 'accepted' }>;

/** What ended, ended by something that the file says; and what the message ends is not open any more. */
export function checkEnds(
  hub: ModelHub,
  { plan, region }: Accepted,
  message: Message,
  openBefore: ReadonlyMap<string, HeldDeadline>,
): void {
  const takenBack = new Set(plan.endedDeliveries.map(({ id }) => id));
  for (const { id, state } of plan.endedDeadlines) {
    const deadline = hub.deadlines.get(id)!;
    const rule = fileRule(region, deadline);
    if (plan.withdraws !== undefined) continue;
    if (state === 'met')
      promise(
        rule.metBy?.includes(message.kind) === true,
        'only what meets a deadline does',
        deadline.kind,
        message.kind,
      );
    if (state === 'open') promise(false, 'only a makulering lets a deadline run on', deadline.kind, message.kind);
    if (state !== 'cancelled') continue;
    const isReplaced = rule.restarts === true && rule.startedBy?.includes(message.kind) === true;
    const { facts } = plan.episode ?? {};
    const hasPart =
      facts?.ward === deadline.responsible || facts?.parties.some(({ unit }) => unit === deadline.responsible);
    const isBack = takenBack.has(deadline.delivery ?? '');
    const isCancelled = rule.cancelledBy?.includes(message.kind) === true || rule.cancelledWhen !== undefined;
    const waits = facts?.ward === deadline.informs || facts?.parties.some(({ unit }) => unit === deadline.informs);
    const isForNobody = rule.scope === 'answer' && waits !== true;
    promise(
      isReplaced || isBack || isCancelled || isForNobody || hasPart !== true,
      'a deadline is not given up for nothing',
      deadline.kind,
      message.kind,
    );
  }
  if (plan.episode === undefined || plan.withdraws !== undefined) return;
  for (const [id, { kind, episode }] of openBefore) {
    const deadline = hub.deadlines.get(id)!;
    if (episode !== plan.episode.id || deadline.state !== 'open') continue;
    const rule = fileRule(region, deadline);
    promise(
      rule.cancelledBy?.includes(message.kind) !== true,
      'what a message cancels is not open any more',
      kind,
      message.kind,
    );
    const isPlain = rule.scope === 'episode' && rule.metWhen === undefined && rule.metByField === undefined;
    promise(
      !isPlain || rule.metBy?.includes(message.kind) !== true,
      'what a message meets is not open any more',
      kind,
      message.kind,
    );
  }
  checkReceipts(hub, plan, region);
}

/** Each delivery of a kind that asks for a kvittens has one open, and no other has any. */
function checkReceipts(hub: ModelHub, { deliveries, message }: Accepted['plan'], { file }: Region): void {
  for (const { id, message: earlier, receiptDue, unit } of deliveries) {
    const kind = hub.messages.get(earlier ?? message.id)!.kind;
    const name = kind in file.kinds ? file.kinds[kind as keyof typeof file.kinds]?.receipt : undefined;
    const own = hub.openDeadlines().filter((one) => one.delivery === id && one.scope === 'delivery');
    promise(
      own.length === (name === undefined ? 0 : 1),
      'a delivery has one kvittens if its kind asks for one',
      kind,
      own.length,
    );
    promise((receiptDue === null) === (name === undefined), 'the due time stands on the delivery', kind);
    for (const one of own) {
      promise(one.kind === name && one.responsible === unit, 'the recipient owes the kvittens', one.kind, unit);
      promise(
        one.due.getTime() === receiptDue?.getTime() && one.due > hub.now,
        'it is due when the delivery says, and not yet',
        one.due,
      );
    }
  }
}
