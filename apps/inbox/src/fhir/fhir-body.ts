import type { Reason } from '#domain/reason.js';
import { outcomeClassOf } from '#domain/reason.js';
import { fhirContentEncoding } from '#formats/fhir/negotiation.js';
import type { FhirObject } from '#formats/fhir/object.js';
import { readResource } from '#formats/fhir/encoding.js';
import { Problem } from '#formats/json/problem.js';

/** Largest resource that is taken by itself, bytes. */
const LARGEST = 256 * 1024;

/** The resource that a body holds. @throws Problem 413, 415, 400 when it cannot be read, 422 when it is not such a resource. */
export function resourceIn(body: unknown, contentType: string | undefined, type: string): FhirObject {
  const encoding = fhirContentEncoding(contentType);
  if (encoding === undefined) {
    throw new Problem(
      415,
      'unsupported-media-type',
      'Send the resource as application/fhir+json or application/fhir+xml',
    );
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (bytes.length > LARGEST) throw new Problem(413, 'too-large', 'The body is too large');
  const read = readResource({ bytes, contentType: contentType ?? '' }, encoding, type);
  if (!read.ok) throw refusal(read.reasons);
  return read.resource;
}

function refusal(reasons: readonly Reason[]): Problem {
  const isUnreadable = outcomeClassOf(reasons) === 'unreadable';
  const details = reasons.map(({ path, code, message, rule }) => ({
    path,
    code,
    message,
    ...(rule === undefined ? {} : { rule }),
  }));
  return isUnreadable
    ? new Problem(400, 'not-readable', 'The resource could not be read', details)
    : new Problem(422, 'invalid-structure', 'The resource does not have the structure that FHIR gives it', details);
}
