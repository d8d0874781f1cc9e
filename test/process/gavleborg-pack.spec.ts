import { describe, expect, it } from '@jest/globals';
import type { MissingWhy, PatientPack } from '#domain/patient-pack/pack.js';

import { gavleborg } from '../support/domain.js';
import { packOf } from '../support/pack.js';
import type { Otherwise } from '../support/pack.js';
import {
  at,
  Gavleborg,
  homeCare,
  leaves,
  NO_CONSENT,
  openCare,
  patient,
  ready,
  remarked,
  social,
  ward,
  ward14,
} from './gavleborg.js';

/** What the patient takes home, made from everything that the parties have sent. */

const NOW = new Date(at('thu 13:00'));
const HEALTH = {
  condition: 'Du har brutit lårbenet',
  treatment: 'Det är opererat',
  prognosis: 'Du går utan stöd om tre månader',
  aftercare: 'Ring om såret rodnar',
};
const NOTES = {
  medicationList: 'Alvedon 500 mg vid behov',
  medicalSummary: 'Kollum fraktur, opererad',
  nursingSummary: 'Går med rollator',
  physicianResponsibility: { who: 'oppenvard', text: 'Röntgen om sex veckor' },
};
const told = (text: string, more: object = {}) => ({
  content: { entries: [{ date: '2026-11-25', text, profession: 'sjuksköterska' }], ...more },
});

/** A stay of category CD in which everybody has written, until the patient has left on Thursday at 11. */
function stay(changes: object = {}): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory: 'CD', ...changes });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  hub.sends(openCare, 'fast-vardkontakt', 'mon 09:00');
  hub.sends(ward, 'patientinformation', 'wed 09:00', told('Du får träna i trappa', { health: HEALTH }));
  hub.sends(openCare, 'patientinformation', 'wed 09:10', told('Vi tar stygnen'));
  const dressing = { name: 'Såromläggning', startsOn: '2026-11-27T10:00:00+01:00', performer: 'Undersköterska' };
  hub.sends(homeCare, 'patientinformation', 'wed 09:20', told('Vi lägger om såret', { services: [dressing] }));
  const meals = { name: 'Matlåda', startsOn: '2026-11-26' };
  hub.sends(social, 'patientinformation', 'wed 09:30', told('Du får matlådor', { services: [meals] }));
  return hub;
}

function home(hub = stay()): Gavleborg {
  hub.sends(ward, 'slutanteckningar', 'thu 09:00', { content: NOTES });
  hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
  hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00', { summary: 'Opererad efter ett fall' }));
  return hub;
}

const pack = (hub = home(), reader: string = ward, otherwise: Otherwise = {}): PatientPack =>
  packOf(hub, reader, NOW, otherwise);
const gaps = ({ missing }: PatientPack) =>
  missing.map(({ part, why, unit }) => [part, why, unit?.name].join(' ').trim());
/** The hub's id of the latest message of a kind. */
const latest = (hub: Gavleborg, kind: string) => hub.messages.findLast((one) => one.kind === kind)!.id;

