import { describe, expect, it } from '@jest/globals';

import { ExplainedStay, read } from '../support/explained.js';
import { at, centre, NO, Stockholm, ward } from './stockholm.js';

/** A stay in Stockholm in plain words: a region that is a file is explained by what stands in the file. */

const said = (hub: Stockholm, when: string, ...units: string[]) => {
  const { standing, waitedFor, missing, next, steps } = new ExplainedStay(hub, 'S1').explain(at(when), ...units);
  return { standing: read(standing), waitedFor: read(waitedFor), missing: read(missing), next: read(next), steps };
};

describe('a stay in Stockholm in plain words', () => {
  it('[L-FVK-01] [S-CALL-05] names who owes the care contact and the call to a SIP, until when, by which rule', () => {
    const hub = new Stockholm();
    hub.notice();
    hub.sends(ward, 'utskrivningsklar', 'thu 10:15', { content: { readyAt: at('thu 10:00') } });
    const { standing, waitedFor, missing } = said(hub, 'thu 11:00');
    expect(standing[0]).toBe('Patienten är utskrivningsklar, enligt besked torsdag 26 november kl. 10:15.');
    const owed = waitedFor.filter((line) => !line.startsWith(' '));
    expect(owed).toContainEqual(
      expect.stringMatching(/ska skicka fast vårdkontakt senast vid slutet av torsdag 26 november\. \[L-FVK-01\]$/),
    );
    expect(owed).toContainEqual(
      expect.stringMatching(/ska skicka kallelse till SIP senast vid slutet av söndag 29 november\. \[S-CALL-05\]$/),
    );
    expect(missing).toContainEqual(expect.stringMatching(/^Ingen fast vårdkontakt .*\[L-FVK-01\]$/));
    hub.sends(centre, 'fast-vardkontakt', 'thu 12:00');
    expect(said(hub, 'thu 13:00').missing.join()).not.toContain('Ingen fast vårdkontakt');
  });

  it('[L-ADM-02] says what is not told without consent', () => {
    const hub = new Stockholm();
    hub.notice({ consent: NO });
    const { missing } = said(hub, 'mon 12:00', centre);
    const first = missing.findIndex((line) => line.startsWith('Samtycke till informationsöverföring är nekat'));
    expect(missing[first]).toMatch(/\[L-ADM-02\]$/);
    expect(missing[first + 1]).toMatch(/^ {2}Därför .*\[L-ADM-02\]$/);
  });

  it('shows a party the steps of the region, its own numbered', () => {
    const hub = new Stockholm();
    hub.notice();
    const { steps, next } = said(hub, 'mon 12:00', ward);
    expect(steps.map(({ role }) => role)).toEqual(['slutenvard']);
    const own = steps[0]?.steps.filter(({ number }) => number !== undefined) ?? [];
    expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1));
    expect(own[0]).toMatchObject({ state: 'done', rule: 'L-ADM-01' });
    expect(own.every(({ roles }) => roles.includes('slutenvard'))).toBe(true);
    expect(next[0]).toMatch(/^Nu kan slutenvården skicka utskrivningsklar\./);
  });
});
