import { civilDateOf } from '#domain/calendar.js';
import type { Message, Origin } from '#domain/message.js';

import type { Admitted, HeldDeadline, ModelHub } from './model-hub.js';

/** A course of things as somebody can read it: what was sent, what came of it, what fired. */
export class Story {
  readonly lines: string[] = [];

  says({ now }: ModelHub, text: string): void {
    const time = now.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' });
    const day = now.toLocaleDateString('en-GB', { timeZone: 'Europe/Stockholm', weekday: 'short' });
    this.lines.push(`${day} ${civilDateOf(now)} ${time}  ${text}`);
  }

  sent(hub: ModelHub, message: Message, origin: Origin, admitted: Admitted): void {
    const {
      messageId,
      kind,
      sender,
      episodeId,
      episode,
      patient,
      planningCategory,
      needs,
      recipients,
      consent,
      content,
    } = message;
    const about = {
      stay: episodeId ?? episode?.slice(-3),
      patient: patient?.id,
      planningCategory,
      needs,
      recipients,
      consent,
      content,
    };
    const event = origin.event === undefined ? '' : ` (${origin.event})`;
    this.says(hub, `${sender} sends ${messageId} ${kind}${event} ${JSON.stringify(about)}`);
    this.lines.push(`    ${this.outcome(admitted)}`);
  }

  private outcome(admitted: Admitted): string {
    if (admitted.kind === 'repeated') return 'answered as before';
    if (admitted.kind === 'refused')
      return `refused: ${admitted.reasons.map(({ code, path }) => `${code} ${path}`).join(', ')}`;
    const { plan } = admitted;
    const to = plan.deliveries
      .map(({ unit, message }) => (message === undefined ? unit : `${unit} (early)`))
      .join(', ');
    const began = plan.deadlines.map(({ kind, state, responsible }) => `${kind} ${state} ${responsible}`).join(', ');
    const ended = plan.endedDeadlines.map(({ id, state }) => `${id.slice(-3)} ${state}`).join(', ');
    const warnings = plan.answer.warnings.map(({ code }) => code).join(', ');
    return `accepted as ${plan.message.id.slice(-3)}, ${plan.episode?.facts.state ?? 'no stay'}; to ${to || 'nobody'}; begins ${began || 'nothing'}; ends ${ended || 'nothing'}; ${warnings}`;
  }

  fires(hub: ModelHub, { kind, id }: HeldDeadline, step: string, to: string | undefined): void {
    this.says(hub, `    ${kind} ${id.slice(-3)}: ${step} to ${to ?? 'nobody'}`);
  }
}

/** What has been seen at all, and how often: a model that gets nowhere proves nothing. */
export class Sights {
  private readonly counts = new Map<string, number>();

  see(what: string, times = 1): void {
    this.counts.set(what, this.count(what) + times);
  }

  count(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  /** Of these, what has not been seen. */
  missing(expected: Iterable<string>): string[] {
    return [...expected].filter((what) => this.count(what) === 0);
  }
}
