import { describe, expect, it } from '@jest/globals';

import { PLAIN_MAPPING } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import type { Content, Message, MessageKind } from '#domain/message.js';
import { story } from '../../../../../test/examples/story.js';
import { TIAN } from '../../../../../test/examples/persons.js';
import { objectAt, objectsAt } from '../object.js';
import type { FhirObject } from '../object.js';
import { readFhirMessage } from '../read.js';
import { messageBundle } from '../render.js';

const RULES = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
const PLAN = '0190a1b2-0000-7000-8000-0000000000ac';

const resourcesIn = (bundle: FhirObject): FhirObject[] =>
  objectsAt(bundle['entry']).map((entry) => objectAt(entry['resource']));

const theOnly = (bundle: FhirObject, type: string): FhirObject => {
  const [found, another] = resourcesIn(bundle).filter((one) => one['resourceType'] === type);
  if (found === undefined || another !== undefined) throw new Error(`not one ${type}`);
  return found;
};

/** The content that a Bundle holds for a system that knows R4 and none of our extensions of content. */
function contentInR4(bundle: FhirObject): Content {
  const stripped = objectsAt(bundle['entry']).map(({ resource, ...entry }) => {
    const elements: FhirObject = { ...objectAt(resource), extension: undefined };
    return { ...entry, resource: elements['resourceType'] === 'Communication' ? elements : resource };
  });
  const bytes = Buffer.from(JSON.stringify({ ...bundle, entry: stripped }));
  const reading = readFhirMessage({ bytes, contentType: 'application/fhir+json' }, RULES, 'json');
  if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
  expect(reading.reasons).toEqual([]);
  return JSON.parse(JSON.stringify(reading.model['content']));
}

function told(kind: MessageKind, content: Content, changes: Partial<Message> = {}): Message {
  const sent = {
    messageId: 'm-1',
    kind,
    sender: 'SE2321000222-HC01',
    sentAt: '2026-11-23T08:15:00+01:00',
    patient: TIAN,
  };
  const checked = checkMessage({ ...sent, plan: PLAN, content, ...changes });
  if (!checked.ok) throw new Error(JSON.stringify(checked.reasons));
  return checked.message;
}

const bundleOf = (kind: MessageKind, content: Content, changes: Partial<Message> = {}): FhirObject =>
  messageBundle(told(kind, content, changes), {});

/** By kind: the fields that R4 alone carries to the letter. */
const CARRIED: Readonly<Partial<Record<MessageKind, readonly string[]>>> = {
  'sip-underlag': ['consents', 'coordinator'],
  'sip-kartlaggning': ['needs', 'resources', 'obstacles', 'abilities'],
  'sip-deltagare': ['event', 'at'],
  'sip-kallelse': ['purpose', 'setting', 'meetingAt', 'minutes', 'form', 'regards', 'agenda', 'leader'],
  'sip-huvudmal': ['text', 'accepted', 'reachBy', 'ownPart', 'helpPart'],
  'sip-delmal': ['heading', 'text', 'accepted', 'reachBy'],
  'sip-delmal-avslut': ['subgoal', 'reason', 'comment'],
  'sip-insats': ['subgoal', 'text', 'shared', 'ongoing', 'startsOn', 'endsOn', 'frequency'],
  'sip-insats-avslut': ['intervention', 'reason'],
  'sip-uppfoljning': ['intervention', 'comment'],
  'sip-utvardering': ['goal', 'score', 'comment', 'evaluatedOn'],
  'sip-samordningsansvarig': ['coordinator'],
  'sip-avslut': ['comment'],
};

describe('What a message of a plan says in R4 alone', () => {
  const sent = story('F').filter(({ isOfPlan }) => isOfPlan);

  it.each(sent.map(({ name, message }) => [name, message] as const))('%s', (_name, message) => {
    const fields = CARRIED[message.kind] ?? [];
    const read = contentInR4(messageBundle(message, {}));
    for (const field of fields) expect([field, read[field]]).toEqual([field, message.content[field]]);
  });

  it('is so much of a call that who is called, where and by whom can be read', () => {
    const call = sent.find(({ message }) => message.kind === 'sip-kallelse')?.message;
    if (call === undefined) throw new Error('nobody calls');
    expect(contentInR4(messageBundle(call, {}))).toMatchObject({
      place: 'Björkskatans hälsocentral, rum 3',
      aim: call.content['aim'],
      documentedBy: call.content['documentedBy'],
      participants: [
        { unit: 'SE2120002742-SOC01', relation: 'socialtjanst', professions: ['bistandshandlaggare'] },
        { unit: 'SE2120002742-HSV01', relation: 'vard' },
        { name: 'Tora Tiansdotter', relation: 'narstaende' },
        { name: 'Tian Tiansson', relation: 'den-enskilde' },
      ],
    });
  });
});

