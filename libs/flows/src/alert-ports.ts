import type { AlertMessage } from '#domain/operations/alert-message.js';
import type { AlertKind } from '#domain/operations/alert-rules.js';
import type { AlertChange, HeldAlert } from '#domain/operations/alerts.js';
import type { Both } from '#domain/both.js';

/** An alert lasts (`active`), or has ended. */
export const ALERT_STATES = ['active', 'ended'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export type AlertTransport = 'webhook' | 'email';

/** A channel that can be sent to, as far as others may know of it. */
export interface AlertAddress {
  /** Id of the channel. */
  readonly channel: string;
  readonly transport: AlertTransport;
  /** Host of a webhook, masked addresses of an e-mail: what may be shown. */
  readonly shown: string;
}

/** A message that has to go to a channel. */
export interface AlertSending extends AlertAddress {
  /** The same at every attempt, so that who gets it twice can tell. */
  readonly id: string;
  readonly message: AlertMessage;
}

/** A sending that this process may try now; nobody else does before its next time. */
export interface ClaimedSending extends AlertSending {
  /** How many times it has been tried, with this time. */
  readonly attempts: number;
  /** Since when it is to go; machine time. */
  readonly createdAt: Date;
}

/** What became of an attempt. `error` is a short code such as `http-503` or `time-out`. */
export type SendingOutcome = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** A sending as it is shown. */
export interface SentView extends AlertAddress {
  readonly what: 'start' | 'end';
  /** Of the latest attempt, else since when it is to go; machine time. */
  readonly at: Date;
  /** Undefined while it is still being tried. */
  readonly ok: boolean | undefined;
  readonly attempts: number;
  readonly error: string | undefined;
}

/** An alert that somebody was told of. */
export interface AlertView {
  readonly id: string;
  readonly rule: string;
  readonly kind: AlertKind;
  readonly name: Both;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  readonly count: number;
  readonly units: readonly string[];
  readonly sent: readonly SentView[];
}

/** What an evaluation comes to: the changes, and what is to be sent because of them. */
export interface AlertDecision {
  readonly changes: readonly AlertChange[];
  readonly sendings: readonly (AlertSending & { readonly alert: string })[];
}

/** Alerts and what has been sent of them. Sending is on machine time. */
export abstract class AlertStore {
  /**
   * Lets one process at a time decide, by the alerts as they are held, and commits what it decided with the messages that are to
   * go. False when another process is at it.
   */
  abstract evaluate(decide: (held: readonly HeldAlert[]) => Promise<AlertDecision>, now: Date): Promise<boolean>;
  /** Takes at most `limit` messages whose time has come, until `leaseUntil`. The end of an alert waits for its start. */
  abstract claim(limit: number, now: Date, leaseUntil: Date): Promise<ClaimedSending[]>;
  /** Notes that it arrived. */
  abstract arrived(id: string, now: Date): Promise<void>;
  /** Notes that it did not; without a next time it is given up. */
  abstract failed(id: string, error: string, nextAt: Date | undefined, now: Date): Promise<void>;
  /** Alerts that last, longest first, or that have ended, latest first; at most `limit`. */
  abstract list(state: AlertState, limit: number): Promise<AlertView[]>;
  /** Messages given up since then, to channels that nothing has reached later. */
  abstract undelivered(since: Date): Promise<{ count: number; since: Date } | undefined>;
  /** Removes alerts that ended before. */
  abstract forget(before: Date): Promise<void>;
}

/** Carries messages to the channels of the configuration. */
export abstract class AlertCourier {
  /** What is missing to send to a channel, the name of a setting; undefined when nothing is. */
  abstract missingFor(channel: string): string | undefined;
  /** Never rejects; takes 20 seconds at the most. */
  abstract send(sending: AlertSending): Promise<SendingOutcome>;
}
