import { MESSAGE_KINDS, PLANNING_CATEGORIES } from '#domain/message.js';
import type { MessageKind, PlanningCategory } from '#domain/message.js';
import type { Directory } from '#domain/directory.js';
import type { KindRule, Profile } from '#domain/profile.js';
import type { Configuration } from '#flows/configuration-holder.js';
import type { MessageDelivery, MessageTrace, MessageView } from '#flows/operations-ports.js';
import { deadlineDto } from './dto/deadline.dto.js';
import type { MessageDeliveryDto, OpsMessageDto, RoutedPartyDto, RoutingDto, TraceDto } from './dto/message.dto.js';
import { unitContact } from './dto/unit.dto.js';

export function messageDto(message: MessageView, directory: Directory): OpsMessageDto {
  return {
    ...message,
    sender: unitContact(directory, message.sender),
    deliveries: message.deliveries.map((delivery) => deliveryDto(delivery, directory)),
  };
}

function deliveryDto<D extends MessageDelivery>(delivery: D, directory: Directory): D & MessageDeliveryDto {
  return Object.assign({}, delivery, { unit: unitContact(directory, delivery.unit) });
}

/** Every hop of a message in the words of the interface. */
export function traceDto(trace: MessageTrace, { directory, profiles }: Configuration, now: Date): TraceDto {
  const { message, payload, warnings, deliveries, deadlines, ended, audit } = trace;
  return {
    message: messageDto(message, directory),
    payload,
    routing: routingDto(trace, directory, profiles.get(message.profile)),
    warnings,
    deliveries: deliveries.map((delivery) => deliveryDto(delivery, directory)),
    deadlines: deadlines.map((deadline) => deadlineDto(deadline, directory, now)),
    ended,
    audit,
  };
}

function routingDto(trace: MessageTrace, directory: Directory, profile: Profile | undefined): RoutingDto {
  const kind = MESSAGE_KINDS.find((known) => known === trace.message.kind);
  const category = PLANNING_CATEGORIES.find((known) => known === trace.planningCategory);
  const reasons = { trace, directory, profile, kind, category };
  return {
    planningCategory: trace.planningCategory,
    notice: trace.notice,
    rules: rulesOf(reasons),
    parties: trace.deliveries.map((delivery) => routedParty(delivery, reasons)),
  };
}

interface RoutingReasons {
  readonly trace: MessageTrace;
  readonly directory: Directory;
  readonly profile: Profile | undefined;
  readonly kind: MessageKind | undefined;
  readonly category: PlanningCategory | undefined;
}

function kindRuleOf({ profile, kind }: RoutingReasons): KindRule | undefined {
  return kind === undefined ? undefined : profile?.kinds[kind];
}

function categoryRuleOf({ profile, category }: RoutingReasons): string | undefined {
  return category === undefined ? undefined : profile?.categories[category].rule;
}

/** The rules of the profile in force; a message that an older profile routed may have gone by others. */
function rulesOf(reasons: RoutingReasons): string[] {
  const rules = [kindRuleOf(reasons)?.rule, categoryRuleOf(reasons)];
  return rules.filter((rule) => rule !== undefined);
}

function routedParty({ id, unit, role }: MessageDelivery, reasons: RoutingReasons): RoutedPartyDto {
  const { directory, trace } = reasons;
  const before = trace.deliveries.find((delivery) => delivery.forwardedTo === id);
  const why = before === undefined ? whyRouted(unit, role, reasons) : `forwarded by ${before.unit}`;
  return { unit: unitContact(directory, unit), role, why };
}

function whyRouted(unit: string, role: string, reasons: RoutingReasons): string {
  if (reasons.kind === undefined) return 'told by the hub itself';
  switch (kindRuleOf(reasons)?.recipients) {
    case 'withdrawn':
      return 'had the message that is withdrawn';
    case 'parties':
    case 'others':
      return 'is a party of the care episode';
    case 'ward':
      return 'is the ward that has the patient';
    case 'named':
      return 'named by the sender';
    case 'category':
      return whyByCategory(unit, role, reasons);
    case 'none':
      return 'the profile in force sends this kind to nobody';
    case undefined:
      return 'the profile in force no longer has this kind';
  }
}

function whyByCategory(unit: string, role: string, reasons: RoutingReasons): string {
  const { category, profile, directory } = reasons;
  const concerned = category === undefined ? [] : (profile?.categories[category].recipients ?? []);
  if (!concerned.some((known) => known === role)) return 'was a party before the responsibility changed';
  const party = directory.units.get(unit);
  const mailbox =
    party?.isDefault === true && party.municipality !== null
      ? `the default mailbox of municipality ${party.municipality}`
      : role === 'oppenvard'
        ? "the patient's health centre, or named by the sender"
        : 'named by the sender';
  return `category ${category ?? ''} concerns ${role} (${categoryRuleOf(reasons) ?? ''}); ${mailbox}`;
}
