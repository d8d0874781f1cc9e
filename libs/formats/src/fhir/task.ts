import { DELIVERY_STATES } from '#domain/delivery.js';
import type { Delivery, DeliveryState } from '#domain/delivery.js';
import { CODE_SYSTEM, HUB_EPISODE, MESSAGE_KIND } from './names.js';
import type { FhirObject } from './object.js';
import { unitReference } from './unit.js';

/** Statuses of a Task that a delivery can have. */
export const TASK_STATUSES = ['requested', 'received', 'completed', 'cancelled', 'rejected'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

const STATUS_OF: Readonly<Record<DeliveryState, TaskStatus>> = {
  waiting: 'requested',
  received: 'received',
  receipted: 'completed',
  forwarded: 'cancelled',
  withdrawn: 'cancelled',
  misdirected: 'rejected',
};

/** A delivery only goes forward, so that its state says which version of the Task this is. */
const VERSION_OF: Readonly<Record<DeliveryState, string>> = {
  waiting: '1',
  received: '2',
  receipted: '3',
  forwarded: '3',
  misdirected: '3',
  withdrawn: '4',
};

/** What people call the states of a delivery. */
export const DELIVERY_STATE_NAMES: Readonly<Record<DeliveryState, { sv: string; en: string }>> = {
  waiting: { sv: 'Väntar på att hämtas', en: 'Waiting to be fetched' },
  received: { sv: 'Hämtat, inte kvitterat', en: 'Fetched, not receipted' },
  receipted: { sv: 'Kvitterat', en: 'Receipted' },
  forwarded: { sv: 'Vidarebefordrat till en annan enhet', en: 'Forwarded to another unit' },
  misdirected: { sv: 'Felsänt', en: 'Misdirected' },
  withdrawn: { sv: 'Makulerat av avsändaren', en: 'Withdrawn by the sender' },
};

/** The Task's only code: what the owner is asked to do. */
export const RECEIPT_CODE = 'kvittens';
export const RECEIPT_NAME = { sv: 'Kvittens', en: 'Receipt' };

/** Contained role that says who has receipted. */
const PERFORMER = 'kvitterat-av';

export function taskStatusOf(state: DeliveryState): TaskStatus {
  return STATUS_OF[state];
}

/** The states of deliveries whose Task has one of these statuses. */
export function statesOf(statuses: readonly TaskStatus[]): DeliveryState[] {
  return DELIVERY_STATES.filter((state) => statuses.includes(STATUS_OF[state]));
}

/** `meta.versionId` of the delivery's Task; the ETag is made from it. */
export function taskVersionOf({ state }: Pick<Delivery, 'state'>): string {
  return VERSION_OF[state];
}

/**
 * The Task by which a recipient confirms one delivery (kvittens). It holds nothing of the person and nothing of the message
 * but its kind: those are in the Bundle that `focus` names. Instants are UTC.
 */
export function taskOf(delivery: Delivery): FhirObject {
  const changed = lastModifiedOf(delivery);
  return {
    resourceType: 'Task',
    id: delivery.id,
    meta: { versionId: VERSION_OF[delivery.state], ...(changed === undefined ? {} : { lastUpdated: changed }) },
    ...performerOf(delivery),
    status: STATUS_OF[delivery.state],
    businessStatus: coded(CODE_SYSTEM.deliveryState, delivery.state, DELIVERY_STATE_NAMES[delivery.state].sv),
    intent: 'order',
    code: coded(CODE_SYSTEM.task, RECEIPT_CODE, RECEIPT_NAME.sv),
    focus: { reference: `Bundle/${delivery.id}`, type: 'Bundle' },
    ...(delivery.episode === undefined
      ? {}
      : { encounter: { type: 'Encounter', identifier: { system: HUB_EPISODE, value: delivery.episode } } }),
    ...executionOf(delivery),
    authoredOn: delivery.acceptedAt.toISOString(),
    ...(changed === undefined ? {} : { lastModified: changed }),
    requester: unitReference(delivery.sender),
    owner: unitReference(delivery.unit),
    reasonCode: coded(MESSAGE_KIND, delivery.kind),
    ...(delivery.receiptDue === null ? {} : { restriction: { period: { end: delivery.receiptDue.toISOString() } } }),
    ...(delivery.receipt === undefined
      ? {}
      : {
          output: [
            {
              type: coded(CODE_SYSTEM.task, RECEIPT_CODE, RECEIPT_NAME.sv),
              valueReference: { reference: `#${PERFORMER}` },
            },
          ],
        }),
  };
}

function coded(system: string, code: string, display?: string): FhirObject {
  return { coding: [{ system, code, ...(display === undefined ? {} : { display }) }] };
}

/** When the state was reached, as far as it is known: what has ended otherwise than by a receipt keeps no time. */
function lastModifiedOf({ state, acceptedAt, fetchedAt, receipt }: Delivery): string | undefined {
  const known: Partial<Record<DeliveryState, Date | undefined>> = {
    waiting: acceptedAt,
    received: fetchedAt,
    receipted: receipt?.recordedAt,
  };
  const at = known[state];
  // FHIR asks that it be no earlier than the authoring; clocks of two machines differ a little.
  return at && (at < acceptedAt ? acceptedAt : at).toISOString();
}

/** From fetching to receipting. A receipt may be said to have been made before: then there is no beginning to tell. */
function executionOf({ fetchedAt, receipt }: Delivery): FhirObject {
  if (receipt === undefined) {
    return fetchedAt === undefined ? {} : { executionPeriod: { start: fetchedAt.toISOString() } };
  }
  const start = fetchedAt !== undefined && fetchedAt <= receipt.at ? { start: fetchedAt.toISOString() } : {};
  return { executionPeriod: { ...start, end: receipt.at.toISOString() } };
}

function performerOf({ receipt }: Delivery): FhirObject {
  if (receipt === undefined) return {};
  const { name, title } = receipt.by;
  const role = {
    resourceType: 'PractitionerRole',
    id: PERFORMER,
    practitioner: { display: name },
    ...(title === undefined ? {} : { code: [{ text: title }] }),
  };
  return { contained: [role] };
}
