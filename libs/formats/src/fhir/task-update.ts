import type { Delivery } from '#domain/delivery.js';
import type { StaffMember } from '#domain/message.js';
import type { ProblemDetail } from '../json/problem.js';
import { objectAt, objectsAt, textAt } from './object.js';
import type { FhirObject } from './object.js';
import { taskStatusOf } from './task.js';

/** What a recipient asks for by sending a Task back. */
export type TaskUpdate =
  | { readonly kind: 'receipt'; readonly by: StaffMember; readonly at: string | undefined }
  | { readonly kind: 'misdirected'; readonly reason: string }
  /** Nothing that a recipient may change is other than it was. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'invalid'; readonly errors: readonly ProblemDetail[] };

const LONGEST_NAME = 200;
const LONGEST_REASON = 1_000;

/**
 * Reads a Task that a recipient sends back: `completed` is the kvittens, `rejected` says that the delivery was misdirected.
 * What only the hub decides (requester, restriction, focus ...) is not looked at; a Task of another owner is refused, since
 * deliveries are handed on by forwarding them.
 */
export function taskUpdateOf(task: FhirObject, delivery: Delivery): TaskUpdate {
  const errors = ownerErrors(task, delivery);
  const { status } = task;
  const update = status === taskStatusOf(delivery.state) ? { kind: 'unchanged' as const } : changeOf(task, delivery);
  if (update.kind === 'invalid') return invalid(...errors, ...update.errors);
  return errors.length > 0 ? invalid(...errors) : update;
}

function changeOf(task: FhirObject, delivery: Delivery): TaskUpdate {
  switch (task['status']) {
    case 'completed':
      return delivery.receipt === undefined ? receiptOf(task) : { kind: 'unchanged' };
    case 'rejected':
      return misdirectedOf(task);
    default:
      return invalid({
        path: 'Task.status',
        message: 'a recipient says completed (kvittens) or rejected (felsänt); the hub sets every other status',
      });
  }
}

function receiptOf(task: FhirObject): TaskUpdate {
  const by = performerIn(task);
  if (by === undefined || !fits(by.name, LONGEST_NAME) || (by.title !== undefined && !fits(by.title, LONGEST_NAME))) {
    return invalid({
      path: 'Task.output',
      message: `name who receipts: a contained Practitioner that output.valueReference points to, or note.authorString, with name and title of at most ${String(LONGEST_NAME)} characters`,
    });
  }
  return { kind: 'receipt', by, at: textAt(objectAt(task['executionPeriod']), 'end') };
}

function misdirectedOf(task: FhirObject): TaskUpdate {
  const reason = conceptText(task['statusReason']);
  if (reason === undefined || !fits(reason, LONGEST_REASON)) {
    return invalid({
      path: 'Task.statusReason.text',
      message: `say why the delivery does not belong here, in at most ${String(LONGEST_REASON)} characters; the sender reads it`,
    });
  }
  return { kind: 'misdirected', reason };
}

function ownerErrors(task: FhirObject, { unit }: Delivery): ProblemDetail[] {
  const named = textAt(objectAt(objectAt(task['owner'])['identifier']), 'value');
  if (named === undefined || named === unit) return [];
  return [{ path: 'Task.owner', message: 'a delivery gets another owner by POST /v1/deliveries/{id}/forward' }];
}

/** Who has receipted: the Practitioner or PractitionerRole that an output points to, else the author of a note. */
function performerIn(task: FhirObject): StaffMember | undefined {
  const references = objectsAt(task['output']).map((output) => objectAt(output['valueReference']));
  const contained = new Map(objectsAt(task['contained']).map((resource) => [`#${String(resource['id'])}`, resource]));
  for (const reference of references) {
    const person = contained.get(textAt(reference, 'reference') ?? '');
    const named = (person && staffIn(person)) ?? nameOnly(textAt(reference, 'display'));
    if (named !== undefined) return named;
  }
  return objectsAt(task['note']).flatMap((note) => nameOnly(textAt(note, 'authorString')) ?? [])[0];
}

function staffIn(resource: FhirObject): StaffMember | undefined {
  const isRole = resource['resourceType'] === 'PractitionerRole';
  const name = isRole
    ? textAt(objectAt(resource['practitioner']), 'display')
    : humanName(objectsAt(resource['name'])[0]);
  const title = isRole
    ? conceptText(objectsAt(resource['code'])[0])
    : conceptText(objectsAt(resource['qualification'])[0]?.['code']);
  return name === undefined ? undefined : { name, ...(title === undefined ? {} : { title }) };
}

function humanName(name: FhirObject | undefined): string | undefined {
  if (name === undefined) return undefined;
  const given = Array.isArray(name['given']) ? name['given'].filter((part) => typeof part === 'string') : [];
  const parts = [...given, textAt(name, 'family')].filter((part) => part !== undefined);
  return textAt(name, 'text') ?? (parts.length === 0 ? undefined : parts.join(' '));
}

const nameOnly = (name: string | undefined): StaffMember | undefined => (name === undefined ? undefined : { name });

function conceptText(concept: unknown): string | undefined {
  const found = objectAt(concept);
  return textAt(found, 'text') ?? objectsAt(found['coding']).flatMap((coding) => textAt(coding, 'display') ?? [])[0];
}

const fits = (text: string, longest: number): boolean => text.trim() !== '' && text.length <= longest;
const invalid = (...errors: ProblemDetail[]): TaskUpdate & { kind: 'invalid' } => ({ kind: 'invalid', errors });
