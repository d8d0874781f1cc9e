import type { CodeTexts } from './codes/entry.js';
import { REQUEST_CODES } from './codes/request-codes.js';
import { REASON_CODES } from './reason.js';
import type { ReasonCode } from './reason.js';

/** Codes of problem details: those about messages, and those about calls. Nothing else stands in `code`. */
export type ErrorCode = ReasonCode | keyof typeof REQUEST_CODES;

const CATALOGUE: Readonly<Record<ErrorCode, CodeTexts>> = { ...REASON_CODES, ...REQUEST_CODES };

/** What a code means and how to mend it, in Swedish and English. */
export function textsOf(code: ErrorCode): CodeTexts {
  return CATALOGUE[code];
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(CATALOGUE, code);
}
