import { describe, expect, it } from '@jest/globals';
import { checkMessage } from '#domain/message-check.js';

import {
  due,
  Gavleborg,
  homeCare,
  housing,
  leaves,
  openCare,
  patient,
  reached,
  ready,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** Self-care with a written assessment, and whom home health care belongs to. */

function stay(): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory: 'CD' });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  hub.sends(openCare, 'fast-vardkontakt', 'mon 09:00');
  return hub;
}

const JUDGED = {
  phase: 'bedomning',
  measure: 'ögondroppar',
  assessment: 'Klarar det med stöd; risk att dosen glöms',
  assessor: { name: 'Disa Doktor', title: 'läkare' },
  responsibleParty: 'narstaende',
  performer: 'hemtjänsten',
  informed: { who: 'patient', meaning: 'Ring hälsocentralen om ögat rodnar' },
  followUp: '2027-02-01',
};
const judged = (changes: object = {}, to: string = social) => ({
  content: { ...JUDGED, ...changes },
  recipients: [to],
});
const asked = (to: string) => ({ content: { phase: 'begaran', measure: 'ögondroppar' }, recipients: [to] });

describe('a written assessment of self-care', () => {
  it('[G-SELF-18] is asked for by social services, of one unit; nobody else asks', () => {
    const hub = stay();
    expect(reached(hub.sends(social, 'egenvardsbedomning', 'tue 09:00', asked(openCare)))).toEqual(['openCare']);
    expect(hub.refuses(homeCare, 'egenvardsbedomning', 'tue 09:00', asked(openCare))).toEqual([
      'sender-role G-SELF-18',
    ]);
    expect(hub.refuses(social, 'egenvardsbedomning', 'tue 09:00', { recipients: [] })).toEqual([
      'missing-field G-SELF-18',
    ]);
    const two = { ...asked(openCare), recipients: [openCare, homeCare] };
    expect(hub.refuses(social, 'egenvardsbedomning', 'tue 09:00', two)).toEqual(['invalid-value G-SELF-18']);
    expect(hub.refuses(social, 'egenvardsbedomning', 'tue 09:00', asked(housing))).toEqual([
      'role-not-concerned G-ADM-09',
    ]);
  });

  it('[G-SELF-19] is waited for until it comes from the unit that was asked', () => {
    const hub = stay();
    hub.sends(social, 'egenvardsbedomning', 'tue 09:00', asked(openCare));
    expect(hub.owed()).toEqual(['egenvardsbedomning openCare 2026-12-02 00:00']);
    expect(hub.heard('egenvardsbedomning', '2026-12-01T23:59:59+01:00')).toEqual([]);
    expect(hub.heard('egenvardsbedomning', '2026-12-02T00:00:00+01:00')).toEqual([
      'paminnelse openCare G-SELF-19',
      'eskalering social G-SELF-19',
    ]);
    hub.sends(homeCare, 'egenvardsbedomning', 'wed 09:00', judged());
    expect(hub.owed()).toHaveLength(1);
    hub.sends(openCare, 'egenvardsbedomning', 'wed 10:00', judged());
    expect(hub.owed()).toEqual([]);
  });

  it('[G-SELF-19] is still owed when the patient has gone home', () => {
    const hub = stay();
    hub.sends(social, 'egenvardsbedomning', 'tue 09:00', asked(openCare));
    hub.sends(ward, 'slutanteckningar', 'tue 10:00');
    hub.sends(ward, 'utskrivningsklar', 'wed 09:00', ready('wed 09:00'));
    hub.sends(ward, 'utskrivningsmeddelande', 'wed 11:00', leaves('wed 11:00'));
    expect(hub.owed()).toContain('egenvardsbedomning openCare 2026-12-02 00:00');
    hub.sends(openCare, 'egenvardsbedomning', 'thu 10:00', judged());
    expect(hub.owed()).toEqual(['sip-kallelse openCare sun 00:00']);
  });

  it('[G-SELF-19] counts seven days, the day of the request not among them', () => {
    expect(due('egenvardsbedomning', '2026-12-23T23:59:59+01:00')).toBe('2026-12-30T23:00:00.000Z');
    expect(due('egenvardsbedomning', '2028-02-22T00:00:00+01:00')).toBe('2028-02-29T23:00:00.000Z');
  });

  it('[G-SELF-02] [G-SELF-07] [G-SELF-14] is given by health care with its risks, never by social services', () => {
    const hub = stay();
    for (const unit of [ward, openCare, homeCare]) {
      expect(remarked(hub.sends(unit, 'egenvardsbedomning', 'tue 09:00', judged()))).toEqual([]);
    }
    expect(hub.refuses(social, 'egenvardsbedomning', 'tue 09:00', judged({}, openCare))).toEqual([
      'sender-role G-SELF-07',
    ]);
    expect(hub.refuses(openCare, 'egenvardsbedomning', 'tue 09:00', judged({ assessment: undefined }))).toEqual([
      'missing-field G-SELF-07',
    ]);
  });

  it.each(['patient', 'narstaende', 'personlig-assistent'])(
    '[G-SELF-03] [G-SELF-05] [G-SELF-15] %s may answer for it',
    (responsibleParty) => {
      const plan = stay().sends(openCare, 'egenvardsbedomning', 'tue 09:00', judged({ responsibleParty }));
      expect(plan.message.content['responsibleParty']).toBe(responsibleParty);
    },
  );

  it('[G-SELF-05] [G-SELF-15] somebody answers for it, and one of those', () => {
    const hub = stay();
    expect(hub.refuses(openCare, 'egenvardsbedomning', 'tue 09:00', judged({ responsibleParty: undefined }))).toEqual([
      'missing-field G-SELF-05',
    ]);
    const head = {
      kind: 'egenvardsbedomning',
      messageId: 'm',
      sender: openCare,
      sentAt: '2026-11-26T10:00:00+01:00',
      episode: 'x',
    };
    expect(checkMessage({ ...head, content: { ...JUDGED, responsibleParty: 'grannen' } }).ok).toBe(false);
  });

  it('[G-SELF-06] [G-SELF-16] [G-SELF-04] home help may carry it out and never answers for it', () => {
    const hub = stay();
    expect(hub.refuses(openCare, 'egenvardsbedomning', 'tue 09:00', judged({ responsibleParty: 'hemtjanst' }))).toEqual(
      ['contradiction G-SELF-06'],
    );
    const plan = hub.sends(openCare, 'egenvardsbedomning', 'tue 09:00', judged({ performer: 'hemtjänsten' }));
    expect([reached(plan), plan.message.content['performer']]).toEqual([['social'], 'hemtjänsten']);
  });

  it.each([
    [{ performer: undefined }, ['incomplete G-SELF-20']],
    [{ assessor: undefined }, ['incomplete G-SELF-20']],
    [{ followUp: undefined }, ['incomplete G-SELF-11']],
  ])('[G-SELF-11] [G-SELF-20] without %j it is remarked upon', (changes, expected) => {
    expect(remarked(stay().sends(openCare, 'egenvardsbedomning', 'tue 09:00', judged(changes)))).toEqual(expected);
  });

  it('[G-SELF-12] [G-SELF-09] is made anew when things change, and so is a request', () => {
    const hub = stay();
    hub.sends(social, 'egenvardsbedomning', 'tue 09:00', asked(openCare));
    hub.sends(openCare, 'egenvardsbedomning', 'tue 10:00', judged());
    const again = hub.sends(
      openCare,
      'egenvardsbedomning',
      'fri 10:00',
      judged({ assessment: 'Klarar det inte längre' }),
    );
    expect([reached(again), again.message.content['assessment']]).toEqual([['social'], 'Klarar det inte längre']);
  });
});

describe('who has the patient at home', () => {
  it('[G-HOME-11] home health care takes part from the first day when it is needed then', () => {
    const hub = new Gavleborg();
    expect(reached(hub.notice({ planningCategory: 'D' }))).toEqual(['homeCare', 'openCare']);
  });

  it.each([1, 14, 15, 16, 40])(
    '[G-HOME-08] [G-HOME-09] [G-HOME-10] on day %i the stay has the parties it had: no number of days moves a patient',
    (day) => {
      const later = new Date(Date.parse('2026-11-23T09:30:00+01:00') + day * 86_400_000).toISOString();
      for (const [planningCategory, parties] of [
        ['BC', ['openCare', 'social']],
        ['CD', ['homeCare', 'openCare', 'social']],
      ] as const) {
        const hub = new Gavleborg();
        hub.notice({ planningCategory, patient: patient() });
        expect(reached(hub.sends(ward, 'utskrivningsklar', later, ready(later)))).toEqual(parties);
      }
    },
  );
});