describe("the patient's pack", () => {
  it('[G-DIS-08] [G-PLAN-15] [G-DIS-12] holds what every party wrote, the services in the order of their start', () => {
    const { information, services, isFinal, patient: person } = pack();
    expect(information.map(({ unit, entries }) => [unit.role, entries[0]?.text])).toEqual([
      ['slutenvard', 'Du får träna i trappa'],
      ['oppenvard', 'Vi tar stygnen'],
      ['hemsjukvard', 'Vi lägger om såret'],
      ['socialtjanst', 'Du får matlådor'],
    ]);
    expect(information[0]?.entries).toEqual([
      { date: '2026-11-25', text: 'Du får träna i trappa', profession: 'sjuksköterska' },
    ]);
    expect(services.map(({ name, responsible, performer }) => [name, responsible.role, performer])).toEqual([
      ['Matlåda', 'socialtjanst', undefined],
      ['Såromläggning', 'hemsjukvard', 'Undersköterska'],
    ]);
    expect(services[0]?.responsible).toMatchObject({ hsaId: social, phone: expect.stringMatching(/\d/) });
    expect([isFinal, person.id, person.givenName]).toEqual([true, '191212121212', 'Tolvan']);
  });

  it('[G-DIS-08] holds what each party wrote last, and nothing that was withdrawn', () => {
    const hub = stay();
    const wrong = hub.sends(social, 'patientinformation', 'wed 10:00', told('Fel person'));
    hub.sends(social, 'makulering', 'wed 10:05', { content: { messageId: wrong.message.messageId, reason: 'fel' } });
    hub.sends(openCare, 'patientinformation', 'wed 11:00', told('Vi tar stygnen på måndag'));
    const texts = pack(hub).information.map(({ entries }) => entries[0]?.text);
    expect(texts).toEqual(expect.arrayContaining(['Du får matlådor', 'Vi tar stygnen på måndag']));
    expect(texts).toHaveLength(4);
  });

  it('[G-DIS-09] [G-PLAN-22] [G-DIS-12] holds the time of the plan meeting that a party told of last', () => {
    const hub = stay();
    expect(pack(hub).sip).toBeUndefined();
    hub.sends(openCare, 'patientinformation', 'wed 10:00', told('Möte', { sipAt: '2026-12-01T13:00:00+01:00' }));
    hub.sends(social, 'patientinformation', 'wed 11:00', told('Möte', { sipAt: '2026-12-02T13:00:00+01:00' }));
    expect(pack(hub).sip).toEqual({ at: '2026-12-02T13:00:00+01:00' });
  });

  it('[G-DIS-09] [G-PLAN-22] holds the meeting to which the patient was called, with its place for those who were called', () => {
    const hub = stay({ consent: { given: true } });
    const call = (meetingAt: string, purpose = 'sip') => ({
      recipients: [social, homeCare],
      content: {
        purpose,
        setting: 'fore-utskrivning',
        meetingAt,
        form: 'video',
        place: 'Avdelningens rum',
        aim: 'Plan',
      },
    });
    hub.sends(openCare, 'sip-kallelse', 'wed 10:00', call('2026-12-01T13:00:00+01:00'));
    const meeting = { form: 'video', place: 'Avdelningens rum' };
    for (const unit of [openCare, social]) {
      expect([pack(hub, unit).sip, gaps(pack(hub, unit)).includes('sip not-shared')]).toEqual([
        { at: '2026-12-01T13:00:00+01:00', ...meeting },
        false,
      ]);
    }
    // The ward was not called: it learns of the time when the unit that calls writes it for the patient.
    expect([pack(hub).sip, gaps(pack(hub))]).toEqual([undefined, expect.arrayContaining(['sip not-shared'])]);
    hub.sends(openCare, 'patientinformation', 'wed 10:30', told('Möte', { sipAt: '2026-12-01T12:00:00Z' }));
    expect([pack(hub).sip, gaps(pack(hub)).includes('sip not-shared')]).toEqual([
      { at: '2026-12-01T12:00:00Z' },
      false,
    ]);
    expect(pack(hub, social).sip).toEqual({ at: '2026-12-01T12:00:00Z', ...meeting });
    hub.sends(openCare, 'sip-kallelse', 'wed 11:00', call('2026-12-02T13:00:00+01:00'));
    hub.sends(openCare, 'sip-kallelse', 'wed 12:00', call('2026-11-30T13:00:00+01:00', 'aktorsmote'));
    expect(pack(hub, social).sip?.at).toBe('2026-12-02T13:00:00+01:00');
  });

  it('[G-DIS-10] [G-DIS-12] holds what was done, by physicians and nurses, the medicines, and who answers from now on', () => {
    expect(pack().care).toMatchObject({
      summary: 'Opererad efter ett fall',
      medicalSummary: NOTES.medicalSummary,
      nursingSummary: NOTES.nursingSummary,
      medicationList: NOTES.medicationList,
      physician: { who: 'oppenvard', text: 'Röntgen om sex veckor' },
      unit: { hsaId: ward },
    });
    const hub = home();
    hub.sends(ward, 'slutanteckningar', 'thu 12:00', { content: { ...NOTES, medicationList: 'Alvedon 1 g' } });
    expect(pack(hub).care.medicationList).toBe('Alvedon 1 g');
    const { messageId } = hub.messages.findLast(({ kind }) => kind === 'slutanteckningar')!;
    hub.sends(ward, 'makulering', 'thu 12:10', { content: { messageId, reason: 'fel' } });
    expect(pack(hub).care.medicationList).toBe(NOTES.medicationList);
  });

  it('[G-DIS-11] [G-DIS-12] names the care contact with a telephone number, the one who coordinates first', () => {
    const hub = stay();
    hub.sends(homeCare, 'fast-vardkontakt', 'wed 12:00', { content: { name: 'Hedda Berg', coordinator: true } });
    const { careContacts } = pack(hub);
    expect(careContacts.map(({ name, coordinates }) => [name, coordinates])).toEqual([
      ['Hedda Berg', true],
      ['Frida Vik', false],
    ]);
    // Her own number, and for the one without the number of her unit.
    expect(careContacts[1]?.phone).toBe('026-15 40 00');
    expect(careContacts[0]?.phone).toBe(hub.unit(homeCare).phone);
    hub.sends(openCare, 'fast-vardkontakt', 'wed 12:10', { content: { name: 'Frida Vik', ended: true } });
    expect(pack(hub).careContacts.map(({ name }) => name)).toEqual(['Hedda Berg']);
  });

  it('[G-DIS-13] tells of health, treatment, outlook and what comes after, and which of them nobody has written', () => {
    expect(pack().health).toEqual(HEALTH);
    const hub = stay();
    hub.sends(
      ward,
      'patientinformation',
      'wed 12:00',
      told('Hej', { health: { condition: 'Du mår bra', prognosis: ' ' } }),
    );
    expect(pack(hub).health).toEqual({ condition: 'Du mår bra' });
    expect(gaps(pack(hub)).filter((gap) => /treatment|prognosis|aftercare|condition/.test(gap))).toEqual([
      ...['treatment not-written', 'prognosis not-written', 'aftercare not-written'],
    ]);
  });

  it('[G-DIS-13] [G-CON-03] others learn of the illness only with consent, the patient always', () => {
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD', consent: NO_CONSENT });
    const plan = hub.sends(ward, 'patientinformation', 'wed 09:00', told('Träna', { health: HEALTH }));
    expect([remarked(plan), plan.message.content['health']]).toEqual([['consent-missing G-CON-03'], undefined]);
    const id = latest(hub, 'patientinformation');
    const whole = { [id]: { content: told('Träna', { health: HEALTH }).content } };
    expect(pack(hub, ward, whole).health).toEqual(HEALTH);
    const forOthers = pack(hub, social, { [id]: { lacks: 'no-consent' as const } });
    expect([forOthers.health, gaps(forOthers)]).toEqual([{}, expect.arrayContaining(['condition no-consent'])]);
  });

  it('[G-SELF-10] [G-DIS-12] says of self-care what it means, who answers for it and when it is followed up; the latest word on each measure', () => {
    const hub = stay();
    const judged = (measure: string, changes: object = {}) => ({
      recipients: [social],
      content: {
        ...{ phase: 'bedomning', measure, assessment: 'Klarar det', responsibleParty: 'narstaende' },
        ...{ performer: 'dottern', assessor: { name: 'Disa Doktor' }, followUp: '2027-02-01' },
        informed: { who: 'narstaende', meaning: 'Ring om ögat rodnar' },
        ...changes,
      },
    });
    hub.sends(ward, 'egenvardsbedomning', 'wed 10:00', judged('Ögondroppar'));
    hub.sends(ward, 'egenvardsbedomning', 'wed 10:10', judged('Stödstrumpor'));
    hub.sends(ward, 'egenvardsbedomning', 'thu 10:00', judged('ögondroppar ', { followUp: '2026-12-24' }));
    hub.sends(openCare, 'egenvardsbedomning', 'thu 10:10', judged('Dosett'));
    hub.sends(social, 'egenvardsbedomning', 'thu 10:20', {
      content: { phase: 'begaran', measure: 'Sond' },
      recipients: [ward],
    });
    const { selfCare } = pack(hub);
    expect(selfCare.map(({ measure, followUp }) => [measure.trim(), followUp])).toEqual([
      ['ögondroppar', '2026-12-24'],
      ['Stödstrumpor', '2027-02-01'],
    ]);
    expect(selfCare[0]).toMatchObject({
      ...{ meaning: 'Ring om ögat rodnar', responsible: 'narstaende', performer: 'dottern' },
      ...{ assessment: 'Klarar det', assessor: { name: 'Disa Doktor' } },
    });
  });

  it('[G-PLAN-04] says whom the parties ask: the patient, then relatives, then the ward, then others', () => {
    const { phone, name } = home().unit(ward);
    expect(pack().contactOrder).toEqual([{ who: 'patient' }, { who: 'vardplanerare', name, phone }]);
    const hub = new Gavleborg();
    const contactOrder = [
      { who: 'annan', name: 'God man' },
      { who: 'narstaende', name: 'Dottern', phone: '070-174 06 00' },
      { who: 'vardplanerare', name: 'Vera Plan', phone: '026-15 00 01' },
      { who: 'narstaende', name: 'Sonen' },
      { who: 'patient', phone: '070-174 06 01' },
    ];
    const content = { expectedDischarge: '2026-11-27', contactOrder };
    hub.notice({ content });
    expect(pack(hub).contactOrder.map(({ who, name: called }) => [who, called])).toEqual([
      ['patient', undefined],
      ['narstaende', 'Dottern'],
      ['narstaende', 'Sonen'],
      ['vardplanerare', 'Vera Plan'],
      ['annan', 'God man'],
    ]);
    const refused = new Gavleborg().notice({ content, consent: NO_CONSENT });
    expect([remarked(refused)[0], refused.message.content['contactOrder']]).toEqual([
      'consent-missing G-ADM-08',
      undefined,
    ]);
  });

  it('[G-DIS-14] says what is missing and why; nothing is, when everybody has written', () => {
    expect(gaps(pack())).toEqual([]);
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'CD' });
    hub.sends(openCare, 'patientinformation', 'wed 09:10', told('Vi tar stygnen'));
    expect(gaps(pack(hub))).toEqual([
      ...[ward, social, homeCare].map((unit) => `information not-written ${hub.unit(unit).name}`),
      ...['condition', 'treatment', 'prognosis', 'aftercare'].map((part) => `${part} not-written`),
      ...['medication-list', 'medical-summary', 'nursing-summary', 'care-contact'].map((part) => `${part} not-written`),
    ]);
    expect(new Set(pack(hub).missing.map(({ rule }) => rule))).toEqual(new Set(['G-DIS-14']));
  });

  it('[G-DIS-14] a care contact is missing only where the category has one', () => {
    for (const [planningCategory, expected] of [
      ['C', false],
      ['BC', true],
    ] as const) {
      const hub = new Gavleborg();
      hub.notice({ planningCategory });
      expect([planningCategory, gaps(pack(hub)).includes('care-contact not-written')]).toEqual([
        planningCategory,
        expected,
      ]);
    }
  });

  it.each<[MissingWhy]>([['erased'], ['no-consent']])('[G-DIS-14] says of final notes that they are %s', (why) => {
    const hub = home();
    const without = pack(hub, ward, { [latest(hub, 'slutanteckningar')]: { content: {}, lacks: why as 'erased' } });
    expect([without.care.medicationList, gaps(without)]).toEqual([
      undefined,
      ['medication-list', 'medical-summary', 'nursing-summary'].map((part) => `${part} ${why}`),
    ]);
  });

  it('[G-DIS-14] a party sees what it has sent or got, and that there is more', () => {
    const hub = stay();
    hub.sends(openCare, 'egenvardsbedomning', 'thu 10:10', {
      content: { phase: 'bedomning', measure: 'Dosett', assessment: 'Ja', responsibleParty: 'patient' },
      recipients: [social],
    });
    expect(pack(hub, social).selfCare).toHaveLength(1);
    expect(pack(hub, homeCare).selfCare).toHaveLength(0);
    expect(gaps(pack(home(), social))).toEqual([]);
    const foreign = pack(hub, social, { [latest(hub, 'patientinformation')]: { content: {}, lacks: 'not-shared' } });
    expect(gaps(foreign)).toContain(`information not-shared ${hub.unit(social).name}`);
    expect(foreign.services.map(({ name }) => name)).toEqual(['Såromläggning']);
  });

  it('[G-DIS-15] is a draft until the patient has left, and when the discharge is taken back', () => {
    const hub = stay();
    expect([pack(hub).isFinal, pack(hub).expectedDischarge]).toEqual([false, '2026-11-27']);
    home(hub);
    expect([pack(hub).isFinal, pack(hub).dischargedAt]).toEqual([true, at('thu 11:00')]);
    hub.sends(ward, 'utskrivning-aterkallad', 'thu 12:00');
    expect([pack(hub).isFinal, pack(hub).care.summary]).toEqual([false, undefined]);
  });

  it.each<[object, string[], boolean | undefined]>([
    [{ informationHandedOver: true }, [], true],
    [{}, [], undefined],
    [{ informationHandedOver: false }, ['incomplete G-DIS-15'], false],
  ])('[G-DIS-15] handing it over is a step of the discharge: %j', (content, expected, handedOver) => {
    const hub = stay();
    hub.sends(ward, 'slutanteckningar', 'thu 09:00', { content: NOTES });
    hub.sends(ward, 'utskrivningsklar', 'thu 09:30', ready('thu 09:00'));
    const plan = hub.sends(ward, 'utskrivningsmeddelande', 'thu 11:00', leaves('thu 11:00', content));
    expect([remarked(plan), pack(hub).handedOver]).toEqual([expected, handedOver]);
  });

  it('[L-PROT-01] has no address of a person with protected identity', () => {
    const address = { line: ['Gatan 1'], postalCode: '80310', city: 'Gävle' };
    expect(pack(stay({ patient: patient({ address }) })).patient).toMatchObject({ address, isProtected: false });
    const hidden = pack(stay({ patient: patient({ address, protected: true }) }));
    expect([hidden.patient.isProtected, JSON.stringify(hidden)]).toEqual([true, expect.not.stringContaining('Gatan')]);
  });

  it('[G-DIS-12] goes on when the patient is moved: the ward of now is the one to ask', () => {
    const hub = stay();
    hub.sends(ward, 'avdelningsbyte', 'wed 12:00');
    const moved = pack(hub, ward14);
    expect([moved.ward.hsaId, moved.contacts[0]?.hsaId]).toEqual([ward14, ward14]);
    expect(new Set(moved.contacts.map(({ hsaId }) => hsaId))).toEqual(new Set([ward14, homeCare, openCare, social]));
    // What the first ward wrote stands.
    expect(gaps(moved)).not.toContainEqual(expect.stringContaining('information'));
  });

  it('[G-DIS-14] in a region where nobody writes to the patient nothing of that is missing', () => {
    const profile = gavleborg();
    const kinds = { ...profile.kinds };
    delete kinds.patientinformation;
    delete kinds.slutanteckningar;
    const hub = new Gavleborg();
    hub.notice({ planningCategory: 'C' });
    Object.assign(hub, { profile: { ...profile, kinds } });
    expect(gaps(pack(hub))).toEqual([]);
  });
});
