import type { Answer } from '../api/answer.js';
import { NOTHING_MORE } from './outcome.js';
import type { Outcome, Remark } from './outcome.js';

/** The positive answer of the interface. */
export function acceptedOutcome(status: number, answer: Answer): Outcome {
  const episode = answer.optionalChild('episode');
  const plan = answer.optionalChild('plan');
  return {
    kind: 'accepted',
    code: String(status),
    messageId: answer.text('messageId'),
    isRepeat: status === 200,
    remarks: answer.optionalList('warnings').map((warning) => remarkOf(warning, 'warning')),
    deliveries: answer.optionalList('deliveries').map((delivery) => ({
      unit: delivery.text('unit'),
      role: delivery.text('role'),
      receiptDue: delivery.optionalInstant('receiptDue'),
    })),
    episode: episode && { id: episode.text('id'), state: episode.text('state') },
    ...(plan === undefined ? {} : { plan: { id: plan.text('id'), state: plan.text('state') } }),
  };
}

/** A problem (RFC 9457), with every error that it lists. */
export function refusedOutcome(messageId: string | undefined, status: number, problem: Answer): Outcome {
  const errors = problem.optionalList('errors').map((error) => remarkOf(error, 'error'));
  const whole = { severity: 'error' as const, place: '', rule: undefined };
  return {
    ...NOTHING_MORE,
    kind: 'refused',
    code: String(status),
    messageId,
    remarks:
      errors.length > 0
        ? errors
        : [{ ...whole, code: problem.optionalText('code') ?? '', text: problem.optionalText('title') ?? '' }],
  };
}

function remarkOf(remark: Answer, severity: Remark['severity']): Remark {
  return {
    severity,
    place: remark.optionalText('path') ?? '',
    code: remark.optionalText('code') ?? '',
    rule: remark.optionalText('rule'),
    text: remark.optionalText('message') ?? '',
    sv: remark.optionalText('sv'),
  };
}
