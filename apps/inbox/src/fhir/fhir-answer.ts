import { fhirEncoding } from '#formats/fhir/negotiation.js';
import type { FhirEncoding } from '#formats/fhir/negotiation.js';
import type { FhirObject } from '#formats/fhir/object.js';
import { HSA_IDS } from '#formats/fhir/names.js';
import { encodeResource } from '#formats/fhir/encoding.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { notFound, Problem } from '#formats/json/problem.js';
import { NO_STORE, notAcceptable } from '../answers.js';

/** A request as far as the FHIR interface looks at it beside its parameters. */
export interface FhirRequest {
  readonly protocol: string;
  /** What stands in the Host header. */
  readonly host: string;
}

export interface FhirReply {
  status(code: number): FhirReply;
  header(name: string, value: string): FhirReply;
  send(body: Uint8Array): unknown;
}

const FORMS = [MEDIA_TYPES['fhir-json'], MEDIA_TYPES['fhir-xml']];

/** The form of the answer. @throws Problem 406 when the caller takes neither. */
export function encodingFor(accept: string | undefined, format: string | undefined): FhirEncoding {
  const encoding = fhirEncoding(accept, format);
  if (encoding === undefined) throw notAcceptable(FORMS);
  return encoding;
}

/** Writes a resource as the whole answer. */
export function sendFhir(reply: FhirReply, resource: FhirObject, encoding: FhirEncoding): void {
  reply
    .status(200)
    .header('Cache-Control', NO_STORE)
    .header('Vary', 'Accept')
    .header('Content-Type', `${MEDIA_TYPES[`fhir-${encoding}`]}; charset=utf-8`)
    .send(encodeResource(resource, encoding));
}

/** A resource as it is now. */
export interface Version {
  readonly resource: FhirObject;
  /** Stands in the ETag; another whenever the resource is another. */
  readonly version: string;
}

/** Writes one resource that was asked for by its id. @throws Problem 404 when there is none. */
export function sendVersion(reply: FhirReply, found: Version | undefined, encoding: FhirEncoding): void {
  if (found === undefined) throw notFound('id');
  reply.header('ETag', `W/"${found.version}"`);
  sendFhir(reply, found.resource, encoding);
}

/** A parameter that is missing, unknown or wrong. */
export function wrongParameter(path: string, message: string): Problem {
  return new Problem(422, 'invalid-request', 'Some parameters are not right', [{ path, message }]);
}

/** Address of the FHIR interface without a slash at its end: the public one, else what the caller called. */
export function baseOf(publicUrl: string | undefined, { protocol, host }: FhirRequest): string {
  return `${publicUrl === undefined ? `${protocol}://${host}` : publicUrl.replace(/\/+$/, '')}/fhir`;
}

/** The HSA-id that a token such as `system|id` names. @throws Problem 422 when the system is another. */
export function hsaIdOf(token: string, parameter: string): string {
  const [id = '', system] = token.split('|').reverse();
  if (system === undefined || HSA_IDS.includes(system)) return id;
  throw wrongParameter(parameter, `must be an HSA-id; its system is ${HSA_IDS.join(' or ')}`);
}

/** One match of a search. */
export interface Match {
  readonly fullUrl: string;
  readonly resource: FhirObject;
}

/** What a page is of: its own address with its parameters, and how it goes on. */
export interface PageLinks {
  readonly address: string;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** Cursor behind the last match. */
  readonly next: string;
  /** Whether there may be more behind this page now. */
  readonly isFull: boolean;
}

/** Relation of the link by which a caller goes on later, when new matches may have come. */
const CONTINUE = 'urn:hemgang:fhir:relation:continue';

/** All matches of a search whose parameters stand in no address. */
export function wholeSearchset(matches: readonly Match[], self: string): FhirObject {
  return {
    ...{ resourceType: 'Bundle', type: 'searchset', total: matches.length },
    link: [{ relation: 'self', url: self }],
    ...entriesOf(matches),
  };
}

/** A page of matches. `next` is there while more may follow at once; `continue` always. */
export function searchset(matches: readonly Match[], { address, parameters, next, isFull }: PageLinks): FhirObject {
  const behind = urlOf(address, { ...parameters, after: next });
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: urlOf(address, parameters) },
      ...(isFull ? [{ relation: 'next', url: behind }] : []),
      { relation: CONTINUE, url: behind },
    ],
    ...entriesOf(matches),
  };
}

/** FHIR has no empty lists. */
function entriesOf(matches: readonly Match[]): FhirObject {
  if (matches.length === 0) return {};
  return { entry: matches.map(({ fullUrl, resource }) => ({ fullUrl, resource, search: { mode: 'match' } })) };
}

function urlOf(address: string, parameters: PageLinks['parameters']): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `${address}?${query.toString()}`;
}
