import { ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { isText } from '#domain/object-check.js';
import { Problem } from '#formats/json/problem.js';
import type { ProblemDetail } from '#formats/json/problem.js';

/** Names of fields that may be repeated to the caller; whatever else stands where a name should is not. */
const FIELD_NAME = /^[A-Za-z_][\w-]{0,63}$/;

/** Details that one answer holds at most: a body of a million wrong fields is wrong enough with fewer. */
const DETAILS = 200;

/** Checks bodies and queries against their classes; every field that is wrong comes at once, as 422. */
export class RequestValidation extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors: ValidationError[]) => invalid(errors.flatMap((error) => details(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && isCheckedClass(metadata)) {
      if (Buffer.isBuffer(value)) {
        throw new Problem(415, 'unsupported-media-type', 'Send the body as application/json');
      }
      if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
        throw invalid([{ path: '', code: 'invalid-value', message: 'the body must be a JSON object' }]);
      }
    }
    if (metadata.type !== 'custom') {
      const errors = unreadableTexts(value, metadata.data ?? '');
      if (errors.length > 0) throw invalid(errors);
    }
    return super.transform(value, metadata);
  }
}

/** Texts that no database and no other form of an answer could hold, of a value that was parsed and so is of bounded depth. */
function unreadableTexts(value: unknown, path: string): ProblemDetail[] {
  if (typeof value === 'string') {
    return isText(value) ? [] : [{ path, code: 'character-set', message: 'holds a character that no text may hold' }];
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => unreadableTexts(item, pathOf(name, path)));
}

/** Types that the framework gives when a route names no class of its own. */
const UNCHECKED: readonly unknown[] = [Object, String, Number, Boolean, Array, Buffer];

function isCheckedClass({ metatype }: ArgumentMetadata): boolean {
  return metatype !== undefined && !UNCHECKED.includes(metatype);
}

/** Fields of a body, a query or a cursor that are not right. */
export function invalid(errors: readonly ProblemDetail[]): Problem {
  return new Problem(422, 'invalid-request', 'Some fields are not right', errors.slice(0, DETAILS));
}

function details(error: ValidationError, parent: string): ProblemDetail[] {
  const path = pathOf(error.property, parent);
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]): ProblemDetail =>
    constraint === 'whitelistValidation'
      ? { path, code: 'unknown-field', message: 'no such field here' }
      : { path, code: 'invalid-value', message: withoutName(message, error.property) },
  );
  return [...own, ...(error.children ?? []).flatMap((child) => details(child, path))];
}

function pathOf(property: string, parent: string): string {
  if (/^\d{1,6}$/.test(property)) return `${parent}[${property}]`;
  const name = FIELD_NAME.test(property) ? property : '?';
  return parent === '' ? name : `${parent}.${name}`;
}

/** The path says which field it is; the message says what it must be. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
