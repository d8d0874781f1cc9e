import { describe, expect, it } from '@jest/globals';
import { reason } from '#domain/reason.js';

import { Problem, problemBody } from './problem.js';

describe('a problem', () => {
  it('says in English and Swedish what is wrong at each place, with line and column where they are known', () => {
    const found = { ...reason('missing-field', 'patient.familyName', 'add it', 'G-ADM-04'), line: 3, column: 14 };
    expect(problemBody(new Problem(422, 'missing-field', found.message, [found]))).toEqual({
      type: 'urn:hemgang:problem:missing-field',
      title: 'A required field is missing: add it',
      status: 422,
      code: 'missing-field',
      errors: [
        {
          ...{ path: 'patient.familyName', rule: 'G-ADM-04', code: 'missing-field', line: 3, column: 14 },
          message: 'A required field is missing: add it',
          sv: 'Ett obligatoriskt fält saknas',
        },
      ],
    });
  });

  it('says what the whole is about where a place has no code of its own', () => {
    const problem = new Problem(404, 'not-found', 'Nothing here', [{ path: 'id', message: 'check the id' }]);
    expect(problemBody(problem)).toMatchObject({
      errors: [{ path: 'id', code: 'not-found', message: 'check the id', sv: 'Här finns inget som anroparen får se' }],
    });
  });
});
