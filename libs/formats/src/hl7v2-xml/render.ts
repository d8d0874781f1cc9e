import { eventOfKind } from '../hl7v2/events.js';
import { renderAdt } from '../hl7v2/render.js';
import type { RenderedMessage, RenderOptions } from '../rendering.js';
import { writeXml } from '../xml/write.js';
import type { XmlNode } from '../xml/write.js';
import { v2XmlOf } from './write.js';

/**
 * A message as v2.xml: the same ADT as `renderEr7` makes, so that `readV2XmlMessage` gives the message back. The OBX of an
 * ADT_A39, which has no place for them, stand at its end.
 */
export function renderV2Xml(message: RenderedMessage, options: RenderOptions): Uint8Array {
  return writeXml(v2XmlNode(message, options), { indent: true });
}

/** The same as an element, as it may stand within another document. */
export function v2XmlNode(message: RenderedMessage, options: RenderOptions): XmlNode {
  return v2XmlOf(renderAdt(message, options), eventOfKind(message.kind).structure);
}
