import type { MessageFormat } from '#domain/message.js';
import { renderFhir } from './fhir/render.js';
import { renderEr7 } from './hl7v2/render.js';
import { renderV2Xml } from './hl7v2-xml/render.js';
import { renderJson } from './json/render.js';
import type { RenderedMessage, RenderOptions } from './rendering.js';
import { renderXml } from './xml/render.js';

type Renderer = (message: RenderedMessage, options: RenderOptions) => Uint8Array;

const RENDERERS: Readonly<Record<MessageFormat, Renderer>> = {
  json: renderJson,
  xml: renderXml,
  hl7v2: renderEr7,
  'hl7v2-xml': renderV2Xml,
  'fhir-json': (message, options) => renderFhir(message, options, 'json'),
  'fhir-xml': (message, options) => renderFhir(message, options, 'xml'),
};

/** A message as bytes of any format, UTF-8. */
export function renderMessage(format: MessageFormat, message: RenderedMessage, options: RenderOptions): Uint8Array {
  return RENDERERS[format](message, options);
}
