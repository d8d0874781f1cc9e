import { describe, expect, it } from '@jest/globals';
import type { VisibleMessage } from './admission/admission-plan.js';
import { DELIVERY_STATES } from './delivery.js';
import { stillVisible } from './visible.js';

const MESSAGE: VisibleMessage = {
  id: '01900000-0000-7000-8000-000000000001',
  messageId: 'm1',
  kind: 'inskrivningsmeddelande',
  sender: 'SE2321000016-AVD12',
  sentAt: '2026-11-23T08:15:00+01:00',
  receivedAt: '2026-11-23T07:15:00.000Z',
  patient: { id: '191212121212', idType: 'personnummer', givenName: 'Tolvan', familyName: 'Tolvansson' },
  content: { reason: 'fallit hemma' },
};

describe('what a recipient still sees', () => {
  it('a unit that says a message was misdirected no longer sees the person or the content', () => {
    const seen = JSON.stringify(stillVisible(MESSAGE, 'misdirected'));
    expect(seen).toContain(MESSAGE.id);
    expect(seen).not.toMatch(/Tolvan|1912|fallit/);
  });

  it.each(DELIVERY_STATES.filter((state) => state !== 'misdirected'))('in the state %s it sees all of it', (state) => {
    expect(stillVisible(MESSAGE, state)).toBe(MESSAGE);
  });
});
