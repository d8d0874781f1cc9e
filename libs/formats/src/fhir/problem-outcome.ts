import { textsOf } from '#domain/error-catalogue.js';
import type { Problem, ProblemDetail } from '../json/problem.js';
import { ERROR_CODES } from './names.js';
import type { FhirObject } from './object.js';

/** HTTP statuses in the words of the value set `issue-type`. */
const ISSUE_TYPES: Readonly<Record<number, string>> = {
  400: 'structure',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  408: 'timeout',
  409: 'conflict',
  412: 'conflict',
  413: 'too-long',
  414: 'too-long',
  415: 'not-supported',
  422: 'invalid',
  429: 'throttled',
  500: 'exception',
  503: 'transient',
};

/** A path in a resource, such as `Task.owner`; everything else names a parameter or a header. */
const ELEMENT = /^[A-Z]\w*(\.|$)/;

/** What is wrong with a FHIR call, as an OperationOutcome: an issue for each thing that is wrong, or one for the whole. */
export function problemOutcome(problem: Problem): FhirObject {
  const details: readonly (ProblemDetail | undefined)[] = problem.errors.length > 0 ? problem.errors : [undefined];
  return { resourceType: 'OperationOutcome', issue: details.map((detail) => issueOf(problem, detail)) };
}

function issueOf(problem: Problem, detail: ProblemDetail | undefined): FhirObject {
  const code = detail?.code ?? problem.code;
  const { sv, en } = textsOf(code);
  return {
    severity: problem.status >= 500 ? 'fatal' : 'error',
    code: ISSUE_TYPES[problem.status] ?? 'processing',
    details: { coding: [{ system: ERROR_CODES, code, display: en }], text: `${sv} / ${en}` },
    diagnostics: diagnosticsOf(problem, detail),
    ...placeOf(detail),
  };
}

function diagnosticsOf(problem: Problem, detail: ProblemDetail | undefined): string {
  const rule = detail?.rule === undefined ? [] : [`[${detail.rule}]`];
  const incident = typeof problem.extra['incident'] === 'string' ? [problem.extra['incident']] : [];
  return [detail?.message ?? problem.title, ...rule, ...incident].join(' ');
}

function placeOf(detail: ProblemDetail | undefined): FhirObject {
  if (detail === undefined || detail.path === '') return {};
  if (ELEMENT.test(detail.path) && detail.path !== 'Accept') return { expression: [detail.path] };
  // For what stands outside the resource R4 has `location` with the prefix http.
  return { location: [`http.${detail.path}`] };
}
