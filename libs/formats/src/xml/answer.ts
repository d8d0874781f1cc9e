import type { AdmissionAnswer } from '#domain/admission/admission-plan.js';
import { INBOX_NAMESPACE, PROBLEM_NAMESPACE, XML_NAMESPACE } from './namespaces.js';
import { writeXml } from './write.js';
import type { XmlNode } from './write.js';

/** The positive answer: root `answer` in the messages' namespace, with the names of the JSON answer; lists are repeated. */
export function xmlAnswer(answer: AdmissionAnswer): Uint8Array {
  const children = childrenOf(answer, repeated);
  return writeXml({ name: 'answer', attributes: { xmlns: XML_NAMESPACE }, children }, { indent: true });
}

/** A problem as `application/problem+xml` (RFC 9457), of the body that JSON would have; items of lists are elements `i`. */
export function xmlProblem(body: Record<string, unknown>): Uint8Array {
  const children = childrenOf(body, itemized);
  return writeXml({ name: 'problem', attributes: { xmlns: PROBLEM_NAMESPACE }, children }, { indent: true });
}

/** How the field `name` of a list is written. */
type ListStyle = (name: string, items: readonly unknown[]) => XmlNode[];

const repeated: ListStyle = (name, items) => items.flatMap((item) => nodesOf(name, item, repeated));

const itemized: ListStyle = (name, items) => [
  { name, children: items.flatMap((item) => nodesOf('i', item, itemized)) },
];

function childrenOf(value: object, list: ListStyle): XmlNode[] {
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) => nodesOf(name, field, list));
}

/** What is null or not there is left out. */
function nodesOf(name: string, value: unknown, list: ListStyle): XmlNode[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return list(name, value);
  return [{ name, children: typeof value === 'object' ? childrenOf(value, list) : [String(value)] }];
}

/** One delivery on a page of an inbox. */
export interface XmlInboxItem {
  readonly deliveryId: string;
  readonly cursor: string;
  /** Instant, ISO 8601. */
  readonly receivedAt: string;
  /** Instant; null when no kvittens is due. */
  readonly receiptDue: string | null;
  readonly state: string;
  /** The message in any form that is XML, with its namespace declared on it. */
  readonly message: XmlNode;
}

/** A page of an inbox: `inbox` with the cursor `next`, and an `item` around each message. */
export function xmlInbox(page: { readonly items: readonly XmlInboxItem[]; readonly next: string }): Uint8Array {
  const children = page.items.map(({ message, receiptDue, deliveryId, cursor, receivedAt, state }) => {
    const due: Record<string, string> = receiptDue === null ? {} : { receiptDue };
    return { name: 'item', attributes: { deliveryId, cursor, receivedAt, ...due, state }, children: [message] };
  });
  return writeXml(
    { name: 'inbox', attributes: { xmlns: INBOX_NAMESPACE, next: page.next }, children },
    { indent: true },
  );
}
