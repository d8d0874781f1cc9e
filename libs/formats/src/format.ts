import { MESSAGE_FORMATS } from '#domain/message.js';
import type { MessageFormat } from '#domain/message.js';

/** Content types of the forms in which messages come in and go out, without parameters. */
export const MEDIA_TYPES: Readonly<Record<MessageFormat, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  hl7v2: 'application/hl7-v2',
  'hl7v2-xml': 'application/hl7-v2+xml',
  'fhir-json': 'application/fhir+json',
  'fhir-xml': 'application/fhir+xml',
};

/** Other names under which the same forms are known. */
const ALIASES: Readonly<Record<string, MessageFormat>> = { 'text/xml': 'xml', 'text/json': 'json' };

/** The format that a content type names, its parameters aside; undefined when the hub does not take it. */
export function formatOf(contentType: string): MessageFormat | undefined {
  const bare = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return MESSAGE_FORMATS.find((format) => MEDIA_TYPES[format] === bare) ?? aliasOf(bare);
}

function aliasOf(bare: string): MessageFormat | undefined {
  return Object.hasOwn(ALIASES, bare) ? ALIASES[bare] : undefined;
}

/** The `charset` parameter of a content type, lower case; undefined without one. */
export function charsetParameter(contentType: string): string | undefined {
  const match = /;\s*charset\s*=\s*"?([^\s;"]+)"?/i.exec(contentType);
  return match?.[1]?.toLowerCase();
}

/** Whether a body came in a content coding: none is taken, so that what is kept is what was sent and nothing swells when it is read. */
export function isCompressed(headers: Readonly<Record<string, unknown>>): boolean {
  const coding = headers['content-encoding'];
  return coding !== undefined && !/^\s*(?:identity)?\s*$/i.test(String(coding));
}
