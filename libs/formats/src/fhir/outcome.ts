import { REASON_CODES, swedishOf } from '#domain/reason.js';
import type { OutcomeClass, Reason, ReasonCode } from '#domain/reason.js';
import { ERROR_CODES } from './names.js';
import type { FhirObject } from './object.js';

/** What the classes of outcomes are in the value set `issue-type`. */
const TYPE_OF_OUTCOME: Readonly<Record<OutcomeClass | 'warning', string>> = {
  unreadable: 'structure',
  'against-rule': 'business-rule',
  conflict: 'conflict',
  'not-our-event': 'not-supported',
  unauthenticated: 'login',
  'not-allowed': 'forbidden',
  'too-large': 'too-long',
  'too-many': 'throttled',
  unavailable: 'transient',
  internal: 'exception',
  warning: 'informational',
};

/** Codes for which `issue-type` has a more telling word than for their class. */
const TYPE_OF_CODE: Readonly<Partial<Record<ReasonCode, string>>> = {
  'too-complex': 'too-costly',
  'invalid-structure': 'structure',
  'unknown-field': 'structure',
  'missing-field': 'required',
  'invalid-value': 'value',
  'invalid-identity': 'value',
  'unknown-kind': 'code-invalid',
  'unknown-category': 'code-invalid',
  'unknown-unit': 'not-found',
  'unknown-episode': 'not-found',
  'unknown-message': 'not-found',
  'already-withdrawn': 'deleted',
  'message-id-reused': 'duplicate',
  'consent-missing': 'suppressed',
  'protected-identity': 'suppressed',
  'not-read': 'incomplete',
};

/** Outcomes for which nothing was wrong with the message itself. */
const FATAL: readonly string[] = ['unreadable', 'internal', 'unavailable'];

/** A path in a resource; headers and paths of the wire model are none. */
const EXPRESSION = /^[A-Z][A-Za-z]*(?:[.[]|$)/;

/**
 * Reasons and remarks as an OperationOutcome: our stable code, Swedish and English text, rule id and place. Without any it
 * says that all is well, since FHIR wants at least one issue.
 */
export function operationOutcome(reasons: readonly Reason[]): FhirObject {
  const issue = reasons.length === 0 ? [ALL_WELL] : reasons.map(issueOf);
  return { resourceType: 'OperationOutcome', issue };
}

const ALL_WELL: FhirObject = {
  severity: 'information',
  code: 'informational',
  details: { text: 'Meddelandet är mottaget / The message is accepted' },
};

function issueOf(reason: Reason): FhirObject {
  const { outcome, en } = REASON_CODES[reason.code];
  return {
    severity: outcome === 'warning' ? 'warning' : FATAL.includes(outcome) ? 'fatal' : 'error',
    code: TYPE_OF_CODE[reason.code] ?? TYPE_OF_OUTCOME[outcome],
    details: {
      coding: [{ system: ERROR_CODES, code: reason.code, display: en }],
      text: `${swedishOf(reason)} / ${en}`,
    },
    diagnostics: diagnosticsOf(reason),
    ...(EXPRESSION.test(reason.path) ? { expression: [reason.path] } : {}),
  };
}

/** How to mend it, by which rule, and where in the text that came. */
function diagnosticsOf({ message, rule, path, line, column }: Reason): string {
  const place = [
    ...(path === '' || EXPRESSION.test(path) ? [] : [path]),
    ...(line === undefined ? [] : [`line ${String(line)}`]),
    ...(column === undefined ? [] : [`column ${String(column)}`]),
  ];
  return [
    message,
    ...(rule === undefined ? [] : [`[${rule}]`]),
    ...(place.length === 0 ? [] : [`(${place.join(', ')})`]),
  ].join(' ');
}
