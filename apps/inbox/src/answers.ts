import type { DeliveryState } from '#domain/delivery.js';
import { Problem } from '#formats/json/problem.js';

/** What lost a race, or came too late, gets the state it met. */
export function conflict(met: DeliveryState): Problem {
  const title = 'The delivery is in a state that does not allow this; look at it again';
  return new Problem(
    409,
    'conflict',
    title,
    [{ path: 'state', message: `the delivery is ${met}` }],
    {},
    { state: met },
  );
}

/** What breaks a rule; nothing has been changed. */
export function againstRule(path: string, message: string, rule?: string): Problem {
  const title = 'The request breaks a rule; mend what is named and send it again';
  return new Problem(422, 'against-rule', title, [{ path, message, ...(rule === undefined ? {} : { rule }) }]);
}

/** None of our forms is one that the caller takes. */
export function notAcceptable(types: readonly string[]): Problem {
  const forms = types.join(', ');
  return new Problem(406, 'not-acceptable', `A message comes as ${forms}`, [
    { path: 'Accept', message: `name one of ${forms}` },
  ]);
}

/** Personal data is kept by nobody on the way. */
export const NO_STORE = 'no-store';
