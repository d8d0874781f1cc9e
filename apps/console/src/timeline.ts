import type { Both } from '#domain/both.js';
import { deadlineName, stepName } from '#domain/deadline/deadline-names.js';
import type { Directory } from '#domain/directory/directory.js';
import { kindName } from '#domain/explain/names.js';
import type { Configuration } from '#flows/configuration-holder.js';
import type { AuditView, DeadlineView, MessageTrace, TracedDelivery } from '#flows/operations-ports.js';
import type { TimelineEntryDto } from './dto/message.dto.js';
import { unitContact } from './dto/unit.dto.js';
import type { TimelineEvent } from './timeline-events.js';

/** Why each delivery went where it went, and the rule that sent the message. */
export interface Routed {
  readonly rule: string | undefined;
  readonly why: ReadonlyMap<string, Both>;
}

/** An entry with its place among those of the same instant. */
interface Placed {
  readonly order: number;
  readonly entry: TimelineEntryDto;
}

/** What happened to a message from its bytes to the last kvittens, in order; of one instant, causes before what they caused. */
export function timelineOf(trace: MessageTrace, configuration: Configuration, routed: Routed): TimelineEntryDto[] {
  const teller = new Teller(trace, configuration);
  const placed = [
    ...teller.arrival(routed),
    ...trace.deliveries.flatMap((delivery) => teller.delivery(delivery, routed)),
    ...trace.deadlines.flatMap((deadline) => teller.ladder(deadline)),
    ...trace.audit.flatMap((line) => teller.audited(line)),
  ];
  placed.sort((one, other) => one.entry.at.getTime() - other.entry.at.getTime() || one.order - other.order);
  return placed.map(({ entry }) => entry);
}

/** What lines of the audit tell that stands nowhere else; `{unit}` is the unit of the line, `{by}` who did it. */
const AUDITED: Readonly<Record<string, readonly [what: TimelineEvent, sv: string, en: string]>> = {
  'message-repeated': [
    'repeated',
    'Samma meddelande kom igen och besvarades som första gången',
    'The same came again and was answered as the first time',
  ],
  'message-joined': ['other', 'Kopplades till sitt vårdtillfälle', 'Was joined to its care episode'],
  'message-expired': ['withdrawn', 'Väntade förgäves på sitt vårdtillfälle', 'Waited in vain for its care episode'],
  'message-id-released': ['released', 'Meddelandets id frigjordes av {by}', "The message's id was released by {by}"],
  'message-bytes-read': ['revealed', '{by} läste bytes som de kom', '{by} read the bytes as they came'],
  revealed: ['revealed', '{by} visade personuppgifterna', '{by} had the personal data shown'],
  resent: ['resent', 'Skickades om till {unit} av {by}', 'Was sent again to {unit} by {by}'],
  read: ['read', '{unit} läste det igen', '{unit} read it again'],
  forwarded: ['forwarded', '{unit} skickade det vidare', '{unit} forwarded it'],
  misdirected: ['misdirected', '{unit} svarade att det var felsänt', '{unit} said that it was misdirected'],
  'escalation-taken': ['taken', '{by} tog ärendet om {unit}', '{by} took the escalation about {unit}'],
  'escalation-noted': ['noted', '{by} skrev en anteckning', '{by} wrote a note'],
  'escalation-snoozed': ['snoozed', '{by} lade ärendet åt sidan', '{by} put the escalation aside'],
  'escalation-released': ['given-back', '{by} lämnade tillbaka ärendet', '{by} gave the escalation back'],
  'escalation-resolved': ['resolved', '{by} avslutade ärendet', '{by} resolved the escalation'],
};

class Teller {
  private readonly directory: Directory;

  constructor(
    private readonly trace: MessageTrace,
    private readonly configuration: Configuration,
  ) {
    this.directory = configuration.directory;
  }

