import { isFields } from '#domain/object-check.js';
import { reason } from '#domain/reason.js';
import type { Reason, ReasonCode } from '#domain/reason.js';
import type { Place } from '../reading.js';
import type { TextPlace } from '../text-place.js';
import { definitionOf, resourceDefinition } from './definitions.js';

/** What is wrong at a path by the keys of JSON; its texts never quote the message. */
export interface Issue {
  readonly path: string;
  readonly code: ReasonCode;
  readonly detail?: string | undefined;
  readonly rule?: string | undefined;
}

/** How many issues of one message are told; what has more is broken from the ground. */
export const MAX_ISSUES = 100;

/** Where a path by the keys of JSON stands in the text that came; undefined when nothing stands there. */
export type Locate = (path: string) => TextPlace | undefined;

const STEP = /\[(\d+)\]|[^.[\]]+/g;

/** The steps of a path: keys, and numbers in lists. */
export function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(STEP)].map(([step, index]) => (index === undefined ? step : Number(index)));
}

/** A path by the keys of JSON as a FHIRPath expression, in which a choice has its name without the type. */
function expressionOf(root: unknown, path: string): string {
  let value = root;
  let definition = resourceDefinition(typeOf(root));
  let expression = '';
  for (const [index, step] of stepsOf(path).entries()) {
    if (typeof step === 'number') {
      expression += `[${String(step)}]`;
      value = Array.isArray(value) ? value[step] : value;
    } else if (index === 0) expression = step;
    else {
      const key = step.startsWith('_') ? step.slice(1) : step;
      const element = definition?.elements.get(key);
      expression += `.${element?.name ?? key}`;
      value = isFields(value) && Object.hasOwn(value, step) ? value[step] : undefined;
      definition = definitionOf(step.startsWith('_') ? 'Extension' : (element?.type ?? ''));
      if (step.startsWith('_')) definition = PRIMITIVE_PARTS;
    }
    if (definition === undefined) definition = resourceDefinition(typeOf(value));
  }
  return expression;
}

/** What a primitive may have beside its value. */
const PRIMITIVE_PARTS = definitionOf('Extension');

function typeOf(value: unknown): string {
  const type = isFields(value) && Object.hasOwn(value, 'resourceType') ? value['resourceType'] : undefined;
  return typeof type === 'string' ? type : '';
}

/** The place of a path, or of the nearest thing around it that is there. */
export function placeOfPath(root: unknown, path: string, locate: Locate): Place {
  let at = path;
  let found = locate(at);
  while (found === undefined && /[.[]/.test(at)) {
    at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('[')));
    found = locate(at);
  }
  return { path: expressionOf(root, path), line: found?.line, column: found?.column };
}

/** Issues as reasons at FHIRPath expressions, with line and column. */
export function reasonsOf(root: unknown, issues: readonly Issue[], locate: Locate): Reason[] {
  return issues.slice(0, MAX_ISSUES).map((issue) => {
    const { path, line, column } = placeOfPath(root, issue.path, locate);
    const told = reason(issue.code, path, issue.detail, issue.rule);
    return line === undefined || column === undefined ? told : { ...told, line, column };
  });
}
