import { describe, expect, it } from '@jest/globals';
import { demoDirectory, UNITS } from '../../../../test/support/domain.js';
import { alertLetter, alertMessage, alertText, testMessage } from './alert-message.js';
import { ALERT_KINDS } from './alert-rules.js';
import type { HeldAlert } from './alerts.js';

const ALERT: HeldAlert = {
  id: 'a',
  rule: 'overdue-receipts',
  kind: 'overdue-receipts',
  name: { sv: 'Försenade kvittenser', en: 'Overdue receipts' },
  phase: 'active',
  since: new Date('2026-11-28T08:00:00Z'),
  startedAt: new Date('2026-11-28T08:15:00Z'),
  clearSince: undefined,
  count: 12,
  units: [UNITS.openCare, 'SE2321000016-GONE'],
};
const DIRECTORY = demoDirectory();
const LINK = 'https://hemgang.example.se/console';

describe('what is told of an alert', () => {
  it('says what, how much, since when by Swedish clocks, whom to call and where to look, in Swedish and English', () => {
    const unit = DIRECTORY.units.get(UNITS.openCare)!;
    const { subject, body } = alertLetter(alertMessage(ALERT, undefined, DIRECTORY, LINK));
    expect(subject).toBe('Hemgång: larm – Försenade kvittenser');
    expect(body.split('\n')).toEqual([
      'Larm: Försenade kvittenser',
      '12 försenade kvittenser hos 2 enheter',
      'Började 2026-11-28 09:15',
      '',
      'Vem man ringer / Whom to call:',
      `- ${unit.name} (${UNITS.openCare}) ${unit.phone}`,
      '- SE2321000016-GONE (SE2321000016-GONE)',
      '',
      LINK,
      '',
      'Alert: Overdue receipts',
      '12 overdue receipts at 2 units',
      'Began 2026-11-28 09:15',
      '',
    ]);
  });

  it('says at its end that it is over, and when', () => {
    const message = alertMessage(ALERT, new Date('2026-11-28T10:00:00Z'), DIRECTORY, undefined);
    expect(message).toMatchObject({ what: 'end', link: null, endedAt: '2026-11-28T10:00:00.000Z' });
    const { subject, body } = alertLetter(message);
    expect(subject).toBe('Hemgång: larmet är över – Försenade kvittenser');
    expect(body).toContain('Slutade 2026-11-28 11:00');
  });

  it('lists fifty units and says how many more there are', () => {
    const units = Array.from({ length: 60 }, (_, place) => `SE2321000016-U${String(place)}`);
    const message = alertMessage({ ...ALERT, units }, undefined, DIRECTORY, LINK);
    expect([message.units.length, message.moreUnits]).toEqual([50, 10]);
    expect(alertLetter(message).body).toContain('… +10');
  });

  it('says of a test that nothing is wrong', () => {
    expect(alertLetter(testMessage({ id: 'x', name: ALERT.name }, LINK)).body).toContain('Ingenting är fel');
  });

  it.each(ALERT_KINDS)('has a line in both languages for %s', (kind) => {
    const { sv, en } = alertText({ kind, count: 3, units: [] });
    expect([sv.length > 10, en.length > 10, sv === en]).toEqual([true, true, false]);
  });
});
