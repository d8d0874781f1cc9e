import { describe, expect, it } from '@jest/globals';
import type { OutcomeClass } from '#domain/reason.js';
import { reason } from '#domain/reason.js';
import { OUTCOMES } from './outcomes.js';
import { replyTo } from './reply.js';

const EVENT = { system: 'urn:x', code: 'inskrivningsmeddelande' };
const HEAD = { kind: 'fhir', header: { id: 'm-1', event: EVENT, source: undefined } } as const;
const CONTEXT = { controlId: 'H-1', now: new Date('2026-11-23T07:15:00Z') };

describe('the answer to a refused FHIR message', () => {
  it.each(Object.keys(OUTCOMES) as OutcomeClass[])(
    '%s: only what the hub could not do now is worth sending again as it is',
    (outcome) => {
      const reasons = [reason('not-readable', '')];
      const { body } = replyTo({ kind: 'refused', outcome, reasons, head: HEAD }, 'fhir-json', CONTEXT);
      const isPassing = ['too-many', 'internal', 'unavailable'].includes(outcome);
      expect(JSON.parse(Buffer.from(body ?? []).toString())).toMatchObject({
        entry: [{ resource: { response: { code: isPassing ? 'transient-error' : 'fatal-error' } } }, {}],
      });
    },
  );
});
