import { isFields } from '#domain/object-check.js';
import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { readJson } from '../json/json-message.js';
import { valuesIn } from '../json/syntax.js';
import type { Arrived } from '../reading.js';
import { PlaceFinder } from '../text-place.js';
import type { TextPlace } from '../text-place.js';
import { parseXml } from '../xml/parse.js';
import { writeXml } from '../xml/write.js';
import { placeInXml, resourceFromXml } from './from-xml.js';
import { reasonsOf } from './issue.js';
import type { Issue, Locate } from './issue.js';
import type { FhirEncoding } from './negotiation.js';
import type { FhirObject } from './object.js';
import { checkStructure } from './structure.js';
import type { ReferenceUse } from './structure.js';
import { FHIR_NAMESPACE, resourceToXml } from './to-xml.js';

/** What bytes turned out to be, before anything is asked of it but that it is a resource. */
export type DecodedResource =
  | {
      readonly ok: true;
      /** The resource as JSON has it, whatever form it came in. */
      readonly resource: FhirObject;
      /** What is wrong with its structure, at paths by the keys of JSON. */
      readonly issues: readonly Issue[];
      /** Paths of resources in it that R4 has but that are not read here. */
      readonly unread: readonly string[];
      readonly references: readonly ReferenceUse[];
      readonly locate: Locate;
    }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/** Bytes to a resource: decoded strictly and checked by the elements of R4. Never throws. */
export function decodeResource(arrived: Arrived, encoding: FhirEncoding): DecodedResource {
  return encoding === 'json' ? decodeJson(arrived) : decodeXml(arrived);
}

function decodeJson(arrived: Arrived): DecodedResource {
  const json = readJson(arrived);
  if (!json.ok) return json;
  if (!isFields(json.value) || !Object.hasOwn(json.value, 'resourceType')) {
    return { ok: false, reasons: [reason('unsupported-root', '', 'a FHIR resource is an object with resourceType')] };
  }
  return checked(json.value, [], locateIn(json.text));
}

/** Where the values of a text stand, worked out when the first is asked for. */
function locateIn(text: string): Locate {
  let places: Map<string, TextPlace> | undefined;
  return (path) => {
    if (places === undefined) {
      const finder = new PlaceFinder(text);
      places = new Map([...valuesIn(text)].map((value) => [value.path, finder.at(value.offset)]));
    }
    const dot = path.indexOf('.');
    return places.get(dot < 0 ? '' : path.slice(dot + 1));
  };
}

function decodeXml(arrived: Arrived): DecodedResource {
  const parsed = parseXml(arrived);
  if (!parsed.ok) return parsed;
  const { root } = parsed;
  if (root.namespace !== FHIR_NAMESPACE) {
    const { line, column } = root;
    const told = reason('unsupported-root', '', `the document element belongs to the namespace ${FHIR_NAMESPACE}`);
    return { ok: false, reasons: [{ ...told, line, column }] };
  }
  const { resource, issues } = resourceFromXml(root);
  return checked(resource, issues, (path) => placeInXml(root, path));
}

function checked(resource: FhirObject, issues: readonly Issue[], locate: Locate): DecodedResource {
  const type = typeof resource['resourceType'] === 'string' ? resource['resourceType'] : '';
  const report = checkStructure(resource, /^[A-Za-z]{1,40}$/.test(type) ? type : 'Resource');
  return {
    ok: true,
    resource,
    issues: [...issues, ...report.issues],
    unread: report.unread,
    references: report.references,
    locate,
  };
}

/**
 * One resource of a type, for those who take single resources: the resource when nothing is wrong with it, else every reason
 * at its FHIRPath expression.
 */
export function readResource(
  arrived: Arrived,
  encoding: FhirEncoding,
  type: string,
): { ok: true; resource: FhirObject } | { ok: false; reasons: readonly Reason[] } {
  const decoded = decodeResource(arrived, encoding);
  if (!decoded.ok) return decoded;
  const { resource, issues, locate } = decoded;
  if (resource['resourceType'] !== type) {
    return { ok: false, reasons: [reason('unsupported-root', '', `a ${type} is expected here`)] };
  }
  return issues.length === 0 ? { ok: true, resource } : { ok: false, reasons: reasonsOf(resource, issues, locate) };
}

/** A resource of our own making as bytes, UTF-8. */
export function encodeResource(resource: FhirObject, encoding: FhirEncoding): Uint8Array {
  if (encoding === 'xml') return writeXml(resourceToXml(resource));
  return new TextEncoder().encode(JSON.stringify(resource));
}
