import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import { checkMessage } from '#domain/message-check.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import { anyMessage } from '../../../../test/support/any-message.js';
import { placeOf } from '../reading.js';
import { encodeResource } from './encoding.js';
import { MESSAGE_KIND, V2_EVENT_SYSTEM } from './names.js';
import type { FhirObject } from './object.js';
import { readFhirMessage } from './read.js';
import { messageBundle, renderFhir } from './render.js';

const bytesOf = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

function read(value: unknown, mapping: Partial<Mapping> = {}, processingIds = ['P']) {
  const rules = { mapping: { ...PLAIN_MAPPING, ...mapping }, processingIds };
  return readFhirMessage({ bytes: bytesOf(value), contentType: 'application/fhir+json' }, rules, 'json');
}

function modelOf(value: unknown, mapping: Partial<Mapping> = {}): FhirObject {
  const reading = read(value, mapping);
  if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
  return reading.model;
}

const coded = (code: string, system = MESSAGE_KIND) => ({ eventCoding: { system, code } });

function message(header: object, ...resources: object[]): FhirObject {
  const first = { resourceType: 'MessageHeader', id: 'h1', source: { endpoint: 'urn:x' }, ...header };
  const entry = [first, ...resources].map((resource) => ({ resource }));
  return { resourceType: 'Bundle', type: 'message', timestamp: '2026-11-23T08:15:00Z', entry };
}

const encounter = (elements: object = {}) => ({
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { code: 'IMP' },
  ...elements,
});

describe('The event of a FHIR message', () => {
  it.each(MESSAGE_KINDS)('%s is told by code or by URI', (kind) => {
    expect(modelOf(message(coded(kind)))['kind']).toBe(kind);
    for (const mark of ['#', '|'])
      expect(modelOf(message({ eventUri: MESSAGE_KIND + mark + kind }))['kind']).toBe(kind);
  });

  it('may be that of HL7 v2, and means what the source says that it means', () => {
    expect(modelOf(message(coded('A25', V2_EVENT_SYSTEM)))['kind']).toBe('utskrivningsklar-aterkallad');
    const events = { discharge: 'utskrivningsmeddelande' } as const;
    expect(modelOf(message(coded('discharge', 'urn:other')), { events })['kind']).toBe('utskrivningsmeddelande');
  });

  it('is left alone when the source says so', () => {
    const reading = read(message(coded('A04', V2_EVENT_SYSTEM)), { events: { A04: 'ignore' } });
    expect(reading).toMatchObject({
      ok: false,
      ignored: true,
      reasons: [],
      head: { kind: 'fhir', header: { id: 'h1' } },
    });
  });

  it('is asked for when its coding has no code', () => {
    const reading = read(message({ eventCoding: { system: MESSAGE_KIND } }));
    const path = 'Bundle.entry[0].resource.event.code';
    expect(reading).toMatchObject({ ok: false, reasons: [{ code: 'missing-field', path }] });
  });

  it('is told as not ours at its place when nobody knows it, or when it is not of our system', () => {
    for (const event of [coded('A04', V2_EVENT_SYSTEM), coded('makulering', 'urn:other'), { eventUri: 'urn:x' }]) {
      const reading = read(message(event));
      expect(reading.ok).toBe(false);
      expect(reading.reasons).toMatchObject([{ code: 'not-our-event', path: 'Bundle.entry[0].resource.event' }]);
    }
  });
});

