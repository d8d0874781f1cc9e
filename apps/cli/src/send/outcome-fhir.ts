import { isFields } from '#domain/object-check.js';
import { decodeResource } from '#formats/fhir/encoding.js';
import type { HubResponse } from '../api/hub-client.js';
import { NOTHING_MORE, swedishPart } from './outcome.js';
import type { Outcome, Remark, SentDelivery } from './outcome.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an answer in FHIR says: a response message Bundle with its OperationOutcome and, when the message was accepted, its
 * Parameters; or an OperationOutcome alone. Undefined for what is neither.
 */
export function outcomeInFhir(
  messageId: string | undefined,
  { status, bytes, contentType }: HubResponse,
  format: 'fhir-json' | 'fhir-xml',
): Outcome | undefined {
  const decoded = decodeResource({ bytes, contentType }, format === 'fhir-json' ? 'json' : 'xml');
  if (!decoded.ok) return undefined;
  const resources = [decoded.resource, ...resourcesIn(decoded.resource)];
  const isAccepted = status < 300;
  return {
    ...NOTHING_MORE,
    kind: isAccepted ? 'accepted' : 'refused',
    code: String(status),
    messageId,
    isRepeat: status === 200,
    remarks: ofType(resources, 'OperationOutcome').flatMap((outcome) => listIn(outcome, 'issue').flatMap(remarkOf)),
    ...whatBecameOfIt(ofType(resources, 'Parameters')[0]),
  };
}

function resourcesIn(bundle: Fields): Fields[] {
  return listIn(bundle, 'entry').flatMap(({ resource }) => (isFields(resource) ? [resource] : []));
}

function ofType(resources: readonly Fields[], type: string): Fields[] {
  return resources.filter(({ resourceType }) => resourceType === type);
}

/** An issue of severity `information` says that all went well. */
function remarkOf(issue: Fields): Remark[] {
  const severity = issue['severity'];
  if (severity === 'information') return [];
  const details = isFields(issue['details']) ? issue['details'] : {};
  const [coding] = listIn(details, 'coding');
  const places = Array.isArray(issue['expression']) ? issue['expression'] : [];
  return [
    {
      severity: severity === 'warning' ? 'warning' : 'error',
      place: places.join(', '),
      code: textIn(coding, 'code') ?? '',
      rule: undefined,
      text: textIn(issue, 'diagnostics') ?? textIn(details, 'text') ?? '',
      sv: swedishPart(textIn(details, 'text') ?? ''),
    },
  ];
}

/** Parameters are named as the fields of the JSON answer; their parts as the fields of those. */
function whatBecameOfIt(parameters: Fields | undefined): Pick<Outcome, 'deliveries' | 'episode'> {
  const named = (name: string): Fields[] => listIn(parameters, 'parameter').filter((found) => found['name'] === name);
  const [episode] = named('episode').map(partsOf);
  const id = episode?.get('id');
  return {
    deliveries: [...named('delivery'), ...named('deliveries')].map((found) => deliveryOf(partsOf(found))),
    episode: id === undefined ? undefined : { id, state: episode?.get('state') ?? '' },
  };
}

function deliveryOf(parts: ReadonlyMap<string, string>): SentDelivery {
  const due = parts.get('receiptDue');
  return {
    unit: parts.get('unit') ?? '',
    role: parts.get('role') ?? '',
    receiptDue: due === undefined ? undefined : new Date(due),
  };
}

function partsOf(parameter: Fields): Map<string, string> {
  return new Map(listIn(parameter, 'part').map((part) => [textIn(part, 'name') ?? '', valueOf(part)]));
}

/** `value[x]`, whatever its type. */
function valueOf(part: Fields): string {
  const [, value] = Object.entries(part).find(([name]) => /^value[A-Z]/.test(name)) ?? [];
  if (isFields(value)) return textIn(value, 'value') ?? textIn(value, 'code') ?? '';
  return value === undefined ? '' : String(value);
}

function listIn(value: unknown, name: string): Fields[] {
  const list = isFields(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isFields) : [];
}

function textIn(value: unknown, name: string): string | undefined {
  const text = isFields(value) ? value[name] : undefined;
  return typeof text === 'string' ? text : undefined;
}
