import { textsOf } from '#domain/error-catalogue.js';
import type { ErrorCode } from '#domain/error-catalogue.js';

/** One thing that is wrong with a request; `path` is a path in the body, a parameter or a header. */
export interface ProblemDetail {
  path: string;
  rule?: string;
  code?: ErrorCode;
  message: string;
  /** The same in Swedish, where it says more than its code. */
  sv?: string;
  /** Where it stands in the body, both counted from 1; for messages, where it is known. */
  line?: number;
  column?: number;
}

/**
 * A request that is answered with `application/problem+json` (RFC 9457). Thrown by controllers only. Nothing in it may be
 * personal data.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    /** One sentence: what is wrong and how to mend it. */
    readonly title: string,
    readonly errors: readonly ProblemDetail[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
    /** Further members of the body, such as the state that was met. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(title);
  }
}

/** The body of a problem answer: each error has a code, that of the whole unless it has one of its own; `sv` is what it means in Swedish. */
export function problemBody(problem: Problem): Record<string, unknown> {
  return {
    type: `urn:hemgang:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    errors: problem.errors.map((detail) => {
      const code = detail.code ?? problem.code;
      return { ...detail, code, sv: detail.sv ?? textsOf(code).sv };
    }),
    ...problem.extra,
  };
}

/** What is foreign or not there looks the same. */
export function notFound(path: string): Problem {
  return new Problem(404, 'not-found', 'There is nothing here that you may see', [{ path, message: 'check the id' }]);
}
