import { MESSAGE_KINDS, PLANNING_CATEGORIES } from '#domain/message.js';
import type { MessageKind, PlanningCategory } from '#domain/message.js';
import type { Both } from '#domain/both.js';
import type { Directory } from '#domain/directory/directory.js';
import { roleName } from '#domain/explain/names.js';
import type { KindRule, Profile } from '#domain/profile/profile.js';
import type { Configuration } from '#flows/configuration-holder.js';
import type { MessageDelivery, MessageTrace, MessageView } from '#flows/operations-ports.js';
import { deadlineDto } from './deadline-view.js';
import type { MessageDeliveryDto, OpsMessageDto, RoutedPartyDto, RoutingDto, TraceDto } from './dto/message.dto.js';
import { unitContact } from './dto/unit.dto.js';
import { timelineOf } from './timeline.js';

export function messageDto(message: MessageView, directory: Directory): OpsMessageDto {
  return {
    ...message,
    plan: message.plan ?? null,
    sender: unitContact(directory, message.sender),
    deliveries: message.deliveries.map((delivery) => deliveryDto(delivery, directory)),
  };
}

function deliveryDto<D extends MessageDelivery>(delivery: D, directory: Directory): D & MessageDeliveryDto {
  return Object.assign({}, delivery, { unit: unitContact(directory, delivery.unit) });
}

/** Every hop of a message in the words of the interface. */
export function traceDto(trace: MessageTrace, configuration: Configuration, now: Date): TraceDto {
  const { directory, profiles } = configuration;
  const { message, payload, warnings, deliveries, deadlines, ended, audit } = trace;
  const routing = routingDto(trace, directory, profiles.get(message.profile));
  const why = new Map(deliveries.map(({ id }, index) => [id, routing.parties[index]?.reason ?? NO_REASON]));
  return {
    message: messageDto(message, directory),
    payload,
    routing,
    warnings,
    deliveries: deliveries.map((delivery) => deliveryDto(delivery, directory)),
    deadlines: deadlines.map((deadline) => deadlineDto(deadline, configuration, now)),
    ended,
    timeline: timelineOf(trace, configuration, { rule: routing.rules[0], why }),
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

const NO_REASON: Both = { sv: 'okänt varför', en: 'unknown why' };

function routedParty({ id, unit, role }: MessageDelivery, reasons: RoutingReasons): RoutedPartyDto {
  const { directory, trace } = reasons;
  const before = trace.deliveries.find((delivery) => delivery.forwardedTo === id);
  const reason =
    before === undefined
      ? whyRouted(unit, role, reasons)
      : { sv: `vidareskickat av ${before.unit}`, en: `forwarded by ${before.unit}` };
  return { unit: unitContact(directory, unit), role, why: reason.en, reason };
}

function whyRouted(unit: string, role: string, reasons: RoutingReasons): Both {
  if (reasons.kind === undefined) return { sv: 'sagt av navet självt', en: 'told by the hub itself' };
  switch (kindRuleOf(reasons)?.recipients) {
    case 'withdrawn':
      return { sv: 'hade det återtagna meddelandet', en: 'had the message that is withdrawn' };
    case 'parties':
    case 'others':
      return { sv: 'är part i vårdtillfället', en: 'is a party of the care episode' };
    case 'participants':
      return { sv: 'deltar i planen (SIP)', en: 'takes part in the plan (SIP)' };
    case 'ward':
      return { sv: 'är avdelningen som har patienten', en: 'is the ward that has the patient' };
    case 'named':
      return { sv: 'utpekad av avsändaren', en: 'named by the sender' };
    case 'category':
      return whyByCategory(unit, role, reasons);
    case 'none':
      return {
        sv: 'gällande profil skickar inte denna typ till någon',
        en: 'the profile in force sends this kind to nobody',
      };
    case undefined:
      return {
        sv: 'gällande profil har inte längre denna typ',
        en: 'the profile in force no longer has this kind',
      };
  }
}

function whyByCategory(unit: string, role: string, reasons: RoutingReasons): Both {
  const { category, profile } = reasons;
  const concerned = category === undefined ? [] : (profile?.categories[category].recipients ?? []);
  if (!concerned.some((known) => known === role)) {
    return { sv: 'var part innan ansvaret ändrades', en: 'was a party before the responsibility changed' };
  }
  const mailbox = howFound(unit, role, reasons);
  const rule = categoryRuleOf(reasons) ?? '';
  return {
    sv: `kategori ${category ?? ''} berör ${roleName(role).sv} (${rule}); ${mailbox.sv}`,
    en: `category ${category ?? ''} concerns ${role} (${rule}); ${mailbox.en}`,
  };
}

function howFound(unit: string, role: string, { directory }: RoutingReasons): Both {
  const party = directory.units.get(unit);
  if (party?.isDefault === true && party.municipality !== null) {
    const { municipality } = party;
    return {
      sv: `standardbrevlåda i kommun ${municipality}`,
      en: `the default mailbox of municipality ${municipality}`,
    };
  }
  return role === 'oppenvard'
    ? {
        sv: 'patientens vårdcentral, eller utpekad av avsändaren',
        en: "the patient's health centre, or named by the sender",
      }
    : { sv: 'utpekad av avsändaren', en: 'named by the sender' };
}
