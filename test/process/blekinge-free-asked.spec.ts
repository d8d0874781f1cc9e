import { describe, expect, it } from '@jest/globals';
import type { Content, Message } from '#domain/message.js';

import { AT, CareChain, CONSENT_TO, freely, goingHome, plannedStay, telling } from '../support/blekinge.js';
import { told } from '../support/domain.js';

/** What a free-standing message is asked for, by what it is about, and that one about something else is not asked for it. */

const MONDAY = '2026-11-23T11:00:00+01:00';
const SATURDAY = { sentAt: '2026-11-21T11:00:00+01:00' };
const CALLED = { with: 'Hemtjänstens jour', at: '2026-11-21T10:50:00+01:00', reason: 'helg' };

/** Everything that it is told, as `code rule`; a refusal has `refused` before it. */
function says(message: Message, chain = new CareChain()): string[] {
  const decision = chain.decide(message, MONDAY);
  if (decision.kind === 'accepted') return told(decision.plan.answer.warnings);
  return told(decision.reasons).map((reason) => `refused ${reason}`);
}
const question = (content: Content = {}, changes: Partial<Message> = {}) =>
  freely(AT.centre, [AT.social], content, changes);
const rehab = (content: Content = {}) => question({ useCase: 'rehab', ...content });

describe('an ordinary question', () => {
  const HOME = '[B-EMG-01] [B-EMG-12] [B-EMG-14] [B-EMG-15] [B-EMG-16]';
  const PLANNED = '[B-PLN-08] [B-PLN-11] [B-PLN-12] [B-PLN-14]';
  const OTHER = '[B-FREE-03] [B-FREE-05] [B-FREE-16] [B-FREE-19] [B-DIS-05]';

  it(`${HOME} ${PLANNED} ${OTHER} is asked for nothing`, () => {
    expect(says(question())).toEqual([]);
    expect(says(question({ urgent: false, admitted: false, cancelled: false }))).toEqual([]);
  });

  it(`${HOME} ${OTHER} nor is one that is sent on a Saturday, or in which more is said than has to be`, () => {
    expect(says(question({}, SATURDAY))).toEqual([]);
    expect(says(question({ ongoingInterventions: true, senderProfession: 'undersköterska' }))).toEqual([]);
    expect(says(question({ ongoingInterventions: true }))).toEqual([]);
    expect(says(question({ municipalNurse: false }))).toEqual([]);
    expect(says(question({ documents: [{ type: 'epikris', text: 'Vårdad' }] }))).toEqual([]);
  });

  it(`${PLANNED} [B-FREE-05] [B-FREE-19] also of somebody who is admitted, or when it calls something off`, () => {
    expect(says(question({ admitted: true }))).toEqual([]);
    expect(says(question({ cancelled: true }))).toEqual([]);
    expect(says(question(), new CareChain().admitted())).toEqual([]);
  });
});

describe('somebody goes home from the emergency department', () => {
  it('[B-EMG-12] [B-EMG-14] [B-EMG-15] [B-EMG-16] [B-EMG-01] with all that is asked for, on a weekday without a call', () => {
    expect(says(goingHome())).toEqual([]);
    expect(says(goingHome({ telephone: CALLED }, SATURDAY))).toEqual([]);
    expect(says(goingHome({}, SATURDAY))).toEqual(['refused missing-field B-EMG-12']);
    expect(says(goingHome({}, { consent: CONSENT_TO('sip') }))).toEqual(['refused consent-required B-EMG-14']);
    expect(says(goingHome({ ongoingInterventions: undefined }))).toEqual(['refused missing-field B-EMG-01']);
  });

  it.each([
    ['sjuksköterska', true, []],
    ['Sjuksköterska', true, []],
    ['undersköterska', true, ['inconsistent B-EMG-15']],
    ['undersköterska', false, []],
    [undefined, true, ['refused missing-field B-EMG-15']],
    [undefined, false, ['refused missing-field B-EMG-15']],
  ])('[B-EMG-15] told by %s, with ongoing interventions %s', (senderProfession, ongoingInterventions, expected) => {
    expect(says(goingHome({ senderProfession, ongoingInterventions }))).toEqual(expected);
  });

  it('[B-EMG-16] a call is recorded with its reason; without a call there is none', () => {
    const unexplained = { with: CALLED.with, at: CALLED.at };
    expect(says(goingHome({ telephone: unexplained }, SATURDAY))).toEqual(['incomplete B-EMG-16']);
    expect(says(question({ telephone: unexplained }))).toEqual(['incomplete B-EMG-16']);
  });
});

