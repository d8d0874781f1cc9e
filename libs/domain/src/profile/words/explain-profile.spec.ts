import { describe, expect, it } from '@jest/globals';
import { blekinge } from '../../../../../test/support/blekinge.js';
import { gavleborg } from '../../../../../test/support/domain.js';
import { norrbotten } from '../../../../../test/support/norrbotten.js';
import { MESSAGE_KINDS } from '../../message.js';
import { explainProfile } from './explain-profile.js';

describe('a profile in words', () => {
  const explained = explainProfile(gavleborg());

  it('says of each deadline what starts and ends it, when it is due, whose it is and who hears of it', () => {
    const receipt = explained.deadlines.find(({ kind }) => kind === 'kvittens');
    expect(receipt).toMatchObject({
      ...{ name: { sv: 'kvittens', en: 'receipt' }, rule: 'G-ACK-03', due: { sv: 'nästa 09:00, 13:00 alla dagar' } },
      ladder: [
        {
          ...{ step: 'paminnelse', send: 'paminnelse', rule: 'G-ACK-12' },
          to: { sv: 'den som är sen', en: 'whoever is late' },
          at: { sv: 'vid tidsgränsen, igen vid 09:00, 13:00', en: 'at the due time, again at 09:00, 13:00' },
        },
        ...[{ step: 'avsandare' }, { step: 'chef' }, { step: 'driftledning' }],
      ],
    });
    expect(explained.deadlines.find(({ kind }) => kind === 'fast-vardkontakt')?.starts.sv).toBe(
      'sista kvittensen på inskrivningsmeddelande; om planeringskategori är någon av D, BC, CD, E och samordnande vårdkontakt saknas',
    );
  });

  it('says who sends what to whom, and what it has to fulfil or else', () => {
    const notice = explained.kinds.find(({ kind }) => kind === 'inskrivningsmeddelande');
    expect(notice).toMatchObject({
      ...{ senders: { sv: 'slutenvården', en: 'inpatient care' }, receipt: 'kvittens' },
      recipients: { sv: 'de som kategorin berör', en: 'those whom the category concerns' },
    });
    expect(notice?.checks[0]?.sv).toMatch(/^ankomstsamtal finns, om .*; annars anmärkning ”.*” \[G-ADM-21\]$/);
  });

  it('has every kind, category and window of the region, and states in the order of the usual course', () => {
    const profile = gavleborg();
    expect(explained.kinds.map(({ kind }) => kind)).toEqual(MESSAGE_KINDS.filter((kind) => profile.kinds[kind]));
    expect(explained.categories.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D', 'BC', 'CD', 'E']);
    expect(explained.calendars).toContainEqual({
      ...{ id: 'kvittens', times: ['09:00', '13:00'], rule: 'G-ACK-03' },
      days: { sv: 'alla dagar', en: 'every day' },
    });
    expect(explained.states.map(({ id, order }) => `${String(order)} ${id}`).slice(0, 3)).toEqual([
      ...['0 none', '1 planerad', '2 inskriven'],
    ]);
    expect(explained.rules).toBeGreaterThan(100);
  });

  it.each([gavleborg(), blekinge()])('is whole in both languages: no text of $id is empty or unfinished', (profile) => {
    const texts: string[] = [];
    JSON.stringify(explainProfile(profile), (key, value: unknown) => {
      if ((key === 'sv' || key === 'en') && typeof value === 'string') texts.push(value);
      return value;
    });
    expect(texts.length).toBeGreaterThan(200);
    const unfinished = texts.filter((text) => text.trim() === '' || /undefined|\[object|NaN/.test(text));
    expect(unfinished).toEqual([]);
  });

  it('[N-GOAL-02] [N-GOAL-03] says of plans who may do what, in which states, what is owed and what was agreed on', () => {
    const { plan } = explainProfile(norrbotten());
    expect(plan?.coordinator).toEqual({ sv: 'samordningsansvarig', en: 'coordinator' });
    expect(plan?.states.slice(0, 3).map(({ id, name }) => [id, name.sv])).toEqual([
      ['none', 'ingen plan'],
      ['behov', 'behov uppmärksammat'],
      ['underlag', 'underlag skapat'],
    ]);
    expect(plan?.permissions.find(({ kind }) => kind === 'sip-huvudmal')).toMatchObject({
      event: null,
      by: { sv: 'den samordningsansvariga', en: 'whoever coordinates' },
      rule: 'N-GOAL-02',
    });
    expect(plan?.transitions.find(({ on, to }) => on === 'sip-underlag' && to === 'avbojd')?.when?.sv).toBe(
      'samtycket till SIP är nej',
    );
    const due = (kind: string) => plan?.duties.find((duty) => duty.kind === kind)?.due.sv;
    expect([due('sip-delmal-insatser'), due('sip-uppfoljning-kallelse')]).toEqual([
      'slutet av 3 dagar',
      'vid själva tidpunkten; räknat 14 dagar före',
    ]);
    expect(plan?.lists.map(({ id, codes }) => [id, codes.length])).toEqual([
      ['headings', 11],
      ['scale', 5],
      ['needReasons', 4],
      ['professions', 16],
      ['closing', 4],
    ]);
  });
});