describe('The environment of a FHIR message', () => {
  const label = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };
  const real = message(coded('personuppgifter'));

  it.each(['security', 'tag'])('is test when it is labelled so in meta.%s', (element) => {
    const test = { ...real, meta: { [element]: [label] } };
    expect(read(test).reasons).toMatchObject([{ code: 'wrong-processing-id', path: `Bundle.meta.${element}[0]` }]);
    expect(read(test, {}, ['T', 'D']).ok).toBe(true);
    expect(read(test, {}, ['P', 'T']).ok).toBe(true);
  });

  it('is production without a label', () => {
    expect(read(real).ok).toBe(true);
    expect(read(real, {}, ['T']).reasons).toMatchObject([
      { code: 'wrong-processing-id', path: 'Bundle.meta.security' },
    ]);
  });

  it('is labelled when the hub writes test data', () => {
    fc.assert(
      fc.property(anyMessage, (sent) => {
        expect(read(messageBundle(sent, { processingId: 'T' })).ok).toBe(false);
        expect(read(messageBundle(sent, { processingId: 'T' }), {}, ['T']).ok).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('The sender of a FHIR message', () => {
  const byName = { ...coded('personuppgifter'), source: { name: 'Journal', endpoint: 'https://journal.example' } };

  it('is looked up in the mapping of the source when no HSA-id is given', () => {
    expect(modelOf(message(byName))['sender']).toBeUndefined();
    expect(modelOf(message(byName), { facilities: { Journal: 'SE1' } })['sender']).toBe('SE1');
    expect(modelOf(message(byName), { facilities: { 'https://journal.example': 'SE1' } })['sender']).toBe('SE1');
    const local = { ...byName, sender: { identifier: { system: 'urn:local', value: 'AVD' } } };
    expect(modelOf(message(local), { facilities: { AVD: 'SE1' } })['sender']).toBe('SE1');
  });

  it.each(['urn:oid:1.2.752.29.4.19:', 'urn:oid:1.2.752.129.2.1.4.1.', 'urn:hemgang:fhir:unit:'])(
    'may stand in the address of the source, behind %s',
    (prefix) => {
      const source = { endpoint: `${prefix}SE2321000016-AVD12` };
      expect(modelOf(message({ ...byName, source }))['sender']).toBe('SE2321000016-AVD12');
    },
  );

  it('is told as missing where it should stand', () => {
    const reading = read(message(byName));
    if (!reading.ok) throw new Error('not read');
    expect(placeOf(new Map(reading.places()), 'sender')?.path).toBe('Bundle.entry[0].resource.sender');
  });
});

describe('What counts of a FHIR message that says more than one thing', () => {
  const consent = (status: string, type: string) => ({ resourceType: 'Consent', status, provision: { type } });
  const given = (...consents: object[]) =>
    (modelOf(message(coded('inskrivningsmeddelande'), ...consents))['consent'] as FhirObject | undefined)?.['given'];

  it('a consent that has ended is none, whatever it once permitted; one that was never given says nothing', () => {
    expect(given(consent('active', 'permit'))).toBe(true);
    expect(given(consent('active', 'deny'))).toBe(false);
    expect(given(consent('inactive', 'permit'))).toBe(false);
    expect(given(consent('rejected', 'permit'))).toBe(false);
    expect(given(consent('inactive', 'permit'), consent('active', 'permit'))).toBe(true);
    expect(given(consent('draft', 'permit'))).toBeUndefined();
    expect(given(consent('entered-in-error', 'permit'))).toBeUndefined();
  });

  it('of several addresses neither one of before nor one for a while', () => {
    const city = (...addresses: object[]) =>
      modelOf(message(coded('personuppgifter'), { resourceType: 'Patient', address: addresses }))['patient'];
    expect(city({ use: 'old', city: 'A' }, { use: 'temp', city: 'B' }, { city: 'C' })).toMatchObject({
      address: { city: 'C' },
    });
    expect(city({ city: 'C' }, { use: 'home', city: 'D' })).toMatchObject({ address: { city: 'D' } });
    expect(city({ use: 'old', city: 'A' })).toMatchObject({ address: undefined });
  });

  it('of several wards the active one, else the last that has not ended', () => {
    const place = (ward: string, elements: object = {}) => ({
      location: { identifier: { value: `SE2321000016-${ward}` } },
      ...elements,
    });
    const wardOf = (...location: object[]) =>
      (modelOf(message(coded('avdelningsbyte'), encounter({ location })))['content'] as FhirObject)['ward'];
    const over = { period: { end: '2026-11-23T08:00:00Z' } };
    expect(wardOf(place('A'), place('B'), place('C', over))).toBe('SE2321000016-B');
    expect(wardOf(place('A', over), place('B', over))).toBe('SE2321000016-B');
    expect(wardOf(place('A', { status: 'active' }), place('B'))).toBe('SE2321000016-A');
  });

  it('a reference to a version of a resource leads to the resource', () => {
    const communication = {
      resourceType: 'Communication',
      status: 'completed',
      subject: { reference: 'Patient/2/_history/7' },
    };
    const persons = ['1', '2'].map((id) => ({ resourceType: 'Patient', id, name: [{ family: `Family ${id}` }] }));
    expect(modelOf(message(coded('personuppgifter'), communication, ...persons))['patient']).toMatchObject({
      familyName: 'Family 2',
    });
  });
});

describe('What is missing in a FHIR message', () => {
  it.each([
    ['utskrivningsklar', 'content.readyAt', [encounter()], 'Bundle.entry[1].resource.extension'],
    ['utskrivningsmeddelande', 'content.dischargedAt', [encounter()], 'Bundle.entry[1].resource.period.end'],
    ['utskrivningsmeddelande', 'content.dischargedAt', [], 'Bundle.entry[1].resource.period.end'],
    ['avdelningsbyte', 'content.ward', [encounter()], 'Bundle.entry[1].resource.location[0].location'],
    ['makulering', 'content.messageId', [], 'Bundle.entry[1].resource.extension'],
    ['personuppgifter', 'patient.id', [{ resourceType: 'Patient' }], 'Bundle.entry[1].resource.identifier[0].value'],
    [
      'identitetsbyte',
      'content.previousId',
      [{ resourceType: 'Patient' }],
      'Bundle.entry[1].resource.link[0].other.identifier.value',
    ],
  ])('%s without %s is told at the expression where it should stand', (kind, path, resources, expression) => {
    const reading = read(message(coded(kind), ...resources));
    if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
    const checked = checkMessage(reading.model);
    const reasons = checked.ok ? [] : checked.reasons;
    expect(reasons.map((reason) => reason.path)).toContain(path);
    expect(placeOf(new Map(reading.places()), path)?.path).toBe(expression);
  });
});

describe('A person', () => {
  const system = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';
  const kind = coded('personuppgifter');

  it.each([{ system, code: 'sekretessmarkering' }, { system, code: 'skyddadFolkbokforing' }, { code: 'DEMO' }])(
    '[L-PROT-01] is protected by the label %j, on the person or on the whole Bundle',
    (label) => {
      const meta = { security: [label] };
      const labelled = modelOf(message(kind, { resourceType: 'Patient', meta }));
      expect(labelled['patient']).toMatchObject({ protected: true });
      const whole = modelOf({ ...message(kind, { resourceType: 'Patient' }), meta });
      expect(whole['patient']).toMatchObject({ protected: true });
    },
  );

  it('[L-PROT-01] is written with the label on both when protected, and without it when not', () => {
    const labels = (isProtected: boolean): number => {
      const patient = { id: '191212121212', idType: 'personnummer' as const, givenName: 'T', familyName: 'T' };
      const sent = { messageId: 'm', kind: 'personuppgifter' as const, sender: 's', sentAt: '2026-11-23T08:15:00Z' };
      const bundle = messageBundle({ ...sent, content: {}, patient: { ...patient, protected: isProtected } }, {});
      return JSON.stringify(bundle).split('sekretessmarkering').length - 1;
    };
    expect([labels(true), labels(false)]).toEqual([2, 0]);
  });
});

describe('A ward', () => {
  it('may be what the mapping of the source makes of its name', () => {
    const located = encounter({ location: [{ location: { display: 'AVD 7' } }] });
    const { content } = modelOf(message(coded('avdelningsbyte'), located), { wards: { 'AVD 7': 'SE7' } });
    expect(content).toMatchObject({ ward: 'SE7' });
  });
});

describe('A text that nobody has named', () => {
  const said = (kind: string) => {
    const payload = [{ contentString: 'Går med rollator.' }, { contentString: 'Bor ensam.' }];
    return message(coded(kind), { resourceType: 'Communication', status: 'completed', payload });
  };

  it.each([
    ['generellt-meddelande', 'text'],
    ['vardrapport', 'report'],
    ['vardbegaran', 'status'],
    ['svar-pa-inskrivning', 'information'],
    ['orsak-utebliven-kvittens', 'reason'],
    ['utskrivningsmeddelande', 'summary'],
  ])('is what %s has to say: %s', (kind, field) => {
    expect(modelOf(said(kind))['content']).toMatchObject({ [field]: 'Går med rollator.\nBor ensam.' });
  });

  it('is refused where the kind has several places or none for it, and never lost', () => {
    for (const kind of ['utskrivningsrapport', 'kommunklar']) {
      const reading = read(said(kind));
      if (!reading.ok) throw new Error(JSON.stringify(reading.reasons));
      const checked = checkMessage(reading.model);
      const unknown = { code: 'unknown-field', path: 'content.payload' };
      expect(checked).toMatchObject({ ok: false, reasons: expect.arrayContaining([expect.objectContaining(unknown)]) });
      const place = placeOf(new Map(reading.places()), 'content.payload');
      expect(place?.path).toBe('Bundle.entry[1].resource.payload[0].content');
    }
  });
});

describe('What is said while the parties plan', () => {
  const sent = { messageId: 'm', sender: 's', sentAt: '2026-11-23T08:15:00Z' };
  const patient = { id: '191212121212', idType: 'personnummer' as const, givenName: 'T', familyName: 'T' };
  const resourceOf = (bundle: FhirObject, type: string) =>
    (bundle['entry'] as { resource: FhirObject }[])
      .map(({ resource }) => resource)
      .find(({ resourceType }) => resourceType === type);

  it('is none of the times of the stay: when ADL was assessed is not when the physician judged', () => {
    const content = { status: 'Klarar sig själv', assessedAt: '2026-11-23T08:00:00Z' };
    const bundle = messageBundle({ ...sent, kind: 'adl-status', content }, {});
    expect(resourceOf(bundle, 'Encounter')).toBeUndefined();
    const stay = messageBundle({ ...sent, kind: 'adl-status', content, episodeId: 'V1' }, {});
    expect(resourceOf(stay, 'Encounter')).toMatchObject({ status: 'unknown' });
    expect(resourceOf(stay, 'Encounter')).not.toHaveProperty('extension');
  });

  it('has the day of death where R4 has it, also when others have written it', () => {
    const content = { diedOn: '2026-11-23', source: 'manuell' };
    const bundle = messageBundle({ ...sent, kind: 'avliden', content, patient }, {});
    expect(resourceOf(bundle, 'Patient')).toMatchObject({ deceasedDateTime: '2026-11-23' });
    const foreign = { resourceType: 'Patient', deceasedDateTime: '2026-11-23T04:10:00+01:00' };
    const read = modelOf(message(coded('avliden'), foreign));
    expect(read['content']).toMatchObject({ diedOn: '2026-11-23T04:10:00+01:00' });
  });
});

describe('Hostile FHIR', () => {
  const within = (limit: number, look: () => unknown): void => {
    const started = process.cpuUsage().user;
    look();
    expect((process.cpuUsage().user - started) / 1000).toBeLessThan(limit);
  };

  it('is refused or read, never thrown at, whatever stands in the place of anything', () => {
    fc.assert(
      fc.property(anyMessage, fc.jsonValue({ maxDepth: 3 }), fc.nat(), (sent, value, where) => {
        const bundle = JSON.parse(JSON.stringify(messageBundle(sent, {}))) as FhirObject;
        const places = placesIn(bundle);
        const place = places[where % places.length];
        place?.set(value);
        const reading = read(bundle);
        if (reading.ok) expect([...reading.places(), checkMessage(reading.model)].length).toBeGreaterThan(0);
        else expect(reading.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused or read, never thrown at, whatever the bytes', () => {
    fc.assert(
      fc.property(
        anyMessage,
        fc.constantFrom<'json' | 'xml'>('json', 'xml'),
        fc.nat(),
        fc.nat(255),
        (sent, form, at, byte) => {
          const bytes = renderFhir(sent, {}, form);
          bytes[at % bytes.length] = byte;
          const rules = { mapping: PLAIN_MAPPING, processingIds: ['P'] };
          const reading = readFhirMessage({ bytes, contentType: '' }, rules, form);
          expect(reading.ok ? [...reading.places()].length : reading.reasons.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has no more than 500 entries', () => {
    const bundle = message(
      coded('personuppgifter'),
      ...Array.from({ length: 10_000 }, () => ({ resourceType: 'Patient' })),
    );
    within(3000, () => expect(read(bundle).reasons).toMatchObject([{ code: 'too-complex', path: 'Bundle.entry' }]));
  });

  it('is passed through once, however many references, extensions and contained resources it has', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => String(index));
    const person = {
      resourceType: 'Patient',
      contained: many.map((id) => ({ resourceType: 'Organization', id })),
      generalPractitioner: many.map((id) => ({ reference: `#${id}` })),
      extension: [
        { url: 'urn:hemgang:fhir:extension:patient.address', extension: many.map((url) => ({ url, valueCode: 'x' })) },
      ],
    };
    within(6000, () => read(message(coded('personuppgifter'), person)));
  });

  it('may not send the reader round in circles', () => {
    const a = { resourceType: 'Organization', id: 'a', partOf: { reference: 'Organization/b' } };
    const b = { resourceType: 'Organization', id: 'b', partOf: { reference: 'Organization/a' } };
    const header = { ...coded('personuppgifter'), sender: { reference: 'Organization/a' } };
    expect(modelOf(message(header, a, b))['sender']).toBeUndefined();
  });

  it('is refused when it nests too deep', () => {
    const deep = `{"resourceType":"Bundle","entry":${'[{"x":'.repeat(100)}1${'}]'.repeat(100)}}`;
    expect(read(deep).reasons).toMatchObject([{ code: 'too-complex' }]);
  });

  it('leaves the prototype of everything as it is', () => {
    const bundle = encodeResource(message(coded('personuppgifter'), { resourceType: 'Patient' }), 'json');
    const text = Buffer.from(bundle)
      .toString()
      .replace('"resourceType":"Patient"', '"resourceType":"Patient","__proto__":{"id":"x"}');
    expect(read(text).reasons).toMatchObject([{ code: 'unknown-field' }]);
    expect(Reflect.get({}, 'id')).toBeUndefined();
  });
});

/** Every place in a value where something else could stand. */
function placesIn(value: unknown): { set(to: unknown): void }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { set: (to: unknown) => void Reflect.set(value, key, to) },
    ...placesIn(Reflect.get(value, key)),
  ]);
}