  arrival({ rule }: Routed): Placed[] {
    const { message, deliveries } = this.trace;
    const kind = kindName(message.kind);
    const [sender, count] = [this.name(message.sender), String(deliveries.length)];
    const at = message.receivedAt;
    const received = { sv: `${capital(kind.sv)} kom från ${sender}`, en: `${capital(kind.en)} came from ${sender}` };
    const decided = {
      sv: `Godkändes och gick till ${count} ${deliveries.length === 1 ? 'inkorg' : 'inkorgar'}`,
      en: `Was accepted and went to ${count} ${deliveries.length === 1 ? 'inbox' : 'inboxes'}`,
    };
    return [
      this.placed(0, at, 'received', message.sender, received, { by: message.source }),
      this.placed(1, at, 'decided', null, decided, { rule, by: 'hub' }),
    ];
  }

  delivery(delivery: TracedDelivery, { why }: Routed): Placed[] {
    const { id, unit, acceptedAt, fetchedAt, receipt } = delivery;
    const name = this.name(unit);
    const reason = why.get(id);
    const delivered = {
      sv: `Lades i inkorgen hos ${name}${reason === undefined ? '' : `: ${reason.sv}`}`,
      en: `Was put into the inbox of ${name}${reason === undefined ? '' : `: ${reason.en}`}`,
    };
    const told = [this.placed(2, acceptedAt, 'delivered', unit, delivered, { by: 'hub' })];
    if (fetchedAt !== null) {
      const text = { sv: `Hämtades av ${name}`, en: `Was fetched by ${name}` };
      told.push(this.placed(3, fetchedAt, 'fetched', unit, text, { by: this.actorOf(id, 'fetched') }));
    }
    if (receipt !== null) {
      const text = { sv: `Kvitterades av ${name}`, en: `Was receipted by ${name}` };
      told.push(this.placed(4, receipt.recordedAt, 'receipted', unit, text, { by: this.actorOf(id, 'receipted') }));
    }
    return told;
  }

  /** The rungs that fired, one entry for each unit that was told. */
  ladder(deadline: DeadlineView): Placed[] {
    const { profiles } = this.configuration;
    const name = deadlineName(deadline.kind, profiles.get(deadline.profile)?.deadlines[deadline.kind]);
    const late = this.name(deadline.responsible);
    return deadline.fired.map(({ step, kind, rule, firedAt, to }): Placed => {
      const isReminder = kind === 'paminnelse';
      const told = to === null ? undefined : this.name(to);
      const what = stepName(step);
      const text = isReminder
        ? { sv: `Påminnelse om ${name.sv} till ${late}`, en: `Reminder of ${name.en} to ${late}` }
        : {
            sv: `Eskalering om ${name.sv} hos ${late}, ${what.sv}: ${told ?? 'ingen fanns att nå'}`,
            en: `Escalation of ${name.en} at ${late}, ${what.en}: ${told ?? 'nobody was there to be told'}`,
          };
      return this.placed(5, firedAt, isReminder ? 'reminded' : 'escalated', to, text, { rule, by: 'hub' });
    });
  }

  audited({ at, actor, action, unit }: AuditView): Placed[] {
    const known = Object.hasOwn(AUDITED, action) ? AUDITED[action] : undefined;
    if (known === undefined) return [];
    const [what, sv, en] = known;
    const filled = (text: string) =>
      text.replace('{unit}', unit === null ? '' : this.name(unit)).replace('{by}', actor.slice(actor.indexOf(':') + 1));
    // A reveal is filed under the sender of the message, which had no part in it.
    const about = what === 'revealed' ? null : unit;
    return [this.placed(6, at, what, about, { sv: filled(sv), en: filled(en) }, { by: actor })];
  }

  private actorOf(delivery: string, action: string): string | undefined {
    return this.trace.audit.find((line) => line.subjectId === delivery && line.action === action)?.actor;
  }

  private name(unit: string): string {
    return unitContact(this.directory, unit).name ?? unit;
  }

  private placed(
    order: number,
    at: Date,
    what: TimelineEvent,
    unit: string | null,
    text: Both,
    { rule, by }: { readonly rule?: string | undefined; readonly by?: string | undefined },
  ): Placed {
    const contact = unit === null ? null : unitContact(this.directory, unit);
    return { order, entry: { at, what, unit: contact, text, rule: rule ?? null, by: by ?? null } };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