describe('the person is admitted', () => {
  const about = (useCase: string): Message => {
    const consent = { given: true, scope: ['akutbesok', 'planerad-inskrivning'] };
    if (useCase === 'hemgang-fran-akut') return goingHome({}, { consent });
    if (useCase === 'planerad-inskrivning') return plannedStay({}, { consent });
    return question({ useCase }, { consent });
  };

  it.each(['hemgang-fran-akut', 'behov-amp-sip', 'planerad-inskrivning', 'stodbehov'])(
    '[B-FREE-05] %s is told in the chain, whether the message says so or the hub knows',
    (useCase) => {
      const message = about(useCase);
      const admitted = { ...message, content: { ...message.content, admitted: true } };
      expect(says(message)).toEqual([]);
      expect(says(admitted)).toEqual(['inconsistent B-FREE-05']);
      expect(says(message, new CareChain().admitted())).toEqual(['inconsistent B-FREE-05']);
    },
  );

  it('[B-FREE-19] nothing between rehabilitation staff, and nothing urgent', () => {
    expect(says(rehab())).toEqual([]);
    expect(says(rehab({ admitted: true }))).toEqual(['refused contradiction B-FREE-19']);
    expect(says(rehab(), new CareChain().admitted())).toEqual(['refused contradiction B-FREE-19']);
    expect(says(rehab({ urgent: true, telephone: CALLED }))).toEqual(['refused contradiction B-FREE-19']);
    expect(says(question({ urgent: true, telephone: CALLED }))).toEqual([]);
  });
});

describe('documents', () => {
  it.each(['läkemedelslista', 'Läkemedelslista', 'lakemedelslista'])(
    '[B-FREE-16] the list of medicines, as %s, goes only where the municipal nurse has interventions',
    (type) => {
      const documents = [{ type, text: 'Alvedon 500 mg' }];
      expect(says(question({ documents, municipalNurse: true }))).toEqual([]);
      expect(says(question({ documents, municipalNurse: false }))).toEqual(['refused contradiction B-FREE-16']);
      expect(says(question({ documents }))).toEqual(['refused contradiction B-FREE-16']);
      expect(says(question({ useCase: 'lakemedelslista', municipalNurse: false }))).toEqual([
        'refused contradiction B-FREE-16',
      ]);
    },
  );

  it.each(['remiss', 'Remiss'])('[B-FREE-04] a referral goes its own way: %s', (type) => {
    expect(says(question({ documents: [{ type, text: 'Remiss' }] }))).toEqual(['refused contradiction B-FREE-04']);
  });

  it('[B-DIS-05] of aids go along with a message about aids, and need not with another', () => {
    expect(says(question({ useCase: 'hjalpmedel' }))).toEqual(['incomplete B-DIS-05']);
    expect(says(question({ useCase: 'hjalpmedel', documents: [{ type: 'protokoll', text: 'Rollator' }] }))).toEqual([]);
  });
});

describe('a planned admission', () => {
  it('[B-PLN-08] needs the consent for that, and not one for something else', () => {
    expect(says(plannedStay())).toEqual([]);
    for (const scope of ['akutbesok', 'informationsoverforing', 'delivery', 'sip']) {
      expect(says(plannedStay({}, { consent: CONSENT_TO(scope) }))).toEqual(['refused consent-required B-PLN-08']);
    }
  });

  it('[B-PLN-11] names whom to call', () => {
    expect(says(plannedStay({ contacts: undefined }))).toEqual(['incomplete B-PLN-11']);
  });

  it.each(['plannedAdmission', 'plannedDischarge', 'operation'])(
    '[B-PLN-12] says %s, unless it is called off',
    (field) => {
      expect(says(plannedStay({ [field]: undefined }))).toEqual(['incomplete B-PLN-12']);
      expect(says(plannedStay({ [field]: undefined, cancelled: false }))).toEqual(['incomplete B-PLN-12']);
      expect(says(plannedStay({ [field]: undefined, cancelled: true }, { inReplyTo: 'b-1' }))).toEqual([]);
      expect(says(question({ [field]: '2026-12-08', cancelled: false }))).toEqual([]);
    },
  );

  it('[B-PLN-14] that is called off or moved names the message', () => {
    expect(says(plannedStay({ cancelled: true }))).toEqual(['incomplete B-PLN-14']);
    expect(says(plannedStay({ cancelled: true }, { inReplyTo: 'b-1' }))).toEqual([]);
    expect(says(plannedStay({ cancelled: false }))).toEqual([]);
    expect(says(plannedStay())).toEqual([]);
  });
});

describe('whom it goes to', () => {
  it.each([
    [AT.centre, AT.ward],
    [AT.ward, AT.centre],
    [AT.centre, AT.social],
    [AT.ward, AT.homeCare],
    [AT.social, AT.housing],
  ])('[B-FREE-06] one unit of any role: from %s to %s', (from, to) => {
    const plan = new CareChain().tell(freely(from, [to], {}), MONDAY);
    expect(plan.deliveries.map(({ unit }) => unit)).toEqual([to]);
  });

  it('[B-FREE-06] [B-EMG-08] never care staff', () => {
    expect(says(freely(AT.centre, [AT.careStaff], {}))[0]).toMatch(/^refused role-not-concerned/);
    expect(says(telling('vardrapport', AT.careStaff, {}))[0]).toBe('refused sender-role B-REP-01');
  });
});