describe('The resources of a plan', () => {
  it('[N-GEN-07] ask those to come whom the law asks, and leave it to the others', () => {
    const participants = [
      { unit: 'SE2120002742-SOC01', relation: 'socialtjanst' },
      { name: 'Tora', relation: 'narstaende' },
    ];
    const call = { purpose: 'sip', setting: 'utan-vardtillfalle', participants };
    const all = objectsAt(theOnly(bundleOf('sip-kallelse', call), 'Appointment')['participant']);
    const called = all.filter(({ status }) => status === 'needs-action').map(({ required }) => required);
    expect(called).toEqual([undefined, 'required', 'optional']);
  });

  it('say an end of the meeting only when its length is known, since R4 takes no beginning without an end', () => {
    const call = { purpose: 'sip', setting: 'utan-vardtillfalle', meetingAt: '2026-12-03T10:00:00+01:00' };
    expect(theOnly(bundleOf('sip-kallelse', call), 'Appointment')).toMatchObject({
      status: 'proposed',
      requestedPeriod: [{ start: call.meetingAt }],
    });
    expect(theOnly(bundleOf('sip-kallelse', { ...call, minutes: 30 }), 'Appointment')).toMatchObject({
      ...{ status: 'pending', start: call.meetingAt, end: '2026-12-03T09:30:00.000Z', minutesDuration: 30 },
    });
  });

  it('[N-INT-03] make a draft of an intervention that is saved and not shared', () => {
    const content = { subgoal: 's-1', text: 'Ringer på måndagar' };
    for (const [shared, status] of [
      [false, 'draft'],
      [true, 'active'],
    ] as const) {
      expect(theOnly(bundleOf('sip-insats', { ...content, shared }), 'CarePlan')['status']).toBe(status);
    }
  });

  it('name the plan as a whole that the intervention is a part of', () => {
    const bundle = bundleOf('sip-insats', { subgoal: 's-1', text: 'x', shared: true });
    const reference = { type: 'CarePlan', identifier: { system: 'urn:hemgang:fhir:NamingSystem:sip', value: PLAN } };
    expect(theOnly(bundle, 'CarePlan')).toMatchObject({ partOf: [reference] });
    expect(theOnly(bundle, 'Communication')).toMatchObject({ about: [reference] });
  });

  it('leave an end before the beginning to the extension: R4 has no such period', () => {
    const content = { subgoal: 's-1', text: 'x', shared: true, startsOn: '2026-12-02', endsOn: '2026-12-01' };
    const bundle = bundleOf('sip-insats', content);
    expect(JSON.stringify(theOnly(bundle, 'CarePlan'))).not.toContain('2026-12-01');
    expect(JSON.stringify(theOnly(bundle, 'Communication'))).toContain('2026-12-01');
  });

  it('hold nothing of a plan whose person the message does not name', () => {
    const bundle = bundleOf('sip-huvudmal', { text: 'Handla själv' }, { patient: undefined });
    expect(resourcesIn(bundle).map(({ resourceType }) => resourceType)).toEqual(['MessageHeader', 'Communication']);
    expect(contentInR4(bundle)).toEqual({ text: 'Handla själv' });
  });

  it('say each consent by itself, and no yes for somebody who cannot say', () => {
    const consents = [
      { about: 'kallelse', answer: 'ja' },
      { about: 'plan', answer: 'nej' },
      { about: 'informationsoverforing', answer: 'kan-inte', harmAssessed: true },
    ];
    const bundle = bundleOf('sip-underlag', { consents }, { consent: { given: true } });
    const said = resourcesIn(bundle).filter(({ resourceType }) => resourceType === 'Consent');
    const types = said.map(({ provision }) => objectAt(provision)['type']);
    expect(types).toEqual(['permit', 'permit', 'deny', 'deny']);
    expect(JSON.stringify(theOnly(bundle, 'Communication'))).toContain('kan-inte');
  });
});
