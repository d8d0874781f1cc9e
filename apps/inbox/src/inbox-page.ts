import type { MessageFormat } from '#domain/message.js';
import type { InboxItem, InboxPage } from '#flows/inbox-ports.js';
import { encodeResource } from '#formats/fhir/encoding.js';
import { messageBundle } from '#formats/fhir/render.js';
import { renderBatch } from '#formats/hl7v2/batch-render.js';
import { renderEr7 } from '#formats/hl7v2/render.js';
import { v2XmlNode } from '#formats/hl7v2-xml/render.js';
import type { RenderOptions } from '#formats/rendering.js';
import { xmlInbox } from '#formats/xml/answer.js';
import { messageNode } from '#formats/xml/render.js';
import type { XmlNode } from '#formats/xml/write.js';
import { searchset } from './fhir/fhir-answer.js';
import { renderOptions } from './message-form.js';

/** For whom a page is rendered, and where it was asked for. */
export interface PageContext {
  readonly unit: string;
  readonly limit: number;
  readonly state: string;
  /** The hub's own id of the page, where a form wants one. */
  readonly controlId: string;
  readonly now: Date;
}

/** Forms of a page other than JSON, which the framework writes. */
export type PageFormat = Exclude<MessageFormat, 'json'>;

/**
 * A page of an inbox in the form of its messages: HL7 v2 as a batch whose BTS-2 is the cursor to go on with; XML and v2.xml
 * as an `inbox` element with the messages in it; FHIR as a searchset of message Bundles.
 */
export function renderPage(format: PageFormat, page: InboxPage, context: PageContext): Uint8Array {
  switch (format) {
    case 'hl7v2':
      return renderBatch(
        page.items.map((item) => renderEr7(item.message, optionsOf(item, context))),
        { ...context, recipient: context.unit, comment: page.next },
      );
    case 'xml':
      return xmlPage(page, ({ message }) => messageNode(message));
    case 'hl7v2-xml':
      return xmlPage(page, (item) => v2XmlNode(item.message, optionsOf(item, context)));
    case 'fhir-json':
      return encodeResource(fhirPage(page, context), 'json');
    case 'fhir-xml':
      return encodeResource(fhirPage(page, context), 'xml');
  }
}

function optionsOf({ deliveryId, receiptDue }: InboxItem, { unit }: PageContext): RenderOptions {
  return renderOptions(unit, deliveryId, receiptDue);
}

function xmlPage({ items, next }: InboxPage, nodeOf: (item: InboxItem) => XmlNode): Uint8Array {
  const rows = items.map((item) => ({
    deliveryId: item.deliveryId,
    cursor: item.cursor,
    receivedAt: item.receivedAt.toISOString(),
    receiptDue: item.receiptDue?.toISOString() ?? null,
    state: item.state,
    message: nodeOf(item),
  }));
  return xmlInbox({ items: rows, next });
}

function fhirPage({ items, next }: InboxPage, context: PageContext) {
  const matches = items.map((item) => ({
    fullUrl: `urn:uuid:${item.deliveryId}`,
    resource: messageBundle(item.message, optionsOf(item, context)),
  }));
  const { unit, limit, state } = context;
  const address = `/v1/inboxes/${encodeURIComponent(unit)}`;
  const isFull = items.length === limit;
  return searchset(matches, { address, parameters: { state, limit: String(limit) }, next, isFull });
}
